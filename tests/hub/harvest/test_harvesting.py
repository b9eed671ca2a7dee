"""Harvests of seed directories from a server on this machine: what is written, what stays, what is said of it."""

import json
import shutil
from datetime import timedelta

import orjson
import pytest

from hub.harvest.directory_harvest import harvestable
from loaders.directory import open_directory, read_directory
from loaders.fetched import fetched_state
from schema.issues import IssueCode
from tests.hub.harvest.conftest import START, bodies, codes, files, git


def lines(found):
    return [orjson.loads(line)["key"] for line in found.splitlines()]


async def test_a_file_is_written_then_asked_for_only_if_it_has_changed(server, harvest, seed):
    root = seed(f"{{url: {server.url}/list.json}}")
    server.replies["/list.json"] = lambda asked: (
        (304, {}, b"") if asked.headers.get("if-none-match") == '"1"' else (200, {"etag": '"1"'}, bodies("here"))
    )
    assert [job.outcome for job in await harvest(root)] == ["changed"]
    assert files(root) == {"bodies/list.json": bodies("here")}
    assert [(job.outcome, job.bytes) for job in await harvest(root)] == [("unchanged", 0)]
    server.replies["/list.json"] = (200, {"etag": '"1"'}, bodies("here", "there"))
    assert [job.outcome for job in await harvest(root)] == ["changed"], "an ETag that lies is no more than a hint"
    server.replies["/list.json"] = bodies("here", "there")
    assert [job.outcome for job in await harvest(root)] == ["unchanged"], "200 with the same bytes"
    assert not (root / ".fetching").exists()


async def test_unchanged_is_not_believed_for_ever(server, harvest, seed, days):
    root = seed(f"{{url: {server.url}/list.json}}")
    server.replies["/list.json"] = (200, {"etag": '"1"'}, bodies("here"))
    await harvest(root)
    server.replies["/list.json"] = lambda asked: (
        (304, {}, b"") if asked.headers.get("if-none-match") else (200, {"etag": '"1"'}, bodies("here", "there"))
    )
    assert [job.outcome for job in await harvest(root)] == ["unchanged"]
    days.moment += timedelta(days=8)
    assert [job.outcome for job in await harvest(root)] == ["changed"]


@pytest.mark.parametrize(
    "reply", [b"", b'[{"key": "here", "na', b"<html>Maintenance</html>", (503, {}, b""), (404, {}, b"")]
)
async def test_what_fails_keeps_what_it_had_and_says_since_when(server, harvest, seed, days, reply):
    root = seed(f"{{url: {server.url}/list.json}}")
    server.replies["/list.json"] = bodies("here")
    await harvest(root)
    server.replies["/list.json"] = reply
    for _ in range(3):
        days.moment += timedelta(hours=1)
        (job,) = await harvest(root)
    assert (job.outcome, job.misses, job.failing_since) == ("failed", 3, "2026-11-27T04:00:00Z")
    assert files(root) == {"bodies/list.json": bodies("here")}
    found = await codes(root)
    assert found[IssueCode.FETCH_FAILED].startswith(
        "bodies: failing since 2026-11-27T04:00:00Z, last fetched 2026-11-27T03:00:00Z, 3 times or more: "
    )
    server.replies["/list.json"] = bodies("here")
    (job,) = await harvest(root)
    assert (job.misses, job.remarks) == (0, ("fetched again, after failures since 2026-11-27T04:00:00Z",))
    assert await codes(root) == {}


async def test_who_fails_is_given_time_and_who_names_a_time_gets_it(server, harvest, seed, days):
    root = seed(f"{{url: {server.url}/list.json}}")
    server.replies["/list.json"] = (404, {}, b"")
    asked = []
    for hour in range(9):
        days.moment = START + timedelta(hours=hour)
        asked += [hour] * len(await harvest(root, only_due=True))
    assert asked == [0, 1, 3, 7]
    server.replies["/list.json"] = (429, {"retry-after": "7200"}, b"")
    await harvest(root)
    days.moment += timedelta(hours=1)
    assert await harvest(root) == []
    days.moment += timedelta(hours=1)
    assert len(await harvest(root)) == 1


