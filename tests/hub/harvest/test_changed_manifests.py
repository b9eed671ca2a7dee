"""What is fetched stays that of its own fetch, whatever becomes of the manifest, of the files and
of the server meanwhile.
"""

import json
import shutil

import pytest

from tests.hub.harvest.conftest import bodies, codes, files, git


def listed(server, *names, off=()):
    """The manifest's list of fetches, one for each name; off: those that are switched off."""
    return f"[{', '.join(f'{{url: {server.url}/{name}/list.json, enabled: {str(name not in off).lower()}}}' for name in names)}]"


@pytest.fixture
def published(server):
    """Lists of one name under three addresses; each is sent once, and said to be unchanged from then on."""
    for name in "abc":
        server.replies[f"/{name}/list.json"] = lambda asked, name=name: (
            (304, {}, b"")
            if asked.headers.get("if-none-match") == f'"{name}"'
            else (200, {"etag": f'"{name}"'}, bodies(name))
        )
    return server


def held(root):
    """What was fetched, by folder."""
    return {name.split("/")[1]: json.loads(content)[0]["key"] for name, content in files(root).items()}


@pytest.mark.parametrize("names", ["bc", "cab", "ac", "cba", "abc"])
async def test_lists_that_move_in_the_manifest_take_their_files_with_them(published, harvest, seed, names):
    root = seed(listed(published, *"abc"), "**/*.json")
    await harvest(root)
    assert held(root) == {"1": "a", "2": "b", "3": "c"}
    seed(listed(published, *names), "**/*.json")
    (job,) = await harvest(root)
    assert held(root) == {str(place): name for place, name in enumerate(names, 1)}
    assert job.bytes == 0, "nothing had to be sent again"


async def test_a_list_that_is_switched_off_moves_no_other(published, harvest, seed):
    root = seed(listed(published, *"abc", off="a"), "**/*.json")
    await harvest(root)
    assert held(root) == {"2": "b", "3": "c"}
    seed(listed(published, *"abc", off="ac"), "**/*.json")
    await harvest(root)
    assert held(root) == {"2": "b"}, "the only one that is left keeps its number"


async def test_a_file_that_is_not_what_was_sent_is_asked_for_whole(published, harvest, seed):
    root = seed(f"{{url: {published.url}/a/list.json}}")
    await harvest(root)
    (root / "fetched/bodies/list.json").write_bytes(bodies("edited"))
    await harvest(root)
    assert files(root) == {"bodies/list.json": bodies("a")}
    (root / "fetched/bodies/list.json").unlink()
    await harvest(root)
    assert files(root) == {"bodies/list.json": bodies("a")}


async def test_a_list_that_was_sent_while_another_failed_is_sent_again(server, harvest, seed):
    root = seed(listed(server, "a", "b"), "**/*.json")
    etag = {"a": "1"}

    def said(asked):
        known = asked.headers.get("if-none-match") == etag["a"]
        return (304, {}, b"") if known else (200, {"etag": etag["a"]}, bodies(f"a{etag['a']}"))

    server.replies |= {"/a/list.json": said, "/b/list.json": bodies("b")}
    await harvest(root)
    etag["a"], server.replies["/b/list.json"] = "2", (404, {}, b"")
    assert [job.outcome for job in await harvest(root)] == ["failed"]
    assert held(root) == {"1": "a1", "2": "b"}
    server.replies["/b/list.json"] = bodies("b")
    await harvest(root)
    assert held(root) == {"1": "a2", "2": "b"}


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
async def test_a_repository_is_what_its_address_has_and_whole(harvest, seed, git_server, server):
    address, repository = git_server
    for name in ("one", "two"):
        (repository / f"{name}.json").write_bytes(bodies(name))
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "said")
    root = seed(f"{{git: '{address}', paths: ['*.json']}}", "**/*.json")
    await harvest(root)
    both = {"bodies/one.json": bodies("one"), "bodies/two.json": bodies("two")}
    assert files(root) == both
    server.replies["/list.json"] = bodies("else")
    seed(f"{{url: {server.url}/list.json}}", "**/*.json")
    await harvest(root)
    assert files(root) == {"bodies/list.json": bodies("else")}
    seed(f"{{git: '{address}', paths: ['*.json']}}", "**/*.json")
    await harvest(root)
    assert files(root) == both, "the commit is that of before, the files were not"
    (root / "fetched/bodies/one.json").unlink()
    await harvest(root)
    assert files(root) == both
    assert [(job.outcome, job.bytes) for job in await harvest(root)] == [("unchanged", 0)]


async def test_what_a_partial_read_kept_stays_when_its_fetching_is_switched_off(server, harvest, seed, sqlite_store):
    from hub.load import load

    broken = set()

    def paged(asked):
        start, size = int(asked.query["offset"]), int(asked.query["limit"])
        if any(number in broken for number in range(start, start + size)):
            return 500, {}, b""
        return bodies(*"abcd"[start : start + size])

    server.replies["/list"] = paged
    fetch = f"pages: '{server.url}/list', by: offset, size: 2"
    root = seed(f"{{{fetch}}}", "records.jsonl")
    await harvest(root)
    await load(sqlite_store, root)
    broken.add(2)
    await harvest(root)
    assert (await load(sqlite_store, root)).counts["organisation"].withdrawn == 0
    seed(f"{{{fetch}, enabled: false}}", "records.jsonl")
    report = await load(sqlite_store, root)
    assert report.counts["organisation"].withdrawn == 0
    assert await codes(root) == {}, "nobody waits for a source that is off"
