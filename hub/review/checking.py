"""What loading would find and change, without leaving a trace."""

import tempfile
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path

from hub.load import LoadReport, check, load_all, read_judgements
from hub.load.acceptance import MANIFEST
from hub.load.judgements import NETWORK, judgements_beside
from hub.load.report import OnProgress
from hub.review.holdings import is_loaded
from hub.store import Database
from loaders.directory import find_directories, open_directory
from schema.issues import Issue, IssueCode


async def check_all(
    database: Database, roots: Sequence[Path], *, allow_mass_delete: bool, on_progress: OnProgress | None = None
) -> list[LoadReport]:
    """What loading directories would do: each on its own against the store, or all together as a first load where there is none."""
    if await is_loaded(database):
        reports = _against(database, roots, allow_mass_delete=allow_mass_delete, on_progress=on_progress)
        return [*_judgements(roots), *[report async for report in reports]]
    with tempfile.TemporaryDirectory(prefix="hub-check-") as folder:
        async with Database(f"sqlite:///{folder}/hub.db") as empty:
            return await load_all(empty, roots, allow_mass_delete=allow_mass_delete, on_progress=on_progress)


def seed_directories(roots: Sequence[Path]) -> list[tuple[str, Path]]:
    """Every seed directory at some paths with the network it claims; a path that has none stands for itself."""
    directories = {directory.resolve(): directory for root in roots for directory in find_directories(root) or [root]}
    opened = [(open_directory(directory), directory) for directory in directories.values()]
    return [
        (manifest.network if manifest else issues[0].network, directory) for (manifest, issues), directory in opened
    ]


async def _against(
    database: Database, roots: Sequence[Path], *, allow_mass_delete: bool, on_progress: OnProgress | None
) -> AsyncIterator[LoadReport]:
    claimed: dict[str, Path] = {}
    for network, directory in seed_directories(roots):
        first = claimed.setdefault(network, directory)
        if first == directory:
            yield await check(database, directory, allow_mass_delete=allow_mass_delete, on_progress=on_progress)
            continue
        report = LoadReport(network, "rejected")
        message = f"{directory} and {first} both claim the network {network}; the first is loaded."
        report.add_issue(Issue.of(IssueCode.MANIFEST_DUPLICATE, network, MANIFEST, message, field="network"))
        yield report


def _judgements(roots: Iterable[Path]) -> list[LoadReport]:
    """A report for each judgements file with lines that are none."""
    reports = []
    for path in dict.fromkeys(judgements_beside(root) for root in roots):
        judgements, issues = read_judgements(path)
        if issues:
            report = LoadReport(NETWORK, "accepted")
            report.of("judgement").read = len(judgements)
            for issue in issues:
                report.add_issue(issue)
            reports.append(report)
    return reports
