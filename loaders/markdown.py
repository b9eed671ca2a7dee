"""What can be read off the text of a Markdown page without rendering it: first paragraph, heading,
links, labelled bullets.
"""

import re

_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$")
_LABELLED = re.compile(
    r"^\s{0,8}(?:[-*+][ \t]+)?(?P<mark>\*\*|__|\*|_)(?P<name>[^*_]{1,80}?)(?::(?P=mark)|(?P=mark)[ \t]*:)["
    r" \t]*(?P<value>.*)$"
)
_BULLET = re.compile(r"^\s{0,8}[-*+][ \t]+(?P<name>[^:*\[\]()]{1,60}):[ \t]+(?P<value>.*)$")
_LINK = re.compile(r"https?://[^\s<>()\[\]\"'`\\]+(?:\([^\s<>()]*\)[^\s<>()\[\]\"'`\\]*)*")
_IMAGE = re.compile(r"!\[([^\]]{0,500})\]\([^)]{0,2000}\)")
_INLINE = re.compile(r"\[([^\]]{0,500})\](?:\([^)]{0,2000}\)|\[[^\]]{0,200}\]|\{[^}]{0,200}\})")
_TAG = re.compile(r"<[^<>]{1,500}>|\{%[^%]{0,500}%\}|\{\{[^}]{0,500}\}\}|\{:[^}]{0,200}\}")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`|(?<!\w)_|_(?!\w))")
_NO_PARAGRAPH = re.compile(r"^\s*(#|[-*+]\s|\d+[.)]\s|>|\||!\[|\{%|\[[^\]]+\]:|<!--|-{3,}|={3,})")


def lines_outside_code(body: str) -> list[str]:
    """The lines of a page without fenced code blocks."""
    kept: list[str] = []
    fence: str | None = None
    for line in body.split("\n"):
        if (match := _FENCE.match(line)) is not None:
            fence = None if fence == match.group(1) else fence or match.group(1)
        elif fence is None:
            kept.append(line)
    return kept


def plain(text: str) -> str:
    """Inline Markdown as plain text of one line."""
    text = _INLINE.sub(r"\1", _IMAGE.sub("", text))
    return " ".join(_EMPHASIS.sub("", _TAG.sub("", text)).split())


def excerpt(lines: list[str]) -> str | None:
    """The first paragraph of running text, without markup."""
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line.strip() and not _NO_PARAGRAPH.match(line):
            paragraph.append(line.strip())
        elif paragraph and (text := plain(" ".join(paragraph))):
            return text
        else:
            paragraph = []
    return None


def heading(lines: list[str]) -> str | None:
    """The first heading."""
    return next((plain(match.group(1)) for line in lines if (match := _HEADING.match(line))), None)


def links(body: str) -> list[str]:
    """The http(s) addresses of a page in order, each once."""
    return list(dict.fromkeys(link.rstrip(".,;:!?*_") for link in _LINK.findall(body)))


def bullets(lines: list[str]) -> dict[str, str]:
    """Labelled lines, «**Label:** value» or «- Label: value»; the first of a label counts.

    A link's value is its address.
    """
    labels: dict[str, str] = {}
    for line in lines:
        match = _LABELLED.match(line) or _BULLET.match(line)
        if match is None:
            continue
        name, value = plain(match["name"]).rstrip(":").strip(), match["value"].strip()
        if name and value:
            labels.setdefault(name, _value(value))
    return labels


def _value(text: str) -> str:
    whole = re.fullmatch(r"\[[^\]]{0,500}\]\((\S{1,2000}?)\)(\{[^}]*\})?", text)
    return whole.group(1) if whole else plain(text)
