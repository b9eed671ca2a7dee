"""SHACL in tests: what pyshacl reports of a graph, and the official shapes of DCAT-AP where they are at hand."""

import warnings
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import SH

OFFICIAL = Path(__file__).parents[5] / "shared" / "validation" / "dcat-ap-3.0.1"
OWN = Path(__file__).parent / "shapes"
needs_official = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="the SHACL of DCAT-AP 3.0.1 (SEMIC) is not part of this repository"
)


def reports(graph: rdflib.Graph, shapes: Path) -> list[tuple[str, str, str]]:
    """Each result as (focus node, path, message)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyshacl import validate

        _, found, _ = validate(graph, shacl_graph=rdflib.Graph().parse(shapes), inplace=True)
    return sorted(
        tuple(str(found.value(result, term)) for term in (SH.focusNode, SH.resultPath, SH.resultMessage))
        for result in found.objects(predicate=SH.result)
    )
