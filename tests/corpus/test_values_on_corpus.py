"""The normalisers on the dirt of real files; skipped where the corpus is not at hand."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from schema.values.accounts import repository
from schema.values.countries import country
from schema.values.dates import date
from schema.values.languages import language
from schema.values.licences import licence
from schema.values.urls import url

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}")


def _publiccode() -> list[dict[str, Any]]:
    files = sorted((CORPUS / "publiccode" / "real").glob("*.yml"))
    return [yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for file in files]  # noqa: S506 — BaseLoader makes only text


def _unread(values: list[object], normalise: Any) -> list[object]:
    return sorted({str(value) for value in values if value and normalise(value).value is None})


def test_every_real_publiccode_file_has_a_known_licence():
    licences = [file["legal"]["license"] for file in _publiccode()]
    assert len(licences) == 49
    assert _unread(licences, licence) == []


def test_every_real_publiccode_file_names_a_repository_and_known_languages():
    files = _publiccode()
    assert _unread([file["url"] for file in files], repository) == []
    assert _unread([tag for file in files for tag in file["description"]], language) == []
    assert _unread([file.get("releaseDate") for file in files], date) == []
    assert _unread([file.get("landingURL") for file in files], url) == []


def test_the_licences_of_sill_are_known_but_for_lists_and_dialects():
    stated = [row["l"] for row in json.loads((CORPUS / "codegouvfr/sill/sill.json").read_text(encoding="utf-8"))]
    assert len(stated) == 240
    assert len([value for value in stated if licence(value).value]) == 220
    assert {"CPA", "BSD-3.0"} <= set(_unread(stated, licence))


def test_the_licences_of_munich_are_known_where_they_state_a_version():
    files = sorted((CORPUS / "munich").rglob("*.md"))
    stated = [
        match[1]
        for file in files
        for match in re.finditer(r"(?m)^license:[ \t]*(.+)$", file.read_text(encoding="utf-8"))
    ]
    assert _unread(stated, licence) == [
        "AGPL",
        "Apache",
        "BSD",
        "CPL",
        "EUPL",
        "GNU General Public License",
        "GPL",
        "LGPL",
        "LPPL",
        "MIT/Apache-2.0",
        "ODbL",
        "PSF2",
        "SSPL",
    ]


def test_the_groups_of_government_github_are_countries():
    groups = yaml.safe_load((CORPUS / "government-github/governments.yml").read_text(encoding="utf-8"))
    assert _unread(list(groups), country) == []


def test_the_dates_and_addresses_of_floss_pso_are_read():
    text = (CORPUS / "floss-pso/all_public_sector_ospos.facts.yaml").read_text(encoding="utf-8")
    assert _unread(re.findall(r"(?m)^\s*created:\s*([\d-]+)", text), date) == []
    assert _unread(re.findall(r"(?m)^\s*country:\s*(\w+)", text), country) == []
    assert _unread(re.findall(r"(?m)^\s*['\"]?(https?://\S+?)['\"]?:\s*$", text), url) == []
