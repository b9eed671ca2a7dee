"""What clients get from the graph, on the hub's own seeds."""

import pytest

from hub.plan.refusals import HINTS, RefusalCode


async def data(ask, document, **variables):
    answer = await ask(document, **variables)
    assert "errors" not in answer, answer
    return answer["data"]


async def code(ask, document, **variables):
    answer = await ask(document, **variables)
    assert answer["errors"][0]["extensions"]["hint"]
    return answer["errors"][0]["extensions"]["code"]


async def test_a_lookup_by_slug_id_url_and_identifier_finds_the_same_entity(ask):
    found = await data(ask, '{ organisation(by: {slug: "ballerup-kommune"}) { id url } }')
    body = found["organisation"]
    by_id = await data(ask, "query($id: ID!) { organisation(by: {id: $id}) { id } }", id=body["id"])
    by_url = await data(ask, "query($u: URL!) { organisation(by: {url: $u}) { id } }", u=body["url"])
    by_homepage = await data(
        ask,
        'query($v: String!) { organisation(by: {identifier: {scheme: "homepage", value: $v}}) { id } }',
        v=body["url"],
    )
    assert (
        by_id["organisation"]["id"] == by_url["organisation"]["id"] == by_homepage["organisation"]["id"] == body["id"]
    )


async def test_what_is_not_there_is_null_and_no_error(ask):
    found = await data(
        ask,
        '{ organisation(by: {slug: "no-such"}) { id } node(id: "org_none") { id } nodes(ids: ["x", "net_os2"]) { id }'
        ' path(from: {slug: "os2mo"}, to: {slug: "ballerup-kommune"}, predicates: [BASED_ON]) { length } }',
    )
    assert found == {"organisation": None, "node": None, "nodes": [None, {"id": "net_os2"}], "path": None}


async def test_any_record_id_resolves_to_its_entity(ask):
    found = await data(ask, "{ overlap { entities(first: 1) { nodes { id records { id } } } } }")
    entity = found["overlap"]["entities"]["nodes"][0]
    assert len(entity["records"]) > 1
    for record in entity["records"]:
        bare = record["id"].removeprefix("rec_")
        assert bare != record["id"]
        assert (await data(ask, "query($id: ID!) { node(id: $id) { id } }", id=bare))["node"]["id"] == entity["id"]


async def test_facts_of_a_membership_sit_on_its_edge_with_file_and_line(ask):
    found = await data(
        ask,
        """{ organisation(by: {slug: "ballerup-kommune"}) { memberships {
        edges { roles since confidence node { name } statements { role record { network { slug } path line } } } } } }""",
    )
    edges = found["organisation"]["memberships"]["edges"]
    founder = next(edge for edge in edges if "founder" in edge["roles"])
    assert founder["since"] == "2012-04-24"
    [record] = [one["record"] for one in founder["statements"] if one["role"] == "founder"]
    assert record["path"] == "memberships.csv"
    assert record["line"] > 1
    assert "OS2" in founder["node"]["name"]


async def test_both_ends_of_a_relation_list_the_same_edges(ask):
    found = await data(
        ask, '{ organisations(search: "os2 offentligt", first: 1) { nodes { members(first: 100) { nodes { id } } } } }'
    )
    for member in found["organisations"]["nodes"][0]["members"]["nodes"][:5]:
        back = await data(
            ask,
            "query($id: ID!) { organisation(by: {id: $id}) { memberships(first: 100) { nodes { name } } } }",
            id=member["id"],
        )
        assert any("OS2" in node["name"] for node in back["organisation"]["memberships"]["nodes"])


@pytest.mark.parametrize("words", ["kobenhavn", "København", "koebenhavn", "KØBENHAVN"])
async def test_search_is_folded_so_every_spelling_of_copenhagen_meets(ask, words):
    found = await data(
        ask, "query($q: String!) { search(query: $q, kinds: [ORGANISATION]) { nodes { name } } }", q=words
    )
    assert any("Københavns" in node["name"] for node in found["search"]["nodes"])


@pytest.mark.parametrize("words", ['"', "'", "NEAR(", "*", "a\x00b", "AND OR NOT", "-x", "(((", "", "   ", "ø" * 5000])
async def test_whatever_a_user_types_is_ordinary_text(ask, words):
    found = await data(
        ask,
        "query($q: String!) { search(query: $q) { totalCount nodes { id } } organisations(search: $q) { totalCount } }",
        q=words,
    )
    assert found["search"]["totalCount"] >= len(found["search"]["nodes"])


