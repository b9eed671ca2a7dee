"""/review for operators: pairs of records that wait for a verdict, each with its evidence, judged by one key
and undone by one click.
"""

from collections.abc import Sequence
from typing import Any

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from hub.plan.refusals import RefusalCode, RequestError
from hub.web.desk.operator_desk import Desk, OperatorDesk, redirect, shown
from hub.web.desk.sign_in import PATH
from hub.web.pages.page import PageValues
from hub.web.pages.parameters import chosen_kinds, cursors, listed, page_links
from hub.web.stated_texts import texts_of

BY, WHY = "operator", "Compared on the review page."
"""What a verdict says of its giver and its reason unless the form says more."""
_PAIRS_SHOWN = 20


class ReviewDesk:
    """Serves /review. desk: lets operators in."""

    def __init__(self, desk: OperatorDesk) -> None:
        self._desk = desk

    def routes(self) -> list[BaseRoute]:
        """The pages and what their forms are sent to."""
        return [
            Route(PATH, self._desk.signed_in(self._queue)),
            Route(f"{PATH}/pair", self._desk.signed_in(self._pair)),
            Route(f"{PATH}/next", self._desk.signed_in(self._next)),
            Route(f"{PATH}/judge", self._desk.signed_in(self._judge), methods=["POST"]),
            Route(f"{PATH}/undo", self._desk.signed_in(self._undo), methods=["POST"]),
        ]

    async def _queue(self, desk: Desk) -> Response:
        reader = desk.visit
        where = {"kinds": chosen_kinds(reader) or None, "networks": listed(reader, "network") or None}
        answer = await self._desk.asked("review", {"where": where, **cursors(reader, _PAIRS_SHOWN)}, reader)
        links = page_links(reader, answer["candidates"]["pageInfo"])
        values = {
            "found": answer["candidates"],
            "judgements": answer["judgements"],
            "undo": reader.value("undo"),
            "undone": reader.value("undone"),
        }
        return shown("review.html", desk, {**values, **links})

    async def _pair(self, desk: Desk) -> Response:
        ids = {name: desk.visit.value(name) for name in ("left", "right")}
        both = [{"id": value} for value in ids.values()]
        answer = await self._desk.asked("review_pair", {**ids, "both": both}, desk.visit)
        if answer["explain"] is None or not answer["explain"]["links"]:
            raise RequestError(
                RefusalCode.BAD_USER_INPUT, "There is no such pair of records.", "Choose one on /review."
            )
        link = answer["explain"]["links"][0]
        things = [thing for thing in answer["things"] if thing]
        values = {
            "link": link,
            "others": others_between(things, (link["left"]["id"], link["right"]["id"])),
            "outcome": answer["explain"]["outcome"],
            "things": things,
            "rows": compared(link["left"]["values"], link["right"]["values"]),
            "undo": desk.visit.value("undo"),
            "by": desk.visit.value("by") or BY,
            "why": WHY,
        }
        return shown("review_pair.html", desk, values)

    async def _next(self, desk: Desk) -> Response:
        """On to the strongest pair that waits; to the list where none does."""
        answer = await self._desk.asked("review", {"first": 1}, desk.visit)
        kept = {name: desk.visit.value(name) for name in ("undo", "by")}
        if not answer["candidates"]["nodes"]:
            return redirect(desk.visit, PATH, **kept)
        [match] = answer["candidates"]["nodes"]
        return redirect(desk.visit, f"{PATH}/pair", left=match["left"]["id"], right=match["right"]["id"], **kept)

    async def _judge(self, desk: Desk) -> Response:
        """Keep a verdict on a pair or, where the form says so, on all that waits between its two things."""
        verdict = {name: desk.form.get(name, "") for name in ("verdict", "by", "why")}
        ends = {name: desk.form.get(name, "") for name in ("left", "right")}
        if "whole_group" in desk.form:
            variables = {**verdict, "entities": list(ends.values())}
            answer = await self._desk.asked("judge_group", variables, desk.visit, desk.operator)
            judgements = answer["judgeGroup"]["judgementIds"]
        else:
            answer = await self._desk.asked("judge", {**verdict, **ends}, desk.visit, desk.operator)
            judgements = [answer["judge"]["judgementId"]]
        return redirect(desk.visit, f"{PATH}/next", undo=" ".join(judgements), by=verdict["by"])

    async def _undo(self, desk: Desk) -> Response:
        for judgement in desk.form.get("id", "").split():
            await self._desk.asked("undo_judgement", {"id": judgement}, desk.visit, desk.operator)
        return redirect(desk.visit, PATH, undone="yes")


def others_between(things: Sequence[PageValues], pair: tuple[str, str]) -> int:
    """How many pairs wait between the records of two things besides one pair.

    None where both are one thing, or where the pair itself waits no more: a verdict on the group would pass it over.
    """
    sides = [{record["id"] for record in thing["records"]} for thing in things]
    waiting = {
        frozenset((match["left"]["id"], match["right"]["id"])) for thing in things for match in thing["candidates"]
    }
    if len(sides) != 2 or sides[0] == sides[1] or frozenset(pair) not in waiting:  # noqa: PLR2004
        return 0
    return sum(bool(ends & sides[0] and ends & sides[1]) for ends in waiting) - 1


def compared(left: list[dict[str, Any]], right: list[dict[str, Any]]) -> list[PageValues]:
    """What two records state, field by field; where both state something else, the row says so."""
    ours, theirs = ({entry["field"]: texts_of(entry["value"]) for entry in side} for side in (left, right))
    return [
        {
            "field": field,
            "left": ours.get(field, []),
            "right": theirs.get(field, []),
            "differs": field in ours and field in theirs and ours[field] != theirs[field],
        }
        for field in {**ours, **theirs}
    ]
