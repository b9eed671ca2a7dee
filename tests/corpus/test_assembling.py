"""Assembling seed directories from the corpus, in tests and by the script."""

import subprocess
import sys
from pathlib import Path

from loaders.directory import find_directories
from tests.corpus.assembling import CURATED, HERE, PARTS, assemble, assemble_all

SEEDS = HERE.parents[1] / "seeds"


def test_assembling_again_replaces_what_was_there(corpus: Path, tmp_path: Path):
    root = assemble("codegouvfr-top", corpus, tmp_path)
    (root / "left-over.yml").touch()
    assert sorted(path.name for path in assemble("codegouvfr-top", corpus, tmp_path).iterdir()) == [
        "network.yaml",
        "top_organizations.yml",
    ]


def test_beside_the_seeds_the_corpus_version_is_taken_of_what_both_have_but_for_the_curated(
    corpus: Path, tmp_path: Path
):
    made = {root.name: root for root in assemble_all(corpus, tmp_path / "all", beside=SEEDS)}
    seeds = {path.name for path in find_directories(SEEDS)}
    assert made.keys() == PARTS.keys() | seeds
    from_seeds = {
        name
        for name in seeds
        if (made[name] / "network.yaml").read_bytes() == (SEEDS / name / "network.yaml").read_bytes()
    }
    assert from_seeds == CURATED | (seeds - PARTS.keys())
    assert {"dpga", "developers-italia", "publiccodenet"} <= seeds - from_seeds


def test_the_script_writes_directories_that_a_hub_can_load(corpus: Path, tmp_path: Path):
    done = subprocess.run(
        [sys.executable, HERE / "assembling.py", tmp_path / "networks"], capture_output=True, text=True, check=True
    )
    written = find_directories(tmp_path / "networks")
    assert [path.name for path in written] == sorted(PARTS)
    assert sorted(done.stdout.split()) == sorted(str(path) for path in written)


def test_the_script_without_a_destination_explains_itself():
    done = subprocess.run([sys.executable, HERE / "assembling.py"], capture_output=True, text=True, check=False)
    assert (done.returncode, "DEST" in done.stderr) == (2, True)
