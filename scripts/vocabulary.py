"""The words of the code: what it names and what it says, and which words have a better one (the
glossary in CONTRIBUTING.md).

`python -m scripts.vocabulary` lists where a replaced word still occurs.
"""

import argparse
import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scripts.shape import Module, modules

PRODUCT = ("hub", "loaders", "schema")


@dataclass(frozen=True, slots=True)
class Replaced:
    """A word that has a better one. name, message: patterns in identifiers (split at `_` and
    capitals) and in string literals.

    within: starts of the paths of modules where identifiers mean it so; elsewhere the word may be the right one.
    """

    word: str
    instead: str
    name: str
    message: str | None = None
    within: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class Use:
    """A replaced word in the code. text: the identifier or the string that has it."""

    word: str
    instead: str
    module: str
    line: int
    text: str

    def __str__(self) -> str:
        """The place, and what to write."""
        return f"{self.module}:{self.line}: {self.text[:60]!r}: {self.instead} instead of {self.word}"


_LOADING = ("hub/load/", "hub/cli/")
_JOINING = ("hub/identity/", "hub/derive/", "hub/review/", "hub/store/")
REPLACED = (
    Replaced("taken", "accepted", "taken", r"^taken$", _LOADING),
    Replaced("kept", "rejected", "kept", r"^kept$", _LOADING),
    Replaced("told", "reported", "told", r"\btold\b"),
    Replaced("mend", "fix or correct", "mend|mends|mended|mending", r"\bmend(s|ed|ing)?\b"),
    Replaced("persons", "people", "persons", r"\bpersons\b"),
    Replaced("marks", "match keys", "marks|mark", r"\bmatch marks\b", _JOINING),
    Replaced("holds apart", "cannot-link", "(hold|holds|held|holding) apart|apart", r"\b(holds?|held|holding)( \w+)? apart\b"),
    Replaced("bodies", "agents", "bodies|body", None, (*_JOINING, "schema/")),
    Replaced("settle", "resolve", "settle|settles|settled|settling", r"\bsettle[sd]?\b"),
    Replaced("unite", "merge", "unite|unites|united|uniting", r"\bunite[sd]?\b(?! (Nations|Kingdom|States))"),
    Replaced("firm", "strong (blocking key)", "firm", r"\bfirm\b"),
    Replaced("loose", "weak (blocking key)", "loose", r"\bloose\b"),
)  # fmt: skip
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("hub/load/report.py", "kept"): "a count, not a status: records that stay as their file could not be read",
    ("hub/load/staging.py", "kept"): "the same count",
    ("hub/derive/entities/", "bodies"): "the text of an article or a page",
    ("hub/store/search_tables.py", "bodies"): "the column of the search index that holds all text but the title",
    ("schema/graphql/dynamic.py", "bodies"): "the body of a class",
    ("schema/graphql/network_types.py", "kept"): "the same count",
    ("hub/plan/lists/connections.py", "kept"): "the rows of a page without the one that tells whether more follow",
    (
        "hub/derive/entities/merge_policy.py",
        "unite",
    ): "the rule of the merge policy for lists, and the stored word for it",
    ("schema/graphql/vocabulary_enums.py", "unite"): "the same rule",
    ("hub/identity/evidence/weights.py", "holds apart"): "an outcome: two records that are not one thing",
    ("hub/identity/evaluation/confusion.py", "holds apart"): "counts of that outcome",
}
"""Where a replaced word is the right one: (start of the module's path, the word), and the reason."""
BANNED_MODULES = re.compile(
    r"^(utils?|helpers?|common|core|managers?|services?|data|process(ing)?|handle[rs]?|base.*|.*impl)$", re.IGNORECASE
)
BANNED_CLASSES = re.compile(r"^_?Base[A-Z]|(Impl|Manager|Service|Helper|Handler|Utils?)$")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words(identifier: str) -> str:
    """An identifier as lower-case words with spaces between them: `MatchKey` and `match_key` are both `match key`."""
    return " ".join(_PARTS.findall(identifier)).lower()


def names(module: Module) -> Iterator[tuple[int, str]]:
    """Every name that a module gives, with its line. Names that it only reads are given elsewhere."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg


def messages(module: Module) -> Iterator[tuple[int, str]]:
    """Every string of a module that is no docstring, with its line; of an f-string its fixed parts."""
    prose = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def replaced_words(tree: Iterable[Module], replaced: Sequence[Replaced] = REPLACED) -> Iterator[Use]:
    """Where replaced words occur, apart from the exceptions."""
    for module in tree:
        stem = module.name.rsplit("/", 1)[-1].removesuffix(".py")
        named, said = [(1, stem), *names(module)], list(messages(module))
        for entry in replaced:
            if any(entry.word == word and module.name.startswith(start) for start, word in EXCEPTIONS):
                continue
            uses = [use for use in said if entry.message and re.search(entry.message, use[1], re.IGNORECASE)]
            if module.name.startswith(entry.within):
                uses += [use for use in named if re.search(rf"\b({entry.name})\b", words(use[1]))]
            yield from (Use(entry.word, entry.instead, module.name, line, text) for line, text in uses)


def main() -> None:
    """The command line."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    for use in replaced_words(modules(packages=PRODUCT)):
        print(use)


if __name__ == "__main__":
    main()
