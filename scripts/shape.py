"""The shape of the code, room by room: how long functions and modules are, how dense lines, how
often functions are used.

`make shape` prints it; `tests/architecture/test_shape.py` holds the bounds that a change must keep.
"""

import argparse
import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("schema", "loaders", "hub", "scripts")
WIDTH = 120
"""Characters of a line; `ruff format` breaks longer ones, apart from strings and what `fmt: skip` keeps from it."""
LONGEST = 8
"""Modules listed as the longest ones."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
_CLOSERS = {")", "]", "}", ",", ":"}
_LAYOUT = {tokenize.ENCODING, tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE}
_LAYOUT |= {tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
_PROSE = {tokenize.COMMENT, tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}


@dataclass(frozen=True)
class Module:
    """One module, parsed once. name: its path within the tree."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def lines(self) -> int:
        """All lines, comments and blank ones too."""
        return len(self.text.splitlines())

    @cached_property
    def functions(self) -> list[Function]:
        """Functions and methods, inner ones too."""
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    @cached_property
    def classes(self) -> list[str]:
        """Names of its classes."""
        return [node.name for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef)]

    @cached_property
    def type_aliases(self) -> list[str]:
        """Names that the module itself gives to types: `Rows = Sequence[Row]`; its constants are in capitals."""
        targets = [
            target
            for node in self.tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
        return [target.id for target in targets if target.id[:1].isupper() and not target.id.isupper()]

    @cached_property
    def tokens(self) -> list[tokenize.TokenInfo]:
        """All tokens, comments and layout too."""
        return list(tokenize.generate_tokens(io.StringIO(self.text).readline))

    @property
    def room(self) -> str:
        """The package it lies in, two levels deep at most: hub/derive for hub/derive/entities/naming.py."""
        return "/".join(self.name.split("/")[:-1][:2])

    @cached_property
    def density(self) -> tuple[int, int]:
        """Tokens that say something, and the lines of code that they share.

        Closing brackets, commas and colons say nothing that their openers do not; docstrings are prose, not code.
        """
        prose = set(_docstring_lines(self.tree))
        code = [token for token in self.tokens if token.type not in _LAYOUT and token.start[0] not in prose]
        return sum(token.string not in _CLOSERS for token in code), len({token.start[0] for token in code})

    @cached_property
    def wide_lines(self) -> list[int]:
        """Lines of more than `WIDTH` characters whose end is neither a string nor a comment."""
        prose = {
            line
            for token in self.tokens
            if token.type in _PROSE
            for line in range(token.start[0], token.end[0] + (token.end[1] > WIDTH))
        }
        lines = enumerate(self.text.splitlines(), 1)
        return [number for number, line in lines if len(line) > WIDTH and number not in prose]

    @cached_property
    def comments(self) -> int:
        """Comments that speak to a reader, not to a tool."""
        spoken = (token.string for token in self.tokens if token.type == tokenize.COMMENT)
        return sum(not text.startswith(("# noqa", "# type:", "# fmt:")) for text in spoken)


def modules(root: Path = ROOT, packages: Sequence[str] = PACKAGES) -> list[Module]:
    """All modules of the tree but the migrations, which are written by a tool and never change."""
    paths = sorted(path for package in packages for path in (root / package).rglob("*.py"))
    return [
        Module(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
        if "migrations/versions" not in path.as_posix()
    ]


def statements(function: Function) -> int:
    """Statements within a function: what a reader has to take in, however wide or broken its lines are."""
    return sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1


def references(tree: Iterable[Module]) -> Counter[str]:
    """How often each name is read over the tree; neither its definition nor its import is a use."""
    return Counter(name for module in tree for node in ast.walk(module.tree) if (name := _read(node)))


def _read(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) else None


def _docstring_lines(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def used_once(tree: Sequence[Module]) -> dict[str, bool]:
    """Whether a function is used in one place.

    Only of functions whose name no other has, as names are all that is compared.
    """
    uses = references(tree)
    definitions = Counter(function.name for module in tree for function in module.functions)
    return {name: uses[name] == 1 for name, count in definitions.items() if count == 1 and not name.startswith("__")}


def measured(group: Sequence[Module], once: Mapping[str, bool]) -> tuple[str, ...]:
    """The cells of one row of the table. once: `used_once` of the whole tree."""
    lines = sum(module.lines for module in group)
    functions = [function for module in group for function in module.functions]
    lengths = sorted(map(statements, functions)) or [0]
    tokens, code_lines = (sum(column) for column in zip(*(module.density for module in group), strict=True))
    comparable = [once[function.name] for function in functions if function.name in once]
    return (
        f"{len(group)}",
        f"{lines:,}",
        f"{1000 * len(functions) / max(1, lines):.0f}",
        f"{100 * sum(comparable) / max(1, len(comparable)):.0f} %",
        f"{tokens / max(1, code_lines):.1f}",
        f"{lengths[len(lengths) // 2]}, {lengths[len(lengths) * 9 // 10]}, {lengths[-1]}",
        f"{1000 * sum(module.comments for module in group) / max(1, lines):.0f}",
    )


HEAD = ("room", "modules", "lines", "functions/1,000", "used once", "tokens/line", "statements", "comments/1,000")


def report(tree: Sequence[Module]) -> str:
    """The table of all rooms and of the tree, and the longest modules.

    statements: median, 9 of 10, longest function.
    """
    once = used_once(tree)
    rooms = {room: [module for module in tree if module.room == room] for room in sorted({one.room for one in tree})}
    rows = [HEAD, *((room, *measured(group, once)) for room, group in rooms.items()), ("tree", *measured(tree, once))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    longest = sorted(tree, key=lambda module: -module.lines)[:LONGEST]
    return "\n".join([*table, "", "longest modules", *(f"{module.lines:>5}  {module.name}" for module in longest)])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="another checkout, to compare with")
    print(report(modules(parser.parse_args().root)))


if __name__ == "__main__":
    main()
