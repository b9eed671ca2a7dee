"""Requests of OAI-PMH 2.0 (http://www.openarchives.org/OAI/openarchivesprotocol.html): their arguments,
checked, and resumption tokens.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from hub.exports.standards.oai_formats import OAI_FORMATS
from hub.exports.standards.oai_lists import OaiBounds
from schema.kinds import KIND_BY_NAME, KINDS

ArgumentPair = tuple[str, str]
_LISTING = frozenset({"metadataPrefix", "from", "until", "set", "resumptionToken"})
ARGUMENTS: Mapping[str, frozenset[str]] = {
    "Identify": frozenset(),
    "ListMetadataFormats": frozenset({"identifier"}),
    "ListSets": frozenset({"resumptionToken"}),
    "ListIdentifiers": _LISTING,
    "ListRecords": _LISTING,
    "GetRecord": frozenset({"identifier", "metadataPrefix"}),
}
"""The verbs with the arguments that each may have."""
_REQUIRED = {
    "ListIdentifiers": ("metadataPrefix",),
    "ListRecords": ("metadataPrefix",),
    "GetRecord": ("identifier", "metadataPrefix"),
}
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?", re.ASCII)
_ID = re.compile(r"[a-z]+_[a-z2-7]{16}")
_DAY = len("2026-05-31")


class OaiError(Exception):
    """An error of the protocol. code: one of its eight."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class OaiPage:
    """A page of a list, as its resumption token says it. met: things on the pages before."""

    prefix: str
    bounds: OaiBounds
    met: int = 0

    def token(self) -> str:
        """The page as an opaque word, good for as long as the hub is there."""
        return urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")

    def following(self, revision: int, identity: str, count: int) -> "OaiPage":
        """The page behind the last thing of this one."""
        return replace(self, bounds=replace(self.bounds, after=(revision, identity)), met=self.met + count)


def checked_arguments(pairs: Sequence[ArgumentPair]) -> Mapping[str, str]:
    """The arguments of a request.

    Raises `OaiError` for a verb or argument that there is not, is missing or repeated.
    """
    arguments = dict(pairs)
    verb = arguments.get("verb", "")
    if verb not in ARGUMENTS or [name for name, _ in pairs].count("verb") != 1:
        raise OaiError("badVerb", f"Give the verb once: one of {', '.join(ARGUMENTS)}.")
    names = [name for name, _ in pairs if name != "verb"]
    if unknown := [name for name in names if name not in ARGUMENTS[verb] or names.count(name) > 1]:
        raise OaiError("badArgument", f"{verb} does not take {unknown[0][:60]!r}, or takes it once.")
    if "resumptionToken" in arguments:
        if len(names) > 1:
            raise OaiError("badArgument", "A resumptionToken must be the only argument.")
        return arguments
    if missing := [name for name in _REQUIRED.get(verb, ()) if not arguments.get(name)]:
        raise OaiError("badArgument", f"{verb} needs {missing[0]}.")
    return arguments


def page_of(arguments: Mapping[str, str]) -> OaiPage:
    """The page of a list that is asked for. Raises `OaiError`."""
    if "resumptionToken" in arguments:
        return _resumed(arguments["resumptionToken"])
    since, until = arguments.get("from", ""), arguments.get("until", "")
    for stamp in [arguments[name] for name in ("from", "until") if name in arguments]:
        if not _is_stamp(stamp):
            raise OaiError("badArgument", f"{stamp[:40]!r} is not a time such as 2026-05-31 or 2026-05-31T08:00:00Z.")
    if since and until and (len(since) != len(until) or since > until):
        raise OaiError(
            "badArgument", "from and until must have the same granularity, and from must not be after until."
        )
    kind = _kind(arguments["set"]) if "set" in arguments else ""
    bounds = OaiBounds(kind, _moment(since, "T00:00:00Z"), _moment(until, "T23:59:59Z"))
    return OaiPage(prefix_of(arguments), bounds)


def prefix_of(arguments: Mapping[str, str]) -> str:
    """The format that is asked for. Raises `OaiError` for one that there is not."""
    if arguments["metadataPrefix"] not in OAI_FORMATS:
        raise OaiError("cannotDisseminateFormat", f"The formats are {' and '.join(OAI_FORMATS)}.")
    return arguments["metadataPrefix"]


def identity_of(uri: str, root: str) -> str:
    """The id in an identifier, which is the address of a thing. Raises `OaiError`."""
    identity = uri.removeprefix(root)
    if not uri.startswith(root) or not _ID.fullmatch(identity):
        raise OaiError("idDoesNotExist", f"Identifiers are addresses such as {root}prod_….")
    return identity


def _resumed(token: str) -> OaiPage:
    try:
        page = msgspec.json.decode(urlsafe_b64decode(token + "=" * (-len(token) % 4)), type=OaiPage)
    except ValueError:
        raise OaiError("badResumptionToken", "This token is not from this hub.") from None
    bounds = page.bounds
    stamps = [stamp for stamp in (bounds.since, bounds.until) if stamp]
    is_ours = page.prefix in OAI_FORMATS and bounds.kind in {"", *KIND_BY_NAME} and all(map(_is_stamp, stamps))
    if not is_ours or bounds.identity or not _ID.fullmatch(bounds.after[1]) or bounds.after[0] >= 1 << 62:
        raise OaiError("badResumptionToken", "This token is not from this hub.")
    return page


def _is_stamp(text: str) -> bool:
    """Whether it is a day or a moment in UTC, written as the protocol wants it."""
    if not _STAMP.fullmatch(text):
        return False
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:  # there is no 31 June
        return False


def _kind(name: str) -> str:
    if name not in KIND_BY_NAME:
        raise OaiError("noRecordsMatch", f"The sets are {', '.join(kind.name for kind in KINDS)}.")
    return name


def _moment(stamp: str, rest: str) -> str:
    return f"{stamp}{rest}" if len(stamp) == _DAY else stamp
