"""CodeMeta 3: products as SoftwareSourceCode in JSON-LD. One product is the document; several stand in its graph.

https://codemeta.github.io. There is no term for who uses software, so `usedBy` is declared as the reverse of
a predicate of this hub.
"""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import orjson

from hub.exports.described_entities import DescribedRow
from hub.exports.edition import Edition, Medium
from hub.exports.markup import one_language
from hub.exports.standards.authority_tables import licence_address
from hub.exports.standards.single_documents import SingleDocument, without_gaps
from hub.exports.standards.turtle_writing import hub_terms
from hub.exports.tabular import Head, as_stated

CONTEXT = "https://w3id.org/codemeta/3.0"
_AGENTS = {
    "copyrightHolder": "owners",
    "publisher": "publishers",
    "maintainer": "maintainers",
    "funder": "funders",
    "provider": "suppliers",
    "usedBy": "users",
}
_WORKS = {"isBasedOn": "basedOn", "softwareRequirements": "dependencies", "isPartOf": "moduleOf", "hasPart": "modules"}


async def _written(edition: Edition) -> AsyncIterator[bytes]:
    if edition.descriptions is None:
        return
    own = {"usedBy": {"@reverse": str(hub_terms(edition.head.root)["uses"])}}
    context = orjson.dumps({"@context": [CONTEXT, own]})[:-1]
    is_alone = edition.head.count == 1
    yield context + (b"," if is_alone else b',"@graph":[')
    separator = b"\n"
    async for row in edition.descriptions.rows():
        written = orjson.dumps(_source_code(row, edition.head))
        yield separator + (written[1:-1] if is_alone else written)
        separator = b",\n"
    yield b"}\n" if is_alone else b"\n]}\n"


def _source_code(row: DescribedRow, head: Head) -> SingleDocument:
    _, description = one_language(row["description"])
    licence = row["licence"]
    values: SingleDocument = {
        "@type": "SoftwareSourceCode",
        "@id": row["uri"],
        "name": row["name"],
        "alternateName": row["alternate_names"],
        "description": description,
        "url": row["url"],
        "codeRepository": row["repository"],
        "license": licence and (licence_address(licence) or licence),
        "version": row["version"],
        "dateCreated": as_stated(row, "created"),
        "dateModified": as_stated(row, "last_activity") or as_stated(row, "released"),
        "keywords": row["topics"],
        "developmentStatus": row["status"],
        "programmingLanguage": row["programming_languages"],
        "operatingSystem": row["platforms"],
        "applicationCategory": row["generic_name"],
        "inLanguage": row["languages"],
        "softwareHelp": row["documentation_url"],
        "identifier": [f"{identifier['scheme']}:{identifier['value']}" for identifier in row["identifiers"]],
        **{term: [_agent(end, head) for end in row[field] if end["name"]] for term, field in _AGENTS.items()},
        **{term: [_work(end, head) for end in row[field] if end["name"]] for term, field in _WORKS.items()},
    }
    return without_gaps(values)


def _agent(end: Mapping[str, Any], head: Head) -> SingleDocument:
    return _node("Organization", end, head) | without_gaps({"url": end.get("url")})


def _work(end: Mapping[str, Any], head: Head) -> SingleDocument:
    return _node("SoftwareSourceCode", end, head) | without_gaps({"codeRepository": end.get("repository")})


def _node(sort: str, end: Mapping[str, Any], head: Head) -> SingleDocument:
    identity = {"@id": f"{head.root}{end['id']}"} if "id" in end else {}
    return {"@type": sort, **identity, "name": end["name"]}


CODEMETA = Medium(
    "codemeta",
    "codemeta.json",
    "application/ld+json",
    "CodeMeta",
    _written,
    kinds=frozenset({"product"}),
    document="codemeta.json",
)
