"""The fields of Subscription: one query builds what an event says.

What an event is about comes with it, as what a request brings along.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.plan.lists.connections import connection
from hub.plan.objects.lowering import column, row_object
from hub.plan.objects.network_objects import load, load_moment, load_of_revision
from hub.plan.roots.hub_roots import change_rows
from hub.plan.selection import Selected
from hub.plan.sql.bindings import Carried
from hub.plan.sql.compiler import Compiler, literal

REVISION, PROGRESS = "revision", "progress"
"""What is carried: the revision that an event is about.

And of a load, as JSON, what `LoadProgress` has beside the load.
"""
NO_EVENT: Mapping[str, Any] = {REVISION: None, PROGRESS: None}
"""That nothing has happened: a subscription answers null, and what is wrong with it is found."""


@dataclass(frozen=True, slots=True)
class EventSource:
    """What a subscription follows: its field with the arguments.

    key: alike for subscriptions of which each event says the same.
    """

    name: str
    arguments: Mapping[str, Any]
    key: Hashable


def _changes(c: Compiler, field: Selected) -> str:
    """What a revision changed; nothing for a revision that there is not."""
    row, revision = c.alias("l"), c.bind(Carried(REVISION), "integer")
    if field.arguments.get("networks") is not None:
        c.network(field.arguments["networks"])
    followed = {name: value for name, value in field.arguments.items() if name != "since"}

    def changes(c: Compiler, _: str, inner: Selected) -> str:
        rows = change_rows(c, f"revision = {revision}", inner.arguments | followed)
        rows.nested = True
        return connection(c, rows, inner)

    lowerings = {
        "revision": column("revision", "integer"),
        "at": load_moment("revision"),
        "load": load,
        "changes": changes,
    }
    return f"SELECT {row_object(c, lowerings, row, field.only())} FROM load {row} WHERE {row}.revision = {revision}"


def _loads(c: Compiler, field: Selected) -> str:
    progress, revision = c.bind(Carried(PROGRESS), "json"), c.bind(Carried(REVISION), "integer")
    if field.arguments.get("network") is not None:
        c.network(field.arguments["network"])

    def lower(inner: Selected) -> str:
        if inner.name == "load":
            return load_of_revision(c, revision, inner)
        stated = c.dialect.member(progress, literal(inner.name))
        if inner.name in {"done", "total"}:
            return c.dialect.quoted(f"CAST({stated} AS bigint)", "integer")
        return c.dialect.quoted(stated, "text")

    return f"SELECT {c.object(field.only(), lower)} WHERE {progress} IS NOT NULL"


EVENT_ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {"changes": _changes, "loads": _loads}
