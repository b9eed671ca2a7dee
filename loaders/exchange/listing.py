"""Which networks another hub has, as of when, and by which hubs they came. A file that is not whole says nothing."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from pydantic import ValidationError

from loaders.fetched import SourceState, fetch_issues, fetched_state
from loaders.globbing import MatchedFile, listing, matching
from loaders.manifest_model import Manifest, Source
from loaders.source import DOCUMENT_LIMIT, Refused, SourceFile
from schema.issues import Issue, IssueCode, Place

FORMAT = "hub"
"""The name of the format in manifests."""
NETWORK_LINE, END_LINE = b'{"network":', b'{"end":'
"""How the first line of a network, and the last line of a file, begin."""
Address = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/]+(/[^\s/]+)*$", max_length=300)]
Moment = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
T = TypeVar("T")
_AGAIN = "fetch the file again: it must end with the line that counts its lines"


class KnownHub(msgspec.Struct, frozen=True):
    """The networks that a hub loads from its own directories, when that was so (ISO 8601,
    UTC), and its revision then.
    """

    hub: Address
    as_of: Moment
    revision: int
    networks: tuple[str, ...]


class _Head(msgspec.Struct, frozen=True):
    """The first line. networks: of which the hub itself is the origin; hubs: what it knows of others."""

    hub: Address
    as_of: Moment
    revision: int
    networks: tuple[str, ...]
    hubs: tuple[KnownHub, ...] = ()


class _StatedNetwork(msgspec.Struct, frozen=True):
    """A network as the hub that was asked has it. hubs: by which it came there, the origin first; none where
    it is the origin itself.

    stated_at, revision: when the origin stored this state, and as which of its revisions. publisher_key: of the
    record of its publisher.
    """

    slug: str
    title: str
    publisher_name: str
    licence: str
    attribution: str
    stated_at: Moment
    revision: int
    precedence: int
    homepage: str | None = None
    publisher_url: str | None = None
    publisher_key: str | None = None
    country: str | None = None
    description: dict[str, str] = {}
    authority: tuple[str, ...] = ()
    hubs: tuple[Address, ...] = ()


class _HeadLine(msgspec.Struct, frozen=True):
    exchange: _Head


class _NetworkLine(msgspec.Struct, frozen=True):
    network: _StatedNetwork


class _EndLine(msgspec.Struct, frozen=True):
    end: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A network as another hub offers it.

    hubs: the way it came, from its origin (the hub that loads it from its own directory) to the hub that was asked.
    stated_at, revision: when the origin stored this state, and as which of its revisions. start, line: byte and line of
    the file at which it begins.
    """

    root: Path
    file: SourceFile
    manifest: Manifest
    hubs: tuple[str, ...]
    stated_at: str
    revision: int
    start: int
    line: int

    @property
    def rank(self) -> tuple[Any, ...]:
        """Of several offers of one network the highest counts: the newest state, and of its ways the shortest."""
        return rank(self.stated_at, self.revision, self.hubs)


def rank(stated_at: str, revision: int, hubs: tuple[str, ...]) -> tuple[Any, ...]:
    """What orders the states of a network; the same everywhere, so that hubs agree whatever came first."""
    return stated_at, revision, hubs[0], -len(hubs), hubs


@dataclass(slots=True)
class HubListing:
    """What one directory says of other hubs.

    network: the name that its manifest gives them; issues: what cannot be used; notices: what could not be fetched.
    """

    root: Path
    network: str
    hubs: list[KnownHub] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    notices: list[Issue] = field(default_factory=list)


def is_hub(manifest: Manifest) -> bool:
    """Whether a directory holds what another hub says."""
    return any(source.format == FORMAT for source in manifest.sources)


