"""Sets are declared once, handed on as objects and left empty."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from hub.derive import sets
from hub.load import load, load_all
from hub.store import Database
from hub.store.id_sets import SetDeclaration, TableDeclaration

ROOT = Path(__file__).parents[3]
DECLARED = {
    variable: value for variable, value in vars(sets).items() if isinstance(value, SetDeclaration | TableDeclaration)
}
STEPS = [
    path for room in ("load", "derive") for path in sorted((ROOT / "hub" / room).rglob("*.py")) if path.stem != "sets"
]
BODY = {"key": "kbh", "name": "Københavns Kommune", "countries": ["DK"], "id:cvr": "64942212"}
PRODUCT = {"key": "mo", "name": "OS2mo", "to:users": [{"key": "kbh"}, {"label": "Odense"}]}
NEWS = {"key": "n", "name": "Københavns Kommune takes up OS2mo"}


def test_every_set_has_a_name_and_a_meaning_of_its_own() -> None:
    assert (
        len({one.name for one in DECLARED.values()}) == len({one.holds for one in DECLARED.values()}) == len(DECLARED)
    )


def test_every_set_says_which_step_fills_it_and_that_step_makes_it() -> None:
    for variable, declared in DECLARED.items():
        step = declared.filled_by if declared.filled_by.startswith("load.") else f"derive.{declared.filled_by}"
        path = ROOT / "hub" / f"{step.replace('.', '/')}.py"
        makers = [one for one in STEPS if f"sets.{variable}." in one.read_text(encoding="utf-8")]
        assert path in makers, declared


@pytest.mark.parametrize("path", STEPS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_query_knows_a_set_by_its_name(path: Path) -> None:
    names = "|".join(declared.name for declared in DECLARED.values())
    known = re.compile(rf"\b(?:FROM|INTO|JOIN|UPDATE)\s+(?:{names})\b")
    words = [
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in words if known.search(text)] == []


async def test_all_sets_are_empty_when_a_load_has_ended(store: Database, seeds: Any) -> None:
    alpha = seeds.write("alpha", {"organisation": [BODY], "product": [PRODUCT], "news-item": [NEWS]})
    await load_all(store, [alpha, seeds.write("beta", {"organisation": [BODY | {"key": "b"}]})])
    await load(store, seeds.write("alpha", {"organisation": [BODY | {"city": "København"}], "product": [PRODUCT]}))
    async with store.write() as tx:
        if tx.dialect == "sqlite":
            tables = [row.name for row in await tx.rows("SELECT name FROM sqlite_temp_master WHERE type = 'table'")]
            assert {"touched", "affected", "reclustered", "entities", "speaking"} <= set(tables)
        else:
            tables = [row.relname for row in await tx.rows("SELECT relname FROM pg_class WHERE relpersistence = 't'")]
        assert {name: await tx.value(f"SELECT count(*) FROM {name}") for name in tables} == dict.fromkeys(tables, 0)
