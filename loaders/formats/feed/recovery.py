"""Malformed feeds: stray ampersands and HTML entities are corrected, then each item that is
well-formed on its own is kept.
"""

import html
import re
from dataclasses import dataclass, replace

from loaders.rows import Finding, TextMark
from loaders.xml_safety import xml_problem
from schema.issues import IssueCode

_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_START = re.compile(r"<(?:[\w.-]+:)?(item|entry|deleted-entry)(?=[\s/>])")
_REF = re.compile(r"""<[^<>]*?\sref\s*=\s*(["'])(.*?)\1""")
_ROOT = re.compile(r"<(rss|feed|(?:\w+:)?RDF)\b[^<>]{0,10000}>")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{1,31};)?")
_CUT_OFF = Finding(
    IssueCode.SYNTAX, "The feed has no end: it seems to be cut off.", 1, hint="fetch or save the whole file again"
)
_HEADER = re.compile(r"<(title|link|language)\b[^<>]{0,2000}>[^<>]*</\1>|<link\b[^<>]{0,2000}/>")


@dataclass(frozen=True, slots=True)
class Readable:
    """A well-formed feed, the line and column of each of its items in the file, ids of deleted ones (RFC
    6721), and what was lost.
    """

    text: str
    places: list[TextMark]
    tombstones: list[str]
    findings: list[Finding]


def readable(document: str) -> Readable:
    """A feed as it is, or what of it is well-formed. The text is empty where it may not be read at all."""
    problem = xml_problem(document)
    if problem is None:
        return _whole(document, [])
    if problem.code is not IssueCode.SYNTAX:
        return Readable("", [], [], [problem])
    corrected = _ENTITY.sub(_corrected, document)
    return _whole(corrected, [problem]) if xml_problem(corrected) is None else _rescued(corrected, problem)


def _whole(document: str, findings: list[Finding]) -> Readable:
    starts = _starts(document)
    places = [place for name, _, place in starts if name != "deleted-entry"]
    deleted = [_REF.match(document, offset) for name, offset, _ in starts if name == "deleted-entry"]
    return Readable(document, places, [html.unescape(ref[2]).strip() for ref in deleted if ref], findings)


def _starts(document: str) -> list[tuple[str, int, TextMark]]:
    """Name, offset, line and column of each item outside comments and CDATA."""
    visible = _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), document)
    starts: list[tuple[str, int, TextMark]] = []
    line, position = 1, 0
    for match in _START.finditer(visible):
        line += visible.count("\n", position, match.start())
        position = match.start()
        starts.append((match[1], position, (line, position - visible.rfind("\n", 0, position))))
    return starts


def _corrected(match: re.Match[str]) -> str:
    character = html.unescape(f"&{match[1]}") if match[1] else ""
    return character if len(character) == 1 else f"&amp;{match[1] or ''}"


def _rescued(document: str, problem: Finding) -> Readable:
    """A feed made of those items that are well-formed on their own, under the root and header of the broken one."""
    root = _ROOT.search(document)
    starts = [start for start in _starts(document) if start[0] != "deleted-entry"]
    if root is None or not starts:
        return Readable("", [], [], [replace(problem, severity=None)])
    kept: list[str] = []
    places: list[TextMark] = []
    findings = [problem] if f"</{root[1]}>" in document else [_CUT_OFF, problem]
    ends = [offset for _, offset, _ in starts[1:]] + [len(document)]
    for (name, offset, place), end in zip(starts, ends, strict=True):
        chunk = _chunk(document, name, offset, end)
        if xml_problem(f"{root.group()}{chunk}</{root[1]}>") is None:
            kept.append(chunk)
            places.append(place)
        else:
            findings.append(Finding(IssueCode.SYNTAX, f"An {name} is not well-formed and is left out.", *place))
    header = "".join(match.group() for match in _HEADER.finditer(document, root.end(), starts[0][1]))
    return Readable(_joined(root, header, kept), places, [], findings)


def _chunk(document: str, name: str, offset: int, end: int) -> str:
    close = re.compile(rf"</(?:[\w.-]+:)?{name}\s*>")
    ends = list(close.finditer(document, offset, end))
    return document[offset : ends[-1].end()] if ends else document[offset:end]


def _joined(root: re.Match[str], header: str, items: list[str]) -> str:
    close = f"</{root[1]}>"
    if root[1] == "feed":
        return f"{root.group()}{header}{''.join(items)}{close}"
    if root[1] == "rss":
        return f"{root.group()}<channel>{header}{''.join(items)}</channel>{close}"
    return f"{root.group()}<channel>{header}</channel>{''.join(items)}{close}"
