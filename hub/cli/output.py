"""What commands say: results on stdout, progress and complaints on stderr; plain and unwrapped in a pipe."""

import codecs
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

PIPE_WIDTH = 10_000
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class OutputConsole(Console):
    """Writes what commands say."""

    def on_broken_pipe(self) -> None:
        """Say so as other streams do: rich would end the process here, with code 1."""
        raise BrokenPipeError


def shown(value: object) -> str:
    """A value of somebody's data as one line that cannot steer a terminal."""
    return _UNPRINTABLE.sub("\ufffd", " ".join(str(value).splitlines()))


def stdout() -> Console:
    """Where results go."""
    return _console(sys.stdout)


def stderr() -> Console:
    """Where progress and complaints go."""
    return _console(sys.stderr)


def _console(stream: TextIO) -> Console:
    width = None if stream.isatty() else PIPE_WIDTH
    return OutputConsole(file=stream, width=width, highlight=False, markup=False, emoji=False)


@contextmanager
def reader_may_leave() -> Iterator[None]:
    """Whoever reads our output may want no more of it, as `head` does: the rest of the block is left out, and the
    command ends with the code of what it did.
    """
    try:
        yield
    except BrokenPipeError:
        discard_output()


def discard_output() -> None:
    """Have what is still to be written go nowhere; Python would complain of it at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_json(document: object) -> None:
    """The one JSON document of a command that was asked for JSON.

    document: one of those that `hub.cli.output_documents` lists, or plain values.
    """
    written = json.dumps(document, indent=2, ensure_ascii=False, default=_plain)
    if not _takes_as_utf8(sys.stdout, written):
        written = json.dumps(document, indent=2, default=_plain)
    sys.stdout.write(written + "\n")


def _takes_as_utf8(stream: TextIO, text: str) -> bool:
    """Whether a stream writes a text as UTF-8, the encoding of JSON; it has none for half a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return codecs.lookup(stream.encoding or "utf-8").name == "utf-8"


def escape_what_cannot_be_written() -> None:
    """Have stdout write characters that its encoding lacks as escapes, as stderr does: they end no command."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _plain(value: object) -> object:
    import msgspec

    return msgspec.to_builtins(value, enc_hook=str)


def say(*parts: str | tuple[str, str]) -> None:
    """One line on stdout; a pair is a text and its style."""
    stdout().print(line(*parts), soft_wrap=True)


def complain(*parts: str | tuple[str, str]) -> None:
    """One line on stderr."""
    stderr().print(line(*parts), soft_wrap=True)


def line(*parts: str | tuple[str, str]) -> Text:
    """A line of texts, each with or without a style; made harmless for terminals."""
    text = Text()
    for part in parts:
        content, style = (part, "") if isinstance(part, str) else part
        text.append(shown(content), style)
    return text


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> Table:
    """A table; columns whose name ends in # hold numbers."""
    built = Table(box=SIMPLE, title=title, title_justify="left", title_style="bold", pad_edge=False, show_edge=False)
    for column in columns:
        built.add_column(column.removesuffix("#"), justify="right" if column.endswith("#") else "left", overflow="fold")
    for row in rows:
        built.add_row(*(_cell(value) for value in row))
    return built


def _cell(value: object) -> Text:
    if isinstance(value, Text):
        return value
    if value is None or (value == 0 and isinstance(value, int)):
        return Text("-" if value is None else "0", "dim")
    return Text(f"{value:,}" if isinstance(value, int) else shown(value))


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
