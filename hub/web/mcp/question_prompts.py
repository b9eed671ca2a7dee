"""Prompts for assistants: the questions of docs/questions.md, each with the query that is known to answer it."""

from functools import cache

from mcp.types import GetPromptResult, Prompt, PromptMessage, TextContent

from hub.web.guide import Question, questions
from hub.web.mcp.tool_answers import ToolFault


@cache
def prompts() -> tuple[Prompt, ...]:
    """All prompts, in the order of the questions."""
    return tuple(Prompt(name=_name(one), title=one.title, description=one.title) for one in questions())


def prompt(name: str) -> GetPromptResult:
    """A prompt by its name. Raises `ToolFault`."""
    found = next((one for one in questions() if _name(one) == name), None)
    if found is None:
        message = f"There is no prompt {name[:60]}."
        raise ToolFault(message)
    text = (
        f"{found.title}\n\nAsk the tool `query` with this document, and name the networks that its answer"
        f" credits:\n\n{found.query}"
    )
    content = TextContent(text=f"{text}\n{found.note}".strip())
    return GetPromptResult(description=found.title, messages=[PromptMessage(role="user", content=content)])


def _name(question: Question) -> str:
    return f"question-{question.number}"
