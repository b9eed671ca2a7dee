"""`hub harvest`: what it prints, writes and exits with."""

import asyncio
import json
import os
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from hub.harvest.leases import Lease
from hub.store import Database

MANIFEST = """network: town
title: Town
publisher: {{name: Town}}
licence: CC0-1.0
attribution: Town
sources:
  - {{name: bodies, fetch: {{url: "{0}/bodies.json"}}, every: 1 hour, path: fetched/bodies/bodies.json, format: table, kind: organisation}}
  - {{name: gone, fetch: {{url: "{0}/gone.json"}}, path: fetched/gone/gone.json, format: table, kind: organisation}}
  - {{name: later, fetch: {{git: "https://town.example/x", enabled: false}}, path: fetched/later/*, format: table, kind: organisation}}
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that a server of this machine publishes, and a seed directory that fetches from there."""
    folder = place / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    (place / "seeds" / "town").mkdir(parents=True)
    manifest = place / "seeds" / "town" / "network.yaml"
    manifest.write_text(MANIFEST.format(f"http://127.0.0.1:{server.server_port}"))
    monkeypatch.setenv("HUB_HARVEST_PRIVATE", "127.0.0.1")
    yield folder
    server.shutdown()
    server.server_close()
    thread.join()


def _is_published_later(path: Path) -> None:
    """Have a file be of another second than before, as this server knows no shorter time (Last-Modified)."""
    later = path.stat().st_mtime + 10
    os.utime(path, (later, later))


def test_a_harvest_is_rehearsed_done_and_not_repeated_before_it_is_due(hub, site, place):
    (site / "bodies.json").write_text(json.dumps([{"key": "here", "name": "Here Kommune"}]))
    rehearsed = hub("harvest", "--check", "--json")
    assert (rehearsed.code, rehearsed.document["written"], rehearsed.document["loads"][0]["status"]) == (
        1,
        False,
        "accepted",
    )
    assert not (place / "seeds" / "town" / "fetched").exists()
    done = hub("harvest", "--json")
    assert done.code == 1, "a source of two is gone"
    assert [(one["source"], one["outcome"], one["added"]) for one in done.document["harvests"]] == [
        ("bodies", "changed", 1),
        ("gone", "failed", 0),
    ]
    assert done.document["off"] == ["town/later"]
    assert "HUB_CONTACT" in hub("harvest").err
    assert hub("harvest", "--due").out.startswith("Nothing was fetched: no source is due")
    shown = hub("harvest").out
    assert "town/gone: the server answers 404 (failing since 20" in shown
    assert "Switched off in network.yaml: 1 source: town/later" in shown


def test_a_load_that_is_rejected_exits_with_4_and_leaves_the_files_to_be_looked_at(hub, site, place):
    (site / "gone.json").write_text(json.dumps([{"key": "there", "name": "There Kommune"}]))
    (site / "bodies.json").write_text(json.dumps([{"key": f"b{n}", "name": f"Body {n}"} for n in range(20)]))
    assert hub("harvest").code == 0
    (site / "bodies.json").write_text(json.dumps([{"key": "b1", "name": "Body 1"}]))
    _is_published_later(site / "bodies.json")
    rejected = hub("harvest", "--json")
    assert (rejected.code, rejected.document["harvests"][0]["load"]) == (4, "rejected")
    assert len(json.loads((place / "seeds/town/fetched/bodies/bodies.json").read_text())) == 1
    assert hub("harvest", "--json").code == 4, "until somebody looks"


def test_one_harvest_at_a_time(hub, site, place):
    assert hub("load").code == 0

    async def another_begins() -> bool:
        async with Database(f"sqlite:///{place / 'hub.db'}") as database:
            return await Lease(database, "harvest").take()

    assert asyncio.run(another_begins())
    refused = hub("harvest", "--json")
    assert (refused.code, refused.document["error"]["code"]) == (3, "store-busy")


def test_a_manifest_that_cannot_be_read_is_reported_though_nothing_is_due(hub, site, place):
    (site / "bodies.json").write_text(json.dumps([{"key": "here", "name": "Here Kommune"}]))
    manifest = place / "seeds" / "town" / "network.yaml"
    whole = manifest.read_text()
    for wrong, hint in (("evry: 1 hour", "did you mean `every`?"), ("every: hourly", "as `6 hours`")):
        manifest.write_text(whole.replace("every: 1 hour", wrong))
        for arguments in ((), ("--due",), ("--check",)):
            refused = hub("harvest", *arguments)
            assert refused.code == 4
            assert "network.yaml:7" in refused.out
            assert hint in refused.out
            assert "Nothing was fetched" not in refused.out
    assert hub("harvest", "--json").document["loads"][0]["status"] == "rejected"


def test_a_source_whose_server_wants_to_be_left_alone_is_named_with_until_when(hub, site, place):
    (site / "bodies.json").write_text(json.dumps([{"key": "here", "name": "Here Kommune"}]))
    (site / "gone.json").write_text(json.dumps([{"key": "there", "name": "There Kommune"}]))
    assert hub("harvest").code == 0
    state = place / "seeds/town/fetched/.harvest.json"
    known = json.loads(state.read_text())
    for source in known["sources"].values():
        source["not_before"] = "2999-01-01T00:00:00Z"
    state.write_text(json.dumps(known))
    for arguments in ((), ("--due",)):
        waiting = hub("harvest", *arguments)
        assert waiting.code == 1
        assert "town/bodies: its server asks for a pause until 2999-01-01T00:00:00Z" in waiting.out
        assert "Nothing was fetched" not in waiting.out
    assert hub("harvest", "--json").document["waiting"] == dict.fromkeys(
        ("town/bodies", "town/gone"), "2999-01-01T00:00:00Z"
    )
