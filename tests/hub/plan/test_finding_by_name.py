"""Things are found by what they are called, however it is typed."""

from typing import Any

import pytest

from hub.load import load
from hub.store import Database
from tests.hub.plan.conftest import asking, executor_on

NAMES = ("(Zeta) 100%_test", "« Øresund » Region", "Zetabase", "Notes on Zeta and others")


async def named(store: Database, document: str, **variables: Any) -> list[str]:
    found = await asking(executor_on(store))(document, **variables)
    return [node["name"] for node in next(iter(found["data"].values()))["nodes"]]


@pytest.mark.parametrize(
    ("operator", "names"),
    [
        ({"startsWith": "(zeta"}, [NAMES[0]]), ({"contains": "(Zeta)"}, [NAMES[0]]), ({"startsWith": "Zeta"}, [NAMES[0], NAMES[2]]), ({"contains": "100%_"}, [NAMES[0]]),
        ({"startsWith": "«"}, [NAMES[1]]), ({"contains": "« Øresund »"}, [NAMES[1]]), ({"contains": "oresund"}, [NAMES[1]]), ({"startsWith": "%"}, []),
    ],
)  # fmt: skip
async def test_a_name_is_met_with_its_punctuation_and_without(
    store: Database, seeds: Any, operator: dict[str, str], names: list[str]
) -> None:
    await load(
        store, seeds.write("alpha", {"organisation": [{"key": str(i), "name": name} for i, name in enumerate(NAMES)]})
    )
    found = await named(
        store, "query($n: StringFilter) { organisations(where: {name: $n}) { nodes { name } } }", n=operator
    )
    assert sorted(found) == sorted(names)


async def test_what_is_called_just_so_is_found_before_what_has_the_word(store: Database, seeds: Any) -> None:
    bodies = [{"key": str(i), "name": f"OS2 office OS2 {i}"} for i in range(5)] + [
        {"key": "os2", "name": "Offentligt digitaliseringsfællesskab", "acronym": "OS2"}
    ]
    await load(
        store,
        seeds.write(
            "alpha", {"organisation": bodies, "product": [{"key": "m", "name": "OS2mo", "description": "OS2 " * 50}]}
        ),
    )
    assert (await named(store, '{ search(query: "os2") { nodes { name } } }'))[
        0
    ] == "Offentligt digitaliseringsfællesskab"
    assert (await named(store, '{ organisations(search: "OS2") { nodes { name } } }'))[
        0
    ] == "Offentligt digitaliseringsfællesskab"
    assert (await named(store, '{ search(query: "os2MO") { nodes { name } } }'))[0] == "OS2mo"


@pytest.mark.parametrize(
    ("query", "found"), [("ภาษาไทย", 0), ("ภาษา", 0), ("नगरपालिका", 1), ("ภาษี", None), ("काठमाडौ", 1)]
)
async def test_marks_of_a_script_are_part_of_the_word(
    store: Database, seeds: Any, query: str, found: int | None
) -> None:
    names = ("สำนักงาน ภาษาไทย", "काठमाडौं नगरपालिका")
    await load(
        store, seeds.write("alpha", {"organisation": [{"key": str(i), "name": name} for i, name in enumerate(names)]})
    )
    nodes = await named(store, "query($q: String!) { search(query: $q) { nodes { name } } }", q=query)
    assert nodes == ([] if found is None else [names[found]])