def listings_of(root: Path, manifest: Manifest) -> HubListing:
    """What the files of a directory offer; a file that is broken or not whole is an issue, and offers nothing."""
    found = HubListing(root, manifest.network)
    files, states = listing(root), fetched_state(root).sources
    for source in manifest.sources:
        if source.format != FORMAT:
            message = f"{source.name}: a directory with a source of format hub can only have sources of that format."
            place = Place("network.yaml")
            found.issues.append(Issue.of(IssueCode.MANIFEST_INVALID, found.network, place, message))
            continue
        if source.fetches:
            state = states.get(source.name, SourceState())
            found.notices += fetch_issues(found.network, source.name, state, Place("network.yaml"))
        matches = list(matching(source.path, files))
        if not matches and not source.optional:
            found.issues.append(_nothing_there(found.network, source))
        for match in matches:
            if isinstance(match, MatchedFile):
                _add(found, match.file, source.options.get("networks"))
            else:
                found.issues.append(Issue.of(match.code, found.network, Place(match.path), match.message))
    return found


def _nothing_there(network: str, source: Source) -> Issue:
    message = f"{source.name}: {source.path} matches no file."
    hint = "fetch the hub first, or check `path`"
    return Issue.of(IssueCode.SOURCE_EMPTY, network, Place("network.yaml"), message, value=source.path, hint=hint)


def _add(found: HubListing, file: SourceFile, wanted: list[str] | None) -> None:
    """Take in one file. wanted: the networks that are to be taken from it, None for all."""
    try:
        head, stated = _outline(file)
    except Refused as refused:
        place = Place(file.path, refused.line)
        found.issues.append(Issue.of(refused.code, found.network, place, refused.message, hint=refused.hint))
        return
    found.hubs += [KnownHub(head.hub, head.as_of, head.revision, head.networks), *head.hubs]
    for network, start, line in stated:
        if wanted is not None and network.slug not in wanted:
            continue
        try:
            manifest = _manifest(network, file)
        except ValidationError as error:
            message = f"The network {network.slug[:80]!r} cannot be used: {error.errors()[0]['msg']}."
            found.issues.append(Issue.of(IssueCode.ROW_SHAPE, found.network, Place(file.path, line), message))
            continue
        hubs = (*network.hubs, head.hub)
        found.offers.append(Offer(found.root, file, manifest, hubs, network.stated_at, network.revision, start, line))


def _outline(file: SourceFile) -> tuple[_Head, list[tuple[_StatedNetwork, int, int]]]:
    """The head of a file and its networks, each with the byte and line at which it begins.

    Raises `Refused` for a file that is not whole.
    """
    networks, start, number, head, ended = [], 0, 0, None, False
    with file.open() as stream:
        while line := stream.readline(DOCUMENT_LIMIT):
            number += 1
            if ended:
                raise Refused(IssueCode.SYNTAX, "There is text after the last line.", number, _AGAIN)
            if number == 1:
                head = _decoded(line, _HeadLine, number).exchange
            elif line.startswith(NETWORK_LINE):
                networks.append((_decoded(line, _NetworkLine, number).network, start, number))
            elif line.startswith(END_LINE):
                ended = _decoded(line, _EndLine, number).end == number and line.endswith(b"\n")
            start += len(line)
    if head is None or not ended:
        raise Refused(
            IssueCode.SYNTAX, "The file is incomplete: its last line is missing or has the wrong count.", number, _AGAIN
        )
    return head, networks


def _decoded(line: bytes, type_: type[T], number: int) -> T:
    try:
        return msgspec.json.decode(line, type=type_)
    except (ValueError, RecursionError) as error:
        raise Refused(IssueCode.SYNTAX, f"This is not a line that a hub writes: {error}.", number, _AGAIN) from error


def _manifest(network: _StatedNetwork, file: SourceFile) -> Manifest:
    """The manifest under which a network is loaded here: what it says of itself travels, what the other hub is
    to its editors does not.
    """
    return Manifest.model_validate(
        {
            "network": network.slug,
            "title": network.title,
            "description": network.description,
            "homepage": network.homepage,
            "publisher": {"name": network.publisher_name, "url": network.publisher_url, "key": network.publisher_key},
            "licence": network.licence,
            "attribution": network.attribution,
            "country": network.country,
            "precedence": network.precedence,
            "authority": list(network.authority),
            "sources": [{"name": FORMAT, "path": file.path, "format": FORMAT}],
        }
    )
