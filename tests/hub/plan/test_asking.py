"""Groups, batch lookups, conditions on ends of several kinds and orders by counts, on the seeds in both databases."""

import importlib.util
import json
from collections import Counter
from pathlib import Path

import pytest

from hub.plan.execution import Operation
from hub.plan.row_fragments import RowFragments
from hub.store import Database
from schema.graphql import SCHEMA
from schema.kinds import KINDS

_spec = importlib.util.spec_from_file_location("plan_conftest", Path(__file__).parent / "conftest.py")
support = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(support)


@pytest.fixture(params=["sqlite", "postgresql"])
def asked_url(request):
    return request.getfixturevalue("seeded_url" if request.param == "sqlite" else "seeded_postgres_url")


@pytest.fixture
async def asked(asked_url):
    """Answers to documents, or their first error."""
    database = Database(asked_url)
    executor = support.executor_on(database, cost=10_000_000)

    async def ask(document, **variables):
        answer = json.loads((await executor.execute(Operation(document, variables=variables))).body)
        if "errors" in answer:
            return answer["errors"][0]
        return answer["data"]

    yield ask
    await database.dispose()


def pairs(grouping):
    return {tuple(key["value"] for key in group["keys"]): group["count"] for group in grouping["groups"]}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_groups_of_a_field_are_its_facet(asked, kind):
    fields = list(SCHEMA.type_map[f"{kind.graphql}FacetField"].values)
    groups = " ".join(
        f"{name}: groupBy(fields: [{name}], first: 100) {{ missing otherCount groups {{ count keys {{ value label }}"
        " } }"
        for name in fields
    )
    facets = (
        f"facets(fields: [{' '.join(fields)}], first: 100) {{ missing otherCount buckets {{ count value label }} }}"
    )
    answer = (await asked(f"{{ {kind.plural} {{ {groups} {facets} }} }}"))[kind.plural]
    for name, facet in zip(fields, answer["facets"], strict=True):
        flat = [{"count": group["count"], **group["keys"][0]} for group in answer[name]["groups"]]
        assert flat == facet["buckets"]
        assert [answer[name][key] for key in ("missing", "otherCount")] == [facet["missing"], facet["otherCount"]]


async def test_two_fields_are_crossed_under_the_conditions_of_the_list(asked):
    document = """{ organisations(first: 100, where: {countries: {in: ["DE", "SE"]}}) {
        totalCount nodes { countries type }
        groupBy(fields: [COUNTRIES, TYPE], first: 100) { totalCount missing otherCount groups { count keys { value } } } } }"""
    answer = (await asked(document))["organisations"]
    met = Counter(
        (country, node["type"]) for node in answer["nodes"] for country in node["countries"] if node["type"] is not None
    )
    assert answer["totalCount"] == len(answer["nodes"]) > 0
    assert pairs(answer["groupBy"]) == dict(met)
    assert answer["groupBy"]["totalCount"] == len(met)
    assert answer["groupBy"]["missing"] == sum(node["type"] is None for node in answer["nodes"])


async def used_products(asked):
    """All products that somebody uses, over all pages, with their users."""
    document = """query($after: String) { products(first: 100, after: $after, where: {users: {count: {gte: 1}}}) {
        nodes { id users(first: 100) { nodes { id name countries } } } pageInfo { hasNextPage endCursor } } }"""
    walked, page = [], {"pageInfo": {"hasNextPage": True, "endCursor": None}}
    while page["pageInfo"]["hasNextPage"]:
        page = (await asked(document, after=page["pageInfo"]["endCursor"]))["products"]
        walked += page["nodes"]
    return walked


