"""Products in ADMS-AP 2 and DCAT-AP: solutions with a distribution each for repositories, as Joinup and
national portals harvest them.

https://semiceu.github.io/ADMS-AP/releases/2.0.0/. Licences are SPDX expressions; a status is one of the Publications
Office and one of the older list of ADMS, which portals still read.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS

from hub.exports.described_entities import DescribedRow
from hub.exports.standards import authority_tables as tables
from hub.exports.standards.turtle_writing import (
    ADMS,
    DCAT,
    SCHEMA_ORG,
    Node,
    Triple,
    address,
    dated,
    hub_terms,
    resolved,
    said,
    texts,
    thing,
    turtle_medium,
)
from hub.exports.tabular import Head, as_stated


def solution(row: DescribedRow, head: Head) -> Iterator[Triple]:
    """A product."""
    subject = URIRef(row["uri"])
    yield from ((subject, RDF.type, sort) for sort in (ADMS.Asset, DCAT.Dataset))
    yield from said(subject, _texts(row))
    yield from said(subject, _classified(row))
    for number, repository in enumerate(filter(None, [row["repository"], *(row["repositories"] or [])]), 1):
        yield from _distribution(subject, URIRef(f"{subject}#repository-{number}"), repository, row["licence"], head)
    if row["licence"] and not row["repository"]:
        yield from _licence(subject, row["licence"])
    for end in resolved(row, "publishers"):
        yield subject, DCTERMS.publisher, thing(head, end)
        yield from _publisher(end, head)
    yield from ((subject, PROV.wasDerivedFrom, thing(head, end)) for end in resolved(row, "basedOn"))
    yield from ((subject, ADMS.includedAsset, thing(head, end)) for end in resolved(row, "modules"))


def _texts(row: DescribedRow) -> Iterator[tuple[URIRef, Node | Literal | None]]:
    yield DCTERMS.title, Literal(row["name"])
    yield from ((SKOS.altLabel, Literal(name)) for name in row["alternate_names"] or [])
    yield from ((DCTERMS.description, text) for text in texts(row["description"]))
    yield from ((DCAT.keyword, Literal(topic)) for topic in row["topics"] or [])
    yield DCAT.landingPage, address(row["url"])
    yield DCTERMS.identifier, Literal(row["id"])
    yield OWL.versionInfo, Literal(row["version"]) if row["version"] else None
    yield DCTERMS.modified, dated(as_stated(row, "released"))
    yield SCHEMA_ORG.softwareHelp, address(row["documentation_url"])
    yield FOAF.logo, address(row["logo_url"])


def _classified(row: DescribedRow) -> Iterator[tuple[URIRef, Node]]:
    """What vocabularies say of it."""
    for language in row["languages"] or []:
        if known := tables.language_authority(language):
            yield DCTERMS.language, URIRef(known)
    for country in row["countries"] or []:
        if known := tables.country_authority(country):
            yield DCTERMS.spatial, URIRef(known)
    if row["status"]:
        yield ADMS.status, URIRef(f"{tables.AUTHORITY}dataset-status/{tables.DATASET_STATUSES[row['status']]}")
        yield ADMS.status, URIRef(f"http://purl.org/adms/status/{tables.ADMS_STATUSES[row['status']]}")


def _distribution(subject: Node, node: Node, repository: str, licence: str | None, head: Head) -> Iterator[Triple]:
    yield subject, DCAT.distribution, node
    yield node, RDF.type, DCAT.Distribution
    yield from said(node, [(DCAT.accessURL, address(repository))])
    # neither IANA nor the Publications Office has a type for repositories, and their host
    # alone need not say what they are
    medium = hub_terms(head.root)["source-code"]
    yield node, DCTERMS.format, medium
    yield medium, RDF.type, DCTERMS.MediaTypeOrExtent
    yield medium, RDFS.label, Literal("Source code repository", "en")
    if licence:
        yield from _licence(node, licence)


def _licence(node: Node, expression: str) -> Iterator[Triple]:
    """A licence by its address, or an expression of several as a document with a name."""
    spdx_address = tables.licence_address(expression)
    if spdx_address:
        yield node, DCTERMS.license, URIRef(spdx_address)
        return
    document = BNode()
    yield node, DCTERMS.license, document
    yield document, RDF.type, DCTERMS.LicenseDocument
    yield document, DCTERMS.title, Literal(expression)


def _publisher(end: Mapping[str, Any], head: Head) -> Iterator[Triple]:
    subject, sort = thing(head, end), tables.publisher_type(end.get("type"))
    yield subject, RDF.type, FOAF.Agent
    yield subject, FOAF.name, Literal(end["name"])
    yield from said(subject, [(FOAF.homepage, address(end["url"])), (DCTERMS.type, URIRef(sort) if sort else None)])


ADMS_AP = turtle_medium("adms", "ADMS-AP", solution, "product")
