"""The lists of public-sector OSPOs as published by FLOSS-PSO, OS2 and DINUM, today and before."""

from pathlib import Path

import pytest

from loaders.formats.ospometa import FORMAT
from loaders.rows import Finding, Row
from loaders.source import SourceFile

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "floss-pso"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not beside the repository")


def rows(path: str) -> list[Row]:
    return [entry for entry in FORMAT.rows(SourceFile(CORPUS, path), {}) if isinstance(entry, Row)]


def findings(path: str) -> list[tuple[str, int | None, str | None]]:
    return [
        (entry.code.value, entry.line, entry.field)
        for entry in FORMAT.rows(SourceFile(CORPUS, path), {})
        if isinstance(entry, Finding)
    ]


@pytest.mark.parametrize(
    ("path", "count"),
    [("all_public_sector_ospos.facts.yaml", 18), ("dk-public-sector-ospo.yml", 1), ("fr-public-sector-ospo.yml", 9)],
)
def test_todays_lists_load_whole(path: str, count: int):
    found = rows(path)
    assert len(found) == count
    assert len({row.key for row in found}) == count
    assert all(row.line and row.values["name"] for row in found)


def test_the_merged_list_lacks_one_email():
    assert findings("all_public_sector_ospos.facts.yaml") == [("field-missing", 86, "email")]


def test_the_countries_of_the_merged_list_are_kept_as_stated():
    stated = [row.values["country"] for row in rows("all_public_sector_ospos.facts.yaml")]
    assert {country: stated.count(country) for country in sorted(set(stated))} == {
        "DE": 2,
        "DK": 1,
        "EL": 1,
        "FR": 10,
        "INT": 1,
        "NL": 2,
        "US": 1,
    }


def test_an_ospo_has_one_key_in_the_merged_list_and_in_its_owners_file():
    merged = {row.key for row in rows("all_public_sector_ospos.facts.yaml")}
    assert rows("dk-public-sector-ospo.yml")[0].key in merged
    assert len(merged & {row.key for row in rows("fr-public-sector-ospo.yml")}) == 9


def test_older_versions_load_but_for_what_was_broken_then():
    counts = {path.name: len(rows(f"history/{path.name}")) for path in sorted((CORPUS / "history").iterdir())}
    assert sum(counts.values()) == 112
    assert [name for name, count in counts.items() if count == 0] == ["dk-2025-06-17-bb863781.yml"]


def test_files_that_did_not_parse_say_where():
    assert findings("history/dk-2025-06-17-bb863781.yml") == [("syntax", 15, None)]
    assert findings("history/fr-2024-09-27-9f5a9894.yml")[-1] == ("syntax", 26, None)
