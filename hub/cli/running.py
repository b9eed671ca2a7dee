"""Running a command: one place that turns what goes wrong into a sentence, a hint and an exit code."""

import os
import sys
from collections.abc import Sequence
from enum import IntEnum

import typer
from typer.exceptions import TyperException

from hub.cli.application import APP
from hub.cli.output import complain, problem, write_json
from hub.errors import ErrorCode, HubError

DEBUG = "HUB_DEBUG"


class ExitCode(IntEnum):
    """What the hub's exit codes mean; `hub --help` lists them."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    STORE = 3
    BUG = 70
    STOPPED = 130


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments; its exit code. Tells every error but lets HUB_DEBUG=1 show tracebacks."""
    wants_json = "--json" in arguments
    try:
        _invoke(arguments)
    except typer.Exit as left:
        return int(left.exit_code)
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        return _stopped()
    except HubError as error:
        return _told(error.code, error.message, error.hint, wants_json=wants_json)
    except TyperException as error:
        return _told(ErrorCode.USAGE, _sentence(error.format_message()), _usage(error), wants_json=wants_json)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return _told_bug(error, wants_json=wants_json)
    return ExitCode.FINE


def _invoke(arguments: Sequence[str]) -> None:
    """Run without typer's own `main`, which would answer errors, a broken pipe among them, in its own way."""
    command = typer.main.get_command(APP)
    with command.make_context("hub", list(arguments)) as context:
        command.invoke(context)
    sys.stdout.flush()


def exit_code(code: ErrorCode) -> ExitCode:
    """The exit code for an error: 3 where the store is to blame, else 2."""
    is_of_store = code.value.startswith("store") or code is ErrorCode.STATEMENT_INTERRUPTED
    return ExitCode.STORE if is_of_store else ExitCode.USAGE


def _told(code: ErrorCode, message: str, hint: str, *, wants_json: bool) -> int:
    if wants_json:
        write_json(problem(code.value, message, hint))
    complain(("hub: ", "bold red"), message)
    complain("  → ", hint)
    return exit_code(code)


def _told_bug(error: Exception, *, wants_json: bool) -> int:
    message = f"Something went wrong inside the hub: {type(error).__name__}: {error}"
    hint = f"Run it again with {DEBUG}=1 and report what it prints."
    if wants_json:
        write_json(problem("internal", message, hint))
    complain(("hub: ", "bold red"), message)
    complain("  → ", hint)
    return ExitCode.BUG


def _sentence(message: str) -> str:
    return message if message.endswith((".", "?", "!")) else f"{message}."


def _usage(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"Try `{context.command_path if context else 'hub'} --help`."


def _stopped() -> int:
    complain("Stopped.")
    return ExitCode.STOPPED


def _reader_left() -> int:
    """Whoever read our output wants no more of it, as `head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.FINE
