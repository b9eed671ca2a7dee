"""`hub check --watch`."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
GOOD, FAULTY = '{"key": "kbh", "name": "København"}\n', '{"key": "kbh"}\n'


def test_in_a_pipe_each_report_that_differs_is_written_until_ctrl_c_which_gives_the_code_of_the_last(place, seeds):
    folder = seeds.write("alpha", {"organisation": [{"key": "kbh", "name": "København"}]})
    command = [sys.executable, "-m", "hub", "check", str(folder), "--watch"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        assert not any("name-missing" in line for line in until(watching.stdout, "Nothing was written."))
        (folder / "organisation.jsonl").write_text(GOOD)  # the same, so that nothing is written
        (folder / "organisation.jsonl").write_text(FAULTY)
        assert any("name-missing" in line for line in until(watching.stdout, "Nothing was written."))
        watching.send_signal(signal.SIGINT)
        rest, complaints = watching.communicate()
    assert (watching.returncode, rest, complaints) == (1, "", "Stopped watching.\n")


def until(stream, last):
    lines = []
    for line in stream:
        lines.append(line)
        if line.strip() == last:
            return lines
    raise AssertionError(f"It ended without {last!r}: {lines}")


def test_a_terminal_shows_one_screen_that_is_cleared_before_each_check(place, seeds):
    rows = [{"key": str(number), "name": f"Body {number}", "countries": [f"Atlantis {number}"]} for number in range(90)]
    folder = seeds.write("alpha", {"organisation": rows, "product": [{"key": "1"}, {"name": "no key"}]})
    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": "100", "LINES": "24"}
    command = [sys.executable, "-m", "hub", "check", str(folder), "--watch"]
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=subprocess.DEVNULL, env=environment) as watching:
        os.close(theirs)
        first = screen(ours)
        (folder / "product.jsonl").write_text('{"key": "1", "name": "Desk"}\n')
        second = screen(ours)
        watching.send_signal(signal.SIGINT)
    os.close(ours)
    for shown in (first, second):
        assert shown.startswith(b"\x1b[2J")
        assert b"There is more" in shown
        assert shown.count(b"\n") <= 24
    assert (b"name-missing" in first, b"name-missing" in second) == (True, False)


def screen(terminal):
    seen = b""
    while b"press Ctrl-C to stop." not in seen or not seen.endswith(b"\n"):
        seen += os.read(terminal, 4096)
    return seen


def test_one_document_cannot_be_asked_of_what_goes_on(hub, two_networks):
    assert hub("check", two_networks, "--watch", "--json").code == 2
