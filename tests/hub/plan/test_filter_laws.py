"""Filters against their meaning: every `where` finds exactly the rows for which a plain
reading of it in Python holds.
"""

import sqlite3
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert

from hub.derive.terms import VALUE_COUNTS
from hub.plan.lists.filters import any_condition, check_size, condition, conditions
from hub.plan.lists.value_conditions import kind_among
from hub.plan.refusals import RequestError
from hub.plan.sql.bindings import Bound, shaped
from hub.plan.sql.compiler import Compiler
from hub.plan.sql.json_dialects import DIALECTS
from hub.store.database import encoded
from hub.store.tables import METADATA
from schema.graphql import SCHEMA
from schema.kinds import EVENT, KIND_BY_NAME, KINDS, ORGANISATION, PRODUCT
from schema.relations import ends_of
from schema.values.folding import fold

WORDS = ("a", "ab", "B_", "Øst%", "øst", "z")
NETWORKS = ("north", "south")
NUMBERS = (0, 1, 7)
KIND_WORDS = tuple(kind.name for kind in KINDS)


def _entities() -> list[dict[str, Any]]:
    """Organisations, products and events of which every combination of missing, single and several values occurs."""
    made: list[dict[str, Any]] = []
    for kind, size in ((ORGANISATION, 8), (PRODUCT, 6), (EVENT, 6)):
        for i in range(size):
            networks = NETWORKS[: 1 + i % 2] if i % 3 else NETWORKS[1:]
            entity: dict[str, Any] = {
                "kind": kind.name,
                "id": f"{kind.prefix}{i}",
                "slug": WORDS[i % len(WORDS)] + str(i),
                "name": WORDS[i % len(WORDS)],
                "networks": networks,
                "networkCount": len(networks),
                "countries": ((), ("DK",), ("DK", "SE"), ("NO",))[i % 4],
                "created": 1 + i % 2,
                "updated": 2,
                "identifiers": {("cvr", "55133018")} if i == 1 else {("wikidata", "Q1")} if i == 2 else set(),
                "dates": ((), ("2026-01-01T00:00:00Z",), ("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"))[i % 3],
            }
            if kind is ORGANISATION:
                entity |= {"city": (None, *WORDS)[i % 7], "inhabitants": (None, *NUMBERS)[i % 4]}
            if kind is EVENT:
                entity |= {"allDay": (None, True, False)[i % 3], "dates": entity["dates"]}
            made.append(entity)
    return made


ENTITIES = _entities()
BY_ID = {entity["id"]: entity for entity in ENTITIES}
MOMENTS = {1: "2025-01-01T00:00:00Z", 2: "2025-06-01T00:00:00Z"}
EDGES = [
    ("member-of", "org0", "org1", "member"),
    ("member-of", "org0", "org2", "founder"),
    ("member-of", "org3", "org1", None),
    ("member-of", "org5", "org5", "founder"),
    ("uses", "org1", "prod0", None),
    ("uses", "org2", "prod0", "pilot"),
    ("uses", "org2", "prod3", None),
    ("mentions", "event0", "org1", "subject"),
    ("mentions", "event1", "org1", "mention"),
    ("mentions", "event2", "prod0", None),
    ("depends-on", "prod1", "prod0", None),
]


@pytest.fixture(scope="module")
def rows():
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    tables = METADATA.tables
    with engine.begin() as connection:
        for revision, moment in MOMENTS.items():
            load = {"revision": revision, "status": "accepted", "started_at": moment, "finished_at": moment}
            connection.execute(insert(tables["load"]), load | {"counts": {}, "issues_digest": ""})
        for entity in ENTITIES:
            _insert(connection, tables, entity)
        for i, (predicate, subject, object_, role) in enumerate(EDGES):
            ends = {"subject": subject, "subject_kind": BY_ID[subject]["kind"], "subject_name": "s"}
            ends |= {"object": object_, "object_kind": BY_ID[object_]["kind"], "object_name": "o"}
            edge = {"id": str(i), "predicate": predicate, "confidence": 1.0, "networks": ["os2"], "network_count": 1}
            edge |= {"roles": [role.title()] if role else [], "role_keys": [role] if role else []}
            connection.execute(insert(tables["relation"]), edge | ends)
        connection.exec_driver_sql(f"INSERT INTO value_count {VALUE_COUNTS.format(condition='true')}")
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        yield raw
    engine.dispose()


