"""Whatever is where the store should be, every command says in two sentences what it is and what to do."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import PATIENCE, environment, is_told, mounted

COMMANDS = [
    ("networks",),
    ("serve", "--no-load", "--port", "0"),
    ("load",),
    ("check",),
    ("doctor",),
    ("export", "--to", "exports"),
    ("explain", "alpha/product/1", "alpha/product/2"),
    ("judgements", "list"),
    ("undo", "--yes"),
    ("at", "1", "--to", "old.db"),
    ("snapshot", "--to", "snapshots"),
]
MOST = COMMANDS[:4]


def damaged(store: Path) -> None:
    content = bytearray(store.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 64] = b"\xff" * 64
    store.write_bytes(content)


def of_another(store: Path) -> None:
    store.unlink()
    with sqlite3.connect(store) as connection:
        connection.execute("CREATE TABLE invoice (id)")
    connection.close()


def of_version(version: str):
    def change(store: Path) -> None:
        with sqlite3.connect(store) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
        connection.close()

    return change


def a_folder(store: Path) -> None:
    store.unlink()
    store.mkdir()


FAULTS = {
    "no database": (
        lambda store: store.write_bytes(b"Dear reader, this is a letter.\n" * 100),
        "not an SQLite database",
    ),
    "damaged": (damaged, "damaged"),
    "cut off": (lambda store: os.truncate(store, store.stat().st_size // 3), "damaged"),
    "cut off early": (lambda store: os.truncate(store, 60), "damaged"),
    "of another program": (of_another, "already holds other tables, such as invoice"),
    "of a newer hub": (of_version("9999"), "made by a newer version"),
    "a folder": (a_folder, "cannot be opened"),
}


@pytest.mark.parametrize("command", MOST, ids=lambda command: command[0])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_store_that_cannot_be_used_is_told_in_two_sentences(hub, store, fault, command):
    change, words = FAULTS[fault]
    change(store)
    result = hub(*command)
    assert (result.code, is_told(result.err)) == (3, True), result.err
    assert words in result.err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_says_that_a_database_is_another_programs(hub, store, command):
    of_another(store)
    before = store.read_bytes()
    result = hub(*command)
    assert (result.code, is_told(result.err)) == (3, True), result.err
    assert store.read_bytes() == before


def test_a_store_of_an_older_hub_is_brought_up_to_date_by_loading_alone(hub, store):
    of_version("0001")(store)
    result = hub("networks")
    assert (result.code, is_told(result.err)) == (3, True)
    assert "`hub load`" in result.err


def test_no_directory_is_made_for_a_database(hub, store, place, monkeypatch):
    monkeypatch.setenv("HUB_DATABASE_URL", f"sqlite:///{place / 'nowhere' / 'hub.db'}")
    result = hub("load")
    assert (result.code, is_told(result.err)) == (3, True)
    assert "There is no directory" in result.err
    assert not (place / "nowhere").exists()


def test_a_server_of_its_own_process_says_it_as_well(run_hub, store):
    damaged(store)
    for workers in ((), ("--workers", "2")):
        result = run_hub("serve", "--no-load", "--port", "0", *workers)
        assert (result.returncode, is_told(result.stderr)) == (3, True), result.stderr


READ_ONLY = f"""
mkdir disk && mount -t tmpfs none disk && cp hub.db disk/ && mount -o remount,ro disk
export HUB_DATABASE_URL=sqlite:///$PWD/disk/hub.db
{sys.executable} -m hub networks
{sys.executable} -m hub load && exit 9 || echo "exit code $?"
{sys.executable} -m hub serve --no-load --port 0 --json >served 2>log & server=$!
{sys.executable} - <<'END'
import json, time, urllib.request
for _ in range(600):
    try:
        port = json.load(open("served"))["port"]
        health = urllib.request.urlopen(f"http://127.0.0.1:{{port}}/health")
        break
    except (OSError, ValueError):
        time.sleep(0.1)
print(health.read().decode())
END
kill $server; wait $server
"""


def test_a_store_on_a_read_only_disk_is_read_and_health_says_so(store, place):
    with mounted(READ_ONLY) as script:
        result = subprocess.run(
            script, cwd=place, env=environment(place), capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    assert result.returncode == 0, result.stderr
    assert "alpha" in result.stdout
    assert "exit code 3" in result.stdout
    assert '{"status":"ok","revision":1,"readOnly":true}' in result.stdout
    assert "Traceback" not in result.stderr + (place / "log").read_text()
