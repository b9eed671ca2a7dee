"""What the YAML parser could not read, in words that help to correct it: line, column and a likely remedy."""

from yaml import YAMLError
from yaml.error import Mark, MarkedYAMLError
from yaml.reader import ReaderError

from loaders.rows import Finding
from schema.issues import IssueCode

_TAB = "There is a tab where YAML requires spaces."
_HINTS = (
    (
        "could not find expected ':'",
        "A colon is missing after the key, or the line belongs to the text above and needs more spaces.",
    ),
    (
        "mapping values are not allowed",
        "Quote text that contains a colon, or check the spaces at the start of the line.",
    ),
    (
        "did not find expected key",
        "Check the spaces at the start of the line, and that earlier quotes are closed.",
    ),
    ("did not find expected '-' indicator", "Start each item with «- » below the first one."),
    ("did not find expected ',' or", "Close the bracket, or separate the items by commas."),
    ("found unexpected end of stream", "Close the quote opened here."),
    ("found character that cannot start any token", "Quote text that starts with @, ` or %."),
    ("did not find expected alphabetic", "Quote text that starts with * or &."),
    ("undefined alias", "Quote text that starts with *."),
    ("undefined tag handle", "Quote text that starts with !."),
    ("control characters are not allowed", "Remove the control character."),
)


def syntax_finding(error: YAMLError | UnicodeError, text: str) -> Finding:
    """The finding of a parser error, at the place that must be corrected."""
    if not isinstance(error, MarkedYAMLError):
        return _unmarked(error, text)
    mark = _place_to_correct(error)
    line = mark.line + 1 if mark else None
    message = ", ".join(part for part in (error.problem, error.context) if part) or "not YAML"
    hint = _TAB if mark and _has_tab(text, mark) else _hint(error.problem or "")
    return Finding(IssueCode.SYNTAX, message, line, mark.column + 1 if mark else None, hint=hint)


def _place_to_correct(error: MarkedYAMLError) -> Mark | None:
    opened = "could not find expected ':'" in (error.problem or "") or "end of stream" in (error.problem or "")
    return (error.context_mark if opened else None) or error.problem_mark or error.context_mark


def _hint(problem: str) -> str | None:
    return next((hint for sign, hint in _HINTS if sign in problem), None)


def _has_tab(text: str, mark: Mark) -> bool:
    line = next((line for number, line in enumerate(text.splitlines()) if number == mark.line), "")
    return "\t" in line[: mark.column + 1] and not line[: mark.column + 1].replace("\t", " ").strip(" -")


def _unmarked(error: YAMLError | UnicodeError, text: str) -> Finding:
    if isinstance(error, UnicodeError):
        return Finding(IssueCode.SYNTAX, "the text contains half of a surrogate pair", hint="Save it as UTF-8.")
    if not isinstance(error, ReaderError):
        return Finding(IssueCode.SYNTAX, "not YAML")
    before = text.encode()[: error.position].decode(errors="ignore")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Finding(IssueCode.SYNTAX, str(error.reason), line, column, hint=_hint(str(error.reason)))
