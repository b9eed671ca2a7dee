"""Solutions in ADMS-AP 2 and DCAT-AP as RDF/XML, Turtle, N-Triples or JSON-LD, read offline."""

from collections.abc import Iterator, Mapping
from typing import Any

from loaders.formats.adms.rdf_documents import document
from loaders.formats.adms.solutions import (
    AGENTS,
    SOLUTIONS,
    GraphReader,
    agent,
    is_body,
    release,
    releases_of,
    solution,
)
from loaders.manifest_model import Keeps, RecordMapping, ReferenceMapping
from loaders.rows import Finding, Format, Option, Row
from loaders.source import Refused, SourceFile, decoded
from loaders.xml_safety import xml_text
from schema.issues import IssueCode, Severity

_PRODUCT: dict[str, Any] = {
    "name": "name",
    "alternate_names": "alternative",
    "description": "description",
    "url": "landing_page",
    "repository": "repository",
    "software_type": "software_type",
    "licence": "license",
    "status": "status",
    "version": "version",
    "released": "released",
    "languages": "languages",
    "countries": "spatial",
    "topics": "topics",
}


class Adms:
    """Solutions and their publishers.

    Releases are read as versions of their solution; catalogues and people are not read.
    """

    name = "adms"
    description = (
        "ADMS-AP 2 and DCAT-AP descriptions of solutions as RDF/XML, Turtle, N-Triples or JSON-LD with its context"
        " inside."
    )
    mapping: tuple[RecordMapping, ...] = (
        RecordMapping(
            kind="product",
            when="class == 'solution'",
            url="uri",
            fields=_PRODUCT,
            relations={
                "publishers": ReferenceMapping(each="publisher", label="name", key="uri", kind="organisation"),
                "basedOn": ReferenceMapping(each="based_on", key="@"),
                "modules": ReferenceMapping(each="included_assets", key="@"),
            },
        ),
        RecordMapping(
            kind="organisation",
            when="class == 'agent'",
            url="uri",
            fields={"name": "name", "type": "type", "url": "url"},
        ),
    )
    options: Mapping[str, Option] = {}
    keeps: Keeps = "none"

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:  # noqa: ARG002
        """One row per solution, release and publishing organisation that was read whole, by
        line; the key is its URI.
        """
        try:
            content = file.read_bytes()
            text = xml_text(content, file.path) if content.lstrip()[:5] == b"<?xml" else decoded(content, file.path)
        except Refused as refused:
            yield Finding(refused.code, refused.message, refused.line)
            return
        rdf = document(text, file.path)
        yield from rdf.findings
        whole = (row for row in _rows(GraphReader(rdf.graph), rdf.lines) if rdf.is_whole(row.values["uri"]))
        rows = sorted(whole, key=lambda row: row.line or 0)
        if not rows and not rdf.findings:
            yield Finding(
                IssueCode.ROW_SHAPE,
                "The document describes neither solutions nor publishers.",
                1,
                severity=Severity.INFO,
            )
        yield from rows


def _rows(graph: GraphReader, lines: dict[str, int]) -> Iterator[Row]:
    releases = releases_of(graph)
    for subject in graph.subjects(*SOLUTIONS):
        values = release(graph, subject, releases[subject]) if subject in releases else solution(graph, subject)
        yield _row(values, lines, values["uri"] or values.get("identifier"))
    for subject in graph.subjects(*AGENTS):
        values = agent(graph, subject)
        if values["uri"] and values["name"] and is_body(graph, subject):
            yield _row(values, lines, values["uri"])


def _row(values: dict[str, Any], lines: dict[str, int], key: str | None) -> Row:
    line = lines.get(values["uri"] or "", 1)
    return Row(values, line=line, column=1, key=key)


FORMAT: Format = Adms()
