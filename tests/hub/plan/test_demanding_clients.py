"""What demanding clients send: variables in every place, forged cursors, filters without end.

Nothing is left out silently, nothing breaks.
"""

import json

import pytest

WHERE = (
    "query($w: OrganisationWhere) { organisations(where: $w, first: 1) { totalCount nodes { id } facets(fields: [TYPE])"
    " { missing buckets { count } } } }"
)
MIXED = [
    {"field": name, "direction": way}
    for name, way in zip(
        ("TYPE", "CITY", "REGION", "STATUS", "FOUNDED", "URL", "NETWORK_COUNT", "NAME"),
        ("ASC", "DESC") * 4,
        strict=True,
    )
]


async def answer(ask, document, **variables):
    found = await ask(document, **variables)
    return found.get("data"), [error["extensions"]["code"] for error in found.get("errors", ())]


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ("query($i: ID) { organisation(by: {id: $i}) { name } }", {}),
        ("query($i: ID) { organisation(by: {id: $i}) { name } }", {"i": None}),
        ('query($x: String = "a") { organisations(where: {slug: {in: [$x]}}) { totalCount } }', {"x": None}),
        ('query($d: Int = 1) { neighbours(of: {slug: "os2mo"}, depth: $d) { totalCount } }', {"d": None}),
        ("{ candidates(where: {minScore: 1e999}) { totalCount } }", {}),
    ],
)
async def test_an_argument_that_its_variables_spoil_is_an_error_and_never_left_out(ask, document, variables):
    assert (await answer(ask, document, **variables))[1][0] in {"BAD_USER_INPUT", "VALIDATION_FAILED"}


@pytest.mark.parametrize("arguments", ["first: -1", "first: 101", 'after: "zz"', 'last: 2, before: "5B5D"'])
async def test_a_wrong_page_is_told_also_where_only_the_count_is_asked(ask, arguments):
    assert (await answer(ask, f"{{ organisations({arguments}) {{ totalCount }} }}"))[1][0] in {
        "INVALID_PAGE",
        "INVALID_CURSOR",
    }


@pytest.mark.parametrize(
    "forge",
    [
        lambda parts: [parts[0], *("x" for _ in parts[1:])],
        lambda parts: [parts[0], *(2**70 for _ in parts[1:])],
        lambda parts: [parts[0], *(True for _ in parts[1:])],
        lambda parts: [*parts[:-1], "\0"],
        lambda parts: [*parts, 1],
        lambda parts: {"a": parts},
    ],
)
async def test_a_forged_cursor_is_told(ask, forge):
    listed = (
        "query($c: String) { organisations(first: 1, after: $c, orderBy: [{field: TYPE}]) { pageInfo { endCursor } } }"
    )
    real = (await answer(ask, listed))[0]["organisations"]["pageInfo"]["endCursor"]
    forged = json.dumps(forge(json.loads(bytes.fromhex(real)))).encode().hex()
    assert (await answer(ask, listed, c=forged))[1] == ["INVALID_CURSOR"]


async def test_a_cursor_does_not_mind_whether_an_absent_condition_is_spelled_out(ask):
    first = (await answer(ask, "{ organisations(first: 1) { pageInfo { endCursor } } }"))[0]["organisations"][
        "pageInfo"
    ]["endCursor"]
    listed = (
        "query($c: String, $w: OrganisationWhere) { organisations(first: 1, after: $c, where: $w) { nodes { id } } }"
    )
    pages = [await answer(ask, listed, c=first, **more) for more in ({}, {"w": None}, {"w": {}})]
    assert pages[0][0]
    assert pages[0] == pages[1] == pages[2]


async def test_page_info_between_two_cursors_knows_of_what_lies_beyond_each(ask):
    edges = (await answer(ask, "{ organisations(first: 9) { edges { cursor } } }"))[0]["organisations"]["edges"]
    for way in ("first", "last"):
        listed = (
            f"query($a: String, $b: String) {{ organisations({way}: 50, after: $a, before: $b) {{ nodes {{ id }}"
            " pageInfo { hasNextPage hasPreviousPage } } }"
        )
        found = (await answer(ask, listed, a=edges[2]["cursor"], b=edges[6]["cursor"]))[0]["organisations"]
        assert (len(found["nodes"]), found["pageInfo"]) == (3, {"hasNextPage": True, "hasPreviousPage": True})


def nested(levels):
    return {"not": nested(levels - 1)} if levels else {"name": {"eq": "a"}}