async def test_ends_of_relations_are_counted_once_and_named(asked):
    document = """{ products(where: {users: {count: {gte: 1}}}) { totalCount
        groupBy(fields: [USERS], first: 100, having: {gte: 2}) { groups { count keys { value label entity { name } } } } } }"""
    answer, used = (await asked(document))["products"], await used_products(asked)
    names = {user["id"]: user["name"] for node in used for user in node["users"]["nodes"]}
    met = Counter(user for node in used for user in {user["id"] for user in node["users"]["nodes"]})
    groups = answer["groupBy"]["groups"]
    assert answer["totalCount"] == len(used)
    assert pairs(answer["groupBy"]) == {(user,): count for user, count in met.items() if count >= 2}
    assert all(
        key["label"] == key["entity"]["name"] == names[key["value"]] for group in groups for key in group["keys"]
    )


async def test_groups_that_are_not_listed_are_counted(asked):
    document = """{ news { all: groupBy(fields: [PUBLISHED_YEAR], first: 100, orderBy: {field: VALUE}) { groups { count keys { value } } }
        some: groupBy(fields: [PUBLISHED_YEAR], first: 2, orderBy: {field: VALUE, direction: DESC}) { totalCount otherCount groups { count keys { value } } } } }"""
    answer = (await asked(document))["news"]
    years = [group["keys"][0]["value"] for group in answer["all"]["groups"]]
    assert years == sorted(years)
    assert [group["keys"][0]["value"] for group in answer["some"]["groups"]] == years[:-3:-1]
    assert answer["some"]["totalCount"] == len(years)
    assert answer["some"]["otherCount"] == sum(group["count"] for group in answer["all"]["groups"][:-2])


def test_every_list_can_be_grouped():
    lists = [named for name, named in SCHEMA.type_map.items() if name.endswith("Connection")]
    assert [named.name for named in lists if "groupBy" not in named.fields] == []


@pytest.mark.parametrize(
    ("asked_list", "type_name"),
    [
        ("networks", "Network"),
        ("loads", "Load"),
        ("issues", "Issue"),
        ("changes(since: 0)", "Change"),
        ("candidates", "Match"),
        ("judgements", "Judgement"),
        ("conflicts", "ContestedField"),
    ],
)
async def test_groups_of_books_are_each_item_once(asked, asked_list, type_name):
    enum = SCHEMA.type_map[f"{type_name}Connection"].fields["groupBy"].args["fields"].type.of_type.of_type.of_type
    groups = " ".join(
        f"{name}: groupBy(fields: [{name}], first: 2) {{ missing otherCount groups {{ count keys {{ field value label"
        " } } }"
        for name in enum.values
    )
    (found,) = (await asked(f"{{ {asked_list} {{ totalCount {groups} }} }}")).values()
    for name in enum.values:
        listed = sum(group["count"] for group in found[name]["groups"])
        assert listed + found[name]["otherCount"] + found[name]["missing"] == found["totalCount"]


async def test_groups_of_dates_and_of_what_networks_share_are_counted_from_their_nodes(asked):
    document = """{ occurrences(from: "2023-01-01", to: "2025-01-01", first: 100) { totalCount nodes { startsAt event { type countries } }
        groupBy(fields: [TYPE, COUNTRIES], first: 100) { groups { count keys { value } } } facets(fields: [TYPE], first: 100) { missing } }
        overlap(networks: ["os2", "osor"]) { entities(first: 100) { totalCount nodes { kind countries }
        groupBy(fields: [KIND, COUNTRIES], first: 100) { groups { count keys { value } } } facets(fields: [KIND]) { buckets { value count } } } } }"""
    answer = await asked(document)
    dates, shared = answer["occurrences"], answer["overlap"]["entities"]
    events = [node["event"] for node in dates["nodes"]]
    assert dates["totalCount"] == len(events) > 0
    typed = [event for event in events if event["type"]]
    met = Counter((event["type"], country) for event in typed for country in event["countries"])
    assert pairs(dates["groupBy"]) == dict(met)
    assert dates["facets"][0]["missing"] == len(events) - len(typed)
    assert shared["totalCount"] == len(shared["nodes"]) > 0
    met = Counter((node["kind"], country) for node in shared["nodes"] for country in node["countries"])
    assert pairs(shared["groupBy"]) == dict(met)
    kinds = Counter(node["kind"] for node in shared["nodes"])
    assert {one["value"]: one["count"] for one in shared["facets"][0]["buckets"]} == dict(kinds)