async def test_a_credential_is_of_the_environment_and_in_no_finding(server, harvest, seed, monkeypatch):
    root = seed(f"{{url: {server.url}/list.json, credential: HARVEST_TOWN__TOKEN}}")
    (job,) = await harvest(root)
    assert job.message == "the variable HARVEST_TOWN__TOKEN is not set"
    monkeypatch.setenv("HARVEST_TOWN__TOKEN", "hush-hush-secret")
    server.replies["/list.json"] = lambda asked: (403, {}, asked.headers["authorization"].encode())
    (job,) = await harvest(root)
    assert server.asked[-1].headers["authorization"] == "Bearer hush-hush-secret"
    everything = job.message + (root / "fetched/.harvest.json").read_text() + str(await codes(root))
    assert "hush" not in everything


PAGES = [f"town-{number:02}" for number in range(23)]


def paged(asked, *, broken=(), start="offset", by_page=False):
    size = int(asked.query["limit"])
    first = int(asked.query[start]) * (size if by_page else 1)
    if any(number in broken for number in range(first, first + size)):
        return 500, {}, b"a record that cannot be shown"
    return bodies(*PAGES[first : first + size])


@pytest.mark.parametrize("by", ["offset", "page"])
@pytest.mark.parametrize("broken", [(), (13,), (5, 22)])
async def test_a_page_that_fails_is_read_in_smaller_steps_before_one_record_is_given_up(
    server, harvest, seed, by, broken
):
    root = seed(f"{{pages: '{server.url}/list', by: {by}, size: 6}}", "records.jsonl")
    server.replies["/list"] = lambda asked: paged(asked, broken=broken, start=by, by_page=by == "page")
    (job,) = await harvest(root)
    assert lines(files(root)["bodies/records.jsonl"]) == [
        name for number, name in enumerate(PAGES) if number not in broken
    ]
    assert (job.outcome, job.failed) == (("partial", len(broken)) if broken else ("changed", 0))
    assert (IssueCode.FETCH_PARTIAL in await codes(root)) == bool(broken)


async def test_a_list_that_moves_while_it_is_read_is_read_again(server, harvest, seed):
    root = seed(f"{{pages: '{server.url}/list', by: offset, size: 10}}", "records.jsonl")
    towns = list(PAGES)

    def moving(asked):
        if asked.count == 1:  # the first record goes between two pages, so that one slips through
            del towns[0]
        first = int(asked.query["offset"])
        return bodies(*towns[first : first + 10])

    server.replies["/list"] = moving
    (job,) = await harvest(root)
    assert (job.outcome, lines(files(root)["bodies/records.jsonl"])) == ("changed", PAGES[1:])


async def test_a_list_that_never_rests_is_no_whole_list(server, harvest, seed):
    root = seed(f"{{pages: '{server.url}/list', by: offset, size: 10}}", "records.jsonl")

    def restless(asked):
        first = int(asked.query["offset"])
        return bodies(*[f"new-{asked.count}", *PAGES][first : first + 10])

    server.replies["/list"] = restless
    (job,) = await harvest(root)
    assert (job.outcome, job.message) == ("partial", "the list changed each time it was read")


@pytest.mark.parametrize(
    ("how", "reply"),
    [
        ("by: link", lambda url, at: (200, {"link": f'<{url}/list?at={at + 1}>; rel="next"'} if at < 2 else {}, bodies(PAGES[at]))),
        ("by: next, next: links.next, items: data",
         lambda _url, at: json.dumps({"data": json.loads(bodies(PAGES[at])), "links": {"next": f"/list?at={at + 1}" if at < 2 else None}}).encode()),
        ("by: cursor, next: more, items: data, parameter: at",
         lambda _url, at: json.dumps({"data": json.loads(bodies(PAGES[at])), "more": at + 1 if at < 2 else ""}).encode()),
    ],
)  # fmt: skip
async def test_pages_that_name_the_next_one(server, harvest, seed, how, reply):
    root = seed(f"{{pages: '{server.url}/list', {how}}}", "records.jsonl")
    server.replies["/list"] = lambda asked: reply(server.url, int(asked.query.get("at", 0)))
    await harvest(root)
    assert lines(files(root)["bodies/records.jsonl"]) == PAGES[:3]


async def test_pages_that_go_round_in_a_circle_are_noticed(server, harvest, seed):
    root = seed(f"{{pages: '{server.url}/list'}}", "records.jsonl")
    server.replies["/list"] = (200, {"link": '</list>; rel="next"'}, bodies("here"))
    (job,) = await harvest(root)
    assert job.message == "its pages lead back to earlier ones, or never end"


