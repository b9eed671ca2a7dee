"""Reading one network out of the file of another hub, a batch at a time."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from itertools import islice

from loaders.exchange.listing import END_LINE, NETWORK_LINE, Offer
from loaders.exchange.stated import StatedLines
from loaders.mapping.mappers import Entry
from loaders.source import DOCUMENT_LIMIT

_BATCH = 1000


async def read_offer(offer: Offer) -> AsyncGenerator[list[Entry]]:
    """All that an offer states, in the order of the file, in batches. The file must be the one that was listed."""
    entries = _entries(offer)
    while batch := await asyncio.to_thread(lambda: list(islice(entries, _BATCH))):
        yield batch


def _entries(offer: Offer) -> Iterator[Entry]:
    lines, number = StatedLines(offer.manifest.network, offer.file.path), offer.line
    with offer.file.open() as stream:
        stream.seek(offer.start)
        stream.readline(DOCUMENT_LIMIT)  # of the network itself
        while (line := stream.readline(DOCUMENT_LIMIT)) and not line.startswith((NETWORK_LINE, END_LINE)):
            number += 1
            yield from lines.entries(line, number)
