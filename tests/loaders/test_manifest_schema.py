from pathlib import Path

import jsonschema
import pytest
import yaml

from loaders.manifest.json_schema import manifest_schema, table_schemas, write_schemas
from loaders.mapping.compiling import native_mapping
from schema.kinds import KIND_BY_NAME

SEEDS = Path(__file__).parents[2] / "seeds"
MANIFESTS = sorted([*SEEDS.glob("*/network.yaml"), *(Path(__file__).parents[1] / "corpus").glob("*/network.yaml")])


def test_the_committed_schemas_are_the_generated_ones(tmp_path):
    for path in write_schemas(tmp_path):
        committed = SEEDS / path.relative_to(tmp_path)
        assert committed.read_text() == path.read_text(), f"run write_schemas({SEEDS})"


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.parent.name)
def test_every_manifest_of_ours_meets_the_schema(path):
    jsonschema.Draft202012Validator(manifest_schema()).validate(yaml.safe_load(path.read_text()))


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"kind": "prodct"}, False),
        ({"format": "tabel"}, False),
        ({"mapping": {"licens": "l"}}, False),
        ({"mapping": {"licence": {"path": "l", "lookup": "x"}}}, True),
        ({"relations": {"user": "u"}}, False),
        ({"identifiers": {"wikidata": "q"}}, True),
        ({"defaults": {"countries": ["DK"]}}, True),
    ],
)
def test_the_schema_knows_the_names_of_the_hub(change, valid):
    source = {"name": "x", "path": "x.csv", "format": "table", "kind": "product"} | change
    manifest = {
        "network": "x",
        "title": "X",
        "homepage": "x",
        "publisher": {"name": "X"},
        "licence": "x",
        "attribution": "X",
        "sources": [source],
    }
    assert jsonschema.Draft202012Validator(manifest_schema()).is_valid(manifest) is valid


@pytest.mark.parametrize("kind", KIND_BY_NAME)
def test_a_native_table_has_a_column_for_everything_a_kind_can_state(kind):
    columns = table_schemas()[kind]["items"]["properties"]
    mapping = native_mapping(kind)
    assert {"key", "source_url", *mapping.fields, *mapping.identifiers, *mapping.relations} == set(columns)


def test_the_table_schemas_are_schemas():
    for schema in [*table_schemas().values(), manifest_schema()]:
        jsonschema.Draft202012Validator.check_schema(schema)
