"""What the items of a list can be counted by, in facets and groups: fields, years of dates,
related entities, columns.
"""

from dataclasses import replace

import pycountry

from hub.plan.lists.arguments import as_json
from hub.plan.lists.fact_expressions import fact_value, stated_terms
from hub.plan.lists.relation_counts import country_source, end_source
from hub.plan.lists.row_lists import FacetSource
from hub.plan.lists.vocabulary_words import enum_word
from hub.plan.sql.compiler import Compiler, literal
from schema.graphql.graphql_names import camel, enum_name
from schema.kinds import Kind
from schema.relations import ends_of
from schema.values.countries import name_of

_CODES = (*(country.alpha_2 for country in pycountry.countries), "EU", "INT", "XK")
_READABLE = "replace(lower({}), '_', ' ')".format
"""How the enum name of a word is shown to readers."""
_COUNTRY_NAMES = {code: name_of(code) for code in _CODES}


def facet_source(c: Compiler, kind: Kind, alias: str, enum_value: str) -> FacetSource:
    """What facets of entities of one kind count by, its row at an alias."""
    if enum_value in {"NETWORKS", "ASSESSMENTS"}:
        return term_source(c, f"{alias}.id", enum_value.lower(), kind)
    name, fact = next((name, fact) for name, fact in kind.facts.items() if enum_name(name) == enum_value)
    if fact.many:
        return term_source(c, f"{alias}.id", name, kind)
    value = fact_value(c, kind, alias, name)
    if fact.value.vocabulary:
        word = enum_word(value, fact.value.vocabulary)
        present, shown = f"{value} IS NOT NULL", lambda value: enum_word(value, fact.value.vocabulary)
        return FacetSource(camel(name), word, present, _READABLE, term=name, shown=shown)
    return FacetSource(camel(name), value, f"{value} IS NOT NULL", term=name)


def group_source(c: Compiler, kind: Kind, alias: str, enum_value: str) -> FacetSource:
    """What groups can be formed by: fields of facets, years of dates, things at the ends of
    relations and their countries.
    """
    for name, fact in kind.facts.items():
        if f"{enum_name(name)}_YEAR" == enum_value and fact.precision:
            return replace(year_source(camel(name), f"{alias}.{name}"), term=f"{name}_year")
    for end in ends_of(kind.name).values():
        if enum_name(end.field) == enum_value:
            return end_source(c, end, f"{alias}.id")
        if f"{enum_name(end.field)}_COUNTRIES" == enum_value:
            return country_source(c, end, f"{alias}.id", term_source(c, f"{alias}.id", "countries"))
    return facet_source(c, kind, alias, enum_value)


def entity_source(c: Compiler, identity: str, kind: str, enum_value: str) -> FacetSource:
    """What entities of several kinds can be counted by. identity, kind: expressions of their ids and kinds."""
    if enum_value == "KIND":
        return word_source("kind", kind)
    return term_source(c, identity, enum_value.lower())


def term_source(c: Compiler, identity: str, column: str, kind: Kind | None = None) -> FacetSource:
    """Counts of a field that holds lists, by the table `term`. kind: of the entities, where all are of one."""
    term = c.alias("m")
    held = f"{term}.entity = {identity} AND {term}.field = {literal(column)}{stated_terms(c, term)}"
    # by kind and field the terms of a whole kind are one range of the index over values
    of_kind = f" AND {term}.kind = {literal(kind.name)}" if kind else ""

    def label(value: str) -> str:
        if column == "networks":
            return f"coalesce((SELECT n.title FROM network n WHERE n.slug = {value}), {value})"
        if column.endswith("countries"):
            return f"coalesce({c.dialect.member(c.bind(_COUNTRY_NAMES, 'json', as_json), value)}, {value})"
        return f"CAST({value} AS text)"

    present = f"EXISTS (SELECT 1 FROM term {term} WHERE {held})"
    join = f" JOIN term {term} ON {held}"
    return FacetSource(camel(column), f"{term}.value", present, label, join, term=column, of_kind=of_kind)


def word_source(field: str, column: str) -> FacetSource:
    """Count by a column of words of a closed vocabulary, which GraphQL spells as enum names."""
    return FacetSource(field, enum_word(column), f"{column} IS NOT NULL", _READABLE)


def column_source(field: str, column: str) -> FacetSource:
    """Count by a column as it is."""
    return FacetSource(field, column, f"{column} IS NOT NULL")


def year_source(field: str, column: str) -> FacetSource:
    """Count by the year of dates or moments, which both are text that starts with it. field: of the date."""
    return FacetSource(f"{field}Year", f"substr({column}, 1, 4)", f"{column} IS NOT NULL")
