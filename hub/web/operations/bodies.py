"""Reading GraphQL requests: parameters from a body or a query string, strictly and within bounds."""

import asyncio
import re
from collections.abc import Collection, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import msgspec
from starlette.types import Receive

from hub.json_faults import FAULTS, json_fault
from hub.plan.execution import Operation
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.accepted_types import accepted_types
from hub.web.operations.persisted import PersistedQueries
from schema.values.languages import accept_language

if TYPE_CHECKING:
    from hub.web.budgets import Meter

PATIENCE = 15
"""Seconds within which a body must arrive; uvicorn itself waits for ever."""
_GRAPHQL = "application/graphql-response+json"
DAY = 24 * 60 * 60
REVISION_HEADER = b"hub-revision"
"""Tells the revision of an answer, and what a client has seen; to no client anything older is shown."""
REVISION = re.compile(rb"\d{1,18}")
_SOON = 0.05
"""Seconds after which it is noticed that a client has left; most answers are there sooner."""


class _RequestParameters(msgspec.Struct):
    """The parameters of a request (GraphQL over HTTP, section 5.1)."""

    query: str | None = None
    variables: dict[str, Any] | None = None
    operationName: str | None = None  # noqa: N815 - the protocol's spelling
    extensions: dict[str, Any] | None = None


_PLAIN_JSON = (b"application/json", b"application/json; charset=utf-8", b"application/json;charset=UTF-8")
"""How nearly all clients spell it."""
_EVENTS = "text/event-stream"
_JSON_RANGES = ("application/json", _GRAPHQL, "application/*", "*/*")
"""What a client accepts that can have an answer as JSON."""
_BESIDE_THE_OPERATION = frozenset({b"authorization", b"content-encoding", b"origin"})
_OF_ONE_CLIENT = frozenset({b"cookie", b"if-none-match"})
_DECODER = msgspec.json.Decoder(_RequestParameters)
_OBJECT = msgspec.json.Decoder(dict[str, Any] | None)


class HttpRequest:
    """One HTTP request as it arrives. headers: the first of each name; text: the body of a POST, else the query string.

    is_bulk: the client names itself as bulk. media: the type of the answer. known_tags: ETags of
    answers that the client has;
    identity: by which the log calls it, where nobody in front of the endpoint has given it one. may_be_kept: it lets
    its answer be kept, and sent again to whoever asks the same. meter: counts what it asks for, if anything does.
    """

    __slots__ = (
        "_asked",
        "client",
        "headers",
        "identity",
        "is_bulk",
        "known_tags",
        "may_be_kept",
        "media",
        "meter",
        "method",
        "text",
    )

    def __init__(
        self, method: str, headers: Sequence[tuple[bytes, bytes]], text: bytes, client: str | None = None
    ) -> None:
        self.client = client
        self.meter: Meter | None = None
        self.identity: bytes | None = None
        self.method = method
        self.headers = by_name = dict(reversed(headers))
        if b"x-forwarded-for" in by_name and len(by_name) < len(headers):
            # some proxies add a line of their own behind that of the client, who may have written anything there
            by_name[b"x-forwarded-for"] = b", ".join([value for name, value in headers if name == b"x-forwarded-for"])
        self.is_bulk = by_name.get(b"x-hub-client", b"").lower() == b"bulk"
        self.text = text
        self.media = _media(by_name.get(b"accept", b""))
        self.known_tags: Collection[str] = _tags(by_name[b"if-none-match"]) if b"if-none-match" in by_name else ()
        self.may_be_kept = b"authorization" not in by_name and b"no-" not in by_name.get(b"cache-control", b"")
        kind = b"%s %s %d" % (method[:4].encode(), self.media.encode(), self.is_bulk)
        # no header can hold the NUL that parts them, and the text stands last
        self._asked = blake2b(b"%b\0%b\0" % (kind, by_name.get(b"accept-language", b"")), digest_size=20)

    @property
    def is_simple(self) -> bool:
        """Whether all that counts is its operation: it is plain JSON for an answer at once, and neither a page of
        another origin nor an operator sends it.
        """
        headers = self.headers
        return (
            headers.get(b"content-type") in _PLAIN_JSON
            and not _BESIDE_THE_OPERATION & headers.keys()
            and accepted_form(headers.get(b"accept", b"")) is AnswerForm.JSON
        )

    @property
    def is_usual(self) -> bool:
        """Whether it is likely to come again with another body, and has nothing that is its client's own."""
        return self.is_simple and not _OF_ONE_CLIENT & self.headers.keys()

    def has_seen_at_most(self, revision: int) -> bool:
        """Whether its client states to have seen no newer revision (`hub.web.connections.seen_revisions`)."""
        seen = self.headers.get(REVISION_HEADER)
        return seen is None or (REVISION.fullmatch(seen) is not None and int(seen) <= revision)

    def tag(self, revision: int, at: float) -> str:
        """The ETag of an answer: alike only for requests that the same revision answers alike on the same day (UTC).

        at: seconds since 1970. What is asked as of today, such as the members of a group of
        countries, changes with the day.
        """
        digest = self._asked.copy()
        digest.update(self.text)
        return f'"{revision}-{int(at // DAY)}-{digest.hexdigest()}"'

    def check_media(self) -> None:
        """Raise `RequestError` for a body that is no plain JSON."""
        media = self.headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
        if media != b"application/json":
            named = media.decode("latin-1") or "that is missing"
            raise RequestError(RefusalCode.UNSUPPORTED_MEDIA_TYPE, f"The content type {named} is not read.")
        if self.headers.get(b"content-encoding", b"identity").lower() != b"identity":
            raise RequestError(
                RefusalCode.UNSUPPORTED_MEDIA_TYPE,
                "The hub does not read compressed bodies.",
                "Send the body uncompressed.",
            )

    async def read_body(self, receive: Receive, largest: int) -> None:
        """Read the body of a POST. Raises `RequestError`; it is never read beyond `largest` bytes."""
        self.check_media()
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _left()
            more = message.get("more_body", False)
            body += message.get("body", b"")
            if len(body) > largest:
                raise RequestError(RefusalCode.TOO_LARGE, f"The body is larger than {largest} bytes.")
        self.text = body

    def operation(self, persisted: PersistedQueries, revision: int | None = None) -> Operation:
        """The operation that is asked for. Raises `RequestError`."""
        try:
            parameters = _DECODER.decode(self.text) if self.method == "POST" else self._in_query_string()
        except FAULTS as error:
            message = f"The body is not a GraphQL request: {json_fault(error)}."
            raise RequestError(RefusalCode.BAD_REQUEST, message) from error
        document = (
            persisted.document(parameters.query, parameters.extensions) if parameters.extensions else parameters.query
        )
        if document is None or (not document and self.method != "POST"):
            missing = "The body is not a GraphQL request: it has no query."
            raise RequestError(
                RefusalCode.BAD_REQUEST, missing if self.method == "POST" else "There is no query parameter."
            )
        return self.asked(document, parameters.operationName, parameters.variables, revision)

    def asked(
        self, document: str, name: str | None, variables: dict[str, Any] | None, revision: int | None = None
    ) -> Operation:
        """An operation of whoever sends this request."""
        return Operation(
            document,
            name or None,
            variables or {},
            _languages(self.headers.get(b"accept-language", b"")),
            self.is_bulk,
            self.headers.get(b"authorization", b"").decode("latin-1") or None,
            revision,
            self.client,
            self.method != "POST",
            self.meter.budget if self.meter else None,
        )

    def _in_query_string(self) -> _RequestParameters:
        parameters = dict(parse_qsl(self.text.decode("latin-1"), keep_blank_values=True))
        return _RequestParameters(
            parameters.get("query"),
            _object(parameters, "variables"),
            parameters.get("operationName"),
            _object(parameters, "extensions"),
        )


