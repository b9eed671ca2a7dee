import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from hub.load import LoadReport, check, load, load_all
from hub.store import Database, upgrade
from hub.store.dump import dump
from schema.issues import IssueCode
from tests import copenhagen

CITY = copenhagen.CITY | {"city": "København"}
TOWN = {"key": "aar", "name": "Aarhus Kommune", "countries": ["DK"], "url": "https://aarhus.dk"}
ABROAD = copenhagen.ABROAD | {"topics": ["climate"]}
PRODUCT = {
    "key": "os2mo",
    "name": "OS2mo",
    "repository": "https://github.com/os2mo/os2mo",
    "to:users": [{"key": "kbh"}, {"label": "Odense"}],
}
OFFICE = {"key": "office", "name": "OSPO of Copenhagen", "countries": ["DK"]}
_PARTS = {
    "network": "parts",
    "title": "Parts",
    "homepage": "https://parts.example",
    "publisher": {"name": "Parts"},
    "licence": "CC0-1.0",
    "attribution": "Parts",
}
DAY = {"key": "day", "name": "OS2 day", "starts_at": "2026-05", "city": "Aarhus"}


async def dumped(store: Database) -> list[str]:
    return [line async for line in dump(store)]


async def column(store: Database, sql: str) -> list[Any]:
    return [row[0] for row in await store.fetch_rows(sql)]


def codes(report: LoadReport) -> list[IssueCode]:
    return [issue.code for issue in report.issues]


async def test_a_first_load_takes_everything_in_one_revision(store: Database, seeds: Any) -> None:
    report = await load(store, seeds.write("alpha", {"organisation": [CITY, TOWN], "product": [PRODUCT]}))
    assert (report.status, report.revision, report.rows) == ("accepted", 1, 3)
    assert report.counts["organisation"].added == 2
    assert await column(store, "SELECT slug FROM organisation ORDER BY slug") == [
        "aarhus-kommune",
        "kobenhavns-kommune",
    ]
    assert await column(store, "SELECT revision FROM load") == [1]


async def test_loading_again_writes_nothing_and_raises_no_revision(store: Database, seeds: Any) -> None:
    folder = seeds.write("alpha", {"organisation": [CITY, {"key": "nameless"}], "product": [PRODUCT]})
    await load(store, folder)
    before = await dumped(store)
    report = await load(store, folder)
    assert (report.status, report.revision) == ("unchanged", 1)
    assert await store.revision() == 1
    assert await dumped(store) == before


async def test_records_with_one_register_number_become_one_entity_that_both_ids_resolve_to(
    store: Database, seeds: Any
) -> None:
    await load(store, seeds.write("alpha", {"organisation": [CITY]}))
    report = await load(store, seeds.write("beta", {"organisation": [ABROAD]}))
    assert [(join.networks, len(join.records)) for join in report.joined] == [(("alpha", "beta"), 2)]
    [entity] = await column(store, "SELECT id FROM organisation")
    assert await column(store, "SELECT DISTINCT entity FROM record") == [entity]
    assert entity == min(await column(store, "SELECT id FROM record"))


async def test_an_edge_follows_its_end_into_the_entity_that_it_becomes(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}))
    await load(store, seeds.write("beta", {"organisation": [ABROAD]}))
    [entity] = await column(store, "SELECT id FROM organisation")
    assert await column(store, "SELECT subject FROM relation") == [entity]
    assert await column(store, "SELECT label FROM unresolved") == ["Odense"]


async def test_an_edge_finds_an_end_that_is_loaded_later(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"product": [PRODUCT]}))
    assert await column(store, "SELECT code FROM issue") == ["reference-unresolved"]
    await load(store, seeds.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}))
    assert await column(store, "SELECT count(*) FROM relation") == [1]
    assert await column(store, "SELECT code FROM issue") == []


async def test_the_order_of_loads_does_not_matter(store: Database, seeds: Any, tmp_path: Path) -> None:
    folders = [
        seeds.write("alpha", {"organisation": [CITY, TOWN], "product": [PRODUCT], "event": [DAY]}, precedence=80),
        seeds.write("beta", {"organisation": [ABROAD], "ospo": [OFFICE]}),
        seeds.write(
            "gamma", {"product": [PRODUCT | {"key": "mo", "licence": "MPL-2.0", "to:users": [{"label": "Odense"}]}]}
        ),
    ]
    dumps = []
    for number, order in enumerate(permutations(folders)):
        other = Database(f"sqlite:///{tmp_path / f'{number}.db'}")
        await load_all(other, order)
        dumps.append(await dumped(other))
        await other.dispose()
    await load_all(store, folders)
    mine = await dumped(store)
    assert [one == mine for one in dumps] == [True] * len(dumps)


