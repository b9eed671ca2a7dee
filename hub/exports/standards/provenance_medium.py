"""Who says what, in PROV-O and RDF reification: each thing derives from records, each record from a page of a network,
each value from a record.

https://www.w3.org/TR/prov-o/. The address of a record leads to the thing that it is about.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF

from hub.exports.described_entities import DescribedRow
from hub.exports.edition import Edition, Medium
from hub.exports.standards.authority_tables import licence_address
from hub.exports.standards.turtle_writing import Triple, address, dated, hub_terms, network_iri, said, turtle_document
from hub.exports.tabular import Contributor, Head

_DESCRIBED = ("id", "uri", "updated_at", "records")


def _written(edition: Edition) -> AsyncIterator[bytes]:
    return turtle_document(edition.head, _all(edition))


async def _all(edition: Edition) -> AsyncIterator[Iterator[Triple]]:
    for source in edition.head.sources:
        yield _network(source, edition.head.root)
    networks = {source.network: network_iri(source, edition.head.root) for source in edition.head.sources}
    if edition.descriptions is not None and edition.statements is not None:
        async for row in edition.descriptions.only(*_DESCRIBED).rows():
            yield _thing(row, edition.head, networks)
        async for statement in edition.statements.rows():
            yield _value(statement, edition.head)


def _network(source: Contributor, root: str) -> Iterator[Triple]:
    node = network_iri(source, root)
    yield node, RDF.type, PROV.Organization
    yield node, FOAF.name, Literal(source.title)
    yield node, DCTERMS.license, address(licence_address(source.licence)) or Literal(source.licence)


def _record(identity: str, head: Head) -> URIRef:
    return URIRef(f"{head.root}{identity}#record")


def _thing(row: DescribedRow, head: Head, networks: Mapping[str, URIRef]) -> Iterator[Triple]:
    subject = URIRef(row["uri"])
    yield subject, RDF.type, PROV.Entity
    yield from said(subject, [(PROV.generatedAtTime, dated(row["updated_at"]))])
    for one in row["records"]:
        record, place = _record(one["id"], head), f"{one['network']}/{one['path']}"
        yield subject, PROV.wasDerivedFrom, record
        yield record, RDF.type, PROV.Entity
        values = (
            (PROV.wasAttributedTo, networks.get(one["network"])),
            (PROV.hadPrimarySource, address(one["url"])),
            (PROV.generatedAtTime, dated(one["at"])),
            (DCTERMS.identifier, Literal(f"{place}:{one['line']}" if one["line"] else place)),
        )
        yield from said(record, values)


def _value(row: Mapping[str, Any], head: Head) -> Iterator[Triple]:
    node = BNode()
    yield node, RDF.type, RDF.Statement
    yield node, RDF.subject, URIRef(f"{head.root}{row['entity']}")
    yield node, RDF.predicate, hub_terms(head.root)[row["field"]]
    yield node, RDF.object, Literal(row["value"], lang=None if row["language"] in (None, "und") else row["language"])
    yield node, PROV.wasDerivedFrom, _record(row["record"], head)


PROVENANCE = Medium("prov", "prov.ttl", "text/turtle", "PROV-O", _written)