@pytest.mark.parametrize(
    "where",
    [
        nested(60),
        {"or": [{"name": {"ne": str(i)}} for i in range(1_200)]},
        {"and": [{"name": {"ne": str(i)}} for i in range(1_200)]},
    ],
)
async def test_a_filter_beyond_every_database_is_told(ask, where):
    assert (await answer(ask, WHERE, w=where))[1] == ["INVALID_FILTER"]


@pytest.mark.parametrize("where", [nested(10), {"or": [{"name": {"ne": str(i)}} for i in range(100)]}])
async def test_a_filter_at_the_limit_is_answered(ask, where):
    assert (await answer(ask, WHERE, w=where))[1] == []


async def test_eight_keys_of_mixed_direction_page_through_everything_and_nine_are_told(ask):
    listed = (
        "query($o: [OrganisationOrder!], $c: String) { organisations(orderBy: $o, first: 60, after: $c) { totalCount"
        " nodes { id } pageInfo { hasNextPage endCursor } } }"
    )
    ids, page = [], {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        found = (await answer(ask, listed, o=MIXED, c=page["endCursor"]))[0]["organisations"]
        ids, page = ids + [node["id"] for node in found["nodes"]], found["pageInfo"]
    assert len(ids) == len(set(ids)) == found["totalCount"]
    assert (await answer(ask, listed, o=[*MIXED, MIXED[0]]))[1] == ["INVALID_ORDER"]


@pytest.mark.parametrize(("kind", "field"), [("organisations", "countries"), ("organisations", "type")])
async def test_null_and_not_null_part_a_list_in_two_also_for_lists_of_values(ask, kind, field):
    document = (
        f"{{ all: {kind} {{ totalCount }} a: {kind}(where: {{{field}: {{isNull: true}}}}) {{ totalCount }} b:"
        f" {kind}(where: {{{field}: {{isNull: false}}}}) {{ totalCount }} c: {kind}(where: {{{field}: {{eq: null}}}})"
        f" {{ totalCount }} d: {kind}(where: {{{field}: {{ne: null}}}}) {{ totalCount }} }}"
    )
    counts = {key: found["totalCount"] for key, found in (await answer(ask, document))[0].items()}
    assert (counts["a"], counts["b"], counts["a"] + counts["b"]) == (counts["c"], counts["d"], counts["all"])


@pytest.mark.parametrize(
    ("usual", "own"),
    [
        ('organisations(where: {countries: {eq: "DK"}})', 'organisations(where: {countries: {eq: "denmark"}})'),
        ('products(where: {licence: {eq: "EUPL-1.2"}})', 'products(where: {licence: {eq: "EUPL 1.2"}})'),
        (
            'organisations(where: {url: {eq: "https://www.ballerup.dk"}})',
            'organisations(where: {url: {eq: "HTTP://WWW.Ballerup.dk/"}})',
        ),
        ('events(where: {languages: {eq: "en"}})', 'events(where: {languages: {eq: "EN"}})'),
    ],
)
async def test_a_condition_finds_values_however_a_client_spells_them(ask, usual, own):
    found, codes = await answer(ask, f"{{ a: {usual} {{ totalCount }} b: {own} {{ totalCount }} }}")
    assert codes == []
    assert found["a"] == found["b"]


@pytest.mark.parametrize(
    "document",
    [
        '{ news(where: {published: {gte: "2026-13-45"}}) { totalCount } }',
        '{ events(where: {startsAt: {gte: "2026-02-30"}}) { totalCount } }',
        '{ organisations(where: {countries: {eq: "Atlantis"}}) { totalCount } }',
        '{ networks { nodes { description(lang: ["!"]) { value } } } }',
    ],
)
async def test_what_is_no_value_of_its_type_is_told(ask, document):
    assert (await answer(ask, document))[1] == ["VALIDATION_FAILED"]


async def test_provenance_of_a_field_that_no_kind_has_is_told(ask):
    assert (await answer(ask, '{ organisations(first: 1) { nodes { provenance(fields: ["nmae"]) { value } } } }'))[
        1
    ] == ["BAD_USER_INPUT"]


async def test_no_language_asked_for_is_the_language_of_the_request(ask):
    found, _ = await answer(
        ask, '{ network(by: {slug: "os2"}) { a: description(lang: []) { lang } b: description { lang } } }'
    )
    assert found["network"]["a"] == found["network"]["b"]


async def test_a_nul_is_ordinary_text(ask):
    document = '{ organisations(where: {name: {contains: "a\\u0000b"}, slug: {in: ["\\u0000"]}}) { totalCount } }'
    assert (await answer(ask, document)) == ({"organisations": {"totalCount": 0}}, [])


def listed(field, levels, page="totalCount pageInfo { hasNextPage endCursor } edges { roles since node { name %s } }"):
    """Lists within lists, by turns of members and of memberships."""
    other = "members" if field == "memberships" else "memberships"
    return f"{field}(first: 1) {{ " + page % (listed(other, levels - 1, page) if levels > 1 else "") + " }"


@pytest.mark.parametrize(
    ("levels", "page"),
    [
        (4, "totalCount pageInfo { hasNextPage endCursor } edges { roles since node { name %s } }"),
        (5, "nodes { name %s }"),
    ],
)
async def test_five_lists_with_everything_on_a_page_and_six_of_nodes_are_answered_on_any_database(ask, levels, page):
    root = page.replace("roles since ", "") % listed("memberships", levels, page)
    data, codes = await answer(ask, f"{{ organisations(first: 1) {{ {root} }} }}")
    assert codes == []
    assert data["organisations"]


SPREAD = (
    "{ ...f0 } "
    + " ".join(f"fragment f{i} on Query {{ ...f{i + 1} }}" for i in range(240))
    + " fragment f240 on Query { revision }"
)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{ revision } tokens", "SYNTAX_ERROR"),
        ("{ " + "revision " * 5_000 + "}", "TOO_MANY_TOKENS"),
        (SPREAD, "TOO_DEEP"),
        ("{ organisations " + "{ nodes { members " * 120 + "{ totalCount }" + " } }" * 120 + " }", "TOO_DEEP"),
        ("{ organisations(where: {" + "not: {" * 300 + "}" * 300 + "}) { totalCount } }", "TOO_DEEP"),
        ("{ " + "... { " * 180 + "revision" + " }" * 181, None),
    ],
)
async def test_a_document_without_measure_is_told_by_what_is_wrong_with_it(ask, document, code):
    assert (await answer(ask, document))[1] == ([code] if code else [])


