"""Markdown pages with a head of YAML (Jekyll) or TOML (Hugo): one row per file."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from loaders import markdown
from loaders.documents import foreign, parse_yaml
from loaders.manifest_model import Keeps, RecordMapping
from loaders.rows import Finding, Option, Row, ValuePath
from loaders.source import Refused, SourceFile
from schema.issues import IssueCode

_FENCES = {"---": "yaml", "+++": "toml"}
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_TOML_LINE = re.compile(r"line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Frontmatter:
    """The format `frontmatter`."""

    name: str
    description: str
    mapping: tuple[RecordMapping, ...]
    options: Mapping[str, Option]
    keeps: Keeps = "none"

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:  # noqa: ARG002 - it has no options
        """The head's values beside `body`, `excerpt`, `links`, `bullets`, `title` (else the first heading),
        `file_date` and `file_slug`. No row where the head is not whole, so that the stored record stays as it is.
        """
        try:
            text = file.read_text().replace("\r\n", "\n")
        except Refused as refused:
            yield Finding(refused.code, refused.message, refused.line)
            return
        if not text.strip():
            return
        if (lost := _no_page(text)) is not None:
            yield lost
            return
        page = _page(text)
        yield from page.findings
        if page.is_whole:
            yield Row(_values(page, file.path), 1, 1, None, page.marks)


def _no_page(text: str) -> Finding | None:
    """The finding of a file without a head in which no heading and no link tells of a page either."""
    if text.partition("\n")[0].rstrip() in _FENCES:
        return None
    if (stranger := foreign(text)) is not None:
        return stranger
    if markdown.heading(markdown.lines_outside_code(text)) or markdown.links(text):
        return None
    hint = "write the head between two lines of ---, or restore the file"
    return Finding(IssueCode.SYNTAX, "The page does not begin with a `---` head.", 1, 1, hint=hint)


@dataclass(slots=True)
class _FrontmatterPage:
    head: dict[str, Any]
    body: str
    findings: list[Finding] = field(default_factory=list)
    marks: dict[ValuePath, tuple[int, int]] = field(default_factory=dict)
    is_whole: bool = True


def _broken(*findings: Finding) -> _FrontmatterPage:
    """The page of a head that was not read to its end: what was read of it could be half of a value."""
    return _FrontmatterPage({}, "", [*findings], is_whole=False)


def _page(text: str) -> _FrontmatterPage:
    """Head and body; the head's places count from the top of the file."""
    first, _, rest = text.partition("\n")
    fence = first.rstrip()
    if fence not in _FENCES:
        return _FrontmatterPage({}, text)
    lines = rest.split("\n")
    end = next((number for number, line in enumerate(lines) if line.rstrip() in (fence, "...")), None)
    if end is None:
        unclosed = Finding(
            IssueCode.SYNTAX,
            f"The head opened by {fence} is not closed.",
            1,
            hint=f"write {fence} on a line of its own after the head",
        )
        return _broken(unclosed)
    head, body = "\n".join(lines[:end]), "\n".join(lines[end + 1 :])
    return (_yaml_page if fence == "---" else _toml_page)(head, body)


def _yaml_page(head: str, body: str) -> _FrontmatterPage:
    document = parse_yaml(head)
    findings = [replace(finding, line=(finding.line or 1) + 1) for finding in document.findings]
    if not document.is_whole():
        return _broken(*findings)
    values = {} if document.value is None else document.value
    if not isinstance(values, dict):
        hint = "write each line of the head as `key: value`"
        return _broken(
            *findings, Finding(IssueCode.SYNTAX, "The head is not a mapping of keys to values.", 2, hint=hint)
        )
    marks = {path: (line + 1, column) for path, (line, column) in document.marks.items()}
    spelled = {path[0]: text for path, text in document.literals.items() if len(path) == 1}
    return _FrontmatterPage({key: spelled.get(key, value) for key, value in values.items()}, body, findings, marks)


def _toml_page(head: str, body: str) -> _FrontmatterPage:
    try:
        return _FrontmatterPage(_json_values(tomllib.loads(head + "\n")), body)
    except (ValueError, RecursionError) as error:  # a ValueError of its own for whole numbers of 4,300 digits
        place = _TOML_LINE.search(str(error))
        line, column = (int(place.group(1)) + 1, int(place.group(2))) if place else (2, None)
        hint = "compare it with https://toml.io, or write the head as YAML between lines of ---"
        return _broken(Finding(IssueCode.SYNTAX, "The head is not TOML.", line, column, hint=hint))


def _json_values(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _json_values(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_json_values(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _values(page: _FrontmatterPage, path: str) -> dict[str, Any]:
    lines = markdown.lines_outside_code(page.body)
    stem = path.rpartition("/")[2].rpartition(".")[0]
    dated = _DATED_NAME.fullmatch(stem)
    read = {
        "body": page.body.strip(),
        "excerpt": markdown.excerpt(lines),
        "links": markdown.links(page.body),
        "bullets": markdown.bullets(lines),
        "file_date": dated.group(1) if dated else None,
        "file_slug": dated.group(2) if dated else stem,
    }
    title = page.head.get("title") or markdown.heading(lines)
    return {**read, **page.head, **({"title": title} if title else {})}


FORMAT = Frontmatter(
    name="frontmatter",
    description=(
        "Markdown pages with a head of YAML 1.2 between --- lines (Jekyll) or TOML between +++ lines (Hugo); one row"
        " per page."
    ),
    mapping=(),
    options={},
)
