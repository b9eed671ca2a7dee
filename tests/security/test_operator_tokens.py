"""Tokens of operators: what each allows, when it ends, and what the audit log says of it.

By processes and sockets, on both databases.
"""

import asyncio
import sqlite3
from pathlib import Path

import asyncpg
import pytest

from hub.load import check, load
from hub.operators.audit import audit_entries
from tests.security.conftest import NORTH, Hub, asked, code_of

CANDIDATE = "{ candidates(first: 1) { nodes { left { id } right { id } } } }"
OF_ENVIRONMENT = "a-token-of-the-environment"


def judging(client, token, verdict="DIFFERENT"):
    [pair] = asked(client, CANDIDATE)["data"]["candidates"]["nodes"] or [{"left": {"id": "x"}, "right": {"id": "y"}}]
    ends = f'left: "{pair["left"]["id"]}", right: "{pair["right"]["id"]}"'
    return asked(
        client,
        f'mutation {{ judge({ends}, verdict: {verdict}, by: "b", why: "w") {{ revision judgementId }} }}',
        token,
    )


def made(hub: Hub, *arguments: str) -> tuple[str, str]:
    document = hub.run("token", "new", "North's secretariat", *arguments)
    return document["id"], document["token"]


def test_a_token_judges_until_it_is_revoked_and_the_log_says_so(hub: Hub):
    id_, token = made(hub, "--right", "judge", "--network", "north")
    with hub.served() as client:
        assert code_of(judging(client, None)) == "UNAUTHENTICATED"
        assert code_of(judging(client, token[:-1] + ("A" if token[-1] != "A" else "B"))) == "UNAUTHENTICATED"
        judged = judging(client, token)
        assert code_of(judged) is None, judged
        hub.run("token", "revoke", id_)
        undo = f'mutation {{ undoJudgement(id: "{judged["data"]["judge"]["judgementId"]}") {{ revision }} }}'
        assert code_of(asked(client, undo, token)) == "UNAUTHENTICATED"
    [listed] = hub.run("token", "list")["tokens"]
    assert listed["networks"] == ["north"]
    assert listed["revoked_at"]
    assert listed["last_used_at"]
    entries = hub.run("audit")["entries"]
    told = [(one["who"], one["means"], one["action"], one["subject"], one["outcome"]) for one in entries]
    assert told == [
        ("the tests", "command line", "token revoke", f"token {id_}", "revoked"),
        ("North's secretariat", id_, "judge", "judgements", "accepted"),
        ("the tests", "command line", "token new", f"token {id_}", "made"),
        ("the tests", "command line", "load", "south", "accepted"),
        ("the tests", "command line", "load", "north", "accepted"),
    ]
    assert entries[1]["detail"] == [judged["data"]["judge"]["judgementId"]]
    assert [one["subject"] for one in hub.run("audit", "--network", "south")["entries"]] == ["south"]


def test_a_token_is_stored_and_logged_nowhere(hub: Hub):
    _, token = made(hub, "--right", "judge")
    with hub.served() as client:
        assert code_of(judging(client, token)) is None
        client.post("/review/sign-in", data={"token": token})
        asked(client, "{ nope }", token)
    secret = token.split("_", 2)[2]
    files = [path for path in hub.folder.rglob("*") if path.is_file()]
    assert not [path for path in files if secret.encode() in path.read_bytes()]
    if not hub.url.startswith("sqlite"):
        rows = asyncio.run(
            fetched(hub.url, "SELECT t::text FROM operator_token AS t UNION ALL SELECT a::text FROM audit_entry AS a")
        )
        assert secret not in str(rows)
        assert rows


def test_a_token_does_nothing_beyond_its_right_network_and_time(hub: Hub):
    _, reading = made(hub, "--right", "read")
    _, of_other = made(hub, "--right", "judge", "--network", "elsewhere")
    id_, expired = made(hub, "--right", "judge", "--days", "1")
    change(hub.url, f"UPDATE operator_token SET expires_at = '2026-01-01T00:00:00Z' WHERE id = '{id_}'")
    with hub.served() as client:
        assert code_of(judging(client, reading)) == "FORBIDDEN"
        assert code_of(judging(client, of_other)) == "FORBIDDEN"
        assert code_of(judging(client, expired)) == "UNAUTHENTICATED"
        assert client.post("/review/sign-in", data={"token": reading}).status_code == 403
        # what operators alone read, each of their own networks
        told = [
            client.get("/audit", headers={"authorization": f"Bearer {one}"}) for one in (reading, of_other, expired)
        ]
        assert [one.status_code for one in told] == [200, 403, 401]
        assert {"load", "token new"} <= {entry["action"] for entry in told[0].json()["entries"]}


def test_the_token_of_the_environment_has_all_rights(hub: Hub):
    with hub.served(HUB_OPERATOR_TOKEN=OF_ENVIRONMENT) as client:
        assert code_of(judging(client, OF_ENVIRONMENT)) is None
        assert client.post("/review/sign-in", data={"token": OF_ENVIRONMENT}).status_code == 303
    assert hub.run("audit", "--first", "1")["entries"][0]["means"] == "HUB_OPERATOR_TOKEN"


def test_whoever_signed_in_is_out_once_the_token_is_revoked(hub: Hub):
    id_, token = made(hub, "--right", "judge")
    with hub.served("--no-load", "--workers", "2") as client:
        client.post("/review/sign-in", data={"token": token})
        headers = {"accept": "text/html"}
        # of both workers, one of which has not seen the sign-in
        shown = [client.get("/review", headers=headers | {"connection": "close"}).text for _ in range(8)]
        assert all("Forms" in page for page in shown)
        hub.run("token", "revoke", id_)
        assert "Forms" not in client.get("/review", headers=headers).text


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET who = 'x'", "DELETE FROM audit_entry"])
def test_no_statement_that_the_hub_could_run_edits_the_log(hub: Hub, statement: str):
    with pytest.raises((sqlite3.IntegrityError, asyncpg.PostgresError), match="stay as they are"):
        change(hub.url, statement)


async def test_a_rehearsal_and_a_load_that_brings_nothing_new_leave_no_entry(store, seeds):
    expected = {"product": {"min": 2}}
    folder = seeds.write("north", {"product": [NORTH, NORTH | {"key": "second", "name": "Second"}]}, expected=expected)
    await load(store, folder)
    await check(store, folder)
    await load(store, folder)
    seeds.write("north", {"product": [NORTH]}, expected=expected)
    await load(store, folder)
    assert [entry.outcome for entry in await audit_entries(store)] == ["rejected", "accepted"]


def change(url: str, statement: str) -> None:
    """Run a statement as a program that is not the hub would."""
    if not url.startswith("sqlite"):
        asyncio.run(fetched(url, statement))
        return
    with sqlite3.connect(Path(url.removeprefix("sqlite+aiosqlite:///"))) as connection:
        connection.execute(statement)


async def fetched(url: str, statement: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        return list(await connection.fetch(statement))
    finally:
        await connection.close()