async def test_a_list_of_values_is_one_condition_whether_written_out_or_bound(ask):
    many = [str(number) for number in range(150)]
    written = f"{{ organisations(where: {{name: {{in: {json.dumps(many)}}}}}) {{ totalCount }} }}"
    bound = "query($many: [String!]) { organisations(where: {name: {in: $many}}) { totalCount } }"
    assert (
        await answer(ask, written) == await answer(ask, bound, many=many) == ({"organisations": {"totalCount": 0}}, [])
    )


@pytest.mark.parametrize("kind", ["{}", "{in: null}"])
async def test_a_kind_without_an_operator_is_no_condition_that_could_be_left_out(ask, kind):
    assert (
        await answer(ask, f"{{ organisations(where: {{mentionedIn: {{some: {{kind: {kind}}}}}}}) {{ totalCount }} }}")
    )[1] == ["INVALID_FILTER"]


async def test_moments_before_the_year_1000_compare_as_moments(ask):
    early, late = [
        (await answer(ask, f'{{ events(where: {{startsAt: {{gte: "{year}-01-01T00:00:00Z"}}}}) {{ totalCount }} }}'))[0]
        for year in ("0999", "1000")
    ]
    assert early == late
    assert early["events"]["totalCount"] > 0


@pytest.mark.parametrize(
    "document",
    [
        (
            "query($p: [Predicate!] = [MEMBR_OF]) { organisations(first: 1) { nodes { related(predicates: $p) {"
            " totalCount } } } }"
        ),
        "{ organisations(first: 1) { nodes { related(predicates: [MEMBR_OF]) { totalCount } } } }",
    ],
)
async def test_a_predicate_that_there_is_not_is_told_with_the_nearest(ask, document):
    [error] = (await ask(document))["errors"]
    assert error["extensions"]["code"] == "VALIDATION_FAILED"
    assert error["extensions"]["hint"].startswith("Did you mean MEMBER_OF? Values of Predicate: ")


@pytest.mark.parametrize("arguments", ["first: -1", 'after: "zz"'])
@pytest.mark.parametrize("asked", ["totalCount", "pageInfo { __typename }", "pageInfo { hasPreviousPage }"])
async def test_a_wrong_page_of_a_nested_list_is_told_whatever_is_asked_of_it(ask, arguments, asked):
    document = f"{{ organisations(first: 1) {{ nodes {{ members({arguments}) {{ {asked} }} }} }} }}"
    assert (await answer(ask, document))[1][0] in {"INVALID_PAGE", "INVALID_CURSOR"}
