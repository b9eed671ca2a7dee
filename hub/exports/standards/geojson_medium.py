"""GeoJSON (RFC 7946): a medium that cannot be written, since no network states where anything is.

Towns and countries are names. A point for them would be the hub's guess, and would put every body
of a country on one spot.
"""

from collections.abc import AsyncIterator

from hub.exports.edition import Edition, Medium


async def _written(_: Edition) -> AsyncIterator[bytes]:
    yield b'{"type": "FeatureCollection", "features": []}'


GEOJSON = Medium(
    "geojson",
    "geojson",
    "application/geo+json",
    "GeoJSON",
    _written,
    absence="No network states coordinates, only names of towns and countries.",
)
