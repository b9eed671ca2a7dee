"""What one hub says, another has: the same ids, values, relations and places, under the same licence and precedence."""

import json
import shutil
from pathlib import Path

import pytest

from hub.app import create_editions
from hub.config import Settings
from hub.load import load_all, remove_network
from hub.review.checking import check_all
from hub.snapshots.snapshot_folder import SnapshotFolder
from hub.snapshots.taking import take_snapshot
from hub.store import Database
from schema.issues import IssueCode
from tests.hub.load.test_load_laws import exported
from tests.hub.ring.conftest import RingHub, address

CITY = {"key": "kbh", "name": "Københavns Kommune", "countries": ["DK"], "id:cvr": "64942212"}
ABROAD = {"key": "cph", "name": "City of Copenhagen", "countries": ["DK"], "id:cvr": "64942212"}
PRODUCT = {"key": "os2mo", "name": "OS2mo", "to:users": [{"key": "kbh"}, {"label": "Odense"}]}
SEEDS = Path(__file__).parents[3] / "seeds"
REFUSED = {IssueCode.ROW_SHAPE, IssueCode.VALUE_INVALID, IssueCode.FIELD_UNKNOWN}


@pytest.fixture
def hubs(tmp_path):
    return [RingHub(name, tmp_path) for name in ("a", "b", "c")]


async def asked(hub, document):
    from hub.app import create_executor
    from hub.config import Settings
    from hub.plan.execution import Operation

    async with Database(hub.url) as store:
        return json.loads((await create_executor(store, Settings()).execute(Operation(document))).body)["data"]


async def export_of(hub):
    async with Database(hub.url) as store:
        return await exported(store)


async def test_a_snapshot_of_a_hub_is_read_as_what_the_hub_itself_says(hubs, tmp_path):
    a, b, c = hubs
    a.own.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}, precedence=70)
    a.own.write("beta", {"organisation": [ABROAD]})
    await a.load()
    async with Database(a.url) as store:
        editions = create_editions(store, Settings(base_uri=a.address))
        taken = await take_snapshot(editions, SnapshotFolder(tmp_path / "snapshots"), a.address)
    b.hear("a", (taken.path / "exchange.jsonl").read_bytes())
    await c.ask(a)
    for hub in (b, c):
        await hub.load()
    assert await export_of(b) == await export_of(c) == await export_of(a)


async def test_a_network_that_came_by_two_hubs_is_what_its_origin_has(hubs):
    a, b, c = hubs
    b.address = "https://b.example/hub"
    a.own.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}, precedence=70, authority=["organisation.name"])
    a.own.write("beta", {"organisation": [ABROAD]}, licence="Ask first; it is complicated")
    await a.load()
    await b.ask(a)
    await b.load()
    await c.ask(b)
    await c.load()
    origin = await export_of(a)
    assert origin["organisation"].count(b"\n") == 1, "both networks mean one city"
    assert await export_of(b) == origin
    assert await export_of(c) == origin
    document = '{network(by: {slug: "alpha"}) {hubs precedence statedAt lastLoad {finishedAt}}}'
    (ours, theirs) = [(await asked(hub, document))["network"] for hub in (a, c)]
    assert (ours["hubs"], theirs["hubs"]) == ([], [a.address, b.address])
    assert theirs["precedence"] == 70
    assert ours["lastLoad"]["finishedAt"] >= theirs["statedAt"]
    document = '{product(by: {slug: "os2mo"}) {records {path line network {slug hubs}}}}'
    [record] = (await asked(c, document))["product"]["records"]
    assert record == {
        "path": "product.jsonl", "line": 1, "network": {"slug": "alpha", "hubs": [a.address, b.address]},
    }  # fmt: skip


async def test_both_databases_take_and_drop_the_same(hubs, sqlite_store, postgres_store):
    a, b, _ = hubs
    a.own.write("alpha", {"organisation": [CITY], "product": [PRODUCT]})
    beta = a.own.write("beta", {"organisation": [ABROAD]})
    await a.load()
    b.hear("late", await a.said())
    for is_there in (True, False):
        await b.ask(a)
        contents = []
        for store in (sqlite_store, postgres_store):
            with address(b.address):
                reports = await load_all(store, [b.others])
            assert sorted(report.network for report in reports) == ["alpha", "beta"], "each once, also who is dropped"
            contents.append(await exported(store))
        assert contents[0] == contents[1]
        assert (b'"slug":"beta"' in contents[0]["network"]) is is_there
        (beta / "network.yaml").unlink(missing_ok=True)
        if is_there:
            from hub.load import remove_network

            async with Database(a.url) as store:
                await remove_network(store, "beta")


async def test_what_the_seeds_state_arrives_as_it_is(hubs):
    a, b, _ = hubs
    with address(a.address):
        async with Database(a.url) as store:
            await load_all(store, [SEEDS / "ospo-plus-plus", SEEDS / "dpga"])
    await b.ask(a)
    reports = await b.load()
    assert [issue for report in reports for issue in report.issues if issue.code in REFUSED] == []
    assert await export_of(b) == await export_of(a)


