"""The tree is the architecture: layers, sizes and names hold."""

import ast
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from schema.kinds import KINDS
from scripts.shape import Module, modules, report, statements, used_once
from scripts.vocabulary import BANNED_CLASSES, BANNED_MODULES, PRODUCT

ROOT = Path(__file__).resolve().parents[2]
MODULES = modules()
OPENERS = {"create_async_engine", "create_engine", "async_sessionmaker", "sessionmaker", "AsyncSession", "Session"}
MOST_STATEMENTS = 25
MOST_LINES = 400
KIND_MODULES = {kind.model.__module__ for kind in KINDS}

SHARED_CLASSES: dict[str, str] = {}
"""Class names that more than one module has, and why; the list only shrinks."""
SHARED_MODULES = {
    "clusters": "the pure rule, and the step of a load that applies it",
    "details": "what the schemes and topics are, and how a load stores them",
    "full_text": "the index that the store keeps, and the query for it",
    "progress": "how far a reading has come, and its bar on a terminal",
    "suggestions": "for misspelt words in manifests, and in queries",
    "subjects": "the subjects of identity, and how they are read from the store",
    "writing": "of entities, and of drafts",
}
"""Module names that stand more than once in the three packages, and why; the list only shrinks."""
WIDE_LINES: dict[str, int] = {
    "hub/cli/application.py": 1,
    "hub/cli/reports.py": 1,
    "scripts/mutants.py": 1,
}
"""Lines of code that `fmt: skip` keeps wide; the list only shrinks."""


def _name(module: Module) -> str:
    return module.name


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_a_module_is_short_named_for_what_it_is_and_made_of_short_functions(module: Module):
    assert module.lines <= MOST_LINES
    assert not BANNED_MODULES.match(Path(module.name).stem)
    lengths = [(function.name, statements(function)) for function in module.functions]
    assert [f"{name}: {length}" for name, length in lengths if length > MOST_STATEMENTS] == []
    assert [name for name in module.classes if BANNED_CLASSES.search(name)] == []
    assert len(module.wide_lines) <= WIDE_LINES.get(module.name, 0), module.wide_lines


def test_functions_are_short_as_a_rule():
    lengths = sorted(statements(function) for module in MODULES for function in module.functions)
    assert lengths[len(lengths) // 2] <= 4
    assert lengths[len(lengths) * 9 // 10] <= 12


def test_the_name_of_a_class_or_of_a_type_stands_for_one_idea():
    places = defaultdict(list)
    for module in modules(packages=PRODUCT):
        for name in (*module.classes, *module.type_aliases):
            places[name].append(module.name)
    _assert_unique(places, SHARED_CLASSES)


def test_a_module_name_stands_for_one_module():
    places = defaultdict(list)
    for module in modules(packages=PRODUCT):
        places[Path(module.name).stem].append(module.name)
    del places["__init__"]
    _assert_unique(places, SHARED_MODULES)


def _assert_unique(places: dict[str, list[str]], exceptions: dict[str, str]) -> None:
    shared = {name: found for name, found in places.items() if len(found) > 1}
    assert {name: found for name, found in shared.items() if name not in exceptions} == {}
    assert [name for name in exceptions if name not in shared] == [], "no longer shared: take it off the list"


def test_the_shape_of_the_code_is_measured_in_statements_tokens_and_uses():
    code = [
        Module("hub/one.py", '"""One."""\n\n# Why.\ndef two(a):\n    """Two."""\n    return [a, 1]  # noqa: X\n'),
        Module(
            "hub/derive/three.py", "def three():\n    return two(2) + two(3)\n\n\nlong = three(" + "x, " * 50 + ")\n"
        ),
        Module("hub/four.py", "def four(): ...\nlabel = '" + "x" * 130 + "'\n"),
    ]
    assert [statements(function) for module in code for function in module.functions] == [2, 1, 1]
    assert used_once(code) == {"two": False, "three": True, "four": False}
    assert code[0].density == (8, 2)
    assert [(module.room, module.comments, module.wide_lines) for module in code] == [
        ("hub", 1, []),
        ("hub/derive", 0, [5]),
        ("hub", 0, []),
    ]
    assert [line.split()[0] for line in report(code).splitlines()[:4]] == ["room", "hub", "hub/derive", "tree"]


def test_modules_are_imported_only_as_the_layers_allow():
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_kinds_never_import_each_other():
    for module in KIND_MODULES:
        tree = ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert imported.isdisjoint(KIND_MODULES), module


def test_only_the_store_opens_engines_and_sessions():
    strangers = [
        f"{module.name}:{node.lineno}"
        for module in MODULES
        if not module.name.startswith("hub/store/")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(("sqlalchemy", "sqlmodel"))
        and OPENERS & {one.name for one in node.names}
    ]
    assert strangers == []


def test_help_comes_without_the_heavy_libraries():
    heavy = ("rdflib", "feedparser", "strawberry", "starlette", "sqlalchemy")
    look = f"import sys, hub.__main__, hub.cli.application; print([name for name in {heavy!r} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