class AnswerForm(Enum):
    """How a client will have its answers: as JSON, as a stream of events, or as whichever the operation is for."""

    JSON = 1
    EVENTS = 2
    EITHER = 3


@lru_cache(maxsize=256)
def accepted_form(accept: bytes) -> AnswerForm:
    """What an Accept header asks for; clients such as urql send the same for queries and for subscriptions."""
    weights = accepted_types(accept.decode("latin-1"))
    events = weights.get(_EVENTS, 0.0)
    if not events:
        return AnswerForm.JSON
    return AnswerForm.EITHER if any(weights.get(media, 0.0) >= events for media in _JSON_RANGES) else AnswerForm.EVENTS


@lru_cache(maxsize=256)
def _media(accept: bytes) -> str:
    """application/json unless the newer type is accepted (section 6.1): its status codes are what old clients know."""
    weights = accepted_types(accept.decode("latin-1"))
    modern = weights.get(_GRAPHQL, 0.0)
    return _GRAPHQL if modern > 0 and modern >= weights.get("application/json", 0.0) else "application/json"


def _tags(header: bytes) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.decode("latin-1").split(",")}


@lru_cache(maxsize=256)
def _languages(header: bytes) -> tuple[str, ...]:
    return accept_language(header.decode("latin-1"))


def _object(parameters: Mapping[str, str], name: str) -> dict[str, Any] | None:
    """A parameter that holds a JSON object."""
    try:
        return _OBJECT.decode(parameters[name]) if parameters.get(name) else None
    except FAULTS as error:
        raise RequestError(
            RefusalCode.BAD_REQUEST, f"The {name} are not a JSON object: {json_fault(error)}."
        ) from error


class Watch:
    """Cancels the task in which it is made when a body does not arrive, or when the client leaves
    before the answer is there.

    For all that is over within `_SOON` it is a timer that never fires; `asyncio.timeout` and a task
    for each request cost more.
    reason: why it has cancelled the task.
    """

    def __init__(self, receive: Receive) -> None:
        self.reason: RequestError | None = None
        self._task: asyncio.Task[None] = asyncio.current_task()  # type: ignore[assignment]
        self._receive = receive
        self._looking: asyncio.Task[None] | None = None
        self._has_body = False
        self._timer = asyncio.get_running_loop().call_later(_SOON, self._look)

    def body_is_read(self) -> None:
        """From now on the next message is that the client has left."""
        self._has_body = True
        if self._looking is not None:
            self._looking.cancel()
            self._look()

    def _look(self) -> None:
        self._looking = asyncio.ensure_future(self._client_left() if self._has_body else self._body_is_late())

    async def _body_is_late(self) -> None:
        await asyncio.sleep(PATIENCE)
        self._cancel(
            RequestError(RefusalCode.BAD_REQUEST, f"The body did not arrive within {PATIENCE} s.", "Send it at once.")
        )

    async def _client_left(self) -> None:
        await client_left(self._receive)
        self._cancel(_left())

    def _cancel(self, reason: RequestError) -> None:
        self.reason = reason
        self._task.cancel()

    def end(self) -> None:
        """Look no more."""
        self._timer.cancel()
        if self._looking is not None:
            self._looking.cancel()
        if self.reason is not None:
            self._task.uncancel()


async def client_left(receive: Receive) -> None:
    """Return when the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _left() -> RequestError:
    return RequestError(RefusalCode.BAD_REQUEST, "The client went away.")
