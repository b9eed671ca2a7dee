"""The root field that lists the dates of events in a period, recurring ones included."""

from collections.abc import Callable

from hub.plan.lists.connections import connection_query
from hub.plan.lists.counted_fields import facet_source, group_source
from hub.plan.lists.filters import check_size, conditions, within
from hub.plan.lists.row_lists import RowList, SortKey, list_identity
from hub.plan.objects.entity_objects import any_entity, occurrence
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler
from schema.kinds import EVENT


def _occurrences(c: Compiler, field: Selected) -> str:
    date, event, arguments = c.alias("o"), c.alias("t"), field.arguments
    where = arguments.get("where") or {}
    check_size(where)
    period = {name: arguments[name] for name in ("from", "to")}
    # the key of an occurrence is a pair, which handles need as one value
    dates = f"(SELECT x.*, x.starts_at || ' ' || x.event AS place FROM occurrence x WHERE {within(c, 'x', period)})"
    rows = RowList(
        f"{dates} {date} JOIN {EVENT.table} {event} ON {event}.id = {date}.event",
        ((date, dates, "place"), (event, EVENT.table, "id")),
        (SortKey(f"{date}.starts_at"), SortKey(f"{date}.event")),
        lambda inner: occurrence(c, date, event, inner),
        list_identity("occurrences", arguments),
        conditions(c, EVENT, event, where),
        facet=lambda name: facet_source(c, EVENT, event, name),
        grouping=lambda name: group_source(c, EVENT, event, name),
        entity=lambda identity, inner: any_entity(c, identity, inner),
    )
    return connection_query(c, rows, field)


ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {"occurrences": _occurrences}
