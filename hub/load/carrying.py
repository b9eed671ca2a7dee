"""Networks that come by way of other hubs: which state of which of them is taken here, and what is dropped again.

Every hub numbers the states of its own networks by the moment at which it stored them, and the newest state counts
wherever it comes from. A hub also says which networks are its own; of what it says it no longer has, nothing stays. So
hubs agree in whatever order they ask each other.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from hub.clock import Clock
from hub.config import settings
from hub.load.acceptance import is_loss
from hub.load.report import LoadReport
from hub.load.taking_back import drop_network
from hub.store.database import Database, decoded
from hub.store.former_tables import CarriedNetworkRow, KnownHubRow
from hub.store.transaction import Transaction, table_of
from loaders.directory import Entry, open_directory
from loaders.exchange import HubListing, KnownHub, Offer, is_hub, listings_of
from loaders.exchange.listing import rank
from loaders.fetch_model import FETCHED
from schema.issues import Issue, IssueCode, Place
from schema.records import Record

_MANIFEST = Place("network.yaml")
_ORPHANS = """SELECT c.network, CAST(c.hubs AS text) AS hubs
    FROM carried_network AS c JOIN network AS n ON n.slug = c.network ORDER BY c.network"""


@dataclass(frozen=True, slots=True)
class StoredWay:
    """The way by which a network that is stored came. rank: of its state."""

    hubs: tuple[str, ...]
    stated_at: str
    revision: int

    @property
    def rank(self) -> tuple[object, ...]:
        """See `Offer.rank`."""
        return rank(self.stated_at, self.revision, self.hubs)


@dataclass(frozen=True, slots=True)
class HubMeeting:
    """What comes of what other hubs say, before any of their networks is loaded.

    reports: of listings with findings, and of networks that were dropped; offers: what is to be loaded, by network.
    """

    reports: list[LoadReport]
    offers: list[Offer]


def hub_listings(directories: Iterable[Path]) -> list[HubListing]:
    """What other hubs say in those of some directories that hold such, without what only comes back from this hub."""
    own, listings = settings().address, []
    for directory in directories:
        manifest, _ = open_directory(directory)
        if manifest is not None and is_hub(manifest):
            listings.append(_without_echoes(listings_of(directory, manifest), own))
    return listings


def _without_echoes(listing: HubListing, own: str) -> HubListing:
    """The listing without what went through this hub: it is here already, or no longer meant to be."""
    issues = list(listing.issues)
    if any(offer.hubs[-1] == own for offer in listing.offers):
        message = f"{listing.root} says that it is {own}, which is this hub, so nothing is taken from it."
        hint = "give each hub its own address (HUB_BASE_URI)"
        issues.append(Issue.of(IssueCode.MANIFEST_INVALID, listing.network, _MANIFEST, message, hint=hint))
    offers = [offer for offer in listing.offers if own not in offer.hubs]
    hubs = [known for known in listing.hubs if known.hub != own]
    return replace(listing, issues=issues, offers=offers, hubs=hubs)


def best_offers(offers: Iterable[Offer]) -> list[Offer]:
    """Of each network the offer that counts, by name."""
    best: dict[str, Offer] = {}
    for offer in offers:
        rival = best.get(offer.manifest.network)
        if rival is None or rival.rank < offer.rank:
            best[offer.manifest.network] = offer
    return [best[network] for network in sorted(best)]


def carried_by_source(listings: Sequence[HubListing]) -> dict[tuple[str, str], list[str]]:
    """The networks that are taken from other hubs, by the network and source of the directory
    that holds what these say.
    """
    names = {listing.root: listing.network for listing in listings}
    carried: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for offer in best_offers(offer for listing in listings for offer in listing.offers):
        folder, _, path = offer.file.path.partition("/")
        if folder == FETCHED:
            carried[names[offer.root], path.partition("/")[0]].append(offer.manifest.network)
    return dict(carried)


def loaded_here(offer: Offer) -> Issue:
    """The finding on a network that is loaded from its own directory and offered by another hub, too."""
    network = offer.manifest.network
    message = (
        f"{offer.hubs[-1]} offers {network} as of {offer.stated_at}, but it is loaded from its own directory here."
    )
    return Issue.of(IssueCode.NETWORK_LOADED_HERE, network, Place(offer.file.path, offer.line), message)


async def stored_way(tx: Transaction, network: str) -> StoredWay | None:
    """The way by which a stored network came; None where it is loaded from its own directory."""
    table = table_of(CarriedNetworkRow)
    row = (await tx.execute(select(table).where(table.c.network == network))).first()
    return None if row is None else StoredWay(tuple(row.hubs), row.stated_at, row.revision)


async def write_way(tx: Transaction, network: str, offer: Offer | None) -> None:
    """Remember by which way a network came that is loaded now; None: from its own directory."""
    if offer is None:
        await tx.run("DELETE FROM carried_network WHERE network = :network", network=network)
        return
    row = {"network": network, "hubs": list(offer.hubs), "stated_at": offer.stated_at, "revision": offer.revision}
    await tx.upsert(CarriedNetworkRow, [row])


async def is_listed(tx: Transaction, offer: Offer) -> bool:
    """Whether the origin of an offer still has the network, as far as is known here."""
    table = table_of(KnownHubRow)
    row = (await tx.execute(select(table).where(table.c.hub == offer.hubs[0]))).first()
    return row is None or offer.manifest.network in row.networks


async def own_records(tx: Transaction, network: str, batches: AsyncIterator[list[Entry]]) -> AsyncIterator[list[Entry]]:
    """What another hub says of a network, without records whose stated id is that of another network's record here."""
    async for batch in batches:
        ids = [entry.id for entry in batch if isinstance(entry, Record) and entry.given_id]
        if not ids:
            yield batch
            continue
        rows = await tx.rows("SELECT id FROM record WHERE id IN :ids AND network <> :network", ids=ids, network=network)
        foreign = {row.id for row in rows}
        yield [entry for entry in batch if not (isinstance(entry, Record) and entry.id in foreign)]


