"""`_entities` and `_service`: what gateways ask of a subgraph, answered by one statement
however many things they name.
"""

import pytest
from graphql import build_schema, parse, print_ast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.load import load
from hub.plan.execution import Operation
from hub.plan.roots.subgraph_roots import MOST_REPRESENTATIONS
from schema.graphql.subgraph_sdl import subgraph_sdl
from schema.kinds import KINDS
from tests.hub.plan.conftest import asking, executor_on

ENTITIES = """query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Organisation { id name }
    ... on Ospo { id name }
    ... on Product { id name users(first: 2) { totalCount nodes { name } } }
    ... on Event { id name }
    ... on NewsItem { id name }
  }
}"""
KEYS_OF_ALL = " ".join(f"{kind.plural}(first: 30) {{ nodes {{ id slug url }} }}" for kind in KINDS)
PARIS = {"__typename": "Organisation", "slug": "city-of-paris"}


async def representations(ask, *keys):
    """Of the first entities of each kind, by the keys given: (type, id, representation)."""
    found = (await ask(f"{{ {KEYS_OF_ALL} }}"))["data"]
    return [
        (kind.graphql, node["id"], {"__typename": kind.graphql, key: node[key]})
        for kind in KINDS
        for place, node in enumerate(found[kind.plural]["nodes"])
        if (key := keys[place % len(keys)]) and node[key] is not None
    ]


async def test_entities_are_those_of_nodes_whatever_key_names_them(ask):
    known = await representations(ask, "id", "slug")
    found = (await ask(ENTITIES, representations=[stated for _, _, stated in known]))["data"]["_entities"]
    assert [(entity["__typename"], entity["id"]) for entity in found] == [(name, id_) for name, id_, _ in known]
    products = [id_ for name, id_, _ in known if name == "Product"]
    nodes = (
        "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Product { id name users(first: 2) { totalCount"
        " nodes { name } } } } }"
    )
    assert [one for one in found if one["__typename"] == "Product"] == (await ask(nodes, ids=products))["data"]["nodes"]


async def test_an_address_names_the_one_entity_of_its_type_that_has_it(ask):
    known = await representations(ask, "url")
    found = (await ask(ENTITIES, representations=[stated for _, _, stated in known]))["data"]["_entities"]
    several = 0
    for (name, id_, stated), entity in zip(known, found, strict=True):
        one = next(kind.singular for kind in KINDS if kind.graphql == name)
        looked_up = await ask(
            f"query ($url: URL!) {{ {one}(by: {{url: $url}}) {{ __typename id }} }}", url=stated["url"]
        )
        if "errors" in looked_up:
            several += 1
            assert looked_up["errors"][0]["extensions"]["code"] == "AMBIGUOUS"
            assert entity is None
        else:
            assert entity["id"] == looked_up["data"][one]["id"] == id_
    assert several < len(known) / 10


async def test_order_and_duplicates_are_kept_and_what_is_unknown_is_null(ask):
    known = [stated for _, _, stated in await representations(ask, "slug")]
    unknown = [
        {"__typename": "Organisation", "id": "org_nobody"},
        {"__typename": "Organisation", "slug": "nobody"},
        {"__typename": "Organisation", "url": "https://nobody.example"},
        {"__typename": "Organisation", "url": None},
        {"__typename": "Organisation", "slug": "a\x00\ud800b"},
    ]
    mixed = [known[3], unknown[0], known[0], unknown[1], known[3], unknown[2], *unknown[3:], known[0]]
    found = (await ask(ENTITIES, representations=mixed))["data"]["_entities"]
    assert [entity is None for entity in found] == [stated in unknown for stated in mixed]
    assert found[0] == found[4]
    assert found[2] == found[-1] != found[0]


async def test_the_id_of_another_type_never_gives_an_object(ask):
    known = await representations(ask, "id")
    swapped = [
        stated | {"__typename": other.graphql} for name, _, stated in known for other in KINDS if other.graphql != name
    ]
    assert (await ask(ENTITIES, representations=swapped))["data"]["_entities"] == [None] * len(swapped)
    networks = [{"__typename": kind.graphql, "id": id_} for kind in KINDS for id_ in ("net_os2", "load_1", "rec_org_a")]
    assert set((await ask(ENTITIES, representations=networks))["data"]["_entities"]) == {None}


async def test_both_databases_answer_alike(store, seeds):
    shared = {"name": "One of two", "url": "https://two.example"}
    rows = [{"key": "a", "name": "Alone", "url": "https://alone.example"}, {"key": "b", **shared}]
    await load(store, seeds.write("first", {"organisation": rows, "event": [{"key": "c", **shared}]}))
    ask = asking(executor_on(store))
    [alone, two] = (await ask("{ organisations { nodes { id slug name } } }"))["data"]["organisations"]["nodes"]
    named = [{"id": two["id"]}, {"slug": alone["slug"]}, {"url": "http://www.alone.example/"}, {"url": shared["url"]}]
    stated = [{"__typename": "Organisation", **key} for key in (*named, {"id": "org_x"}, {"slug": "x"}, {"url": "x"})]
    found = (await ask(ENTITIES, representations=stated))["data"]["_entities"]
    assert [entity and entity["id"] for entity in found] == [
        two["id"],
        alone["id"],
        alone["id"],
        two["id"],
        *[None] * 3,
    ]


