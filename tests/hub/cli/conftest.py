"""Runs the command line in this process, on a store and seeds of its own."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hub.cli.output_documents import OUTPUTS
from hub.cli.running import run
from scripts.output_schemas import file_name, output_schemas
from tests import copenhagen


@dataclass(frozen=True)
class Result:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


def validate_output(arguments: list[str], document: Any) -> None:
    """Hold what a command printed against its schema, which here allows for nothing that it does not declare."""
    command = next((words for words in (" ".join(arguments[:2]), arguments[0]) if words in OUTPUTS), None)
    assert command is not None, arguments
    jsonschema.validate(document, closed(output_schemas()[file_name(command)]))


def closed(schema: Any) -> Any:
    """A schema whose objects have no properties but those that are declared; the figures of an evaluation are open."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(part) for name, part in schema.items()}
    is_open = "properties" not in inner or schema.get("title") == "EvaluationDocument"
    return inner if is_open else {"additionalProperties": False} | inner


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory whose HUB_SEEDS is `seeds` in it."""
    monkeypatch.setenv("HUB_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'hub.db'}")
    monkeypatch.setenv("HUB_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("HUB_BY", "the tests")
    monkeypatch.delenv("HUB_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def hub(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Runs a command; `typed` is what the person types."""

    def run_hub(*arguments: object, typed: str = "") -> Result:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = run([str(one) for one in arguments])
        captured = capsys.readouterr()
        if "--json" in arguments and captured.out and "--help" not in arguments:
            validate_output([str(one) for one in arguments], json.loads(captured.out))
        return Result(code, captured.out, captured.err)

    return run_hub


CITY = copenhagen.CITY | {"city": "København"}
ABROAD = copenhagen.ABROAD | {"topics": ["climate"]}
TOWN = {"key": "aar", "name": "Aarhus Kommune", "countries": ["DK"], "url": "https://aarhus.dk"}
LIKE = {"key": "aarhus", "name": "Aarhus", "url": "https://aarhus.dk/en"}
PRODUCT = {
    "key": "os2mo",
    "name": "OS2mo",
    "repository": "https://github.com/os2mo/os2mo",
    "to:users": [{"key": "kbh"}, {"label": "Odense"}],
}


@pytest.fixture
def two_networks(seeds: Any) -> Path:
    """Seeds of two networks: one body that both state under one register number, and one pair
    that a person should judge.
    """
    seeds.write("alpha", {"organisation": [CITY, TOWN], "product": [PRODUCT]})
    seeds.write("beta", {"organisation": [ABROAD, LIKE]})
    return Path(seeds.root)