async def test_what_left_the_source_is_withdrawn_and_comes_back_on_its_own(store: Database, seeds: Any) -> None:
    rows = {"organisation": [CITY, TOWN], "product": [PRODUCT]}
    await load(store, seeds.write("alpha", rows))
    full = await dumped(store)
    report = await load(store, seeds.write("alpha", {"organisation": [TOWN], "product": [PRODUCT]}))
    assert report.counts["organisation"].withdrawn == 1
    assert await column(store, "SELECT name FROM organisation") == ["Aarhus Kommune"]
    assert await column(store, "SELECT withdrawn_revision FROM record WHERE key = 'kbh'") == [2]
    assert (await load(store, seeds.write("alpha", rows))).counts["organisation"].added == 1
    assert await dumped(store) == full


async def test_the_id_of_a_withdrawn_founder_resolves_to_what_is_left(store: Database, seeds: Any) -> None:
    alpha, beta = (
        seeds.write("alpha", {"organisation": [CITY, TOWN]}),
        seeds.write("beta", {"organisation": [ABROAD, TOWN | {"key": "a"}]}),
    )
    await load_all(store, [alpha, beta])
    [founder] = await column(store, "SELECT min(id) FROM record WHERE key IN ('kbh', 'cph')")
    mine = (await column(store, f"SELECT network FROM record WHERE id = '{founder}'"))[0]
    rest = {"organisation": [TOWN] if mine == "alpha" else [TOWN | {"key": "a"}]}
    await load(store, seeds.write(mine, rest))
    [entity] = await column(store, f"SELECT entity FROM record WHERE id = '{founder}'")
    assert entity != founder
    assert await column(store, f"SELECT count(*) FROM organisation WHERE id = '{entity}'") == [1]
    assert ("joined", entity) in [
        tuple(row) for row in await store.fetch_rows("SELECT action, other FROM change WHERE revision = 3")
    ]


async def test_records_of_a_file_that_cannot_be_read_stay(store: Database, seeds: Any) -> None:
    folder = seeds.write("alpha", {"organisation": [CITY, TOWN], "product": [PRODUCT]})
    await load(store, folder)
    (folder / "organisation.jsonl").write_bytes(b'{"key": "kbh", "name": "\xff"}\n')
    report = await load(store, folder)
    assert "withdrawn" not in {row[0] for row in await store.fetch_rows("SELECT action FROM change")}
    assert report.errors > 0
    assert await column(store, "SELECT count(*) FROM organisation") == [2]


async def test_what_comes_back_was_first_seen_when_it_first_came(store: Database, seeds: Any) -> None:
    for rows in ([CITY, TOWN], [CITY], [CITY | {"name": "Copenhagen"}, TOWN]):
        await load(store, seeds.write("alpha", {"organisation": rows}))
    assert await column(store, "SELECT first_revision FROM record") == [1, 1]
    assert await column(store, "SELECT created_revision FROM organisation") == [1, 1]
    assert await column(store, "SELECT changed_revision FROM record") == [3, 3]


async def test_a_load_below_the_expected_count_keeps_what_the_last_good_load_stored(
    store: Database, seeds: Any
) -> None:
    await load(store, seeds.write("alpha", {"organisation": [CITY, TOWN]}, expected={"organisation": {"min": 2}}))
    before = await column(store, "SELECT id FROM organisation ORDER BY id")
    folder = seeds.write("alpha", {"organisation": [CITY]}, expected={"organisation": {"min": 2}})
    report = await load(store, folder)
    assert (report.status, report.revision) == ("rejected", 2)
    assert {IssueCode.COUNT_BELOW, IssueCode.LOAD_REJECTED} <= set(codes(report))
    assert await column(store, "SELECT id FROM organisation ORDER BY id") == before
    assert "load-rejected" in await column(store, "SELECT code FROM issue")
    assert (await load(store, folder)).revision == 2


def _in_files(folder: Path, **texts: str) -> Path:
    """A network `parts` with organisations in several files and a figure in one of its own."""
    organisations = {
        "name": "organisations",
        "path": "org-*.jsonl",
        "format": "table",
        "kind": "organisation",
        "key": "key",
        "mapping": {"name": "name"},
    }
    figures = {
        "name": "figures",
        "path": "figures-*.csv",
        "format": "table",
        "kind": "figure",
        "mapping": {"name": "name", "value": "value"},
    }
    folder.mkdir(exist_ok=True)
    (folder / "network.yaml").write_text(
        json.dumps(_PARTS | {"sources": [organisations, figures], "expected": {"organisation": {"min": 3}}})
    )
    for name, text in texts.items():
        (folder / name.replace("_", "-").replace("-dot-", ".")).write_bytes(text.encode("latin-1"))
    return folder


