"""The formats of harvested records: Dublin Core for everyone, and RDF/XML in the vocabulary of the kind
for those who want more.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from hub.exports.described_entities import DescribedRow
from hub.exports.markup import xml_safe, xml_text
from hub.exports.standards.adms_medium import solution
from hub.exports.standards.cpov_medium import public_organisation
from hub.exports.standards.linked_data_media import in_schema_org
from hub.exports.standards.turtle_writing import Describes, Triple, add, new_graph
from hub.exports.tabular import Head, as_stated
from schema.kinds import Kind

_DC_TYPES = {"product": "Software", "event": "Event", "news-item": "Text"}
"""Kinds in the DCMI Type Vocabulary; an organisation is none of its types."""
_DATES = ("published", "starts_at", "released", "founded")
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>\s*")
_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"


@dataclass(frozen=True, slots=True)
class OaiFormat:
    """A format by its prefix. written: what a thing of a kind is in it, as an XML element."""

    prefix: str
    schema: str
    namespace: str
    written: Callable[[Kind, DescribedRow, Head], str]


def _dublin_core(kind: Kind, row: DescribedRow, head: Head) -> str:
    elements = "".join(
        f"<dc:{name}{language}>{xml_text(value)}</dc:{name}>" for name, language, value in _elements(kind, row, head)
    )
    return (
        f'<oai_dc:dc xmlns:oai_dc="{_OAI_DC}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{_OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd">{elements}</oai_dc:dc>'
    )


def _elements(kind: Kind, row: DescribedRow, head: Head) -> Iterator[tuple[str, str, str]]:
    """Element, its attribute of language, and value."""
    for name in (row["name"], *(row["alternate_names"] or [])):
        yield "title", "", name
    for language, text in (row["description"] or {}).items():
        yield "description", "" if language == "und" else f' xml:lang="{xml_text(language)}"', text
    values_of: Mapping[str, list[str | None]] = {
        "identifier": [row["uri"], row["url"]],
        "subject": row["topics"] or [],
        "publisher": [end["name"] for end in row.get("publishers", row.get("organisers", []))],
        "date": [date for name in _DATES if (date := as_stated(row, name))],
        "type": [_DC_TYPES.get(kind.name)],
        "language": row.get("languages") or [],
        "coverage": row["countries"] or [],
        "source": [source.site(head.root) for source in head.sources if source.network in row["networks"]],
        "rights": [row.get("licence"), *(f"Metadata: {licence}" for licence in row["licences"])],
    }
    for name, values in values_of.items():
        yield from ((name, "", value) for value in values if value)


def _schema_org(kind: str) -> Describes:
    def describe(row: DescribedRow, _: Head) -> Iterator[Triple]:
        return ((URIRef(row["uri"]), predicate, value) for predicate, value in in_schema_org(kind, row))

    return describe


_VOCABULARIES: Mapping[str, Describes] = {
    "product": solution,
    "organisation": public_organisation,
    "ospo": public_organisation,
}
"""Which vocabulary a kind is described in; schema.org where none is named."""


def _rdf_xml(kind: Kind, row: DescribedRow, head: Head) -> str:
    graph = new_graph(head.root)
    add(graph, _VOCABULARIES.get(kind.name, _schema_org(kind.name))(row, head))
    return xml_safe(_DECLARATION.sub("", graph.serialize(format="xml")))


OAI_FORMATS = {
    one.prefix: one
    for one in (
        OaiFormat("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", _OAI_DC, _dublin_core),
        OaiFormat(
            "rdf",
            "http://www.openarchives.org/OAI/2.0/rdf.xsd",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            _rdf_xml,
        ),
    )
}
