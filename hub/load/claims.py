"""The seed directories at some paths, and the networks that they claim: of two that claim one
network, the first is loaded.

What other hubs offer is loaded behind them, where no directory claims it.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from hub.load.acceptance import MANIFEST, directory_rejected
from hub.load.carrying import loaded_here
from hub.load.report import LoadReport
from loaders.directory import find_directories, open_directory
from loaders.exchange import Offer, is_hub
from schema.issues import Issue, IssueCode

PUSHED = ".pushed"
"""A file in the folder of seeds that operators push."""


def seed_directories(roots: Sequence[Path]) -> list[Path]:
    """Every seed directory at some paths, once.

    A path that has none stands for itself, so that the operator hears of it.
    """
    directories: dict[Path, Path] = {}
    for root in roots:
        for directory in find_directories(root) or [root]:
            directories.setdefault(directory.resolve(), directory)
    return list(directories.values())


async def each_claimed(
    roots: Sequence[Path],
    act: Callable[[Path, Offer | None], Awaitable[LoadReport]],
    offers: Sequence[Offer] = (),
) -> AsyncIterator[LoadReport]:
    """What comes of each seed directory: of the first that claims its network what `act` does, of others a rejection;
    then of what hubs offer.

    offers: one of each network. Nothing comes of others where the first was pushed: it
    is meant to stand in their place.
    """
    claimed: dict[str, Path] = {}
    for root in seed_directories(roots):
        manifest, issues = open_directory(root)
        if manifest is not None and is_hub(manifest):
            continue
        if manifest is None or claimed.setdefault(manifest.network, root) == root:
            yield await act(root, None)
            continue
        if (claimed[manifest.network].parent / PUSHED).exists():
            continue
        network = manifest.network
        message = f"{root} and {claimed[network]} both claim the network {network}; only the first is loaded."
        duplicate = Issue.of(IssueCode.MANIFEST_DUPLICATE, network, MANIFEST, message, field="network")
        yield not_loaded([*issues, duplicate])
    for offer in offers:
        is_claimed = offer.manifest.network in claimed
        yield left_out(offer) if is_claimed else await act(offer.root, offer)


def left_out(offer: Offer) -> LoadReport:
    """The report on a network that another hub offers in vain."""
    report = LoadReport(offer.manifest.network)
    report.add_issue(loaded_here(offer))
    return report


def not_loaded(issues: Sequence[Issue]) -> LoadReport:
    """The report on a directory that could not be loaded at all. issues: why, not empty."""
    report = LoadReport(issues[0].network, "rejected")
    for issue in (*issues, directory_rejected(report.network)):
        report.add_issue(issue)
    return report
