"""In which other media a list or a thing is there: links that its page offers, one a medium."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from hub.exports import MEDIA, STANDARDS, Medium
from hub.exports.json_media import JSON
from hub.exports.standards.linked_data_media import JSON_LD, TURTLE
from hub.web.selections import ParameterPair
from schema.kinds import Kind


@dataclass(frozen=True, slots=True)
class MediaLink:
    """The same list in another medium. media: its media type."""

    title: str
    media: str
    address: str


def media_links(kind: Kind, query: Sequence[ParameterPair]) -> list[MediaLink]:
    """The media in which a list of a kind is served. query: the parameters of its address."""
    usable = (medium for medium in (*MEDIA, *STANDARDS) if medium.is_usable and medium.can_write(kind))
    return [MediaLink(one.title, one.media_type, _address(kind, one.suffix, query)) for one in usable]


def thing_links(kind: Kind, slug: str) -> list[MediaLink]:
    """The media in which one thing is served: those that say more of it than its row in a table does."""
    usable = (medium for medium in (JSON, JSON_LD, TURTLE, *STANDARDS) if medium.is_usable and medium.can_write(kind))
    return [MediaLink(medium.title, medium.media_type, _address_of_thing(kind, slug, medium)) for medium in usable]


def _address_of_thing(kind: Kind, slug: str, medium: Medium) -> str:
    page = f"/{kind.plural}/{slug}"
    return f"{page}/{medium.document}" if medium.document else f"{page}.{medium.suffix}"


def _address(kind: Kind, suffix: str, query: Sequence[ParameterPair]) -> str:
    return f"/{kind.plural}.{suffix}{'?' if query else ''}{urlencode(query)}"
