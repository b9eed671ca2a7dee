"""Taking a snapshot: every table in every format, the reports and descriptions beside them,
from one state of the store.

Rows go from the store into the files page by page, so that memory stays the same however large the store is.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from hub.errors import ErrorCode, HubError
from hub.exports import MEDIUM_BY_NAME, Edition, Editions, ExportSelection, Medium
from hub.exports.exchange import EXCHANGE
from hub.exports.export_files import write_edition
from hub.exports.selecting import HeldSnapshot
from hub.exports.store_tables import StoreTables, plain_column
from hub.exports.tabular import TITLE_OF_THE_HUB, Column, RowTable
from hub.plan.bulk_reading import BulkRows
from hub.plan.lists.row_lists import SortKey
from hub.release import PACKAGE, version_of
from hub.snapshots.descriptions import DESCRIPTIONS
from hub.snapshots.quality import measured, quality_json, quality_page
from hub.snapshots.snapshot_changelog import changelog, counted_changes
from hub.snapshots.snapshot_folder import SnapshotFolder
from hub.snapshots.snapshot_manifest import (
    MANIFEST,
    SUMS,
    SnapshotFile,
    SnapshotManifest,
    snapshot_name,
    source_networks,
)
from hub.snapshots.snapshot_tables import SnapshotTable, WrittenTable, snapshot_tables
from schema.kinds import KINDS, Kind

FORMATS_OF_ALL = ("csv", "jsonl", "parquet")
FORMATS_OF_KINDS = ("ttl",)
FILES = (len(snapshot_tables(0)) * len(FORMATS_OF_ALL)) + len(KINDS) * len(FORMATS_OF_KINDS) + 1
"""Files of tables, and the one for other hubs, of which progress is reported."""
PATH = "/snapshots/"
"""Where snapshots are served."""
OnFile = Callable[[str, int], None]
"""(path of the file that is being written, files that are done)."""


@dataclass(frozen=True, slots=True)
class SnapshotTaken:
    """The snapshot of the state of the store.

    is_new: it was written now, else it was there already. retired: those removed.
    """

    manifest: SnapshotManifest
    path: Path
    is_new: bool
    retired: tuple[str, ...] = ()


async def take_snapshot(
    editions: Editions, folder: SnapshotFolder, address: str, keep: int = 0, on_file: OnFile = lambda *_: None
) -> SnapshotTaken:
    """Write the snapshot of a store, unless it is there. address: of the hub; keep: how many snapshots stay, 0 for all.

    Raises `HubError` where a snapshot of another store has the same name or the package for Parquet is missing,
    OSError, and whatever reading raises.
    """
    media = {name: _medium(name) for name in (*FORMATS_OF_ALL, *FORMATS_OF_KINDS)}
    async with editions.snapshot() as held:
        manifest, before = await _begun(held, folder, address)
        if there := folder.find(manifest.snapshot):
            _require_same_state(there, manifest)
            retired = folder.retire(keep, there.snapshot)
            return SnapshotTaken(there, folder.path(there.snapshot), is_new=False, retired=tuple(retired))
        with folder.making(manifest.snapshot) as path:
            writing = _Writing(editions, held, path, manifest, media)
            written = await writing.all(before, on_file)
    retired = folder.retire(keep, written.snapshot)
    return SnapshotTaken(written, folder.path(written.snapshot), is_new=True, retired=tuple(retired))


def _medium(name: str) -> Medium:
    medium = MEDIUM_BY_NAME[name]
    if not medium.is_usable:
        hint = "Install the extra: pip install 'public-sector-open-source-hub[exports]'."
        raise HubError(ErrorCode.USAGE, f"A snapshot needs the package {medium.needs}.", hint)
    return medium


async def _begun(
    held: HeldSnapshot, folder: SnapshotFolder, address: str
) -> tuple[SnapshotManifest, SnapshotManifest | None]:
    """The manifest without files, and the snapshot before, which is that of an earlier state."""
    edition = await held.book("records", _counted_records)
    records: dict[str, dict[str, int]] = {}
    async for row in edition.main.rows():
        records.setdefault(row["network"], {})[row["kind"]] = row["records"]
    head = edition.head
    before = next(
        (earlier for earlier in folder.all() if (earlier.created, earlier.revision) < (head.changed, head.revision)),
        None,
    )
    name = snapshot_name(head.revision, head.changed)
    manifest = SnapshotManifest(
        snapshot=name,
        title=TITLE_OF_THE_HUB,
        revision=head.revision,
        created=head.changed,
        address=f"{address}{PATH}{name}/",
        previous=before.snapshot if before else None,
        software=_software(),
        networks=source_networks(head.sources, records, head.root),
        licences=list(head.licences),
        files=[],
    )
    return manifest, before


def _counted_records(tables: StoreTables) -> RowTable:
    """How many live records of each kind each network has."""
    columns = {Column("network"): plain_column("network"), Column("kind"): plain_column("kind")}
    columns[Column("records", "integer")] = plain_column("records")
    live = (
        "SELECT network, kind, count(*) AS records FROM record WHERE withdrawn_revision IS NULL GROUP BY network, kind"
    )
    rows = BulkRows((), f"({live}) t", (SortKey("t.network"), SortKey("t.kind")))
    return tables.table("records", columns, lambda _: ("t", rows))


def _software() -> dict[str, str]:
    return {name: version_of(name) or "unknown" for name in (PACKAGE, "pyarrow", "rdflib")}


def _require_same_state(there: SnapshotManifest, current: SnapshotManifest) -> None:
    if there.created != current.created:
        message = f"The snapshot {there.snapshot} exists already, from another store: its state is of {there.created}."
        raise HubError(ErrorCode.FILE_UNUSABLE, message, "Choose another directory with --to.")


class _Writing:
    """Writes the files of one snapshot, and remembers them."""

    def __init__(
        self,
        editions: Editions,
        held: HeldSnapshot,
        path: Path,
        manifest: SnapshotManifest,
        media: dict[str, Medium],
    ) -> None:
        self._editions = editions
        self._held = held
        self._path = path
        self._media = media
        self._manifest = manifest
        self._files: list[SnapshotFile] = []

    async def all(self, before: SnapshotManifest | None, on_file: OnFile) -> SnapshotManifest:
        """Write everything. before: the snapshot before, with which the changelog compares."""
        is_known = before is not None and await self._is_of_this_store(before)
        tables = snapshot_tables(before.revision if before and is_known else 0)
        written = [await self._table(table, on_file) for table in tables]
        await self._exchange(on_file)
        report = await measured(self._held)
        self._document("quality.json", "application/json", "The quality report.", quality_json(self._manifest, report))
        self._document(
            "QUALITY.md", "text/markdown", "The quality report, to read.", quality_page(self._manifest, report)
        )
        changes = await counted_changes((await self._edition(tables[-1], "")).main) if is_known else None
        changed = changelog(self._made(), before, changes)
        self._document("CHANGELOG.md", "text/markdown", "What changed since the snapshot before.", changed)
        for description in DESCRIPTIONS:
            self._document(
                description.path, description.media_type, description.title, description.written(self._made(), written)
            )
        self._end()
        return self._made()

    async def _is_of_this_store(self, before: SnapshotManifest) -> bool:
        return await self._held.was_current(before.revision, before.created)

    async def _table(self, table: SnapshotTable, on_file: OnFile) -> WrittenTable:
        forms = FORMATS_OF_ALL + (FORMATS_OF_KINDS if isinstance(table.content, Kind) else ())
        files = []
        for form in forms:
            medium, name = self._media[form], f"{table.name}.{self._media[form].suffix}"
            on_file(name, len(self._files))
            edition = await self._edition(table, name)
            file = await write_edition(medium, edition, table.name, self._path / name)
            files.append(
                SnapshotFile(
                    name, medium.media_type, table.description, file.size, file.sha256, table.name, form, file.rows
                )
            )
            self._files.append(files[-1])
        return WrittenTable(table, edition.main.columns, tuple(files))

    async def _exchange(self, on_file: OnFile) -> None:
        name = f"{EXCHANGE.name}.{EXCHANGE.suffix}"
        on_file(name, len(self._files))
        file = await write_edition(EXCHANGE, await self._held.exchange(0), EXCHANGE.name, self._path / name)
        description = "All networks as another hub reads them, by a source of the format hub."
        self._files.append(SnapshotFile(name, EXCHANGE.media_type, description, file.size, file.sha256))

    async def _edition(self, table: SnapshotTable, path: str) -> Edition:
        if not isinstance(table.content, Kind):
            return await self._held.book(table.name, table.content)
        selection = ExportSelection(table.content, address=f"{self._manifest.address}{path}")
        return await self._held.selection(selection, await self._editions.chosen(selection))

    def _made(self) -> SnapshotManifest:
        return replace(self._manifest, files=list(self._files))

    def _document(self, name: str, media_type: str, description: str, content: bytes) -> None:
        (self._path / name).write_bytes(content)
        self._files.append(SnapshotFile(name, media_type, description, len(content), sha256(content).hexdigest()))

    def _end(self) -> None:
        content = self._made().written()
        (self._path / MANIFEST).write_bytes(content)
        digests = {**{file.path: file.sha256 for file in self._files}, MANIFEST: sha256(content).hexdigest()}
        (self._path / SUMS).write_text(
            "".join(f"{digest}  {path}\n" for path, digest in digests.items()), encoding="utf-8"
        )
