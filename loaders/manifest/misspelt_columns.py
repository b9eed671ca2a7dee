"""Columns and keys that are misspelt, in the manifest or in the rows: they would be lost without a word."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock
from typing import Any

from rapidfuzz.distance import OSA

from loaders.formats import FORMATS, table
from loaders.manifest.checks import Fault
from loaders.manifest_model import Expression, RecordMapping, ReferenceMapping, Source
from loaders.mapping.compiling import native_mapping
from loaders.mapping.paths import columns_of, compiled_path
from loaders.rows import Row, ValuePath
from schema.issues import Place, Severity
from schema.suggestions import did_you_mean_one_of, nearest

KEYS_LIMIT = 300
_KEY_LENGTH = 100
_KEYS_SHOWN = 20
_LONG = 5
_REFERENCE = ("label", "key", "country", "role", "since", "until")
_Stated = tuple[ValuePath, str]


@dataclass(frozen=True, slots=True)
class SeenColumns:
    """What the files of one source turned out to have; shared by the threads that read them.

    wanted: steps of the plain paths that the manifest reads. columns: those of tables. keys: where a
    column or key stands first.
    found: wanted paths that a row has. beside: keys that stand where a row lacks a wanted path. empty: files
    without anything in them.
    is_format_known: the format knows its keys, so that none of a row need be remembered.
    """

    wanted: Mapping[str, ValuePath] = field(default_factory=dict)
    is_format_known: bool = False
    columns: set[str] = field(default_factory=set)
    keys: dict[str, Place] = field(default_factory=dict)
    found: set[str] = field(default_factory=set)
    beside: dict[str, set[str]] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def meet(self, name: str, place: Place) -> None:
        """Remember where a key stands first, whichever thread comes first."""
        with self._lock:
            known = self.keys.get(name)
            if (known is None and len(self.keys) < KEYS_LIMIT) or (known is not None and _order(place) < _order(known)):
                self.keys[name] = place

    def lack(self, path: str, keys: Iterable[str]) -> None:
        """Remember some of the keys that stand where a wanted path is absent."""
        beside = self.beside.setdefault(path, set())
        if len(beside) < KEYS_LIMIT:
            beside.update(key for key in islice(keys, KEYS_LIMIT) if len(key) <= _KEY_LENGTH)


@dataclass(slots=True)
class RowWatch:
    """Watches the rows of one reader for what `SeenColumns` remembers of the source."""

    seen: SeenColumns
    known: set[str] = field(default_factory=set)
    head: Mapping[str, Any] | None = None

    def note(self, row: Row, path: str) -> None:
        """Note the keys of a row of a file; of a table only the header counts."""
        if self.seen.is_format_known:
            return
        if row.head is not None:
            if row.head is not self.head:
                self.head = row.head
                self.seen.columns.update(row.head)
                self._meet(row, path)
            return
        if not self.known.issuperset(row.values):
            self._meet(row, path)
        for text, steps in self.seen.wanted.items():
            if text not in self.seen.found:
                self._want(text, steps, row.values)

    def _meet(self, row: Row, path: str) -> None:
        for name in islice(row.values, KEYS_LIMIT):
            if name not in self.known and len(name) <= _KEY_LENGTH:
                place = row.head[name] if row.head is not None else row.locate((name,))
                self.seen.meet(name, Place(path, *place))
                if len(self.known) < KEYS_LIMIT:
                    self.known.add(name)

    def _want(self, text: str, steps: ValuePath, values: Mapping[str, Any]) -> None:
        lacking = None if text in values else _lacking(values, steps)
        if lacking is None:
            self.seen.found.add(text)
        else:
            self.seen.lack(text, lacking)


def _lacking(part: Any, steps: ValuePath) -> Iterable[str] | None:
    """The keys among which a step is missing; None if none is, or if there is no object to look in."""
    for step in steps:
        if not isinstance(part, dict):
            return None
        if step not in part:
            return part
        part = part[step]
    return None


def _order(place: Place) -> tuple[str, int, int]:
    return place.path, place.line or 0, place.column or 0


def wanted(source: Source) -> dict[str, ValuePath]:
    """The plain paths that a manifest reads off each row of a source whose keys the manifest
    must know, with their steps.
    """
    if FORMATS[source.format].mapping:
        return {}
    places = ((path, compiled_path(path.removeprefix("$row.")).places) for _, path in _stated(source))
    return {path: steps[0] for path, steps in places if len(steps) == 1}


def absent(source: Source, index: int, seen: SeenColumns) -> Iterator[Fault]:
    """The places in the manifest that read a column which none of the source's tables has,
    or a path that no row has.
    """
    for place, path in _stated(source):
        if path in seen.found or path in seen.columns:
            continue
        name = next((name for name in columns_of(path) if name not in seen.columns), None)
        if seen.columns and name is not None:
            message = f"{source.name}: {source.path} has no column {name!r}."
            yield Fault(("sources", index, *place), message, _hint(name, seen.columns), Severity.WARNING)
        elif not seen.columns and path in seen.beside:
            yield from _never_there(source, ("sources", index, *place), path, seen.beside[path])


def _never_there(source: Source, place: ValuePath, path: str, beside: Collection[str]) -> Iterator[Fault]:
    """A path that no row has.

    A small source may well lack a relation or a language: of these only a likely misspelling is reported.
    """
    hint = _hint(path.rpartition(".")[2], beside)
    if _is_likely(hint) or not {"relations", "languages"} & set(place):
        yield Fault(place, f"{source.name}: no row of {source.path} has {path!r}.", hint, Severity.WARNING)


def _hint(name: str, known: Collection[str]) -> str | None:
    hint = did_you_mean_one_of(name, known)
    return hint if len(known) <= _KEYS_SHOWN or _is_likely(hint) else None


def _is_likely(hint: str | None) -> bool:
    return hint is not None and hint.startswith("did you mean")


def misspelt(source: Source, seen: SeenColumns) -> Iterator[tuple[str, Place, str]]:
    """Columns of the hub's own table form that are no field but look like one that is not there: name, place, field."""
    if source.kind is None or source.mapping is not None or FORMATS[source.format].mapping:
        return
    fields = _native_columns(source.kind)
    read = {name for _, path in _stated(source) for name in columns_of(path)}
    for name, place in sorted(seen.keys.items(), key=lambda item: _order(item[1])):
        near = None if name in fields or name in read else _meant(name, fields)
        if near is not None and near not in seen.keys:
            yield name, place, near