async def test_an_unreadable_file_counts_with_what_is_kept_of_it_and_stops_no_other_file(
    store: Database, tmp_path: Path
) -> None:
    folder = _in_files(
        tmp_path / "parts", org_a_dot_jsonl='{"key": "a", "name": "Alpha"}\n{"key": "b", "name": "Beta"}\n', org_c_dot_jsonl='{"key": "c", "name": "Gamma"}\n',
        figures_a_dot_csv="name,value\nmembers,78\n", figures_b_dot_csv="name,value\nproducts,23\n",
    )  # fmt: skip
    assert (await load(store, folder)).status == "accepted"
    _in_files(
        folder,
        org_a_dot_jsonl='{"key": "a", "name": "\xff"}\n',
        org_c_dot_jsonl='{"key": "c", "name": "Gamma of the Sea"}\n',
        figures_a_dot_csv="name,value\nmembers,\xff\n",
    )
    report = await load(store, folder)
    assert report.status == "accepted"
    assert (
        report.counts["organisation"].read,
        report.counts["organisation"].kept,
        report.counts["organisation"].changed,
    ) == (1, 2, 1)
    assert await column(store, "SELECT name FROM organisation ORDER BY name") == ["Alpha", "Beta", "Gamma of the Sea"]
    assert await column(store, "SELECT value FROM figure ORDER BY value") == [23, 78]


async def test_a_page_whose_head_breaks_keeps_what_is_stored_of_it(store: Database, tmp_path: Path) -> None:
    source = {"name": "pages", "path": "pages/*.md", "format": "frontmatter", "kind": "news-item", "key": "$stem"}
    source["mapping"] = {"name": "title", "published": "date", "url": "link"}
    (tmp_path / "pages").mkdir()
    (tmp_path / "network.yaml").write_text(json.dumps(_PARTS | {"sources": [source]}))
    (tmp_path / "pages/b.md").write_text("---\ntitle: B\n---\n")
    for title, status in [('"OS2: møde"', "added"), ("OS2: møde", "kept")]:
        head = f"title: {title}\ndate: 2030-05-31\nlink: https://os2.example/a"
        (tmp_path / "pages/a.md").write_text(f"---\n{head}\n---\nText\n")
        report = await load(store, tmp_path)
        assert (report.status, getattr(report.counts["news-item"], status) > 0) == ("accepted", True)
        stored = "SELECT name || ' ' || published || ' ' || url FROM news_item WHERE name <> 'B'"
        assert await column(store, stored) == ["OS2: møde 2030-05-31 https://os2.example/a"]


async def test_fewer_than_expected_are_told_with_what_was_kept(store: Database, tmp_path: Path) -> None:
    folder = _in_files(
        tmp_path / "parts",
        org_a_dot_jsonl='{"key": "a", "name": "\xff"}\n',
        org_c_dot_jsonl='{"key": "c", "name": "Gamma"}\n',
        figures_a_dot_csv="name,value\n",
    )
    report = await load(store, folder)
    assert (report.status, [one.message for one in report.issues if one.code is IssueCode.COUNT_BELOW]) == (
        "rejected", ["1 of kind organisation were read; at least 3 are expected."],
    )  # fmt: skip


async def test_mass_delete_takes_such_a_load(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"organisation": [CITY, TOWN]}, expected={"organisation": {"min": 2}}))
    report = await load(
        store,
        seeds.write("alpha", {"organisation": [CITY]}, expected={"organisation": {"min": 2}}),
        allow_mass_delete=True,
    )
    assert report.status == "accepted"
    assert await column(store, "SELECT count(*) FROM organisation") == [1]


async def test_a_load_that_loses_more_than_half_is_kept(store: Database, seeds: Any) -> None:
    many = [{"key": str(number), "name": f"Library number {number}"} for number in range(30)]
    await load(store, seeds.write("alpha", {"product": many}))
    assert (await load(store, seeds.write("alpha", {"product": many[:10]}))).status == "rejected"
    assert (await load(store, seeds.write("alpha", {"product": many[:20]}))).status == "accepted"


async def test_a_first_load_below_the_expected_count_stores_nothing_but_its_issues(store: Database, seeds: Any) -> None:
    report = await load(store, seeds.write("alpha", {"organisation": [CITY]}, expected={"organisation": {"min": 5}}))
    assert report.status == "rejected"
    assert await column(store, "SELECT count(*) FROM record") == [0]
    assert "count-below" in await column(store, "SELECT code FROM issue")


