"""CITATION.cff 1.2: how to cite a product, a document each. Authors are the organisations that
own, maintain or publish it.

https://citation-file-format.github.io. Where nobody states such an organisation there is no author,
though the format wants one.
"""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from hub.exports.described_entities import DescribedRow
from hub.exports.edition import Edition, Medium
from hub.exports.markup import one_language
from hub.exports.standards.authority_tables import licence_address
from hub.exports.standards.single_documents import SingleDocument, whole_day, without_gaps, yaml_documents
from hub.exports.tabular import as_stated

VERSION = "1.2.0"
_REQUIRED = ("authors", "title")


async def _written(edition: Edition) -> AsyncIterator[bytes]:
    async for chunk in yaml_documents(
        edition, _document, lambda document: [name for name in _REQUIRED if name not in document]
    ):
        yield chunk


def _document(row: DescribedRow) -> SingleDocument:
    _, abstract = one_language(row["description"])
    licence = row["licence"]
    values = {
        "cff-version": VERSION,
        "message": "If you use this software, please cite it as below.",
        "type": "software",
        "title": row["name"],
        "abstract": abstract,
        "authors": _authors(row),
        "version": row["version"],
        "date-released": whole_day(as_stated(row, "released")),
        "license": licence if licence and licence_address(licence) else None,
        "repository-code": row["repository"],
        "url": row["url"],
        "keywords": row["topics"],
        "identifiers": [{"type": "url", "value": row["uri"], "description": "What this hub knows of it"}],
    }
    return without_gaps(values)


def _authors(row: DescribedRow) -> list[SingleDocument]:
    bodies: list[Mapping[str, Any]] = next(filter(None, (row[field] for field in _BEARERS)), [])
    return [without_gaps({"name": body["name"], "website": body.get("url")}) for body in bodies if body["name"]]


_BEARERS = ("owners", "maintainers", "publishers")


CITATION = Medium(
    "cff", "cff", "application/yaml", "CITATION.cff", _written, kinds=frozenset({"product"}), document="CITATION.cff"
)
