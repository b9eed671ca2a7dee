"""Files that something else has overwritten: told for what they are, not for the first word that does not parse."""

from loaders.rows import Finding
from schema.issues import IssueCode

_WEB_PAGE = ("<!doctype html", "<html")
_POINTER = "version https://git-lfs.github.com/spec/"


def foreign(text: str) -> Finding | None:
    """The finding of a web page, a git-lfs pointer, a merge conflict or binary data where a document is expected."""
    if text.lstrip()[:20].lower().startswith(_WEB_PAGE):
        return _finding("The file is a web page.", "fetch the file itself, not the page that shows it")
    if text.startswith(_POINTER):
        return _finding("The file is a git-lfs pointer; what it points at is missing.", "fetch it with `git lfs pull`")
    if "\0" in text:
        return _finding("The file holds NUL bytes: it is no text.", "restore it")
    conflict = f"\n{text}".find("\n<<<<<<< ")
    if conflict >= 0 and "\n>>>>>>> " in text:
        return _finding(
            "The file holds a merge conflict.",
            "settle it: keep one side and remove the marks",
            text.count("\n", 0, conflict) + 1,
        )
    return None


def _finding(message: str, hint: str, line: int = 1) -> Finding:
    return Finding(IssueCode.SYNTAX, message, line, 1, hint=hint)
