"""Keeping what sources hold about people out of records: names, mail addresses, telephone numbers, owners
of private repositories.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from schema.issues import IssueCode
from schema.values import word_lists
from schema.values.contacts import is_of_office, role_email
from schema.values.folding import fold

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
_WORDS = re.compile(r"[^a-z]+")
_LISTS = Path(word_lists.__file__).parent / "words"
_SORTS = {row["word"]: row["sort"] for row in word_lists.listed_words(_LISTS, "people_keys")}
"""Words of keys and what they say: that people stand there, that a name, a person's name alone or a number follows.

Words beside them say nothing; a mobile is a number only where nothing else stands in the key, unlike a telephone.
"""
_LONGEST = max(map(len, _SORTS))
_OF_ONE = frozenset(("private", "telephone", "mobile"))
_BODIES = frozenset(["organization", "organisation", "governmentorganization", "company", "bot", "group", "team"])
_TYPES = ("type", "ownertype")
_USER = "user"
_PLACES = frozenset(("url", "htmlurl", "avatarurl"))
"""Addresses that name the account of a user."""
_KEY_LENGTH = 60
"""Characters of keys whose words are looked at and kept: the keys of a source are few, and those that matter short."""
_MOST_DIGITS = 6
"""Digits that a text about an office may have: a telephone number has more."""
_STRINGS = re.compile(rb'"((?:[^"\\]++|\\.)*+)"(:?)')
"""Strings of JSON text, with the colon that makes one a key."""
_BETWEEN = re.compile(r"[,;:|()\[\]\n\N{EN DASH}\N{EM DASH}]|\s[-/]\s")
"""What stands between a person and the office, in either order."""
_PAGE = re.compile(r"https?://\S+", re.IGNORECASE)
REDACTED = "…"
"""What stands for what names people, here and where a person is forgotten."""
_IN_LABEL = re.compile(r"[<(\[]?(?:mailto:)?" + _ADDRESS.pattern + r"[>)\]]?")


class _Key(NamedTuple):
    """What a key says: `is_private` that its value is about one person, `is_of_people` that people stand there,
    `is_name` that a name follows where they do; `has_telephone`, that a number may.
    """

    letters: str
    is_private: bool
    is_of_people: bool
    is_name: bool
    has_telephone: bool


def without_mail(text: str | None) -> str | None:
    """A label without mail addresses; None if nothing else is left."""
    if text is None or "@" not in text:
        return text
    return " ".join(_IN_LABEL.sub(" ", text).split()).strip(" ,;:-\N{EN DASH}") or None


def without_personal_mail(value: Any) -> Any:
    """JSON values in which "…" stands for each mail address that is not a role's."""
    return _rewritten(value, _role_only)


def texts_without_personal_mail(value: Any) -> Any:
    """A text, texts or texts by language in which "…" stands for each mail address that looks personal.

    What is no address, such as `tool@1.2.3` or a handle, stays, as do values that are no text.
    """
    return _rewritten(value, _unless_personal)


def _rewritten(value: Any, replace: Callable[[re.Match[str]], str]) -> Any:
    """JSON values in which each mail address is what a function makes of it."""
    if isinstance(value, str):
        return _ADDRESS.sub(replace, value) if "@" in value else value
    if isinstance(value, dict):
        return {key: _rewritten(part, replace) for key, part in value.items()}
    return [_rewritten(part, replace) for part in value] if isinstance(value, list) else value


def _unless_personal(match: re.Match[str]) -> str:
    problem = role_email(match.group()).problem
    is_handle = match.string[max(match.start() - 1, 0) : match.start()] == "@"
    is_personal = problem is not None and problem.code is IssueCode.PERSONAL_DATA and not is_handle
    return REDACTED if is_personal else match.group()


def _role_only(match: re.Match[str]) -> str:
    return role_email(match.group()).value or REDACTED


def may_name_people(encoded: bytes) -> bool:
    """Whether JSON text has a key below which people may stand: nearly all of it need not be walked."""
    return any(colon and _is_suspect(key) for key, colon in _STRINGS.findall(encoded))


def _is_suspect(encoded: bytes) -> bool:
    """Whether what stands under a key, as JSON has it, may be redacted."""
    return _kept_suspect(encoded) if len(encoded) <= _KEY_LENGTH else _read_suspect(encoded)


