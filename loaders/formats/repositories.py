"""Repositories among the addresses that files state: what is a key, and which links of a
catalogue lead to code at all.
"""

import re
from urllib.parse import SplitResult, urlsplit

from schema.values.accounts import owner_of, repository
from schema.values.urls import url

_CODE_MEDIA = re.compile(r"x-git|x-svn|x-hg|\bgit\b|text/x-|source[ -]?code", re.IGNORECASE)
DATA_MEDIA = re.compile(
    r"\b(?:csv|tsv|json|geojson|json_?ld|jsonl|xml|xlsx?|ods|rdf\w*|ttl|turtle|n3|geo\w*|gml|kml|gpkg|shp|shape\w*|parquet|wms|wfs|sparql\w*|netcdf)\b",
    re.IGNORECASE,
)
"""Words in media types and file types, by name or as URI, that say data."""
_OTHER_MEDIA = re.compile(r"\b(?:pdf|html?|docx?|odt|png|jpe?g|svg|image|audio|video|zip|plain)\b", re.IGNORECASE)
_FILE = re.compile(r"/(?:raw|blob|releases/download|archive)/", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?!git$)[a-z][a-z0-9]{1,9}$", re.IGNORECASE)


def identity(address: object) -> str | None:
    """The key of a product: its repository in canonical form; None where the address names only a host or is none."""
    if (canonical_path := repository(address).value) is not None:
        return f"https://{canonical_path}"
    canonical = url(address).value
    return canonical if canonical and urlsplit(canonical).path.strip("/") else None


def parts_of(address: str) -> SplitResult | None:
    """An address as it is stated, taken apart; None where it is none, such as `https://[::1/`."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def is_repository(address: str, media: str | None = None) -> bool:
    """Whether a link of a catalogue leads to a repository: its media type or its host must say so, and
    it is not one file in it.
    """
    parts = parts_of(address)
    if parts is None:
        return False
    path = parts.path.rstrip("/")
    is_hosted = owner_of(address).value is not None
    # owner and name alone are a repository of a code host, whatever the name ends with:
    # betagouv/demarches-simplifiees.fr
    is_file = _FILE.search(path) or (_SUFFIX.search(path) and not (is_hosted and path.count("/") <= 2))  # noqa: PLR2004
    if repository(address).value is None or is_file or "//raw." in address:
        return False
    if media and _CODE_MEDIA.search(media):
        return True
    is_git = path.endswith(".git") or is_hosted or "sourceforge.net" in address
    return is_git and not (media and (DATA_MEDIA.search(media) or _OTHER_MEDIA.search(media)))
