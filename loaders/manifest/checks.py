"""What a manifest must get right beyond its shape: names that exist, expressions that compile."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from loaders.fetch_model import FETCHED
from loaders.formats import FORMATS
from loaders.manifest_model import Expression, Manifest, RecordMapping, ReferenceMapping, Source
from loaders.mapping.compiling import record_mappings
from loaders.mapping.detail_mappers import DETAIL_PARTS
from loaders.mapping.expressions import compiled
from loaders.mapping.items import items_of
from loaders.mapping.paths import Misdescribed
from loaders.mapping.relation_ends import reference_mappings
from loaders.rows import Format, ValuePath
from schema.details import FORMER_FIELDS
from schema.identifiers import SCHEME_BY_NAME
from schema.issues import Severity
from schema.kinds import KIND_BY_NAME
from schema.relations import PREDICATE_BY_NAME, ends_of
from schema.suggestions import did_you_mean_one_of
from schema.values import VALUE_TYPES

_ROW_KINDS = (*KIND_BY_NAME, "relation", "figure", "assessment", "passage")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a manifest: where in the document, what, and what to do."""

    path: ValuePath
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR


def manifest_faults(manifest: Manifest) -> Iterator[Fault]:
    """Everything in a valid manifest that cannot be followed."""
    yield from _declarations(manifest)
    names = [source.name for source in manifest.sources]
    for index, source in enumerate(manifest.sources):
        if source.name in names[:index]:
            yield Fault(("sources", index, "name"), f"There are two sources {source.name!r}.", "give each its own name")
        yield from _source(source, ("sources", index), manifest.lookups)
        yield from _fetch(manifest.network, source, ("sources", index))


def _fetch(network: str, source: Source, path: ValuePath) -> Iterator[Fault]:
    """What is fetched lies in a folder of its own, so that it never overwrites what is ours.

    Credentials are the network's own.
    """
    folder = f"{FETCHED}/{source.name}/"
    if source.fetch is not None and not source.path.startswith(folder):
        yield Fault((*path, "path"), f"A source that is fetched is read from {folder}.", f"write {folder}{source.path}")
    own = f"HARVEST_{network.upper().replace('-', '_')}__"
    for stated in source.fetches:
        if stated.credential is not None and not stated.credential.startswith(own):
            message = f"A credential of {network} is a variable whose name begins with {own}."
            yield Fault(
                (*path, "fetch"),
                message,
                f"call it {own}TOKEN, so that no manifest can send another network's credential",
            )
        if stated.way == "pages" and stated.by in {"next", "cursor"} and stated.next is None:
            yield Fault((*path, "fetch"), f"Pages by {stated.by} need `next`.", "say where a page names the next one")


def _declarations(manifest: Manifest) -> Iterator[Fault]:
    for kind in manifest.expected:
        yield from _known("kind", kind, _ROW_KINDS, ("expected", kind))
    for kind, renamed in manifest.renamed.items():
        yield from _known("kind", kind, KIND_BY_NAME, ("renamed", kind))
        yield from _renamed(renamed, ("renamed", kind))
    for index, name in enumerate(manifest.authority):
        yield from _known("field", name, _all_fields(), ("authority", index))
    used = set(_named_lookups(manifest.model_dump(exclude_none=True)))
    for name in manifest.lookups:
        if name not in used and name not in VALUE_TYPES and name not in _all_fields():
            hint = did_you_mean_one_of(name, [*VALUE_TYPES, *_all_fields()])
            yield Fault(
                ("lookups", name),
                f"The lookup {name!r} is never used: it is neither a field nor a value type, and no expression"
                " names it.",
                hint,
                Severity.WARNING,
            )


def _renamed(renamed: Mapping[str, str], path: ValuePath) -> Iterator[Fault]:
    """Keys that cannot have become what is said: two that became one, or one that in the end became itself."""
    for old, new in renamed.items():
        if other := next((other for other in renamed if other != old and renamed[other] == new), None):
            yield Fault(
                (*path, old), f"{old!r} and {other!r} cannot both have become {new!r}.", "keep the one that did"
            )
        steps = [old]
        while (step := renamed.get(steps[-1])) is not None and step not in steps:
            steps.append(step)
        if step == old:
            yield Fault((*path, old), f"{old!r} would in the end become itself.", "leave out one step of the circle")