def _insert(connection, tables, entity):
    kind = KIND_BY_NAME[entity["kind"]]
    columns = {"city": "city", "inhabitants": "inhabitants", "allDay": "all_day"}
    row = {column: entity[name] for name, column in columns.items() if name in entity}
    row |= {name: entity[name] for name in ("id", "slug", "name")}
    row |= {"base_slug": entity["slug"], "sort_name": fold(entity["name"]), "network_count": entity["networkCount"]}
    row |= {"created_revision": entity["created"], "updated_revision": entity["updated"]}
    row |= {
        "countries": list(entity["countries"]),
        "networks": list(entity["networks"]),
        "origins": {},
        "conflicts": [],
    }
    connection.execute(insert(tables[kind.table]), row)
    shared = [encoded(entity["networks"])] if len(entity["networks"]) > 1 else []
    cities = [entity["city"]] if entity.get("city") else []
    for field, values in {**entity, "city": cities, "shared": shared}.items():
        for value in values if field in {"networks", "countries", "city", "shared"} else ():
            term = {"entity": entity["id"], "field": field, "value": value, "kind": kind.name}
            connection.execute(insert(tables["term"]), term | {"sort_name": fold(entity["name"])})
    for scheme, value in entity["identifiers"]:
        identifier = {"record": entity["id"], "scheme": scheme, "value": value, "kind": kind.name}
        connection.execute(insert(tables["identifier"]), identifier | {"entity": entity["id"]})
    for date in entity["dates"] if kind is EVENT else ():
        connection.execute(insert(tables["occurrence"]), {"event": entity["id"], "starts_at": date})


def found(rows, kind, where):
    """Ids that a condition lets through, with values in place and again with values bound as variables."""
    answers = []
    for shape, variables in ((where, {}), (shaped(where), where)):
        c = Compiler(DIALECTS["sqlite"], "")
        sql = f"SELECT t.id FROM {kind.table} t WHERE {condition(c, kind, 't', shape)}"
        answers.append({identity for (identity,) in rows.execute(sql, c.parameters.bind(variables, {}))})
    assert answers[0] == answers[1]
    return answers[0]


# ---- what conditions mean


def holds(kind, entity, where):
    return all(_holds(kind, entity, name, value) for name, value in where.items())


def _holds(kind, entity, name, value):
    meanings = {
        "and": lambda: all(holds(kind, entity, inner) for inner in value),
        "or": lambda: any(holds(kind, entity, inner) for inner in value),
        "not": lambda: not holds(kind, entity, value),
        "identifiers": lambda: (value["scheme"].lower(), value["value"]) in entity["identifiers"],
        "networks": lambda: list_holds(entity["networks"], value),
        "countries": lambda: list_holds(entity["countries"], value),
        "occurs": lambda: any(value.get("from", "") <= date < value.get("to", "3") for date in entity["dates"]),
        "createdAt": lambda: scalar_holds(MOMENTS.get(entity.get("created")), value),
        "updatedAt": lambda: scalar_holds(MOMENTS.get(entity.get("updated")), value),
    }
    if name in meanings:
        return meanings[name]()
    if name in ends_of(kind.name):
        return quantified(ends_of(kind.name)[name], entity, value)
    return scalar_holds(entity.get(name), value, folds=name == "name")


def scalar_holds(actual, operators, *, folds=False):
    return all(operator_holds(actual, op, operand, folds=folds) for op, operand in operators.items())


def operator_holds(actual, op, operand, *, folds=False):
    if op == "isNull" or operand is None:
        return (actual is None) == (operand if op == "isNull" else op == "eq")
    if actual is None:
        return op in {"ne", "notIn"}
    spellings = [_ascii_lower, *([fold] if folds else [])]
    return {
        "eq": lambda: actual == operand,
        "ne": lambda: actual != operand,
        "lt": lambda: actual < operand,
        "lte": lambda: actual <= operand,
        "gt": lambda: actual > operand,
        "gte": lambda: actual >= operand,
        "in": lambda: actual in operand,
        "notIn": lambda: actual not in operand,
        "contains": lambda: any(spell(operand) in spell(actual) for spell in spellings),
        "startsWith": lambda: any(spell(actual).startswith(spell(operand)) for spell in spellings),
    }[op]()


