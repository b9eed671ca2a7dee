"""The benchmark's own logic: its data, its questions and its arithmetic. Nothing here measures time."""

import json
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from hub.load import load_all
from hub.store import Database
from schema.graphql import SCHEMA
from scripts.bench.federation import NETWORKS, federation
from scripts.bench.measuring import Measurement, ratio, summary
from scripts.bench.peers.strawberry_peer import SCHEMA as STRAWBERRY
from scripts.bench.plain_tables import TABLES, write_sqlite
from scripts.bench.plot import plotted
from scripts.bench.questions import DIALECTS, PEERS_ASKED, QUESTIONS, canonical, document, variables
from scripts.bench.report import filled, growth, tables
from scripts.bench.seed_files import write_seeds
from scripts.bench.servers import ROOT, SERVERS, SOURCES

SMALL = federation(300)
PLAIN = build_schema((SOURCES / "schema.graphql").read_text(encoding="utf-8"))
FOLDER = ROOT / "scripts/bench/documents"


def _run(rps: float, cpu: float) -> Measurement:
    return Measurement(requests=100, rps=rps, p50_ms=1.0, p99_ms=2.0, cpu_ms=cpu, disturbed=0.0, failed=0)


def test_the_federation_is_the_same_every_time_and_of_the_size_asked():
    assert federation(300) == SMALL
    assert 0.9 * 300 < SMALL.entities <= 300


def test_rows_are_numbered_in_the_order_of_names_that_no_two_share():
    for rows in SMALL.rows.values():
        assert [row["id"] for row in rows] == list(range(1, len(rows) + 1))
        names = [row["name"] for row in rows]
        assert names == sorted(set(names))


def test_every_organisation_is_listed_by_a_network_and_every_link_ends_at_a_row():
    assert {one for one, _, _ in SMALL.links["membership"]} == {row["id"] for row in SMALL.rows["organisation"]}
    for link, ends in SMALL.links.items():
        kind, _, other = link.partition("_")
        other = {"product": "product"}.get(other, "organisation")
        if link != "membership":
            assert all(left <= len(SMALL.rows[kind]) and right <= len(SMALL.rows[other]) for left, right, _ in ends)


def test_a_word_that_is_searched_for_begins_no_other_word():
    texts = " ".join(f"{row['name']} {row['description']}" for rows in SMALL.rows.values() for row in rows).lower()
    terms = set(texts.split())
    words = SMALL.words(0.004, 0.02)
    assert words
    assert [word for word in words if [term for term in terms if term.startswith(word)] != [word]] == []


async def test_the_hub_makes_of_the_seeds_what_the_plain_tables_have(sqlite_store: Database, tmp_path: Path):
    write_seeds(SMALL, tmp_path / "seeds")
    reports = await load_all(sqlite_store, [tmp_path / "seeds"])
    assert [report.errors for report in reports] == [0] * NETWORKS
    for kind, rows in SMALL.rows.items():
        table = "news_item" if kind == "news" else kind
        assert await sqlite_store.fetch_value(f"SELECT count(*) FROM {table}") == len(rows), kind
    links = sum(len(ends) for link, ends in SMALL.links.items() if link != "membership")
    assert await sqlite_store.fetch_value("SELECT count(*) FROM relation WHERE object IS NOT NULL") == links


def test_the_plain_tables_have_all_rows_and_find_words(tmp_path: Path):
    write_sqlite(SMALL, tmp_path / "plain.db")
    database = sqlite3.connect(tmp_path / "plain.db")
    counts = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    assert counts["search_document"] == SMALL.entities
    assert {kind: counts[kind] for kind in SMALL.rows} == {kind: len(rows) for kind, rows in SMALL.rows.items()}
    word = SMALL.words(0.004, 0.02)[0]
    assert database.execute("SELECT count(*) FROM search WHERE search MATCH ?", (word,)).fetchone()[0] > 0
    database.close()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_valid(question: str):
    errors = [error for name in (question, f"{question}.cursor") for error in _errors("hub", name, SCHEMA)]
    assert errors == []


@pytest.mark.parametrize("question", PEERS_ASKED)
def test_every_question_to_the_peers_is_valid(question: str):
    assert _errors("plain", question, PLAIN) == []
    assert _errors("plain", question, STRAWBERRY._schema) == []
    assert document("postgraphile", question)


def _errors(dialect: str, name: str, schema) -> list[str]:
    text = document(dialect, name)
    return [error.message for error in validate(schema, parse(text))] if text else []


