import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from schema.kinds import KINDS

ROOT = Path(__file__).parents[3]


@pytest.fixture
def loaded(hub, two_networks):
    hub("load", two_networks)
    return two_networks


def test_networks_are_listed_with_their_records_by_kind(hub, loaded):
    result = hub("networks")
    assert result.code == 0
    assert [line.split()[0] for line in result.out.splitlines()[2:]] == ["alpha", "beta"]


def test_networks_in_json_have_licence_counts_and_findings(hub, loaded):
    alpha = hub("networks", "--json").document["networks"][0]
    assert (
        alpha
        | {
            "network": "alpha",
            "licence": "CC0-1.0",
            "counts": {"organisation": 2, "product": 1},
            "last_load": "accepted",
        }
        == alpha
    )
    assert alpha["findings"] == {}


def test_an_export_writes_a_file_per_dataset_and_shows_their_digests(hub, loaded, place):
    document = hub("export", "--to", "out", "--json").document
    assert {kind.name for kind in KINDS} <= {one["dataset"] for one in document["files"]}
    assert all((place / one["path"]).stat().st_size == one["size"] for one in document["files"])


def test_an_export_twice_gives_the_same_digests(hub, loaded):
    first, second = (hub("export", "--to", "out", "--format", "csv", "--json").document for _ in range(2))
    assert first == second


def test_one_dataset_can_go_to_stdout(hub, loaded):
    rows = [json.loads(line) for line in hub("export", "--to", "-", "--kind", "products").out.splitlines()]
    assert [row["name"] for row in rows] == ["OS2mo"]


def test_csv_on_stdout_is_csv_alone(hub, loaded):
    rows = list(
        csv.DictReader(hub("export", "--to", "-", "--kind", "organisation", "--format", "csv").out.splitlines())
    )
    assert {row["networks"] for row in rows} == {"alpha", "beta", "alpha|beta"}


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--to", "-"), "--kind organisation"),
        (("--to", "-", "--kind", "product", "--json"), "Use one of them"),
        (("--format", "xml"), "csv, xlsx"),
        (("--format", "ics", "--kind", "product"), "a format of event"),
        (("--kind", "product", "--where", "{"), "Write it as"),
        (("--kind", "product", "--where", '{"nam": {"eq": "x"}}'), "Did you mean"),
        (("--where", "{}", "--search", "x"), "--kind product"),
        (("--kind", "people"), "judgement"),
        (("--format", "xlsx", "--to", "hub.xlsx", "--kind", "product"), "Name a directory"),
    ],
)
def test_an_export_that_cannot_be_is_reported_with_the_way_out(hub, loaded, arguments, hint):
    result = hub("export", *arguments)
    assert result.code == 2
    assert hint in result.err


def test_a_folder_that_cannot_be_written_is_reported(hub, loaded, place):
    (place / "taken").write_text("a file")
    result = hub("export", "--to", "taken")
    assert (result.code, "--to" in result.err) == (2, True)


def test_a_reader_that_leaves_early_is_no_error(loaded):
    command = f"{sys.executable} -m hub export --to - --kind record | head -c 10"
    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("more", ["", " --json"])
@pytest.mark.parametrize(("manifest", "code"), [({}, 0), ({"sources": "none"}, 4)])
def test_a_reader_that_leaves_early_hides_no_rejected_load(place, seeds, manifest, code, more):
    folder = seeds.write("alpha", {"organisation": [{"key": "a", "name": "Aarhus"}]}, **manifest)
    command = f"{sys.executable} -m hub load {folder}{more} | true"
    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (code, "")


def test_a_connection_that_breaks_is_no_reader_that_left():
    """A database that is killed raises the same error as `head` does, and `hub load` called that a success."""
    program = """
import socket, sys
from hub.cli import running

def command(arguments):
    ours, theirs = socket.socketpair()
    theirs.close()
    ours.send(b"SELECT 1")

running._invoke = command
sys.exit(running.run(["load"]))
"""
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, "BrokenPipeError" in result.stderr) == (70, True)


def test_the_schema_is_printed_and_compared(hub, place):
    sdl = hub("schema").out
    assert "type Organisation" in sdl
    (place / "schema.graphql").write_text(sdl)
    assert hub("schema", "--check", "--file", "schema.graphql").code == 0
    (place / "schema.graphql").write_text(sdl.replace("type Organisation", "type Body"))
    result = hub("schema", "--check", "--file", "schema.graphql")
    assert result.code == 1
    assert "+type Organisation" in result.out
    assert "hub schema >" in result.err