def _all_fields() -> list[str]:
    return [f"{kind.name}.{field}" for kind in KIND_BY_NAME.values() for field in kind.facts]


def _named_lookups(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(name := value.get("lookup"), str):
            yield name
        for part in value.values():
            yield from _named_lookups(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _named_lookups(part)


def _source(source: Source, path: ValuePath, tables: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with a source. Of one whose format does not exist all that no format decides."""
    form = FORMATS.get(source.format)
    if form is None:
        yield from _known("format", source.format, FORMATS, (*path, "format"))
    else:
        for name, value in source.options.items():
            yield from _option(form, name, value, (*path, "options", name))
        yield from _compiles(lambda: record_mappings(source, form), path)
        yield from _defaults(source, path)
    if source.kind is not None and source.records is not None:
        yield Fault(
            (*path, "kind"), "A source has either `kind` or `records`.", "move the kind into the record mapping"
        )
    yield from _expressions({"key": source.key, "url": source.url}, path, tables)
    yield from _shorthand(source, path, tables)
    for group in ("records", "extend"):
        for index, mapping in enumerate(getattr(source, group) or []):
            yield from _mapping(mapping, (*path, group, index), tables)


def _option(form: Format, name: str, value: Any, path: ValuePath) -> Iterator[Fault]:
    option = form.options.get(name)
    if option is None:
        yield from _known(f"option of {form.name}", name, form.options, path)
    else:
        yield from _compiles(lambda: option.check(value), path)


def _shorthand(source: Source, path: ValuePath, tables: Mapping[str, Any]) -> Iterator[Fault]:
    own = FORMATS[source.format].mapping if source.format in FORMATS else ()
    kind = source.kind or (own[0].kind if own else None)
    if source.kind is not None:
        yield from _known("kind", source.kind, _ROW_KINDS, (*path, "kind"))
    if kind in _ROW_KINDS:
        yield from _fields(kind, source.mapping or {}, (*path, "mapping"), tables)
        yield from _schemes(source.identifiers or {}, path, tables)
        yield from _relations(kind, source.relations or {}, path, tables)


def _defaults(source: Source, path: ValuePath) -> Iterator[Fault]:
    try:
        kinds = {mapping.kind for mapping in record_mappings(source, FORMATS[source.format])}
    except Misdescribed:
        return
    known = {field for kind in kinds & KIND_BY_NAME.keys() for field in KIND_BY_NAME[kind].facts}
    for name in source.defaults:
        yield from _known("field", name, known, (*path, "defaults", name))


def _mapping(mapping: RecordMapping, path: ValuePath, tables: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with one mapping to records, figures, details or relations."""
    if mapping.kind not in _ROW_KINDS:
        yield from _known("kind", mapping.kind, _ROW_KINDS, (*path, "kind"))
        return
    yield from _compiles(lambda: items_of(mapping.each, None), (*path, "each"))
    yield from _compiles(lambda: items_of(None, mapping.when), (*path, "when"))
    yield from _expressions({"key": mapping.key, "url": mapping.url}, path, tables)
    yield from _fields(mapping.kind, mapping.fields, (*path, "fields"), tables)
    yield from _schemes(mapping.identifiers, path, tables)
    yield from _relations(mapping.kind, mapping.relations, path, tables)
    if mapping.kind in ("assessment", "passage") or mapping.of is not None:
        yield from _detail(mapping, path)
    if mapping.kind == "relation":
        yield from _bare_relation(mapping, path, tables)


def _fields(kind: str, fields: Mapping[str, Any], path: ValuePath, tables: Mapping[str, Any]) -> Iterator[Fault]:
    known: Collection[str] = KIND_BY_NAME[kind].facts if kind in KIND_BY_NAME else DETAIL_PARTS.get(kind, ())
    for name in fields:
        if name in FORMER_FIELDS and name not in known:
            yield Fault((*path, name), f"{name!r} is no longer a field of {kind}.", FORMER_FIELDS[name])
            continue
        yield from _known(f"field of {kind}", name, known, (*path, name))
    yield from _expressions(fields, path, tables)


def _schemes(schemes: Mapping[str, Any], path: ValuePath, tables: Mapping[str, Any]) -> Iterator[Fault]:
    for name in schemes:
        yield from _known("identifier scheme", name, SCHEME_BY_NAME, (*path, "identifiers", name))
    yield from _expressions(schemes, (*path, "identifiers"), tables)


def _relations(kind: str, relations: Mapping[str, Any], path: ValuePath, tables: Mapping[str, Any]) -> Iterator[Fault]:
    ends = ends_of(kind)
    for name, mapped in relations.items():
        below = (*path, "relations", name)
        if name not in ends:
            yield from _known(f"relation of {kind}", name, ends, below)
            continue
        for index, mapping in enumerate(reference_mappings(mapped)):
            yield from _reference(
                mapping, ends[name].others, (*below, index) if isinstance(mapped, list) else below, tables
            )


def _reference(
    mapping: ReferenceMapping, kinds: tuple[str, ...], path: ValuePath, tables: Mapping[str, Any]
) -> Iterator[Fault]:
    if mapping.kind is not None:
        yield from _known("kind at this end", mapping.kind, kinds, (*path, "kind"))
    elif mapping.key is not None and len(kinds) > 1:
        yield Fault((*path, "key"), "A key needs the kind it belongs to.", f"add `kind`: {', '.join(kinds)}")
    if mapping.key is None and mapping.label is None and not mapping.identifiers:
        yield Fault(path, "The other end has neither key, identifiers nor label.", "give it at least one of them")
    yield from _compiles(lambda: items_of(mapping.each, None), (*path, "each"))
    yield from _compiles(lambda: items_of(None, mapping.when), (*path, "when"))
    yield from _expressions(
        {name: getattr(mapping, name) for name in ("label", "key", "country", "role", "since", "until")}, path, tables
    )
    yield from _schemes(mapping.identifiers, path, tables)


def _detail(mapping: RecordMapping, path: ValuePath) -> Iterator[Fault]:
    if mapping.kind not in DETAIL_PARTS:
        yield Fault((*path, "of"), f"`of` has no meaning for kind {mapping.kind}.", "leave it out")
    elif mapping.of is None:
        yield Fault(
            path,
            f"A record of kind {mapping.kind} needs `of`.",
            "say of which kind of record it is, and give its `key`",
        )
    else:
        yield from _known("kind", mapping.of, KIND_BY_NAME, (*path, "of"))


def _bare_relation(mapping: RecordMapping, path: ValuePath, tables: Mapping[str, Any]) -> Iterator[Fault]:
    predicate = PREDICATE_BY_NAME.get(mapping.predicate or "")
    if predicate is None:
        yield from _known("predicate", mapping.predicate or "", PREDICATE_BY_NAME, (*path, "predicate"))
        return
    for name, end, kinds in (
        ("subject", mapping.subject, predicate.subjects),
        ("object", mapping.object, predicate.objects),
    ):
        if end is None:
            yield Fault(path, f"A relation needs `{name}`.", "give it a key, identifiers or a label")
        else:
            yield from _reference(end, kinds, (*path, name), tables)


def _expressions(mapping: Mapping[str, Any], path: ValuePath, tables: Mapping[str, Any]) -> Iterator[Fault]:
    for name, mapped in mapping.items():
        if isinstance(mapped, str | list | Expression):
            yield from _compiles(lambda mapped=mapped: compiled(mapped, tables), (*path, name))  # type: ignore[misc]


def _compiles(attempt: Callable[[], object], path: ValuePath) -> Iterator[Fault]:
    try:
        attempt()
    except Misdescribed as fault:
        yield Fault(path, f"{fault.message}.", fault.hint)


def _known(what: str, name: str, known: Collection[str], path: ValuePath) -> Iterator[Fault]:
    if name not in known:
        yield Fault(path, f"There is no {what} {name!r}.", did_you_mean_one_of(name, known))
