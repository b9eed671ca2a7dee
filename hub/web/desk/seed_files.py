"""GET /networks/<slug>/seed/<path>: a file of a seed as it is kept, for operators whose token may
read what only they see.

What records show of it is without people (ADR 0105); whoever maintains a file must see what it holds.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from hub.load.claims import seed_directories
from hub.operators.keyring import Keyring
from hub.operators.rights import Right
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.desk.token_rights import granted, refusal_response
from loaders.directory import open_directory
from loaders.globbing import MatchedFile, listing, matching
from loaders.source import Refused, SourceFile

_HEADERS = {"cache-control": "no-store", "content-disposition": "attachment"}
_HINT = "Name it as records and findings do: `path` of a record, and the place of a finding before its line."


@dataclass(frozen=True, slots=True)
class SeedFiles:
    """Shows files of seeds. roots: where seed directories are; of a network's the first counts."""

    keyring: Keyring
    roots: Sequence[Path]

    def routes(self) -> list[BaseRoute]:
        """The one route."""
        return [Route("/networks/{slug}/seed/{path:path}", self._show)]

    async def _show(self, request: Request) -> Response:
        slug, path = request.path_params["slug"], request.path_params["path"]
        try:
            await granted(self.keyring, request, Right.READ, f"read files of the network {slug[:60]}", slug)
        except RequestError as error:
            return refusal_response(error)
        content = await asyncio.to_thread(self._read, slug, path)
        if content is None:
            message = f"The seed of {slug[:60]} has no source in a file {path[:60]}."
            return refusal_response(RequestError(RefusalCode.BAD_USER_INPUT, message, _HINT), HTTPStatus.NOT_FOUND)
        return Response(content, media_type="application/octet-stream", headers=_HEADERS)

    def _read(self, slug: str, path: str) -> bytes | None:
        """The content of a file; None where the network has no seed here, or no source of it is that file.

        Nothing else of a directory is shown: it may be a clone, whose `.git` names who may write.
        """
        for directory in seed_directories(self.roots):
            manifest, _ = open_directory(directory)
            if manifest is not None and manifest.network == slug:
                listed = listing(directory)
                matched = (match for source in manifest.sources for match in matching(source.path, listed))
                file = next(
                    (match.file for match in matched if isinstance(match, MatchedFile) and match.file.path == path),
                    None,
                )
                return None if file is None else _content(file)
        return None


def _content(file: SourceFile) -> bytes | None:
    try:
        return file.read_bytes()
    except Refused:
        return None
