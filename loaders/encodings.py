"""The encoding of a file: UTF-8, or what the manifest, a byte order mark or the bytes themselves say;
lines come out as UTF-8.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from loaders.rows import Finding
from loaders.source import DOCUMENT_LIMIT, Refused, SourceFile, decoded
from schema.issues import IssueCode, Severity

UTF_8 = "utf-8"
UNREADABLE = "\ufffd"
"""What stands for bytes that the encoding does not have."""
_SAMPLE = 1024 * 1024
_MARKS = ((codecs.BOM_UTF8, UTF_8), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NULS_OF_UTF_16 = 0.3
"""Share of NUL bytes at even or odd places from which a text without a mark is UTF-16: Latin letters have one each."""
_NO_ASCII = re.compile(rb"[\x80-\xff]+")
_SIGNS = "[€§°«»©®…–—\u2018\u2019“”„•·½¼²³ª\xa0]*"
_WESTERN = re.compile(f"{_SIGNS}[À-ÖØ-öø-þœŒŠšŽžŸ]{{0,3}}{_SIGNS}")
"""A run of non-ASCII characters of Windows-1252 where it is that: a few letters within a word, signs.

In another alphabet it is a whole word.
"""
_OTHERS = ["cp1250", "cp1251", "cp1253", "cp1254", "iso8859_2", "iso8859_5", "iso8859_7", "koi8_r"]
_ENOUGH = 20
"""Non-ASCII bytes below which statistics of an alphabet are a guess."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """The codec of a file. finding: what the operator should know, where nobody stated it."""

    codec: str
    finding: Finding | None = None


def encoding(file: SourceFile, stated: str | None) -> Encoding:
    """How to decode a file; `stated` is the manifest's `encoding`. Raises `Refused` if it cannot be opened."""
    if stated is not None:
        return Encoding(codecs.lookup(stated).name)
    with file.open() as stream:
        start = stream.read(_SAMPLE)
    for mark, codec in _MARKS:
        if start.startswith(mark):
            return Encoding(codec, _guess(codec, "its byte order mark says so", 1) if codec != UTF_8 else None)
    codec = _recognised(start)
    if codec == UTF_8:
        return Encoding(codec)
    first = _NO_ASCII.search(start)
    return Encoding(codec, _guess(codec, "its bytes look so", start.count(b"\n", 0, first.start()) + 1 if first else 1))


def lines(file: SourceFile, codec: str, limit: int = DOCUMENT_LIMIT) -> Iterator[tuple[int, bytes]]:
    """Number and UTF-8 bytes of each line, as `SourceFile.lines`.

    Bytes that the codec does not have become `UNREADABLE`.
    """
    if codec == UTF_8:
        yield from file.lines(limit)
        return
    with file.open() as stream, io.TextIOWrapper(stream, codec, errors="replace", newline="\n") as text:
        number = 0
        while line := text.readline(limit + 1):
            number += 1
            if len(line) > limit:
                raise Refused(
                    IssueCode.FILE_TOO_LARGE, f"{file.path}:{number} is longer than {limit} characters", number
                )
            yield number, line.encode()


def text(file: SourceFile, codec: str) -> str:
    """The whole content as text. Raises `Refused` that names the line of the first wrong byte."""
    return (
        decoded(file.read_bytes(), file.path) if codec == UTF_8 else file.read_bytes().decode(codec, errors="replace")
    )


def is_text_codec(name: object) -> bool:
    """Whether Python has a text encoding of this name."""
    try:
        return isinstance(name, str) and isinstance(
            "".encode(name), bytes
        )  # a LookupError for `rot13` and the like, too
    except LookupError:
        return False


def _recognised(start: bytes) -> str:
    """The codec of a text without a byte order mark; UTF-8 unless the bytes say otherwise beyond doubt."""
    for codec, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        if start[at::2].count(0) > _NULS_OF_UTF_16 * len(start) / 2 > start[1 - at :: 2].count(0):
            return codec
    runs = _NO_ASCII.findall(start)
    letters = "".join(run.decode(errors="replace") for run in runs)
    # A file with more letters in UTF-8 than broken ones is UTF-8 with broken rows; other encodings have few
    # such pairs of bytes, by chance.
    if letters.count(UNREADABLE) <= len(letters) / 2:
        return UTF_8
    if all(_WESTERN.fullmatch(run.decode("cp1252", errors="replace")) for run in runs):
        return "cp1252"
    if sum(map(len, runs)) < _ENOUGH:
        return UTF_8
    best = from_bytes(start, cp_isolation=_OTHERS).best()
    return best.encoding if best is not None and best.encoding in _OTHERS else UTF_8


def _guess(codec: str, reason: str, line: int) -> Finding:
    return Finding(
        IssueCode.FILE_NOT_UTF8,
        f"The file is read as {codec}, as {reason}.",
        line=line,
        hint=f"save it as UTF-8, or, if its accented letters look right, set options.encoding to {codec}",
        severity=Severity.WARNING,
    )