def _ascii_lower(text):
    return "".join(char.lower() if char.isascii() else char for char in text)


def list_holds(values, operators):
    for op, operand in operators.items():
        if op == "isNull" or operand is None:
            met = (not values) == (operand if op == "isNull" else op == "eq")
        elif op in {"ne", "notIn"}:
            met = all(operator_holds(value, op, operand) for value in values)
        else:
            met = any(operator_holds(value, op, operand) for value in values)
        if not met:
            return False
    return True


def quantified(end, entity, value):
    edges = [
        (edge[2], edge[3]) if end.outward else (edge[1], edge[3])
        for edge in EDGES
        if edge[0] == end.predicate.name
        and entity.get("id") is not None
        and entity["id"] == edge[1 if end.outward else 2]
    ]
    if value.get("roles") is not None:
        edges = [edge for edge in edges if edge[1] in {role.lower() for role in value["roles"]}]
    others = [BY_ID[other] for other, _ in edges]
    single = KIND_BY_NAME[end.others[0]] if len(end.others) == 1 else None
    met = {
        op: [holds(single, other, inner) if single else any_holds(other, inner) for other in others]
        for op, inner in value.items()
        if op in {"some", "none", "every"}
    }
    return (
        any(met.get("some", [True]))
        and not any(met.get("none", []))
        and all(met.get("every", []))
        and scalar_holds(len(edges), value.get("count", {}))
    )


def any_holds(other, where):
    return all(
        {
            "id": lambda value: scalar_holds(other.get("id"), value),
            "kind": lambda value: other.get("kind") in [kind.name.lower().replace("_", "-") for kind in value["in"]],
            "networks": lambda value: list_holds(other["networks"], value),
        }[name](value)
        for name, value in where.items()
    )


# ---- conditions at random


def operators(values, *, textual=True, ordered=True, nullable=True):
    value = st.sampled_from(values)
    some = st.lists(value, max_size=3)
    nothing = st.none() if nullable else st.nothing()
    choices: dict[str, Any] = {"eq": value | nothing, "ne": value | nothing, "isNull": st.booleans()}
    if ordered:
        choices |= dict.fromkeys(("lt", "lte", "gt", "gte"), value) | {"in": some, "notIn": some}
    if textual:
        choices |= dict.fromkeys(("contains", "startsWith"), value)
    return st.sampled_from(sorted(choices)).flatmap(lambda op: choices[op].map(lambda operand: {op: operand})) | (
        st.tuples(st.just("ne"), value).map(lambda pair: {pair[0]: pair[1], "isNull": False})
    )


TEXTS = operators((*WORDS, "ØST", "øs", "%", "_"))
NETWORK_TEXTS, COUNTRY_CODES = operators((*NETWORKS, "nor")), operators(("DK", "SE", "FI"), textual=False)
_MOMENT = st.sampled_from(("2026-01-01T00:00:00Z", "2026-02-15T00:00:00Z", "2026-03-01T00:00:00Z"))
PERIODS = st.fixed_dictionaries({}, optional={"from": _MOMENT, "to": _MOMENT}).filter(
    lambda period: bool(period) and period.get("from", "") < period.get("to", "3")
)
REVISION_DATES = operators((*MOMENTS.values(), "2025-03-01T00:00:00Z"), textual=False)
COUNTS = operators(NUMBERS, textual=False, nullable=False)
KIND_ENUM = {name: SCHEMA.type_map["KindName"].parse_value(name) for name in SCHEMA.type_map["KindName"].values}
ANY_KINDS = st.lists(st.sampled_from(list(KIND_ENUM.values())), max_size=2).map(lambda kinds: {"in": kinds})
IDENTIFIERS = st.sampled_from(
    [
        {"scheme": "CVR", "value": "55133018"},
        {"scheme": "wikidata", "value": "Q1"},
        {"scheme": "wikidata", "value": "Q2"},
    ]
)
ANY_WHERE = st.fixed_dictionaries(
    {},
    optional={
        "id": operators(("org1", "prod0", "event2"), textual=False),
        "kind": ANY_KINDS,
        "networks": NETWORK_TEXTS,
    },
)