async def test_groups_of_related_things_are_counted_from_their_nodes(asked):
    document = """{ organisation(by: {slug: "os2-offentligt-digitaliseringsfaellesskab"}) {
        members(first: 100) { totalCount nodes { type usedProducts(first: 100) { nodes { id } } }
            groupBy(fields: [TYPE], first: 100) { missing groups { count keys { value } } }
            used: groupBy(fields: [USED_PRODUCTS], first: 100) { groups { count keys { value entity { id } } } } }
        related(first: 0) { totalCount groupBy(fields: [PREDICATE, KIND], first: 100) { missing groups { count } } } } }"""
    found = (await asked(document))["organisation"]
    members = found["members"]
    assert pairs(members["groupBy"]) == {
        (kind,): n for kind, n in Counter(one["type"] for one in members["nodes"]).items()
    }
    used = Counter(product["id"] for one in members["nodes"] for product in one["usedProducts"]["nodes"])
    assert pairs(members["used"]) == {(product,): n for product, n in used.items()} != {}
    assert all(key["value"] == key["entity"]["id"] for group in members["used"]["groups"] for key in group["keys"])
    assert sum(group["count"] for group in found["related"]["groupBy"]["groups"]) == found["related"]["totalCount"]


@pytest.mark.parametrize(
    ("document", "word", "near"),
    [
        (
            '{ organisations(where: {members: {edge: {networks: {in: ["osr"]}}, count: {gte: 1}}}) { totalCount } }',
            "osr",
            "osor",
        ),
        ('{ organisations(where: {countries: {eq: "XX"}}) { totalCount } }', "XX", ""),
        ('{ organisations(where: {countries: {in: ["Denmrk"]}}) { totalCount } }', "Denmrk", "Denmark"),
    ],
)
async def test_a_network_of_an_edge_and_a_country_must_exist(asked, document, word, near):
    error = await asked(document)
    assert word in error["message"]
    assert near in error["message"] + error["extensions"]["hint"]


@pytest.mark.parametrize("fields", ["[]", "[TYPE, CITY, REGION]"])
async def test_groups_are_by_one_or_two_fields(asked, fields):
    error = await asked(f"{{ organisations {{ groupBy(fields: {fields}) {{ totalCount }} }} }}")
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_products_used_in_two_countries_are_one_request(asked):
    answer = await asked("{ met: products(first: 100, where: {users: {countryCount: {gte: 2}}}) { nodes { id } } }")
    meant = {
        node["id"]
        for node in await used_products(asked)
        if len({country for user in node["users"]["nodes"] for country in user["countries"]}) >= 2
    }
    assert {node["id"] for node in answer["met"]["nodes"]} == meant != set()


async def test_most_used_products_come_first_over_all_pages(asked):
    document = """query($after: String) { products(first: 40, after: $after, orderBy: [{field: USERS_COUNT, direction: DESC}]) {
        totalCount nodes { id users(first: 100) { nodes { id } } } pageInfo { hasNextPage endCursor } } }"""
    walked, page = [], {"pageInfo": {"hasNextPage": True, "endCursor": None}}
    while page["pageInfo"]["hasNextPage"]:
        page = (await asked(document, after=page["pageInfo"]["endCursor"]))["products"]
        walked += page["nodes"]
    counts = [len({user["id"] for user in node["users"]["nodes"]}) for node in walked]
    assert counts == sorted(counts, reverse=True)
    assert len({node["id"] for node in walked}) == len(walked) == page["totalCount"]


