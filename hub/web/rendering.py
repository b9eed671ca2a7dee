"""Templates of the pages: Jinja2 with everything escaped and nothing undefined let through."""

import hashlib
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

HERE = Path(__file__).parent
STATIC = HERE / "static"
_OF_PAGES = ("templates", "static", "queries", "examples")
_KIND_NAMES = {
    "ORGANISATION": ("organisation", "organisations"),
    "OSPO": ("OSPO", "OSPOs"),
    "PRODUCT": ("product", "products"),
    "EVENT": ("event", "events"),
    "NEWS_ITEM": ("news item", "news items"),
}


def number(value: float) -> str:
    """A number for people: thousands apart by a thin space, no needless decimals."""
    return f"{value:,.10g}".replace(",", "\u202f")


def kind_name(kind: str, count: int = 2) -> str:
    """A kind in words, singular where it is one."""
    one, many = _KIND_NAMES.get(kind, (kind.lower(), kind.lower()))
    return one if count == 1 else many


def counted(kind: str, count: int) -> str:
    """Such as `3 products`."""
    return f"{number(count)} {kind_name(kind, count)}"


def moment(stamp: str) -> str:
    """A time of the graph for people, in UTC."""
    return f"{stamp[:10]} {stamp[11:16]} UTC"


def web_address(value: str | None) -> str | None:
    """The value if a browser may follow it; a seed file may state `javascript:` anywhere."""
    return value if value and value.lower().startswith(("https://", "http://")) else None


def environment() -> Environment:
    """The templates with their filters."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"number": number, "kind_name": kind_name, "moment": moment, "web_address": web_address}
    made.globals |= {"counted": counted}
    return made


TEMPLATES = environment()


def page(
    template: str, values: Mapping[str, Any], *, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """A page from its template."""
    return HTMLResponse(TEMPLATES.get_template(template).render(values), status, headers=headers)


def unavailable(message: str, hint: str) -> HTMLResponse:
    """The page for a store that cannot answer now: 503, not kept by anyone."""
    values = {"message": message, "hint": hint}
    return page(
        "unavailable.html",
        values,
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        headers={"cache-control": "no-store", "retry-after": "30"},
    )


def fingerprint() -> str:
    """Digest of everything a page is made of but the graph; part of its ETag."""
    files = sorted(path for folder in _OF_PAGES for path in (HERE / folder).rglob("*") if path.is_file())
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in [*files, *sorted(HERE.glob("*.py"))])).hexdigest()[
        :12
    ]
