"""/catalog: the hub for data portals, in DCAT-AP; /vocabularies: what its own terms mean, in SKOS.

Both as .ttl and .jsonld.
"""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path

import msgspec
from rdflib import Graph
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from hub.errors import HubError
from hub.exports import MEDIA, Editions
from hub.exports.standards.catalogued_networks import catalogued_networks
from hub.exports.standards.citable_snapshots import CitableSnapshot
from hub.exports.standards.dcat_catalogue import HubProfile, catalogue
from hub.exports.standards.skos_vocabularies import vocabularies
from hub.snapshots.snapshot_folder import SnapshotFolder
from hub.web.accepted_types import accepted_types, most_wanted
from hub.web.pages.explorer import is_known, problem
from hub.web.visits import visit

_FORMS = {"ttl": ("turtle", "text/turtle"), "jsonld": ("json-ld", "application/ld+json")}
Makes = Callable[[], Awaitable[Graph]]


class CatalogueDocuments:
    """Serves the documents. snapshots: the directory of snapshots; root: of the addresses of entities."""

    def __init__(self, editions: Editions, hub: HubProfile, snapshots: Path, root: str) -> None:
        self._editions = editions
        self._hub = hub
        self._snapshots = snapshots
        self._root = root
        self._kept: dict[str, bytes] = {}

    def routes(self) -> list[BaseRoute]:
        """Those with a suffix, and the bare names, which lead to the form that a program asks for."""

        async def terms(_: Request) -> Response:
            return RedirectResponse("/vocabularies.ttl", HTTPStatus.SEE_OTHER)

        documents = {"catalog": self._catalogue, "vocabularies": self._vocabularies}
        return [
            *(
                Route(f"/{name}.{form}", self._endpoint(make, form))
                for name, make in documents.items()
                for form in _FORMS
            ),
            *(Route(f"/{name}", _chosen(name)) for name in documents),
            Route("/entity/terms", terms),
        ]

    def _endpoint(self, make: Makes, form: str) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                tag = f'W/"{await self._editions.revision()}-{_state(self._snapshots)}"'
                if is_known(request.headers.get("if-none-match", ""), tag):
                    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"etag": tag})
                body = await self._body(make, form, tag)
            except HubError as error:
                return problem(request, visit(request), HTTPStatus.SERVICE_UNAVAILABLE, error.message, error.hint)
            headers = {"etag": tag, "cache-control": "no-cache", "cross-origin-resource-policy": "cross-origin"}
            return Response(body, headers=headers, media_type=_FORMS[form][1])

        return answer

    async def _body(self, make: Makes, form: str, tag: str) -> bytes:
        """A document, kept until the store or the snapshots change: writing RDF takes a second, so a thread does it."""
        key = f"{make.__name__}.{form}"
        if not self._kept.get(key, b"").startswith(f"{tag}\n".encode()):
            graph = await make()
            written = await asyncio.to_thread(graph.serialize, format=_FORMS[form][0], encoding="utf-8")
            self._kept[key] = f"{tag}\n".encode() + written
        return self._kept[key].partition(b"\n")[2]

    async def _catalogue(self) -> Graph:
        async with self._editions.snapshot() as snapshot:
            edition = await snapshot.book("catalog", catalogued_networks)
            networks = [row async for row in edition.main.rows()]
        return await asyncio.to_thread(lambda: catalogue(self._hub, networks, _citable(self._snapshots), MEDIA))

    async def _vocabularies(self) -> Graph:
        return vocabularies(self._root)


def _chosen(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        forms = {media: form for form, (_, media) in _FORMS.items()}
        form = forms.get(most_wanted(accepted_types(request.headers.get("accept", "")), forms) or "", "ttl")
        return RedirectResponse(f"/{name}.{form}", HTTPStatus.SEE_OTHER, headers={"vary": "accept"})

    return answer


def _citable(folder: Path) -> list[CitableSnapshot]:
    """The snapshots in a directory, the first one first."""
    manifests = SnapshotFolder(folder).all()
    return msgspec.convert(manifests[::-1], list[CitableSnapshot], from_attributes=True)


def _state(folder: Path) -> str:
    """What changes when a snapshot comes or goes."""
    return str(folder.stat().st_mtime_ns) if folder.is_dir() else "0"
