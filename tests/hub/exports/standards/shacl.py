"""SHACL in tests: what pyshacl reports of a graph, and the official shapes of DCAT-AP where they are at hand."""

import warnings
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, SH, SKOS

OFFICIAL = Path(__file__).parents[5] / "shared" / "validation" / "dcat-ap-3.0.1"
OWN = Path(__file__).parent / "shapes"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
needs_official = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="the SHACL of DCAT-AP 3.0.1 (SEMIC) is not part of this repository"
)


def reports(graph: rdflib.Graph, shapes: Path) -> list[tuple[str, str, str]]:
    """Each result as (focus node, path, message)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyshacl import validate

        _, found, _ = validate(rdflib.Graph() + graph, shacl_graph=rdflib.Graph().parse(shapes), inplace=True)
    return sorted(
        tuple(str(found.value(result, term)) for term in (SH.focusNode, SH.resultPath, SH.resultMessage))
        for result in found.objects(predicate=SH.result)
    )


def with_authorities(graph: rdflib.Graph) -> rdflib.Graph:
    """The graph with what the tables of the Publications Office and others would say of the concepts that it uses."""
    declared = {
        "language/": DCTERMS.LinguisticSystem,
        "country/": DCTERMS.Location,
        "file-type/": DCTERMS.MediaTypeOrExtent,
        "data-theme/": SKOS.Concept,
        "planned-availability/": SKOS.Concept,
    }
    spdx = rdflib.Namespace("http://spdx.org/rdf/terms#")
    for node in set(graph.objects()):
        for table, sort in declared.items():
            if str(node).startswith(AUTHORITY + table):
                graph.add((node, RDF.type, sort))
                graph.add((node, SKOS.prefLabel, rdflib.Literal(str(node))))
                graph.add((node, SKOS.inScheme, rdflib.URIRef(AUTHORITY + table.strip("/"))))
        for scheme in ("publishertype", "licencetype"):
            if str(node).startswith(f"http://purl.org/adms/{scheme}/"):
                own = rdflib.URIRef(f"http://purl.org/adms/{scheme}/1.0")
                graph.add((node, RDF.type, SKOS.Concept))
                graph.add((node, SKOS.prefLabel, rdflib.Literal(str(node))))
                graph.add((node, SKOS.inScheme, own))
                graph.add((own, RDF.type, SKOS.ConceptScheme))
                graph.add((own, DCTERMS.title, rdflib.Literal(scheme)))
        if "iana.org/assignments/media-types" in str(node):
            graph.add((node, RDF.type, DCTERMS.MediaType))
        if "checksumAlgorithm" in str(node):
            graph.add((node, RDF.type, spdx.ChecksumAlgorithm))
    themes = rdflib.URIRef(f"{AUTHORITY}data-theme")
    graph.add((themes, RDF.type, SKOS.ConceptScheme))
    graph.add((themes, DCTERMS.title, rdflib.Literal("Data theme")))
    return graph
