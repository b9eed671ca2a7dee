import json
import os
import pickle
import pty
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import uvicorn

from hub.app import server_options
from hub.config import Settings
from hub.load import read_judgements

ROOT = Path(__file__).parents[3]
PATIENCE = 300


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answered(url):
    """The status of the first answer, once there is one."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
                return answer.status
        except OSError:
            time.sleep(0.2)
    return None


def test_serving_loads_the_seeds_and_answers_until_ctrl_c(place, two_networks):
    port = free_port()
    command = subprocess.Popen(
        [sys.executable, "-m", "hub", "serve", "--port", str(port)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    try:
        assert answered(f"http://127.0.0.1:{port}/health") == 200
    finally:
        command.send_signal(signal.SIGINT)
        result = command.communicate()[1]
    assert "alpha: accepted, 3 records" in result
    assert command.returncode == 0
    assert "Traceback" not in result


def test_a_port_that_is_taken_is_reported_before_anything_is_loaded(hub, two_networks, place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = hub("serve", "--port", taken.getsockname()[1])
    assert result.code == 2
    assert "--port" in result.err
    assert not (place / "hub.db").exists()


def test_serving_on_port_0_prints_the_free_port_that_it_took(hub, place, two_networks):
    hub("load", two_networks)
    command = subprocess.Popen(
        [sys.executable, "-m", "hub", "serve", "--port", "0", "--no-load", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        lines = iter(command.stdout.readline, "")
        text = ""
        while not text.endswith("}\n"):
            text += next(lines)
        document = json.loads(text)
        assert document["port"] > 0
        assert answered(document["graphql"].replace("/graphql", "/health")) == 200
    finally:
        command.send_signal(signal.SIGINT)
        assert command.communicate()[0] == ""


def revisions(port, many=24):
    """The revision that each of many new connections is told."""
    question = json.dumps({"query": "{ revision }"}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/graphql", question, {"content-type": "application/json"})
    return {json.load(urllib.request.urlopen(request))["data"]["revision"] for _ in range(many)}  # noqa: S310


def test_workers_share_a_file_and_what_they_keep_follows_its_revision(hub, place, two_networks):
    directories = [manifest.parent for manifest in sorted(two_networks.glob("*/network.yaml"))]
    hub("load", directories[0])
    port = free_port()
    command = subprocess.Popen(
        [sys.executable, "-m", "hub", "serve", "--no-load", "--workers", "2", "--port", str(port)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert answered(f"http://127.0.0.1:{port}/health") == 200
        assert revisions(port) == {1}
        hub("load", directories[1])
        assert revisions(port) == {2}
    finally:
        command.send_signal(signal.SIGINT)
        result = command.communicate()[1]
    assert result.count("Started server process") == 2
    assert "HTTP/1.1" not in result  # there is no access log
    assert command.returncode == 0
    assert "Traceback" not in result


def reviewing():
    """A review on a terminal, and the end of the terminal at which somebody types."""
    ours, theirs = pty.openpty()
    command = subprocess.Popen(
        [sys.executable, "-m", "hub", "review"],
        cwd=ROOT,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(theirs)
    return command, ours


def typed_until_done(command, terminal):
    """Press s until the session is over: what is typed before it asks is not listened to."""
    while True:
        try:
            return command.communicate(timeout=0.5)
        except subprocess.TimeoutExpired:
            os.write(terminal, b"s")


def test_reviewing_on_a_terminal_takes_one_key_without_enter(hub, two_networks):
    hub("load", two_networks)
    command, terminal = reviewing()
    out, err = typed_until_done(command, terminal)
    os.close(terminal)
    assert (command.returncode, err) == (0, "")
    assert "1 judgement saved" in out
    assert [one.verdict for one in read_judgements(two_networks / "judgements.jsonl")[0]] == ["same"]


def test_ctrl_c_ends_a_review_and_keeps_what_was_judged(hub, two_networks):
    hub("load", two_networks)
    command, terminal = reviewing()
    while "q quit" not in (line := command.stdout.readline()):
        assert line
    command.send_signal(signal.SIGINT)
    out, err = command.communicate(timeout=PATIENCE)
    os.close(terminal)
    assert "0 judgements saved" in out
    assert command.returncode == 130
    assert "Traceback" not in err


def test_a_worker_tells_that_it_lives_before_it_imports_the_hub():
    """On a busy machine the import takes longer than a worker is waited for, and it was killed and
    started again without end.
    """
    config = pickle.dumps(uvicorn.Config("hub.app:create_app_of_environment", **server_options(Settings())))
    read = "import pickle, sys; pickle.load(sys.stdin.buffer); print(sorted({'hub', 'schema'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", read], input=config, capture_output=True, check=True).stdout == b"[]\n"
