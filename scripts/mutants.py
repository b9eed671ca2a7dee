"""Mutation testing of a room: change one thing in its code, run its tests, and list the changes that no test noticed.

`python -m scripts.mutants hub/identity --tests tests/hub/identity --sample 300`; needs a system that can fork.
Each mutant is compiled from the changed syntax tree in a forked process, so no file is ever written.
"""

import argparse
import ast
import copy
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from hypothesis import settings

OURS = ("hub", "loaders", "schema", "scripts", "tests")
EXAMPLES = 25
"""Examples per property test: with hypothesis's own 100 a survivor takes four times as long and
hardly any other is killed.
"""
_SWAPS: dict[Any, Any] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
    ast.Continue: ast.Break,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change of one module: its file, the line, and that piece of code before and after."""

    path: Path
    line: int
    before: str
    after: str
    code: CodeType


def mutants_of(path: Path) -> Iterator[Mutant]:
    """All changes of a module, one at a time. Annotations, decorators and texts that only explain are left alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for number, node in enumerate(_mutable(tree)):
        changed = copy.deepcopy(tree)
        target = list(_mutable(changed))[number]
        before = ast.unparse(target)
        _change(target)
        yield Mutant(path, node.lineno, before, ast.unparse(target), compile(changed, str(path), "exec"))


def _mutable(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """The expressions and statements that `_change` can change, in order of the text."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"} or (
            name == "value" and isinstance(node, ast.Expr) and isinstance(value, ast.Constant)
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.JoinedStr) or not isinstance(child, ast.AST) or _is_export_list(child):
                continue
            if isinstance(child, ast.expr | ast.stmt) and _is_mutable(child):
                yield child
            yield from _mutable(child)


def _is_export_list(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _is_mutable(node: ast.expr | ast.stmt) -> bool:
    match node:
        case ast.Constant(value=value):
            return isinstance(value, bool | int | float | str)
        case ast.Compare() | ast.BoolOp() | ast.IfExp() | ast.If() | ast.UnaryOp(op=ast.Not()):
            return True
        case ast.Return(value=value):
            return value is not None and not (isinstance(value, ast.Constant) and value.value is None)
        case ast.BinOp(op=operator):
            return type(operator) in _SWAPS
        case _:
            return isinstance(node, ast.Continue)


def _change(node: Any) -> None:
    """Change a node in place: swap an operator, negate a condition, another constant, None for a result."""
    match node:
        case ast.Constant(value=bool(value)):
            node.value = not value
        case ast.Constant(value=str(value)):
            node.value = f"{value}?"
        case ast.Constant(value=int() | float() as value):
            node.value = value + 1
        case ast.Compare():
            node.ops[0] = _SWAPS[type(node.ops[0])]()
        case ast.BoolOp() | ast.BinOp():
            node.op = _SWAPS[type(node.op)]()
        case ast.If() | ast.IfExp():
            node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
        case ast.UnaryOp():
            node.op, node.operand = ast.Not(), ast.copy_location(ast.UnaryOp(ast.Not(), node.operand), node.operand)
        case ast.Return():
            node.value = None
        case ast.Continue():
            node.__class__ = _SWAPS[ast.Continue]
    ast.fix_missing_locations(node)


def notices(mutant: Mutant | None, tests: Sequence[str], patience: float) -> bool:
    """Whether the tests fail, or take longer than `patience` seconds, with a mutant in the place of its module."""
    child = os.fork()
    if child == 0:
        os._exit(_run_tests(mutant, tests))
    end = time.monotonic() + patience
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status != 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _run_tests(mutant: Mutant | None, tests: Sequence[str]) -> int:
    """The exit code of pytest, in a process of its own."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    original = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
        return mutant.code if mutant and Path(self.path) == mutant.path else original(self, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign,assignment]
    settings.register_profile("mutants", max_examples=EXAMPLES, derandomize=True, database=None, deadline=None)
    settings.load_profile("mutants")
    # hypothesis is imported before pytest could rewrite it, of which pytest warns, and warnings are errors.
    quiet = ["-W", "ignore::pytest.PytestAssertRewriteWarning", "-p", "no:cacheprovider"]
    return int(pytest.main(["-x", "-q", *quiet, *tests]))


def preload(room: Path, tests: Sequence[str]) -> None:
    """Import what the tests need and the room does not touch, so that a forked process has it already."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        _run_tests(None, ["--collect-only", *tests])
        os.write(writer, "\n".join(sys.modules).encode())
        os._exit(0)
    os.close(writer)
    os.wait()
    with os.fdopen(reader) as names:
        loaded = names.read().splitlines()
    ours = OURS if room.parts[0] == "schema" else tuple(package for package in OURS if package != "schema")
    for name in loaded:
        if name.partition(".")[0] not in {*ours, "__main__", "conftest"}:
            try:
                import_module(name)
            except ImportError:
                continue


def _reported(mutant: Mutant, killed: bool) -> bool:  # noqa: FBT001 - what `map` gives
    """Print a survivor as soon as it is known."""
    if not killed:
        place = f"{mutant.path.relative_to(Path.cwd())}:{mutant.line}"
        print(f"{place}: {mutant.before!r} → {mutant.after!r}", flush=True)
    return killed


def main(arguments: Sequence[str]) -> int:
    """Sample the mutants of a room and print the survivors. Exit code 1 where fewer are killed than asked for."""
    parser = argparse.ArgumentParser(prog="python -m scripts.mutants", description=__doc__)
    parser.add_argument("room", type=Path, help="a folder or module, as hub/identity")
    parser.add_argument("--tests", nargs="+", required=True, help="its tests, as tests/hub/identity")
    parser.add_argument("--sample", type=int, default=300, help="how many mutants; all if there are fewer")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another sample")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes at a time")
    parser.add_argument("--at-least", type=float, default=85.0, help="the share in percent that must be killed")
    chosen = parser.parse_args(arguments)
    paths = sorted(chosen.room.rglob("*.py")) if chosen.room.is_dir() else [chosen.room]
    mutants = [mutant for path in paths for mutant in mutants_of(path.resolve())]
    sample = random.Random(chosen.seed).sample(mutants, min(chosen.sample, len(mutants)))  # noqa: S311 - no secret
    sample.sort(key=lambda mutant: (mutant.path, mutant.line, mutant.before))
    preload(chosen.room, chosen.tests)
    start = time.monotonic()
    if notices(None, chosen.tests, 600):
        sys.exit("The tests fail without any mutant.")
    patience = 20 + 5 * (time.monotonic() - start)
    with ThreadPoolExecutor(chosen.workers) as pool:
        killed = list(map(_reported, sample, pool.map(lambda mutant: notices(mutant, chosen.tests, patience), sample)))
    share = 100 * sum(killed) / (len(sample) or 1)
    print(f"{sum(killed)} of {len(sample)} mutants killed ({share:.1f} %); {len(mutants)} in all, seed {chosen.seed}.")
    return int(share < chosen.at_least)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