async def test_ends_of_several_kinds_are_met_by_what_all_have_and_by_what_one_kind_has(asked):
    where = """{users: {some: {countries: {eq: "DK"}, networkCount: {gte: 2}, name: {contains: "aarhus"},
        onOrganisation: {usedProducts: {count: {gte: 2}}}, not: {kind: {in: [OSPO]}}}}}"""
    answer = await asked(f"{{ products(first: 100, where: {where}) {{ nodes {{ users {{ nodes {{ name }} }} }} }} }}")
    nodes = answer["products"]["nodes"]
    assert nodes
    assert all("Aarhus Kommune" in {user["name"] for user in node["users"]["nodes"]} for node in nodes)
    neither = "{users: {some: {onOspo: {}, onOrganisation: {}}}}"
    assert (await asked(f"{{ products(where: {neither}) {{ totalCount }} }}"))["products"]["totalCount"] == 0
    either = '{users: {some: {or: [{onOspo: {}}, {onOrganisation: {}, search: "aarhus"}]}}}'
    assert (await asked(f"{{ products(where: {either}) {{ totalCount }} }}"))["products"]["totalCount"] > 0


async def test_many_are_looked_up_in_the_order_asked(asked):
    document = """query($by: [EntityBy!]!) { lookup(by: $by) { __typename slug } }"""
    by = [
        {"slug": "organisations/aarhus-kommune"},
        {"slug": "nobody"},
        {"identifier": {"scheme": "homepage", "value": "https://www.aarhus.dk"}},
        {"url": "https://github.com/OS2mo/os2mo"},
        {"slug": "organisations/aarhus-kommune"},
    ]
    aarhus, mo = {"__typename": "Organisation", "slug": "aarhus-kommune"}, {"__typename": "Product", "slug": "os2mo"}
    assert (await asked(document, by=by))["lookup"] == [aarhus, None, aarhus, mo, aarhus]
    assert (await asked(document, by=[]))["lookup"] == []
    none = await asked('{ lookup(by: [{slug: "os2mo"}], kinds: [EVENT]) { id } }')
    assert none == {"lookup": [None]}


async def test_one_lookup_finds_what_single_lookups_find(asked):
    some = await asked("{ products(first: 20) { nodes { id slug url repository } } }")
    for node in some["products"]["nodes"]:
        for way in ("id", "slug"):
            by = f'{{{way}: "{node[way] if way == "id" else "products/" + node[way]}"}}'
            answer = await asked(f"{{ product(by: {by}) {{ id }} lookup(by: [{by}]) {{ id }} }}")
            assert answer["lookup"] == [answer["product"]] == [{"id": node["id"]}]


async def test_a_slug_of_several_kinds_is_an_error_with_all_of_them(asked):
    error = await asked('{ lookup(by: [{slug: "bigbluebutton"}]) { id } }')
    assert error["extensions"]["code"] == "AMBIGUOUS"
    assert [id_.partition("_")[0] for id_ in error["extensions"]["candidates"]] == ["org", "prod"]
    unknown = await asked('{ lookup(by: [{slug: "prodcuts/x"}]) { id } }')
    assert "products" in unknown["extensions"]["hint"]
    many = await asked("query($by: [EntityBy!]!) { lookup(by: $by) { id } }", by=[{"slug": "x"}] * 101)
    assert many["extensions"]["code"] == "BAD_USER_INPUT"


async def test_conflicts_are_ordered_as_asked_and_networks_of_changes_are_known(asked):
    order = "[{field: FIELD, direction: DESC}, {field: NAME}]"
    document = f"""{{ conflicts(first: 100, orderBy: {order}) {{ totalCount nodes {{ field entity {{ name }} }} }}
        conflicts_of: conflicts(first: 100) {{ totalCount }} }}"""
    answer = await asked(document)
    fields = [node["field"] for node in answer["conflicts"]["nodes"]]
    assert fields == sorted(fields, reverse=True)
    assert answer["conflicts"]["totalCount"] == answer["conflicts_of"]["totalCount"] >= len(fields) > 1
    error = await asked('{ changes(since: 0, networks: ["osr"]) { totalCount } }')
    assert "osor" in error["extensions"]["hint"]


