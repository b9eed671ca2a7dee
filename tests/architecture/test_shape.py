"""The tree is the architecture: layers, sizes and names hold."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from schema.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    path
    for package in ("hub", "loaders", "schema", "scripts")
    for path in (ROOT / package).rglob("*.py")
    if "migrations/versions" not in path.as_posix()
)
BANNED = re.compile(
    r"^(utils?|helpers?|common|core|managers?|services?|data|process(ing)?|handle[rs]?|base.*|.*impl)$", re.IGNORECASE
)
BANNED_CLASSES = re.compile(r"^_?Base[A-Z]|(Impl|Manager|Service|Helper|Handler|Utils?)$")
OPENERS = {"create_async_engine", "create_engine", "async_sessionmaker", "sessionmaker", "AsyncSession", "Session"}
MOST_STATEMENTS = 25
KIND_MODULES = {kind.model.__module__ for kind in KINDS}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Statements within a function: what a reader has to take in, however wide or broken its lines are."""
    return sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_short_named_for_what_it_is_and_made_of_short_functions(path: Path):
    tree = _parsed(path)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert not BANNED.match(path.stem)
    assert [f"{one.name}: {_statements(one)}" for one in _functions(tree) if _statements(one) > MOST_STATEMENTS] == []
    assert [
        node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and BANNED_CLASSES.search(node.name)
    ] == []


def test_functions_are_short_as_a_rule():
    lengths = sorted(_statements(one) for path in MODULES for one in _functions(_parsed(path)))
    assert lengths[len(lengths) // 2] <= 4
    assert lengths[len(lengths) * 9 // 10] <= 10


def test_modules_are_imported_only_as_the_layers_allow():
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_kinds_never_import_each_other():
    for module in KIND_MODULES:
        tree = _parsed(ROOT / f"{module.replace('.', '/')}.py")
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert imported.isdisjoint(KIND_MODULES), module


def test_only_the_store_opens_engines_and_sessions():
    strangers = [
        f"{_name(path)}:{node.lineno}"
        for path in MODULES
        if "hub/store/" not in path.as_posix()
        for node in ast.walk(_parsed(path))
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
