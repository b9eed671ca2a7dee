"""Undoing loads and removing networks: each is a revision of its own, whose content is not loaded again unasked."""

from collections.abc import Sequence

from sqlalchemy import select

from hub.clock import Clock, now, stamp
from hub.derive import sets
from hub.derive.derivation import Cause, derive
from hub.derive.match_keys import key_anew, key_records, move_match_keys
from hub.errors import ErrorCode, HubError
from hub.load.details import replace_details, replace_figures
from hub.load.file_readings import forget_files
from hub.load.former import accept_content, content_digest, keep_records, keep_rows, put_back, refuse_content
from hub.load.judgements import judgements_of
from hub.load.ledger import close_revision, last_load, next_revision
from hub.load.report import LoadReport
from hub.store import Database, upgrade
from hub.store.database import decoded
from hub.store.former_tables import FormerRow
from hub.store.id_sets import IdSet
from hub.store.tables import RecordRow
from hub.store.transaction import Transaction, table_of

_LOADS = """SELECT f.revision, f.network, f.stated,
    CASE WHEN EXISTS (SELECT 1 FROM former_row AS other WHERE other.revision = f.revision AND other.origin <> 'network')
        OR EXISTS (SELECT 1 FROM record AS r WHERE r.network = f.network AND r.first_revision = f.revision)
        THEN 1 ELSE 0 END AS has_rows
    FROM former_row AS f WHERE f.origin = 'network' ORDER BY f.revision DESC"""
_SINCE = """SELECT revision FROM load WHERE network = :network AND status = 'accepted' AND revision >= :revision
    ORDER BY revision DESC"""
_UNDOABLE = "SELECT revision FROM former_row WHERE origin = 'network' AND network = :network"
_UNDO_ADDED = """UPDATE record SET withdrawn_revision = :now
    WHERE network = :network AND first_revision IN :revisions AND withdrawn_revision IS NULL"""
_ALIASES = "SELECT alias FROM record WHERE alias IS NOT NULL AND id IN {}"
_DETAILED = """SELECT DISTINCT d.record AS id FROM detail AS d JOIN former_row AS f ON f.origin = 'detail' AND f.id = d.id
    WHERE f.revision IN :revisions"""


async def undo_load(
    database: Database, revision: int | None = None, *, is_rehearsal: bool = False, clock: Clock = now
) -> LoadReport:
    """Have a network be what it was before a load: that one, and what was loaded of the network since, is taken back.

    revision: default the newest load that brought anything but findings. An undoing is undone likewise. Raises
    `HubError` load-unknown.
    """
    await upgrade(database)
    async with database.write(is_rehearsal=is_rehearsal) as tx:
        network, revisions = await _loads_since(tx, revision)
        return await _undo(tx, network, revisions, clock)


async def remove_network(
    database: Database, network: str, *, is_rehearsal: bool = False, clock: Clock = now
) -> LoadReport:
    """Take a network out of the store: its records are withdrawn, as if its files were empty.

    Raises `HubError` network-unknown.
    """
    await upgrade(database)
    async with database.write(is_rehearsal=is_rehearsal) as tx:
        if (await last_load(tx, network)).row is None:
            message = f"There is no network {network} in the store."
            raise HubError(ErrorCode.NETWORK_UNKNOWN, message, "`hub networks` lists the networks in the store.")
        return await _remove(tx, network, clock)


async def drop_network(
    database: Database, network: str, *, is_rehearsal: bool = False, clock: Clock = now
) -> LoadReport:
    """The same for a network that its origin no longer has: it is taken again as soon as it is there again."""
    async with database.write(is_rehearsal=is_rehearsal) as tx:
        report = await _remove(tx, network, clock)
        await accept_content(tx, network)
        return report


async def _loads_since(tx: Transaction, revision: int | None) -> tuple[str, list[int]]:
    """The network of a load, and the revisions of its loads from that one on, the newest first."""
    wanted = revision if revision is not None else await _newest_load(tx)
    network = await tx.value("SELECT network FROM load WHERE revision = :revision", revision=wanted)
    undoable = {row.revision for row in await tx.rows(_UNDOABLE, network=network)} if network else set()
    if network is None or wanted not in undoable:
        message = f"Revision {wanted} is not a load that can be undone." if wanted else "There is no load to undo."
        hint = (
            "The last loads of each network can be undone; loads of judgements and loads by older hubs cannot. `loads`"
            " in the graph lists them."
        )
        raise HubError(ErrorCode.LOAD_UNKNOWN, message, hint)
    return network, [row.revision for row in await tx.rows(_SINCE, network=network, revision=wanted)]