async def test_a_partial_list_sweeps_nothing_and_a_whole_one_does(server, harvest, seed, sqlite_store):
    from hub.load import load

    root = seed(f"{{pages: '{server.url}/list', by: offset, size: 4}}", "records.jsonl")
    server.replies["/list"] = paged
    await harvest(root)
    await load(sqlite_store, root)
    server.replies["/list"] = lambda asked: paged(asked, broken=(3, 9))
    await harvest(root)
    report = await load(sqlite_store, root)
    assert (report.counts["organisation"].withdrawn, report.counts["organisation"].kept) == (0, 2)
    del PAGES[20:]
    try:
        server.replies["/list"] = paged
        await harvest(root)
        report = await load(sqlite_store, root)
        assert report.counts["organisation"].withdrawn == 3
    finally:
        PAGES.extend(f"town-{number:02}" for number in range(20, 23))


async def test_a_ckan_portal_is_read_whole_as_its_format_reads_it(server, harvest, seed):
    root = seed(f"{{ckan: '{server.url}', size: 10}}", "package_search.json")
    packages = [{"id": name, "name": name, "title": name, "state": "active"} for name in PAGES]

    def search(asked):
        first, rows = int(asked.query["start"]), int(asked.query["rows"])
        return json.dumps(
            {"success": True, "result": {"count": 23, "results": packages[first : first + rows]}}
        ).encode()

    server.replies["/api/3/action/package_search"] = search
    await harvest(root)
    manifest = (root / "network.yaml").read_text().replace("format: table\n    kind: organisation", "format: ckan")
    (root / "network.yaml").write_text(manifest)
    batches = [entry async for batch in read_directory(root, open_directory(root)[0]) for entry in batch]
    assert sorted(entry.key for entry in batches) == PAGES
    assert batches[0].place.url == f"https://127.0.0.1:{server.port}/dataset/town-00"
    server.replies["/api/3/action/package_search"] = b'{"success": false}'
    (job,) = await harvest(root)
    assert job.outcome == "failed"


async def test_a_catalogue_gives_a_publiccode_file_for_each_active_software(server, harvest, seed):
    root = seed(f"{{open-catalog-api: '{server.url}/v1'}}", "*.yml")

    def software(asked):
        if "page[after]" not in asked.query:
            listed = [
                {"id": "a1", "publiccodeYml": "name: A", "active": True},
                {"id": "b2", "publiccodeYml": "name: B", "active": False},
            ]
            return json.dumps({"data": listed, "links": {"next": "?page[after]=b2"}}).encode()
        listed = [{"id": "../c3", "publiccodeYml": "name: C"}, {"id": "d4", "publiccodeYml": None}]
        return json.dumps({"data": listed, "links": {"next": None}}).encode()

    server.replies["/v1/software"] = software
    await harvest(root)
    assert files(root) == {"bodies/a1.yml": b"name: A", "bodies/c3.yml": b"name: C"}