def wheres(kind, depth):
    fields: dict[str, Any] = {
        "id": operators((f"{kind.prefix}1", f"{kind.prefix}4")),
        "slug": operators(("a0", "z5")),
        "name": TEXTS,
        "networks": NETWORK_TEXTS,
        "countries": COUNTRY_CODES,
        "networkCount": COUNTS,
        "createdAt": REVISION_DATES,
        "updatedAt": REVISION_DATES,
        "identifiers": IDENTIFIERS,
    }
    if kind is ORGANISATION:
        fields |= {"city": TEXTS, "inhabitants": COUNTS}
    if kind is EVENT:
        fields |= {"allDay": operators((True, False), textual=False, ordered=False), "occurs": PERIODS}
    if depth:
        inner = st.deferred(lambda: wheres(kind, depth - 1))
        fields |= {"and": st.lists(inner, max_size=2), "or": st.lists(inner, max_size=2), "not": inner}
        for name, end in ends_of(kind.name).items():
            if end.predicate.name in {edge[0] for edge in EDGES}:
                fields[name] = quantifiers(end, depth)
    return st.lists(st.sampled_from(sorted(fields)), max_size=2, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: fields[name] for name in names})
    )


def quantifiers(end, depth):
    single = KIND_BY_NAME[end.others[0]] if len(end.others) == 1 else None
    inner = st.deferred(lambda: wheres(single, depth - 1)) if single else ANY_WHERE
    roles = st.none() | st.lists(st.sampled_from(("member", "FOUNDER", "Subject")), max_size=2)
    parts = st.sampled_from(("some", "none", "every")).flatmap(lambda op: inner.map(lambda where: {op: where}))
    counted = COUNTS.map(lambda count: {"count": count})
    return st.tuples(parts | counted, roles).map(lambda pair: pair[0] | {"roles": pair[1]})


