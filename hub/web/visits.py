"""Visits: what one request for a page says of its address and its reader, and how its links are written."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from urllib.parse import quote, quote_plus, urlencode

from starlette.requests import Request

from hub.web.selections import LANGUAGE, ParameterPair
from hub.web.wording import LANGUAGES, interface_language
from schema.values.languages import accept_language
from schema.values.urls import is_tracking

_LINKS, _LONGEST_LINK = 4096, 200
"""Paths, and values of parameters, whose spelling in addresses is kept, and how long they may be: a
reader can ask for any path.
"""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
"""What no value has, and no page could show."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a page.

    root: the hub's public address. parts: of the path, by name. pairs: the parameters without `lang`. chosen:
    the language that the address names, "" where it names none. wanted: the reader's languages, the most
    wanted first. today: in UTC.
    """

    root: str = ""
    path: str = "/"
    parts: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[ParameterPair, ...] = ()
    chosen: str = ""
    wanted: tuple[str, ...] = ()
    today: date = date.min

    @property
    def language(self) -> str:
        """The language of the page."""
        return interface_language(self.languages)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which data is wanted: the one that the address names, then the reader's own."""
        return (self.chosen, *self.wanted) if self.chosen else self.wanted

    @property
    def here(self) -> str:
        """The address of this page within the hub, without its language."""
        return _written(self.path, self.pairs)

    @property
    def canonical(self) -> str:
        """The address of this page for those who are elsewhere."""
        return f"{self.root}{self.here}"

    def value(self, name: str) -> str:
        """A parameter, trimmed; "" where there is none."""
        return next((value.strip() for key, value in self.pairs if key == name), "")

    def link(self, path: str, pairs: Iterable[ParameterPair] = (), **more: str) -> str:
        """The address of another page; it keeps the language where the address of this one names it."""
        language = ((LANGUAGE, self.chosen),) if self.chosen else ()
        return _written(path, (*pairs, *more.items(), *language))

    def other_pairs(self, **changed: str) -> tuple[ParameterPair, ...]:
        """The parameters of this page with others in place of some."""
        return (*(pair for pair in self.pairs if pair[0] not in changed), *changed.items())

    def links_by(
        self, path: str, before: Iterable[ParameterPair] = (), after: Iterable[ParameterPair] = ()
    ) -> Callable[[str, str], str]:
        """What writes the addresses of a page that differ in one parameter: pages have hundreds, so what
        these share is written once.
        """
        language = ((LANGUAGE, self.chosen),) if self.chosen else ()
        head = "".join(f"{urlencode([pair])}&" for pair in before if pair[1])
        tail = "".join(f"&{urlencode([pair])}" for pair in (*after, *language) if pair[1])
        start = f"{_spelt(quote, path)}?{head}"
        return lambda name, value: f"{start}{name}={_spelt(quote_plus, value)}{tail}"

    def in_language(self, language: str) -> str:
        """The address of this page in another language."""
        return _written(self.path, (*self.pairs, (LANGUAGE, language)))


def visit(request: Request, root: str = "") -> Visit:
    """Read a request. A language of the address that the pages do not have counts as none."""
    stated = [(name, _CONTROL.sub(" ", value)) for name, value in request.query_params.multi_items()]
    chosen = next((value for name, value in stated if name == LANGUAGE and value in LANGUAGES), "")
    return Visit(
        root=root,
        path=_CONTROL.sub(" ", request.url.path),
        parts=request.path_params,
        pairs=tuple(pair for pair in stated if pair[0] != LANGUAGE and not is_tracking(pair[0])),
        chosen=chosen,
        wanted=accept_language(request.headers.get("accept-language", "")),
        today=datetime.now(UTC).date(),
    )


def _written(path: str, pairs: Iterable[ParameterPair]) -> str:
    stated = [pair for pair in pairs if pair[1]]
    start = _spelt(quote, path)
    return f"{start}?{urlencode(stated)}" if stated else start


def _spelt(quoting: Callable[[str], str], text: str) -> str:
    return _kept(quoting, text) if len(text) <= _LONGEST_LINK else quoting(text)


@lru_cache(_LINKS)
def _kept(quoting: Callable[[str], str], text: str) -> str:
    """Text in an address: a page has hundreds of links, most of them again and again."""
    return quoting(text)
