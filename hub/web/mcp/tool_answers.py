"""Answers of tools: small enough for an assistant to read, with the place of each statement
and who is to be credited.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

JsonObject = dict[str, Any]
USUAL = 16_000
"""Bytes of an answer, unless more are asked for."""
LARGEST = 200_000
_SHORT = 400
"""Characters that are left of texts, where an answer is still too large when all else is left out."""
_PLACE = {"network", "path", "line"}


class ToolFault(Exception):
    """What an assistant did wrong, in a sentence that says what to do instead."""


def placed(value: Any) -> Any:
    """A value in which each place is one text, `network/path:line`.

    A record that is nothing but its place becomes it.
    """
    if isinstance(value, list):
        return [placed(item) for item in value]
    if not isinstance(value, dict):
        return value
    rest = {key: placed(item) for key, item in value.items() if key not in _PLACE}
    if "network" not in value or "path" not in value:
        return {key: placed(item) for key, item in value.items()}
    network = value["network"]["slug"] if isinstance(value["network"], Mapping) else value["network"]
    place = f"{network}/{value['path']}" + (f":{value['line']}" if value.get("line") else "")
    return rest | {"stated": place} if rest else place


def without_nothing(value: Any) -> Any:
    """A value without members that say nothing."""
    if isinstance(value, list):
        return [without_nothing(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: without_nothing(item) for key, item in value.items()}
    return {key: item for key, item in kept.items() if item not in (None, [], {}, "")}


def encoded(answer: JsonObject, most: int) -> str:
    """An answer as JSON of at most so many bytes. Raises `ToolFault`.

    Items are left out from the end, and `next` is the cursor of the last that stays; then sections, which `left_out`
    names; then texts are cut.
    """
    return _written(_cut(answer, most), most)


def _cut(answer: JsonObject, most: int) -> JsonObject:
    if _size(answer) <= most:
        return _without_cursors(answer)
    if "items" in answer:
        answer = _fewer(answer, most)
    elif "data" not in answer:
        answer = _without_sections(answer, most)
    if _size(answer) > most:
        answer = _shortened(answer) | {
            "texts": f"Cut after {_SHORT} characters; ask again with most_bytes up to {LARGEST}."
        }
    return _without_cursors(answer)


def _fewer(answer: JsonObject, most: int) -> JsonObject:
    items: Sequence[Any] = answer["items"]
    room, kept = most - _size({**answer, "items": [], "next": "c" * 200}), 0
    for item in items:
        room -= _size(item) + 2
        if room < 0:
            break
        kept += 1
    kept = max(kept, 1)
    if kept == len(items):
        return answer
    last = items[kept - 1]
    after = last["cursor"] if isinstance(last, dict) else None
    return {
        **answer,
        "items": items[:kept],
        "next": after,
        "left_out": f"{len(items) - kept} items; ask again with `after`",
    }


def _without_sections(answer: JsonObject, most: int) -> JsonObject:
    """Without the largest lists, one after the other."""
    left = dict(answer)
    out: list[str] = []
    for name in sorted(
        (name for name in answer if isinstance(answer[name], list)), key=lambda one: -_size(answer[one])
    ):
        if _size(left | {"left_out": [*out, name]}) <= most:
            break
        del left[name]
        out.append(name)
    return left | {"left_out": out, "more": f"Ask again with fewer sections, or with most_bytes up to {LARGEST}."}


def _shortened(value: Any) -> Any:
    if isinstance(value, list):
        return [_shortened(item) for item in value]
    if isinstance(value, dict):
        return {key: _shortened(item) for key, item in value.items()}
    return f"{value[:_SHORT]}…" if isinstance(value, str) and len(value) > _SHORT else value


def _without_cursors(answer: JsonObject) -> JsonObject:
    if "items" not in answer:
        return answer
    items = [_without_cursor(item) for item in answer["items"]]
    return {**without_nothing({**answer, "items": []}), "items": items}


def _without_cursor(item: Any) -> Any:
    return {key: value for key, value in item.items() if key != "cursor"} if isinstance(item, dict) else item


def _written(answer: JsonObject, most: int) -> str:
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) > most:
        message = (
            f"The answer has {len(text.encode()):,} bytes. Select less, ask for a smaller page, or raise most_bytes"
            f" ({LARGEST:,} at most)."
        )
        raise ToolFault(message)
    return text


def _size(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def networks_in(value: Any, known: Mapping[str, Any]) -> Iterator[str]:
    """The networks that an answer names: as `network`, in places, or by slug."""
    if isinstance(value, list):
        for item in value:
            yield from networks_in(item, known)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in {"slug", "network", "left", "right"} and isinstance(item, str) and item in known:
                yield item
            yield from networks_in(item, known)
    elif isinstance(value, str) and value.partition("/")[0] in known and "/" in value:
        yield value.partition("/")[0]


def credited(answer: JsonObject, networks: Mapping[str, JsonObject], revision: int) -> JsonObject:
    """An answer with who is to be credited for it: the networks that it names, else all of them in short.

    And the revision that it is from.
    """
    named = sorted(set(networks_in(answer, networks)))
    whom: Any = {slug: f"{networks[slug]['attribution']} ({networks[slug]['licence']})" for slug in named}
    if not named:
        whom = "The networks of hub://networks, each under its own licence. Select `networks { slug }` to see which."
    return {**answer, "credits": whom, "revision": revision}
