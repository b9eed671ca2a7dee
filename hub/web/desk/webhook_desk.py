"""/review/webhooks for operators: who is notified of changes, and the log of what they were sent,
which can be sent again.
"""

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from hub.web.desk.operator_desk import Desk, OperatorDesk, redirect, shown
from hub.web.desk.sign_in import PATH
from hub.web.pages.parameters import cursors, page_links

_PATH = f"{PATH}/webhooks"
_MESSAGES_SHOWN = 50


class WebhookDesk:
    """Serves /review/webhooks. desk: lets operators in."""

    def __init__(self, desk: OperatorDesk) -> None:
        self._desk = desk

    def routes(self) -> list[BaseRoute]:
        """The page and what its forms are sent to."""
        return [
            Route(_PATH, self._desk.signed_in(self._webhooks)),
            Route(f"{_PATH}/replay", self._desk.signed_in(self._replay), methods=["POST"]),
        ]

    async def _webhooks(self, desk: Desk) -> Response:
        """Who is notified of changes, and the log of what they were sent."""
        reader = desk.visit
        chosen = {"webhook": reader.value("webhook") or None, **cursors(reader, _MESSAGES_SHOWN)}
        answer = await self._desk.asked("webhooks", chosen, reader, desk.operator)
        log = answer["webhookDeliveries"]
        values = {"webhooks": answer["webhooks"], "log": log, "chosen": chosen["webhook"], "sent": reader.value("sent")}
        return shown("webhooks.html", desk, {**values, **page_links(reader, log["pageInfo"])})

    async def _replay(self, desk: Desk) -> Response:
        answer = await self._desk.asked("replay_webhook", {"id": desk.form.get("id", "")}, desk.visit, desk.operator)
        sent = len(answer["replayWebhook"]["deliveryIds"])
        return redirect(desk.visit, _PATH, sent=str(sent))
