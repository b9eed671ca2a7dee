from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import orjson
import pytest

from hub.app import create_executor
from hub.config import Settings
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RequestError
from hub.store import Database
from hub.web.selections import facet_parameters, selected
from schema.kinds import EVENT, KIND_BY_NAME, KINDS, NEWS_ITEM, ORGANISATION, PRODUCT, Kind

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
TODAY = date(2026, 6, 1)


@pytest.fixture
async def executor(seeded_file: Path) -> AsyncIterator[Executor]:
    database = Database(f"sqlite+aiosqlite:///{seeded_file}")
    yield create_executor(database, Settings(database_url=database.url.render_as_string()))
    await database.dispose()


async def listed(executor: Executor, kind: Kind, *stated: tuple[str, str], fields: str = "totalCount") -> dict:
    document = f"""query ($where: {kind.graphql}Where, $search: String, $orderBy: [{kind.graphql}Order!],
        $first: Int, $after: String, $last: Int, $before: String) {{ list: {kind.plural}(
        where: $where, search: $search, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before
        ) {{ {fields} }} }}"""
    variables = selected(kind, stated, TODAY).variables()
    body = orjson.loads((await executor.execute(Operation(document, variables=variables))).body)
    return body["data"]["list"] if "data" in body else body


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_each_bucket_of_each_facet_is_a_list_of_its_count(executor, kind):
    for parameter in facet_parameters(kind).values():
        fields = f"facets(fields: [{parameter.facet}], first: 2) {{ field buckets {{ value count }} }}"
        [facet] = (await listed(executor, kind, fields=fields))["facets"]
        assert facet["field"] == parameter.field
        for bucket in facet["buckets"]:
            pair = (parameter.name, parameter.value(bucket["value"]))
            assert await listed(executor, kind, pair) == {"totalCount": bucket["count"]}, pair


async def test_each_year_is_the_list_of_its_group(executor):
    for kind, field in ((NEWS_ITEM, "PUBLISHED_YEAR"), (EVENT, "STARTS_AT_YEAR"), (ORGANISATION, "FOUNDED_YEAR")):
        fields = f"groupBy(fields: [{field}], first: 4) {{ groups {{ count keys {{ value }} }} }}"
        for group in (await listed(executor, kind, fields=fields))["groupBy"]["groups"]:
            year = ("year", group["keys"][0]["value"])
            assert await listed(executor, kind, year) == {"totalCount": group["count"]}, (kind.name, year)


async def test_events_are_coming_or_past_and_never_both(executor):
    every, coming, past, lately = [
        (await listed(executor, EVENT, *pairs))["totalCount"]
        for pairs in ([], [("when", "coming")], [("when", "past")], [("when", "past"), ("from", "2026-06-01")])
    ]
    asked = "{ events(where: { startsAt: { isNull: true } }, first: 0) { totalCount } }"
    undated = orjson.loads((await executor.execute(Operation(asked))).body)["data"]["events"]["totalCount"]
    assert every == coming + past + undated
    assert coming > 0 < past
    assert undated > 0
    assert lately == 0


async def test_values_of_a_parameter_are_alternatives_and_parameters_all_hold(executor):
    async def count(*pairs: tuple[str, str]) -> int:
        return (await listed(executor, ORGANISATION, *pairs))["totalCount"]

    danish, french = ("country", "DK"), ("country", "FR")
    assert await count(danish, french) == await count(danish) + await count(french)
    assert await count(danish, french, ("has", "ospos")) < await count(danish, french)
    assert 0 < await count(danish, ("used-products.network", "os2")) <= await count(danish)
    assert await count(("used-products", "os2mo")) > 0


async def test_sorts_are_fields_and_equals_come_by_name(executor):
    async def names(*pairs: tuple[str, str]) -> list[str]:
        return [node["name"] for node in (await listed(executor, PRODUCT, *pairs, fields="nodes { name }"))["nodes"]]

    assert await names(("sort", "name")) == (await names(("sort", "name"), ("lang", "da")))
    assert await names(("sort", "-name")) != await names(("sort", "name"))
    assert await names(("sort", "-users-count")) != await names()
    assert (await names(("q", "os2mo")))[0] == "OS2mo"


@pytest.mark.parametrize(
    ("kind", "pair", "hint"),
    [
        ("organisation", ("contry", "DK"), "Did you mean country?"),
        ("organisation", ("when", "coming"), "/docs/pages lists what addresses take."),
        ("organisation", ("has", "ospoes"), "Did you mean ospos?"),
        ("event", ("when", "comming"), "Did you mean coming?"),
        ("event", ("year", "26"), "Write it as 2026."),
        ("event", ("from", "soon"), "Write it as 2026-05-31."),
        ("organisation", ("country", "Nowhereland"), "Write the code of the country, such as DK."),
        ("organisation", ("type", "locl"), "Did you mean local?"),
        ("organisation", ("sort", "-nam"), "Did you mean name?"),
        ("product", ("users.country", "X"), "Write the code of the country, such as DK."),
    ],
)
def test_a_bad_address_is_told_with_a_hint(kind, pair, hint):
    with pytest.raises(RequestError) as refusal:
        selected(KIND_BY_NAME[kind], [pair], TODAY).variables()
    assert hint in refusal.value.extensions["hint"]


@pytest.mark.parametrize("pair", [("network", "osr"), ("after", "x"), ("sort", "relevance")])
async def test_the_graph_refuses_values_that_it_does_not_know(executor, pair):
    [error, *_] = (await listed(executor, ORGANISATION, pair))["errors"]
    assert error["extensions"]["code"] in {"BAD_USER_INPUT", "INVALID_CURSOR", "INVALID_ORDER"}


def test_choosing_and_dropping_start_from_the_first_page():
    selection = selected(NEWS_ITEM, [("topic", "EUPL"), ("after", "x"), ("q", " mo "), ("sort", "name")], TODAY)
    assert selection.pairs == (("q", "mo"), ("topic", "EUPL"), ("sort", "name"))
    more = selection.choosing("topic", "health")
    assert more.values("topic") == ("EUPL", "health")
    assert not more.after
    assert more.dropping("topic", "EUPL").values("topic") == ("health",)
    assert more.dropping("topic").pairs == (("q", "mo"), ("sort", "name"))
    assert selected(NEWS_ITEM, more.pairs, TODAY) == more
