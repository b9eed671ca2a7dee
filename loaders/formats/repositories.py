"""Repositories among the addresses that files state: what is a key, and which links of a catalogue lead to code at all."""

import re
from urllib.parse import urlsplit

from schema.values.accounts import owner_of, repository
from schema.values.urls import url

_CODE_MEDIA = re.compile(r"x-git|x-svn|x-hg|\bgit\b|text/x-|source[ -]?code", re.IGNORECASE)
_OTHER_MEDIA = re.compile(
    r"pdf|json|csv|xml|xlsx?|ods|html|rdf|ttl|turtle|geo|shp|shape|zip|parquet|wms|wfs|image|audio|video|text/plain",
    re.IGNORECASE,
)
_FILE = re.compile(r"/(?:raw|blob|releases/download|archive)/|//raw\.|\.(?!git$)[a-z][a-z0-9]{1,9}$", re.IGNORECASE)


def identity(address: object) -> str | None:
    """The key of a product: its repository in canonical form; None where the address names only a host or is none."""
    if (canonical_path := repository(address).value) is not None:
        return f"https://{canonical_path}"
    canonical = url(address).value
    return canonical if canonical and urlsplit(canonical).path.strip("/") else None


def is_repository(address: str, media: str | None = None) -> bool:
    """Whether a link of a catalogue leads to a repository: its media type or its host must say so, and it is not one file in it."""
    path = urlsplit(address).path.rstrip("/")
    if repository(address).value is None or _FILE.search(path) or "//raw." in address:
        return False
    if media and _CODE_MEDIA.search(media):
        return True
    is_git = path.endswith(".git") or owner_of(address).value is not None or "sourceforge.net" in address
    return is_git and not (media and _OTHER_MEDIA.search(media))
