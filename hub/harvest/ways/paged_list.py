"""`pages`: a list in pages of JSON, by header `Link`, next key, cursor, offset or page number.

Or pages of XML, by links.
"""

import re
from typing import Any

import jmespath

from hub.harvest.addresses import joined, with_query
from hub.harvest.errands import Errand
from hub.harvest.fetch_failures import NotFetchedError
from hub.harvest.page_walks import MOST_PAGES, PageItems, Part, counted, json_lines, linked
from hub.harvest.polite_client import Answered
from hub.harvest.xml_documents import parsed_xml

_LINK = re.compile(r"<([^<>]*)>([^<>]*)")
_NEXT = re.compile(r";\s*rel\s*=\s*\"?[^\";]*\bnext\b", re.IGNORECASE)


async def fetch(errand: Errand) -> None:
    """Read all pages, and write what they list."""
    if errand.fetch.by in {"offset", "page"}:
        items = await _counted(errand)
    else:
        answer = await errand.ask(_first_address(errand))
        if (answer.body or b"").lstrip().startswith(b"<"):
            await _fetch_xml(errand, answer)
            return
        items = await _linked(errand, answer)
    errand.write("records.jsonl", json_lines(items))


def _first_address(errand: Errand) -> str:
    fetch = errand.fetch
    if fetch.by in {"offset", "page"}:
        return _address_of(errand, Part(0, fetch.size))
    return with_query(fetch.address, {fetch.size_parameter: fetch.size} if fetch.size_parameter else {})


def _address_of(errand: Errand, part: Part) -> str:
    fetch = errand.fetch
    number = part.start if fetch.by == "offset" else part.start // part.size + fetch.first
    return with_query(fetch.address, {fetch.parameter or fetch.by: number, fetch.size_parameter or "limit": part.size})


async def _counted(errand: Errand) -> PageItems:
    async def ask(part: Part) -> PageItems:
        document, _ = await errand.ask_json(_address_of(errand, part))
        return _items(errand, document)

    return await counted(errand, errand.fetch.size, ask, strides=errand.fetch.by == "page")


async def _linked(errand: Errand, first: Answered) -> PageItems:
    """first: the answer to the first address, which is asked again only to see whether the list has moved."""
    known = [first]

    async def ask(url: str) -> tuple[PageItems, str | None]:
        answer = known.pop() if known else await errand.ask(url)
        document = errand.json_of(url, answer)
        return _items(errand, document), _next_address(errand, document, answer)

    return await linked(errand, _first_address(errand), ask)


def _items(errand: Errand, document: Any) -> PageItems:
    """The list of a page. Raises `NotFetchedError` where there is none: a page of another form is no empty one."""
    pointer = errand.fetch.items
    items = _searched(pointer, document) if pointer else document
    if not isinstance(items, list):
        raise NotFetchedError(f"a page has no list at {pointer or 'its top'}", is_of_page=True)
    return items


def _searched(pointer: str, document: Any) -> Any:
    try:
        return jmespath.search(pointer, document)
    except jmespath.exceptions.JMESPathError as error:
        raise NotFetchedError(f"{pointer!r} cannot be followed: {error}") from None


def _next_address(errand: Errand, document: Any, answer: Answered) -> str | None:
    fetch = errand.fetch
    if fetch.by == "link":
        return next_link(answer)
    found = _searched(str(fetch.next), document)
    if not found:
        return None
    if fetch.by == "cursor":
        return with_query(_first_address(errand), {fetch.parameter or "cursor": found})
    return joined(answer.url, str(found))


def next_link(answer: Answered) -> str | None:
    """The address that a header `Link` (RFC 8288) gives for the next page."""
    for target, parameters in _LINK.findall(answer.headers.get("link", "")):
        if _NEXT.search(parameters):
            return joined(answer.url, target)
    return None


async def _fetch_xml(errand: Errand, first: Answered) -> None:
    """Write each page of XML as a file, until one names no other: by header, or as Atom does."""
    answer, seen = first, set[str]()
    for number in range(1, MOST_PAGES + 1):
        body = answer.body or b""
        errand.write(f"page-{number:04}.xml", body)
        following = next_link(answer) or _atom_next(body, answer.url)
        if following is None:
            return
        if following in seen:
            break
        seen.add(following)
        answer = await errand.ask(following)
    raise NotFetchedError("its pages lead back to earlier ones, or never end")


def _atom_next(body: bytes, url: str) -> str | None:
    for link in parsed_xml(body, "a page").iterfind("{http://www.w3.org/2005/Atom}link[@rel='next']"):
        return joined(url, link.get("href", ""))
    return None