def test_no_document_lies_beside_the_questions():
    asked = {path.stem.removesuffix(".cursor") for dialect in DIALECTS for path in (FOLDER / dialect).iterdir()}
    assert asked == set(QUESTIONS)


def test_the_variables_of_a_question_are_those_that_its_documents_declare():
    for question, given in variables(SMALL).items():
        assert given, question
        declared = document("hub", question).partition("{")[0]
        assert all(f"${name}" in declared for name in given[0] if name != "skip"), question


def test_answers_are_equal_whatever_wraps_them():
    hub = {
        "organisation": {
            "id": "org_1",
            "country": ["DE"],
            "description": {"value": "A"},
            "users": {"nodes": [{"id": "x", "name": "B"}]},
        }
    }
    peer = {
        "organisation": {
            "id": 1,
            "country": "DE",
            "description": "A",
            "users": [{"organisation": {"id": 2, "name": "B"}}],
        }
    }
    assert canonical("Q8", hub) == canonical("Q8", peer)


def test_an_enum_of_the_hub_equals_the_word_of_a_peer():
    answers = [{"organisation": {"type": word, "name": "A"}} for word in ("PUBLIC_COMPANY", "public-company", "agency")]
    hub, peer, other = (canonical("Q1", answer) for answer in answers)
    assert hub == peer != other


@pytest.mark.parametrize("peer", [{"name": "C"}, {"name": "B", "extra": 1}])
def test_answers_with_other_values_are_not_equal(peer: dict[str, object]):
    assert canonical("Q1", {"organisation": {"name": "B"}}) != canonical("Q1", {"organisation": peer})


def test_the_order_of_a_list_counts_except_of_ranked_hits():
    pages = [{"products": {"nodes": [{"name": name} for name in names]}} for names in ("ab", "ba")]
    assert canonical("Q6", pages[0]) != canonical("Q6", pages[1])
    hits = [{"search": {"totalCount": 2, "nodes": [{"name": name} for name in names]}} for names in ("ab", "ba")]
    assert canonical("Q4", hits[0]) == canonical("Q4", hits[1])


def test_facets_of_all_dialects_are_one():
    buckets = [{"value": "MIT", "count": 2}]
    hub = {"products": {"facets": [{"field": "licence", "buckets": buckets}]}}
    assert canonical("Q7", hub) == canonical("Q7", {"productFacets": {"licence": buckets}}) == {"licence": {"MIT": 2}}
    assert canonical("Q7", {"licence": buckets}) == {"licence": {"MIT": 2}}


def test_a_ratio_pairs_what_was_measured_in_one_repetition():
    figures = {"hub": summary([_run(100, 1.0), _run(300, 1.0)]), "bun": summary([_run(50, 2.0), _run(100, 2.0)])}
    assert ratio(figures, "hub", "bun", lambda run: run["rps"]) == (2.5, 2.0, 3.0)
    assert figures["hub"]["rps"] == 200


def test_the_report_has_every_server_and_question_and_the_plot_is_well_formed():
    figures = {one: {name: summary([_run(100, 1.0)]) for name in SERVERS} for one in PEERS_ASKED}
    figures["Q9"] = {"hub": summary([_run(10, 3.0)])}
    text = tables(figures, "s", 2_000, "made up.")
    assert all(kind.title in text for kind in SERVERS.values())
    assert "| 1.00 |" in text
    assert all(words in text for words in (QUESTIONS["Q9"], *PEERS_ASKED))
    dots = ET.fromstring(plotted(figures, "Made up")).findall(".//{*}circle")  # noqa: S314 - ours
    assert len(dots) == len(SERVERS) * (len(PEERS_ASKED) + 1)


def test_growth_compares_the_largest_size_with_the_smallest():
    by_size = {size: {"Q1": {"hub": summary([_run(10, cpu)])}} for size, cpu in (("s", 1.0), ("m", 2.0))}
    assert "| 1.00 | 2.00 | 2.0 |" in growth(by_size)


def test_the_page_has_a_part_for_each_size_and_only_that_is_written():
    page = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
    for part in ("s", "m", "l", "growth"):
        assert "\nnew\n<!-- end -->" in filled(page, part, "new")
    with pytest.raises(ValueError, match="xl"):
        filled(page, "xl", "new")


def test_the_lock_of_the_peers_names_no_registry_and_has_what_is_asked():
    lock = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
    asked = json.loads((SOURCES / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert "http" not in json.dumps([entry.get("resolved", "") for entry in lock["packages"].values()])
    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in asked} == asked
