"""The guide: the Markdown files of docs/, which the wheel ships, as pages; and the questions that it answers."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from hub.web.rendering import HERE

DOCS = HERE.parents[1] / "docs"
PATH = "/docs"
PICTURES = "/docs-pictures"
"""Where the drawings of the guide are served."""
QUESTIONS = "questions"
_PICTURES = (".svg", ".png")
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
    chapters = [path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")]
    return tuple(sorted(chapters, key=lambda name: ("/" in name, not name.endswith("README"), name)))


@cache
def title(name: str) -> str:
    """The heading of a chapter."""
    return next(
        tokens[i + 1].content.replace("`", "")
        for tokens in [_tokens(name)]
        for i, token in enumerate(tokens)
        if token.tag == "h1"
    )


def chapter(name: str, link: Link) -> Chapter | None:
    """A chapter by its name, None where there is none. link: writes the addresses of pages."""
    if name not in names():
        return None
    written = _reader().renderer.render(
        _tokens(name), _reader().options, {"name": name, "link": link, "used": Counter()}
    )
    # the hub's own files, and what they quote is escaped
    return Chapter(name, title(name), Markup(written))  # noqa: S704


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


class GuideRenderer(RendererHTML):
    """Writes the HTML of a chapter: with anchors, queries that can be run, links to other chapters, and no
    HTML of the file itself.

    env: name, of the chapter; link, which writes the addresses of pages; used, how often each anchor was given.
    """

    def html_block(self, *_: Any) -> str:
        """Nothing: in the guide these are comments."""
        return ""

    def html_inline(self, *_: Any) -> str:
        """Nothing, likewise."""
        return ""

    def heading_open(self, tokens: Sequence[Token], idx: int, _: Any, env: Any) -> str:
        """A heading with its anchor; the second of the same name gets a number, as on GitHub."""
        name = anchor(tokens[idx + 1].content)
        env["used"][name] += 1
        number = f"-{env['used'][name] - 1}" if env["used"][name] > 1 else ""
        return f'<{tokens[idx].tag} id="{name}{number}">'

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A block of code; a query has the link that runs it."""
        del options
        shown = Markup('<pre tabindex="0"><code>%s</code></pre>\n') % tokens[idx].content
        if tokens[idx].info == "graphql":
            address = env["link"]("/graphiql", query=tokens[idx].content)
            shown += Markup('<p class="run"><a href="%s">Run this query</a></p>\n') % address
        return str(shown)

    def link_open(self, tokens: Sequence[Token], idx: int, _: Any, env: Any) -> str:
        """A link to where its target is here: chapters are pages.

        Files of the code are named in the map of the code.
        """
        stated = str(tokens[idx].attrGet("href"))
        if not stated.startswith(("https://", "http://", "#")):
            target, _, part = stated.partition("#")
            name, at = _within(target, env["name"]).removesuffix(".md"), f"#{part}" if part else ""
            stated = env["link"](f"{PATH}/{name}") + at if name in names() else env["link"](f"{PATH}/architecture")
        return str(Markup('<a href="%s">') % stated)

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A drawing."""
        del options
        source = _within(str(tokens[idx].attrGet("src")), env["name"])
        return str(Markup('<img src="%s/%s" alt="%s">') % (PICTURES, source, tokens[idx].content))

    def table_open(self, *_: Any) -> str:
        """A table that can be moved sideways where it is wider than the page, by keyboard, too."""
        return '<div class="wide" tabindex="0"><table>\n'

    def table_close(self, *_: Any) -> str:
        """The end of a table."""
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """A head of a column; an empty one is none.

        Figures stand at the right, which Markdown would write as a style.
        """
        scope = ' scope="col"' if tokens[idx + 1].content else ""
        return f"<{_cell(tokens[idx + 1])}{scope}{_figures(tokens[idx])}>"

    def th_close(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """The end of a head."""
        return f"</{_cell(tokens[idx - 1])}>\n"

    def td_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """A cell, likewise."""
        return f"<td{_figures(tokens[idx])}>"


def _cell(content: Token) -> str:
    return "th" if content.content else "td"


def _figures(cell: Token) -> str:
    return ' class="amount"' if "right" in str(cell.attrGet("style")) else ""


@cache
def _reader() -> MarkdownIt:
    """CommonMark with tables. HTML is read, so that comments are known as such."""
    return MarkdownIt("commonmark", {"html": True}, renderer_cls=GuideRenderer).enable("table")


def anchor(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it, so that the links of the files lead to it here, too."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _within(target: str, name: str) -> str:
    return normpath((PurePosixPath(name).parent / target).as_posix())


def pictures() -> dict[str, Path]:
    """The files of the drawings and screenshots by their paths within docs/."""
    return {path.relative_to(DOCS).as_posix(): path for path in DOCS.rglob("*") if path.suffix in _PICTURES}
