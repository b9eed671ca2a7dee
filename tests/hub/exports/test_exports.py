import csv
import io
import json
from collections.abc import AsyncIterator
from itertools import permutations
from typing import Any

import pytest

from hub.app import create_editions
from hub.config import Settings
from hub.errors import ErrorCode, HubError
from hub.exports import DATASETS, MEDIUM_BY_NAME, Edition, Export, Medium, dataset
from hub.exports.csv_medium import nested_cell
from hub.load import load_all
from hub.plan import bulk_reading
from hub.store import Database, upgrade
from schema.kinds import KINDS

CITY = {
    "key": "kbh",
    "name": "Københavns Kommune",
    "countries": ["DK"],
    "id:cvr": "64942212",
    "alternate_names": ["København | KK", "a\\b"],
}
ABROAD = {"key": "cph", "name": "City of Copenhagen", "countries": ["DK"], "id:cvr": "64942212"}
PRODUCT = {"key": "os2mo", "name": "OS2mo", "to:users": [{"key": "kbh"}, {"label": "Odense"}]}
JSONL, CSV = MEDIUM_BY_NAME["jsonl"], MEDIUM_BY_NAME["csv"]
OF_TABLES = [medium for medium in MEDIUM_BY_NAME.values() if medium.writes_any_table]


@pytest.fixture
def folders(seeds: Any) -> list[Any]:
    return [
        seeds.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}),
        seeds.write("beta", {"organisation": [ABROAD]}),
    ]


def exporting(store: Database, medium: Medium, **more: Any) -> Export:
    return Export(create_editions(store, Settings()), medium, **more)


async def exported(store: Database, name: str, medium: Medium = JSONL, **more: Any) -> bytes:
    stream = io.BytesIO()
    await exporting(store, medium, **more).stream(dataset(name), stream)
    return stream.getvalue()


async def rows(store: Database, name: str) -> list[Any]:
    return [json.loads(line) for line in (await exported(store, name)).splitlines()]


async def test_every_kind_relation_record_and_judgement_has_its_file(store, folders, tmp_path):
    await load_all(store, folders)
    written = [one async for one in exporting(store, JSONL).files(list(DATASETS.values()), tmp_path / "out")]
    assert {kind.name for kind in KINDS} | {"relation", "record", "judgement", "network"} <= {
        one.dataset for one in written
    }
    counts = {one.dataset: one.rows for one in written}
    assert [counts[name] for name in ("organisation", "product", "relation", "record", "network", "judgement")] == [
        1,
        1,
        1,
        3,
        2,
        0,
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{name}.jsonl" for name in DATASETS)


async def test_an_entity_is_exported_with_its_networks_and_the_origin_of_every_value(store, folders):
    await load_all(store, folders)
    [city] = await rows(store, "organisation")
    assert city["networks"] == ["alpha", "beta"]
    assert set(city["origins"]["countries"]["records"]) == {
        row["id"] for row in await rows(store, "record") if row["kind"] == "organisation"
    }


async def test_a_relation_names_both_ends_and_keeps_the_label_of_an_unknown_one(store, folders):
    await load_all(store, folders)
    [city], [product] = await rows(store, "organisation"), await rows(store, "product")
    [relation] = await rows(store, "relation")
    assert (relation["subject"], relation["predicate"], relation["object"]) == (city["id"], "uses", product["id"])
    assert (relation["subject_name"], relation["object_name"]) == (city["name"], "OS2mo")
    [end] = await rows(store, "unresolved")
    assert (end["owner"], end["predicate"], end["outward"], end["label"]) == (product["id"], "uses", 0, "Odense")
    statements = await rows(store, "relation-statement")
    assert {(row.get("relation"), row.get("unresolved")) for row in statements} == {
        (relation["id"], None),
        (None, end["id"]),
    }


@pytest.mark.parametrize("medium", OF_TABLES[:1] + OF_TABLES[2:4], ids=lambda one: one.name)
async def test_the_order_of_loads_does_not_change_a_byte(folders, tmp_path, medium):
    contents = []
    for number, order in enumerate(permutations(folders)):
        other = Database(f"sqlite:///{tmp_path / f'{number}.db'}")
        await load_all(other, order)
        contents.append([await exported(other, name, medium) for name in DATASETS])
        await other.dispose()
    assert contents[0] == contents[1]


async def test_both_databases_export_the_same_bytes(sqlite_store, postgres_store, folders):
    for one in (sqlite_store, postgres_store):
        await load_all(one, folders)
    for name in DATASETS:
        assert await exported(sqlite_store, name) == await exported(postgres_store, name)


async def test_pages_of_any_size_give_the_same_rows(store, folders, monkeypatch):
    await load_all(store, folders)
    whole = [await exported(store, name) for name in DATASETS]
    monkeypatch.setattr(bulk_reading, "PAGE", 1)
    assert [await exported(store, name) for name in DATASETS] == whole


async def test_an_empty_store_exports_empty_files(store):
    await upgrade(store)
    assert await exported(store, "organisation") == b""
    assert (await exported(store, "organisation", CSV)).startswith(b"id,slug,name,")


async def test_withdrawn_records_are_not_exported(store, seeds, folders):
    await load_all(store, folders)
    await load_all(store, [seeds.write("alpha", {"organisation": [CITY], "product": []})])
    assert {row["key"] for row in await rows(store, "record")} == {"kbh", "cph"}


async def test_a_file_is_replaced_in_one_step_and_nothing_is_left_beside_it(store, folders, tmp_path):
    await load_all(store, folders)
    (tmp_path / "organisation.csv").write_text("older")
    [written] = [one async for one in exporting(store, CSV).files([dataset("organisation")], tmp_path)]
    assert (tmp_path / "organisation.csv").stat().st_size == written.size
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    "name", ["organisation", "organisations", "newsItem", "news-item", "news", "relations", "RECORD"]
)
def test_datasets_are_known_in_singular_and_plural(name):
    assert dataset(name.replace("newsItem", "news_item")).name in DATASETS