@pytest.mark.parametrize("kind", [ORGANISATION, PRODUCT, EVENT], ids=lambda kind: kind.name)
@settings(max_examples=250, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_condition_finds_just_what_it_means(rows, kind, data):
    where = data.draw(wheres(kind, 2))
    meant = {entity["id"] for entity in ENTITIES if entity["kind"] == kind.name and holds(kind, entity, where)}
    assert found(rows, kind, where) == meant


ONE_OF_EACH = [
    {field: {op: operand}}
    for field, values in {
        "city": WORDS,
        "inhabitants": NUMBERS,
        "countries": ("DK", "NO"),
        "name": (*WORDS, "ØS"),
    }.items()
    for op in ("eq", "ne", "lt", "lte", "gt", "gte", "in", "notIn", "contains", "startsWith", "isNull")
    for operand in ([list(values[:2]), []] if op in {"in", "notIn"} else [True, False] if op == "isNull" else [*values])
    if op not in {"contains", "startsWith"} or field in {"city", "name"}
]


@pytest.mark.parametrize("where", ONE_OF_EACH, ids=lambda where: ascii(where).replace("\\", ""))
def test_each_operator_finds_just_what_it_means(rows, where):
    meant = {
        entity["id"] for entity in ENTITIES if entity["kind"] == "organisation" and holds(ORGANISATION, entity, where)
    }
    assert found(rows, ORGANISATION, where) == meant


@pytest.mark.parametrize(
    ("where", "name", "why"),
    [
        ({"city": None}, "city", "it is null"),
        ({"city": {}}, "city", "it has no operator"),
        ({"countries": {}}, "countries", "it has no operator"),
        ({"city": {"lt": None}}, "city", "lt is null"),
        ({"city": {"isNull": None}}, "city", "isNull is null"),
        ({"countries": {"isNull": None}}, "countries", "isNull is null"),
        ({"countries": {"in": None}}, "countries", "in is null"),
        ({"memberships": {}}, "memberships", "it has none of the keys some, none, every and count"),
        ({"memberships": {"roles": ["member"]}}, "memberships", "it has none of the keys some, none, every and count"),
        ({"memberships": {"some": None}}, "memberships", "some is null"),
        ({"memberships": {"count": {}}}, "memberships", "it has no operator"),
        ({"mentionedIn": {"some": {"kind": {}}}}, "kind", "it has no in"),
        ({"mentionedIn": {"some": {"id": None}}}, "id", "it is null"),
        ({"mentionedIn": {"some": {"id": {}}}}, "id", "it has no operator"),
        ({"mentionedIn": {"some": {"networks": {}}}}, "networks", "it has no operator"),
    ],
    ids=str,
)
def test_a_condition_that_says_nothing_is_refused_with_its_name_and_the_reason(where, name, why):
    with pytest.raises(RequestError) as refusal:
        condition(Compiler(DIALECTS["sqlite"], ""), ORGANISATION, "t", where)
    assert refusal.value.code == "INVALID_FILTER"
    assert refusal.value.message == f"The condition on {name} cannot be used: {why}."


def test_an_unknown_scheme_is_refused_with_those_there_are(rows):
    with pytest.raises(RequestError) as refusal:
        found(rows, ORGANISATION, {"identifiers": {"scheme": "nope", "value": "1"}})
    assert refusal.value.code == "BAD_USER_INPUT"
    assert "'nope'" in refusal.value.message
    assert "wikidata" in refusal.value.extensions["hint"]


def nested(levels, leaf=None):
    return {"not": nested(levels - 1, leaf)} if levels > 1 else {"city": {"eq": "a"}} if leaf is None else leaf


@pytest.mark.parametrize(
    ("where", "depth", "count"),
    [
        (nested(12), 13, 1),
        ({"or": [{"city": {"eq": "a"}}] * 101}, 3, 101),
        ({"city": {"eq": "a", "ne": "b"}, "or": [nested(11)] * 2 + [{"name": {"in": []}}] * 97}, 13, 101),
    ],
)
def test_too_many_conditions_or_levels_are_refused_with_their_number(where, depth, count):
    with pytest.raises(RequestError) as refusal:
        check_size(where)
    assert refusal.value.code == "INVALID_FILTER"
    assert refusal.value.message.startswith(f"There are {count} conditions, {depth} levels deep;")
    assert refusal.value.extensions["hint"] == "Use `in` for many values, or ask in several operations."


@pytest.mark.parametrize(
    "where",
    [
        {},
        nested(11),
        nested(12, {}),
        {"or": [{"city": {"eq": "a"}}] * 100},
        {"city": {"in": ["a"] * 500}},
        {"city": {"in": Bound(("x",))}},
    ],
)
def test_conditions_within_the_limits_are_answered_and_a_list_of_values_counts_as_one(where):
    check_size(where)


def test_conditions_beneath_and_stay_apart_so_that_a_facet_can_leave_its_own_out():
    where = {"and": [{"city": {"eq": "a"}}, {"and": [{"name": {"eq": "b"}}]}], "slug": {"eq": "c"}}
    made = conditions(Compiler(DIALECTS["sqlite"], ""), ORGANISATION, "t", where)
    assert [part.field for part in made] == ["city", "name", "slug"]


def test_a_kind_that_is_bound_later_is_compared_with_a_list_and_no_kind_at_all_is_any():
    c = Compiler(DIALECTS["sqlite"], "")
    assert kind_among(c, "x.kind", None) == "1 = 1"
    assert kind_among(c, "x.kind", []) == "1 = 0"
    assert kind_among(c, "x.kind", [KIND_ENUM["NEWS_ITEM"]]) == "x.kind IN ('news-item')"
    assert kind_among(c, "x.kind", Bound(("kinds",))) == "x.kind IN (SELECT v1.value FROM json_each(:p0) v1)"
    assert c.parameters.bind({"kinds": ["event"]}, {}) == {"p0": '["event"]'}
    assert any_condition(c, "x.id", KIND_WORDS, {}) == "1 = 1"
