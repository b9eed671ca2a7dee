"""`ckan`: the packages of a CKAN portal, by package_search of its action API."""

import orjson

from hub.harvest.addresses import with_query
from hub.harvest.errands import Errand
from hub.harvest.fetch_failures import NotFetchedError
from hub.harvest.page_walks import PageItems, Part, counted


async def fetch(errand: Errand) -> None:
    """Write all packages as one answer of package_search, which names the portal as such answers do."""
    action = f"{errand.fetch.address.rstrip('/')}/api/3/action"

    async def ask(part: Part) -> PageItems:
        url = with_query(f"{action}/package_search", {"start": part.start, "rows": part.size, "sort": "name asc"})
        document, _ = await errand.ask_json(url)
        result = document.get("result") if isinstance(document, dict) and document.get("success") else None
        if not isinstance(result, dict) or not isinstance(result.get("results"), list):
            raise NotFetchedError("the portal does not answer package_search", is_of_page=True)
        return list(result["results"])

    packages = await counted(errand, errand.fetch.size, ask, strides=False)
    document = {
        "help": f"{action}/help_show?name=package_search",
        "success": True,
        "result": {"count": len(packages), "results": packages},
    }
    errand.write("package_search.json", orjson.dumps(document, option=orjson.OPT_INDENT_2))