async def test_the_best_hit_comes_first_and_every_word_is_a_prefix(ask):
    found = await data(ask, '{ search(query: "os2 digit", first: 3) { edges { score node { name } } } }')
    scores = [edge["score"] for edge in found["search"]["edges"]]
    assert scores == sorted(scores, reverse=True)
    assert scores


async def test_facets_count_disjunctively_within_a_field(ask):
    document = (
        "query($w: OrganisationWhere) { organisations(where: $w) { totalCount facets(fields: [TYPE, NETWORKS], first:"
        " 100) { field otherCount buckets { value count } } } }"
    )
    everything = (await data(ask, document, w={}))["organisations"]
    local = (await data(ask, document, w={"type": {"eq": "LOCAL"}}))["organisations"]
    assert local["facets"][0] == everything["facets"][0]
    assert local["totalCount"] == next(b["count"] for b in everything["facets"][0]["buckets"] if b["value"] == "LOCAL")
    assert sum(b["count"] for b in local["facets"][1]["buckets"]) >= local["totalCount"]


async def test_a_facet_never_cuts_silently(ask):
    document = (
        "query($n: Int) { organisations { facets(fields: [TYPE], first: $n) { otherCount missing buckets { count }"
        " } } }"
    )
    whole, cut = [(await data(ask, document, n=n))["organisations"]["facets"][0] for n in (100, 2)]
    assert cut["otherCount"] == sum(b["count"] for b in whole["buckets"]) - sum(b["count"] for b in cut["buckets"])
    assert len(cut["buckets"]) == 2


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"countries": {"in": ["DK"]}}, lambda n: "DK" in n["countries"]),
        ({"countries": {"ne": "DK"}}, lambda n: "DK" not in n["countries"]),
        ({"type": {"in": ["LOCAL", "REGIONAL"]}}, lambda n: n["type"] in {"LOCAL", "REGIONAL"}),
        ({"type": {"isNull": True}}, lambda n: n["type"] is None),
        ({"name": {"startsWith": "københavn"}}, lambda n: n["name"].startswith("Københavns")),
        ({"not": {"type": {"eq": "LOCAL"}}}, lambda n: n["type"] != "LOCAL"),
        (
            {"or": [{"type": {"eq": "COMPANY"}}, {"type": {"eq": "UNIVERSITY"}}]},
            lambda n: n["type"] in {"COMPANY", "UNIVERSITY"},
        ),
        ({"memberships": {"some": {"name": {"contains": "os2"}}}}, lambda n: n["memberships"]["totalCount"] > 0),
        ({"memberships": {"count": {"eq": 0}}}, lambda n: n["memberships"]["totalCount"] == 0),
        ({"memberships": {"none": {}}}, lambda n: n["memberships"]["totalCount"] == 0),
    ],
)
async def test_conditions_hold_for_everything_they_let_through(ask, where, expected):
    document = (
        "query($w: OrganisationWhere) { organisations(where: $w, first: 100) { totalCount nodes { name type countries"
        " memberships { totalCount } } } }"
    )
    found = (await data(ask, document, w=where))["organisations"]
    everything = (await data(ask, document, w={}))["organisations"]["totalCount"]
    assert 0 < found["totalCount"] < everything
    assert all(expected(node) for node in found["nodes"])


async def test_text_comes_in_the_language_asked_for_or_says_that_it_does_not(ask):
    document = (
        'query($l: [LanguageTag!]) { network(by: {slug: "os2"}) { description(lang: $l) { value lang isFallback } } }'
    )
    danish = (await data(ask, document, l=["da"]))["network"]["description"]
    klingon = (await data(ask, document, l=["tlh"]))["network"]["description"]
    assert (danish["lang"], danish["isFallback"]) == ("da", False)
    assert klingon["isFallback"]


async def test_provenance_tells_who_won_and_who_lost_by_which_rule(ask):
    found = await data(
        ask,
        '{ overlap(kinds: [ORGANISATION]) { entities { nodes { name provenance(fields: ["name"]) { value won rule path'
        " line network { slug } firstSeen { revision } } } } } }",
    )
    for entity in found["overlap"]["entities"]["nodes"]:
        winners = [p for p in entity["provenance"] if p["won"]]
        assert {p["value"] for p in winners} == {entity["name"]}
        assert all(p["rule"] == "LOST" for p in entity["provenance"] if not p["won"])
        assert len({p["network"]["slug"] for p in entity["provenance"]}) >= 2


