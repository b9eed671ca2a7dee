"""/review for operators: pairs of records that wait for a verdict, each with its evidence, and what webhooks were told."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from time import time
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from hub.errors import HubError
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.desk.forms import sent_form
from hub.web.desk.sign_in import COOKIE, PATH, SignIn, TicketOffice, forget, remember
from hub.web.pages.explorer import data_of, refusal
from hub.web.pages.page import Values, stored
from hub.web.pages.parameters import chosen_kinds, cursors, listed, page_links
from hub.web.rendering import page
from hub.web.stated_texts import texts_of
from hub.web.visits import Visit, visit

HEADERS = {"cache-control": "no-store", "vary": "cookie, accept-language"}
BY, WHY = "operator", "Compared on the review page."
"""What a verdict says of its giver and its reason unless the form says more."""
_PAIRS_SHOWN = 20
_MESSAGES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Desk:
    """What one operator works at: the visit, who has signed in, and the form that was sent."""

    visit: Visit
    operator: SignIn
    form: Mapping[str, str]


Entry = Callable[[Request, Visit], Awaitable[Response]]
Work = Callable[[Desk], Awaitable[Response]]


class ReviewDesk:
    """Serves /review. executor: answers pages and carries out verdicts; office: knows who has signed in; root: the hub's address."""

    def __init__(self, executor: Executor, office: TicketOffice, root: str) -> None:
        self._executor = executor
        self._office = office
        self._root = root

    def routes(self) -> list[BaseRoute]:
        """The pages and what their forms are sent to."""
        return [
            Route(PATH, self._signed_in(self._queue)),
            Route(f"{PATH}/pair", self._signed_in(self._pair)),
            Route(f"{PATH}/next", self._signed_in(self._next)),
            Route(f"{PATH}/sign-in", self._endpoint(self._sign_in), methods=["POST"]),
            Route(f"{PATH}/sign-out", self._signed_in(self._sign_out), methods=["POST"]),
            Route(f"{PATH}/judge", self._signed_in(self._judge), methods=["POST"]),
            Route(f"{PATH}/undo", self._signed_in(self._undo), methods=["POST"]),
            Route(f"{PATH}/webhooks", self._signed_in(self._webhooks)),
            Route(f"{PATH}/webhooks/replay", self._signed_in(self._replay), methods=["POST"]),
        ]

    def _endpoint(self, work: Entry) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint that does some work, and says what is wrong where it is refused."""

        async def endpoint(request: Request) -> Response:
            reader = visit(request, self._root)
            try:
                return await work(request, reader)
            except (RequestError, HubError) as error:
                return refusal(request, reader, error)

        return endpoint

    def _signed_in(self, work: Work) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint that does some work for an operator, and asks anybody else to sign in."""

        async def entry(request: Request, reader: Visit) -> Response:
            operator = await self._office.signed_in(request.cookies.get(COOKIE, ""), time())
            if operator is None:
                return await self._sign_in_page(reader)
            form = await _own_form(request, operator) if request.method == "POST" else {}
            return await work(Desk(reader, operator, form))

        return self._endpoint(entry)

    async def _sign_in(self, request: Request, reader: Visit) -> Response:
        ticket = await self._office.ticket((await sent_form(request)).get("token", ""), time())
        if ticket is None:
            return await self._sign_in_page(reader, is_refused=True)
        answer = _redirect(reader, PATH)
        remember(answer, ticket, is_secure=self._root.startswith("https://"))
        return answer

    async def _sign_in_page(self, reader: Visit, *, is_refused: bool = False) -> Response:
        values = {"visit": reader, "is_on": await self._office.is_open(), "is_refused": is_refused}
        status = HTTPStatus.FORBIDDEN if is_refused else HTTPStatus.OK
        return page("sign_in.html", values, language=reader.language, status=status, headers=HEADERS)

    async def _sign_out(self, desk: Desk) -> Response:
        answer = _redirect(desk.visit, "/")
        forget(answer)
        return answer

    async def _queue(self, desk: Desk) -> Response:
        reader = desk.visit
        where = {"kinds": chosen_kinds(reader) or None, "networks": listed(reader, "network") or None}
        found = await self._asked("review", {"where": where, **cursors(reader, _PAIRS_SHOWN)}, reader)
        links = page_links(reader, found["candidates"]["pageInfo"])
        shown = {"found": found["candidates"], "judgements": found["judgements"], "undo": reader.value("undo")}
        return _shown("review.html", desk, {**shown, **links})

    async def _pair(self, desk: Desk) -> Response:
        ids = {name: desk.visit.value(name) for name in ("left", "right")}
        both = [{"id": value} for value in ids.values()]
        found = await self._asked("review_pair", {**ids, "both": both}, desk.visit)
        if found["explain"] is None or not found["explain"]["links"]:
            raise RequestError(
                RefusalCode.BAD_USER_INPUT, "There is no such pair of records.", "Choose one on /review."
            )
        link = found["explain"]["links"][0]
        things = [thing for thing in found["things"] if thing]
        values = {
            "link": link,
            "group": others_between(things, (link["left"]["id"], link["right"]["id"])),
            "outcome": found["explain"]["outcome"],
            "things": things,
            "rows": compared(link["left"]["values"], link["right"]["values"]),
            "undo": desk.visit.value("undo"),
            "by": desk.visit.value("by") or BY,
            "why": WHY,
        }
        return _shown("review_pair.html", desk, values)

    async def _next(self, desk: Desk) -> Response:
        """On to the strongest pair that waits; to the list where none does."""
        found = await self._asked("review", {"first": 1}, desk.visit)
        kept = {name: desk.visit.value(name) for name in ("undo", "by")}
        if not found["candidates"]["nodes"]:
            return _redirect(desk.visit, PATH, **kept)
        [match] = found["candidates"]["nodes"]
        return _redirect(desk.visit, f"{PATH}/pair", left=match["left"]["id"], right=match["right"]["id"], **kept)

    async def _judge(self, desk: Desk) -> Response:
        """Keep a verdict on a pair and, where the form says so, on the others of its group."""
        given = {name: desk.form.get(name, "") for name in ("verdict", "by", "why")}
        pairs = [(desk.form.get("left", ""), desk.form.get("right", ""))]
        if "whole_group" in desk.form:
            pairs += [(left, right) for left, _, right in (pair.partition("+") for pair in desk.form["group"].split())]
        kept = []
        for left, right in pairs:
            answer = await self._asked("judge", {**given, "left": left, "right": right}, desk.visit, desk.operator)
            kept.append(answer["judge"]["judgementId"])
        return _redirect(desk.visit, f"{PATH}/next", undo=" ".join(kept), by=given["by"])

    async def _undo(self, desk: Desk) -> Response:
        for judgement in desk.form.get("id", "").split():
            await self._asked("undo_judgement", {"id": judgement}, desk.visit, desk.operator)
        return _redirect(desk.visit, PATH)

    async def _webhooks(self, desk: Desk) -> Response:
        """Who is told of changes, and the log of what they were told."""
        reader = desk.visit
        chosen = {"webhook": reader.value("webhook") or None, **cursors(reader, _MESSAGES_SHOWN)}
        found = await self._asked("webhooks", chosen, reader, desk.operator)
        log = found["webhookDeliveries"]
        shown = {"webhooks": found["webhooks"], "log": log, "chosen": chosen["webhook"], "sent": reader.value("sent")}
        return _shown("webhooks.html", desk, {**shown, **page_links(reader, log["pageInfo"])})

    async def _replay(self, desk: Desk) -> Response:
        found = await self._asked("replay_webhook", {"id": desk.form.get("id", "")}, desk.visit, desk.operator)
        sent = len(found["replayWebhook"]["deliveryIds"])
        return _redirect(desk.visit, f"{PATH}/webhooks", sent=str(sent))

    async def _asked(self, name: str, variables: Values, reader: Visit, operator: SignIn | None = None) -> Values:
        """What a stored operation answers. operator: who asks, where the graph must know."""
        operation = Operation(
            stored(name),
            variables=variables,
            languages=reader.languages,
            authorization=operator.authorization if operator else None,
        )
        return await data_of(self._executor, operation)