async def test_what_several_entities_have_finds_none_of_them_silently(asked):
    cvr = '{identifier: {scheme: "cvr", value: "55133018"}}'  # of Aarhus Kommune, and of its IT department
    ids = {
        node["id"]
        for node in (await asked('{ organisations(search: "aarhus kommune") { nodes { id identifiers { value } } } }'))[
            "organisations"
        ]["nodes"]
        if {"value": "55133018"} in node["identifiers"]
    }
    assert len(ids) == 2
    for document in (
        f"{{ organisation(by: {cvr}) {{ id }} }}",
        f'{{ lookup(by: [{{slug: "nobody"}}, {cvr}]) {{ id }} }}',
        f"{{ neighbours(of: {cvr}) {{ totalCount }} }}",
        f'{{ path(from: {cvr}, to: {{slug: "os2mo"}}) {{ length }} }}',
    ):
        error = await asked(document)
        assert error["extensions"]["code"] == "AMBIGUOUS", document
        assert error["extensions"]["candidates"] == sorted(ids)
    assert (await asked(f"{{ lookup(by: [{cvr}], kinds: [PRODUCT]) {{ id }} }}"))["lookup"] == [None]


@pytest.mark.parametrize("beside", ["revision", "__schema { queryType { name } }"], ids=["plan", "strawberry"])
async def test_a_way_that_leads_to_several_things_spoils_no_other(asked_url, beside):
    cvr = '{identifier: {scheme: "cvr", value: "55133018"}}'
    document = f"""{{ found: lookup(by: [{{slug: "products/os2mo"}}, {cvr}, {{slug: "nobody"}}, {{slug: "bigbluebutton"}}]) {{ name }}
        {beside} }}"""
    async with Database(asked_url) as database:
        executor = support.executor_on(database)
        executor._fragments = RowFragments(1_000_000)
        # at first plainly, then by fragments that are missing, then by fragments that are there
        answers = [await executor.execute(Operation(document)) for _ in range(4)]
    assert len({answer.body for answer in answers}) == 1
    answer = json.loads(answers[0].body)
    assert answer["data"]["found"] == [{"name": "OS2mo"}, None, None, None]
    assert [error["path"] for error in answer["errors"]] == [["found", 1], ["found", 3]]
    for error in answer["errors"]:
        assert f"by[{error['path'][1]}]" in error["message"]
        assert error["extensions"]["code"] == "AMBIGUOUS"
        assert len(error["extensions"]["candidates"]) == 2


async def test_a_nul_names_nothing(asked):
    for way in ('slug: "\\u0000"', 'slug: "products/a\\u0000"', 'url: "http://a\\u0000"', 'id: "\\u0000"'):
        error = await asked(f"{{ neighbours(of: {{{way}}}) {{ totalCount }} }}")
        assert error["extensions"]["code"] == "BAD_USER_INPUT", way
    assert await asked('{ explain(a: "\\u0000", b: "a\\u0000b") { outcome } }') == {"explain": None}


async def test_dates_in_a_month_include_those_of_recurring_events(asked):
    period = 'from: "2027-01-01", to: "2027-02-01"'
    document = f"""{{ occurrences({period}, first: 100) {{ totalCount nodes {{ startsAt event {{ id startsAt }} }} }}
        events(where: {{occurs: {{{period}}}}}, first: 100, orderBy: [{{field: NEXT_OCCURRENCE}}]) {{ nodes {{ id occurrences({period}) {{ startsAt event {{ id }} }} }} }} }}"""
    answer = await asked(document)
    dates = answer["occurrences"]["nodes"]
    assert len(dates) == answer["occurrences"]["totalCount"]
    assert any(date["event"]["startsAt"] < "2027" for date in dates)
    assert all("2027-01-01" <= date["startsAt"] < "2027-02-01" for date in dates)
    nested = [(date["startsAt"], node["id"]) for node in answer["events"]["nodes"] for date in node["occurrences"]]
    assert sorted(nested) == [(date["startsAt"], date["event"]["id"]) for date in dates]


