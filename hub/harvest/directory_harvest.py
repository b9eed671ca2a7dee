"""A harvest: what is published is fetched into seed directories of which nothing is lost when something fails.

Of each directory all files change in one step. What fails keeps what it had; so does what is not due.
"""

import asyncio
import logging
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from hub.clock import Clock, now, stamp
from hub.harvest.errands import Errand
from hub.harvest.fetch_failures import NotFetchedError
from hub.harvest.fetched_folder import install, is_same, link_all, note, staged
from hub.harvest.job_history import Job
from hub.harvest.polite_client import PoliteClient
from hub.harvest.ways import FETCHERS
from hub.load.claims import seed_directories
from loaders.directory import open_directory
from loaders.fetch_model import FETCHED, interval
from loaders.fetched import FetchedState, SourceState, fetched_state
from loaders.manifest_model import Manifest, Source
from schema.suggestions import did_you_mean_one_of
from schema.values.utc import utc_stamp

AT_A_TIME = 8
"""Sources of a directory that are fetched at a time; of one host still one after the other."""
_LONGEST = timedelta(days=7)
_MOST_DOUBLINGS = 10
_NOWHERE = ".nothing"
"""Where the former files of a fetch are looked for that has none; nothing lies there."""
_LOG = logging.getLogger("hub.harvest")
OnSource = Callable[[str, str], None]
"""(network, source): which is fetched next."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one harvest is to do.

    only_due: leave alone what was asked less than `every` ago, or fails and is given time.
    """

    client: PoliteClient
    only_due: bool = False
    clock: Clock = now
    on_source: OnSource = lambda _network, _source: None


@dataclass(slots=True)
class _Reading:
    """One source while it is fetched. reported: what was remarked of it last time, and so is no news."""

    source: Source
    state: SourceState
    new: Path
    former: Path
    reported: frozenset[str] = frozenset()
    began: float = field(default_factory=time.monotonic)
    received: int = 0

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began


def harvestable(roots: Sequence[Path]) -> Iterator[tuple[Path, Manifest]]:
    """The seed directories at some paths that say what is to be fetched, with their manifests.

    Of two that claim one network the first.
    """
    claimed = set[str]()
    for root in seed_directories(roots):
        manifest, _ = open_directory(root)
        if manifest is None or manifest.network in claimed:
            continue
        claimed.add(manifest.network)
        if any(source.fetches for source in manifest.sources):
            yield root, manifest


def sources_off(roots: Sequence[Path]) -> list[str]:
    """The sources that say how they could be fetched, and that they are not; as network/source."""
    manifests = [manifest for manifest, _ in map(open_directory, seed_directories(roots)) if manifest is not None]
    off = [
        (one, source) for one in manifests for source in one.sources if source.fetch is not None and not source.fetches
    ]
    return [f"{manifest.network}/{source.name}" for manifest, source in off]


def left_alone(roots: Sequence[Path], moment: datetime) -> list[tuple[str, str]]:
    """The sources whose servers want to be left alone, as network/source, each with until when."""
    waiting = []
    for root, manifest in harvestable(roots):
        live = {source.name for source in manifest.sources if source.fetches}
        states = fetched_state(root).sources.items()
        waiting += [
            (f"{manifest.network}/{name}", state.not_before or "")
            for name, state in states
            if name in live and _wants_peace(state, moment)
        ]
    return waiting


def _wants_peace(state: SourceState, moment: datetime) -> bool:
    return state.not_before is not None and moment < datetime.fromisoformat(state.not_before)


def due_sources(root: Path, manifest: Manifest, moment: datetime, *, only_due: bool = True) -> list[Source]:
    """The sources that may be asked now. A server that has named a time is not asked before it in any case."""
    states = fetched_state(root).sources
    wanted = [source for source in manifest.sources if source.fetches]
    return [one for one in wanted if _is_due(one, states.get(one.name, SourceState()), moment, only_due=only_due)]


def _is_due(source: Source, state: SourceState, moment: datetime, *, only_due: bool) -> bool:
    if _wants_peace(state, moment):
        return False
    if not only_due or state.asked_at is None:
        return True
    every = interval(source.every)
    pause = every * (1 << min(max(state.misses - 1, 0), _MOST_DOUBLINGS))
    return moment >= datetime.fromisoformat(state.asked_at) + min(pause, max(every, _LONGEST))


async def harvest_directory(root: Path, manifest: Manifest, around: Round) -> list[Job]:
    """Fetch what is due of one directory; what came of each source."""
    wanted = due_sources(root, manifest, around.clock(), only_due=around.only_due)
    if not wanted:
        return []
    moment = stamp(around.clock)
    try:
        return await _fetched_into(root, manifest, wanted, around, moment)
    except OSError as error:
        # a directory that is read-only or another's, or a full disk, keeps no other directory from being fetched
        failure = NotFetchedError(f"its directory cannot be written: {error.strerror or error}")
        states = fetched_state(root).sources
        return [_unwritten(manifest.network, one, states, failure, around, moment) for one in wanted]


async def _fetched_into(
    root: Path, manifest: Manifest, wanted: Sequence[Source], around: Round, moment: str
) -> list[Job]:
    """What came of some sources of a directory, with their files in it. Raises OSError where they cannot be written."""
    state = fetched_state(root)
    with staged(root) as new:
        readings = [
            _Reading(
                one,
                _begun(state, one, moment),
                new / one.name,
                root / FETCHED / one.name,
                _reported(state.sources.get(one.name, SourceState())),
            )
            for one in wanted
        ]
        turns = asyncio.Semaphore(AT_A_TIME)
        jobs = await asyncio.gather(*(_harvested(manifest.network, one, around, moment, turns) for one in readings))
        state.sources |= {one.source.name: one.state for one in readings}
        await asyncio.to_thread(_finish, root, new, state, manifest)
    return list(jobs)


