"""`oai-pmh`: all records of a provider (OAI-PMH 2.0, ListRecords), as rows whose columns are the
elements of their metadata.
"""

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import Element

from hub.harvest.addresses import with_query
from hub.harvest.errands import Errand
from hub.harvest.fetch_failures import NotFetchedError
from hub.harvest.page_walks import PageItems, json_lines, linked
from hub.harvest.xml_documents import parsed_xml

_OAI = "{http://www.openarchives.org/OAI/2.0/}"


async def fetch(errand: Errand) -> None:
    """Write the records that are not deleted; each column is a list, as elements may be repeated."""
    address = errand.fetch.address

    async def ask(url: str) -> tuple[PageItems, str | None]:
        root = _parsed((await errand.ask(url)).body or b"")
        error = root.find(f"{_OAI}error")
        if error is not None and error.get("code") == "noRecordsMatch":
            return [], None
        if error is not None:
            raise NotFetchedError(f"the provider answers {error.get('code')}: {(error.text or '')[:200]}")
        token = (root.findtext(f"{_OAI}ListRecords/{_OAI}resumptionToken") or "").strip()
        rows = [_row(record) for record in root.iterfind(f"{_OAI}ListRecords/{_OAI}record")]
        following = with_query(address, {"verb": "ListRecords", "resumptionToken": token}) if token else None
        return [row for row in rows if row is not None], following

    first = with_query(address, {"verb": "ListRecords", "metadataPrefix": errand.fetch.prefix})
    errand.write("records.jsonl", json_lines(await linked(errand, first, ask)))


def _parsed(body: bytes) -> Element:
    root = parsed_xml(body, "the answer of the provider")
    if root.tag != f"{_OAI}OAI-PMH":
        raise NotFetchedError("the answer is not an OAI-PMH document")
    return root


def _row(record: Element) -> dict[str, Any] | None:
    """A record; None if it was deleted."""
    header = record.find(f"{_OAI}header")
    if header is None or header.get("status") == "deleted":
        return None
    columns = defaultdict[str, list[str]](list)
    metadata = record.find(f"{_OAI}metadata")
    for element in metadata.iter() if metadata is not None else ():
        if element.text and element.text.strip():
            columns[element.tag.rpartition("}")[2]].append(element.text.strip())
    sets = [one.text for one in header.iterfind(f"{_OAI}setSpec")]
    oai = {"oai_identifier": header.findtext(f"{_OAI}identifier"), "oai_datestamp": header.findtext(f"{_OAI}datestamp")}
    return {**oai, "oai_sets": sets, **columns}