def test_an_unknown_dataset_is_answered_by_all_that_there_are():
    with pytest.raises(HubError, match="judgement") as refused:
        dataset("people")
    assert refused.value.code is ErrorCode.USAGE


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""), ([], ""), ({}, ""), (["DK", "SE"], "DK|SE"), (["a|b", "c\\d"], "a\\|b|c\\\\d"), ({"en": "x"}, '{"en":"x"}'), ([{"a": 1}], '[{"a":1}]'),
        (["=1+1", "x"], "'=1+1|x"), (["x", "=1"], "x|=1"),
    ],
)  # fmt: skip
def test_a_csv_cell_of_nested_values_holds(value, cell):
    assert nested_cell(None if value is None else json.dumps(value)) == cell


@pytest.mark.parametrize("name", ["=1+1", "@x", "-1", "+1", "\tx", "\uff1d1", "plain", "a=b"])
async def test_no_text_of_a_csv_is_a_formula(store, seeds, name):
    await load_all(store, [seeds.write("alpha", {"organisation": [{"key": "a", "name": name}]})])
    stored = (await rows(store, "organisation"))[0]["name"]
    [row] = csv.DictReader((await exported(store, "organisation", CSV)).decode().splitlines())
    assert row["name"] == (stored if stored[0].isalnum() else f"'{stored}")


async def test_a_byte_order_mark_comes_on_request(store, folders):
    await load_all(store, folders)
    without, with_bom = [await exported(store, "product", CSV, with_bom=wanted) for wanted in (False, True)]
    assert with_bom == b"\xef\xbb\xbf" + without


async def test_a_row_says_under_which_licences_it_is_and_whom_to_name(store, seeds, folders):
    folders[1] = seeds.write("beta", {"organisation": [ABROAD]}, licence="CC-BY-4.0", attribution="Beta, of course")
    await load_all(store, folders)
    [row] = csv.DictReader((await exported(store, "organisation", CSV)).decode().splitlines())
    assert (row["networks"], row["licences"]) == ("alpha|beta", "CC0-1.0|CC-BY-4.0")
    assert row["sources"] == "alpha|Beta, of course"


async def test_every_value_that_a_record_states_is_a_statement(store, folders):
    await load_all(store, folders)
    found = await rows(store, "statement")
    names = {(row["network"], row["value"], row["line"]) for row in found if row["field"] == "name"}
    assert names == {
        ("alpha", "Københavns Kommune", 1),
        ("alpha", "OS2mo", 1),
        ("beta", "City of Copenhagen", 1),
    }
    assert {row["value"] for row in found if row["field"] == "alternate_names"} == {"København | KK", "a\\b"}


async def test_a_selection_is_chosen_by_where_and_search_as_in_the_graph(store, folders):
    await load_all(store, [*folders])
    for variables, count in (
        ({"where": {"countries": {"eq": "DK"}}}, 1),
        ({"where": {"countries": {"eq": "SE"}}}, 0),
        ({"search": "kobenhavn"}, 1),
        ({"search": "malmo"}, 0),
    ):
        assert len((await exported(store, "organisation", variables=variables)).splitlines()) == count, variables


async def test_one_more_format_is_one_medium(store, folders):
    async def written(edition: Edition) -> AsyncIterator[bytes]:
        yield f"{len(edition.main.columns)} columns\n".encode()
        async for row in edition.main.rows():
            yield f"{row['name']}\n".encode()
        yield b"end\n"

    await load_all(store, folders)
    text = await exported(store, "product", Medium("names", "txt", "text/plain", "Names", written))
    assert text.splitlines()[1:] == [b"OS2mo", b"end"]
