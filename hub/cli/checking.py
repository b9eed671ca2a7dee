"""Finding out what a load would do, without leaving a trace."""

from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path

from hub.cli.directories import seed_directories
from hub.cli.progress import load_progress
from hub.cli.stores import is_loaded, opened, scratch
from hub.load import LoadReport, check, load_all, read_judgements
from hub.load.acceptance import MANIFEST
from hub.load.judgements import NETWORK, judgements_beside
from hub.load.report import OnProgress
from hub.store import Database
from schema.issues import Issue, IssueCode


async def checked(roots: Sequence[Path], *, allow_mass_delete: bool) -> list[LoadReport]:
    """What loading directories would find and change: each on its own against the store, or all together as a first load."""
    with load_progress() as on_progress:
        async with opened() as database:
            if await is_loaded(database):
                found = _against(database, roots, allow_mass_delete=allow_mass_delete, on_progress=on_progress)
                return [*_judgements(roots), *[report async for report in found]]
        async with scratch() as database:
            return await load_all(database, roots, allow_mass_delete=allow_mass_delete, on_progress=on_progress)


async def _against(
    database: Database, roots: Sequence[Path], *, allow_mass_delete: bool, on_progress: OnProgress | None
) -> AsyncIterator[LoadReport]:
    claimed: dict[str, Path] = {}
    for network, directory in seed_directories(roots):
        if claimed.setdefault(network, directory) != directory:
            yield _duplicate(network, directory, claimed[network])
        else:
            yield await check(database, directory, allow_mass_delete=allow_mass_delete, on_progress=on_progress)


def _duplicate(network: str, directory: Path, first: Path) -> LoadReport:
    report = LoadReport(network, "rejected")
    message = f"{directory} and {first} both claim the network {network}; the first is loaded."
    report.add_issue(Issue.of(IssueCode.MANIFEST_DUPLICATE, network, MANIFEST, message, field="network"))
    return report


def _judgements(roots: Iterable[Path]) -> list[LoadReport]:
    """A report for each judgements file with lines that are none."""
    reports = []
    for path in dict.fromkeys(judgements_beside(root) for root in roots):
        judgements, issues = read_judgements(path)
        if issues:
            report = LoadReport(NETWORK, "accepted")
            report.of("judgement").read = len(judgements)
            for one in issues:
                report.add_issue(one)
            reports.append(report)
    return reports
