"""What loading would find and change, without leaving a trace."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hub.clock import now
from hub.load import LoadReport, check, load_all
from hub.load.carrying import meet_hubs
from hub.load.claims import each_claimed, seed_directories
from hub.load.judgements import load_judgements
from hub.load.report import OnLoadProgress
from hub.review.holdings import is_loaded
from hub.store import Database, upgrade
from loaders.exchange import Offer


async def check_all(
    database: Database,
    roots: Sequence[Path],
    *,
    allow_mass_delete: bool,
    again: bool = False,
    on_progress: OnLoadProgress | None = None,
) -> list[LoadReport]:
    """What loading directories would do: each on its own against the store, or all together as a first
    load where there is none.
    """
    if await is_loaded(database):
        await upgrade(database)

        async def check_one(root: Path, offer: Offer | None) -> LoadReport:
            return await check(
                database, root, allow_mass_delete=allow_mass_delete, again=again, on_progress=on_progress, offer=offer
            )

        reports = await load_judgements(database, roots, allow_mass_delete=allow_mass_delete, is_rehearsal=True)
        directories = seed_directories(roots)
        meeting = await meet_hubs(database, directories, now, allow_mass_delete=allow_mass_delete, is_rehearsal=True)
        loads = [report async for report in each_claimed(roots, check_one, meeting.offers)]
        return reports + meeting.reports + loads
    with tempfile.TemporaryDirectory(prefix="hub-check-") as folder:
        async with Database(f"sqlite:///{folder}/hub.db") as empty:
            return await load_all(empty, roots, allow_mass_delete=allow_mass_delete, on_progress=on_progress)
