"""The judgements of a store, without where they came from."""

from hub.identity import Judgement
from hub.load.judgements import stored_with_origins
from hub.store import Database


async def stored_judgements(store: Database) -> list[Judgement]:
    """All of them, oldest first."""
    return [judgement for judgement, _ in await stored_with_origins(store)]
