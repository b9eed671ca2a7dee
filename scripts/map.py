"""The map of the code in docs/architecture.md: rooms and modules, each with the first sentence of its docstring."""

import ast
from itertools import groupby
from pathlib import PurePath

from scripts.shape import Module, modules

PACKAGES = ("hub", "loaders", "schema")


def code_map() -> str:
    """A section per room, with a row per module."""
    tree = sorted(modules(packages=PACKAGES), key=lambda module: PurePath(module.name).parts[:-1])
    rooms = groupby(tree, key=lambda module: PurePath(module.name).parent.as_posix())
    return "\n".join(_room(name, list(group)) for name, group in rooms)


def _room(name: str, group: list[Module]) -> str:
    said = {PurePath(module.name).name: _first_sentence(module) for module in group}
    lines = [f"| `{file}` | {sentence} |\n" for file, sentence in said.items() if file != "__init__.py"]
    head = "| module | |\n| --- | --- |\n" if lines else ""
    return f"### {name}\n\n{said.get('__init__.py', '')}\n\n{head}{''.join(lines)}"


def _first_sentence(module: Module) -> str:
    paragraph = " ".join((ast.get_docstring(module.tree) or "").partition("\n\n")[0].split())
    return paragraph.replace("|", "\\|")
