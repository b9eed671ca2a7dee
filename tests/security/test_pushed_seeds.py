"""PUT /networks/<slug>/seed: who may push, what is answered, what is kept and what the next start makes of it.

By processes, on both databases.
"""

import asyncio
import io
import json
import socket
import tarfile
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import Seeds
from tests.hub.ring.conftest import RingHub, manifest_of
from tests.security.conftest import Hub, asked, code_of

NAMES = "{ products(first: 9) { nodes { name } } }"
PATH = "/networks/north/seed"


def packed(hub: Hub, *rows: dict[str, str], network: str = "north", **manifest: Any) -> bytes:
    """The seeds of a network with other rows, as a tar.gz."""
    folder = hub.folder / "seeds" / "north"
    stated = json.loads((folder / "network.yaml").read_text()) | {"network": network} | manifest
    files = {"network.yaml": json.dumps(stated), "product.jsonl": "".join(json.dumps(row) + "\n" for row in rows)}
    return archived({name: text.encode() for name, text in files.items()})


def archived(files: dict[str, bytes]) -> bytes:
    """Files as a tar.gz."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return written.getvalue()


def put(client: httpx.Client, content: Any, token: str | None, path: str = PATH) -> httpx.Response:
    return client.put(path, content=content, headers={"authorization": f"Bearer {token}"} if token else {})


def names(client: httpx.Client) -> list[str]:
    return sorted(node["name"] for node in asked(client, NAMES)["data"]["products"]["nodes"])


@pytest.mark.parametrize("hub", ["sqlite"], indirect=True)
def test_whoever_may_read_what_operators_see_gets_the_files_of_sources_whole_and_nothing_else(hub: Hub):
    folder = hub.folder / "seeds" / "north"
    row = {"key": "forms", "name": "Forms", "contacts": [{"name": "Mario Rossi"}]}
    (folder / "product.jsonl").write_text(json.dumps(row) + "\n")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("url = https://secret@example.org")
    manifest = json.loads((folder / "network.yaml").read_text())
    manifest["sources"].append({"name": "all", "path": "**/*", "format": "table", "kind": "product", "key": "key"})
    (folder / "network.yaml").write_text(json.dumps(manifest))
    reader, other, judge = (
        hub.run("token", "new", name, "--right", right, "--network", network)["token"]
        for name, right, network in (("A", "read", "north"), ("B", "read", "south"), ("C", "judge", "north"))
    )

    def status(path: str, token: str | None) -> int:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return client.get(f"/networks/north/seed/{path}", headers=headers).status_code

    with hub.served() as client:
        shown = client.get("/networks/north/seed/product.jsonl", headers={"authorization": f"Bearer {reader}"})
        assert shown.json() == row
        assert (shown.headers["cache-control"], shown.headers["content-disposition"]) == ("no-store", "attachment")
        assert [status("product.jsonl", token) for token in (None, "wrong", other, judge)] == [401, 401, 403, 403]
        paths = [".git/config", "nothing", "%2e%2e/south/product.jsonl", "a%00", "%2fetc%2fpasswd", ""]
        assert [status(path, reader) for path in paths] == [404] * len(paths)
        assert "Mario" not in client.get("/products/forms.jsonl").text


def test_pushed_seeds_are_checked_loaded_kept_and_used_at_the_next_start(hub: Hub):
    made = hub.run("token", "new", "North", "--right", "load", "--network", "north")
    seeds = packed(hub, {"key": "forms", "name": "New forms"}, {"key": "maps", "name": "Maps"})
    pushed = hub.folder / "pushed"
    settings = {"HUB_PUSHED_SEEDS": str(pushed)}
    with hub.served(**settings) as client:
        checked = put(client, seeds, made["token"], f"{PATH}?check")
        assert (checked.status_code, checked.json()["written"]) == (200, False)
        assert (names(client), list(pushed.glob("[a-z]*"))) == (["Forms", "Forms"], [])
        digest = {"authorization": f"Bearer {made['token']}", "content-digest": "sha-256=:" + "A" * 43 + "=:"}
        damaged = client.put(PATH, content=seeds, headers=digest)
        assert (damaged.status_code, "content-digest" in damaged.json()["errors"][0]["message"]) == (400, True)
        digest["content-digest"] = f"sha-256=:{b64encode(sha256(seeds).digest()).decode()}:"
        assert client.put(f"{PATH}?check", content=seeds, headers=digest).status_code == 200
        # in pieces, so that no content-length tells how large it is
        loaded = put(client, iter([seeds[:50], seeds[50:]]), made["token"])
        assert loaded.status_code == 200, loaded.text
        [report] = loaded.json()["loads"]
        assert (report["network"], report["status"], report["rows"]) == ("north", "accepted", 2)
        assert names(client) == ["Forms", "Maps", "New forms"]
        too_few = packed(hub, {"key": "maps", "name": "Maps"}, expected={"product": {"min": 9}})
        refused = put(client, too_few, made["token"])
        assert (refused.status_code, refused.json()["loads"][0]["status"]) == (422, "rejected")
        assert len((pushed / "north" / "product.jsonl").read_text().splitlines()) == 2
    [entry, rejected] = [one for one in hub.run("audit")["entries"] if one["action"] == "push"][::-1]
    assert (entry["who"], entry["means"], entry["subject"]) == ("North", made["id"], "north")
    assert rejected["outcome"] == "rejected"
    assert {path.name for path in pushed.iterdir()} == {".pushed", "north"}
    reports = hub.run("load", **settings)["loads"]
    assert [(one["network"], one["rows"], one["errors"]) for one in reports] == [("north", 2, 0), ("south", 1, 0)]


def test_a_push_that_is_not_allowed_or_not_right_changes_nothing(hub: Hub):
    token = hub.run("token", "new", "North", "--right", "load", "--network", "north")["token"]
    judging = hub.run("token", "new", "Judge", "--right", "judge")["token"]
    seeds = packed(hub, {"key": "forms", "name": "New forms"})
    with hub.served(HUB_MAX_SEEDS="5000", HUB_PUSHED_SEEDS=str(hub.folder / "pushed")) as client:
        found = {
            "no token": put(client, seeds, None),
            "no right": put(client, seeds, judging),
            "another network": put(client, packed(hub, network="south"), token, "/networks/south/seed"),
            "another manifest": put(client, packed(hub, network="south"), token),
            "too large": put(client, b"x" * 6000, token),
            "too large in pieces": put(client, iter([b"x" * 3000, b"x" * 3000]), token),
            "no archive": put(client, b"x" * 100, token),
            "unknown parameter": put(client, seeds, token, f"{PATH}?chek"),
            "traversal": put(client, seeds, token, "/networks/..%2Fnorth/seed"),
            "another method": client.post(PATH, content=seeds),
        }
        told = {name: (one.status_code, code_of(one.json())) for name, one in found.items() if name != "another method"}
        assert told == {
            "no token": (401, "UNAUTHENTICATED"),
            "no right": (403, "FORBIDDEN"),
            "another network": (403, "FORBIDDEN"),
            "another manifest": (400, "BAD_USER_INPUT"),
            "too large": (413, "TOO_LARGE"),
            "too large in pieces": (413, "TOO_LARGE"),
            "no archive": (400, "BAD_USER_INPUT"),
            "unknown parameter": (400, "BAD_USER_INPUT"),
            "traversal": told["traversal"],
        }
        assert told["traversal"][0] in (403, 404)
        assert found["another method"].status_code in (404, 405)
        _leave_while_sending(client, token)
        assert names(client) == ["Forms", "Forms"]
    assert [path.name for path in _left(hub.folder / "pushed")] == [".pushed"]
    assert "Traceback" not in hub.log


def _leave_while_sending(client: httpx.Client, token: str) -> None:
    head = f"PUT {PATH} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {token}\r\ncontent-length: 4000\r\n\r\n"
    with socket.create_connection((client.base_url.host, client.base_url.port or 80)) as connection:
        connection.sendall(head.encode() + b"x" * 1000)


def _left(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.mark.parametrize("hub", ["sqlite"], indirect=True)
def test_who_may_load_one_network_judges_nothing_by_a_file_beside_its_seeds(hub: Hub):
    token = hub.run("token", "new", "North", "--right", "load", "--network", "north")["token"]
    seeds = Seeds(hub.folder / "pushed-from")
    same = {"left": "south/product/forms", "right": "north/product/forms", "verdict": "same", "by": "n", "why": "w"}
    judgement = json.dumps(same | {"at": "2026-05-31T07:30:00Z", "evidence": []})
    folder = seeds.write("north", {"product": [{"key": "forms", "name": "Forms"}]})
    within = {path.name: path.read_bytes() for path in folder.iterdir()}
    beside = {f"north/{name}": content for name, content in within.items()} | {"judgements.jsonl": judgement.encode()}
    inside = within | {"judgements.jsonl": judgement.encode()}
    with hub.served(HUB_PUSHED_SEEDS=str(hub.folder / "pushed")) as client:
        for way in ("?check", ""):
            refused = put(client, archived(beside), token, PATH + way)
            assert (refused.status_code, code_of(refused.json())) == (400, "BAD_USER_INPUT"), refused.text
            assert "judgements.jsonl" in refused.json()["errors"][0]["message"]
        assert put(client, archived(inside), token).status_code == 200
        assert names(client) == ["Forms", "Forms"]
    assert hub.run("judgements", "list")["judgements"] == []


@pytest.mark.parametrize("hub", ["sqlite"], indirect=True)
def test_who_may_load_one_network_loads_no_others_by_what_another_hub_says(hub: Hub):
    token = hub.run("token", "new", "Mirror", "--right", "load", "--network", "mirror")["token"]
    offering = RingHub("other", hub.folder)
    offering.own.write("west", {"product": [{"key": "maps", "name": "Maps"}]})
    asyncio.run(offering.load())
    manifest = json.dumps(manifest_of("other") | {"network": "mirror"}).encode()
    offers = {"network.yaml": manifest, "exchange.jsonl": asyncio.run(offering.said())}
    with hub.served(HUB_PUSHED_SEEDS=str(hub.folder / "pushed")) as client:
        for files in (offers, {"network.yaml": manifest, "exchange.jsonl": b""}):
            for way in ("?check", ""):
                refused = put(client, archived(files), token, f"/networks/mirror/seed{way}")
                assert (refused.status_code, code_of(refused.json())) == (400, "BAD_USER_INPUT"), refused.text
        assert [network["network"] for network in hub.run("networks")["networks"]] == ["north", "south"]
    assert not (hub.folder / "pushed" / "mirror").exists()
