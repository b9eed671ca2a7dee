"""Organisations and OSPOs in the Core Public Organisation Vocabulary (CPOV 2.1.1) and the W3C
Organization Ontology (ORG).

https://semiceu.github.io/CPOV/releases/2.1.1/, https://www.w3.org/TR/vocab-org/. An OSPO is a unit of its organisation.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, RDF, RDFS, SKOS

from hub.exports.described_entities import DescribedRow
from hub.exports.standards.authority_tables import country_authority
from hub.exports.standards.turtle_writing import (
    ADMS,
    CORE_PUBLIC,
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
from schema.identifiers import SCHEME_BY_NAME

PUBLIC = frozenset({"supranational", "national", "regional", "local", "agency"})
"""Types of organisations that are public bodies."""
_COMPANIES = frozenset({"company", "public-company", "association", "foundation", "ngo"})
"""Types that are a legal person of their own."""


def public_organisation(row: DescribedRow, head: Head) -> Iterator[Triple]:
    """An organisation or OSPO."""
    subject = URIRef(row["uri"])
    is_ospo = "archetype" in row
    yield from ((subject, RDF.type, sort) for sort in ([ORG.OrganizationalUnit] if is_ospo else _classes(row["type"])))
    yield from said(subject, _names(row))
    yield from said(subject, _places(row))
    yield from _identified(subject, row)
    yield from said(subject, _classified(row, head, "archetype" if is_ospo else "type"))
    yield from _ospo(subject, row, head) if is_ospo else _organisation(subject, row, head)


def _classes(sort: str | None) -> list[URIRef]:
    if sort in PUBLIC:
        return [CORE_PUBLIC.PublicOrganisation, ORG.FormalOrganization]
    return [ORG.FormalOrganization if sort in _COMPANIES else ORG.Organization]


def _names(row: DescribedRow) -> Iterator[tuple[URIRef, Literal]]:
    yield SKOS.prefLabel, Literal(row["name"])
    yield from ((SKOS.altLabel, Literal(name)) for name in row["alternate_names"] or [])
    yield from ((DCTERMS.description, text) for text in texts(row["description"]))


def _places(row: DescribedRow) -> Iterator[tuple[URIRef, Node | Literal | None]]:
    yield FOAF.homepage, address(row["url"])
    for country in row["countries"] or []:
        authority = country_authority(country)
        yield DCTERMS.spatial, URIRef(authority) if authority else None
    yield SCHEMA_ORG.foundingDate, dated(as_stated(row, "founded"))
    yield SCHEMA_ORG.email, Literal(row["email"]) if row["email"] else None


def _classified(row: DescribedRow, head: Head, field: str) -> Iterator[tuple[URIRef, Node]]:
    """Its type in the hub's own vocabulary, which is described at /vocabularies.ttl."""
    if row[field]:
        yield (
            ORG.classification,
            hub_terms(head.root)[f"{'ospo-archetype' if field == 'archetype' else 'organisation-type'}/{row[field]}"],
        )


def _identified(subject: Node, row: DescribedRow) -> Iterator[Triple]:
    for identifier in row["identifiers"]:
        scheme, node = SCHEME_BY_NAME[identifier["scheme"]], BNode()
        yield subject, ADMS.identifier, node
        yield node, RDF.type, ADMS.Identifier
        yield node, SKOS.notation, Literal(identifier["value"])
        yield node, ADMS.schemeAgency, Literal(scheme.title)
        if scheme.uri and (uri := address(scheme.uri.format(identifier["value"]))) is not None:
            yield subject, RDFS.seeAlso, uri


def _organisation(subject: URIRef, row: DescribedRow, head: Head) -> Iterator[Triple]:
    for field, predicate in (
        ("parents", ORG.subOrganizationOf),
        ("units", ORG.hasSubOrganization),
        ("ospos", ORG.hasUnit),
    ):
        yield from ((subject, predicate, thing(head, end)) for end in resolved(row, field))
    for end in resolved(row, "predecessors"):
        change = BNode()
        yield change, RDF.type, ORG.ChangeEvent
        yield change, ORG.originalOrganization, thing(head, end)
        yield change, ORG.resultingOrganization, subject
    for end in resolved(row, "memberships"):
        yield from _membership(subject, end, head)


def _membership(subject: URIRef, end: Mapping[str, Any], head: Head) -> Iterator[Triple]:
    node = BNode()
    yield node, RDF.type, ORG.Membership
    yield node, ORG.member, subject
    yield node, ORG.organization, thing(head, end)
    for role in end["roles"]:
        played = BNode()
        yield node, ORG.role, played
        yield played, RDF.type, ORG.Role
        yield played, SKOS.prefLabel, Literal(role)
    if end["since"] or end["until"]:
        during = BNode()
        yield node, ORG.memberDuring, during
        yield during, RDF.type, DCTERMS.PeriodOfTime
        yield from said(during, [(DCAT.startDate, dated(end["since"])), (DCAT.endDate, dated(end["until"]))])


def _ospo(subject: URIRef, row: DescribedRow, head: Head) -> Iterator[Triple]:
    yield from ((subject, ORG.unitOf, thing(head, end)) for end in resolved(row, "organisations"))
    if (policy := address(row["policy_url"])) is not None:
        yield subject, RDFS.seeAlso, policy


CPOV = turtle_medium("cpov", "CPOV", public_organisation, "organisation", "ospo")
