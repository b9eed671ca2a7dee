"""What follows from others counts by default, is marked as such, and can be left out."""

from tests.hub.plan.test_reading import data

LISTS = """query($derived: Boolean) {
  products(where: {countries: {eq: "IT"}}, includeDerived: $derived, first: 100) {
    totalCount
    facets(fields: [COUNTRIES], first: 100) { buckets { value count } missing }
    nodes { countries provenance(fields: ["countries"]) { rule value derivedFrom { id name field } record { id } } }
  }
}"""


def count_of(found, value):
    return next(bucket["count"] for bucket in found["facets"][0]["buckets"] if bucket["value"] == value)


async def test_lists_facets_and_answers_agree_on_what_counts(ask):
    both = (await data(ask, LISTS))["products"]
    stated = (await data(ask, LISTS, derived=False))["products"]
    assert both["totalCount"] > stated["totalCount"]
    assert both["facets"][0]["missing"] < stated["facets"][0]["missing"]
    for found in (both, stated):
        assert count_of(found, "IT") == found["totalCount"]
        assert all("IT" in node["countries"] for node in found["nodes"])


async def test_a_derived_value_says_what_it_follows_from(ask):
    nodes = (await data(ask, LISTS))["products"]["nodes"]
    origins = [one for node in nodes for one in node["provenance"] if one["rule"] == "DERIVED"]
    assert origins
    for one in origins:
        assert one["record"] is None
        assert all(source["name"] and source["field"] in {"countries", "country"} for source in one["derivedFrom"])
        for source in one["derivedFrom"]:
            found = (await data(ask, "query($id: ID!) { node(id: $id) { id } }", id=source["id"]))["node"]
            assert found["id"] == source["id"]


async def test_an_archetype_follows_from_the_type_of_the_organisation(ask):
    query = "query($d: Boolean) { ospos(where: {archetype: {eq: LOCAL}}, includeDerived: $d) { totalCount } }"
    both, stated = await data(ask, query), await data(ask, query, d=False)
    assert both["ospos"]["totalCount"] > stated["ospos"]["totalCount"]
