"""Addresses made of others."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from hub.harvest.fetch_failures import NotFetchedError


def with_query(url: str, parameters: Mapping[str, object]) -> str:
    """A URL with these parameters in its query, instead of its own of the same name."""
    parts = urlsplit(url)
    stated = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in parameters]
    added = [(name, str(value)) for name, value in parameters.items()]
    return urlunsplit(parts._replace(query=urlencode([*stated, *added])))


def joined(url: str, target: str) -> str:
    """What a page at a URL means by a target, without its fragment.

    Raises `NotFetchedError` where that is no address.
    """
    try:
        return urldefrag(urljoin(url, target)).url
    except ValueError:
        raise NotFetchedError("the address it leads to is not a URL") from None
