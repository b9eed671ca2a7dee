"""`hub harvest`."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.exit_codes import ExitCode
from hub.cli.options import AllFindings, AsJson, Directories
from hub.cli.output import complain, counted, reader_may_leave, say, shown, stderr, stdout, table, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.harvest.directory_harvest import OnSource
    from hub.harvest.job_history import Job
    from hub.harvest.polite_client import Manners
    from hub.load import LoadReport
    from hub.store import Database

_COLUMNS = (
    "Network",
    "Source",
    "Outcome",
    "Added#",
    "Changed#",
    "Withdrawn#",
    "Unchanged#",
    "Rejected#",
    "Given up#",
    "Bytes#",
    "Seconds",
)


@dataclass(frozen=True)
class Harvested:
    """What a harvest did. off: sources whose fetching is off.

    waiting: those whose servers want to be left alone, and until when.
    """

    jobs: "list[Job]"
    reports: "list[LoadReport]"
    off: list[str]
    waiting: dict[str, str]


def harvest(
    dirs: Directories = None,
    check: Annotated[
        bool, typer.Option("--check", help="Fetch into a copy, show what loading it would change, and write nothing.")
    ] = False,
    due: Annotated[
        bool,
        typer.Option("--due", help="Fetch only sources that are due: last fetched longer ago than their `every` says."),
    ] = False,
    show_all: AllFindings = False,
    as_json: AsJson = False,
) -> None:
    """Fetch sources that are published elsewhere and load them.

    `fetch:` in network.yaml names them; their files go into `fetched/` of the seed directory. A source that cannot be
    fetched keeps what it had, and a finding says since when; docs/live.md has the details. Exits with 4 if a load was
    rejected or a network.yaml cannot be read, else with 1 if a source could not be fetched whole, was not asked because
    its server asks for a pause, or there are findings of error severity.
    """
    from hub.app import create_manners
    from hub.cli.directories import chosen
    from hub.cli.stores import with_store
    from hub.config import settings

    roots, manners = chosen(dirs), create_manners(settings())
    if settings().contact is None and not as_json:
        complain("HUB_CONTACT is not set, so servers that are asked cannot tell who runs this hub.")
    with _progress() as on_source:
        if check:
            done = with_store(lambda database: _checked(database, roots, manners, on_source, only_due=due))
        else:
            done = with_store(lambda database: _harvested(database, roots, manners, on_source, only_due=due))
    raise typer.Exit(_print(done, roots, is_check=check, as_json=as_json, show_all=show_all))


async def _harvested(
    database: "Database", roots: Sequence[Path], manners: "Manners", on_source: "OnSource", *, only_due: bool
) -> Harvested:
    """Fetch, load, remember and tell, while no other process does."""
    from hub.app import create_post
    from hub.config import settings
    from hub.harvest.leases import Lease
    from hub.harvest.mails import send_news
    from hub.harvest.schedule import LEASE
    from hub.load import load_all
    from hub.store import upgrade

    await upgrade(database)
    async with Lease(database, LEASE).held() as is_ours:
        if not is_ours:
            message = "Another process is harvesting for this store."
            hint = "Wait until it has ended. If it was killed, its lock expires after five minutes."
            raise HubError(ErrorCode.STORE_BUSY, message, hint)
        waiting = _waiting(roots)
        jobs, off = await _fetched(roots, manners, on_source, only_due=only_due)
        if not jobs:
            return Harvested([], _unreadable(roots), off, waiting)
        reports = await load_all(database, roots)
        jobs = await _remembered(database, jobs, reports, roots)
    send_news(jobs, create_post(settings()))
    return Harvested(jobs, reports, off, waiting)


async def _remembered(
    database: "Database", jobs: "Sequence[Job]", reports: "Sequence[LoadReport]", roots: Sequence[Path]
) -> "list[Job]":
    """The jobs with what the loads made of them, as the store remembers them."""
    from hub.harvest.directory_harvest import harvestable
    from hub.harvest.job_history import remember_jobs
    from hub.load.carrying import carried_by_source, hub_listings
    from hub.load.claims import seed_directories

    live = {
        manifest.network: [source.name for source in manifest.sources if source.fetches]
        for _, manifest in harvestable(roots)
    }
    carried = carried_by_source(hub_listings(seed_directories(roots)))
    return await remember_jobs(database, jobs, reports, live, carried)


async def _checked(
    database: "Database", roots: Sequence[Path], manners: "Manners", on_source: "OnSource", *, only_due: bool
) -> Harvested:
    """Fetch into a copy of the directories, and rehearse its load."""
    from hub.harvest.directory_harvest import harvestable
    from hub.review.checking import check_all

    with tempfile.TemporaryDirectory(prefix="hub-harvest-") as folder:
        copies = []
        for root, manifest in harvestable(roots):
            copies.append(Path(folder) / manifest.network)
            shutil.copytree(root, copies[-1], symlinks=True, ignore=shutil.ignore_patterns(".git", ".fetching"))
        waiting = _waiting(roots)
        jobs, off = await _fetched(copies, manners, on_source, only_due=only_due)
        reports = await check_all(database, copies, allow_mass_delete=False, again=False) if jobs else []
        return Harvested(jobs, [*reports, *_unreadable(roots)], off, waiting)


def _waiting(roots: Sequence[Path]) -> dict[str, str]:
    """The sources whose servers want to be left alone, and until when."""
    from hub.clock import now
    from hub.harvest.directory_harvest import left_alone

    return dict(left_alone(roots, now()))


def _unreadable(roots: Sequence[Path]) -> "list[LoadReport]":
    """What is wrong with manifests that cannot be read, so that nobody knows what they would have fetched."""
    from hub.load.claims import not_loaded, seed_directories
    from loaders.directory import open_directory

    opened = map(open_directory, seed_directories(roots))
    return [not_loaded(issues) for manifest, issues in opened if manifest is None]


async def _fetched(
    roots: Sequence[Path], manners: "Manners", on_source: "OnSource", *, only_due: bool
) -> "tuple[list[Job], list[str]]":
    """What came of the sources of some directories, and the names of those whose fetching is off."""
    from hub.harvest.directory_harvest import Round, harvest_directory, harvestable, sources_off
    from hub.harvest.polite_client import PoliteClient

    jobs: list[Job] = []
    async with PoliteClient(manners) as client:
        around = Round(client, only_due=only_due, on_source=on_source)
        for root, manifest in harvestable(roots):
            jobs += await harvest_directory(root, manifest, around)
    return jobs, sources_off(roots)


@contextmanager
def _progress() -> "Iterator[OnSource]":
    """What shows which source is fetched, on a terminal; elsewhere nothing."""
    console = stderr()
    if not console.is_terminal:
        yield lambda _network, _source: None
        return
    with console.status("harvesting") as status:
        yield lambda network, source: status.update(shown(f"{network} · {source}"))


def _print(done: Harvested, roots: Sequence[Path], *, is_check: bool, as_json: bool, show_all: bool) -> int:
    """Print what came of a harvest; the exit code."""
    code = _exit_code(done)
    if as_json:
        _print_json(done, roots, is_check=is_check)
        return code
    _print_jobs(done)
    if done.reports:
        from hub.cli.reports import print_reports

        say("")
        with reader_may_leave():
            print_reports("check" if is_check else "load", done.reports, roots, as_json=False, show_all=show_all)
    return code


def _exit_code(done: Harvested) -> ExitCode:
    from hub.cli.reports import exit_code_of

    code = exit_code_of(done.reports)
    is_whole = all(job.outcome not in {"failed", "partial"} for job in done.jobs)
    return ExitCode.FINDINGS if code is ExitCode.FINE and (done.waiting or not is_whole) else code


def _print_json(done: Harvested, roots: Sequence[Path], *, is_check: bool) -> None:
    from hub.cli.directories import places
    from hub.cli.harvest_documents import HarvestDocument
    from hub.load.report_documents import load_outcome

    folders = places(roots)
    loads = [load_outcome(report, folders.get(report.network)) for report in done.reports]
    write_json(HarvestDocument("harvest", not is_check, done.jobs, done.off, done.waiting, loads))


def _print_jobs(done: Harvested) -> None:
    from loaders.fetched import failure_since

    rows = [
        (
            *(job.network, job.source, job.outcome, job.added, job.changed, job.withdrawn, job.unchanged),
            *(job.rejected, job.failed, job.bytes, f"{job.milliseconds / 1000:.1f}"),
        )
        for job in done.jobs
    ]
    if rows:
        stdout().print(table(_COLUMNS, rows))
    elif not done.waiting and not done.reports:
        say("Nothing was fetched: no source is due, or no network.yaml has a `fetch`.")
    for source, until in sorted(done.waiting.items()):
        say((f"{source}: ", "bold"), f"its server asks for a pause until {until}")
    for job in done.jobs:
        for remark in (*([job.message] if job.message else []), *job.remarks):
            since = f" ({failure_since(job.fetched_at, job.failing_since)})" if job.failing_since else ""
            say((f"{job.network}/{job.source}: ", "bold"), f"{remark}{since}")
    if done.off:
        say((f"Switched off in network.yaml: {counted(len(done.off), 'source')}: {', '.join(done.off)}", "dim"))