def _native_columns(kind: str) -> set[str]:
    native = native_mapping(kind)
    return {
        *native.fields,
        *native.identifiers,
        *native.relations,
        *(str(path) for path in (native.key, native.url) if path),
    }


def _meant(name: str, fields: Collection[str]) -> str | None:
    """The field of which two letters were swapped, else the one that is like it."""
    swapped = (known for known in fields if sorted(known) == sorted(name) and OSA.distance(known, name) == 1)
    # short words are alike by chance, as `time` and `type`
    return next(swapped, None) or nearest(name, fields, 85 if len(name) < _LONG else 75)


def mapped_at(source: Source) -> dict[str, str]:
    """Where a manifest maps key and name of a table, for the hint of a row that has none."""
    if source.format != table.FORMAT.name:
        return {}
    records = [*(source.records or ()), *(source.extend or ())]
    places = {"key": "key"} if source.key is not None or any(mapping.key is not None for mapping in records) else {}
    if "name" in (source.mapping or {}):
        return places | {"name": "mapping.name"}
    return places | ({"name": "fields.name"} if any("name" in mapping.fields for mapping in records) else {})


def _stated(source: Source) -> Iterator[_Stated]:
    yield from _mapped(source.key, ("key",))
    yield from _mapped(source.url, ("url",))
    yield from _all_mapped(source.mapping or {}, ("mapping",), source.defaults)
    yield from _all_mapped(source.identifiers or {}, ("identifiers",))
    yield from _relations(source.relations or {}, ())
    for group in ("records", "extend"):
        for number, mapping in enumerate(getattr(source, group) or ()):
            yield from _record(mapping, (group, number), source.defaults)


def _record(mapping: RecordMapping, below: ValuePath, defaults: Collection[str]) -> Iterator[_Stated]:
    """The columns that a record mapping reads.

    Below `each`, paths start at the item, not at the row: only `each` itself counts.
    """
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


def _relations(relations: Mapping[str, Any], below: ValuePath) -> Iterator[_Stated]:
    for name, mapped in relations.items():
        place = (*below, "relations", name)
        if isinstance(mapped, str):
            yield place, mapped
        elif isinstance(mapped, ReferenceMapping):
            yield from _reference(mapped, place)
        else:
            for number, reference in enumerate(mapped):
                yield from _reference(reference, (*place, number))


def _reference(mapping: ReferenceMapping, below: ValuePath) -> Iterator[_Stated]:
    if mapping.each is not None:
        yield (*below, "each"), mapping.each
        return
    if mapping.when is not None:
        yield (*below, "when"), mapping.when
    yield from _all_mapped({name: getattr(mapping, name) for name in _REFERENCE}, below)
    yield from _all_mapped(mapping.identifiers, (*below, "identifiers"))


def _all_mapped(mapping: Mapping[str, Any], below: ValuePath, defaults: Collection[str] = ()) -> Iterator[_Stated]:
    """All but those with a default, which says that the column may be absent."""
    for name, mapped in mapping.items():
        if name not in defaults:
            yield from _mapped(mapped, (*below, name))


def _mapped(mapped: Any, place: ValuePath) -> Iterator[_Stated]:
    """The path of a mapped value; of alternatives none, since each of them may be absent."""
    if isinstance(mapped, str):
        yield place, mapped
    elif isinstance(mapped, Expression) and mapped.path is not None:
        yield (*place, "path"), mapped.path
    elif isinstance(mapped, Expression):
        yield from _all_mapped(mapped.languages or {}, (*place, "languages"))
