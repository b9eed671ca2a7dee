import json
from pathlib import Path
from typing import Any

from hub.load import load, load_all
from hub.store import Database
from hub.store.dump import dump

BODY = {"key": "mon", "name": "Comune di Monopoli", "countries": ["IT"], "type": "local"}
VENDOR = {"key": "vendor", "name": "Magenta ApS", "countries": ["DK"]}
PRODUCT = {
    "key": "mo",
    "name": "OS2mo",
    "repository": "https://github.com/os2mo/os2mo",
    "to:users": [{"label": "Comune di Monopoli (BA)"}, {"label": "Danish Municipalities"}],
}
NEWS = {
    "key": "n",
    "name": "Why OS2mo matters to Comune di Monopoli",
    "countries": ["IT"],
    "description": "See https://github.com/os2mo/os2mo for more.",
}


async def edges(store: Database) -> set[tuple[Any, ...]]:
    chosen = "SELECT predicate, subject IS NULL, object IS NULL, how FROM statement"
    return {(row[0], bool(row[1]), bool(row[2]), row[3]) for row in await store.fetch_rows(chosen)}


async def test_a_label_finds_the_body_of_that_name_whenever_it_is_loaded(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"product": [PRODUCT]}))
    assert await edges(store) == {("uses", True, False, "label")}
    await load(store, seeds.write("beta", {"organisation": [BODY]}))
    assert await edges(store) == {("uses", True, False, "label"), ("uses", False, False, "name")}
    assert (
        await store.fetch_value("SELECT subject_label FROM statement WHERE subject IS NOT NULL")
        == "Comune di Monopoli (BA)"
    )
    assert 0.5 < await store.fetch_value("SELECT confidence FROM relation") < 1


async def test_a_label_loses_its_body_when_that_is_withdrawn(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("beta", {"organisation": [BODY, VENDOR]}))
    await load(store, seeds.write("alpha", {"product": [PRODUCT]}))
    await load(store, seeds.write("beta", {"organisation": [VENDOR]}))
    assert await edges(store) == {("uses", True, False, "label")}


async def test_news_mention_what_their_titles_name_and_their_texts_link(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("gamma", {"news-item": [NEWS]}))
    assert await edges(store) == set()
    await load_all(store, [seeds.write("alpha", {"product": [PRODUCT]}), seeds.write("beta", {"organisation": [BODY]})])
    found = await store.fetch_rows(
        'SELECT object_kind, field, "start", "end" FROM relation JOIN statement ON relation = relation.id WHERE'
        " relation.predicate = 'mentions' ORDER BY object_kind"
    )
    title = str(NEWS["name"])
    assert [tuple(row) for row in found] == [
        ("organisation", "name", title.index("Comune"), len(title)),
        ("product", "name", title.index("OS2mo"), title.index("OS2mo") + 5),
    ]


async def test_what_a_record_states_to_mention_its_words_do_not_mention_again(store: Database, seeds: Any) -> None:
    stating = NEWS | {"to:mentions": [{"label": "OS2mo", "role": "case-study"}, {"label": "Comune di Monopoli"}]}
    folder = seeds.write("gamma", {"news-item": [stating]})
    manifest = json.loads((folder / "network.yaml").read_text())
    mapping = {"each": '"to:mentions"', "label": "label", "role": "role"}
    ends = [
        mapping | {"when": f"label {sign} 'OS2mo'", "kind": kind}
        for sign, kind in (("==", "product"), ("!=", "organisation"))
    ]
    manifest["sources"][0]["records"][0]["relations"] = {"mentions": ends}
    (folder / "network.yaml").write_text(json.dumps(manifest))
    await load_all(
        store, [folder, seeds.write("alpha", {"product": [PRODUCT]}), seeds.write("beta", {"organisation": [BODY]})]
    )
    found = await store.fetch_rows(
        "SELECT object_kind, role, how FROM relation JOIN statement ON relation = relation.id WHERE relation.predicate"
        " = 'mentions' ORDER BY object_kind"
    )
    assert [tuple(row) for row in found] == [("organisation", None, "name"), ("product", "case-study", "name")]


async def test_names_and_mentions_do_not_depend_on_the_order_of_loads(
    store: Database, seeds: Any, tmp_path: Path
) -> None:
    folders = [
        seeds.write("alpha", {"product": [PRODUCT]}),
        seeds.write("beta", {"organisation": [BODY]}),
        seeds.write("gamma", {"news-item": [NEWS]}),
    ]
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    await load_all(store, folders)
    await load_all(other, folders[::-1])
    assert [line async for line in dump(store)] == [line async for line in dump(other)]
    await other.dispose()


async def test_one_edge_stated_by_two_records_is_one_row_with_the_whole_time(store: Database, seeds: Any) -> None:
    for network, since, role in (("alpha", "2019", "Pilot"), ("beta", "2017-05", "pilot")):
        uses = {"to:users": [{"label": "Comune di Monopoli", "since": since, "role": role}]}
        product = {"key": "mo", "name": "OS2mo", "repository": "https://github.com/os2mo/os2mo"}
        await load(store, seeds.write(network, {"organisation": [BODY], "product": [product | uses]}))
    [row] = await store.fetch_rows(
        """SELECT since, until, CAST(role_keys AS TEXT), CAST(networks AS TEXT), network_count, subject_name FROM relation
           WHERE predicate = 'uses'"""
    )
    assert [row[0], row[1], json.loads(row[2]), json.loads(row[3]), row[4], row[5]] == [
        "2017-05", None, ["pilot"], ["alpha", "beta"], 2, "comune di monopoli",
    ]  # fmt: skip
    assert await store.fetch_value("SELECT count(*) FROM statement WHERE relation IS NOT NULL") == 2


async def test_edges_follow_the_names_of_their_ends(store: Database, seeds: Any) -> None:
    product = {"key": "mo", "name": "OS2mo", "to:users": [{"key": "kbh"}]}
    city = {"key": "kbh", "name": "Copenhagen"}
    await load(store, seeds.write("alpha", {"organisation": [city], "product": [product]}))
    await load(store, seeds.write("alpha", {"organisation": [city | {"name": "Aarhus"}], "product": [product]}))
    assert await store.fetch_value("SELECT subject_name FROM relation") == "aarhus"


async def test_an_end_known_by_a_key_alone_has_no_label(store: Database, seeds: Any) -> None:
    uuid = "0d4f1c1e-6a3b-4b44-9d5a-1f2e3d4c5b6a"
    users = [{"key": "gone"}, {"label": "Odense"}, {"label": "ODENSE"}, {"label": uuid}]
    await load(store, seeds.write("alpha", {"product": [{"key": "mo", "name": "OS2mo", "to:users": users}]}))
    rows = await store.fetch_rows("SELECT label, key, outward FROM unresolved ORDER BY sort_name")
    assert sorted(((row[0] or "").lower(), row[1] or "", row[2]) for row in rows) == [
        ("", uuid, 0), ("", "gone", 0), ("odense", "", 0),
    ]  # fmt: skip
