"""Addresses on the web in one canonical form, and the key by which two addresses are one page.

The form: https, host in lower case and IDNA, no default port, no user, no trailing slash, no empty query or
fragment, no tracking parameters, percent-encoding as RFC 3986 §6.2.2 has it, `.git` of repositories dropped.
"""

import ipaddress
import re
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

import idna

from schema.issues import IssueCode, Problem
from schema.values.cleaning import of_text, refused, shown
from schema.values.outcome import Normalised

CODE_HOSTS = ("github.com", "gitlab.com", "codeberg.org", "bitbucket.org")
LONGEST = 4000
_PLAIN_LENGTH = 250
_PORTAL = "interoperable-europe.ec.europa.eu"
_FORMER_PORTALS = ("joinup.ec.europa.eu", "www.joinup.ec.europa.eu")
_FORMER_COLLECTIONS = (("/community/osor/", "/collection/open-source-observatory-osor/"),)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|pk_\w+|_hs\w+|igshid", re.IGNORECASE)
_DEAD_FRAGMENT = re.compile(r"(?:main-content|:~:.*|top)?", re.IGNORECASE)
_SCHEME = re.compile(r"https?:/{1,3}", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_EMBEDDED = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
_NEXT = re.compile(
    r"[\s,;|]+(?:(?=https?://)|(?<=\s)(?=www\.))|\s+(?:and|og|et|und|or)\s+(?=https?://|www\.)", re.IGNORECASE
)
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)")
_SCHEMELESS = re.compile(
    r"(?:[\w-]+(?:\.[\w-]+)*\.(?:[^\W\d_]{2,}|xn--[\w-]+)|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])(?::\d+)?(?:[/?#].*)?",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"[^/?#]+\.(?:txt|pdf|html?|ya?ml|json|csv|tsv|xml|png|jpe?g|svg|gif|zip|php|js|css|docx?|xlsx?|md|py|sh|rs|log)",
    re.IGNORECASE,
)
_APIS = (
    (re.compile(r"api\.github\.com"), re.compile(r"/(?:repos|orgs|users)/([^/]+(?:/[^/]+)?)"), "github.com"),
    (
        re.compile(r"api\.bitbucket\.org"),
        re.compile(r"/2\.0/(?:repositories|workspaces)/([^/]+(?:/[^/]+)?)"),
        "bitbucket.org",
    ),
    (re.compile(".*"), re.compile(r"/api/v4/(?:projects|groups)/([^/]*[^/\d][^/]*)"), ""),
    (re.compile(".*"), re.compile(r"/api/v1/(?:repos|orgs)/([^/]+(?:/[^/]+)?)"), ""),
)
"""Host, path and page host of what GitHub, Bitbucket, GitLab (by name, as a number names no page), Gitea and
Forgejo answer to programs.
"""
_PLAIN = re.compile(r"(https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)/?")
_PATH_SAFE = "/:@!$&'()*+,;=-._~"
_DEFAULT_PORTS = (None, 80, 443)


@of_text(IssueCode.URL_INVALID, LONGEST)
def url(stated: str) -> Normalised[str]:
    """The canonical https form of an http(s) address.

    Of several addresses in one text the first counts, and is suspect.
    """
    if (plain := _plain(stated)) is not None:
        return Normalised(plain)
    candidate, warning = _address_in(stated)
    canonical = _canonical(candidate) if candidate else None
    if canonical is None:
        return refused(
            IssueCode.URL_INVALID, f"{shown(stated)} is not an http(s) address", "give the full address with https://"
        )
    return Normalised(canonical, warning)


@of_text(IssueCode.URL_INVALID, LONGEST)
def address(stated: str) -> Normalised[str]:
    """The identity of a page: its canonical address without scheme and www; on code hosts in lower case."""
    page = url(stated)
    if page.value is None:
        return page
    bare = page.value.removeprefix("https://")
    while bare.startswith("www.") and "." in re.split(r"[/?#]", bare[4:], maxsplit=1)[0]:
        bare = bare[4:]
    return Normalised(
        bare.lower() if bare.split("/")[0] in CODE_HOSTS else bare, page.problem if re.search(r"\s", stated) else None
    )


def _plain(stated: str) -> str | None:
    """The canonical form of an address that needs no more than to lose its last slash, as most do."""
    found = _PLAIN.fullmatch(stated)
    if (
        found is None
        or len(stated) > _PLAIN_LENGTH
        or "ec.europa.eu" in stated
        or "api" in stated
        or found[1].lower().endswith(".git")
    ):
        return None
    return found[1]