async def _newest_load(tx: Transaction) -> int | None:
    """The revision of the newest load that brought records, figures, details or another manifest.

    A load may bring other findings alone: to undo that would show nothing.
    """
    manifests = {row.slug: row.manifest_digest for row in await tx.rows("SELECT slug, manifest_digest FROM network")}
    for load in await tx.rows(_LOADS):
        # a transaction of PostgreSQL gives JSON decoded
        former = decoded(load.stated) if isinstance(load.stated, str) else load.stated
        if former is None or load.has_rows or former["manifest_digest"] != manifests.get(load.network):
            return int(load.revision)
        manifests[load.network] = former["manifest_digest"]
    return None


async def _undo(tx: Transaction, network: str, revisions: Sequence[int], clock: Clock) -> LoadReport:
    report, started = LoadReport(network, "accepted", await next_revision(tx)), stamp(clock)
    before = (await last_load(tx, network)).row
    digest = await content_digest(tx, network, before["manifest_digest"] if before else "")
    touched, former_keys = await sets.TOUCHED.new(tx), await sets.FORMER_KEYS.new(tx)
    await touched.add_selected(
        "SELECT DISTINCT id FROM former_row WHERE origin = 'record' AND revision IN :revisions", revisions=revisions
    )
    added = "SELECT id FROM record WHERE network = :network AND first_revision IN :revisions"
    await touched.add_selected(added, network=network, revisions=revisions)
    await touched.add_selected(_DETAILED, revisions=revisions)
    await _keep(touched, report)
    await key_records(tx)
    await move_match_keys(touched, former_keys)
    lost_aliases = {row.alias for row in await tx.rows(_ALIASES.format(touched))}
    await put_back(tx, revisions, report.revision, network)
    await tx.run(_UNDO_ADDED, now=report.revision, network=network, revisions=revisions)
    await tx.run(f"UPDATE record SET changed_revision = :now WHERE id IN {touched}", now=report.revision)
    await key_anew(touched)
    await touched.add_selected(_DETAILED, revisions=revisions)
    await tx.run(
        "UPDATE network SET revision = :now, loaded_at = :at WHERE slug = :network",
        now=report.revision,
        at=started,
        network=network,
    )
    await refuse_content(tx, network, report.revision, "undone", digest)
    cause = Cause(report.revision, touched, former_keys, restated=network, lost_aliases=lost_aliases)
    await _finish(cause, report, started, clock)
    return report


async def _remove(tx: Transaction, network: str, clock: Clock) -> LoadReport:
    report, started = LoadReport(network, "accepted", await next_revision(tx)), stamp(clock)
    row = (await last_load(tx, network)).row
    digest = await content_digest(tx, network, row["manifest_digest"] if row else "")
    touched, former_keys = await sets.TOUCHED.new(tx), await sets.FORMER_KEYS.new(tx)
    await touched.add_selected(
        "SELECT id FROM record WHERE network = :network AND withdrawn_revision IS NULL", network=network
    )
    await _keep(touched, report, "withdrawn_revision")
    await replace_figures(tx, network, report.revision, {})
    await replace_details(touched, network, report.revision, {})
    await key_records(tx)
    await move_match_keys(touched, former_keys)
    await tx.run(f"UPDATE record SET withdrawn_revision = :now WHERE id IN {touched}", now=report.revision)
    await keep_rows(tx, report.revision, network, "network", {network: row})
    await tx.run("DELETE FROM network WHERE slug = :network", network=network)
    await tx.run("DELETE FROM harvest WHERE network = :network", network=network)
    await forget_files(tx, network)
    await refuse_content(tx, network, report.revision, "removed", digest)
    await _finish(Cause(report.revision, touched, former_keys), report, started, clock)
    return report


async def _keep(touched: IdSet, report: LoadReport, *columns: str) -> None:
    """Keep the records as they are, so that the undoing or removal can be undone itself.

    columns: those that it writes, by default all.
    """
    async for batch in touched.batches():
        await keep_records(touched.tx, report.revision, report.network, batch, *columns)


async def _finish(cause: Cause, report: LoadReport, started: str, clock: Clock) -> None:
    """Derive what follows, and write the books."""
    tx = cause.touched.tx
    await _count(tx, report)
    consequences = await derive(cause, await judgements_of(tx), lambda *_: None)
    report.joined = consequences.joined
    await close_revision(tx, report, started, stamp(clock), with_edges=consequences.has_edges)


async def _count(tx: Transaction, report: LoadReport) -> None:
    """Count which records came back, changed and went."""
    table, record = table_of(FormerRow), table_of(RecordRow)
    query = select(record.c.kind, record.c.withdrawn_revision, record.c.digest, table.c.stated).where(
        table.c.revision == report.revision, table.c.origin == "record", record.c.id == table.c.id
    )
    for row in await tx.execute(query):
        was_there, is_there = row.stated["withdrawn_revision"] is None, row.withdrawn_revision is None
        counts = report.of(row.kind)
        counts.added += is_there and not was_there
        counts.withdrawn += was_there and not is_there
        counts.changed += was_there and is_there and row.digest != row.stated.get("digest", row.digest)
