"""Columns that a manifest reads and that no table of the source has: a misspelt name would lose a column without a word."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from loaders.manifest import Expression, RecordMapping, ReferenceMapping, Source
from loaders.manifest_checks import Fault, did_you_mean
from loaders.paths import columns_of
from loaders.rows import Path
from schema.issues import Severity

_REFERENCE = ("label", "key", "country", "role", "since", "until")
_Stated = tuple[Path, str]


def absent_columns(source: Source, index: int, columns: Collection[str]) -> Iterator[Fault]:
    """The places in the manifest that read a column which none of the source's tables has."""
    if not columns:
        return
    for place, path in _stated(source):
        missing = next((name for name in columns_of(path) if name not in columns), None) if path not in columns else None
        if missing is not None:
            message = f"{source.name}: {source.path} has no column {missing!r}."
            yield Fault(("sources", index, *place), message, did_you_mean(missing, columns), Severity.WARNING)


def _stated(source: Source) -> Iterator[_Stated]:
    yield from _mapped(source.key, ("key",))
    yield from _mapped(source.url, ("url",))
    yield from _all_mapped(source.mapping or {}, ("mapping",), source.defaults)
    yield from _all_mapped(source.identifiers or {}, ("identifiers",))
    yield from _relations(source.relations or {}, ())
    for group in ("records", "extend"):
        for number, mapping in enumerate(getattr(source, group) or ()):
            yield from _record(mapping, (group, number), source.defaults)


def _record(mapping: RecordMapping, below: Path, defaults: Collection[str]) -> Iterator[_Stated]:
    if mapping.each is not None:
        yield (*below, "each"), mapping.each
        return
    if mapping.when is not None:
        yield (*below, "when"), mapping.when
    yield from _mapped(mapping.key, (*below, "key"))
    yield from _mapped(mapping.url, (*below, "url"))
    yield from _all_mapped(mapping.fields, (*below, "fields"), defaults)
    yield from _all_mapped(mapping.identifiers, (*below, "identifiers"))
    yield from _relations(mapping.relations, below)
    for name, end in (("subject", mapping.subject), ("object", mapping.object)):
        if end is not None:
            yield from _reference(end, (*below, name))


def _relations(relations: Mapping[str, Any], below: Path) -> Iterator[_Stated]:
    for name, stated in relations.items():
        place = (*below, "relations", name)
        if isinstance(stated, str):
            yield place, stated
        elif isinstance(stated, ReferenceMapping):
            yield from _reference(stated, place)
        else:
            for number, one in enumerate(stated):
                yield from _reference(one, (*place, number))


def _reference(mapping: ReferenceMapping, below: Path) -> Iterator[_Stated]:
    if mapping.each is not None:
        yield (*below, "each"), mapping.each
        return
    if mapping.when is not None:
        yield (*below, "when"), mapping.when
    yield from _all_mapped({name: getattr(mapping, name) for name in _REFERENCE}, below)
    yield from _all_mapped(mapping.identifiers, (*below, "identifiers"))


def _all_mapped(stated: Mapping[str, Any], below: Path, defaults: Collection[str] = ()) -> Iterator[_Stated]:
    """All but those with a default, which says that the column may be absent."""
    for name, mapped in stated.items():
        if name not in defaults:
            yield from _mapped(mapped, (*below, name))


def _mapped(mapped: Any, place: Path) -> Iterator[_Stated]:
    """The path of a mapped value; of alternatives none, since each of them may be absent."""
    if isinstance(mapped, str):
        yield place, mapped
    elif isinstance(mapped, Expression) and mapped.path is not None:
        yield (*place, "path"), mapped.path
    elif isinstance(mapped, Expression):
        yield from _all_mapped(mapped.languages or {}, (*place, "languages"))
