"""Golden SQL: beside each query stands the statement it becomes on each database, so that a change shows its SQL.

`GOLDEN=write make test ARGS=tests/hub/plan/test_golden_sql.py` writes them anew.
"""

import os
import re
from pathlib import Path

import pytest
from graphql import parse, validate

from hub.plan.compile import compile_plan
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.sql.json_dialects import DIALECTS
from schema.graphql import SCHEMA

GOLDEN = Path(__file__).parent / "golden"
QUERIES = sorted(GOLDEN.glob("*.graphql"))


def statements(document, dialect):
    parsed = parse(document)
    assert validate(SCHEMA, parsed) == []
    plan = compile_plan(SCHEMA, parsed, parsed.definitions[0], {}, DIALECTS[dialect], "http://hub.example/entity/")
    return "\n\n".join(f"-- {query.field.key}\n{_broken(query.sql)}" for query in plan.queries) + "\n"


def _broken(sql):
    return re.sub(r" (FROM|WHERE|ORDER BY|LEFT JOIN|JOIN|GROUP BY|UNION ALL) ", r"\n\1 ", sql)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_a_query_becomes_the_statement_beside_it(query, dialect):
    written = query.with_suffix(f".{dialect}.sql")
    found = statements(query.read_text(encoding="utf-8"), dialect)
    if os.environ.get("GOLDEN") == "write":
        written.write_text(found, encoding="utf-8")
    assert found == written.read_text(encoding="utf-8")


def test_no_value_of_a_user_stands_in_a_statement():
    document = (
        '{ organisations(search: "s3cret", where: {name: {contains: "s3cret"}, topics: {in: ["s3cret"]}}) { nodes { id'
        ' } } search(query: "s3cret") { totalCount } }'
    )
    for dialect in DIALECTS:
        assert "s3cret" not in statements(document, dialect)


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ('countries: {on: "2020-01-01"}', "it has no operator"),
        ("countries: {group: null}", "group is null"),
        ("type: {eq: null, in: null}", "in is null"),
        ("topics: {isNull: null}", "isNull is null"),
        ("memberships: {some: null}", "some is null"),
        ("memberships: {edge: {activeOn: null}, some: {}}", "it is null"),
    ],
)
def test_a_condition_that_says_nothing_is_refused_before_any_statement(where, reason):
    document = f"{{ organisations(where: {{{where}}}) {{ totalCount }} }}"
    with pytest.raises(RequestError, match=reason) as refusal:
        statements(document, "sqlite")
    assert refusal.value.code == RefusalCode.INVALID_FILTER


@pytest.mark.parametrize("operator", ['eq: "nowhere"', 'ne: "nowhere"', 'in: ["nowhere"]', 'notIn: ["nowhere"]'])
@pytest.mark.parametrize("where", ["networks: {%s}", "memberships: {some: {}, edge: {networks: {%s}}}"])
def test_a_network_in_a_condition_is_one_that_the_store_must_have(where, operator):
    parsed = parse(f"{{ organisations(where: {{{where % operator}}}) {{ totalCount }} }}")
    plan = compile_plan(SCHEMA, parsed, parsed.definitions[0], {}, DIALECTS["sqlite"], "http://hub.example/entity/")
    assert plan.named_networks({}) == {"nowhere"}