async def test_dates_are_walked_page_by_page(asked):
    document = """query($after: String) { occurrences(from: "2025-01-01", to: "2027-01-01", first: 50, after: $after,
        where: {countries: {isNull: false}}) { totalCount nodes { startsAt event { id } } pageInfo { hasNextPage endCursor } } }"""
    walked, page = [], {"pageInfo": {"hasNextPage": True, "endCursor": None}}
    while page["pageInfo"]["hasNextPage"]:
        page = (await asked(document, after=page["pageInfo"]["endCursor"]))["occurrences"]
        walked += [(node["startsAt"], node["event"]["id"]) for node in page["nodes"]]
    assert walked == sorted(set(walked))
    assert len(walked) == page["totalCount"] > 0


@pytest.mark.parametrize("period", ["{}", "{from: null}", '{to: null, from: "2027-01-01"}'])
async def test_a_period_has_an_end(asked, period):
    error = await asked(f"{{ events(where: {{occurs: {period}}}) {{ totalCount }} }}")
    assert error["extensions"]["code"] == "INVALID_FILTER"


@pytest.mark.parametrize("ends", ['from: "2027-02-01", to: "2027-01-01"', 'from: "2027-01-01", to: "2027-01-01"'])
async def test_a_period_without_time_in_it_is_a_mistake_and_no_empty_list(asked, ends):
    for document in (f"events(where: {{occurs: {{{ends}}}}})", f"occurrences({ends})"):
        error = await asked(f"{{ {document} {{ totalCount }} }}")
        assert error["extensions"] == {"code": "BAD_USER_INPUT", "hint": "Give a `to` that is later than `from`."}


async def test_a_group_of_countries_is_what_it_was_on_the_day(asked):
    document = """{{ organisations(where: {{countries: {{{0}}}}}) {{ totalCount }} }}"""

    async def count(condition):
        answer = await asked(document.format(condition))
        return answer["organisations"]["totalCount"] if "organisations" in answer else answer["extensions"]["code"]

    assert await count("group: BENELUX") == await count('in: ["BE", "NL", "LU"]') > 0
    before, after = await count('group: EU, on: "2020-01-31"'), await count('group: EU, on: "2020-02-01"')
    assert before - after == await count('eq: "GB"') - await count('eq: "GB", group: EU')
    assert await count("group: null") == await count('on: "2020-01-01"') == "INVALID_FILTER"


async def test_contested_fields_are_those_of_the_entities_and_the_most_contested_come_first(asked):
    document = """query($after: String) { conflicts(first: 15, after: $after) { totalCount
        nodes { field entity { id kind conflictCount conflicts { field values { value } } } values { value records { id } } }
        facets(fields: [FIELD, KIND], first: 100) { buckets { value count } } pageInfo { hasNextPage endCursor } } }"""
    walked, page = [], {"pageInfo": {"hasNextPage": True, "endCursor": None}}
    while page["pageInfo"]["hasNextPage"]:
        page = (await asked(document, after=page["pageInfo"]["endCursor"]))["conflicts"]
        walked += page["nodes"]
    assert len(walked) == page["totalCount"] > 0
    counts = [node["entity"]["conflictCount"] for node in walked]
    assert counts == sorted(counts, reverse=True)
    by_entity = Counter(node["entity"]["id"] for node in walked)
    for node in walked:
        stated = {conflict["field"]: conflict["values"] for conflict in node["entity"]["conflicts"]}
        assert [value["value"] for value in node["values"]] == [value["value"] for value in stated[node["field"]]]
        assert all(value["records"] for value in node["values"])
        assert by_entity[node["entity"]["id"]] == node["entity"]["conflictCount"] == len(stated)
    for facet, name in zip(page["facets"], ("field", "kind"), strict=True):
        met = Counter(node[name] if name == "field" else node["entity"]["kind"] for node in walked)
        assert {bucket["value"]: bucket["count"] for bucket in facet["buckets"]} == dict(met)


