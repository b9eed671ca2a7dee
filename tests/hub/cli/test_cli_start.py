import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hub.cli import application
from hub.cli.running import exit_code
from hub.errors import ErrorCode

ROOT = Path(__file__).parents[3]
COMMANDS = [(command.name,) for command in application.APP.registered_commands] + [
    ("identity",),
    ("identity", "evaluate"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_help_of_every_command_has_an_example(hub, command):
    result = hub(*command, "--help")
    assert result.code == 0
    assert "Example: hub" in result.out


# all that `hub mcp` writes is JSON already (JSON-RPC)
@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in {("identity",), ("mcp",)}], ids=" ".join)
def test_every_command_can_answer_in_json(hub, command):
    assert "--json" in hub(*command, "--help").out


def test_help_lists_the_exit_codes_and_no_command_at_all_shows_help(hub):
    result = hub("--help")
    assert "Exit codes:" in result.out
    assert hub().out == result.out


def test_help_brings_in_nothing_heavy():
    program = "import sys; from hub.cli.running import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"rdflib", "feedparser", "strawberry", "sqlalchemy", "icalendar", "pydantic", "starlette", "graphql"}
    assert not heavy & set(result.stderr.split())


def test_a_mistyped_command_is_answered_by_the_one_that_was_meant(hub):
    result = hub("lod")
    assert result.code == 2
    assert "Did you mean 'load'?" in result.err


def test_a_mistyped_option_points_to_help(hub):
    result = hub("load", "--alow")
    assert result.code == 2
    assert "Try `hub load --help`." in result.err


def test_the_version_is_one_line(hub):
    result = hub("--version")
    assert (result.code, len(result.out.splitlines())) == (0, 1)


@pytest.mark.parametrize("command", ["networks", "export", "review", "explain"])
def test_commands_that_need_a_store_say_how_to_get_one(hub, place, command):
    result = hub(command, *(["a", "b"] if command == "explain" else []))
    assert result.code == 3
    assert "hub load" in result.err
    assert not (place / "hub.db").exists()


def test_a_wrong_setting_is_named(hub, monkeypatch):
    monkeypatch.setenv("HUB_PORT", "many")
    result = hub("networks")
    assert result.code == 2
    assert "HUB_PORT" in result.err


@pytest.mark.parametrize("code", ErrorCode)
def test_errors_of_the_store_have_an_exit_code_of_their_own(code):
    assert exit_code(code) == (3 if code.value.startswith(("store", "statement")) else 2)


BREAKING = "import hub.cli.directories as d\ndef chosen(_): raise RuntimeError('boom')\nd.chosen = chosen\n"


@pytest.mark.parametrize(("debug", "shows_traceback"), [("", False), ("1", True)])
def test_a_mistake_in_the_hub_is_one_sentence_unless_debugging(debug, shows_traceback):
    program = f"{BREAKING}from hub.cli.running import run\nraise SystemExit(run(['load']))"
    environment = os.environ | {"HUB_DEBUG": debug}
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ("Traceback" in result.stderr) is shows_traceback
    assert "RuntimeError: boom" in result.stderr
    assert shows_traceback or (result.returncode == 70 and "HUB_DEBUG=1" in result.stderr)


def test_a_foreign_schema_package_is_reported_in_words(tmp_path):
    (tmp_path / "schema.py").write_text("")
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import hub.__main__ as m; sys.path.insert(0,"
        f" {str(tmp_path)!r}); m.main()"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert str(tmp_path / "schema.py") in result.stderr
    assert "uninstall" in result.stderr
    assert "Traceback" not in result.stderr


def test_without_its_packages_the_command_line_says_how_to_get_them():
    result = subprocess.run(
        [sys.executable, "-S", "-m", "hub", "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert "make setup" in result.stderr
    assert "Traceback" not in result.stderr


def test_every_module_of_the_command_line_can_be_imported():
    for path in sorted((ROOT / "hub" / "cli").glob("*.py")):
        importlib.import_module(f"hub.cli.{path.stem}" if path.stem != "__init__" else "hub.cli")
