"""robots.txt (RFC 9309): which pages of a site its owner lets programs read, and how slowly."""

from protego import Protego

NOBODY = "User-agent: *\nDisallow: /\n"
EVERYBODY = ""
LONGEST_PAUSE = 10.0
"""Seconds between two requests that a site may ask for."""


class CrawlRules:
    """The rules of one site. text: of its robots.txt; name: under which the hub looks for itself there."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._rules = Protego.parse(text)

    def allow(self, url: str) -> bool:
        """Whether a page may be read."""
        return bool(self._rules.can_fetch(url, self._name))

    @property
    def pause(self) -> float:
        """Seconds between two requests."""
        return min(float(self._rules.crawl_delay(self._name) or 0), LONGEST_PAUSE)