async def meet_hubs(
    database: Database,
    directories: Sequence[Path],
    clock: Clock,
    *,
    allow_mass_delete: bool = False,
    is_rehearsal: bool = False,
) -> HubMeeting:
    """Take in what hubs say they have in those of some directories that hold such, and drop what its origin no longer
    has. Of a rehearsal nothing stays.
    """
    listings = await asyncio.to_thread(hub_listings, directories)
    if not listings:
        return HubMeeting([], [])
    reports = []
    async with database.write(is_rehearsal=is_rehearsal) as tx:
        for listing in listings:
            report = LoadReport(listing.network, "rejected" if listing.issues else "unchanged")
            for issue in (*listing.issues, *listing.notices):
                report.add_issue(issue)
            for hub in listing.hubs:
                await _meet(tx, hub, report, allow_mass_delete=allow_mass_delete)
            if report.issues:
                reports.append(report)
        known = {row.hub: set(row.networks) for row in await tx.execute(select(table_of(KnownHubRow)))}
        orphans = await _orphans(tx, known)
    dropped = [await drop_network(database, network, is_rehearsal=is_rehearsal, clock=clock) for network in orphans]
    offers = (offer for listing in listings for offer in listing.offers)
    listed = best_offers(offer for offer in offers if _has(known, offer.hubs[0], offer.manifest.network))
    return HubMeeting(reports + dropped, listed)


async def _meet(tx: Transaction, hub: KnownHub, report: LoadReport, *, allow_mass_delete: bool) -> None:
    """Remember what a hub has, unless a later state of it is known, or it lost so much that
    somebody should be asked.
    """
    table = table_of(KnownHubRow)
    row = (await tx.execute(select(table).where(table.c.hub == hub.hub))).first()
    if row is not None and (row.as_of, row.revision) >= (hub.as_of, hub.revision):
        return
    had = set(row.networks) if row is not None else set()
    lost = sorted(had - set(hub.networks))
    if is_loss(len(lost), len(had)) and not allow_mass_delete:
        message = (
            f"{hub.hub} no longer has {len(lost)} of {len(had)} networks: {', '.join(lost)[:300]}. They stay here."
        )
        hint = "if they are meant to go, pass --allow-mass-delete"
        report.add_issue(Issue.of(IssueCode.COUNT_BELOW, report.network, _MANIFEST, message, hint=hint))
        return
    state = {"hub": hub.hub, "as_of": hub.as_of, "revision": hub.revision, "networks": sorted(hub.networks)}
    await tx.upsert(KnownHubRow, [state])


async def _orphans(tx: Transaction, known: Mapping[str, set[str]]) -> list[str]:
    """Networks that came by way of other hubs, and that their origin no longer has."""
    return [row.network for row in await tx.rows(_ORPHANS) if not _has(known, decoded(row.hubs)[0], row.network)]


def _has(known: Mapping[str, set[str]], hub: str, network: str) -> bool:
    """Whether a hub has a network, as far as is known."""
    return hub not in known or network in known[hub]
