"""Every command's JSON is as docs/schemas say, whatever comes of the command. (So is that of every other
test here: see conftest.)
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from hub.cli.application import APP
from hub.cli.output import write_json
from hub.cli.output_documents import OUTPUTS
from scripts.documents import _walk
from scripts.output_schemas import FOLDER, file_name, output_schemas

ROOT = Path(__file__).parents[3]


def test_the_schemas_of_docs_are_those_of_the_declarations_and_valid():
    stored = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
    assert stored == output_schemas()
    for schema in stored.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_command_with_json_has_a_schema():
    import typer

    with_json = {
        path.removeprefix("hub ")
        for path, command in _walk("hub", typer.main.get_command(APP))
        if any("--json" in parameter.opts for parameter in command.params)
    }
    assert with_json == set(OUTPUTS)


@pytest.mark.parametrize("command", [command for command in OUTPUTS if command != "serve"])
def test_an_error_of_any_command_is_as_its_schema_says(hub, command):
    document = hub(*command.split(), "--no-such-option", "--json").document
    assert document["error"]["code"] == "usage"


ENDS = ("alpha/organisation/kbh", "beta/organisation/cph")
WORKING = [
    ["check"],
    ["load"],
    ["load"],
    ["networks"],
    ["schema"],
    ["schema", "--check"],
    ["doctor"],
    ["review"],
    ["explain", *ENDS],
    ["explain", ENDS[0]],
    ["split", ENDS[0], "--why", "a test"],
    ["join", *ENDS, "--why", "a test"],
    ["review", "--all", "unsure", "--yes", "--why", "a test"],
    ["judgements", "list"],
    ["export", "--to", "exports", "--kind", "organisation"],
    ["snapshot", "--to", "snapshots"],
    ["verify", "snapshots"],
    ["at", "1", "--to", "old.db"],
    ["undo", "--dry-run"],
    ["remove", "beta", "--yes"],
    ["load"],
    ["undo", "--yes"],
    ["erase", ENDS[0], "--yes"],
    ["check", "seeds/alpha"],
]
"""A life of a store, in which each command does what it is for."""


def test_what_commands_print_in_the_life_of_a_store_is_as_their_schemas_say(hub, two_networks, place):
    for arguments in WORKING:
        result = hub(*arguments, "--json")
        assert result.code in (0, 1), (arguments, result.out)
        assert "error" not in result.document, arguments
    (judgement, *_) = hub("judgements", "list", "--json").document["judgements"]
    assert hub("judgements", "undo", judgement["id"], "--json").document["judgements"] == [judgement["id"]]
    (place / "more").mkdir()
    (place / "more" / "towns.csv").write_text("id,name\n1,Aarhus\n")
    assert hub("new", "more", "more", "--json").document["sources"][0]["path"] == "towns.csv"


def test_a_load_that_is_rejected_is_as_the_schema_says(hub, seeds):
    many = [{"key": str(number), "name": f"Library number {number}", "to:users": [{"key": "x"}]} for number in range(5)]
    hub("load", seeds.write("alpha", {"product": many}), "--json")
    folder = seeds.write("alpha", {"product": many[:1]})
    assert [hub(command, folder, "--json").code for command in ("check", "load")] == [4, 4]
    renamed = seeds.write("alpha", {"product": [one | {"key": f"new {one['key']}"} for one in many]})
    assert len(hub("check", renamed, "--json").document["loads"][0]["renamed"]) == 5
    (folder / "network.yaml").write_text("network: [")
    assert hub("check", folder, "--json").code == 4


def test_the_address_of_a_hub_that_serves_is_as_the_schema_says(place, two_networks):
    command = [sys.executable, "-m", "hub", "serve", "--port", "0", "--no-load", "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        lines = []
        while not lines or lines[-1] != "}\n":
            lines.append(server.stdout.readline())
        server.terminate()
    jsonschema.validate(json.loads("".join(lines)), output_schemas()[file_name("serve")])


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-8"])
@pytest.mark.parametrize("options", [["--json"], []])
def test_whatever_the_terminal_cannot_write_ends_no_command(place, seeds, encoding, options):
    seeds.write("alpha", {"organisation": [{"key": "lodz", "name": "Łódź", "countries": ["Łódź"]}]})
    command = [sys.executable, "-m", "hub", "check", *options]
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False)
    assert (done.returncode, b"Error" in done.stderr) == (0, False), done.stderr
    if options:
        assert "Łódź" in str(json.loads(done.stdout.decode("utf-8")))
        assert done.stdout.isascii() == (encoding != "utf-8")
    else:
        assert "Łódź".encode(encoding, "backslashreplace") in done.stdout


def test_half_a_character_ends_no_json(capfdbinary):
    write_json({"path": "a\udcff"})
    assert json.loads(capfdbinary.readouterr().out) == {"path": "a\udcff"}