OAI = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{}</OAI-PMH>"""
OAI_RECORD = """<record><header{}><identifier>oai:x:{}</identifier><datestamp>2026-01-01</datestamp></header>
<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>{}</dc:title><dc:subject>a</dc:subject><dc:subject>b</dc:subject></oai_dc:dc></metadata></record>"""


async def test_an_oai_provider_is_read_by_its_tokens_without_what_it_deleted(server, harvest, seed):
    root = seed(f"{{oai-pmh: '{server.url}/oai'}}", "records.jsonl")

    def answer(asked):
        if asked.query.get("resumptionToken") == "more":
            return OAI.format(
                f"<ListRecords>{OAI_RECORD.format('', 3, 'Three')}<resumptionToken/></ListRecords>"
            ).encode()
        two = OAI_RECORD.format("", 1, "One") + OAI_RECORD.format(' status="deleted"', 2, "Two")
        return OAI.format(f"<ListRecords>{two}<resumptionToken>more</resumptionToken></ListRecords>").encode()

    server.replies["/oai"] = answer
    await harvest(root)
    rows = [orjson.loads(line) for line in files(root)["bodies/records.jsonl"].splitlines()]
    assert [(row["oai_identifier"], row["title"], row["subject"]) for row in rows] == [
        ("oai:x:1", ["One"], ["a", "b"]), ("oai:x:3", ["Three"], ["a", "b"]),
    ]  # fmt: skip
    server.replies["/oai"] = OAI.format('<error code="badResumptionToken">expired</error>').encode()
    (job,) = await harvest(root)
    assert job.message == "the provider answers badResumptionToken: expired"
    server.replies["/oai"] = b'<!DOCTYPE x [<!ENTITY a "b">]><OAI-PMH>&a;</OAI-PMH>'
    (job,) = await harvest(root)
    assert "declares a DTD" in job.message


async def test_pages_of_a_sitemap_are_read_as_their_site_allows_and_one_that_fails_stays(server, harvest, seed):
    root = seed(f"{{sitemap: '{server.url}/sitemap.xml', paths: ['**/publiccode.yml']}}", "*.yml")
    index = (
        "<sitemapindex"
        ' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{0}/pages.xml</loc></sitemap></sitemapindex>'
    )
    entry = "<url><loc>{}</loc></url>"
    pages = [f"{server.url}/{name}/publiccode.yml" for name in ("a", "b", "closed")]
    strange = [
        f"{server.url}/about",
        "https://elsewhere.example/c/publiccode.yml",
        "http://[127.0.0.1/d/publiccode.yml",
    ]
    listed = "".join(map(entry.format, [*pages, *strange]))
    server.replies |= {
        "/robots.txt": b"User-agent: *\nDisallow: /closed/\n",
        "/sitemap.xml": index.format(server.url).encode(),
        "/pages.xml": f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode(),
        "/a/publiccode.yml": b"name: A",
        "/b/publiccode.yml": b"name: B",
    }
    (job,) = await harvest(root)
    assert sorted(files(root).values()) == [b"name: A", b"name: B"]
    assert job.message == "closed/publiccode.yml: robots.txt of 127.0.0.1 does not allow programs to read it"
    server.replies |= {"/a/publiccode.yml": (500, {}, b""), "/b/publiccode.yml": b"name: B2"}
    await harvest(root)
    assert sorted(files(root).values()) == [b"name: A", b"name: B2"]
    assert not {"/about", "/closed/publiccode.yml"} & set(server.paths())


async def test_what_another_hub_says_is_taken_whole_or_not_at_all(server, harvest, seed):
    root = seed(f"{{hub: {server.url}}}", "exchange.jsonl")

    def said(revision, more, since_as_of=None):
        state = {"revision": revision, "as_of": f"2026-11-27T03:00:0{revision}Z", "since_as_of": since_as_of}
        found = [{"exchange": state}, *more, {"end": len(more) + 2}]
        return b"".join(orjson.dumps(line) + b"\n" for line in found)

    whole, later = said(1, [{"network": {"slug": "a" * 9}}] * 40), said(2, [], "2026-11-27T03:00:01Z")
    cuts = [whole[:-1], whole[: whole.rindex(b"{")], whole[:700], whole.replace(b'{"end":42}', b'{"end":43}')]
    for cut in cuts:
        server.replies["/exchange.jsonl"] = cut
        assert [job.outcome for job in await harvest(root)] == ["failed"]
        assert files(root) == {}, "by its first line it would be taken for known"
    for reply, outcome, changes in ((whole, "changed", None), (later[:-1], "failed", None), (later, "changed", later)):
        server.replies["/exchange.jsonl"] = reply
        assert [job.outcome for job in await harvest(root)] == [outcome]
        stored = files(root)
        assert (stored["bodies/exchange.jsonl"], stored.get("bodies/changes.jsonl")) == (whole, changes)


async def test_a_repository_is_fetched_shallow_by_globs_whatever_becomes_of_its_history(
    harvest, seed, git_server, client
):
    object.__setattr__(client.manners, "seconds", 60.0)
    address, repository = git_server

    def commit(*arguments, **written):
        for name, content in written.items():
            path = repository / name.replace("__", "/")
            path.parent.mkdir(exist_ok=True)
            path.with_suffix(".json").write_bytes(content)
        git(repository, "add", "-A")
        git(repository, "commit", "-q", "-m", "said", *arguments)

    (repository / "passwd.json").symlink_to("/etc/passwd")
    commit(list=bodies("here"), more__deep=bodies("there"))
    root = seed(f"{{git: '{address}', paths: ['*.json', 'more/*']}}", "**/*.json")
    assert [(job.outcome, job.message) for job in await harvest(root)] == [("changed", None)]
    assert files(root) == {"bodies/list.json": bodies("here"), "bodies/more/deep.json": bodies("there")}
    assert [(job.outcome, job.bytes) for job in await harvest(root)] == [("unchanged", 0)]
    git(repository, "checkout", "-q", "--orphan", "anew")
    git(repository, "branch", "-D", "main")
    git(repository, "branch", "-m", "main")
    (repository / "passwd.json").unlink()
    commit(list=bodies("elsewhere"))
    assert [job.outcome for job in await harvest(root)] == ["changed"]
    assert files(root) == {"bodies/list.json": bodies("elsewhere"), "bodies/more/deep.json": bodies("there")}
    shutil.rmtree(repository / ".git")
    (job,) = await harvest(root)
    assert job.outcome == "failed"
    assert files(root)["bodies/list.json"] == bodies("elsewhere")


async def test_git_is_led_nowhere_else(server, harvest, seed):
    root = seed(f"{{git: '{server.url}/town.git'}}", "**/*.json")
    server.replies["/town.git/info/refs"] = (302, {"location": "http://10.0.0.1/town.git/info/refs"}, b"")
    (job,) = await harvest(root)
    assert job.outcome == "failed"
    assert "redirect" in job.message or "302" in job.message or "unable" in job.message


async def test_several_fetches_of_a_source_lie_side_by_side_and_succeed_together(server, harvest, seed):
    root = seed(f"[{{url: {server.url}/list.json}}, {{url: {server.url}/more/list.json}}]", "**/*.json")
    server.replies |= {"/list.json": bodies("here"), "/more/list.json": bodies("there")}
    await harvest(root)
    assert files(root) == {"bodies/1/list.json": bodies("here"), "bodies/2/list.json": bodies("there")}
    server.replies |= {"/list.json": bodies("elsewhere"), "/more/list.json": (404, {}, b"")}
    await harvest(root)
    assert files(root)["bodies/1/list.json"] == bodies("here")


async def test_a_harvest_that_is_killed_leaves_what_was_there(server, harvest, seed, monkeypatch):
    root = seed(f"{{url: {server.url}/list.json}}")
    server.replies["/list.json"] = bodies("here")
    await harvest(root)
    (root / ".fetching" / "new" / "bodies").mkdir(parents=True)
    (root / "fetched").rename(root / ".fetching" / "former")
    server.replies["/list.json"] = (404, {}, b"")
    await harvest(root)
    assert files(root) == {"bodies/list.json": bodies("here")}
    assert not (root / ".fetching").exists()


async def test_what_is_fetched_has_a_folder_of_its_own(seed):
    root = seed("{url: 'https://town.example/list.json'}")
    manifest = (root / "network.yaml").read_text()
    (root / "network.yaml").write_text(manifest.replace("fetched/bodies/", ""))
    found, issues = open_directory(root)
    assert found is None
    assert issues[0].message == "A source that is fetched is read from fetched/bodies/."
    (root / "network.yaml").write_text(manifest.replace("url:", "ftp:"))
    assert "fetch" in open_directory(root)[1][0].field
    (root / "network.yaml").write_text(manifest.replace("list.json'}", "list.json', credential: HUB_OPERATOR_TOKEN}"))
    found, issues = open_directory(root)
    assert found is None
    assert issues[0].message == "A credential of town is a variable whose name begins with HARVEST_TOWN__."


async def test_a_source_that_was_never_fetched_is_no_error(seed):
    root = seed("{url: 'https://town.example/list.json'}")
    assert await codes(root) == {IssueCode.SOURCE_EMPTY: "bodies: not fetched yet."}
    root = seed("{url: 'https://town.example/list.json', enabled: false}")
    assert await codes(root) == {}
    assert fetched_state(root).sources == {}


async def test_a_first_fetch_that_fails_says_that_nothing_came_yet_and_why(server, harvest, seed):
    root = seed(f"{{url: {server.url}/list.json}}")
    server.replies["/list.json"] = (404, {}, b"")
    await harvest(root)
    found = await codes(root)
    assert (
        found[IssueCode.FETCH_FAILED]
        == "bodies: failing since 2026-11-27T03:00:00Z, nothing fetched yet: the server answers 404"
    )
    assert found[IssueCode.SOURCE_EMPTY] == "bodies: not fetched yet."


async def test_a_directory_that_cannot_be_written_fails_alone(server, harvest, seed):
    root = seed(f"{{url: {server.url}/list.json}}")
    (root / ".fetching").write_text("a file in place of its folder stops even root")
    [job] = await harvest(root)
    assert (job.outcome, job.misses, job.failing_since) == ("failed", 1, "2026-11-27T03:00:00Z")
    assert job.message.startswith("its directory cannot be written: ")
    assert server.asked == []


async def test_what_is_pushed_is_harvested_in_place_of_what_it_replaces(seed, tmp_path):
    root = seed("{url: 'https://town.example/list.json'}")
    pushed = tmp_path / "hub.db.seeds"
    assert [path for path, _ in harvestable([pushed, root.parent])] == [root]
    shutil.copytree(root, pushed / "town")
    assert [path for path, _ in harvestable([pushed, root.parent])] == [pushed / "town"]
