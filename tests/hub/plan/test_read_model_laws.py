"""What read models answer is what the whole kind would: over random stores, lists are the same with
their ranges and without.
"""

import json
from contextlib import closing
from dataclasses import replace
from typing import Any

from graphql import OperationDefinitionNode, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.derive.entities.composing import compose
from hub.derive.entities.merge_policy import Member
from hub.plan.lists.connections import connection_query
from hub.plan.roots.entity_roots import entity_rows
from hub.plan.selection import Collector
from hub.plan.sql.compiler import Compiler
from hub.plan.sql.json_dialects import DIALECTS
from schema.graphql import SCHEMA
from schema.kinds import KIND_BY_NAME
from tests.hub.plan.small_stores import store

NETWORKS, COUNTRIES, LICENCES = ("north", "south"), ("DK", "SE"), ("MIT", "EUPL-1.2")
ORGANISATIONS, PRODUCTS = range(4), range(5)
CONDITIONS = [
    "countries: {eq: DK}",
    "countries: {in: [DK, SE]}",
    'city: {eq: "Town 0"}',
    'networks: {eq: "north"}',
    'maintainedProducts: {some: {licence: {eq: "MIT"}}}',
    'maintainedProducts: {some: {slug: {in: ["product-1", "product-2"]}, networks: {eq: "south"}}}',
    'maintainedProducts: {some: {licence: {eq: "MIT"}}, none: {networks: {eq: "south"}}}',
    'usedProducts: {some: {id: {eq: "prod_0"}}}',
    "usedProducts: {some: {}}",
    "usedProducts: {some: {}, none: {licence: {isNull: true}}}",
    "usedProducts: {count: {gte: 1}}",
    "usedProducts: {count: {gt: 0}}",
    "usedProducts: {count: {gte: 0}}",
    "usedProducts: {count: {gt: -1}}",
    "usedProducts: {count: {eq: 0}}",
    "usedProducts: {count: {eq: 1}}",
    "usedProducts: {count: {lte: 1}}",
    "usedProducts: {count: {ne: 0}}",
    "usedProducts: {countryCount: {gte: 1}}",
    'usedProducts: {count: {gte: 1}, edge: {networks: {eq: "north"}}}',
    "usedProducts: {none: {}}",
    'or: [{countries: {eq: DK}}, {city: {eq: "Town 1"}}]',
    "not: {countries: {eq: SE}}",
    'and: [{countries: {eq: SE}}, {usedProducts: {some: {licence: {in: ["MIT", "EUPL-1.2"]}}}}]',
]
ORDERS = (
    "",
    "orderBy: [{field: NAME, direction: DESC}]",
    "orderBy: [{field: NETWORK_COUNT, direction: DESC}, {field: NAME}]",
)
SHOWN = """{ totalCount nodes { id } pageInfo { hasNextPage } facets(fields: [COUNTRIES, CITY, NETWORKS]) { field missing otherCount buckets { value count } }
  groupBy(fields: [COUNTRIES]) { totalCount missing groups { count keys { value } } } }"""

one = st.sampled_from(CONDITIONS)
conditions = st.one_of(one, st.tuples(one, one).map(lambda both: "and: [{{{}}}, {{{}}}]".format(*both)))
networks_of = st.sets(st.sampled_from(NETWORKS), min_size=1).map(sorted)
organisation = st.fixed_dictionaries(
    {"networks": networks_of},
    optional={
        "countries": st.lists(st.sampled_from(COUNTRIES), unique=True),
        "city": st.sampled_from(["Town 0", "Town 1"]),
    },
)
product = st.fixed_dictionaries({"networks": networks_of}, optional={"licence": st.sampled_from(LICENCES)})
edge = st.tuples(st.sampled_from(["maintains", "uses"]), st.sampled_from(ORGANISATIONS), st.sampled_from(PRODUCTS))
stores = st.fixed_dictionaries(
    {
        "organisations": st.lists(organisation, min_size=len(ORGANISATIONS), max_size=len(ORGANISATIONS)),
        "products": st.lists(product, min_size=len(PRODUCTS), max_size=len(PRODUCTS)),
        "edges": st.sets(edge),
    }
)


def composed(prefix: str, title: str, stated: list[dict[str, Any]]) -> list[Any]:
    """An entity for each of what is stated, with a record of each of its networks."""
    made = []
    for i, values in enumerate(stated):
        fields = {"name": f"{title} {i}"} | {name: value for name, value in values.items() if name != "networks"}
        id_ = f"{prefix}_{i}"
        made.append(compose([Member(id_, network, fields, id_) for network in values["networks"]], {}))
    return made


def answers(connection: Any, where: str, order: str, first: int) -> list[Any]:
    """What a list says that is read by ranges, and what it says when the whole kind is read."""
    text = f"{{ organisations(first: {first}, where: {{{where}}} {order}) {SHOWN} }}"
    document = parse(text)
    operation = next(node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    [field] = Collector(SCHEMA, document, {}).operation(operation)
    found = []
    for by_ranges in (True, False):
        c = Compiler(DIALECTS["sqlite"], "http://hub.example/")
        rows = entity_rows(c, KIND_BY_NAME["organisation"], field.arguments)
        sql = c.complete(connection_query(c, rows if by_ranges else replace(rows, kind=None, is_sorted=False), field))
        values = c.parameters.bind({}, {"largest_page": 100, "now": "2026-01-01T00:00:00Z", "languages": None})
        found.append(json.loads(connection.execute(sql, values).fetchone()[0]))
    return found


@settings(max_examples=10, deadline=None)
@given(
    stores,
    st.lists(st.tuples(conditions, st.sampled_from(ORDERS), st.integers(1, 5)), min_size=8, max_size=12),
)
def test_lists_by_ranges_are_lists_of_the_whole_kind(made: Any, asked: Any) -> None:
    things = composed("org", "Body", made["organisations"]) + composed("prod", "Product", made["products"])
    edges = [(predicate, f"org_{one}", f"prod_{other}") for predicate, one, other in sorted(made["edges"])]
    engine = store(things, edges, NETWORKS)
    with closing(engine.raw_connection()) as connection:
        for where, order, first in asked:
            by_ranges, whole = answers(connection.driver_connection, where, order, first)
            assert by_ranges == whole, (where, order)
    engine.dispose()
