"""What networks say of an entity beside its fields: assessments with their criteria, figures, passages."""

from typing import Any

import orjson

from hub.plan.lists.value_conditions import in_list
from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.objects.lowering import FieldLowering, column, enum_column, row_object
from hub.plan.objects.network_objects import network_of_row
from hub.plan.objects.record_objects import record
from hub.plan.selection import Selected
from hub.plan.sql.bindings import Bound
from hub.plan.sql.compiler import Compiler, literal
from hub.plan.sql.localised import localised
from schema.details import ASSESSMENT_SCHEMES

_TITLES = orjson.dumps({scheme.name: scheme.title for scheme in ASSESSMENT_SCHEMES}).decode()
_PAGES = orjson.dumps({scheme.name: scheme.url for scheme in ASSESSMENT_SCHEMES}).decode()


def assessments(c: Compiler, alias: str, field: Selected) -> str:
    """The assessments of an entity, by scheme, the latest first."""
    return _details(c, alias, "assessment", field, _ASSESSMENT, "{0}.name, coalesce({0}.as_of, '') DESC, {0}.id")


def figures(c: Compiler, alias: str, field: Selected) -> str:
    """The figures of an entity, by name, the latest first."""
    return _details(c, alias, "figure", field, _FIGURE, "{0}.name, coalesce({0}.as_of, '') DESC, {0}.id")


def passages(c: Compiler, alias: str, field: Selected) -> str:
    """The passages of an entity, by topic and order."""
    return _details(c, alias, "passage", field, _PASSAGE, "{0}.name, coalesce({0}.position, 0), {0}.id")


def _details(c: Compiler, alias: str, sort: str, field: Selected, table: dict[str, FieldLowering], order: str) -> str:
    row, stating = c.alias("d"), c.alias("s")
    rows = f"detail {row} JOIN record {stating} ON {stating}.id = {row}.record"
    where = f"{stating}.entity = {alias}.id AND {stating}.withdrawn_revision IS NULL AND {row}.sort = {literal(sort)}"
    body = row_object(c, table, row, field.only())
    chosen = _chosen(c, row, field.arguments.get("topics"))
    return c.dialect.array(f"SELECT {body} AS j FROM {rows} WHERE {where}{chosen} ORDER BY {order.format(row)}")


def _chosen(c: Compiler, row: str, topics: Any) -> str:
    if topics is None:
        return ""
    # a list of enum values is part of the shape of a plan, unless it is empty
    words = topics if isinstance(topics, Bound) else [stored_word(topic) for topic in topics]
    return f" AND {in_list(c, f'{row}.name', words)}"


def _scheme(c: Compiler, alias: str, field: Selected) -> str:
    def of_scheme(listing: str) -> str:
        return c.dialect.quoted(c.dialect.member(c.bind(listing, "json"), f"{alias}.name"), "text")

    expressions = {
        "name": c.dialect.quoted(f"{alias}.name", "text"),
        "title": of_scheme(_TITLES),
        "url": of_scheme(_PAGES),
    }
    return c.object_of(field.only(), expressions)


def _criteria(c: Compiler, alias: str, field: Selected) -> str:
    """The passages that say what the assessed value asks for, whoever states them."""
    row = c.alias("d")
    body = row_object(c, _PASSAGE, row, field.only())
    concerned = f"{row}.concerns = {alias}.name AND {row}.value = {alias}.value AND {row}.sort = 'passage'"
    return c.dialect.array(
        f"SELECT {body} AS j FROM detail {row} WHERE {concerned} ORDER BY coalesce({row}.position, 0), {row}.id"
    )


def _record(c: Compiler, alias: str, field: Selected) -> str:
    row = c.alias("s")
    return f"(SELECT {record(c, row, field)} FROM record {row} WHERE {row}.id = {alias}.record)"


_ORIGIN: dict[str, FieldLowering] = {
    "network": network_of_row,
    "record": _record,
    "path": column("path"),
    "line": column("line", "integer"),
    "url": column("url"),
}
_DATED: dict[str, FieldLowering] = _ORIGIN | {"asOf": column("as_of"), "note": column("note")}
_ASSESSMENT: dict[str, FieldLowering] = _DATED | {"scheme": _scheme, "value": column("value"), "criteria": _criteria}
_FIGURE: dict[str, FieldLowering] = _DATED | {
    "name": column("name"),
    "value": column("number", "number"),
    "text": column("value"),
    "unit": column("unit"),
}
_PASSAGE: dict[str, FieldLowering] = _ORIGIN | {
    "topic": enum_column("name"),
    "text": lambda c, alias, field: localised(c, f"{alias}.texts", field),
    "order": column("position", "integer"),
}
