"""Whatever JSON a row holds, mapping it ends in records that can be stored and issues that have a place."""

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from loaders.formats import FORMATS
from loaders.manifest.json_schema import table_schemas
from loaders.manifest_model import Manifest
from loaders.mapping.compiling import mappers
from loaders.mapping.mappers import entries
from loaders.rows import Row
from loaders.source import SourceFile
from schema.issues import Issue
from schema.kinds import KIND_BY_NAME
from schema.records import Record

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["", " ", "2024-05", "a@b.example.org", "https://x.example.org", "N/A"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FILE = SourceFile(None, "rows.jsonl")


def compiled(kind, **more):
    source = {"name": "rows", "path": "rows.jsonl", "format": "table", "kind": kind} | more
    manifest = Manifest.model_validate(
        {
            "network": "n",
            "title": "N",
            "homepage": "n",
            "publisher": {"name": "N"},
            "licence": "x",
            "attribution": "N",
            "sources": [source],
        }
    )
    return mappers(manifest.sources[0], FORMATS["table"], manifest)


@pytest.mark.parametrize("kind", [*KIND_BY_NAME, "figure"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_row_makes_the_mapping_raise(kind, data):
    columns = sorted(table_schemas()[kind]["items"]["properties"])
    values = data.draw(st.dictionaries(st.sampled_from(columns), JSON, max_size=8))
    found = list(entries(compiled(kind)[0], Row(values | {"key": "k", "name": "N"}, 1), FILE))
    assert all(isinstance(entry, Issue) or _is_storable(entry) for entry in found)
    assert all(entry.place.path == "rows.jsonl" for entry in found)


def _is_storable(entry):
    return len(entry.digest()) == 64 if isinstance(entry, Record) else bool(msgspec.json.encode(entry))


@settings(max_examples=60, deadline=None)
@given(values=st.dictionaries(st.sampled_from(["a", "b", "key"]), JSON))
@example(values={"a": [[[1]]], "b": {"x": []}, "key": 0})
def test_no_row_makes_an_expression_raise(values):
    mapping = {
        "name": {"first": ["a", "b[0]", {"const": "N"}]},
        "topics": {
            "path": "b[].x || a",
            "split": ";",
            "regex": "(.)",
            "lookup": {"a": ["b", None]},
            "template": "<{}>",
        },
        "description": {"languages": {"en": "a", "da": {"path": "b", "lang": "da"}}},
        "countries": "sort(a)",
    }
    relations = {
        "users": {"each": "a", "when": "x || @", "label": "x || @", "identifiers": {"homepage": "y"}},
        "owners": "b",
    }
    (mapper,) = compiled("product", key={"path": "key", "lookup": {"": "none"}}, mapping=mapping, relations=relations)
    for entry in entries(mapper, Row(values, 1), FILE):
        assert isinstance(entry, Issue) or _is_storable(entry)


@settings(max_examples=60, deadline=None)
@given(values=st.dictionaries(st.text(max_size=5), JSON, max_size=4))
def test_mapping_twice_gives_the_same(values):
    mapper = compiled("organisation", mapping={"name": {"const": "N"}, "topics": "@.*"}, key={"const": "k"})[0]
    first, second = ([repr(entry) for entry in entries(mapper, Row(values, 1), FILE)] for _ in range(2))
    assert first == second
