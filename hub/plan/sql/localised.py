"""Localised text: the best language of a map for what was asked."""

from typing import Any

import orjson

from hub.plan.selection import Selected
from hub.plan.sql.bindings import Carried
from hub.plan.sql.compiler import Compiler
from schema.values.languages import chain


def localised(c: Compiler, mapping: str, field: Selected) -> str:
    """{value lang isFallback} of a language map; null where it is empty.

    The chain: lang, or Accept-Language; en; any.
    """
    asked = field.arguments.get("lang") or Carried("languages")
    # most texts are in one of the two languages wanted most: looked up by key, which costs far
    # less than sorting all of them
    likely = [_in_language(c, mapping, field, asked, place) for place in (0, 1)]
    choice = ", ".join([*likely, _any(c, mapping, field, asked), "'null'"])
    return f"CASE WHEN {mapping} IS NULL THEN 'null' ELSE coalesce({choice}) END"


def _in_language(c: Compiler, mapping: str, field: Selected, asked: Any, place: int) -> str:
    """The object of the text in the language that is wanted at a place; NULL where there is none."""
    tag = c.bind([asked, place], "text", wanted_language)
    text = c.dialect.text_at(mapping, tag)
    expressions = {
        "value": text,
        "lang": c.dialect.quoted(tag, "text"),
        "isFallback": c.bind([asked, place], "text", is_fallback),
    }
    made = c.object_of(field.only(), expressions)
    return (
        made if any(part.name == "value" for part in field.only()) else f"CASE WHEN {text} IS NOT NULL THEN {made} END"
    )


def _any(c: Compiler, mapping: str, field: Selected, asked: Any) -> str:
    """The object of the text that comes first in the whole chain; NULL for an empty map."""
    wanted, first = c.bind(asked, "json", wanted_languages), c.bind(asked, "json", first_languages)
    entry, choice, lead = c.alias("e"), c.alias("w"), c.alias("f")
    rows = (
        f"FROM {c.dialect.entries(mapping, entry)} LEFT JOIN {c.dialect.items(wanted, choice)} ON {choice}.value ="
        f" {entry}.key LEFT JOIN {c.dialect.items(first, lead)} ON {lead}.value = {entry}.key ORDER BY CASE WHEN"
        f" {choice}.key IS NULL THEN 1 ELSE 0 END, {choice}.key, {entry}.key LIMIT 1"
    )
    expressions = {
        "value": c.dialect.quoted(f"{entry}.value", "text"),
        "lang": c.dialect.quoted(f"{entry}.key", "text"),
        "isFallback": f"CASE WHEN {lead}.key IS NULL THEN 'true' ELSE 'false' END",
    }
    return f"(SELECT {c.object_of(field.only(), expressions)} {rows})"


def _wanted(tags: Any) -> list[str]:
    return list(dict.fromkeys([*chain(tags or ()), "en"]))


def wanted_languages(tags: Any) -> str:
    """The tags in order of preference as JSON, less specific ones and English after them."""
    return orjson.dumps(_wanted(tags)).decode()


def wanted_language(tags_and_place: Any) -> str:
    """The tag that is wanted at a place; the last one where there are fewer."""
    tags, place = tags_and_place
    wanted = _wanted(tags)
    return str(wanted[min(place, len(wanted) - 1)])


def is_fallback(tags_and_place: Any) -> str:
    """As JSON, whether the tag at a place is another language than the first one asked for."""
    return "false" if wanted_language(tags_and_place) in _first(tags_and_place[0]) else "true"


def _first(tags: Any) -> tuple[str, ...]:
    return chain((tags or ["en"])[:1])


def first_languages(tags: Any) -> str:
    """The tags that count as the first language asked for; English where none was."""
    return orjson.dumps(_first(tags)).decode()