async def test_whatever_has_an_id_is_answered_by_it(ask):
    listed = await data(
        ask,
        """{ loads(first: 2) { nodes { id revision of: network { slug } } } issues(first: 2) { nodes { id message network { slug } } }
        networks(first: 2) { nodes { id url } } organisations(first: 2) { nodes { id records { id key network { slug } } } } }""",
    )
    things = [thing for root in ("loads", "issues", "networks") for thing in listed[root]["nodes"]]
    things += [record for node in listed["organisations"]["nodes"] for record in node["records"]]
    document = """query($id: ID!, $ids: [ID!]!) { node(id: $id) { ...Thing } nodes(ids: $ids) { ...Thing } }
    fragment Thing on Node { id ... on Load { revision of: network { slug } } ... on Issue { message network { slug } }
    ... on Network { url } ... on Record { key network { slug } } }"""
    for thing in things:
        answered = await data(ask, document, id=thing["id"], ids=[thing["id"], "nothing"])
        assert answered == {"node": thing, "nodes": [thing, None]}


async def test_the_id_of_a_record_finds_its_entity_in_every_argument_of_an_entity(ask):
    nodes = (await data(ask, "{ organisations(first: 3) { nodes { id records { id } } } }"))["organisations"]["nodes"]
    document = (
        "query($id: ID!) { organisation(by: {id: $id}) { id } path(from: {id: $id}, to: {id: $id}) { start { id } }"
        " explain(a: $id, b: $id) { outcome } }"
    )
    for node in nodes:
        found = await data(ask, document, id=node["records"][0]["id"])
        assert found["organisation"]["id"] == found["path"]["start"]["id"] == node["id"]
        assert found["explain"]["outcome"] == "JOINED"


