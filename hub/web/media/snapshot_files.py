"""/snapshots/: the list of snapshots, a page for each, and their files at addresses that never serve anything else."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from hub.snapshots import MANIFEST, PATH, SUMS, SnapshotFile, SnapshotFolder, SnapshotManifest
from hub.snapshots.verifying import digest_of
from hub.web.pages.explorer import VARY, is_known, problem, wants_html
from hub.web.rendering import page
from hub.web.visits import visit

_FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {MANIFEST: "application/json", SUMS: "text/plain"}
_UNKNOWN = "/snapshots/ lists the snapshots that exist."
SnapshotHandler = Callable[[Request], Response]


class SnapshotFiles:
    """Serves the snapshots of a folder.

    root: the hub's public address. Its endpoints read files, so Starlette runs them in threads.
    """

    def __init__(self, folder: SnapshotFolder, root: str) -> None:
        self._folder = folder
        self._root = root

    def routes(self) -> list[BaseRoute]:
        """The list, the latest, one snapshot, one of its files."""
        return [
            Route(PATH, self._list),
            Route(f"{PATH}latest", self._latest),
            Route(f"{PATH}latest/{{path:path}}", self._latest),
            Route(f"{PATH}{{name}}/", self._snapshot),
            Route(f"{PATH}{{name}}/{{path}}", self._file),
        ]

    def _list(self, request: Request) -> Response:
        there, retired = self._folder.all(), self._folder.retired()
        if wants_html(request):
            return self._page(request, "snapshots.html", {"snapshots": there, "retired": retired})
        said = [{**_said(one), "address": f"{self._root}{PATH}{one.snapshot}/"} for one in there]
        content = {"snapshots": said, "retired": [_said(one) for one in retired]}
        return JSONResponse(content, headers={"cache-control": "no-cache", "vary": VARY})

    def _latest(self, request: Request) -> Response:
        latest = self._folder.latest()
        if latest is None:
            return self._problem(
                request,
                HTTPStatus.NOT_FOUND,
                "There is no snapshot yet.",
                "The operator of the hub makes one with `hub snapshot`.",
            )
        address = f"{PATH}{latest.snapshot}/{request.path_params.get('path', '')}"
        return RedirectResponse(
            visit(request).link(address), HTTPStatus.TEMPORARY_REDIRECT, {"cache-control": "no-cache"}
        )

    def _snapshot(self, request: Request) -> Response:
        manifest = self._folder.find(request.path_params["name"])
        if manifest is None:
            return self._missing(request)
        if not wants_html(request):
            return self._sent(request, manifest, self._own(manifest, MANIFEST), {"vary": VARY})
        return self._page(request, "snapshot.html", {"snapshot": manifest, "own": (MANIFEST, SUMS)})

    def _file(self, request: Request) -> Response:
        manifest = self._folder.find(request.path_params["name"])
        if manifest is None:
            return self._missing(request)
        path = request.path_params["path"]
        file = self._own(manifest, path) if path in _TYPES else manifest.file(path)
        if file is None:
            message = f"The snapshot {manifest.snapshot} has no file {path[:60]!r}."
            return self._problem(
                request, HTTPStatus.NOT_FOUND, message, f"Its files are in {PATH}{manifest.snapshot}/{MANIFEST}."
            )
        return self._sent(request, manifest, file)

    def _own(self, manifest: SnapshotManifest, name: str) -> SnapshotFile:
        """The manifest or the sums as a file: they are in no manifest, so that they are what they
        should be if they can be read.
        """
        return SnapshotFile(name, _TYPES[name], "", 0, _current_digest(self._path(manifest, name)))

    def _sent(
        self, request: Request, manifest: SnapshotManifest, file: SnapshotFile, more: Mapping[str, str] | None = None
    ) -> Response:
        path, tag = self._path(manifest, file.path), f'"{file.sha256}"'
        headers = {
            "etag": tag,
            "cache-control": _FOR_EVER,
            "link": f'<{self._root}{PATH}{manifest.snapshot}/>; rel="cite-as"',
            "repr-digest": f"sha-256=:{b64encode(bytes.fromhex(file.sha256)).decode()}:",  # RFC 9530
            "cross-origin-resource-policy": "cross-origin",
            **(more or {}),
        }
        if is_known(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        if not file.sha256 or _current_digest(path) != file.sha256:
            message = f"{file.path} of the snapshot {manifest.snapshot} is damaged."
            return self._problem(
                request,
                HTTPStatus.SERVICE_UNAVAILABLE,
                message,
                "Tell the operator of the hub: `hub verify` says more.",
            )
        headers["content-disposition"] = f'inline; filename="{manifest.snapshot}-{file.path}"'
        return FileResponse(path, headers=headers, media_type=file.media_type)

    def _path(self, manifest: SnapshotManifest, name: str) -> Path:
        return self._folder.path(manifest.snapshot) / name

    def _missing(self, request: Request) -> Response:
        """What there is in place of a snapshot: of a retired one that it was there."""
        name = request.path_params["name"]
        retired = next((one for one in self._folder.retired() if one.snapshot == name), None)
        if retired is not None:
            why = f"named a person and were erased on {retired.erased}" if retired.erased else "are kept no longer"
            return self._problem(request, HTTPStatus.GONE, f"The files of the snapshot {name} {why}.", _UNKNOWN)
        return self._problem(request, HTTPStatus.NOT_FOUND, f"There is no snapshot {name[:60]!r}.", _UNKNOWN)

    def _problem(self, request: Request, status: HTTPStatus, message: str, hint: str) -> Response:
        return problem(request, visit(request, self._root), status, message, hint)

    def _page(self, request: Request, template: str, values: dict[str, Any]) -> Response:
        reader = visit(request, self._root)
        headers = {"cache-control": "no-cache", "vary": VARY}
        return page(template, {"visit": reader, "root": PATH, **values}, language=reader.language, headers=headers)


def _current_digest(path: Path) -> str:
    """The SHA-256 of a file as it is now; "" where it cannot be read."""
    try:
        now = path.stat()
        return _digest(path, now.st_size, now.st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=10_000)
def _digest(path: Path, _size: int, _changed: int) -> str:
    """The SHA-256 of a file, read once as long as it stays as it is: what is sent may be kept for a year,
    so it must not be damaged.
    """
    return digest_of(path)


def _said(manifest: SnapshotManifest) -> dict[str, Any]:
    """A manifest without its files."""
    said: dict[str, Any] = msgspec.to_builtins(manifest)
    del said["files"]
    return said | {"rows": manifest.rows()}
