"""What is remembered of harvests, who does them, and who hears of it."""

import asyncio
import json
import re
import sys
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from hub.app import create_app, create_executor
from hub.background import alongside
from hub.config import Settings
from hub.harvest.directory_harvest import Round, harvest_directory
from hub.harvest.job_history import Job, newest_jobs, remember_jobs
from hub.harvest.leases import Lease
from hub.harvest.mails import Post, send_news
from hub.harvest.schedule import Schedule
from hub.load import load_all
from hub.observability.freshness import Freshness
from hub.plan.execution import Operation
from loaders.directory import open_directory

QUERY = """{ network(by: { slug: "town" }) { sources { name way fetchedAt failingSince misses message needsAttention
    harvests { startedAt finishedAt outcome added changed withdrawn unchanged rejected failed bytes message revision } } } }"""


class Hours:
    """A clock that goes on by an hour whenever a harvest begins."""

    def __init__(self):
        self.moment = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)

    def __call__(self):
        return self.moment


def bodies(*names):
    return json.dumps([{"key": name, "name": f"{name} Kommune"} for name in names]).encode()


@pytest.fixture
def hours():
    return Hours()


@pytest.fixture
def harvest(client, hours):
    """Harvests a directory into a store as `hub harvest` does."""

    async def run(database, root):
        manifest, _ = open_directory(root)
        hours.moment += timedelta(hours=1)
        jobs = await harvest_directory(root, manifest, Round(client, clock=hours))
        reports = await load_all(database, [root])
        return await remember_jobs(database, jobs, reports, {"town": ["bodies"]})

    return run


async def asked(database, query=QUERY):
    executor = create_executor(database, Settings())
    answer = await executor.execute(Operation(query))
    return json.loads(answer.body)["data"]


async def test_harvests_are_remembered_source_by_source_and_seen_in_the_graph(store, server, harvest, seed):
    root = seed(f"{{url: {server.url}/list.json}}")
    server.replies["/list.json"] = bodies("here", "there", "gone")
    await harvest(store, root)
    changed = json.loads(bodies("here", "there", "new"))
    changed[1]["name"] = "Elsewhere"
    server.replies["/list.json"] = json.dumps([*changed, {"key": "nameless"}]).encode()
    (job,) = await harvest(store, root)
    assert (job.added, job.changed, job.withdrawn, job.unchanged, job.rejected) == (1, 1, 1, 1, 1)
    server.replies["/list.json"] = (503, {}, b"")
    for _ in range(3):
        (job,) = await harvest(store, root)
    assert (job.outcome, job.added, job.unchanged, job.misses) == ("failed", 0, 3, 3)
    (source,) = (await asked(store))["network"]["sources"]
    harvests = source.pop("harvests")
    assert source == {
        "name": "bodies",
        "way": "url",
        "fetchedAt": "2026-11-27T05:00:00Z",
        "failingSince": "2026-11-27T06:00:00Z",
        "misses": 3,
        "message": "the server answers 503",
        "needsAttention": True,
    }
    assert [one["outcome"] for one in harvests] == ["FAILED", "FAILED", "FAILED", "CHANGED", "CHANGED"]
    assert [one["revision"] for one in harvests] == [
        4,
        None,
        3,
        2,
        1,
    ], "a failure is news as it begins, and as it lasts"
    news = [job.is_news for job in await newest_jobs(store, network="town")]
    assert news == [True, False, True, True, True]
    metrics = {metric.name: metric.samples for metric in await Freshness(store).metrics()}
    assert metrics["hub_harvest_failures"][0].value == 3
    assert (
        metrics["hub_harvest_fetched_timestamp_seconds"][0].value == datetime(2026, 11, 27, 5, tzinfo=UTC).timestamp()
    )


