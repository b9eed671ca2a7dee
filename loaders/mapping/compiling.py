"""From a source of a manifest to compiled mappings: shorthands resolved, the format's own mappings
used where none is given.
"""

from collections.abc import Mapping
from typing import Any

from loaders.manifest_model import Expression, Manifest, RecordMapping, ReferenceMapping, Source
from loaders.mapping.detail_mappers import DETAIL_PARTS, FIGURE_PARTS, DetailMapper, FigureMapper
from loaders.mapping.expressions import Tables, compiled
from loaders.mapping.fact_values import FieldReader, field_reader, identifier_reader
from loaders.mapping.items import items_of
from loaders.mapping.mappers import EntityMapper, ItemReaders, Mapper, RelationMapper, Repeatable
from loaders.mapping.origins import Origin
from loaders.mapping.paths import Misdescribed, Read
from loaders.mapping.relation_ends import reference_mappings, reference_reader
from loaders.rows import Format
from schema.identifiers import SCHEMES
from schema.kinds import KIND_BY_NAME
from schema.records import Record
from schema.relations import PREDICATE_BY_NAME, ends_of
from schema.values.plain import key

LIST_SEPARATOR = ";"


def mappers(source: Source, form: Format, manifest: Manifest) -> tuple[Mapper, ...]:
    """The compiled mappings of a source. Raises `Misdescribed`."""
    return tuple(_mapper(mapping, source, manifest) for mapping in record_mappings(source, form))


def record_mappings(source: Source, form: Format) -> list[RecordMapping]:
    """The record mappings of a source: its own, or its shorthand laid over the format's, and what it adds."""
    chosen = source.records if source.records is not None else _shorthand(source, list(form.mapping))
    if not chosen and not source.extend:
        raise Misdescribed(f"format {form.name} needs `kind` or `records`", "say which kind its rows are")
    return [*chosen, *(source.extend or [])]


def _shorthand(source: Source, own: list[RecordMapping]) -> list[RecordMapping]:
    if source.kind is None:
        return [_laid_over(own[0], source), *own[1:]] if own else []
    base = next((mapping for mapping in own if mapping.kind == source.kind), None)
    if base is None:
        base = RecordMapping(kind=source.kind) if source.mapping is not None else native_mapping(source.kind)
    return [_laid_over(base.model_copy(update={"when": None}), source)]


def _laid_over(base: RecordMapping, source: Source) -> RecordMapping:
    update: dict[str, Any] = {
        "fields": base.fields | (source.mapping or {}),
        "identifiers": base.identifiers | (source.identifiers or {}),
        "relations": base.relations | (source.relations or {}),
    }
    if source.key is not None:
        update["key"] = source.key
    return base.model_copy(update=update)


def native_mapping(kind: str) -> RecordMapping:
    """The hub's own table form of a kind: columns named as its fields, identifier schemes and relation fields,
    beside key and source_url.
    """
    if kind not in KIND_BY_NAME:
        return RecordMapping(kind=kind, fields={part: part for part in FIGURE_PARTS} if kind == "figure" else {})
    facts = KIND_BY_NAME[kind].facts
    fields: dict[str, Any] = {name: _listed(name) if fact.many else name for name, fact in facts.items()}
    relations = {name: ReferenceMapping(label=_listed(name)) for name in ends_of(kind) if name not in facts}
    schemes: dict[str, Any] = {scheme.name: _listed(scheme.name) for scheme in SCHEMES if scheme.name not in facts}
    return RecordMapping(
        kind=kind, key="key", url="source_url", fields=fields, identifiers=schemes, relations=dict(relations)
    )


def _listed(path: str) -> Expression:
    return Expression(path=path, split=LIST_SEPARATOR)


def _mapper(mapping: RecordMapping, source: Source, manifest: Manifest) -> Mapper:
    """The mapper for what a mapping makes: a relation, a detail of another thing, a figure of
    the network, or an entity.
    """
    tables = manifest.lookups
    origin = _origin(mapping, source, manifest)
    if mapping.kind == "relation":
        return _relation_mapper(origin, mapping, tables)
    if mapping.of is not None and mapping.kind in DETAIL_PARTS:
        known = DETAIL_PARTS[mapping.kind]
        details = {name: compiled(part, tables).read for name, part in mapping.fields.items() if name in known}
        return DetailMapper(origin, mapping.kind, mapping.of, details, first_keys(manifest, mapping.of))
    if mapping.kind == "figure":
        parts = {name: compiled(part, tables).read for name, part in mapping.fields.items() if name in FIGURE_PARTS}
        return FigureMapper(origin, parts)
    fields = _field_readers(mapping, source.defaults, tables)
    schemes = tuple(identifier_reader(scheme, mapped, tables) for scheme, mapped in mapping.identifiers.items())
    ends = ends_of(mapping.kind)
    relations = tuple(
        (ends[name], reference_reader(name, reference, tables))
        for name, mapped in mapping.relations.items()
        for reference in reference_mappings(mapped)
    )
    readers = ItemReaders(fields, schemes, relations)
    return EntityMapper(origin, mapping.kind, readers, first_keys(manifest, mapping.kind))


def first_keys(manifest: Manifest, kind: str) -> dict[str, str]:
    """By keys of a kind that were renamed, once or again and again, those that they were at first.
    `renamed` must lead in no circle.
    """
    older = {_as_read(new): _as_read(old) for old, new in manifest.renamed.get(kind, {}).items()}
    return {new: _first(older, new) for new in older}


def _first(older: Mapping[str, str], renamed: str) -> str:
    while renamed in older:
        renamed = older[renamed]
    return renamed


def _as_read(text: str) -> str:
    return key(text).value or text


def _origin(mapping: RecordMapping, source: Source, manifest: Manifest) -> Origin:
    own_key: Read = compiled(mapping.key if mapping.key is not None else "$key", manifest.lookups).read
    return Origin(
        manifest.network,
        items_of(mapping.each, mapping.when),
        own_key,
        _page(mapping, source, manifest.lookups),
        Repeatable if mapping.repeats else Record,
        mapping.key is not None,
    )


def _page(mapping: RecordMapping, source: Source, tables: Tables) -> Read | None:
    """The page of a record: relative to its item where the mapping says it, to the whole row where the source does."""
    if mapping.url is not None:
        return compiled(mapping.url, tables).read
    if source.url is None:
        return None
    read = compiled(source.url, tables).read
    return lambda _item, scope: read(scope.row.values, scope)


_READ_FIRST = frozenset({"name", "time_zone"})
"""Fields by which others are read: moments in their zone, mail addresses beside the name of the body. `ItemReaders`
reads in order, so they stand before those.
"""


def _field_readers(mapping: RecordMapping, defaults: Mapping[str, Any], tables: Tables) -> tuple[FieldReader, ...]:
    kind = KIND_BY_NAME[mapping.kind]
    names = [*mapping.fields, *sorted((defaults.keys() & kind.facts.keys()) - mapping.fields.keys())]
    names.sort(key=lambda name: name not in _READ_FIRST)
    return tuple(field_reader(kind, name, mapping.fields.get(name), defaults.get(name), tables) for name in names)


def _relation_mapper(origin: Origin, mapping: RecordMapping, tables: Tables) -> RelationMapper:
    if mapping.predicate not in PREDICATE_BY_NAME or mapping.subject is None or mapping.object is None:
        raise Misdescribed("a record mapping of kind relation needs predicate, subject and object")
    predicate = PREDICATE_BY_NAME[mapping.predicate]
    return RelationMapper(
        origin,
        predicate,
        reference_reader("subject", mapping.subject, tables),
        reference_reader("object", mapping.object, tables),
    )