async def test_contested_fields_can_be_narrowed(asked):
    document = """{ conflicts(fields: ["name"], where: {kind: {in: [ORGANISATION]}, conflictCount: {gte: 1}}) {
        nodes { field entity { __typename name } } }
        organisations(where: {conflictCount: {gte: 2}}, orderBy: [{field: CONFLICT_COUNT, direction: DESC}]) { nodes { conflictCount } }
        paris: organisation(by: {slug: "city-of-paris"}) { variants { field } } }"""
    answer = await asked(document)
    assert {(node["field"], node["entity"]["__typename"]) for node in answer["conflicts"]["nodes"]} == {
        ("name", "Organisation")
    }
    counts = [node["conflictCount"] for node in answer["organisations"]["nodes"]]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) >= 2
    error = await asked('{ conflicts(fields: ["nam"]) { totalCount } }')
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_changes_are_narrowed_to_networks_actions_and_fields(asked):
    document = """{ all: changes(since: 0, first: 100, actions: [CHANGED]) { totalCount nodes { action kind fields { field from to records { network { slug } } } } }
        some: changes(since: 0, first: 100, actions: [CHANGED], kinds: [PRODUCT], fields: ["countries"]) { nodes { action kind fields { field } } }
        added: changes(since: 0, actions: [ADDED], first: 2) { nodes { action fields { field } } } }"""
    answer = await asked(document)
    assert answer["all"]["totalCount"] > 0
    # of long texts only the beginnings are kept, which may be equal
    assert all(
        change["from"] != change["to"] or change["to"].endswith("…")
        for node in answer["all"]["nodes"]
        for change in node["fields"]
    )
    # what no record states follows from other things (schema.derivations)
    unstated = {
        change["field"] for node in answer["all"]["nodes"] for change in node["fields"] if not change["records"]
    }
    assert unstated <= {"countries", "archetype"}
    assert answer["some"]["nodes"]
    for node in answer["some"]["nodes"]:
        assert (node["action"], node["kind"]) == ("CHANGED", "PRODUCT")
        assert "countries" in [change["field"] for change in node["fields"]]
    assert [node["fields"] for node in answer["added"]["nodes"]] == [[], []]


async def test_dates_beyond_what_series_are_expanded_to_are_refused_and_never_silently_none(asked):
    beyond = 'from: "2040-12-01", to: "2041-01-01T00:00:01Z"'
    for document in (
        f"{{ occurrences({beyond}) {{ totalCount }} }}",
        f"{{ events(where: {{occurs: {{{beyond}}}}}) {{ totalCount }} }}",
        '{ events(where: {occurs: {from: "2050-01-01"}}) { totalCount } }',
        f"{{ events {{ nodes {{ occurrences({beyond}) {{ startsAt }} }} }} }}",
    ):
        assert (await asked(document))["extensions"]["code"] == "BEYOND_HORIZON", document
    last_year = await asked('{ occurrences(from: "2040-01-01", to: "2041-01-01") { totalCount } }')
    assert last_year["occurrences"]["totalCount"] > 0


async def test_issues_are_counted_by_what_they_can_be_narrowed_by(asked):
    document = """query ($network: String, $severity: Severity, $code: IssueCode) {
      issues(network: $network, severity: $severity, code: $code, first: 0) {
        totalCount
        facets(fields: [NETWORK, SEVERITY, CODE]) { field buckets { value count } otherCount missing }
        groupBy(fields: [NETWORK, SEVERITY]) { totalCount groups { count } }
      }
    }"""
    issues = (await asked(document))["issues"]
    assert sum(group["count"] for group in issues["groupBy"]["groups"]) == issues["totalCount"] > 0
    for facet in issues["facets"]:
        assert facet["otherCount"] == facet["missing"] == 0
        for bucket in facet["buckets"]:
            narrowed = (await asked(document, **{facet["field"]: bucket["value"]}))["issues"]
            assert narrowed["totalCount"] == bucket["count"]
            assert next(other for other in narrowed["facets"] if other["field"] == facet["field"]) == facet
