"""The hub and a small second subgraph, composed by the composers of Apollo and The Guild and asked
through the gateways of both.
"""

import json
import urllib.request

import pytest

from tests.node_programs import hub_on, printed, running

GATEWAYS = {"apollo": "apollo-gateway.mjs", "hive": "hive-gateway.mjs"}


OFFICE = "https://interoperable-europe.ec.europa.eu/collection/ec-ospo"


@pytest.fixture(scope="module")
def subgraphs(node, two_networks_url):
    with hub_on(two_networks_url) as hub:
        known = asked(f"{hub}/", '{ product(by: {slug: "os2mo"}) { id } }')["product"]["id"]
        keys = {"productId": known, "organisationSlug": "ballerup-kommune", "officeUrl": OFFICE}
        nowhere = dict.fromkeys(keys) | {"productId": "prod_x"}
        stated = [keys, dict.fromkeys(keys), nowhere]
        reviews = [{"id": f"review_{i}", "text": f"Text {i}", **one} for i, one in enumerate(stated)]
        with running(node, "peer.mjs", REVIEWS=reviews) as peer:
            yield [{"name": "hub", "url": f"{hub}/graphql"}, {"name": "reviews", "url": peer}]


@pytest.fixture(scope="module", params=GATEWAYS)
def gateway(request, node, subgraphs):
    with running(node, GATEWAYS[request.param], SUBGRAPHS=subgraphs) as address:
        yield address


def asked(address, query, **variables):
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{address}graphql", body, {"content-type": "application/json"})  # noqa: S310 - of this machine
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        found = json.load(answer)
    assert "errors" not in found, found
    return found["data"]


def test_both_composers_accept_the_hub_alone_and_beside_another_subgraph(node, subgraphs):
    for chosen in (subgraphs[:1], subgraphs):
        for composer, outcome in printed(node, "compose.mjs", SUBGRAPHS=chosen).items():
            assert outcome["errors"] == [], composer
            assert "type Organisation" in outcome["supergraphSdl"]


def test_what_the_other_subgraph_names_is_answered_by_the_hub(gateway):
    query = "{ reviews { edges { node { text product { licence } by { countries } office { countries } } } } }"
    reviews = [edge["node"] for edge in asked(gateway, query)["reviews"]["edges"]]
    assert reviews[0] == {
        "text": "Text 0",
        "product": {"licence": "MPL-2.0"},
        "by": {"countries": ["DK"]},
        "office": {"countries": ["EU"]},
    }
    assert reviews[2]["product"] in (None, {"licence": None})
    assert reviews[1] == {"text": "Text 1", "product": None, "by": None, "office": None}


def test_what_the_hub_lists_is_told_more_of_by_the_other_subgraph(gateway):
    query = '{ organisation(by: {slug: "ballerup-kommune"}) { name reviews { text product { name } } } }'
    told = asked(gateway, query)["organisation"]
    assert told == {"name": "Ballerup Kommune", "reviews": [{"text": "Text 0", "product": {"name": "OS2mo"}}]}
    query = '{ products(search: "os2mo", first: 5) { nodes { name reviews { id } } pageInfo { hasNextPage } } }'
    products = {product["name"]: product["reviews"] for product in asked(gateway, query)["products"]["nodes"]}
    assert products["OS2mo"] == [{"id": "review_0"}]
    query = f'{{ ospo(by: {{url: "{OFFICE}"}}) {{ reviews {{ by {{ name }} }} }} }}'
    assert asked(gateway, query)["ospo"] == {"reviews": [{"by": {"name": "Ballerup Kommune"}}]}
