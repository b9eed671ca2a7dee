"""Giving judgements and taking them back: in the store and in the file beside the seeds, both or neither."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

from hub.config import settings
from hub.errors import ErrorCode, HubError
from hub.identity import Evidence, Judgement
from hub.load import read_judgements, write_judgements
from hub.load.clock import exact_stamp, now
from hub.load.judgements import apply_judgements, fault_of, judgement_id, judgements_beside, take_back_judgements
from hub.review.lookup import LiveRecord, Referent, live_records, look_up
from hub.store import Database
from hub.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who judges, with the store and the file in which the judgements are kept. by: who it is, in words that others know."""

    database: Database
    path: Path
    by: str

    def judgement(
        self, left: LiveRecord, right: LiveRecord, verdict: str, why: str, evidence: Sequence[Evidence] = ()
    ) -> Judgement:
        """A judgement of this moment, its records in alphabetical order. Raises `HubError` if it cannot be used."""
        first, second = sorted((left.reference, right.reference))
        pieces = tuple(piece.name for piece in evidence)
        judgement = Judgement(first, second, verdict, self.by, exact_stamp(now), why, pieces)
        if fault := fault_of(judgement):
            hint = "Name two different records, and who judges with --by."
            raise HubError(ErrorCode.JUDGEMENT_INVALID, f"The judgement cannot be used: {fault}.", hint)
        return judgement

    async def judge(self, judgements: Sequence[Judgement]) -> int:
        """Keep judgements; the revision. Raises `HubError`."""
        async with self._changing([*self._kept(), *judgements]) as tx:
            report = await apply_judgements(tx, judgements, now)
        return report.revision

    async def take_back(self, judgements: Sequence[Judgement]) -> int:
        """Remove judgements, as if they had never been given; the revision. Raises `HubError`."""
        gone = {judgement_id(judgement) for judgement in judgements}
        staying = [judgement for judgement in self._kept() if judgement_id(judgement) not in gone]
        async with self._changing(staying) as tx:
            report = await take_back_judgements(tx, gone, now)
        return report.revision

    @asynccontextmanager
    async def _changing(self, judgements: Sequence[Judgement]) -> AsyncIterator[Transaction]:
        """A transaction whose end writes the file too. If either fails, both are as they were."""
        former = self._content()
        try:
            async with self.database.write() as tx:
                yield tx
                self._write(judgements)
        except BaseException:
            # The commit comes after the file, and can fail itself: a full disk, a lost connection.
            if former is not None and self._content() != former:
                self.path.write_bytes(former)
            elif former is None and self.path.is_file():
                self.path.unlink()
            raise

    def _content(self) -> bytes | None:
        return self.path.read_bytes() if self.path.is_file() else None

    def _kept(self) -> list[Judgement]:
        judgements, issues = read_judgements(self.path)
        if issues:
            message = f"{self.path}:{issues[0].place.line or 1} is no judgement: {issues[0].message}"
            raise HubError(
                ErrorCode.FILE_UNUSABLE, message, "Fix that line first, so that nothing in the file is lost."
            )
        return judgements

    def _write(self, judgements: Sequence[Judgement]) -> None:
        try:
            write_judgements(self.path, judgements)
        except OSError as error:
            message = f"{self.path} cannot be written: {error.strerror}."
            raise HubError(ErrorCode.FILE_UNUSABLE, message, "Name another file with --file.") from error


@dataclass(frozen=True, slots=True)
class Decision:
    """Judgements that were given together. took_effect: the records are joined or parted now; other evidence may outweigh a verdict."""

    judgements: tuple[Judgement, ...]
    revision: int
    took_effect: bool


async def join(reviewer: Reviewer, left: str, right: str, why: str) -> Decision:
    """Judge the records of two names to be the same thing. Raises `HubError`."""
    first, second = await look_up(reviewer.database, left), await look_up(reviewer.database, right)
    # Two names of one entity still make two records to judge.
    other = second.founder if second.founder.id != first.founder.id else second.records[-1]
    return await _decide(reviewer, [(first.founder, other)], "same", why)


async def split(reviewer: Reviewer, name: str, members: Sequence[str], why: str) -> Decision:
    """Judge records of one entity to be different things: the named members, or the one that is named itself. Raises `HubError`."""
    thing = await look_up(reviewer.database, name)
    everyone = await live_records(reviewer.database, "entity = :entity", entity=thing.entity)
    leaving = [(await look_up(reviewer.database, member)).founder for member in dict.fromkeys(members)]
    if not leaving and len(thing.records) < len(everyone):
        leaving = list(thing.records)
    _require_split(thing, everyone, leaving)
    staying = [record for record in everyone if record not in leaving]
    pairs = product(leaving, staying) if leaving and staying else combinations(everyone, 2)
    return await _decide(reviewer, list(pairs), "different", why)


def _require_split(thing: Referent, everyone: Sequence[LiveRecord], leaving: Sequence[LiveRecord]) -> None:
    """Raise `HubError` unless it is clear which records of an entity leave it."""
    references = ", ".join(record.reference for record in everyone)
    if len(everyone) == 1:
        message = f"{thing.founder.name} is a single record: there is nothing to split."
        raise HubError(ErrorCode.JUDGEMENT_INVALID, message, "`hub explain` shows what joins two things.")
    if stranger := next((record for record in leaving if record.entity != thing.entity), None):
        message = f"{stranger.reference} is no record of {thing.entity}."
        raise HubError(ErrorCode.JUDGEMENT_INVALID, message, f"Its records: {references}.")
    if not leaving and len(everyone) > 2:  # noqa: PLR2004 - of two it does not matter which one leaves
        message = f"{thing.founder.name} has {len(everyone)} records."
        raise HubError(ErrorCode.USAGE, message, f"Name those to split off with --record: {references}.")


async def _decide(
    reviewer: Reviewer, pairs: Sequence[tuple[LiveRecord, LiveRecord]], verdict: str, why: str
) -> Decision:
    """Judge pairs alike, and look whether the records are in one entity or two then."""
    judgements = tuple(reviewer.judgement(left, right, verdict, why) for left, right in pairs)
    revision = await reviewer.judge(judgements)
    ids = sorted({record.id for pair in pairs for record in pair})
    records = await live_records(reviewer.database, "id IN :ids", ids=list(ids))
    entities = {record.id: record.entity for record in records}
    joined = [entities[left.id] == entities[right.id] for left, right in pairs]
    return Decision(judgements, revision, all(joined) if verdict == "same" else not any(joined))


def judgements_path(named: Path | None) -> Path:
    """The file to write: the one named, else the one that `hub load` reads beside the first directory of HUB_SEEDS."""
    if named is not None:
        return named
    root = settings().seeds[0]
    if not root.is_dir():
        message = f"There is no directory {root} of HUB_SEEDS to keep judgements in."
        raise HubError(ErrorCode.DIRECTORY_UNUSABLE, message, "Set HUB_SEEDS, or name a file with --file.")
    return judgements_beside(root)