def _address_in(stated: str) -> tuple[str | None, Problem | None]:
    """The address that a text is or holds, with a problem where that had to be picked out."""
    text = stated.strip("<>\"' \n\t")
    first, *others = _NEXT.split(text)
    if others and (_SCHEME.match(first) or _SCHEMELESS.fullmatch(first)):
        return _with_scheme(first.rstrip(",;")), _picked(text, "contains several addresses; the first counts")
    if _SCHEME.match(text):
        return _whole(text)
    if _EMBEDDED.match(text) and not re.search(r"\s", text):
        return f"https://{text}", None
    if _SCHEMELESS.fullmatch(text) and not _FILE_NAME.fullmatch(text):
        return f"https://{text}", _picked(text, "has no scheme; https is assumed")
    embedded = None if _OTHER_SCHEME.match(text) and not re.search(r"\s", text) else _EMBEDDED.search(text)
    if embedded is None:
        return None, None
    return _with_scheme(_NEXT.split(embedded[0])[0].rstrip(".,;:!?)]}*")), _picked(
        text, "holds more than an address; the first one counts"
    )


def _whole(text: str) -> tuple[str, Problem | None]:
    """A text that begins with a scheme, with its blanks dealt with."""
    if not re.search(r"\s", text):
        return text, None
    first = text.split(maxsplit=1)[0]
    if "/" in _SCHEME.sub("", first):
        return " ".join(text.split()), _picked(text, "contains blanks, which are encoded")
    return first, _picked(text, "contains more than an address; only the address is used")


def _with_scheme(text: str) -> str:
    return text if _SCHEME.match(text) else f"https://{text}"


def _picked(text: str, what: str) -> Problem:
    return Problem(IssueCode.VALUE_SUSPECT, f"{shown(text)} {what}")


def _canonical(text: str) -> str | None:
    try:
        parts = urlsplit(_SCHEME.sub("https://", text, count=1))
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if host is None:
        return None
    host, path = _page_of_api(host, _path(parts.path))
    if host in _FORMER_PORTALS or host == _PORTAL:
        host, path = _PORTAL, _portal_path(path)
    site = host if port in _DEFAULT_PORTS else f"{host}:{port}"
    whole = urlunsplit(SplitResult("https", site, path, _query(parts.query), _fragment(parts.fragment)))
    return whole if len(whole) <= LONGEST else None


def _page_of_api(host: str, path: str) -> tuple[str, str]:
    """Where people find what an address of a code host's API describes."""
    for hosts, paths, page_host in _APIS:
        if hosts.fullmatch(host) and (match := paths.fullmatch(path)):
            return page_host or host, "/" + re.sub("%2f", "/", match[1], flags=re.IGNORECASE)
    return host, path


def _host(stated: str) -> str | None:
    host = stated.lower().rstrip(".")
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return f"[{literal}]" if literal.version == 6 else str(literal)  # noqa: PLR2004 — IPv6
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode()
    return host if _HOST.fullmatch(host) and len(host) <= 253 else None  # noqa: PLR2004 — RFC 1035


def _path(stated: str) -> str:
    path = _without_dots(_encoded(stated))
    while path.endswith("/") or re.search(r"[^/]\.git$", path, re.IGNORECASE):
        path = path.rstrip("/") if path.endswith("/") else path[:-4]
    return path


def _without_dots(path: str) -> str:
    """RFC 3986 §5.2.4."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[1:][-1:], kept[max(1, len(kept) - 1) :]
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept)


def _encoded(text: str, safe: str = _PATH_SAFE) -> str:
    """Percent-encoding with capital hex digits, unreserved characters plain, what is already encoded kept as it is."""
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text)
    return "".join(
        _plain_if_unreserved(piece) if index % 2 else quote(piece, safe=safe) for index, piece in enumerate(pieces)
    )


def _plain_if_unreserved(escape: str) -> str:
    character = unquote(escape, errors="replace")
    return character if re.fullmatch(r"[A-Za-z0-9._~-]", character) else escape.upper()


def _portal_path(path: str) -> str:
    for former, present in _FORMER_COLLECTIONS:
        if path.startswith(former):
            return present + path.removeprefix(former)
    return path


def is_tracking(parameter: str) -> bool:
    """Whether those who count visitors add a parameter of this name to addresses: utm_source, fbclid."""
    return _TRACKING.fullmatch(parameter) is not None


def _query(stated: str) -> str:
    kept = [part for part in stated.split("&") if part and not is_tracking(part.partition("=")[0])]
    return _encoded("&".join(kept), _PATH_SAFE + "?")


def _fragment(stated: str) -> str:
    return "" if _DEAD_FRAGMENT.fullmatch(stated) else _encoded(stated, _PATH_SAFE + "?")
