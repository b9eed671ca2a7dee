"""XML from strangers: read as text, checked for well-formedness, refused where it declares a DTD or entities."""

import re
from xml.parsers.expat import ExpatError, ParserCreate

from loaders.rows import Finding
from loaders.source import decoded
from schema.issues import IssueCode, Severity

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"\A\s*<\?xml\b[^>]*encoding=[\"']([\w.-]+)[\"']")
_SINGLE_BYTE = {"iso-8859-1": "cp1252", "iso-8859-15": "iso-8859-15", "windows-1252": "cp1252", "cp1252": "cp1252"}
_DTD = re.compile(r"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)


class _DtdFound(Exception):  # noqa: N818
    pass


def xml_text(content: bytes, path: str) -> str:
    """An XML document as text, its declaration blanked so that no parser decodes it again. Raises `Refused` on broken UTF-8.

    Besides UTF-8 it may declare ISO 8859-1, 8859-15 or Windows-1252.
    """
    stated = _ENCODING.match(content)
    single = _SINGLE_BYTE.get(stated.group(1).decode().lower()) if stated else None
    text = content.decode(single, "replace") if single else decoded(content, path)
    return _DECLARATION.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text).lstrip(" \r\t")


def xml_problem(text: str) -> Finding | None:
    """What is wrong with an XML document: a DTD (an error) or a place where it is not well-formed (a warning)."""
    parser = ParserCreate("utf-8")

    def refuse(*_: object) -> None:
        raise _DtdFound

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003
    except _DtdFound:
        return _dtd(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
    except ExpatError as error:
        return _dtd_in_broken(text) or _malformed(error)
    return None


def _dtd_in_broken(text: str) -> Finding | None:
    match = _DTD.search(text)
    return _dtd(text.count("\n", 0, match.start()) + 1, None) if match else None


def _dtd(line: int, column: int | None) -> Finding:
    return Finding(IssueCode.ENTITY_REFUSED, "The document declares a DTD; nothing of it is read.", line, column, hint="Remove the DOCTYPE.")


def _malformed(error: ExpatError) -> Finding:
    reason = str(error).partition(":")[0]
    message = f"Not well-formed XML: {reason}."
    return Finding(IssueCode.SYNTAX, message, error.lineno, error.offset + 1, severity=Severity.WARNING)
