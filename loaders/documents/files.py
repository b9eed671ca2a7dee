"""Documents straight from files of a seed directory.

A file that something else has overwritten is reported as what it is.
"""

from loaders.documents.document import Document
from loaders.documents.yaml_text import parse_yaml
from loaders.rows import Finding
from loaders.source import Refused, SourceFile
from schema.issues import IssueCode

_WEB_PAGE = ("<!doctype html", "<html")
_POINTER = "version https://git-lfs.github.com/spec/"


def read_yaml(file: SourceFile) -> Document:
    """The YAML document of a file; if the file cannot be read, a finding says why."""
    try:
        text = file.read_text()
        stranger = foreign(text)
        return Document(findings=[stranger], unfinished=()) if stranger else parse_yaml(text)
    except Refused as refused:
        return Document(findings=[Finding(refused.code, refused.message, refused.line or 1)], unfinished=())


def foreign(text: str) -> Finding | None:
    """The finding of a web page, a git-lfs pointer, a merge conflict or binary data where a document is expected."""
    line = 1
    conflict = f"\n{text}".find("\n<<<<<<< ")
    if text.lstrip()[:20].lower().startswith(_WEB_PAGE):
        message, hint = "The file is a web page.", "fetch the file itself, not the page that shows it"
    elif text.startswith(_POINTER):
        message, hint = "The file is a git-lfs pointer; its content is missing.", "fetch it with `git lfs pull`"
    elif "\0" in text:
        message, hint = "The file contains NUL bytes: it is not text.", "restore it"
    elif conflict >= 0 and "\n>>>>>>> " in text:
        message, hint = "The file contains a merge conflict.", "resolve it: keep one side and remove the markers"
        line = text.count("\n", 0, conflict) + 1
    else:
        return None
    return Finding(IssueCode.SYNTAX, message, line, 1, hint=hint)
