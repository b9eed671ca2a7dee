"""Accounts and repositories on code hosts, both in lower case: host/owner and host/owner/name
(GitLab: with its groups).
"""

import re
from typing import NamedTuple

from schema.issues import IssueCode
from schema.values.cleaning import of_text, refused, shown
from schema.values.outcome import Normalised
from schema.values.urls import LONGEST, address, url

_FLAT_HOSTS = frozenset({"github.com", "codeberg.org", "bitbucket.org"})
_FORGES = frozenset(
    {
        "gitlab.com",
        "opencode.de",
        "framagit.org",
        "salsa.debian.org",
        "source.puri.sm",
        "forgemia.inra.fr",
        "notabug.org",
    }
)
_FORGE_NAMES = re.compile(r"(?:gitlab|git|gitea|forgejo|code|forge|source|sources|forgens|scm)(?:-[a-z0-9-]+)?\..+")
_NO_FORGES = re.compile(
    r"(?:code\.gouv\.fr|code\.gov|code\.org|code\.google\.com|code\.visualstudio\.com|git-scm\.com|[a-z.]*\.(?:github|gitlab)\.io)"
)
_ALIASES = {"raw.githubusercontent.com": "github.com", "api.github.com": "github.com"}
_SHELL = re.compile(r"(?:(?:git\+)?ssh://)?[\w-]+@([\w.-]+)(?::\d+)?[:/]/?(.+)", re.IGNORECASE)
_BARE_SHELL = re.compile(r"([\w-]+(?:\.[\w-]+)+):(?!\d+(?:/|$))/?([^\s/:]+/[^\s:]+)")
_SHORTHAND = re.compile(r"(github|gitlab|bitbucket|codeberg):([^\s/:]+/[^\s:]+)", re.IGNORECASE)
_SHORT_HOSTS = {
    "github": "github.com",
    "gitlab": "gitlab.com",
    "bitbucket": "bitbucket.org",
    "codeberg": "codeberg.org",
}
_PREFIX = re.compile(r"(?:scm:)?(?:git[:+])?(?=(?:https?|git|ssh)://|git@)|scm:", re.IGNORECASE)
_PAGES = frozenset({
    "-", "tree", "blob", "raw", "src", "issues", "pulls", "pull", "merge_requests", "releases", "wiki", "wikis", "commits", "commit", "branches", "tags",
    "activity", "actions", "projects", "discussions", "archive", "blame", "downloads", "graphs", "network", "milestones", "packages", "security", "stargazers",
    "edit", "compare", "files",
})  # fmt: skip
_GROUPS = frozenset({"orgs", "groups", "users", "organizations"})
_RESERVED = _GROUPS | frozenset({
    "about", "api", "apps", "blog", "collections", "contact", "customer-stories", "dashboard", "enterprise", "enterprises", "events", "explore", "features",
    "help", "join", "login", "marketplace", "new", "notifications", "pricing", "readme", "search", "security", "sessions", "settings", "sign_in", "signup",
    "site", "sponsors", "topics", "trending",
})  # fmt: skip
_SOURCEFORGE = "sourceforge.net"


class _Place(NamedTuple):
    """A host and what follows it, in lower case; forge: whether the host is known to keep code."""

    host: str
    path: tuple[str, ...]
    forge: bool


@of_text(IssueCode.IDENTIFIER_INVALID, LONGEST)
def account(stated: str) -> Normalised[str]:
    """An account of a code host as host/owner. A repository is no account: see `owner_of`."""
    place = _place(stated)
    if place is None or not place.forge or len(place.path) != 1 or place.path[0] in _RESERVED:
        return refused(
            IssueCode.IDENTIFIER_INVALID,
            f"{shown(stated)} is not an account on a code host",
            "give the address of the account, such as github.com/os2offdig",
        )
    return Normalised(f"{place.host}/{place.path[0]}")


@of_text(IssueCode.URL_INVALID, LONGEST)
def repository(stated: str) -> Normalised[str]:
    """A source repository as host/owner/name; pages of it, .git and the forms of ssh lead to the same."""
    place = _place(stated)
    if place is None or len(place.path) < 2 or place.path[0] in _RESERVED:  # noqa: PLR2004 — owner and name
        return refused(
            IssueCode.URL_INVALID,
            f"{shown(stated)} is not a repository",
            "give the address of one repository, such as https://github.com/OS2mo/os2mo",
        )
    return Normalised("/".join((place.host, *place.path)))


@of_text(IssueCode.URL_INVALID, LONGEST)
def repository_url(stated: str) -> Normalised[str]:
    """The https address of a repository; from what git and package managers take for one, its page:
    git@host:o/r, github:o/r.
    """
    return url(_over_https(stated))


def _over_https(stated: str) -> str:
    """A stated address; one for git alone (ssh, git://, scp's host:path, a package manager's
    github:o/r) as the page of it.
    """
    bare = _PREFIX.sub("", stated, count=1) if _PREFIX.match(stated) else stated
    if shorthand := _SHORTHAND.fullmatch(bare):
        return f"https://{_SHORT_HOSTS[shorthand[1].lower()]}/{shorthand[2]}"
    if shell := _SHELL.fullmatch(bare) or _BARE_SHELL.fullmatch(bare):
        return f"https://{shell[1]}/{shell[2]}"
    return re.sub(r"^git(?=://)", "https", bare)


@of_text(IssueCode.IDENTIFIER_INVALID, LONGEST)
def owner_of(stated: str) -> Normalised[str]:
    """The account (host/owner) that an account or one of its repositories belongs to."""
    place = _place(stated)
    if place is None or not place.forge or not place.path or place.path[0] in _RESERVED or place.host == _SOURCEFORGE:
        return refused(IssueCode.IDENTIFIER_INVALID, f"{shown(stated)} is not on a known code host")
    return Normalised(f"{place.host}/{place.path[0]}")


def _place(stated: str) -> _Place | None:
    """Where on which host an address points, without what is only a page of a repository."""
    page = address(_over_https(stated)).value
    if page is None:
        return None
    host, *segments = re.split(r"[?#]", page, maxsplit=1)[0].lower().split("/")
    path = [segment for segment in segments if segment]
    if host == "api.github.com" and path[:1] == ["repos"]:
        path = path[1:]
    host = _ALIASES.get(host, host)
    if host == _SOURCEFORGE:
        return _Place(host, _sourceforge(path), forge=True)
    if path and path[0] in _GROUPS:
        path = path[1:2]
    return _Place(host, _repository_part(host, path), forge=_is_forge(host))


def _is_forge(host: str) -> bool:
    return host in _FLAT_HOSTS | _FORGES or bool(_FORGE_NAMES.fullmatch(host) and not _NO_FORGES.fullmatch(host))


def _repository_part(host: str, path: list[str]) -> tuple[str, ...]:
    if host in _FLAT_HOSTS:
        return tuple(path[:2])
    pages = (index for index, segment in enumerate(path) if segment == "-" or (index > 1 and segment in _PAGES))
    return tuple(path[: next(pages, len(path))])


def _sourceforge(path: list[str]) -> tuple[str, ...]:
    """Projects have no owner there: sourceforge.net/projects/name."""
    if len(path) > 1 and path[0] in ("projects", "p"):
        return ("projects", path[1])
    return tuple(path[1:2]) if path[:1] == ["u"] else tuple(path)
