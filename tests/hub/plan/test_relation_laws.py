"""Laws of relations over random stores, on both databases: they list and count things, from
both ends, in every order.
"""

import random
from collections import Counter
from typing import Any

import pytest

from hub.load import load
from hub.store import Database
from hub.store.dump import dump
from schema.values.folding import fold
from tests.hub.plan.conftest import asking, executor_on

NAMES = ("Aarhus", "Odense", "Ballerup", "Syddjurs", "Roskilde")
KEYS = ("a0", "a1", "a2", "a3", "a4", "gone")
ROLES = (None, "Pilot", "pilot", "customer")
DATES = (None, "2015", "2015-03", "2016-01-01")
ORDERS = ("NAME", "SINCE", "UNTIL")


def rows(chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    """Organisations that several networks state alike, and products that many of them use: by key,
    by label, or none of them.
    """
    users = [
        {
            "label": chance.choice((*NAMES, "Nowhere", "nowhere")),
            "role": chance.choice(ROLES),
            "since": chance.choice(DATES),
        }
        for _ in range(8)
    ] + [{"key": key, "role": chance.choice(ROLES), "since": chance.choice(DATES)} for key in KEYS]
    return {
        "organisation": [{"key": f"a{i}", "name": name, "countries": ["DK"]} for i, name in enumerate(NAMES)],
        "product": [
            {"key": key, "name": key, "repository": f"https://github.com/x/{key}", "to:users": chance.sample(users, 12)}
            for key in ("p", "q")
        ],
    }


@pytest.fixture(params=range(2))
async def related(request: pytest.FixtureRequest, store: Database, seeds: Any) -> tuple[Database, Any]:
    chance = random.Random(request.param)  # noqa: S311 - a reproducible store, no secret
    folders = [seeds.write(network, rows(chance)) for network in ("alpha", "beta")]
    for folder in folders:
        await load(store, folder)
    return store, folders


LIST = """query($f: Int, $a: String, $l: Int, $b: String, $w: ID!) { product(by: {id: $w}) {
    users(first: $f, after: $a, last: $l, before: $b, orderBy: [{field: ORDER, direction: DIRECTION}], roles: ROLES, edge: EDGE) {
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor roles networks { slug } statements { role } node { id } } unresolved { totalCount nodes { label key } } } } }"""


def listing(order: str, direction: str, roles: str = "null", edge: str = "null") -> str:
    return (
        LIST.replace("ORDER,", f"{order},")
        .replace("DIRECTION", direction)
        .replace("ROLES", roles)
        .replace("EDGE", edge)
    )


async def walked(ask: Any, document: str, product: str, *, backward: bool) -> tuple[int, list[str]]:
    """The count and all nodes over pages of two, as long as a page says that there are more.

    Each says where it starts and ends.
    """
    nodes: list[str] = []
    cursor, count, is_more = None, 0, True
    while is_more:
        page = {"l": 2, "b": cursor} if backward else {"f": 2, "a": cursor}
        found = (await ask(document, w=product, **page))["data"]["product"]["users"]
        count, info, cursors = found["totalCount"], found["pageInfo"], [edge["cursor"] for edge in found["edges"]]
        assert bool(cursors) is bool(count)
        assert (info["startCursor"], info["endCursor"]) == ((cursors[0], cursors[-1]) if cursors else (None, None))
        is_more = info["hasPreviousPage" if backward else "hasNextPage"]
        assert info["hasNextPage" if backward else "hasPreviousPage"] is (cursor is not None)
        ids = [edge["node"]["id"] for edge in found["edges"]]
        nodes = [*ids, *nodes] if backward else [*nodes, *ids]
        cursor = cursors[0 if backward else -1] if cursors else None
    return count, nodes


async def products(ask: Any, where: str = "{}") -> list[str]:
    found = await ask(f"{{ products(where: {where}) {{ nodes {{ id }} }} }}")
    return [node["id"] for node in found["data"]["products"]["nodes"]]


async def test_a_list_counts_the_distinct_things_that_all_its_pages_show(related: Any) -> None:
    ask = asking(executor_on(related[0]))
    for product in await products(ask):
        for order, direction in zip(ORDERS, ("ASC", "DESC", "ASC"), strict=True):
            forward = await walked(ask, listing(order, direction), product, backward=False)
            backward = await walked(ask, listing(order, direction), product, backward=True)
            assert forward == backward
            assert forward[0] == len(set(forward[1])) == len(forward[1]) > 2


@pytest.mark.parametrize(("roles", "edge"), [("null", "{}"), ('["PILOT"]', "{}"), ("null", '{activeOn: "2015-03-01"}')])
async def test_a_count_condition_equals_what_the_list_counts(related: Any, roles: str, edge: str) -> None:
    ask = asking(executor_on(related[0]))
    for product in await products(ask):
        count, _ = await walked(ask, listing("NAME", "ASC", roles, edge), product, backward=False)
        for wanted, is_met in ((count, True), (count + 1, False)):
            found = await products(ask, f"{{users: {{count: {{eq: {wanted}}}, roles: {roles}, edge: {edge}}}}}")
            assert (product in found) is is_met


async def test_both_directions_of_a_predicate_agree(related: Any) -> None:
    ask = asking(executor_on(related[0]))
    users = (await ask("{ products { nodes { id users(first: 100) { nodes { id } } } } }"))["data"]["products"]
    used = (await ask("{ organisations { nodes { id usedProducts(first: 100) { nodes { id } } } } }"))["data"][
        "organisations"
    ]
    inward = {(user["id"], node["id"]) for node in users["nodes"] for user in node["users"]["nodes"]}
    outward = {(node["id"], product["id"]) for node in used["nodes"] for product in node["usedProducts"]["nodes"]}
    assert inward == outward != set()


async def test_edges_have_each_role_once_and_ends_that_are_not_there_are_apart(related: Any) -> None:
    ask = asking(executor_on(related[0]))
    for product in await products(ask):
        listed = (await ask(listing("NAME", "ASC"), w=product, f=100))["data"]["product"]["users"]
        for edge in listed["edges"]:
            folded = [role.lower() for role in edge["roles"]]
            assert folded == sorted({said["role"].lower() for said in edge["statements"] if said["role"]})
        labels = [end["label"] for end in listed["unresolved"]["nodes"]]
        assert listed["unresolved"]["totalCount"] == len(labels) == len({(label or "").lower() for label in labels})


async def test_neither_the_order_of_loads_nor_a_second_load_changes_a_row(related: Any, tmp_path: Any) -> None:
    store, folders = related
    lines = [line async for line in dump(store)]
    async with Database(f"sqlite:///{tmp_path / 'other.db'}") as other:
        for folder in folders[::-1]:
            await load(other, folder)
        assert [line async for line in dump(other)] == lines
    reports = [await load(store, folder) for folder in folders]
    assert [report.revision for report in reports] == [2, 2]
    assert [line async for line in dump(store)] == lines


async def listed(ask: Any) -> dict[str, set[str]]:
    """The ids of the users of each product, as its list shows them."""
    found = await ask("{ products { nodes { id users(first: 100) { nodes { id } } } } }")
    return {node["id"]: {user["id"] for user in node["users"]["nodes"]} for node in found["data"]["products"]["nodes"]}


async def test_quantifiers_over_users_mean_what_the_lists_show(related: Any) -> None:
    ask = asking(executor_on(related[0]))
    users_of = await listed(ask)
    found = await ask("{ organisations { nodes { id name } } }")
    for organisation in found["data"]["organisations"]["nodes"]:
        one = f'{{name: {{eq: "{organisation["name"]}"}}}}'
        using = {product for product, users in users_of.items() if organisation["id"] in users}
        alone = {product for product, users in users_of.items() if users <= {organisation["id"]}}
        assert set(await products(ask, f"{{users: {{some: {one}}}}}")) == using
        assert set(await products(ask, f"{{users: {{none: {one}}}}}")) == set(users_of) - using
        assert set(await products(ask, f"{{users: {{every: {one}}}}}")) == alone
        assert set(await products(ask, f"{{users: {{every: {{not: {one}}}}}}}")) == set(users_of) - using


async def test_quantifiers_from_the_other_direction_agree(related: Any) -> None:
    ask = asking(executor_on(related[0]))
    users_of = await listed(ask)
    everyone = await organisations(ask, "{}")
    for product, users in users_of.items():
        one = f'{{id: {{eq: "{product}"}}}}'
        used = {user: {other for other, its in users_of.items() if user in its} for user in everyone}
        assert await organisations(ask, f"{{usedProducts: {{some: {one}}}}}") == users
        assert await organisations(ask, f"{{usedProducts: {{none: {one}}}}}") == everyone - users
        only = {user for user in everyone if used[user] <= {product}}
        assert await organisations(ask, f"{{usedProducts: {{every: {one}}}}}") == only
        for count in range(len(users_of) + 1):
            as_many = {user for user in everyone if len(used[user]) == count}
            assert await organisations(ask, f"{{usedProducts: {{count: {{eq: {count}}}}}}}") == as_many


async def organisations(ask: Any, where: str) -> set[str]:
    found = await ask(f"{{ organisations(where: {where}) {{ nodes {{ id }} }} }}")
    return {node["id"] for node in found["data"]["organisations"]["nodes"]}


async def test_groups_and_facets_of_a_relation_list_count_its_edges(related: Any) -> None:
    ask = asking(executor_on(related[0]))
    found = await ask("""{ products { nodes { users(first: 100, edge: {since: {gte: "2015-01-01"}}) {
        edges { roles since node { name } }
        facets(fields: [ROLES, KIND, COUNTRIES], first: 100) { field buckets { value count } missing }
        groupBy(fields: [ROLES, SINCE_YEAR], first: 100) { totalCount missing groups { count keys { value } } }
        kinds: groupBy(fields: [KIND]) { groups { count keys { value label } } } } } } }""")
    for product in found["data"]["products"]["nodes"]:
        users = product["users"]
        pairs = Counter((fold(role), edge["since"][:4]) for edge in users["edges"] for role in edge["roles"])
        groups = users["groupBy"]["groups"]
        assert Counter({tuple(key["value"] for key in one["keys"]): one["count"] for one in groups}) == pairs
        assert users["groupBy"]["totalCount"] == len(pairs)
        assert users["groupBy"]["missing"] == sum(not edge["roles"] for edge in users["edges"])
        roles, kinds, countries = users["facets"]
        folded = Counter(fold(role) for edge in users["edges"] for role in edge["roles"])
        assert {one["value"]: one["count"] for one in roles["buckets"]} == folded
        total = len(users["edges"])
        assert kinds["buckets"] == [{"value": "ORGANISATION", "count": total}][:total]
        assert countries["buckets"] == [{"value": "DK", "count": total}][:total]
        keys = [{"value": "ORGANISATION", "label": "organisation"}]
        assert users["kinds"]["groups"] == [{"count": total, "keys": keys}][:total]


async def test_neighbours_show_the_first_500_relations_and_count_all(store: Database, seeds: Any) -> None:
    users = [{"key": f"o{i:02}"} for i in range(24)]
    folder = seeds.write(
        "dense",
        {
            "organisation": [{"key": user["key"], "name": f"Body {user['key']}"} for user in users],
            "product": [{"key": f"p{i:02}", "name": f"Product {i:02}", "to:users": users} for i in range(24)],
        },
    )
    await load(store, folder)
    ask = asking(executor_on(store))
    found = await ask("""{ neighbours(of: {slug: "body-o00"}, depth: 2, first: 100) {
        totalCount edgeCount nodes { node { id } } edges { subject { name } object { name } predicate } } }""")
    near = found["data"]["neighbours"]
    assert (near["totalCount"], len(near["nodes"]), near["edgeCount"], len(near["edges"])) == (47, 47, 576, 500)
    shown = [(edge["subject"]["name"], edge["object"]["name"]) for edge in near["edges"]]
    every = [(f"Body o{i:02}", f"Product {j:02}") for i in range(24) for j in range(24)]
    assert shown == every[:500]