async def _own_form(request: Request, operator: SignIn) -> dict[str, str]:
    """What a form of the hub's own holds. Raises `RequestError` for one that another site has sent."""
    form = await sent_form(request)
    if not operator.is_from_form(form.get("form_key", "")):
        hint = f"Open {PATH} again and send the form from there."
        raise RequestError(RefusalCode.BAD_REQUEST, "This form is not one of the hub's own.", hint)
    return form


def others_between(things: Sequence[Values], pair: tuple[str, str]) -> list[tuple[str, str]]:
    """The pairs that wait between the records of two things besides one pair, each once; none where both are one thing."""
    sides = [{record["id"] for record in thing["records"]} for thing in things]
    if len(sides) != 2 or sides[0] == sides[1]:  # noqa: PLR2004
        return []
    waiting = {
        frozenset((match["left"]["id"], match["right"]["id"])) for thing in things for match in thing["candidates"]
    }
    between = [
        tuple(sorted(ends)) for ends in waiting if ends & sides[0] and ends & sides[1] and ends != frozenset(pair)
    ]
    return [(left, right) for left, right in sorted(between)]


def compared(left: list[dict[str, Any]], right: list[dict[str, Any]]) -> list[Values]:
    """What two records state, field by field; where both state something else, the row says so."""
    ours, theirs = ({one["field"]: texts_of(one["value"]) for one in side} for side in (left, right))
    return [
        {
            "field": field,
            "left": ours.get(field, []),
            "right": theirs.get(field, []),
            "differs": field in ours and field in theirs and ours[field] != theirs[field],
        }
        for field in {**ours, **theirs}
    ]


def _shown(template: str, desk: Desk, values: Values) -> Response:
    shown = {**values, "visit": desk.visit, "form_key": desk.operator.form_key}
    return page(template, shown, language=desk.visit.language, headers=HEADERS)


def _redirect(reader: Visit, path: str, **parameters: str) -> RedirectResponse:
    """Elsewhere, with GET: what a form has changed is not sent again by reloading."""
    return RedirectResponse(reader.link(path, parameters.items()), HTTPStatus.SEE_OTHER, HEADERS)
