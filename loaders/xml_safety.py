"""XML from strangers: read as text, checked for well-formedness, refused where it declares a DTD or entities."""

import re
from xml.parsers.expat import ExpatError, ParserCreate

from loaders.rows import Finding
from loaders.source import decoded
from schema.issues import IssueCode, Severity

DEPTH = 200
ATTRIBUTES = 200
"""Of one element; libraries look each up among all others."""
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"\A\s*<\?xml\b[^>]*encoding=[\"']([\w.-]+)[\"']")
# As in the WHATWG encoding standard: what calls itself ISO 8859-1 is Windows-1252, which has quotes and dashes besides.
_SINGLE_BYTE = {"iso-8859-1": "cp1252", "iso-8859-15": "iso-8859-15", "windows-1252": "cp1252", "cp1252": "cp1252"}
_DTD = re.compile(r"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)


class _XmlFault(Exception):
    def __init__(self, code: IssueCode, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


_WITH_DTD = (IssueCode.ENTITY_REFUSED, "The document declares a DTD; nothing in it is read.", "Remove the DOCTYPE.")
_TOO_MANY = (
    IssueCode.FILE_TOO_LARGE,
    f"An element has more than {ATTRIBUTES} attributes; nothing is read.",
    "Remove the attributes that nothing needs.",
)
_TOO_DEEP = (IssueCode.NESTING_TOO_DEEP, f"Elements are nested more than {DEPTH} deep.", "Flatten it.")


class _DepthWatch:
    """What expat calls while it checks a document."""

    def __init__(self) -> None:
        self._depth = 0

    def doctype(self, *_: object) -> None:
        raise _XmlFault(*_WITH_DTD)

    def start(self, _: str, attributes: list[str]) -> None:
        self._depth += 1
        if len(attributes) > 2 * ATTRIBUTES:  # names and values in turn
            raise _XmlFault(*_TOO_MANY)
        if self._depth > DEPTH:
            raise _XmlFault(*_TOO_DEEP)

    def end(self, *_: object) -> None:
        self._depth -= 1


def xml_text(content: bytes, path: str) -> str:
    """An XML document as text, its declaration blanked so that no parser decodes it again. Raises
    `Refused` on broken UTF-8.

    Besides UTF-8 it may declare ISO 8859-1, 8859-15 or Windows-1252.
    """
    encoding = _ENCODING.match(content)
    single = _SINGLE_BYTE.get(encoding.group(1).decode().lower()) if encoding else None
    text = content.decode(single, "replace") if single else decoded(content, path)
    return _DECLARATION.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text).lstrip(" \r\t")


def xml_problem(text: str) -> Finding | None:
    """What is wrong with an XML document: a DTD, too much nesting or too many attributes (errors), or where it is
    not well-formed (a SYNTAX warning).
    """
    parser, watch = ParserCreate("utf-8"), _DepthWatch()
    parser.StartDoctypeDeclHandler = watch.doctype
    parser.ordered_attributes = True
    parser.StartElementHandler, parser.EndElementHandler = watch.start, watch.end
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003
    except _XmlFault as refused:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        return Finding(refused.code, refused.message, line, column, hint=refused.hint)
    except ExpatError as error:
        if (dtd := _DTD.search(text)) is not None:  # expat stops at an earlier fault and has not seen it
            code, message, hint = _WITH_DTD
            return Finding(code, message, text.count("\n", 0, dtd.start()) + 1, hint=hint)
        message = f"Not well-formed XML: {str(error).partition(':')[0]}."
        return Finding(IssueCode.SYNTAX, message, error.lineno, error.offset + 1, severity=Severity.WARNING)
    return None
