"""Templates of the pages: Jinja2 with everything escaped and nothing undefined let through, in
the language of the reader.
"""

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from hub.plan.cache import Cache
from hub.web.recurrence_rules import recurrence_rule
from hub.web.selections import kebab
from hub.web.stated_texts import texts_of
from hub.web.visits import Visit
from hub.web.wording import LANGUAGES, in_words, translations
from schema.kinds import KIND_BY_NAME, KINDS, Kind
from schema.values.folding import fold

HERE = Path(__file__).parent
STATIC = HERE / "static"
_OF_PAGES = ("templates", "static", "pages", "messages", "examples")
_WORD = re.compile(r"\w+")
_YEAR, _MONTH, _DAY = 4, 7, 10
"""Characters of a date that is only a year, of one that is a year and a month, and of a day."""
_SIGNS_OF = {"YEAR": _YEAR, "MONTH": _MONTH}
_EXCERPT = 240
_WORDINGS = 4096
"""Values of each filter whose wording is kept."""
_WORDED = ("type", "status", "mode", "archetype", "software-type", "maintenance", "has", "sort", "when")
"""Parameters whose values are words of the graph."""
_PARTS = 2000
"""Parts of pages that are kept, mostly cards of a kilobyte each."""
_PLAIN_TEXT = re.compile(r'\{\{ _\("(?P<words>(?:[^"\\]|\\")*)"\) \}\}')
"""A text of a template that has no variables."""
_SIGNED = ("organisation", "ospo", "product", "event", "news-item")
"""Kinds with a sign in `static/signs.svg` and a colour in `static/hub.css`."""


class Wording:
    """The filters that write values for a reader of one language."""

    def __init__(self, language: str) -> None:
        self._locale = Locale.parse(language)
        self._messages = translations(language)

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return format_decimal(value, locale=self._locale)

    def label(self, name: str) -> str:
        """A name of the graph (field, relation, word of a vocabulary) in words."""
        words = in_words(name)
        return self._messages.gettext(words) if words else ""

    def title(self, name: str) -> str:
        """The same with a capital, as headings have it."""
        words = self.label(name)
        return words[:1].upper() + words[1:]

    def kind_name(self, kind: str, count: int = 2) -> str:
        """A kind in words: one of it, or many."""
        singular, plural = kind_words(kind)
        return self._messages.ngettext(singular, plural, count)

    def counted(self, kind: str, count: int) -> str:
        """Such as `3 products`."""
        return f"{self.number(count)} {self.kind_name(kind, count)}"

    def country(self, code: str) -> str:
        """The name of a country by its code."""
        special = {"INT": "international"}
        return self.label(special[code]) if code in special else str(self._locale.territories.get(code, code))

    def choice(self, value: str, label: str, parameter: str, field: str) -> str:
        """A value by which a list is narrowed.

        parameter: of the address; field: as the graph spells what it narrows.
        """
        if parameter.rpartition(".")[2] == "country" or field in {"countries", "audienceCountries"}:
            return self.country(value.upper())
        if field == "languages":
            return self.language(value)
        return self.label(label) if parameter in _WORDED or kebab(field) in _WORDED else label

    def language(self, tag: str) -> str:
        """The name of a language by its tag, with the rest of the tag where it has more: `English (GB)`."""
        language, _, rest = tag.partition("-")
        name = str(self._locale.languages.get(language, language))
        return f"{name} ({rest})" if rest else name

    def day(self, stated: str | None, precision: str | None = None, zone: str | None = None) -> str:
        """A date as exact as stated, by its length or by the precision beside it: a year, a month or a day.

        zone: of an event, of whose moments it is the day.
        """
        text = local_day(stated or "", precision, zone)[: _SIGNS_OF.get(precision or "", _DAY)]
        if len(text) <= _YEAR:
            return text
        if len(text) == _MONTH:
            return format_date(date.fromisoformat(f"{text}-01"), "MMMM y", locale=self._locale)
        return format_date(date.fromisoformat(text), "d MMM y", locale=self._locale)

    def month(self, text: str) -> str:
        """The month of a date."""
        return self.day(text[:_MONTH])

    def moment(self, stamp: str, zone: str = "UTC") -> str:
        """A time of the graph in a zone; without one the clock time of an event whose zone is not known."""
        clock = ZoneInfo(zone) if zone else UTC
        written = format_datetime(datetime.fromisoformat(stamp), "d MMM y HH:mm", clock, self._locale)
        return f"{written} {zone}".rstrip()

    def weekday(self, day: int) -> str:
        """The name of a day of the week, 0 for Monday."""
        return str(self._locale.days["format"]["wide"][day])


def local_day(stated: str, precision: str | None, zone: str | None) -> str:
    """The day of a moment in a zone; what is no moment, or has no zone, as it is."""
    if zone and not precision and stated.endswith("Z"):
        with suppress(OverflowError):  # on the first and last day of all calendars
            return datetime.fromisoformat(stated).astimezone(ZoneInfo(zone)).date().isoformat()
    return stated


def kind_words(kind: str) -> tuple[str, str]:
    """The words for one and for many of a kind, by its name in the graph or in records."""
    name = kind.lower().replace("_", "-")
    if name == "ospo":
        return "OSPO", "OSPOs"
    return name.replace("-", " "), f"{name.replace('-', ' ')}s"