async def test_of_two_records_of_its_name_the_publisher_is_the_same_one_everywhere(hubs):
    a, b, _ = hubs
    twins = [{"key": key, "name": "OSPO Alliance"} for key in ("one", "two")]
    for network, listed in (("alpha", twins), ("beta", twins[::-1])):
        a.own.write(network, {"organisation": listed}, publisher={"name": "OSPO Alliance"})
    await a.load()
    await b.ask(a)
    await b.load()
    assert (await export_of(b))["network"] == (await export_of(a))["network"]


async def test_checking_says_of_what_hubs_offer_what_loading_does(hubs):
    a, b, _ = hubs
    for network in ("north", "south", "west"):
        a.own.write(network, {"product": [PRODUCT]})
    await a.load()
    await b.ask(a)
    await b.load()
    shutil.rmtree(a.own.root / "west")
    a.own.write("east", {"product": [PRODUCT]})
    await a.load()
    async with Database(a.url) as store:
        await remove_network(store, "west")
    await b.ask(a)
    with address(b.address):
        async with Database(b.url) as store:
            checked = await check_all(store, [b.others], allow_mass_delete=False)
            loaded = await load_all(store, [b.others])
    assert _outcomes(checked) == [
        ("west", "accepted", 0, 1),
        ("east", "accepted", 1, 0),
        ("north", "unchanged", 0, 0),
        ("south", "unchanged", 0, 0),
    ]
    assert _outcomes(loaded) == _outcomes(checked)


def _outcomes(reports):
    """By network the status, and how many products came and went."""
    return [(each.network, each.status, each.of("product").added, each.of("product").withdrawn) for each in reports]


async def test_a_file_that_is_cut_off_changes_nothing(hubs):
    a, b, _ = hubs
    a.own.write("alpha", {"organisation": [CITY], "product": [PRODUCT]})
    await a.load()
    said = await a.said()
    b.hear("a", said)
    await b.load()
    before = await export_of(b)
    a.own.write("alpha", {"organisation": [CITY | {"name": "Aarhus"}], "product": [PRODUCT]})
    await a.load(allow_mass_delete=True)
    lines = (await a.said()).splitlines(keepends=True)
    for cut in (b"", lines[0], b"".join(lines[:-1]), b"".join(lines)[:-1], b"".join([*lines[:2], *lines[3:]])):
        b.hear("a", cut)
        [report] = [one for one in await b.load() if one.network == "hub-a"]
        assert (report.status, {one.code for one in report.issues}) == ("rejected", {IssueCode.SYNTAX})
        assert await export_of(b) == before


async def test_what_a_hub_may_not_say_is_left_out(hubs):
    a, b, _ = hubs
    a.own.write("alpha", {"organisation": [CITY], "product": [PRODUCT]})
    b.own.write("gamma", {"organisation": [{"key": "own", "name": "Our own"}]})
    await a.load()
    await b.load()
    async with Database(b.url) as store:
        own = await store.fetch_value("SELECT id FROM record")
    lines = (await a.said()).splitlines()
    stated = json.loads(lines[2])["record"]
    evil = [
        {"stated": stated["stated"] | {"url": "javascript:alert(1)", "shoe_size": 44}},
        {"kind": "tree"},
        {"id": own, "key": "stolen"},
        {"id": "org_x' OR 1=1", "key": "broken"},
        {"path": ""},
        {"statements": [{"predicate": "eats", "subject": None, "object": {"label": "x"}}], "key": "eater"},
        {"identifiers": [["shoe", "44"]], "key": "shoes"},
        {"raw": {"contactName": "Jane Doe"}, "key": "person", "id": None},
    ]
    written = [json.dumps({"record": stated | changes}).encode() for changes in evil]
    said = [*lines[:2], *written, lines[3], json.dumps({"end": len(written) + 4}).encode()]
    b.hear("a", b"\n".join(said) + b"\n")
    reports = await b.load()
    [report] = [one for one in reports if one.network == "alpha"]
    assert (report.status, report.of("organisation").added, report.of("product").added) == ("accepted", 1, 1)
    assert {issue.field for issue in report.issues if issue.field} >= {"url", "shoe_size"}
    assert report.issue_counts[IssueCode.ROW_SHAPE] >= 5
    async with Database(b.url) as store:
        assert await store.fetch_value("SELECT network FROM record WHERE id = :id", id=own) == "gamma"
        assert "javascript" not in str(await store.fetch_rows("SELECT stated FROM record"))


async def test_echoes_are_left_alone_and_own_networks_are_not_taken(hubs):
    a, b, _ = hubs
    a.own.write("alpha", {"organisation": [CITY]})
    b.own.write("alpha", {"organisation": [ABROAD]})
    await a.load()
    await b.ask(a)
    reports = await b.load()
    assert [issue.code for report in reports for issue in report.issues] == [IssueCode.NETWORK_LOADED_HERE]
    assert b"City of Copenhagen" in (await export_of(b))["organisation"]
    a.own.write("beta", {"organisation": [CITY]})
    await a.load()
    await b.ask(a)
    await b.load()
    await a.ask(b)
    reports = await a.load()
    assert {issue.code for report in reports for issue in report.issues} == {IssueCode.NETWORK_LOADED_HERE}, (
        "beta is an echo"
    )
    with address(a.address):
        b.others.joinpath("a", "exchange.jsonl").rename(a.others / "b" / "exchange.jsonl")
        async with Database(a.url) as store:
            [mirror, *_] = await load_all(store, [a.own.root, a.others])
    assert "which is this hub" in mirror.issues[0].message
