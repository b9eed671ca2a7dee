"""`sitemap`: every page of a site that its sitemap lists and `paths` names, as its robots.txt allows."""

import hashlib
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from hub.harvest.errands import Errand, file_name
from hub.harvest.fetch_failures import NotFetchedError
from hub.harvest.xml_documents import parsed_xml
from loaders.globbing import is_named

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_MAPS, MOST_LISTED = 100, 10_000


async def fetch(errand: Errand) -> None:
    """Fetch the pages; one that cannot be read stays as it was."""
    listed = await _listed(errand)
    wanted = {url: at for url, at in listed.items() if any(is_named(_path(url), glob) for glob in errand.fetch.paths)}
    if not wanted:
        raise NotFetchedError(f"the sitemap lists no page that `paths` names ({len(listed)} others)")
    for url, changed in wanted.items():
        await _fetch_page(errand, url, changed)


def _path(url: str) -> str:
    return unquote(urlsplit(url).path).strip("/")


async def _fetch_page(errand: Errand, url: str, changed: str) -> None:
    """Fetch a page, unless it is as old as it was last time."""
    name = _name(url)
    if changed and errand.state.notes.get(url) == changed and errand.keep(name):
        return
    try:
        answer = errand.noted(url, name, await errand.client.get_page(url))
        errand.write(name, answer.body or b"")
    except NotFetchedError as error:
        errand.give_up(f"{_path(url) or '/'}: {error.message}")
        errand.keep(name)
        return
    errand.state.notes[url] = changed


def _name(url: str) -> str:
    """A name of its own for a page: many end in publiccode.yml."""
    path = PurePosixPath(file_name(url, "index.html"))
    digest = hashlib.blake2b(url.encode(), digest_size=5).hexdigest()
    return f"{path.stem}-{digest}{path.suffix or '.html'}"


async def _listed(errand: Errand) -> dict[str, str]:
    """Pages of a sitemap, and of those that it is an index of, each with what it says of its last change."""
    waiting, asked, listed = [errand.fetch.address], set[str](), dict[str, str]()
    host = urlsplit(errand.fetch.address).hostname
    while waiting and len(asked) < MOST_MAPS and len(listed) < MOST_LISTED:
        url = waiting.pop(0)
        if url in asked:
            continue
        asked.add(url)
        root = parsed_xml((await errand.ask(url)).body or b"", "the sitemap")
        waiting += [found for found, _ in _entries(root, "sitemap")]
        # a site may speak for itself alone (sitemaps.org, "location")
        listed |= {found: at for found, at in _entries(root, "url") if urlsplit(found).hostname == host}
    if waiting or len(listed) > MOST_LISTED:
        raise NotFetchedError(f"the sitemap lists more than {MOST_LISTED} pages or {MOST_MAPS} sitemaps")
    return listed


def _entries(root: Element, sort: str) -> list[tuple[str, str]]:
    found = root.iterfind(f"{_SITEMAP}{sort}")
    entries = [(one.findtext(f"{_SITEMAP}loc") or "", one.findtext(f"{_SITEMAP}lastmod") or "") for one in found]
    return [(url.strip(), changed.strip()) for url, changed in entries if _is_url(url.strip())]


def _is_url(text: str) -> bool:
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False
