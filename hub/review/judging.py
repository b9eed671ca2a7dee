"""Giving judgements and taking them back: in the store and in the files beside the seeds, all or none."""

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

from hub.clock import now
from hub.config import settings
from hub.errors import ErrorCode, HubError
from hub.identity import Evidence, Judgement
from hub.load import read_judgements, write_judgements
from hub.load.judgements import (
    HTTP,
    apply_judgements,
    fault_of,
    judgement_id,
    judgements_beside,
    moment_after,
    stored_with_origins,
    take_back_judgements,
    whole_path,
)
from hub.review.explanation import judgements_by_pair
from hub.review.lookup import LiveRecord, Referent, live_records, look_up
from hub.store import Database
from hub.store.transaction import Transaction
from loaders.directory import find_directories, open_directory

EvidencedPair = tuple[LiveRecord, LiveRecord, Sequence[Evidence]]
"""Two records to judge, and what the machine says of them."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who judges, with the store. by: who it is, in words that others know.

    path: the file to keep judgements in; None for the one beside the seeds that one of the records came from.
    """

    database: Database
    path: Path | None
    by: str

    async def judgements(self, pairs: Iterable[EvidencedPair], verdict: str, why: str) -> tuple[Judgement, ...]:
        """Judgements of this moment, the records of each in alphabetical order.

        Raises `HubError` if one cannot be used.
        """
        earlier = await judgements_by_pair(self.database)
        made = []
        for left, right, evidence in pairs:
            first, second = sorted((left.reference, right.reference))
            smaller, larger = sorted((left.id, right.id))
            at = moment_after(earlier.get((smaller, larger), ()), now)
            made.append(Judgement(first, second, verdict, self.by, at, why, tuple(piece.name for piece in evidence)))
        if fault := next(filter(None, map(fault_of, made)), None):
            hint = "Name two different records, and who judges with --by."
            raise HubError(ErrorCode.JUDGEMENT_INVALID, f"The judgement cannot be used: {fault}.", hint)
        return tuple(made)

    async def judge(self, judgements: Sequence[Judgement]) -> int:
        """Keep judgements; the revision. Raises `HubError`."""
        paths = {judgement: self.file_of(judgement) for judgement in judgements}

        def lines() -> dict[Path, list[Judgement]]:
            return {
                path: [*_kept(path), *(one for one in judgements if paths[one] == path)] for path in set(paths.values())
            }

        async with _changing(self.database, lines) as tx:
            report = await apply_judgements(tx, {one: str(path) for one, path in paths.items()}, now)
        return report.revision

    async def take_back(self, ids: Collection[str]) -> int:
        """Remove judgements by their ids, as if they had never been given, from the files that they came from too;
        the revision. Raises `HubError`.
        """
        origins = {at for one, at in await stored_with_origins(self.database) if judgement_id(one) in ids and at}
        beside = {str(judgements_beside(root)) for root in settings().seeds}

        def lines() -> dict[Path, list[Judgement]]:
            paths = [path for path in map(Path, (origins | beside) - {HTTP}) if path.is_file() and _states(path, ids)]
            return {path: [one for one in _kept(path) if judgement_id(one) not in ids] for path in paths}

        async with _changing(self.database, lines) as tx:
            report = await take_back_judgements(tx, ids, now)
        return report.revision

    def file_of(self, judgement: Judgement) -> Path:
        """The file that a judgement is kept in: the one named, else the one that `hub load` reads with the
        network of its left record, or else of its right one.

        Raises `HubError` where no directory of HUB_SEEDS is of either.
        """
        if self.path is not None:
            return whole_path(self.path)
        networks = [end.split("/", 1)[0] for end in (judgement.left, judgement.right)]
        for network, root in product(networks, settings().seeds):
            manifests = (open_directory(directory)[0] for directory in find_directories(root))
            if any(manifest is not None and manifest.network == network for manifest in manifests):
                return judgements_beside(root)
        message = (
            f"No directory of HUB_SEEDS belongs to the network {' or '.join(networks)}, so there is no place to keep the"
            " judgement."
        )
        raise HubError(ErrorCode.DIRECTORY_UNUSABLE, message, "Set HUB_SEEDS, or name a file with --file.")