async def test_the_network_s_page_is_amber_after_three_misses_and_a_feed_tells_what_is_news(
    sqlite_store, server, harvest, seed
):
    root = seed(f"{{url: {server.url}/list.json}}")
    server.replies["/list.json"] = bodies("here")
    await harvest(sqlite_store, root)
    await harvest(sqlite_store, root)
    app = create_app(Settings(database_url=str(sqlite_store.url)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
        page = (await client.get("/networks/town", headers={"accept": "text/html"})).text
        assert 'class="attention"' not in page
        assert 'id="harvests"' in page
        server.replies["/list.json"] = (404, {}, b"")
        for _ in range(3):
            await harvest(sqlite_store, root)
        page = (await client.get("/networks/town", headers={"accept": "text/html"})).text
        assert "The source bodies was due 3 times but could not be fetched." in page
        feed = await client.get("/harvests.atom", params={"network": "town"})
        assert feed.headers["content-type"].startswith("application/atom+xml")
        titles = re.findall("<title>(town/.*?)</title>", feed.text)
        assert len(titles) == 3
        assert titles[0].startswith(
            "town/bodies: failing since 2026-11-27T06:00:00Z, last fetched 2026-11-27T05:00:00Z: the server answers 404"
        )
        assert titles[2] == "town/bodies: 1 added, 0 changed, 0 withdrawn"
        assert "town/" not in (await client.get("/harvests.atom", params={"network": "other"})).text


async def test_of_a_source_that_left_the_manifest_nothing_is_remembered(sqlite_store):
    job = Job("town", "former", "url", "2026-11-27T03:00:00Z", "2026-11-27T03:00:00Z", "changed")
    await remember_jobs(sqlite_store, [job], [], {})
    assert len(await newest_jobs(sqlite_store)) == 1
    await remember_jobs(sqlite_store, [], [], {"town": ["bodies"]})
    assert await newest_jobs(sqlite_store) == []


async def test_one_process_of_many_has_a_lease_until_it_gives_it_back_or_is_gone(store, hours):
    first, second = Lease(store, "harvest", hours), Lease(store, "harvest", hours)
    async with first.held() as is_ours:
        assert is_ours
        async with second.held() as is_theirs:
            assert not is_theirs
        assert await first.take(), "it may be renewed"
    assert await second.take()
    assert not await first.take()
    hours.moment += timedelta(minutes=6)
    assert await first.take(), "who was killed is succeeded"


async def test_a_hub_that_serves_harvests_what_is_due_in_one_process_and_ends_it_in_order(
    sqlite_store, seed, tmp_path, hours
):
    root = seed("{url: 'https://town.example/list.json'}")
    script = (
        "import pathlib, signal, sys, time; here = pathlib.Path(sys.argv[1])\n"
        "def end(*_): (here / 'ended').touch(); sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, end)\n"
        "(here / f'begun-{time.time_ns()}').touch(); time.sleep(60)"
    )
    command = (sys.executable, "-c", script, str(tmp_path))
    schedules = [Schedule(sqlite_store, [root], 0.01, hours, command) for _ in range(3)]
    async with schedules[0].running(), schedules[1].running(), schedules[2].running():
        while not list(tmp_path.glob("begun-*")):  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.05)
    assert len(list(tmp_path.glob("begun-*"))) == 1
    assert (tmp_path / "ended").exists()


async def test_a_look_that_fails_by_a_fault_is_logged_and_not_the_last(
    sqlite_store, seed, tmp_path, hours, monkeypatch, caplog
):
    root = seed("{url: 'https://town.example/list.json'}")
    looks = []

    def faulty(self):
        looks.append(1)
        if len(looks) == 1:
            raise KeyError("a bug in the hub")
        return True

    monkeypatch.setattr(Schedule, "_is_anything_due", faulty)
    script = "import pathlib, sys; pathlib.Path(sys.argv[1], 'begun').touch()"
    command = (sys.executable, "-c", script, str(tmp_path))
    async with Schedule(sqlite_store, [root], 0.01, hours, command).running():
        while not (tmp_path / "begun").exists():  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.05)
    assert "a bug in the hub" in caplog.text


async def test_work_in_the_background_that_ends_by_an_error_is_logged(caplog):
    async def failing():
        raise KeyError("nobody waits for it")

    async with alongside(failing()):
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert "nobody waits for it" in caplog.text


class Mailbox:
    """A mail server that takes what it is given."""

    def __init__(self):
        self.taken = []

    async def serve(self, reader, writer):
        writer.write(b"220 here\r\n")
        body = None
        while line := await reader.readline():
            if body is not None:
                if line == b".\r\n":
                    self.taken.append(b"".join(body).decode())
                    body = None
                    writer.write(b"250 taken\r\n")
                else:
                    body.append(line)
            elif line.upper().startswith(b"DATA"):
                body = []
                writer.write(b"354 go on\r\n")
            else:
                writer.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 yes\r\n")
        writer.close()


async def test_a_mail_tells_of_changes_and_failures_and_of_nothing_else(caplog):
    box = Mailbox()
    listening = await asyncio.start_server(box.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    post = Post("127.0.0.1", port, "hub@town.example", ["a@town.example", "b@town.example"], "https://hub.example")
    moment = "2026-11-27T03:00:00Z"
    quiet = Job("town", "bodies", "url", moment, moment, "unchanged", unchanged=9)
    news = Job("town", "bodies", "url", moment, moment, "changed", added=2, remarks=("it has moved",))
    failed = Job("town", "others", "git", moment, moment, "failed", misses=1, message="no", failing_since=moment)
    assert not await asyncio.to_thread(send_news, [quiet], post)
    assert await asyncio.to_thread(send_news, [quiet, news, failed], post)
    (mail,) = box.taken
    assert "To: a@town.example, b@town.example" in mail
    assert "Subject: Harvest: 1 failed, 1 with news" in mail
    assert "town/bodies: 2 added, 0 changed, 0 withdrawn; it has moved" in mail
    assert "town/others: failing since 2026-11-27T03:00:00Z, nothing fetched yet: no" in mail
    listening.close()
    await listening.wait_closed()
    assert not await asyncio.to_thread(send_news, [news], post)
    assert "No mail could be sent" in caplog.text
