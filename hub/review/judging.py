"""Giving judgements: into the store and the file beside the seeds, both or neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hub.config import settings
from hub.errors import ErrorCode, HubError
from hub.identity import Evidence, Judgement
from hub.load import read_judgements, undo, write_judgements
from hub.load.clock import exact_stamp, now
from hub.load.judgements import apply_judgements, fault_of, judgement_id, judgements_beside
from hub.review.lookup import Stored
from hub.store import Database


@dataclass(frozen=True, slots=True)
class Bench:
    """Where judgements are given: a store and a file. by: who judges."""

    database: Database
    path: Path
    by: str

    def judgement(self, left: Stored, right: Stored, verdict: str, why: str, evidence: Sequence[Evidence]) -> Judgement:
        """A judgement of this moment, its records in alphabetical order. Raises `HubError` if it cannot be used."""
        names = tuple(one.name for one in evidence)
        first, second = sorted((left.reference, right.reference))
        made = Judgement(first, second, verdict, self.by, exact_stamp(now), why, names)
        if fault := fault_of(made):
            raise HubError(
                ErrorCode.JUDGEMENT_INVALID,
                f"The judgement cannot be used: {fault}.",
                "Name two different records, and who judges with --by.",
            )
        return made

    async def give(self, judgements: Sequence[Judgement]) -> int:
        """Store judgements and write them to the file; the revision. Neither is done if the other fails. Raises `HubError`."""
        known = self._known()
        async with self.database.write() as tx:
            report = await apply_judgements(tx, judgements, now)
            self._write([*known, *judgements])
        return report.revision

    async def take_back(self, judgements: Sequence[Judgement]) -> None:
        """Undo judgements in the store and the file. Raises `HubError`."""
        gone = {judgement_id(one) for one in judgements}
        left = [one for one in self._known() if judgement_id(one) not in gone]
        for one in sorted(gone):
            await undo(self.database, one)
        self._write(left)

    def _known(self) -> list[Judgement]:
        known, issues = read_judgements(self.path)
        if issues:
            message = f"{self.path}:{issues[0].place.line or 1} is no judgement: {issues[0].message}"
            raise HubError(
                ErrorCode.FILE_UNUSABLE, message, "Mend that line first, so that nothing in the file is lost."
            )
        return known

    def _write(self, judgements: Sequence[Judgement]) -> None:
        try:
            write_judgements(self.path, judgements)
        except OSError as error:
            raise HubError(
                ErrorCode.FILE_UNUSABLE,
                f"{self.path} cannot be written: {error.strerror}.",
                "Name another file with --file.",
            ) from error


def judgements_path(given: Path | None) -> Path:
    """The file to write: the one named, else the one that `hub load` reads beside the first directory of HUB_SEEDS."""
    if given is not None:
        return given
    root = settings().seeds[0]
    if not root.is_dir():
        raise HubError(
            ErrorCode.DIRECTORY_UNUSABLE,
            f"There is no directory {root} of HUB_SEEDS to keep judgements in.",
            "Set HUB_SEEDS, or name a file with --file.",
        )
    return judgements_beside(root)
