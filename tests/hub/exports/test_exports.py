import csv
import io
import json
from itertools import permutations
from typing import Any

import pytest

from hub.errors import ErrorCode, HubError
from hub.exports import DATASETS, EXPORTER_BY_NAME, EXPORTERS, Exporter, dataset, export_files, export_stream
from hub.load import load_all
from hub.store import Database, paging, upgrade
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
JSONL, CSV = EXPORTER_BY_NAME["jsonl"], EXPORTER_BY_NAME["csv"]


@pytest.fixture
def folders(seeds: Any) -> list[Any]:
    return [
        seeds.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}),
        seeds.write("beta", {"organisation": [ABROAD]}),
    ]


async def exported(store: Database, name: str, exporter: Exporter = JSONL) -> str:
    stream = io.StringIO()
    await export_stream(store, exporter, dataset(name), stream)
    return stream.getvalue()


async def rows(store: Database, name: str) -> list[Any]:
    return [json.loads(line) for line in (await exported(store, name)).splitlines()]


async def test_every_kind_relation_record_and_judgement_has_its_file(store, folders, tmp_path):
    await load_all(store, folders)
    written = [one async for one in export_files(store, JSONL, list(DATASETS.values()), tmp_path / "out")]
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
    [end] = await rows(store, "unresolved")
    assert (end["owner"], end["predicate"], end["outward"], end["label"]) == (product["id"], "uses", 0, "Odense")
    statements = await rows(store, "statement")
    assert {(row.get("relation"), row.get("unresolved")) for row in statements} == {
        (relation["id"], None),
        (None, end["id"]),
    }


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.name)
async def test_the_order_of_loads_does_not_change_a_byte(folders, tmp_path, exporter):
    contents = []
    for number, order in enumerate(permutations(folders)):
        other = Database(f"sqlite:///{tmp_path / f'{number}.db'}")
        await load_all(other, order)
        contents.append([await exported(other, name, exporter) for name in DATASETS])
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
    monkeypatch.setattr(paging, "PAGE", 1)
    assert [await exported(store, name) for name in DATASETS] == whole


async def test_an_empty_store_exports_empty_files(store):
    await upgrade(store)
    assert await exported(store, "organisation") == ""
    assert (await exported(store, "organisation", CSV)).startswith("id,slug,name,")


async def test_withdrawn_records_are_not_exported(store, seeds, folders):
    await load_all(store, folders)
    await load_all(store, [seeds.write("alpha", {"organisation": [CITY], "product": []})])
    assert {row["key"] for row in await rows(store, "record")} == {"kbh", "cph"}


async def test_a_file_is_replaced_in_one_step_and_nothing_is_left_beside_it(store, folders, tmp_path):
    await load_all(store, folders)
    (tmp_path / "organisation.csv").write_text("older")
    [written] = [one async for one in export_files(store, CSV, [dataset("organisation")], tmp_path)]
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
        (None, ""), ([], ""), (True, "true"), (False, "false"), (3, "3"), (0.5, "0.5"), ("plain", "plain"), (["DK", "SE"], "DK|SE"),
        (["a|b", "c\\d"], "a\\|b|c\\\\d"), ({"en": "x"}, '{"en":"x"}'), ([{"a": 1}], '[{"a":1}]'), ("=1+1", "'=1+1"), ("@x", "'@x"), ("-1", "'-1"), (-1, "-1"),
    ],
)  # fmt: skip
def test_a_csv_cell_holds(value, cell):
    line = CSV.line({"a": "first", "b": value})
    assert next(csv.reader([line])) == ["first", cell]


def test_a_jsonl_row_leaves_out_what_has_no_value():
    assert JSONL.line({"a": None, "b": "ø", "c": []}) == '{"b":"ø","c":[]}\n'


async def test_one_more_format_is_one_exporter(store, folders):
    counting = Exporter(
        "names",
        "txt",
        lambda row: f"{row['name']}\n",
        head=lambda columns: f"{len(columns)} columns\n",
        foot=lambda _: "end\n",
    )
    await load_all(store, folders)
    text = await exported(store, "product", counting)
    assert text.splitlines()[1:] == ["OS2mo", "end"]
