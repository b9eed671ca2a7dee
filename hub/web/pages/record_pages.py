"""Records: the page of one thing, with every value's source one step away.

Ids and slugs of old lead on; what is gone says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import zip_longest
from typing import Any

import orjson

from hub.web.linked_data import schema_org
from hub.web.media_links import thing_links
from hub.web.pages.page import Elsewhere, NothingFound, Page, PageValues, partial, stored, stored_for
from hub.web.patches import patches
from hub.web.pictures.graph_layout import Spot, circle
from hub.web.rendering import record_path
from hub.web.selections import kebab
from hub.web.source_changes import source_changes
from hub.web.visits import Visit
from schema.graphql.graphql_names import camel, enum_name
from schema.kinds import KIND_BY_NAME, KINDS, Kind
from schema.kinds.facts import Fact
from schema.relations import End, ends_of

_HEADED = ("name", "alternate_names", "description")
"""Facts that the head of the page shows; the comparison of the sources has them, too."""


@dataclass(slots=True)
class FieldValue:
    """One value of a field with the records that state it. won: whether the hub shows it; rule: why, or LOST."""

    text: str
    language: str
    won: bool
    rule: str
    records: list[PageValues] = field(default_factory=list)
    derived_from: list[PageValues] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StatedFact:
    """All that is stated of one field. form: the scalar of its values; is_word: of a closed vocabulary."""

    field: str
    form: str
    is_word: bool
    stated: list[FieldValue]

    @property
    def shown(self) -> list[FieldValue]:
        """The values that the hub shows."""
        return [value for value in self.stated if value.won]

    @property
    def common(self) -> list[PageValues]:
        """The records that state each of the values shown, if it is the same ones for all.

        Then they need to be named only once.
        """
        records = [value.records for value in self.shown if not value.derived_from]
        return records[0] if len(records) > 1 and all(one == records[0] for one in records) else []

    @property
    def lost(self) -> list[FieldValue]:
        """The values that lost."""
        return [value for value in self.stated if not value.won]

    def of(self, record: Mapping[str, Any]) -> list[FieldValue]:
        """What one record states."""
        return [value for value in self.stated if any(one["id"] == record["id"] for one in value.records)]


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The relations of one predicate in one direction. more: lists that have all of them, by kind."""

    field: str
    found: PageValues
    more: list[tuple[Kind, str]]


def pages() -> tuple[Page, ...]:
    """The record page of each kind."""
    return tuple(_page(kind) for kind in KINDS)


def _page(kind: Kind) -> Page:
    missing = Page(
        f"missing {kind.name}",
        "",
        stored("missing"),
        variables=partial(_former, kind),
        present=partial(_missing, kind),
        template="missing.html",
    )
    return Page(
        f"record of {kind.name}",
        f"/{kind.plural}/{{slug}}",
        stored_for("record", kind),
        variables=_by,
        present=partial(_presented, kind),
        otherwise=missing,
        template="record.html",
    )


def _by(visit: Visit) -> PageValues:
    stated = visit.parts["slug"]
    return {"by": {"id" if "_" in stated else "slug": stated}}  # a slug has no underscore, an id always one


def _presented(kind: Kind, answer: PageValues, visit: Visit) -> PageValues:
    record = answer["record"]
    if record is None:
        raise NothingFound
    if record["slug"] != visit.parts["slug"]:
        raise Elsewhere(record_path(record))
    facts, relations = facts_of_record(kind, record), _relations(kind, record, visit)
    return {
        "kind": kind,
        "record": record,
        "revision": answer["revision"],
        "facts": [fact for fact in facts if fact.field not in map(camel, _HEADED)],
        "comparison": facts if len(record["records"]) > 1 else [],
        "contested": {conflict["field"] for conflict in record["conflicts"]},
        "varied": {variant["field"] for variant in record["variants"]},
        "own": {one["id"] for one in record["records"]},
        "relations": relations,
        "mentions": [_mention(edge) for edge in record["mentionedIn"]["edges"]],
        "surroundings": surroundings(relations, record["mentionedIn"]["edges"]),
        "source_changes": source_changes(record["records"], record["history"]),
        "patches": patches(facts, [conflict["field"] for conflict in record["conflicts"]]),
        "linked_data": schema_org(record, visit.canonical),
        "media": thing_links(kind, record["slug"]),
    }


def facts_of_record(kind: Kind, record: PageValues) -> list[StatedFact]:
    """What is stated of each field of a kind that anything is stated of, in the order of the kind."""
    by_id = {one["id"]: one for one in record["records"]}
    stated: dict[str, list[PageValues]] = {}
    for value in record["provenance"]:
        stated.setdefault(value["field"], []).append(value)
    precisions = {fact.precision for fact in kind.facts.values()}
    return [
        StatedFact(
            camel(name), fact.value.scalar, bool(fact.value.vocabulary), _merged(fact, stated[camel(name)], by_id)
        )
        for name, fact in kind.facts.items()
        if camel(name) in stated and name not in precisions
    ]