def _unwritten(
    network: str,
    source: Source,
    states: Mapping[str, SourceState],
    failure: NotFetchedError,
    around: Round,
    moment: str,
) -> Job:
    """What came of a source whose directory cannot be written: nothing, and nothing about it can be noted there."""
    state = _failed(states.get(source.name, SourceState()), failure, moment, around)
    nowhere = Path()
    return _job(network, _Reading(source, state, nowhere, nowhere), "failed", moment, around)


def _begun(state: FetchedState, source: Source, moment: str) -> SourceState:
    former = state.sources.get(source.name, SourceState())
    return msgspec.structs.replace(
        former,
        asked_at=moment,
        not_before=None,
        given_up=[],
        remarks=[],
        known={**former.known},
        notes={**former.notes},
    )


def _reported(state: SourceState) -> frozenset[str]:
    return frozenset((*state.remarks, "; ".join(state.given_up)))


def _finish(root: Path, new: Path, state: FetchedState, manifest: Manifest) -> None:
    """Add what was not asked for, and put all in place; of sources that the manifest has no more nothing stays.

    Blocks.
    """
    names = {source.name for source in manifest.sources if source.fetch is not None}
    state.sources = {name: one for name, one in state.sources.items() if name in names}
    for name in sorted(names):
        if not (new / name).exists():
            link_all(root / FETCHED / name, new / name)
    is_changed = any(not is_same(new / name, root / FETCHED / name) for name in names)
    if is_changed or not (root / FETCHED).exists():
        install(root, new, state)
    else:
        note(root, state)


async def _harvested(network: str, reading: _Reading, around: Round, moment: str, turns: asyncio.Semaphore) -> Job:
    """What came of one source; its files are in the new folder, or none where those of last time are to stay."""
    async with turns:
        around.on_source(network, reading.source.name)
        reading.began = time.monotonic()
        former = msgspec.structs.replace(reading.state, known={**reading.state.known}, notes={**reading.state.notes})
        try:
            await _fetch_all(reading, around, moment)
        except NotFetchedError as error:
            failure = error
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001 - what one server answers keeps no other source from being fetched
            _LOG.error(
                "%s/%s could not be fetched, because of a bug in the hub: %r", network, reading.source.name, error
            )
            _LOG.debug("Where it happened", exc_info=True)  # `hub harvest` shows nobody a traceback
            failure = NotFetchedError(f"the hub cannot read the server's answer ({type(error).__name__})")
        else:
            return _job(network, reading, _outcome(reading), moment, around)
        reading.state = _failed(former, failure, moment, around)
        shutil.rmtree(reading.new, ignore_errors=True)
        return _job(network, reading, "failed", moment, around)


async def _fetch_all(reading: _Reading, around: Round, moment: str) -> None:
    """All fetches of a source, one after the other. Raises `NotFetchedError` where one fails."""
    asked = set[str]()
    # what lies in a folder is kept for the fetch that it came of, wherever that stands in the manifest now
    lying = {identity: folder for folder, identity in reading.state.folders.items()}
    # several fetches may write files of the same name
    for inner, fetch in reading.source.fetch_folders.items():
        if fetch.way not in FETCHERS:
            raise NotFetchedError(
                f"there is no way to fetch called {fetch.way!r}; {did_you_mean_one_of(fetch.way, FETCHERS)}"
            )
        folder = reading.new / inner
        folder.mkdir(parents=True)
        former = reading.former / lying.get(fetch.identity, _NOWHERE)
        errand = Errand(reading.source.name, fetch, folder, former, reading.state, around.client, moment)
        try:
            await FETCHERS[fetch.way](errand)
        except OSError as error:
            raise NotFetchedError(f"it cannot be written: {error.strerror}") from error
        finally:
            reading.received += errand.received
        asked |= errand.asked
    reading.state.known = {url: one for url, one in reading.state.known.items() if url in asked}
    reading.state.folders = {inner: fetch.identity for inner, fetch in reading.source.fetch_folders.items()}
    _note_success(reading, moment)


def _note_success(reading: _Reading, moment: str) -> None:
    state = reading.state
    if state.misses:
        state.remarks.append(f"fetched again, after failures since {state.failing_since}")
    state.misses, state.failing_since, state.message, state.fetched_at = 0, None, None, moment


def _failed(former: SourceState, error: NotFetchedError, moment: str, around: Round) -> SourceState:
    """The state after a failure: what is known of the files stays as they do."""
    until = None if error.wait is None else around.clock() + timedelta(seconds=error.wait)
    return msgspec.structs.replace(
        former,
        misses=former.misses + 1,
        failing_since=former.failing_since or moment,
        message=error.message,
        not_before=None if until is None else utc_stamp(until),
    )


def _outcome(reading: _Reading) -> str:
    if reading.state.given_up:
        return "partial"
    is_known = reading.former.is_dir() and is_same(reading.new, reading.former)
    return "unchanged" if is_known else "changed"


def _job(network: str, reading: _Reading, outcome: str, moment: str, around: Round) -> Job:
    state = reading.state
    given_up = "; ".join(state.given_up)
    return Job(
        network=network,
        source=reading.source.name,
        way=", ".join(dict.fromkeys(fetch.way for fetch in reading.source.fetches)),
        started_at=moment,
        finished_at=stamp(around.clock),
        outcome=outcome,
        failed=len(state.given_up),
        bytes=reading.received,
        milliseconds=round(reading.seconds * 1000),
        misses=state.misses,
        message=state.message or (given_up if given_up not in reading.reported else None) or None,
        remarks=tuple(remark for remark in state.remarks if remark not in reading.reported),
        fetched_at=state.fetched_at,
        failing_since=state.failing_since,
    )
