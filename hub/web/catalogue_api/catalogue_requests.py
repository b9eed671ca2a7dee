"""Addresses and parameters of the catalogue API: ids as the UUIDs that it has, pages by cursor, periods.

What cannot be used is a problem.
"""

from base64 import b32decode, b32encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from schema.values.utc import utc_stamp

_USUAL, _MOST = 25, 100
"""Entries of a page."""
_LONGEST = 255
"""Characters of a parameter, as the specification has it."""
_REPEATED = ("page[size]", "from", "to", "all", "url")
"""Parameters that the links to other pages have, too."""
_DIGITS = 20
"""Hexadecimal digits of the 80 bits that an id has."""
_UUID_PARTS = (8, 4, 4, 4, 12)


class CatalogueProblem(Exception):
    """What is answered as a problem (RFC 9457). title, detail: as the API states them."""

    def __init__(self, title: str, detail: str, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY) -> None:
        super().__init__(detail)
        self.title = title
        self.detail = detail
        self.status = status


def uuid_of(identity: str) -> str:
    """The id of an entity as a UUID of version 4: its 80 bits, and zeros. The kind is known by the address."""
    bits = b32decode(identity.partition("_")[2].upper()).hex()
    return f"{bits[:8]}-{bits[8:12]}-4{bits[12:15]}-8{bits[15:18]}-{bits[18:]}{'0' * 10}"


def identity_of(uuid: str, prefix: str) -> str | None:
    """The id of an entity of a kind, by its UUID; None for what is no UUID of the hub."""
    parts = uuid.split("-")
    if tuple(map(len, parts)) != _UUID_PARTS or not uuid.isascii():
        return None
    bits = f"{parts[0]}{parts[1]}{parts[2][1:]}{parts[3][1:]}{parts[4][:2]}"
    try:
        identity = f"{prefix}_{b32encode(bytes.fromhex(bits)).decode().lower()}"
    except ValueError:
        return None
    return identity if len(bits) == _DIGITS and uuid_of(identity) == uuid.lower() else None


def network_uuid(slug: str) -> str:
    """A UUID for a network, the same on every machine; its short name is the alternativeId."""
    bits = sha256(f"network/{slug}".encode()).hexdigest()
    return f"{bits[:8]}-{bits[8:12]}-4{bits[12:15]}-8{bits[15:18]}-{bits[18:30]}"


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """A page of a list as an address asks for it. created: bounds on the creation as a filter of the graph has them.

    stated: the parameters that the links of the page repeat. with_inactive: also what is not active.
    """

    size: int = _USUAL
    after: str = ""
    before: str = ""
    created: Mapping[str, str] | None = None
    with_inactive: bool = False
    stated: Mapping[str, str] | None = None

    @property
    def variables(self) -> dict[str, Any]:
        """The page as variables of an operation."""
        if self.before:
            return {"last": self.size, "before": self.before}
        return {"first": self.size, "after": self.after or None}

    def links(self, info: Mapping[str, Any]) -> dict[str, str | None]:
        """The links to the pages before and after, as a query that replaces that of the address. info: pageInfo."""
        return {
            "prev": self._link("before", info["startCursor"]) if info["hasPreviousPage"] else None,
            "next": self._link("after", info["endCursor"]) if info["hasNextPage"] else None,
        }

    def _link(self, way: str, cursor: str) -> str:
        return f"?{urlencode({**(self.stated or {}), f'page[{way}]': _shortened(cursor)}, safe='[]')}"


def _shortened(cursor: str) -> str:
    """A cursor of the graph, which is hexadecimal, in two thirds of its length: links have 255 characters at most."""
    return urlsafe_b64encode(bytes.fromhex(cursor)).decode().rstrip("=")


def _cursor(shortened: str) -> str:
    """The cursor of the graph of a shortened one; what is none stays as it is, for the graph to refuse."""
    try:
        return urlsafe_b64decode(shortened + "=" * (-len(shortened) % 4)).hex()
    except ValueError:
        return shortened


def page_of(request: Request, title: str) -> CataloguePage:
    """What page an address asks for. title: of a problem. Raises `CatalogueProblem`."""
    parameters = dict(request.query_params)
    if too_long := [name for name, value in parameters.items() if len(value) > _LONGEST]:
        raise CatalogueProblem(title, f"{too_long[0][:60]} is longer than {_LONGEST} characters")
    size = parameters.get("page[size]") or str(_USUAL)
    if not (size.isascii() and size.isdecimal()):
        raise CatalogueProblem(title, "page[size] must be an integer")
    if not 1 <= int(size) <= _MOST:
        raise CatalogueProblem(title, f"page[size] must be between 1 and {_MOST}")
    created = {
        operator: _moment(parameters[name], name, title)
        for name, operator in (("from", "gt"), ("to", "lt"))
        if parameters.get(name)
    }
    repeated = {name: value for name, value in parameters.items() if name in _REPEATED}
    return CataloguePage(
        int(size),
        _cursor(parameters.get("page[after]", "")),
        _cursor(parameters.get("page[before]", "")),
        created or None,
        parameters.get("all", "").lower() in {"1", "true"},
        repeated,
    )


def _moment(text: str, name: str, title: str) -> str:
    """A time of RFC 3339 in UTC."""
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise CatalogueProblem(title, f"{name} is not an RFC 3339 time such as 2022-06-07T09:56:23Z") from None
    if moment.tzinfo is None:
        raise CatalogueProblem(title, f"{name} has no time zone; end it with Z for UTC")
    try:
        return utc_stamp(moment)
    except OverflowError:
        raise CatalogueProblem(title, f"{name} is before the year 1 or after 9999 in UTC") from None