def _merged(fact: Fact, stated: Iterable[PageValues], by_id: Mapping[str, PageValues]) -> list[FieldValue]:
    """Each value once with all records that state it, those that the hub shows first."""
    merged: dict[tuple[str, str], FieldValue] = {}
    for one in stated:
        for language, text in _texts(fact, one["value"]):
            value = merged.setdefault((language, text), FieldValue(text, language, one["won"], one["rule"]))
            value.won |= one["won"]
            value.rule = one["rule"] if one["won"] else value.rule
            value.records += [by_id[one["record"]["id"]]] if one["record"] else []
            value.derived_from += one["derivedFrom"]
    return sorted(merged.values(), key=lambda value: not value.won)


def _texts(fact: Fact, value: str) -> list[tuple[str, str]]:
    """A value as texts, each with its language if it has one: items of a list, languages of a text."""
    if fact.value.scalar == "LocalisedText":
        return list(orjson.loads(value).items())
    return [("", str(item)) for item in orjson.loads(value)] if fact.many else [("", value)]


def _relations(kind: Kind, record: PageValues, visit: Visit) -> list[RelationGroup]:
    ends = [end for end in ends_of(kind.name).values() if end.field != "mentionedIn"]
    groups = [RelationGroup(end.field, record[end.field], _lists(end, record, visit)) for end in ends]
    return [group for group in groups if group.found["totalCount"] or group.found["unresolved"]["totalCount"]]


MOST_AROUND = 14
"""Things in the small picture of a page: as many as have room for a finger each."""


def surroundings(
    relations: Iterable[RelationGroup], mentions: Iterable[PageValues]
) -> list[tuple[PageValues, str, Spot]]:
    """What the small picture shows around the thing: other things with the relation and their
    spots, of each relation some.
    """
    rows = [[(edge["node"], group.field) for edge in group.found["edges"]] for group in relations]
    rows.append([(edge["node"], "mentionedIn") for edge in mentions])
    in_turn = [one for turn in zip_longest(*rows) for one in turn if one]
    shown = list({node["uri"] if "uri" in node else node["slug"]: (node, name) for node, name in in_turn}.values())
    around = sorted(shown[:MOST_AROUND], key=lambda one: [row for row, things in enumerate(rows) if one in things])
    return [(*one, spot) for one, spot in zip(around, circle(len(around)), strict=True)]


def _lists(end: End, record: PageValues, visit: Visit) -> list[tuple[Kind, str]]:
    """The lists of what is at an end, by kind, where this page does not show all of it."""
    if record[end.field]["totalCount"] <= len(record[end.field]["edges"]):
        return []
    inverse = kebab(end.predicate.inverse if end.outward else end.predicate.forward)
    others = [KIND_BY_NAME[name] for name in end.others]
    return [(other, visit.link(f"/{other.plural}", {inverse: record["slug"]}.items())) for other in others]


def _mention(edge: PageValues) -> PageValues:
    """An edge of a mention with the sentence that names the thing, in three pieces.

    None where only the title names it.
    """
    for text in edge["texts"]:
        whole = _text_of(text)
        if whole and text["start"] is not None and text["field"] != "name":
            return edge | {"sentence": sentence(whole, text["start"], text["end"])}
    return edge | {"sentence": None}


def _text_of(text: PageValues) -> str:
    name, _, language = (text["field"] or "").partition(".")
    stated = next((value["value"] for value in text["record"]["values"] if value["field"] == name), "")
    return str(orjson.loads(stated).get(language, "")) if language and stated else stated


_STOPS = (". ", "! ", "? ", "\n")


def sentence(text: str, start: int, end: int, longest: int = 320) -> tuple[str, str, str]:
    """The sentence around a part of a text, in three pieces: before the part, the part, and after it."""
    opens = max((text.rfind(stop, 0, start) + len(stop) for stop in _STOPS if stop in text[:start]), default=0)
    closes = min((text.find(stop, end) + 1 for stop in _STOPS if stop in text[end:]), default=len(text))
    opens, closes = max(opens, start - longest), min(closes, end + longest)
    return text[opens:start], text[start:end], text[end:closes].rstrip()


def _former(kind: Kind, visit: Visit) -> PageValues:
    stated = visit.parts["slug"]
    words = stated.replace("-", " ")
    return {"kinds": [enum_name(kind.name)], "words": words, "ids" if "_" in stated else "slugs": [stated]}


def _missing(kind: Kind, found: PageValues, visit: Visit) -> PageValues:
    """Elsewhere, if it goes on under another slug; 410 with what it was, if a load withdrew it; else 404; with what
    is called much the same.
    """
    stated = visit.parts["slug"]
    last = next(iter(found["former"]["nodes"]), None)
    if last and last["entity"]:
        raise Elsewhere(record_path(last["entity"]))
    status = HTTPStatus.GONE if last else HTTPStatus.NOT_FOUND
    return {
        "kind": kind,
        "status": int(status),
        "withdrawn": last,
        "alike": found["search"]["nodes"],
        "message": f"{stated[:80]} was withdrawn." if last else f"There is no {kind.singular} {stated[:80]}.",
        "hint": f"Look for it on /{kind.plural}.",
    }
