"""Hosts: which sites are somebody's own, and what their names tell."""

from functools import lru_cache

from hub.identity.names.spelling import squash

CODE_HOSTS = frozenset(
    {"github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "sourceforge.net", "git.sr.ht", "framagit.org"}
)

PORTALS = frozenset(
    {
        "interoperable-europe.ec.europa.eu",
        "joinup.ec.europa.eu",
        "code.gouv.fr",
        "opencode.de",
        "developers.italia.it",
        "catalogue.numerique.gouv.fr",
        "comptoir-du-libre.org",
        "digitalpublicgoods.net",
        "crunchbase.com",
        "linkedin.com",
        "twitter.com",
        "facebook.com",
        "youtube.com",
        "wikipedia.org",
        "wikidata.org",
        "play.google.com",
        "apps.apple.com",
        "npmjs.com",
        "pypi.org",
        "hub.docker.com",
        "docs.google.com",
        "medium.com",
        "sourceforge.net",
        "framalibre.org",
        "openhub.net",
        "launchpad.net",
        "drupal.org",
        "wordpress.org",
        "zenodo.org",
        "meetup.com",
        "eventbrite.com",
        "zoom.us",
        "mastodon.social",
        "x.com",
        "instagram.com",
        "vimeo.com",
        "readthedocs.io",
        "google.com",
        "notion.site",
        *CODE_HOSTS,
    },
)
"""Sites whose pages are about many things: an address there says nothing about whose it is."""

SHORT = 4
_SECOND_LEVEL = frozenset(
    {
        "co",
        "com",
        "gov",
        "gouv",
        "gob",
        "gub",
        "go",
        "org",
        "or",
        "ac",
        "edu",
        "net",
        "ne",
        "nhs",
        "govt",
        "admin",
        "overheid",
        "gc",
    }
)
_SHARED_SUFFIXES = (
    "europa.eu",
    "github.io",
    "gitlab.io",
    "readthedocs.io",
    "netlify.app",
    "pages.dev",
    "wordpress.com",
    "blogspot.com",
    "service-now.com",
    "herokuapp.com",
)


@lru_cache(maxsize=100_000)
def domain(host: str) -> str:
    """The part of a host under which one body sets names: `libreoffice.org` of `de.libreoffice.org`."""
    labels = host.split(":", maxsplit=1)[0].strip(".").split(".")
    suffix = ".".join(labels[-2:])
    known = suffix in _SHARED_SUFFIXES or bool(
        labels[-3:-2] and labels[-2] in _SECOND_LEVEL and len(labels[-1]) < SHORT
    )
    return ".".join(labels[-3:] if known else labels[-2:])


def label(host: str) -> str:
    """The name in a domain, squashed as names are: `7zip` of `www.7-zip.org`."""
    return squash(domain(host).split(".")[0])


def is_portal(host: str) -> bool:
    """Whether pages of this host are about many things."""
    return (
        host in PORTALS
        or domain(host) in PORTALS
        or host.split(".", maxsplit=1)[0] in {"gitlab", "git", "forge", "forgejo", "gitea"}
    )


def host_of(address: str) -> str:
    """The host of an address without scheme."""
    return address.split("/", 1)[0].lower()


def names_itself(host: str, full_name: str) -> bool:
    """Whether a domain is called as the thing is: `mariadb.org` for MariaDB, `notepad-plus-plus.org` for Notepad++."""
    own = label(host)
    return len(full_name) >= SHORT and (
        own == full_name or (own.startswith(full_name) and own[len(full_name) :] in _TAILS)
    )


_TAILS = frozenset({"project", "software", "app", "bt", "foundation", "org", "cms", "community", "io", "server"})
