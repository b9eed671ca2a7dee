"""A command starts with what it needs: neither the GraphQL schema, which takes a second, nor
alembic for a store at head.
"""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from hub.cli.running import run
code = run(sys.argv[1:])
print(code, sorted({name.partition(".")[0] for name in sys.modules} & {"alembic", "langcodes", "strawberry"}), file=sys.stderr)
"""
TABLE = """
network: alpha
title: Alpha
homepage: https://alpha.example
publisher: {name: Alpha}
licence: CC0-1.0
attribution: Alpha
sources:
  - {name: bodies, path: bodies.csv, format: table, kind: organisation, key: key, mapping: {name: name}}
"""


def imported(sqlite_url, *arguments: str) -> str:
    program = [sys.executable, "-c", PROGRAM, *arguments]
    environment = {"HUB_DATABASE_URL": sqlite_url, "PATH": ""}
    return subprocess.run(program, capture_output=True, text=True, env=environment, check=True).stderr.splitlines()[-1]


@pytest.mark.parametrize("command", [("load",), ("load", "--json"), ("check", "--json")])
def test_loading_into_a_store_at_head_needs_no_schema_and_no_migrations(command, sqlite_url, tmp_path):
    folder = tmp_path / "alpha"
    folder.mkdir()
    (folder / "network.yaml").write_text(TABLE)
    (folder / "bodies.csv").write_text("key,name\naarhus,Aarhus Kommune\n")
    assert imported(sqlite_url, "load", str(folder)).startswith("0")
    verb, *options = command
    assert imported(sqlite_url, verb, str(folder), *options) == "0 []"