def web_address(value: str | None) -> str | None:
    """The value if a browser may follow it; a seed file may state `javascript:` anywhere."""
    return value if value and value.lower().startswith(("https://", "http://")) else None


def record_path(entity: Mapping[str, Any]) -> str:
    """The path of the page of an entity, by its kind and slug."""
    return f"/{kind_named(entity['kind']).plural}/{entity['slug']}"


def kind_named(name: str) -> Kind:
    """A kind by its name in the graph or in records."""
    return KIND_BY_NAME[name.lower().replace("_", "-")]


def kind_sign(kind: str) -> str:
    """The name of the sign and colour of a kind; kinds without one of their own share one."""
    name = kind_named(kind).name
    return name if name in _SIGNED else "other"


def excerpt(text: str, words: str = "", longest: int = _EXCERPT) -> str:
    """The beginning of a text, or the part of it where one of some words stands, cut between words."""
    match = _first_match(text, words)
    start = 0 if match < longest - 40 else text.rfind(" ", 0, match - longest // 3) + 1
    part = text[start : start + longest]
    cut = part if start + longest >= len(text) else f"{part.rsplit(' ', 1)[0]} …"
    return f"… {cut}" if start else cut


def _first_match(text: str, words: str) -> int:
    return next((match.start() for match in _WORD.finditer(text) if _is_sought(match[0], words)), 0)


def _is_sought(word: str, words: str) -> bool:
    """Whether a word begins as one of the searched ones does, in whatever spelling, as the search itself compares."""
    return bool(words) and fold(word).startswith(tuple(fold(words).split()) or ("\0",))


def marked(text: str, words: str) -> Markup:
    """The text with the words that a search found marked; all else escaped."""
    parts, at = [], 0
    for match in _WORD.finditer(text if words else ""):
        if _is_sought(match[0], words):
            parts += [escape(text[at : match.start()]), Markup("<mark>%s</mark>") % match[0]]
            at = match.end()
    return Markup("").join([*parts, escape(text[at:])])


class Templates(Environment):
    """The templates of the pages in one language, which is known when they are compiled."""

    def __init__(self, language: str) -> None:
        super().__init__(
            loader=FileSystemLoader([HERE / "templates", HERE / "pages"]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        )
        self._messages = translations(language)
        texts: Any = self  # the extension of Jinja adds the method at run time
        texts.install_gettext_translations(self._messages, newstyle=True)
        self._parts: Cache[Markup] = Cache(_PARTS)
        self.globals |= {"card": self.card, "remembered": self.remembered}

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """The source with its plain texts translated: a page has a hundred of them, and each
        look-up takes Jinja 5 µs.
        """
        return _PLAIN_TEXT.sub(self._translated, super().preprocess(source, name, filename))

    def _translated(self, match: re.Match[str]) -> str:
        words = self._messages.gettext(match["words"].replace('\\"', '"'))
        return match[0] if "{" in words else words.replace("%%", "%")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An item of a dict first, of which answers consist; Jinja lets an attribute fail before, at twice the time."""
        if type(obj) is not dict:
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return super().getattr(obj, attribute)
        return obj[attribute] if attribute in obj else super().getattr(obj, attribute)

    def card(self, visit: Visit, thing: Mapping[str, Any], words: str = "") -> Markup:
        """The card of a thing."""
        return self.remembered(visit, "macros.html", "card", thing, words)

    def remembered(self, visit: Visit, template: str, macro: str, *shown: Any) -> Markup:
        """A part of a page, made by a macro and kept by all that is shown.

        The same things are on many pages, in every revision.
        """

        def made() -> Markup:
            part: Markup = getattr(self.get_template(template).module, macro)(visit, *shown)
            return part

        return self._parts.made((macro, orjson.dumps(shown), visit.chosen), made)


@cache
def environment(language: str = "en") -> Environment:
    """The templates with their filters, in a language."""
    templates = Templates(language)
    words = Wording(language)
    named = (
        "number",
        "label",
        "title",
        "kind_name",
        "choice",
        "country",
        "language",
        "day",
        "month",
        "moment",
        "weekday",
    )
    # Babel takes some 50 µs for a number or a date, and a page has hundreds, most of them again and again
    templates.filters |= {name: lru_cache(_WORDINGS)(getattr(words, name)) for name in named}
    templates.filters |= {
        "web_address": web_address,
        "record_path": record_path,
        "kind_sign": kind_sign,
        "kind_named": kind_named,
        "recurrence_rule": recurrence_rule,
    }
    templates.filters |= {"excerpt": excerpt, "marked": marked, "texts_of": texts_of}
    templates.globals |= {"counted": lru_cache(_WORDINGS)(words.counted), "KINDS": KINDS, "LANGUAGES": LANGUAGES}
    return templates


def page(
    template: str,
    values: Mapping[str, Any],
    *,
    language: str = "en",
    status: int = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page from its template."""
    return HTMLResponse(environment(language).get_template(template).render(values), status, headers=headers)


def fingerprint() -> str:
    """Digest of everything a page is made of but the graph; part of its ETag."""
    folders = [path for folder in _OF_PAGES for path in (HERE / folder).rglob("*")]
    files = sorted(path for path in {*folders, *HERE.rglob("*.py")} if path.is_file() and path.suffix != ".pyc")
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:12]