async def test_the_surest_of_several_keys_decides(ask):
    [(_, id_, stated), *_] = await representations(ask, "id")
    both = stated | {"slug": "something-else", "url": "https://nobody.example", "name": "of no importance"}
    nothing = stated | {"id": None, "slug": None}
    found = (await ask(ENTITIES, representations=[both, nothing]))["data"]["_entities"]
    assert [found[0]["id"], found[1]] == [id_, None]


@pytest.mark.parametrize(
    ("representation", "told"),
    [
        ("Paris", "Expected an object with __typename"),
        ({"id": "org_x"}, "Expected an object with __typename"),
        ({"__typename": 3, "id": "org_x"}, "Expected an object with __typename"),
        ({"__typename": "Organization", "id": "org_x"}, "There is no type with keys 'Organization'."),
        ({"__typename": "Network", "id": "net_os2"}, "There is no type with keys 'Network'."),
        ({"__typename": "Organisation"}, "needs one of its keys, as text: id, slug, url"),
        ({"__typename": "Organisation", "name": "Paris"}, "needs one of its keys"),
        ({"__typename": "Organisation", "id": 3}, "needs one of its keys"),
        ({"__typename": "Organisation", "slug": ["paris"]}, "needs one of its keys"),
        (None, "not to be None"),
    ],
)
async def test_what_is_no_representation_is_told(ask, representation, told):
    answer = await ask(ENTITIES, representations=[PARIS, representation])
    [error] = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert told in error["message"]
    assert error["extensions"]["hint"]


async def test_representations_may_stand_in_the_document_with_variables_in_them(ask):
    document = (
        'query ($slug: String) { _entities(representations: [{__typename: "Organisation", slug: $slug}, {__typename:'
        ' "Ospo", id: "x"}]) { ... on Organisation { slug } } }'
    )
    assert (await ask(document, slug="paris"))["data"] == (await ask(document, slug="paris"))["data"]
    [(_, _, stated), *_] = await representations(ask, "slug")
    assert (await ask(document, slug=stated["slug"]))["data"] == {"_entities": [{"slug": stated["slug"]}, None]}
    assert (await ask(document))["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_thousand_representations_are_one_statement_and_more_are_refused(two_networks):
    executor = executor_on(two_networks)
    representation = {"__typename": "Product", "url": "https://github.com/OS2mo/os2mo"}
    for number in (1, 2, MOST_REPRESENTATIONS):
        many = Operation(ENTITIES, variables={"representations": [representation, PARIS] * number})
        many.variables["representations"][number:] = []
        await executor.execute(many)
        before = two_networks.queries
        answer = await executor.execute(many)
        assert answer.executed
        assert two_networks.queries == before + 2 - 1
    many.variables["representations"].append(PARIS)
    assert (await executor.execute(many)).code == "BAD_USER_INPUT"
    assert len(executor._plans) == 1


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
async def test_whatever_a_gateway_sends_is_answered_or_refused_in_words_of_ours(two_networks_url, data):
    from hub.store import Database

    anything = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["__typename", "id", "slug", "url", "x"]), inner, max_size=3)
        ),
        max_leaves=8,
    )
    named = st.fixed_dictionaries(
        {"__typename": st.sampled_from([kind.graphql for kind in KINDS])},
        optional={"id": anything, "slug": anything, "url": anything},
    )
    many = data.draw(st.lists(named | anything, max_size=5))
    async with Database(two_networks_url) as database:
        answer = await executor_on(database).execute(Operation(ENTITIES, variables={"representations": many}))
        assert answer.code in {None, "BAD_USER_INPUT"}
        assert answer.executed == (answer.code is None)


async def test_the_sdl_for_gateways_is_the_schema_with_keys_and_without_what_every_gateway_adds(ask):
    told = (await ask("{ _service { sdl } }"))["data"]["_service"]["sdl"]
    assert told == subgraph_sdl()
    assert told.startswith('extend schema @link(url: "https://specs.apollo.dev/federation/v2.7"')
    assert not {"_service", "_entities", "_Any", "_Entity", "_Service"} & set(told.replace("(", " ").split())
    types = {node.name.value: node for node in parse(told).definitions if getattr(node, "name", None)}
    for kind in KINDS:
        keys = [directive.arguments[0].value.value for directive in types[kind.graphql].directives]
        assert keys == ["id", "slug", "url"]
    shareable = {field.name.value for field in types["Query"].fields if "@shareable" in print_ast(field)}
    assert shareable == {"node", "nodes"}
    assert [d.name.value for d in types["PageInfo"].directives] == ["shareable"]


def test_the_schema_of_clients_has_no_directive_of_gateways():
    from schema.graphql import sdl

    assert "@key" not in sdl()
    assert build_schema(sdl()).get_type("_Entity").description