def _read_suspect(encoded: bytes) -> bool:
    key = _key(json.loads(b'"%b"' % encoded, strict=False))
    return key.is_private or key.is_of_people or key.has_telephone or key.letters in _TYPES


_kept_suspect = lru_cache(maxsize=4096)(_read_suspect)


def without_people(value: Any) -> Any:
    """JSON values in which "…" stands for what they say of people by their keys; offices and bodies stay.

    That is names below contacts, maintainers and the like, telephone numbers anywhere, and what names an owner whom
    the source calls a user.
    """
    if isinstance(value, list):
        return [without_people(part) for part in value]
    if not isinstance(value, dict):
        return value
    if _USER in _types(value):
        return {key: _of_user(_key(key), part) for key, part in value.items()}
    return {key: _redacted(_key(key), part) for key, part in value.items()}


def _of_user(key: _Key, value: Any) -> Any:
    """A value of an account that is a user's, or of a repository whose owner is."""
    own = _key(key.letters.removeprefix("owner"))
    return REDACTED if own.is_name or own.letters in _PLACES else _redacted(key, value)


def _redacted(key: _Key, value: Any) -> Any:
    """A value without people, by its key."""
    if key.is_private or (key.has_telephone and _has_number(value)):
        return REDACTED if value not in (None, "") else value
    return _of_person(value) if key.is_of_people else without_people(value)


def _of_person(value: Any) -> Any:
    """What stands for a person, without what names them; a body or an office stays as it is."""
    if isinstance(value, list):
        return [_of_person(part) for part in value]
    if isinstance(value, dict):
        return (
            without_people(value) if _is_body(value) else {key: _part(_key(key), part) for key, part in value.items()}
        )
    names_one = isinstance(value, str) and value.strip() and not _is_role(value)
    return REDACTED if names_one or _has_number(value) else value


def _part(key: _Key, value: Any) -> Any:
    """A value of a person, by its key."""
    if key.letters in _PLACES:
        return REDACTED
    is_mail = isinstance(value, str) and "@" in value
    return _of_person(value) if key.is_name or is_mail else _redacted(key, value)


def _is_body(value: Mapping[str, Any]) -> bool:
    return not _BODIES.isdisjoint(_types(value))


def _types(value: Mapping[str, Any]) -> set[str]:
    """What a value says that it is, or that its owner is."""
    return {_letters(part) for key, part in value.items() if isinstance(part, str) and _key(key).letters in _TYPES}


def _is_role(text: str) -> bool:
    """Whether a text under such a key says who is no person: a page alone, or names or mail addresses that all have
    a word of offices.
    """
    if _PAGE.fullmatch(text.strip()):
        return True
    parts = [part for part in _BETWEEN.split(text.replace("mailto:", "")) if part.strip()]
    return "://" not in text and all(is_of_office(part.partition("@")[0]) for part in parts)


def _has_number(value: Any) -> bool:
    """Whether a value has digits enough for a telephone number; the address of a page may have them."""
    is_page = isinstance(value, str) and _PAGE.fullmatch(value.strip())
    return isinstance(value, str | int) and not is_page and sum(map(str.isdecimal, str(value))) > _MOST_DIGITS


def _key(key: object) -> _Key:
    text = str(key)
    return _kept_key(text) if len(text) <= _KEY_LENGTH else _read_key(text)


def _read_key(text: str) -> _Key:
    letters = _letters(text)
    sorts = _sorts(letters) if len(letters) <= _KEY_LENGTH else frozenset()
    return _Key(
        letters,
        is_private=not _OF_ONE.isdisjoint(sorts),
        is_of_people="person" in sorts,
        is_name=not {"name", "private"}.isdisjoint(sorts) and sorts <= {"name", "private", "beside"},
        has_telephone=any(_SORTS.get(word) == "telephone" for word in _WORDS.split(fold(text))),
    )


_kept_key = lru_cache(maxsize=4096)(_read_key)


def _sorts(letters: str) -> frozenset[str]:
    """The sorts of the words that letters consist of, in all ways to part them; none if one is not known."""
    reached: dict[int, frozenset[str]] = {0: frozenset()}
    for start in range(len(letters)):
        for end in range(start + 1, min(start + _LONGEST, len(letters)) + 1) if start in reached else ():
            if sort := _SORTS.get(letters[start:end]):
                reached[end] = reached.get(end, frozenset()) | reached[start] | {sort}
    return reached.get(len(letters), frozenset())


def _letters(text: str) -> str:
    return _WORDS.sub("", fold(text))
