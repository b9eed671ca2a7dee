"""What of a broken YAML document can be trusted: the parts that were closed before the line of the fault."""

from typing import Any

from loaders.documents.document import Document
from loaders.rows import Finding, ValuePath


def head_of(text: str, fault: Finding) -> str:
    """The lines before the one of a fault."""
    return "".join(text.splitlines(keepends=True)[: (fault.line or 1) - 1])


def broken_at(head: Document, text: str, fault: Finding) -> Document:
    """The document of the lines before a fault, with the fault and the part that the faulty line
    would have gone on with.
    """
    indents = [len(line) - len(line.lstrip(" \t")) for line in text.splitlines()[: fault.line]]
    head.findings.append(fault)
    head.unfinished = _open_part(head, indents)
    return head


def _open_part(document: Document, indents: list[int]) -> ValuePath:
    path: ValuePath = ()
    part = document.value
    while (step := _last(part)) is not None:
        child = part[step]
        left = _left(document, (*path, step), indents)
        if left > indents[-1] or (left == indents[-1] and not isinstance(child, list)):
            return path
        path, part = (*path, step), child
    return path


def _left(document: Document, path: ValuePath, indents: list[int]) -> int:
    """Where an entry begins, from 0; of a list its dash, which begins the line."""
    if path not in document.marks:
        return 0
    line, column = document.marks[path]
    return indents[line - 1] if isinstance(path[-1], int) else column - 1


def _last(part: Any) -> Any:
    if isinstance(part, dict) and part:
        return next(reversed(part))
    return len(part) - 1 if isinstance(part, list) and part else None
