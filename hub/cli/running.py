"""Running a command: one place that turns what goes wrong into a sentence, a hint and an exit code."""

import gc
import getpass
import os
import select
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import typer
from typer.exceptions import TyperException

from hub.cli.application import APP
from hub.cli.exit_codes import ExitCode
from hub.cli.interruptions import terminable
from hub.cli.output import complain, discard_output, escape_what_cannot_be_written, reader_may_leave, write_json
from hub.errors import ErrorCode, HubError
from hub.operators.actors import COMMAND_LINE, Actor, acting

DEBUG = "HUB_DEBUG"
COLLECT_EVERY = 20_000
"""Objects between searches for cycles.

Importing the hub and loading make a great many objects and hardly a cycle: searching at every 700 takes a sixth of the
time of the former and a tenth of that of the latter.
"""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, for people and programs."""

    exit: ExitCode
    code: str
    message: str
    hint: str


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments; its exit code.

    Every error is printed in words; HUB_DEBUG=1 shows tracebacks of the hub's own mistakes.
    """
    code: int = ExitCode.FINE
    gc.set_threshold(COLLECT_EVERY)
    escape_what_cannot_be_written()
    try:
        with terminable():
            _invoke(arguments)
    except typer.Exit as ended:
        code = int(ended.exit_code)
    except KeyboardInterrupt:
        complain("Stopped.")
        return ExitCode.STOPPED
    except Exception as error:  # noqa: BLE001 - whatever it is, it is reported in words
        if not (isinstance(error, BrokenPipeError) and _is_reader_gone()):
            return _report(_failure(error), as_json="--json" in arguments)
        discard_output()
    with reader_may_leave():
        sys.stdout.flush()
    return code


def _invoke(arguments: Sequence[str]) -> None:
    """Run without typer's own `main`, which would answer errors, a broken pipe among them, in its own way."""
    command = typer.main.get_command(APP)
    with command.make_context("hub", list(arguments)) as context, acting(_caller(command, arguments)):
        command.invoke(context)


def _caller(command: Any, arguments: Sequence[str]) -> Actor:
    """Who the audit log says has changed something: without HUB_BY whoever is logged in."""
    try:
        who = os.environ.get("HUB_BY") or getpass.getuser()
    except (KeyError, OSError):  # as in containers, whose user has no name
        who = f"user {os.getuid()}"
    return Actor(who, COMMAND_LINE, _action(command, arguments))


def _action(command: Any, arguments: Sequence[str]) -> str:
    """The words that call a command, and nothing of its arguments: they may name people."""
    word = next(iter(arguments), "")
    inner = getattr(command, "commands", {}).get(word)
    return f"{word} {_action(inner, arguments[1:])}".rstrip() if inner else ""


def exit_code(code: ErrorCode) -> ExitCode:
    """The exit code for an error: 3 where the store is to blame, else 2."""
    is_of_store = code.value.startswith(("store", "statement"))
    return ExitCode.STORE if is_of_store else ExitCode.USAGE


def _failure(error: Exception) -> Failure:
    """What to say of an error. Raises it again if it is a mistake in the hub and somebody is looking for it."""
    if isinstance(error, HubError):
        return Failure(exit_code(error.code), error.code.value, error.message, error.hint)
    if isinstance(error, TyperException):
        message, context = error.format_message(), getattr(error, "ctx", None)
        sentence = message if message.endswith((".", "?", "!")) else f"{message}."
        hint = f"Try `{context.command_path if context else 'hub'} --help`."
        return Failure(ExitCode.USAGE, ErrorCode.USAGE.value, sentence, hint)
    if os.environ.get(DEBUG):
        raise error
    message = f"There is a bug in the hub: {type(error).__name__}: {error}"
    return Failure(ExitCode.BUG, "internal", message, f"Run it again with {DEBUG}=1 and report what it prints.")


def _report(failure: Failure, *, as_json: bool) -> int:
    if as_json:
        from hub.cli.error_documents import ErrorDocument, ErrorStated

        write_json(ErrorDocument(ErrorStated(failure.code, failure.message, failure.hint)))
    complain(("hub: ", "bold red"), failure.message)
    complain("  → ", failure.hint)
    return failure.exit


def _is_reader_gone() -> bool:
    """Whether nobody reads our output any more.

    Connections to databases and processes break with the same error, and that is no success.
    """
    poll = select.poll()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        poll.register(stream.fileno(), 0)
    return bool(poll.poll(0))
