"""The guide: the Markdown files of docs/, which the wheel ships, as pages; and the questions that it answers."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from hub.web.rendering import HERE

DOCS = HERE.parents[1] / "docs"
PATH = "/docs"
PICTURES = "/docs-pictures"
"""Where the drawings of the guide are served."""
QUESTIONS = "questions"
Link = Callable[..., str]
_NUMBERED = re.compile(r"(\d+)\. (.+)")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the guide. name: its file without the suffix, within docs/; html: its content with the heading."""

    name: str
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the guide, and the query that answers it. note: what the guide says besides, if anything."""

    number: int
    title: str
    query: str
    note: str = ""


@cache
def names() -> tuple[str, ...]:
    """The names of all chapters; decisions last."""
    found = [path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")]
    return tuple(sorted(found, key=lambda name: ("/" in name, not name.endswith("README"), name)))


@cache
def title(name: str) -> str:
    """The heading of a chapter."""
    return next(
        tokens[i + 1].content for tokens in [_tokens(name)] for i, token in enumerate(tokens) if token.tag == "h1"
    )


def chapter(name: str, link: Link) -> Chapter | None:
    """A chapter by its name, None where there is none. link: writes the addresses of pages."""
    if name not in names():
        return None
    written = _reader().renderer.render(_tokens(name), _reader().options, {"name": name, "link": link})
    return Chapter(name, title(name), Markup(written))  # noqa: S704 - the hub's own files, and what they quote is escaped


@cache
def questions() -> tuple[Question, ...]:
    """The questions in docs/questions.md, in their order."""
    found: list[Question] = []
    tokens = _tokens(QUESTIONS)
    starts = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        if numbered := _NUMBERED.fullmatch(tokens[start + 1].content):
            part = tokens[start + 2 : end]
            query = next(token.content for token in part if token.type == "fence" and token.info == "graphql")
            note = " ".join(token.content for token in part if token.type == "inline")
            found.append(Question(int(numbered[1]), numbered[2], query, note))
    return tuple(found)


@cache
def _tokens(name: str) -> Sequence[Token]:
    return _reader().parse((DOCS / f"{name}.md").read_text(encoding="utf-8"))


@cache
def _reader() -> MarkdownIt:
    """CommonMark with tables. HTML is read, so that comments are known as such, but none of it is passed on."""
    made = MarkdownIt("commonmark", {"html": True}).enable("table")
    rules = {
        "html_block": lambda *_: "",
        "html_inline": lambda *_: "",
        "heading_open": _heading,
        "fence": _fence,
        "link_open": _link,
        "image": _image,
        "table_open": lambda *_: '<div class="wide" tabindex="0"><table>\n',
        "table_close": lambda *_: "</table></div>\n",
        "th_open": lambda *_: '<th scope="col">',
    }
    made.renderer.rules |= rules  # type: ignore[operator]
    return made




def _heading(tokens: Sequence[Token], at: int, *_: Any) -> str:
    return f'<{tokens[at].tag} id="{escape(anchor(tokens[at + 1].content))}">'


def anchor(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it, so that the links of the files lead to it here, too."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _fence(tokens: Sequence[Token], at: int, _: Any, env: dict[str, Any]) -> str:
    shown = Markup('<pre tabindex="0"><code>%s</code></pre>\n') % tokens[at].content
    if tokens[at].info != "graphql":
        return shown
    address = env["link"]("/graphiql", query=tokens[at].content)
    return shown + Markup('<p class="run"><a href="%s">Run this query</a></p>\n') % address


def _link(tokens: Sequence[Token], at: int, _: Any, env: dict[str, Any]) -> str:
    return Markup('<a href="%s">') % _address(str(tokens[at].attrGet("href")), env)


def _address(stated: str, env: dict[str, Any]) -> str:
    """Where a link of a file leads here: chapters are pages; what is in no chapter is named by the map of the code."""
    if stated.startswith(("https://", "http://", "#")):
        return stated
    target, _, part = stated.partition("#")
    name = _within(target, env["name"]).removesuffix(".md")
    at = f"#{part}" if part else ""
    return (
        f"{env['link'](f'{PATH}/{name}')}{at}" if name in names() else f"{env['link'](f'{PATH}/architecture')}#the-map"
    )


def _image(tokens: Sequence[Token], at: int, *rest: Any) -> str:
    source = _within(str(tokens[at].attrGet("src")), rest[1]["name"])
    return Markup('<img src="%s/%s" alt="%s">') % (PICTURES, source, tokens[at].content)


def _within(target: str, name: str) -> str:
    return normpath((PurePosixPath(name).parent / target).as_posix())


def picture(name: str) -> Path | None:
    """The file of a drawing by its path within docs/; None where there is none."""
    drawings = {path.relative_to(DOCS).as_posix(): path for path in DOCS.rglob("*.svg")}
    return drawings.get(name)
