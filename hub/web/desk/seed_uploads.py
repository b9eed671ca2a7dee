"""PUT /networks/<slug>/seed: an operator pushes a seed directory as an archive, and is answered
with the report of the load.

The body goes to a file while it arrives, never into memory. `?check` shows what a load would do and writes nothing.
"""

import asyncio
import hashlib
import multiprocessing
import re
import tempfile
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from hub.load.pushing import Push, prepared, receive
from hub.operators.actors import Actor
from hub.operators.keyring import Keyring
from hub.operators.rights import Right
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.suggestions import checked
from hub.store import Database
from hub.web.desk.token_rights import granted, refusal_response
from hub.web.request_bodies import pieces_of

PATIENCE = 30
"""Seconds within which the next piece of a body must arrive."""
_DIGEST = re.compile(r"\bsha-256=:([A-Za-z0-9+/=]{1,100}):")
_SPAWNING = multiprocessing.get_context("spawn")
_OF_STORE = ("store", "statement")


@dataclass(frozen=True, slots=True)
class SeedUploads:
    """Takes seeds. folder: where they are kept; largest: bytes of an archive."""

    keyring: Keyring
    database: Database
    folder: Path
    largest: int

    def routes(self) -> list[BaseRoute]:
        """The one route."""
        return [Route("/networks/{slug}/seed", self._put, methods=["PUT"])]

    async def _put(self, request: Request) -> Response:
        try:
            slug = request.path_params["slug"]
            # before anything of the body is read
            grant = await granted(self.keyring, request, Right.LOAD, f"load the network {slug[:60]}", slug)
            parameters = request.query_params.keys()
            checked("parameter", parameters, ["check", "allow-mass-delete"])
            async with self._arriving(request) as archive:
                await asyncio.to_thread(_check_digest, archive, request.headers.get("content-digest", ""))
                push = Push(
                    network=slug,
                    archive=archive,
                    outcome=archive.with_name("outcome.json"),
                    folder=self.folder,
                    actor=Actor(grant.name, grant.token, "push"),
                    is_check="check" in parameters,
                    allow_mass_delete="allow-mass-delete" in parameters,
                )
                return _answer(await self._outcome(push))
        except RequestError as error:
            return refusal_response(error)

    @asynccontextmanager
    async def _arriving(self, request: Request) -> AsyncIterator[Path]:
        """The archive as a file, which is gone after the block.

        Raises `RequestError` for one that is too large or does not arrive.
        """
        with tempfile.TemporaryDirectory(prefix=".arriving-", dir=prepared(self.folder)) as folder:
            archive = Path(folder) / "archive"
            pieces = pieces_of(request, self.largest, "archive")
            with archive.open("wb") as file:
                while piece := await _next(pieces):
                    await asyncio.to_thread(file.write, piece)
            yield archive

    async def _outcome(self, push: Push) -> dict[str, Any]:
        """What became of a push. Raises `RequestError` where its process ended without saying."""
        source = self.database.url.render_as_string(hide_password=False)
        process = _SPAWNING.Process(target=receive, args=(source, push), daemon=True)
        process.start()
        await asyncio.to_thread(process.join)
        if not push.outcome.exists():
            raise RequestError(RefusalCode.INTERNAL, "Something went wrong inside the hub.")
        return dict(orjson.loads(push.outcome.read_bytes()))


def _check_digest(archive: Path, header: str) -> None:
    """Raise BAD_USER_INPUT for an archive that is not what its sender has said it is (RFC 9530).

    header: the header; of it SHA-256 counts.
    """
    digest = _DIGEST.search(header)
    with archive.open("rb") as file:
        actual = b64encode(hashlib.file_digest(file, "sha256").digest()).decode() if digest else ""
    if digest and digest[1] != actual:
        message = f"The archive does not match its content-digest: its SHA-256 is {actual}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, "Send it again.")


async def _next(pieces: AsyncIterator[bytes]) -> bytes:
    """The next piece of a body, empty at its end."""
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in pieces:
                if piece:
                    return piece
            return b""
    except TimeoutError:
        raise RequestError(RefusalCode.BAD_REQUEST, f"Nothing arrived for {PATIENCE} s.", "Send it again.") from None
    except ClientDisconnect:
        raise RequestError(RefusalCode.BAD_REQUEST, "The client went away.") from None


def _answer(outcome: dict[str, Any]) -> Response:
    """200 for a load that is stored or would be, 422 for one that is rejected; errors as GraphQL has them."""
    if error := outcome.get("error"):
        is_of_store = error["code"].startswith(_OF_STORE)
        code = RefusalCode.STORE_UNAVAILABLE if is_of_store else RefusalCode.BAD_USER_INPUT
        raise RequestError(code, error["message"], error["hint"])
    is_rejected = any(load["status"] == "rejected" for load in outcome["loads"])
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_rejected else HTTPStatus.OK
    return Response(orjson.dumps(outcome, option=orjson.OPT_INDENT_2), status, media_type="application/json")
