"""Snapshots over HTTP: listed, the latest led to, each file for ever the same at its address."""

from base64 import b64encode
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
import rdflib

from hub.app import create_app, create_editions
from hub.config import Settings
from hub.load import load_all
from hub.snapshots import SnapshotFolder, SnapshotTaken, take_snapshot
from hub.store import Database

ROWS = {"organisation": [{"key": "a", "name": "Aarhus Kommune"}], "product": [{"key": "mo", "name": "OS2mo"}]}
BROWSER = {"accept": "text/html"}


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=sqlite_url, snapshots=tmp_path / "snapshots", base_uri="https://hub.example")


@pytest.fixture
async def client(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://hub") as client:
        yield client


async def take(store: Database, settings: Settings, keep: int = 0) -> SnapshotTaken:
    return await take_snapshot(
        create_editions(store, settings), SnapshotFolder(settings.snapshots), settings.address, keep
    )


@pytest.fixture
async def taken(sqlite_store: Database, seeds: Any, settings: Settings) -> SnapshotTaken:
    await load_all(sqlite_store, [seeds.write("alpha", ROWS)])
    return await take(sqlite_store, settings)


async def test_without_snapshots_the_list_is_empty_and_there_is_no_latest(client, sqlite_store):
    assert (await client.get("/snapshots/")).json() == {"snapshots": [], "retired": []}
    assert "There is no snapshot yet." in (await client.get("/snapshots/", headers=BROWSER)).text
    assert (await client.get("/snapshots/latest")).status_code == 404


async def test_the_list_names_each_and_latest_leads_to_the_last(client, taken, sqlite_store, seeds, settings):
    await load_all(sqlite_store, [seeds.write("alpha", {**ROWS, "product": []})])
    second = await take(sqlite_store, settings)
    names = [second.manifest.snapshot, taken.manifest.snapshot]
    listed = (await client.get("/snapshots/")).json()["snapshots"]
    assert [one["snapshot"] for one in listed] == names
    assert [one["address"] for one in listed] == [f"https://hub.example/snapshots/{name}/" for name in names]
    page = (await client.get("/snapshots/", headers=BROWSER)).text
    assert all(f'href="/snapshots/{name}/"' in page for name in names)
    for path in ("", "products.csv"):
        led = await client.get(f"/snapshots/latest/{path}".removesuffix("/" if not path else ""))
        assert led.status_code == 307
        assert led.headers["location"] == f"/snapshots/{names[0]}/{path}"
        assert led.headers["cache-control"] == "no-cache"


async def test_every_file_is_served_as_it_was_written_and_for_ever(client, taken):
    name = taken.manifest.snapshot
    for path in taken.path.iterdir():
        answer = await client.get(f"/snapshots/{name}/{path.name}")
        digest = sha256(path.read_bytes())
        assert answer.content == path.read_bytes()
        assert answer.headers["etag"] == f'"{digest.hexdigest()}"'
        assert answer.headers["repr-digest"] == f"sha-256=:{b64encode(digest.digest()).decode()}:"
        assert answer.headers["link"] == f'<https://hub.example/snapshots/{name}/>; rel="cite-as"'
        assert "immutable" in answer.headers["cache-control"]
        stated = taken.manifest.file(path.name)
        assert stated is None or answer.headers["content-type"].startswith(stated.media_type)


async def test_what_is_known_is_not_sent_and_what_broke_off_is_taken_up(client, taken):
    address = f"/snapshots/{taken.manifest.snapshot}/records.csv"
    whole = await client.get(address)
    tag = whole.headers["etag"]
    assert (await client.get(address, headers={"if-none-match": tag})).status_code == 304
    rest = await client.get(address, headers={"range": "bytes=10-", "if-range": tag})
    assert (rest.status_code, rest.content) == (206, whole.content[10:])
    assert rest.headers["content-range"] == f"bytes 10-{len(whole.content) - 1}/{len(whole.content)}"
    other = await client.get(address, headers={"range": "bytes=10-", "if-range": '"older"'})
    assert (other.status_code, other.content) == (200, whole.content)
    head = await client.head(address)
    assert (head.headers["content-length"], head.content) == (str(len(whole.content)), b"")


async def test_a_snapshot_is_its_manifest_for_programs_and_a_page_for_browsers(client, taken, parsed):
    address = f"/snapshots/{taken.manifest.snapshot}/"
    assert (await client.get(address)).content == (taken.path / "manifest.json").read_bytes()
    page = (await client.get(address, headers={**BROWSER, "accept-language": "da"})).text
    links = {element.attributes["href"] for element in parsed(page).all("a")}
    assert {f"{address}{path.name}" for path in taken.path.iterdir()} <= links
    assert taken.manifest.files[0].sha256 in page
    assert "Citér" in page


@pytest.mark.parametrize(
    "path", ["nothing.csv", "..%2Fmanifest.json", "../../store.db", "%2Fetc%2Fpasswd", ".unfinished"]
)
async def test_nothing_but_the_files_of_a_snapshot_is_served(client, taken, path):
    answer = await client.get(f"/snapshots/{taken.manifest.snapshot}/{path}")
    assert answer.status_code == 404
    assert (await client.get("/snapshots/1-2020-01-01/manifest.json")).status_code == 404
    assert (await client.get("/snapshots/retired/manifest.json")).status_code == 404


async def test_a_retired_snapshot_is_gone_and_listed_as_such(client, taken, sqlite_store, seeds, settings):
    await load_all(sqlite_store, [seeds.write("alpha", {**ROWS, "product": []})])
    await take(sqlite_store, settings, keep=1)
    name = taken.manifest.snapshot
    assert (await client.get(f"/snapshots/{name}/records.csv")).status_code == 410
    assert (await client.get(f"/snapshots/{name}/", headers=BROWSER)).status_code == 410
    assert [one["snapshot"] for one in (await client.get("/snapshots/")).json()["retired"]] == [name]
    assert name in (await client.get("/snapshots/", headers=BROWSER)).text


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("records.csv", lambda whole: whole[:-5]),
        ("records.csv", lambda whole: whole[:20] + bytes([whole[20] ^ 1]) + whole[21:]),
        ("records.csv", None),
        ("SHA256SUMS", None),
    ],
    ids=["cut short", "one bit", "gone", "sums gone"],
)
async def test_a_damaged_file_is_not_served_under_its_digest(client, taken, name, damage):
    path = taken.path / name
    path.write_bytes(damage(path.read_bytes())) if damage else path.unlink()
    answer = await client.get(f"/snapshots/{taken.manifest.snapshot}/{name}")
    assert answer.status_code == 503
    assert "immutable" not in answer.headers["cache-control"]
    assert "hub verify" in answer.json()["hint"]


async def test_every_page_leads_to_the_snapshots(client, sqlite_store):
    assert 'href="/snapshots/"' in (await client.get("/about", headers=BROWSER)).text
    assert "/snapshots/latest" in (await client.get("/llms.txt")).text


async def test_portals_find_each_file_by_the_catalogue_with_its_checksum(client, taken):
    graph = rdflib.Graph().parse(data=(await client.get("/catalog.ttl")).text, format="turtle")
    dcat, spdx = "http://www.w3.org/ns/dcat#", "http://spdx.org/rdf/terms#"
    snapshot = rdflib.URIRef(f"https://hub.example/snapshots/{taken.manifest.snapshot}/")
    files = list(graph.objects(snapshot, rdflib.URIRef(f"{dcat}distribution")))
    assert {f"{snapshot}{name}" for name in ("products.csv", "products.jsonl", "edges.parquet")} < set(map(str, files))
    for file in files:
        content = (await client.get(str(file).removeprefix("https://hub.example"))).content
        checksum = graph.value(file, rdflib.URIRef(f"{spdx}checksum"))
        stated = graph.value(checksum, rdflib.URIRef(f"{spdx}checksumValue"))
        assert str(stated).lower() == sha256(content).hexdigest()
