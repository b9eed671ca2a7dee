"""What other people's servers answer is theirs: no answer, however odd, stops another source, is asked for without
end or silences one for ever.
"""

import json
import time
from datetime import timedelta

import pytest

from hub.harvest.directory_harvest import left_alone
from hub.harvest.polite_client import LONGEST_WAIT
from tests.hub.harvest.conftest import START, bodies, files

OTHER = (
    "  - {{name: others, path: fetched/others/list.json, format: table, kind: organisation, fetch: {{url:"
    " {}/good.json}}}}\n"
)


@pytest.fixture
def beside(server, seed):
    """A seed directory with a source that is asked as the test says, and one beside it that is well."""
    server.replies["/good.json"] = bodies("good")

    def write(fetch, path="list.json"):
        return seed(fetch, path, OTHER.format(server.url))

    return write


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [
        ("99999999999999", LONGEST_WAIT),
        ("999999999", LONGEST_WAIT),
        ("Fri, 31 Dec 2100 23:59:59 GMT", LONGEST_WAIT),
        ("120", 120.0),
        ("-5", None),
        ("\xb2", None),
        ("soon", None),
        ("", None),
    ],
)
async def test_a_server_is_left_alone_as_it_wants_for_a_week_at_most(server, harvest, beside, days, wait, seconds):
    root = beside(f"{{url: {server.url}/list.json}}")
    server.replies["/list.json"] = (429, {"retry-after": wait}, b"")
    first, other = await harvest(root)
    assert (first.outcome, first.message, other.outcome) == ("failed", "the server answers 429", "changed")
    until = [] if seconds is None else [("town/bodies", f"{START + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}")]
    assert left_alone([root], days()) == until


@pytest.mark.parametrize("prefix", ["x-ratelimit", "ratelimit"])
async def test_an_allowance_that_is_used_up_is_waited_for(server, harvest, seed, days, prefix):
    root = seed(f"{{url: {server.url}/list.json}}")
    server.replies["/list.json"] = (
        403,
        {f"{prefix}-remaining": "0", f"{prefix}-reset": str(int(time.time()) + 3600)},
        b"",
    )
    await harvest(root)
    ((source, until),) = left_alone([root], days())
    assert source == "town/bodies"
    assert f"{START + timedelta(minutes=59):%H:%M}" <= until[11:16] <= f"{START + timedelta(minutes=60):%H:%M}"
    server.replies["/list.json"] = (403, {f"{prefix}-remaining": "12"}, b"")
    days.moment += timedelta(hours=2)
    await harvest(root)
    assert left_alone([root], days()) == [], "forbidden is no matter of time"


async def test_a_link_of_a_catalogue_is_an_address_or_an_object_with_one(server, harvest, seed):
    root = seed(f"{{open-catalog-api: '{server.url}/v1'}}", "*.yml", kind="product")
    pages = [
        {
            "data": [{"id": f"s{at}", "publiccodeYml": "name: x"}],
            "links": {"next": {"href": "?at=1"} if not at else None},
        }
        for at in (0, 1)
    ]
    server.replies["/v1/software"] = lambda asked: json.dumps(pages[int(asked.query.get("at", 0))]).encode()
    await harvest(root)
    assert set(files(root)) == {"bodies/s0.yml", "bodies/s1.yml"}


async def test_a_fault_of_the_hub_fails_one_source_and_is_logged(server, harvest, beside, monkeypatch, caplog):
    from hub.harvest import ways

    async def failing(_errand):
        raise TypeError("nobody had thought of it")

    monkeypatch.setitem(ways.FETCHERS, "pages", failing)
    root = beside(f"{{pages: '{server.url}/list'}}", "records.jsonl")
    first, other = await harvest(root)
    assert (first.outcome, first.misses, other.outcome) == ("failed", 1, "changed")
    assert first.message == "the hub cannot read the server's answer (TypeError)"
    assert "nobody had thought of it" in caplog.text


@pytest.mark.parametrize("by", ["offset", "page"])
async def test_a_server_that_does_not_count_is_not_asked_without_end(server, harvest, seed, by):
    root = seed(f"{{pages: '{server.url}/list', by: {by}, size: 2}}", "records.jsonl")
    server.replies["/list"] = bodies("here", "there")
    (job,) = await harvest(root)
    assert (
        job.message == f"two pages in a row are the same; does the server count with `{by}`? "
        "If not, name its parameter in `parameter`"
    )
    assert len(server.asked) == 2


@pytest.mark.parametrize(("pages", "asked"), [(1, 1), (3, 4)])
async def test_the_first_page_is_asked_once_more_only_to_see_whether_the_list_moved(
    server, harvest, seed, pages, asked
):
    root = seed(f"{{pages: '{server.url}/list'}}", "records.jsonl")

    def page(request):
        at = int(request.query.get("at", 0))
        following = {"link": f'</list?at={at + 1}>; rel="next"'} if at + 1 < pages else {}
        return 200, following, bodies(f"body{at}")

    server.replies["/list"] = page
    (job,) = await harvest(root)
    assert (job.outcome, len(server.asked)) == ("changed", asked)


@pytest.mark.parametrize(
    "reply",
    [
        b"[]",
        b"null",
        b"{}",
        b"<head><title>Log in</title></head>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html><html></html>',
    ],
)
async def test_an_empty_list_or_a_page_for_people_does_not_replace_what_was_there(server, harvest, seed, reply):
    root = seed(f"{{url: {server.url}/list.json}}")
    server.replies["/list.json"] = bodies("here")
    await harvest(root)
    server.replies["/list.json"] = reply
    assert [job.outcome for job in await harvest(root)] == ["failed"]
    assert files(root) == {"bodies/list.json": bodies("here")}


async def test_what_is_so_at_every_harvest_is_news_once(server, harvest, seed):
    root = seed(f"{{url: {server.url}/old.json}}")
    server.replies |= {"/old.json": (301, {"location": "/new.json"}, b""), "/new.json": bodies("here")}
    moved = f"{server.url}/old.json has moved to {server.url}/new.json"
    assert [job.remarks for job in await harvest(root)] == [(moved,)]
    for _ in range(2):
        (job,) = await harvest(root)
        assert (job.remarks, job.is_news) == ((), False)


async def test_the_same_gap_at_every_harvest_is_news_once(server, harvest, seed):
    root = seed(f"{{pages: '{server.url}/list', by: offset, size: 2}}", "records.jsonl")
    broken = {1}

    def paged(asked):
        start, size = int(asked.query["offset"]), int(asked.query["limit"])
        return (500, {}, b"") if broken & set(range(start, start + size)) else bodies(*"abcd"[start : start + size])

    server.replies["/list"] = paged
    (first,) = await harvest(root)
    (again,) = await harvest(root)
    broken.add(3)
    (another,) = await harvest(root)
    assert [(job.outcome, job.is_news) for job in (first, again, another)] == [
        ("partial", True),
        ("partial", False),
        ("partial", True),
    ]
