"""`hub check --watch`: seeds are checked again whenever one of their files changes."""

import io
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from hub.cli.exit_codes import ExitCode
from hub.cli.output import complain, say
from hub.cli.reports import exit_code_of, print_reports, print_summary
from hub.errors import HubError

if TYPE_CHECKING:
    from watchfiles import Change

    from hub.load import LoadReport

CheckSeeds = Callable[[], "list[LoadReport]"]
_STORES = (".db", ".db-wal", ".db-shm", ".db-journal")
"""Ends of files that a check itself touches, where the store lies beside the seeds."""
_PAUSE = 250
"""Milliseconds for which is waited at a time, and so at most between Ctrl-C and the end."""


def watch_seeds(roots: Sequence[Path], check: CheckSeeds) -> int:
    """Check directories now and after each change of their files, until Ctrl-C; the exit code of the last check.

    A terminal shows one screen, cleared before each check. Elsewhere a report is written where it differs from the one
    before.
    """
    from watchfiles import watch

    show = _Screen(roots) if sys.stdout.isatty() else _Log(roots)
    code, is_first = ExitCode.FINE, True
    try:
        for changes in watch(*roots, watch_filter=_is_of_seeds, yield_on_timeout=True, rust_timeout=_PAUSE):
            if changes or is_first:
                reports = _reports(check)
                code, is_first = ExitCode.STORE if reports is None else exit_code_of(reports), False
                if reports is not None:
                    show(reports)
    except KeyboardInterrupt:
        complain("Stopped watching.")
    return code


def _is_of_seeds(_: "Change", path: str) -> bool:
    return not path.endswith(_STORES) and "/.git/" not in path


def _reports(check: CheckSeeds) -> "list[LoadReport] | None":
    """What comes of a check; None where it cannot be made now, as beside a load: it may be after the next change."""
    try:
        return check()
    except HubError as error:
        complain(("hub: ", "bold red"), error.message)
        complain("  → ", error.hint)
        return None


class _Screen:
    """Shows what fits on a terminal."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = roots

    def __call__(self, reports: "Sequence[LoadReport]") -> None:
        size, shown = shutil.get_terminal_size(), _Terminal()
        with redirect_stdout(shown):
            print_summary(reports, self._roots)
        rows, lines = size.lines - 3, list[str]()
        for line in shown.getvalue().splitlines():
            rows -= 1 + (Text.from_ansi(line).cell_len - 1) // size.columns if line else 1
            if rows < 0:
                break
            lines.append(line)
        sys.stdout.write("\x1b[2J\x1b[H" + "".join(f"{line}\n" for line in lines))
        more = " There is more: `hub check` shows all." if rows < 0 else ""
        say((f"Waiting for changes; press Ctrl-C to stop.{more}", "dim"))


class _Terminal(io.StringIO):
    """Text that is meant for a terminal."""

    def isatty(self) -> bool:
        return True


class _Log:
    """Writes whole reports, one after the other."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = roots
        self._last = ""

    def __call__(self, reports: "Sequence[LoadReport]") -> None:
        for report in reports:
            report.seconds = 0.0  # which alone is no news
        shown = io.StringIO()
        with redirect_stdout(shown):
            print_reports("check", reports, self._roots, as_json=False, show_all=False)
        if shown.getvalue() != self._last:
            self._last = shown.getvalue()
            sys.stdout.write(self._last)
            sys.stdout.flush()
