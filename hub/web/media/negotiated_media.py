"""Which medium a request asks for, by suffix or by Accept, and routes that leave to the page what asks for none."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import Scope

from hub.exports import MEDIA, PARTS, STANDARDS, Medium
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.suggestions import checked
from hub.web.accepted_types import HTML, accepted_types, most_wanted
from schema.kinds import KINDS, Kind

ALL_MEDIA = (*MEDIA, *STANDARDS)
BY_SUFFIX = {medium.suffix: medium for medium in ALL_MEDIA}
_BY_TYPE = {
    kind.name: {medium.media_type: medium for medium in reversed(ALL_MEDIA) if medium.can_write(kind)} for kind in KINDS
}


class FileRoute(Route):
    """A route for one thing with a suffix, which no slug has; all others go on to the page."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether it is the one to answer."""
        match, more = super().matches(scope)
        return (match, more) if match is Match.NONE or "." in more["path_params"]["file"] else (Match.NONE, {})


class NegotiatedRoute(Route):
    """A route for those who name a medium of the kind in Accept; all others go on to the page.

    left: a medium that is left to it, too.
    """

    def __init__(
        self, path: str, kind: Kind, endpoint: Callable[[Request], Awaitable[Response]], left: Medium | None = None
    ) -> None:
        super().__init__(path, endpoint)
        self._kind = kind
        self._left = left

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether it is the one to answer."""
        match, more = super().matches(scope)
        if match is not Match.FULL:
            return match, more
        medium = accepted(Request(scope).headers.get("accept", ""), self._kind)
        return (match, more) if medium not in (None, self._left) else (Match.NONE, {})


def medium_of(kind: Kind | None, part: str, suffix: str) -> Medium:
    """The medium of a suffix. Raises BAD_USER_INPUT for one that there is not, with the nearest."""
    if part:
        checked("part of a selection", [part], PARTS)
    fitting = [medium.suffix for medium in ALL_MEDIA if medium.can_write(None if part else kind)]
    checked("format", [suffix], fitting)
    return usable(BY_SUFFIX[suffix])


def usable(medium: Medium) -> Medium:
    """The medium, if there is something to write in it. Raises UNSUPPORTED_MEDIA_TYPE."""
    if medium.absence:
        hint = "Ask for csv or jsonl, which have all that is known."
        raise RequestError(
            RefusalCode.UNSUPPORTED_MEDIA_TYPE, f"There is no {medium.suffix} here. {medium.absence}", hint
        )
    if not medium.is_usable:
        message = f"This hub was installed without {medium.needs}, which {medium.suffix} needs."
        hint = "Ask for csv or jsonl, or ask its operator to install the extra [exports]."
        raise RequestError(RefusalCode.UNSUPPORTED_MEDIA_TYPE, message, hint)
    return medium


def accepted(accept: str, kind: Kind) -> Medium | None:
    """The medium that is wanted most, of those that the kind has, the first of several; None for the page, which
    goes before what is wanted no more than it.
    """
    weights = accepted_types(accept)
    media = _BY_TYPE[kind.name]
    wanted = most_wanted(weights, [HTML, *(name for name in weights if name in media)])
    return media.get(wanted or "")
