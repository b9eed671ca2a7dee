"""Which entity an id, slug, address or identifier means: all root fields agree."""

import json
from typing import Any

import pytest

from hub.app import create_executor
from hub.config import Settings
from hub.load import load
from hub.plan.execution import Operation
from hub.store import Database

PAGE = "https://shared.example/open-source"
BODY = {"key": "town", "name": "Sharing Town", "url": PAGE}
OFFICE = {"key": "office", "name": "Open Source Office of Sharing Town", "url": PAGE}
WAYS = [
    'url: "https://shared.example/open-source"',
    'identifier: {scheme: "homepage", value: "shared.example/open-source"}',
]


@pytest.mark.parametrize("way", WAYS)
async def test_a_page_of_a_body_and_its_office_means_the_body_wherever_no_kind_is_named(
    store: Database, seeds: Any, way: str
) -> None:
    await load(store, seeds.write("os2", {"organisation": [BODY], "ospo": [OFFICE]}))
    executor = create_executor(store, Settings())

    async def ask(document: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads((await executor.execute(Operation(document))).body)
        assert "errors" not in answer, answer
        data: dict[str, Any] = answer["data"]
        return data

    answer = await ask(
        f"{{ organisation(by: {{{way}}}) {{ id }} ospo(by: {{{way}}}) {{ id }} lookup(by: [{{{way}}}]) {{ id }} "
        f"offices: lookup(by: [{{{way}}}], kinds: [OSPO]) {{ id }} path(from: {{{way}}}, to: {{{way}}}) "
        f"{{ start {{ id }} }} neighbours(of: {{{way}}}) {{ totalCount }} }}"
    )
    body, office = answer["organisation"], answer["ospo"]
    assert body["id"].startswith("org_")
    assert office["id"].startswith("ospo_")
    assert answer["lookup"] == [body]
    assert answer["offices"] == [office]
    assert answer["path"] == {"start": body}
    assert answer["neighbours"] == {"totalCount": 0}
    representations = ", ".join(f'{{__typename: "{name}", url: "{PAGE}"}}' for name in ("Organisation", "Ospo"))
    entities = await ask(
        f"{{ _entities(representations: [{representations}]) {{ ... on Organisation {{ id }} ... on Ospo {{ id }} }} }}"
    )
    assert entities["_entities"] == [body, office]
