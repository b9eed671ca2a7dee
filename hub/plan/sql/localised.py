"""Localised text: the best language of a map for what was asked."""

from typing import Any

import orjson

from hub.plan.selection import Selected
from hub.plan.sql.bindings import Carried
from hub.plan.sql.compiler import Compiler
from schema.values.languages import chain


def localised(c: Compiler, mapping: str, field: Selected) -> str:
    """{value lang isFallback} of a language map; null where it is empty. The chain: lang, or Accept-Language; en; any."""
    asked = field.arguments.get("lang") or Carried("languages")
    wanted, first = c.bind(asked, "json", wanted_languages), c.bind(asked, "json", first_languages)
    entry, choice, lead = c.alias("e"), c.alias("w"), c.alias("f")
    rows = (
        f"FROM {c.dialect.entries(mapping, entry)} LEFT JOIN {c.dialect.items(wanted, choice)} ON {choice}.value = {entry}.key "
        f"LEFT JOIN {c.dialect.items(first, lead)} ON {lead}.value = {entry}.key "
        f"ORDER BY CASE WHEN {choice}.key IS NULL THEN 1 ELSE 0 END, {choice}.key, {entry}.key LIMIT 1"
    )
    expressions = {
        "value": c.dialect.quoted(f"{entry}.value", "text"),
        "lang": c.dialect.quoted(f"{entry}.key", "text"),
        "isFallback": f"CASE WHEN {lead}.key IS NULL THEN 'true' ELSE 'false' END",
    }
    return f"coalesce((SELECT {c.object_of(field.only(), expressions)} {rows}), 'null')"


def wanted_languages(tags: Any) -> str:
    """The tags in order of preference as JSON, less specific ones and English after them."""
    return orjson.dumps(list(dict.fromkeys([*chain(tags or ()), "en"]))).decode()


def first_languages(tags: Any) -> str:
    """The tags that count as the first language asked for; English where none was."""
    return orjson.dumps(list(chain((tags or ["en"])[:1]))).decode()
