"""In which other media a list is there: links that a list's page offers, one a medium."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from hub.exports import MEDIA, STANDARDS
from hub.web.selections import Pair
from schema.kinds import Kind


@dataclass(frozen=True, slots=True)
class MediaLink:
    """The same list in another medium. media: its media type."""

    title: str
    media: str
    address: str


def media_links(kind: Kind, query: Sequence[Pair]) -> list[MediaLink]:
    """The media in which a list of a kind is served. query: the parameters of its address."""
    usable = (medium for medium in (*MEDIA, *STANDARDS) if medium.is_usable and medium.can_write(kind))
    return [MediaLink(one.title, one.media_type, _address(kind, one.suffix, query)) for one in usable]


def _address(kind: Kind, suffix: str, query: Sequence[Pair]) -> str:
    return f"/{kind.plural}.{suffix}{'?' if query else ''}{urlencode(query)}"
