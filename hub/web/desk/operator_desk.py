"""The desk of operators: signing in, forms that are the hub's own, and stored operations that are asked on behalf
of whoever has signed in.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from time import time

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from hub.errors import HubError
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.desk.forms import sent_form
from hub.web.desk.sign_in import COOKIE, PATH, SignIn, TicketOffice, forget, remember
from hub.web.pages.explorer import data_of, refusal
from hub.web.pages.page import PageValues, stored
from hub.web.rendering import page
from hub.web.visits import Visit
from hub.web.visits import visit as visit_of

HEADERS = {"cache-control": "no-store", "vary": "cookie, accept-language"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What one operator works at: the visit, who has signed in, and the form that was sent."""

    visit: Visit
    operator: SignIn
    form: Mapping[str, str]


DeskPage = Callable[[Request, Visit], Awaitable[Response]]
DeskWork = Callable[[Desk], Awaitable[Response]]


class OperatorDesk:
    """Lets operators in. executor: answers pages and carries out what is commanded; office: knows who has signed in;
    root: the hub's address.
    """

    def __init__(self, executor: Executor, office: TicketOffice, root: str) -> None:
        self._executor = executor
        self._office = office
        self._root = root

    def routes(self) -> list[BaseRoute]:
        """Where operators sign in and out."""
        return [
            Route(f"{PATH}/sign-in", self.endpoint(self._sign_in), methods=["POST"]),
            Route(f"{PATH}/sign-out", self.signed_in(self._sign_out), methods=["POST"]),
        ]

    def endpoint(self, work: DeskPage) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint that does some work, and says what is wrong where it is refused."""

        async def endpoint(request: Request) -> Response:
            visit = visit_of(request, self._root)
            try:
                return await work(request, visit)
            except (RequestError, HubError) as error:
                return refusal(request, visit, error)

        return endpoint

    def signed_in(self, work: DeskWork) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint that does some work for an operator, and asks anybody else to sign in."""

        async def entry(request: Request, visit: Visit) -> Response:
            operator = await self._office.signed_in(request.cookies.get(COOKIE, ""), time())
            if operator is None:
                return await self._sign_in_page(visit)
            form = await _own_form(request, operator) if request.method == "POST" else {}
            return await work(Desk(visit, operator, form))

        return self.endpoint(entry)

    async def _sign_in(self, request: Request, visit: Visit) -> Response:
        ticket = await self._office.ticket((await sent_form(request)).get("token", ""), time())
        if ticket is None:
            return await self._sign_in_page(visit, is_refused=True)
        answer = redirect(visit, PATH)
        remember(answer, ticket, is_secure=self._root.startswith("https://"))
        return answer

    async def _sign_in_page(self, visit: Visit, *, is_refused: bool = False) -> Response:
        values = {"visit": visit, "is_on": await self._office.is_open(), "is_refused": is_refused}
        status = HTTPStatus.FORBIDDEN if is_refused else HTTPStatus.OK
        return page("sign_in.html", values, language=visit.language, status=status, headers=HEADERS)

    async def _sign_out(self, desk: Desk) -> Response:
        answer = redirect(desk.visit, "/")
        forget(answer)
        return answer

    async def asked(self, name: str, variables: PageValues, visit: Visit, operator: SignIn | None = None) -> PageValues:
        """What a stored operation answers. operator: who asks, where the graph must know."""
        operation = Operation(
            stored(name),
            variables=variables,
            languages=visit.languages,
            authorization=operator.authorization if operator else None,
        )
        return await data_of(self._executor, operation)


async def _own_form(request: Request, operator: SignIn) -> dict[str, str]:
    """What a form of the hub's own holds. Raises `RequestError` for one that another site has sent."""
    form = await sent_form(request)
    if not operator.is_from_form(form.get("form_key", "")):
        hint = f"Open {PATH} again and send the form from there."
        raise RequestError(RefusalCode.BAD_REQUEST, "This form did not come from a page of this hub.", hint)
    return form


def shown(template: str, desk: Desk, values: PageValues) -> Response:
    """A page for whoever has signed in; its forms bear the key by which they are known."""
    whole = {**values, "visit": desk.visit, "form_key": desk.operator.form_key}
    return page(template, whole, language=desk.visit.language, headers=HEADERS)


def redirect(visit: Visit, path: str, **parameters: str) -> RedirectResponse:
    """Elsewhere, with GET: what a form has changed is not sent again by reloading."""
    return RedirectResponse(visit.link(path, parameters.items()), HTTPStatus.SEE_OTHER, HEADERS)
