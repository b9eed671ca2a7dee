"""/review: who may sign in, what a verdict changes, and how it is undone."""

from collections.abc import AsyncIterator

import httpx
import pytest
from pydantic import SecretStr

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all
from hub.operators.keyring import Keyring
from hub.operators.rights import Right
from hub.operators.tokens import new_token
from hub.store import Database
from hub.web.desk.review_desk import compared, others_between
from hub.web.desk.sign_in import LASTS, TicketOffice

TOKEN = "a-token-of-operators"
NORTH = {"key": "forms", "name": "Forms", "description": "a<b"}
SOUTH = {"key": "forms", "name": "Forms"}


@pytest.fixture
async def filled(sqlite_store: Database, seeds) -> Database:
    seeds.write("north", {"product": [NORTH]})
    seeds.write("south", {"product": [SOUTH]})
    await load_all(sqlite_store, [seeds.root])
    return sqlite_store


@pytest.fixture
async def client(filled, sqlite_url: str, serve) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(database_url=sqlite_url, operator_token=SecretStr(TOKEN))
    async with serve(create_app(settings)) as made:
        made.headers.update({"accept": "text/html"})
        made.follow_redirects = True
        yield made


async def _signed_in(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post("/review/sign-in", data={"token": TOKEN})


def _fields(page, action: str) -> dict[str, str]:
    """The hidden fields of a page's forms; forms of one page share their names only where they share their values."""
    assert [one for one in page.all("form") if one.attributes.get("action") == action]
    return {
        str(one.attributes["name"]): str(one.attributes["value"])
        for one in page.all("input")
        if "value" in one.attributes
    }


async def test_nobody_sees_the_pairs_without_the_token(client, parsed):
    for address in ("/review", "/review/next", "/review/pair?left=x&right=y"):
        page = parsed((await client.get(address)).text)
        assert page.one("input", type="password")
        assert "Forms" not in page.text
    refused = await client.post("/review/sign-in", data={"token": "not the token"})
    assert (refused.status_code, "set-cookie" in refused.headers) == (403, False)


async def test_the_cookie_is_for_the_review_alone_and_hidden_from_scripts(client):
    answer = (await _signed_in(client)).history[0]
    stated = answer.headers["set-cookie"]
    assert all(part in stated for part in ("HttpOnly", "SameSite=strict", "Path=/review"))
    assert TOKEN not in stated
    assert "set-cookie" not in (await client.get("/")).headers


async def test_a_verdict_changes_the_clusters_and_undo_restores_them(client, filled, parsed):
    await _signed_in(client)
    pair = parsed((await client.get("/review/next")).text)
    before = await _entities(filled)
    form = _fields(pair, "/review/judge")
    judged = await client.post("/review/judge", data={**form, "verdict": "SAME"})
    assert await _entities(filled) == 1 == before - 1
    after = parsed(judged.text)
    assert "No pair is waiting" in after.text
    await client.post("/review/undo", data=_fields(after, "/review/undo"))
    assert await _entities(filled) == before


async def test_a_pair_shows_both_sides_and_what_would_be_joined(client, parsed):
    await _signed_in(client)
    page = parsed((await client.get("/review/next")).text)
    assert {"Evidence for", "Evidence against", "What each side states", "What “same” would join"} <= {
        one.text for one in page.all("h2")
    }
    assert [one.text for one in page.all("button")][-3:] == ["Same s", "Different d", "Unsure u"]
    assert [one.attributes["href"] for one in page.all("a") if "Forms" in one.text]


@pytest.mark.parametrize("path", ["/review/judge", "/review/undo", "/review/sign-out"])
async def test_a_form_that_is_not_the_hubs_own_changes_nothing(client, filled, path):
    await _signed_in(client)
    before = await filled.revision()
    answer = await client.post(path, data={"form_key": "guessed", "verdict": "SAME"})
    assert answer.status_code == 400
    assert await filled.revision() == before


@pytest.mark.parametrize(("body", "status"), [(b"x" * 20_000, 413), (b"a=1&" * 60, 400)])
async def test_a_form_beyond_its_bounds_is_refused_with_what_to_do(client, body, status):
    refused = await client.post("/review/sign-in", content=body, headers={"accept": "application/json"})
    assert refused.status_code == status
    assert "query" not in refused.json()["hint"]
    assert "set-cookie" not in refused.headers


async def test_a_pair_that_is_not_there_is_no_page(client):
    await _signed_in(client)
    assert (await client.get("/review/pair?left=rec_org_x&right=rec_org_y")).status_code == 400
    large = await client.post("/review/judge", content=b"x" * 20_000)
    assert large.status_code == 413


async def test_signing_out_ends_it(client, parsed):
    page = parsed((await _signed_in(client)).text)
    await client.post("/review/sign-out", data=_fields(page, "/review/sign-out"))
    assert parsed((await client.get("/review")).text).one("input", type="password")


async def test_without_a_token_nobody_signs_in(filled, sqlite_url, serve, parsed):
    async with serve(create_app(Settings(database_url=sqlite_url))) as client:
        assert "without HUB_OPERATOR_TOKEN" in parsed((await client.get("/review")).text).text
        assert (await client.post("/review/sign-in", data={"token": ""})).status_code == 403


async def test_a_ticket_ends_and_only_its_office_issues_it(filled):
    office = TicketOffice(Keyring(filled, SecretStr(TOKEN)))
    other = TicketOffice(Keyring(filled, SecretStr("another-token-of-operators")))
    ticket = await office.ticket(TOKEN, 1000) or ""
    assert await office.signed_in(ticket, 1000 + LASTS - 1)
    assert not await office.signed_in(ticket, 1000 + LASTS)
    assert not await other.signed_in(ticket, 1000)
    assert not await office.signed_in(ticket.replace("1", "2", 1), 1000)
    for text in ("", ".", "x.y", "9999999999.", "é.é", "9999999999.HUB_OPERATOR_TOKEN."):
        assert not await office.signed_in(text, 1000)
    assert await office.ticket("another-token-of-operators", 1000) is None


def test_fields_that_both_sides_state_otherwise_differ():
    rows = compared(
        [{"field": "countries", "value": '["DK","SE"]'}, {"field": "name", "value": "[A"}],
        [{"field": "countries", "value": '["DK"]'}, {"field": "description", "value": '{"en":"x"}'}],
    )
    assert [(row["field"], row["left"], row["right"], row["differs"]) for row in rows] == [
        ("countries", ["DK", "SE"], ["DK"], True),
        ("name", ["[A"], [], False),
        ("description", [], ["en: x"], False),
    ]


async def _entities(database: Database) -> int:
    return len(await database.fetch_rows("SELECT id FROM product"))


async def _group(client, store: Database, seeds, parsed) -> dict[str, str]:
    """The fields of the form that judges a pair whose two things have another pair that waits."""
    seeds.write("north", {"product": [NORTH | {"id:wikidata": "Q42"}]})
    seeds.write("east", {"product": [SOUTH | {"id:wikidata": "Q42"}]})
    await load_all(store, [seeds.root])
    await _signed_in(client)
    page = parsed((await client.get("/review/next")).text)
    assert page.one("input", name="whole_group")
    return _fields(page, "/review/judge")


async def _counts(client) -> tuple[int, int]:
    """How many judgements there are, and how many questions wait: two things are one question."""
    query = "{ judgements { totalCount } candidates { totalCount } }"
    counts = (await client.post("/graphql", json={"query": query})).json()["data"]
    return counts["judgements"]["totalCount"], counts["candidates"]["totalCount"]


async def test_a_verdict_on_a_whole_group_is_kept_in_one_revision_and_undone(client, sqlite_store, seeds, parsed):
    fields = await _group(client, sqlite_store, seeds, parsed)
    before = await sqlite_store.revision()
    sent = {**fields, "verdict": "DIFFERENT", "whole_group": "yes"}
    kept = parsed((await client.post("/review/judge", data=sent)).text)
    assert await sqlite_store.revision() == before + 1
    assert await _counts(client) == (2, 0)
    [both] = [one.attributes["value"] for one in kept.all("input") if " " in str(one.attributes.get("value"))]
    await client.post("/review/undo", data={**_fields(kept, "/review/undo"), "id": both})
    assert await _counts(client) == (0, 1)


async def test_two_things_that_are_the_same_are_joined_by_one_pair(client, sqlite_store, seeds, parsed):
    fields = await _group(client, sqlite_store, seeds, parsed)
    await client.post("/review/judge", data={**fields, "verdict": "SAME", "whole_group": "yes"})
    assert await _entities(sqlite_store) == 1
    assert await _counts(client) == (1, 0)


async def test_a_group_that_may_not_be_judged_whole_is_not_judged_at_all(client, sqlite_store, seeds, parsed):
    fields = await _group(client, sqlite_store, seeds, parsed)
    query = "{ candidates(first: 1) { nodes { left { network { slug } } right { network { slug } } } } }"
    [pair] = (await client.post("/graphql", json={"query": query})).json()["data"]["candidates"]["nodes"]
    [network] = {end["network"]["slug"] for end in pair.values()} - {"south"}
    token = await new_token(sqlite_store, "of one network", [Right.READ, Right.JUDGE], [network], days=None)
    page = parsed((await client.post("/review/sign-in", data={"token": token})).text)
    fields["form_key"] = _fields(page, "/review/sign-out")["form_key"]
    refused = await client.post("/review/judge", data={**fields, "verdict": "DIFFERENT", "whole_group": "yes"})
    assert "This token is not for" in refused.text
    assert await _counts(client) == (0, 1)


def test_a_group_is_what_waits_between_two_things():
    def thing(records, candidates):
        ends = [{"left": {"id": left}, "right": {"id": right}} for left, right in candidates]
        return {"records": [{"id": one} for one in records], "candidates": ends}

    here = thing(["a", "b"], [("a", "c"), ("d", "b"), ("b", "x")])
    there = thing(["c", "d"], [("a", "c"), ("d", "b"), ("c", "y")])
    assert others_between([here, there], ("c", "a")) == 1
    assert others_between([here, there], ("a", "d")) == 0, "a pair that waits no more is not of the group"
    assert others_between([here, here], ("c", "a")) == 0
    assert others_between([here], ("c", "a")) == 0
