"""What is fetched of a network, source by source, and what its harvests did."""

from hub.plan.objects.lowering import FieldLowering, column, enum_column, row_object
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler
from loaders.fetched import MISSES

SHOWN = 10
"""Harvests of a source that are shown, the newest first."""


def live_sources(c: Compiler, alias: str, field: Selected) -> str:
    """The sources of the network at an alias that were harvested, each as its last harvest left it."""
    row = c.alias("h")
    newest = f"SELECT max(m.number) FROM harvest m WHERE m.network = {row}.network AND m.source = {row}.source"
    rows = f"harvest {row} WHERE {row}.network = {alias}.slug AND {row}.number = ({newest}) ORDER BY {row}.source"
    return c.dialect.array(f"SELECT {row_object(c, _SOURCE, row, field.only())} AS j FROM {rows}")


def _harvests(c: Compiler, alias: str, field: Selected) -> str:
    row = c.alias("h")
    of_source = f"{row}.network = {alias}.network AND {row}.source = {alias}.source"
    rows = f"harvest {row} WHERE {of_source} ORDER BY {row}.number DESC LIMIT {SHOWN}"
    return c.dialect.array(f"SELECT {row_object(c, _HARVEST, row, field.only())} AS j FROM {rows}")


_COUNTS = ("added", "changed", "withdrawn", "unchanged", "rejected", "failed", "bytes", "milliseconds")
_SOURCE: dict[str, FieldLowering] = {
    "name": column("source"),
    "way": column("way"),
    "fetchedAt": column("fetched_at"),
    "askedAt": column("started_at"),
    "failingSince": column("failing_since"),
    "misses": column("misses", "integer"),
    "message": column("message"),
    "needsAttention": lambda _, alias, __: f"CASE WHEN {alias}.misses >= {MISSES} THEN 'true' ELSE 'false' END",
    "harvests": _harvests,
}
_HARVEST: dict[str, FieldLowering] = {
    "startedAt": column("started_at"),
    "finishedAt": column("finished_at"),
    "outcome": enum_column("outcome"),
    **{name: column(name, "integer") for name in _COUNTS},
    "message": column("message"),
    "revision": column("revision", "integer"),
}