@asynccontextmanager
async def _changing(
    database: Database, lines: Callable[[], Mapping[Path, Sequence[Judgement]]]
) -> AsyncIterator[Transaction]:
    """A transaction whose end writes files of judgements too. If any of it fails, all are as they were.

    lines: what files are to hold then.
    """
    former: dict[Path, bytes | None] = {}
    try:
        async with database.write() as tx:
            # only now, as whoever had the store before may have written these files
            judgements_by_file = lines()
            former = {path: path.read_bytes() if path.is_file() else None for path in judgements_by_file}
            yield tx
            for path, judgements in judgements_by_file.items():
                _write(path, judgements)
    except BaseException:
        # The commit comes after the files, and can fail itself: a full disk, a lost connection.
        for path, content in former.items():
            if content is not None and path.read_bytes() != content:
                path.write_bytes(content)
            elif content is None:
                path.unlink(missing_ok=True)
        raise


def _states(path: Path, ids: Collection[str]) -> bool:
    return any(judgement_id(judgement) in ids for judgement in read_judgements(path)[0])


def _kept(path: Path) -> list[Judgement]:
    judgements, issues = read_judgements(path)
    if issues:
        message = f"{path}:{issues[0].place.line or 1} is not a judgement: {issues[0].message}"
        raise HubError(ErrorCode.FILE_UNUSABLE, message, "Fix that line first, so that nothing in the file is lost.")
    return judgements


def _write(path: Path, judgements: Sequence[Judgement]) -> None:
    try:
        write_judgements(path, judgements)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        raise HubError(ErrorCode.FILE_UNUSABLE, message, "Name another file with --file.") from error


@dataclass(frozen=True, slots=True)
class Decision:
    """Judgements that were given together. took_effect: the records are joined or parted now; other
    evidence may outweigh a verdict.

    files: where they are kept, beside the store.
    """

    judgements: tuple[Judgement, ...]
    revision: int
    took_effect: bool
    files: tuple[str, ...]


async def join(reviewer: Reviewer, left: str, right: str, why: str) -> Decision:
    """Judge the records of two names to be the same thing. Raises `HubError`."""
    first, second = await look_up(reviewer.database, left), await look_up(reviewer.database, right)
    # Two names of one entity still make two records to judge.
    other = second.founder if second.founder.id != first.founder.id else second.records[-1]
    return await _decide(reviewer, [(first.founder, other)], "same", why)


async def split(reviewer: Reviewer, name: str, members: Sequence[str], why: str) -> Decision:
    """Judge records of one entity to be different things: the named members, or the one that is named itself.

    Raises `HubError`.
    """
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
        message = f"{stranger.reference} is not a record of {thing.entity}."
        raise HubError(ErrorCode.JUDGEMENT_INVALID, message, f"Its records: {references}.")
    if not leaving and len(everyone) > 2:  # noqa: PLR2004 - of two it does not matter which one leaves
        message = f"{thing.founder.name} has {len(everyone)} records."
        raise HubError(ErrorCode.USAGE, message, f"Name the ones to split off with --record: {references}.")


async def _decide(
    reviewer: Reviewer, pairs: Sequence[tuple[LiveRecord, LiveRecord]], verdict: str, why: str
) -> Decision:
    """Judge pairs alike, and look whether the records are in one entity or two then."""
    judgements = await reviewer.judgements([(left, right, ()) for left, right in pairs], verdict, why)
    revision = await reviewer.judge(judgements)
    ids = sorted({record.id for pair in pairs for record in pair})
    records = await live_records(reviewer.database, "id IN :ids", ids=list(ids))
    entities = {record.id: record.entity for record in records}
    joined = [entities[left.id] == entities[right.id] for left, right in pairs]
    took_effect = all(joined) if verdict == "same" else not any(joined)
    files = sorted({str(reviewer.file_of(judgement)) for judgement in judgements})
    return Decision(judgements, revision, took_effect, tuple(files))
