"""What edges say of relations: their facts, the records behind them and how each record states them."""

from collections.abc import Callable

from hub.plan.lists.row_lists import SortKey
from hub.plan.objects.lowering import Lowering, column, enum_column, enum_text
from hub.plan.objects.record_objects import record
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler


def edge(c: Compiler, relation: str, there: str, outward: str) -> Callable[[Selected, tuple[SortKey, ...]], str]:
    """Lowers the facts of an edge. there: the prefix of the columns of its other end; outward: an expression of JSON text."""

    def lower(field: Selected, _: tuple[SortKey, ...]) -> str:
        if field.name == "outward":
            return outward
        if field.name in {"records", "statements"}:
            return _by_record(c, relation, field)
        if field.name == "predicate":
            return enum_text(c, f"{relation}.predicate")
        if field.name == "confidence":
            return c.dialect.quoted(f"{relation}.confidence", "number")
        return c.dialect.quoted(f"{relation}.{f'{there}_label' if field.name == 'label' else field.name}", "text")

    return lower


def _by_record(c: Compiler, relation: str, field: Selected) -> str:
    """The records that state an edge, or their statements of it."""
    link, row = c.alias("k"), c.alias("s")

    def lower(inner: Selected) -> str:
        return record(c, row, inner) if inner.name == "record" else _STATEMENT[inner.name](c, link, inner)

    body = c.object(field.only(), lower) if field.name == "statements" else record(c, row, field)
    links = (
        f"relation_record {link} JOIN record {row} ON {row}.id = {link}.record WHERE {link}.relation = {relation}.id"
    )
    return c.dialect.array(f"SELECT {body} AS j FROM {links} ORDER BY {row}.network, {row}.id")


_STATEMENT: dict[str, Lowering] = {
    "how": enum_column("how"),
    "field": column("field"),
    "start": column("start", "integer"),
    "end": column('"end"', "integer"),
    "since": column("since"),
    "until": column("until"),
    "confidence": column("confidence", "number"),
}
