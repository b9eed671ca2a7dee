"""`open-catalog-api`: software of a catalogue with the API of Developers Italia
(github.com/italia/developers-italia-api).
"""

from typing import Any

from hub.harvest.addresses import joined, with_query
from hub.harvest.errands import Errand, file_name
from hub.harvest.fetch_failures import NotFetchedError
from hub.harvest.page_walks import PageItems, linked


async def fetch(errand: Errand) -> None:
    """Write the publiccode.yml of each active software, named by its id."""
    first = with_query(f"{errand.fetch.address.rstrip('/')}/software", {"page[size]": min(errand.fetch.size, 100)})

    async def ask(url: str) -> tuple[PageItems, str | None]:
        document, answer = await errand.ask_json(url)
        listed = document.get("data") if isinstance(document, dict) else None
        if not isinstance(listed, list):
            raise NotFetchedError("the catalogue does not answer with `data`")
        links = document.get("links")
        following = links.get("next") if isinstance(links, dict) else None
        # JSON:API has a link as an address or as an object with one (jsonapi.org/format/#document-links)
        target = following.get("href") if isinstance(following, dict) else following
        return listed, joined(answer.url, str(target)) if target else None

    written = [_write(errand, software) for software in await linked(errand, first, ask)]
    if not any(written):
        raise NotFetchedError("the catalogue lists no software")


def _write(errand: Errand, software: Any) -> bool:
    """Write one; whether there is anything to write."""
    stated = software.get("publiccodeYml") if isinstance(software, dict) else None
    if not isinstance(stated, str) or not stated.strip() or software.get("active") is False:
        return False
    errand.write(f"{file_name(str(software.get('id')), 'software')}.yml", stated.encode())
    return True