async def test_a_directory_without_manifest_is_refused(store: Database, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = await load(store, tmp_path / "empty")
    assert (report.status, codes(report)) == ("rejected", [IssueCode.MANIFEST_MISSING, IssueCode.LOAD_REJECTED])


async def test_of_two_directories_of_one_network_the_second_is_refused(store: Database, seeds: Any) -> None:
    first, second = seeds.write("alpha", {"organisation": [CITY]}), seeds.write("zulu", {"organisation": [TOWN]})
    manifest = (second / "network.yaml").read_text().replace('"network": "zulu"', '"network": "alpha"')
    (second / "network.yaml").write_text(manifest)
    reports = await load_all(store, [first, second])
    assert [report.status for report in reports] == ["accepted", "rejected"]
    assert IssueCode.MANIFEST_DUPLICATE in codes(reports[1])


async def test_checking_says_what_loading_would_do_and_writes_nothing(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"organisation": [CITY]}))
    before = await dumped(store)
    folder = seeds.write("beta", {"organisation": [ABROAD, TOWN]})
    report = await check(store, folder)
    assert (report.status, report.counts["organisation"].added, len(report.joined)) == ("accepted", 2, 1)
    assert await dumped(store) == before
    assert await store.revision() == 1


async def test_checking_needs_no_store(seeds: Any) -> None:
    report = await check(None, seeds.write("alpha", {"organisation": [CITY]}))
    assert (report.status, report.counts["organisation"].added) == ("accepted", 1)


async def test_a_row_at_another_line_is_no_change_but_its_place_is_kept_right(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"organisation": [CITY, TOWN]}))
    report = await load(store, seeds.write("alpha", {"organisation": [TOWN, CITY]}))
    assert (report.status, report.counts["organisation"].unchanged) == ("accepted", 2)
    assert await column(store, "SELECT line FROM record ORDER BY key") == [1, 2]
    assert await column(store, "SELECT count(*) FROM change WHERE revision = 2") == [0]


async def test_a_manifest_that_claims_more_precedence_wins_at_its_next_load(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"organisation": [CITY]}, precedence=10))
    await load(store, seeds.write("beta", {"organisation": [ABROAD]}, precedence=20))
    assert await column(store, "SELECT name FROM organisation") == ["City of Copenhagen"]
    await load(store, seeds.write("alpha", {"organisation": [CITY]}, precedence=30))
    assert await column(store, "SELECT name FROM organisation") == ["Københavns Kommune"]


async def test_equal_slugs_are_told_apart_by_the_id(store: Database, seeds: Any) -> None:
    same: list[dict[str, Any]] = [
        {"key": "1", "name": "Consul", "countries": ["ES"]},
        {"key": "2", "name": "Consul", "countries": ["US"]},
    ]
    await load(store, seeds.write("alpha", {"organisation": same}))
    [first, second] = [tuple(row) for row in await store.fetch_rows("SELECT id, slug FROM organisation ORDER BY id")]
    assert first[1] == "consul"
    assert second[1] == f"consul-{second[0][-5:]}"


async def test_dates_are_stored_as_moments_with_how_exact_they_are(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"event": [DAY]}))
    assert [tuple(row) for row in await store.fetch_rows("SELECT starts_at, starts_at_precision FROM event")] == [
        ("2026-05-01T00:00:00Z", "month")
    ]
    assert await column(store, "SELECT starts_at FROM occurrence") == ["2026-05-01T00:00:00Z"]


@pytest.mark.parametrize("text", ["NUL \0 in it", "lone \ud800 surrogate", "'; DROP TABLE record; --", "🏛️"])
async def test_any_text_can_be_stored(store: Database, seeds: Any, text: str) -> None:
    await load(store, seeds.write("alpha", {"organisation": [{"key": "1", "name": f"Body {text}", "address": text}]}))
    assert await column(store, "SELECT count(*) FROM organisation") in ([1], [0])
    await upgrade(store)


async def test_reports_name_no_reference_that_a_later_network_of_the_same_run_brings(store, seeds):
    ends = [{"key": "b", "label": "Odense Kommune"}, {"key": "c", "label": "Nobody at all"}]
    seeds.write("alpha", {"organisation": [{"key": "a", "name": "Alpha", "to:members": ends}]})
    seeds.write("beta", {"organisation": [{"key": "1", "name": "Odense Kommune"}]})
    first, second = await load_all(store, [seeds.root])
    assert [(issue.value, issue.message) for issue in first.issues] == [
        ("c", "There is no organisation 'c' (Nobody at all) in this network.")
    ]
    assert (first.issue_counts.total(), second.issues) == (1, [])


async def test_what_comes_back_for_what_goes_is_no_loss(store: Database, seeds: Any) -> None:
    old, new = ([{"key": f"{stem}{i}", "name": f"{stem} {i}"} for i in range(3)] for stem in ("old", "new"))
    for rows in (old, new, old):
        report = await load(store, seeds.write("alpha", {"organisation": rows}))
        assert report.status == "accepted", report.issues
    assert (report.counts["organisation"].added, report.counts["organisation"].withdrawn) == (3, 3)
