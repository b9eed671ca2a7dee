"""/docs, /questions and /about: what the hub is, how to use it, and the questions that it is known to answer."""

import re
from functools import lru_cache
from typing import Any

from hub.plan.refusals import RefusalCode, RequestError
from hub.web.guide import Chapter, Question, chapter, names, questions, title
from hub.web.pages.page import NothingFound, Page, PageValues, nothing, partial, stored
from hub.web.pages.question_answers import LONG, SHORT, as_asked, shown
from hub.web.selections import check_parameters
from hub.web.visits import Visit

_LENGTH = re.compile(r"[0-9]{1,3}")
_READ_FIRST = ("questions", "graphql", "pages", "kinds", "formats", "data", "identity", "errors")
"""The chapters for those who use the hub, in the order in which they are read.

The others are for those who run or build it.
"""


def pages() -> tuple[Page, ...]:
    """What the hub says about itself, and each question with its answer."""
    return (
        Page("about", "/about", stored("about")),
        Page("guide", "/docs", stored("guide"), present=_contents),
        Page("chapter", "/docs/{name:path}", stored("guide"), present=_chapter),
        Page("questions", "/questions", stored("guide"), present=_questions),
        *(_answered(question) for question in questions()),
    )


def _contents(answer: PageValues, _: Visit) -> PageValues:
    built = [name for name in names() if name not in _READ_FIRST and "/" not in name]
    decisions = [name for name in names() if "/" in name]
    return {**answer, "groups": (_READ_FIRST, built, decisions), "titles": {name: title(name) for name in names()}}


def _chapter(chapter: PageValues, visit: Visit) -> PageValues:
    read = _written(visit.parts["name"], visit.chosen)
    if read is None:
        raise NothingFound
    return {**chapter, "chapter": read}


@lru_cache(64)
def _written(name: str, language: str) -> Chapter | None:
    """A chapter whose links keep a language.

    It never changes while the hub runs, and takes some milliseconds to write.
    """
    return chapter(name, Visit(chosen=language).link)


def _questions(found: PageValues, _: Visit) -> PageValues:
    return {**found, "questions": questions()}


def _answered(question: Question) -> Page:
    """The page of a question, whose operation is the query that the guide gives."""
    path, query = f"/questions/{question.number}", as_asked(question.query)
    return Page(
        f"question {question.number}",
        path,
        query,
        _length if "$first" in query else nothing,
        partial(_answer, question),
        template="question.html",
    )


def _length(visit: Visit) -> PageValues:
    """How long the lists of an answer are: by `first=`. Raises `RequestError`."""
    check_parameters(visit.pairs, ("first",))
    stated = visit.value("first") or str(SHORT)
    if not _LENGTH.fullmatch(stated) or not 0 < int(stated) <= LONG:
        message, hint = f"{stated[:60]!r} is not a number of items.", f"Give one from 1 to {LONG}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, hint)
    return {"first": int(stated)}


def _answer(question: Question, found: PageValues, visit: Visit) -> PageValues:
    asked, query = questions(), as_asked(question.query)
    at = asked.index(question)
    near: dict[str, Any] = {
        "before": asked[at - 1] if at else None,
        "after": asked[at + 1] if at + 1 < len(asked) else None,
    }
    is_short = "$first" in query and _length(visit)["first"] < LONG
    longer = visit.link(visit.path, first=str(LONG)) if is_short else None
    return {"question": question, "query": query, "answer": shown(query, found), "longer": longer, **near}