@pytest.mark.parametrize(
    ("document", "message", "near"),
    [
        ('{ overlap(networks: ["osr"]) { matrix { count } } }', "network 'osr'", "osor"),
        ('{ issues(network: "os-2") { totalCount } }', "network 'os-2'", "os2"),
        ('{ loads(network: "OS2") { totalCount } }', "network 'OS2'", "os2"),
        ('{ search(query: "a", networks: ["os2", "osoor"]) { totalCount } }', "network 'osoor'", "osor"),
        ('{ products(where: {not: {networks: {in: ["dgpa"]}}}) { totalCount } }', "network 'dgpa'", "dpga"),
        ('{ candidates(where: {networks: ["blue-hats"]}) { totalCount } }', "network 'blue-hats'", "bluehats"),
        ('{ organisations(first: 1) { nodes { provenance(fields: ["nam"]) { value } } } }', "provenance 'nam'", "name"),
        ('{ organisation(by: {identifier: {scheme: "cvrr", value: "1"}}) { id } }', "scheme 'cvrr'", "cvr"),
    ],
)
async def test_an_unknown_name_in_an_argument_is_refused_with_the_nearest(ask, document, message, near):
    [error] = (await ask(document))["errors"]
    assert message in error["message"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["hint"].startswith(f"Did you mean {near}? Known: ")


@pytest.mark.parametrize(
    ("document", "hint"),
    [
        ("{ organisations { nodes { nam } } }", "Did you mean name? See docs/kinds.md#organisation"),
        ("{ organisations(frist: 1) { totalCount } }", "Did you mean first? See type Query in /schema.graphql."),
        (
            '{ organisations(where: {type: {eq: "LOCAL"}}) { totalCount } }',
            "Did you mean LOCAL? Values of OrganisationType",
        ),
        ("{ organisations(where: {tpe: {eq: LOCAL}}) { totalCount } }", "Did you mean type? See docs/kinds.md"),
        ("{ organisation { name } }", "Give {…} with exactly one of id, slug, url, identifier."),
        ("query($a: Int) { node(id: $a) { id } }", "Declare the variable as $a: ID!."),
        ('{ organisations(first: "a") { totalCount } }', "Give a whole number"),
        ("{ node(id: 1) { ... on Orgnisation { name } } }", "Did you mean Organisation"),
        ("{ organisations }", "Say which of its fields to answer: organisations { … }"),
    ],
)
async def test_a_document_that_does_not_fit_gets_a_hint_that_helps(ask, document, hint):
    error = (await ask(document))["errors"][0]
    assert error["extensions"]["code"] == "VALIDATION_FAILED"
    assert error["extensions"]["hint"].startswith(hint)


async def test_overlap_counts_what_it_lists(ask):
    found = (
        await data(
            ask,
            "{ overlap { matrix { left { slug } right { slug } kind count } entities { totalCount nodes { networks {"
            " slug } } } } }",
        )
    )["overlap"]
    assert found["matrix"]
    assert all(len(node["networks"]) >= 2 for node in found["entities"]["nodes"])
    assert found["entities"]["totalCount"] <= sum(cell["count"] for cell in found["matrix"])


async def test_a_path_walks_only_over_relations_that_exist(ask):
    start = (await data(ask, '{ organisation(by: {slug: "ballerup-kommune"}) { id } }'))["organisation"]["id"]
    near = (
        await data(
            ask,
            """query($id: ID!) { neighbours(of: {id: $id}, depth: 2, first: 100) { totalCount nodes { distance node { id } }
            edges { subject { id } object { id } predicate networks { slug } statements { how } } } }""",
            id=start,
        )
    )["neighbours"]
    far = next(n for n in near["nodes"] if n["distance"] == 2)
    shown = {start} | {n["node"]["id"] for n in near["nodes"]}
    assert all({edge["subject"]["id"], edge["object"]["id"]} <= shown for edge in near["edges"])
    assert all(edge["networks"] and edge["statements"] for edge in near["edges"])
    assert len({edge["subject"]["id"] for edge in near["edges"]} | {edge["object"]["id"] for edge in near["edges"]}) > 1
    walked = (
        await data(
            ask,
            """query($a: ID!, $b: ID!) { path(from: {id: $a}, to: {id: $b}) { length start { id }
            steps { predicate outward networks { slug } statements { record { id } } node { id } } } }""",
            a=start,
            b=far["node"]["id"],
        )
    )["path"]
    assert walked["length"] == 2
    assert walked["start"]["id"] == start
    assert walked["steps"][-1]["node"]["id"] == far["node"]["id"]
    assert all(step["networks"] and step["statements"] for step in walked["steps"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ('from: {slug: "no-such"}, to: {slug: "os2mo"}', "from: there is no entity with slug 'no-such'."),
        ('from: {slug: "os2mo"}, to: {id: "org_none"}', "to: there is no entity with id 'org_none'."),
        (
            'from: {slug: "os2mo"}, to: {identifier: {scheme: "CVR", value: "1"}}',
            "to: there is no entity with CVR '1'.",
        ),
    ],
)
async def test_a_path_says_which_of_its_ends_is_unknown(ask, arguments, message):
    found = await ask(f"{{ path({arguments}) {{ length }} }}")
    assert [error["message"] for error in found["errors"]] == [message]


@pytest.mark.parametrize(
    ("slug", "meant"),
    [
        ("ballerup-komune", "ballerup-kommune"),
        ("organisations/balerup-kommune", "ballerup-kommune"),
        ("nothing", None),
        ("", None),
    ],
)
async def test_a_slug_that_is_nearly_right_is_told_apart_from_nonsense(ask, slug, meant):
    found = await ask(f'{{ neighbours(of: {{slug: "{slug}"}}) {{ totalCount }} }}')
    hint = found["errors"][0]["extensions"]["hint"]
    assert hint == (
        f"Did you mean {meant}? Otherwise look it up with search(query:)."
        if meant
        else "Look it up with search(query:)."
    )


async def test_a_path_begins_and_ends_wherever_a_lookup_leads(ask):
    document = """{ path(from: {url: "https://github.com/OS2mo/os2mo"}, to: {slug: "ballerup-kommune"}) {
        start { slug } steps { node { slug } } } }"""
    walked = (await data(ask, document))["path"]
    assert (walked["start"]["slug"], walked["steps"][-1]["node"]["slug"]) == ("os2mo", "ballerup-kommune")


async def test_unresolved_ends_are_listed_apart_and_not_counted(ask):
    found = await data(
        ask,
        """{ product(by: {slug: "os2mo"}) { dependencies { totalCount edges { node { id } } nodes { id }
        unresolved { totalCount nodes { label statements { record { name } label } } } } } }""",
    )
    listed = found["product"]["dependencies"]
    assert listed["totalCount"] == len(listed["edges"]) == len(listed["nodes"])
    assert listed["unresolved"]["totalCount"] == len(listed["unresolved"]["nodes"]) > 0
    assert all(end["label"] == end["statements"][0]["label"] for end in listed["unresolved"]["nodes"])


async def test_changes_tell_what_each_revision_did(ask):
    found = await data(
        ask,
        "{ revision changes(since: 0, first: 5) { totalCount nodes { revision action kind name entity { id } } } loads"
        " { nodes { network { slug } status counts { kind added } } } }",
    )
    assert found["changes"]["nodes"][0]["revision"] == 1
    assert {load["status"] for load in found["loads"]["nodes"]} == {"ACCEPTED"}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("{ organisations(first: -1) { totalCount nodes { id } } }", RefusalCode.INVALID_PAGE),
        ("{ organisations(first: 101) { nodes { id } } }", RefusalCode.INVALID_PAGE),
        ("{ organisations(first: 1, last: 1) { nodes { id } } }", RefusalCode.INVALID_PAGE),
        ('{ organisations(after: "zz") { nodes { id } } }', RefusalCode.INVALID_CURSOR),
        ('{ organisations(after: "5B5D") { nodes { id } } }', RefusalCode.INVALID_CURSOR),
        ("{ organisations(where: {name: {}}) { totalCount } }", RefusalCode.INVALID_FILTER),
        ("{ organisations(where: {name: {lt: null}}) { totalCount } }", RefusalCode.INVALID_FILTER),
        ("{ organisations(where: {memberships: {}}) { totalCount } }", RefusalCode.INVALID_FILTER),
        ("{ organisations(where: {nmae: {eq: 1}}) { totalCount } }", RefusalCode.VALIDATION_FAILED),
        ("{ organisations(orderBy: [{field: RELEVANCE}]) { nodes { id } } }", RefusalCode.INVALID_ORDER),
        ('{ organisation(by: {identifier: {scheme: "nope", value: "1"}}) { id } }', RefusalCode.BAD_USER_INPUT),
        ('{ organisation(by: {slug: "a", id: "b"}) { id } }', RefusalCode.VALIDATION_FAILED),
        ('{ neighbours(of: {id: "net_os2"}) { totalCount } }', RefusalCode.BAD_USER_INPUT),
        ('{ neighbours(of: {slug: "os2mo"}, depth: 9) { totalCount } }', RefusalCode.BAD_USER_INPUT),
        ("{ organisations { nodes { id } }", RefusalCode.SYNTAX_ERROR),
        ("query A { revision } query B { revision }", RefusalCode.BAD_REQUEST),
        ("query($x: Int!) { organisations(first: $x) { totalCount } }", RefusalCode.BAD_USER_INPUT),
        (
            (
                "{ organisations(first: 100) { nodes { related(first: 100) { nodes { related(first: 100) { nodes { id }"
                " } } } } } }"
            ),
            RefusalCode.TOO_COSTLY,
        ),
        ("{ " + " ".join(f"a{i}: revision" for i in range(51)) + " }", RefusalCode.TOO_MANY_ALIASES),
        ("{ " + "revision " * 5000 + "}", RefusalCode.TOO_MANY_TOKENS),
        ("{ organisations { nodes { " + "related { nodes { " * 9 + "id" + " } }" * 9 + " } } }", RefusalCode.TOO_DEEP),
    ],
)
async def test_what_cannot_be_answered_is_told_with_a_code_and_a_hint(ask, document, expected):
    assert await code(ask, document) == expected


async def test_fragments_nested_25_levels_are_measured_once_each(ask):
    fragments = " ".join(f"fragment F{i} on Organisation {{ ...F{i + 1} ...F{i + 1} }}" for i in range(25))
    found = await data(
        ask, f"{{ organisations(first: 1) {{ nodes {{ ...F0 }} }} }} {fragments} fragment F25 on Organisation {{ id }}"
    )
    assert found["organisations"]["nodes"][0]["id"]


def test_every_error_code_has_a_hint():
    assert set(HINTS) == set(RefusalCode)


async def test_a_mention_tells_where_in_the_text_it_stands(ask):
    document = """{ news(first: 100, where: {mentions: {count: {gte: 1}}}) { nodes { mentions { edges {
        confidence statements { label how field start end record { name } } } } } } }"""
    found = await data(ask, document)
    stated = [
        (s["label"], s)
        for node in found["news"]["nodes"]
        for edge in node["mentions"]["edges"]
        for s in edge["statements"]
    ]
    in_titles = [(label, s) for label, s in stated if s["how"] == "MENTION" and s["field"] == "name"]
    assert in_titles
    assert all(s["record"]["name"][s["start"] : s["end"]] == label for label, s in in_titles)
