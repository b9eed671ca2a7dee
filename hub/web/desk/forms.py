"""Forms that browsers send with POST."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from hub.plan.refusals import RefusalCode, RequestError
from hub.web.request_bodies import body_of

LARGEST = 16 * 1024
"""Bytes of a form that are read at most."""
MOST_FIELDS = 50


async def sent_form(request: Request, largest: int = LARGEST) -> dict[str, str]:
    """The fields of a form, trimmed, the last of each name. Raises `RequestError` for one that is too large."""
    body = await body_of(request, largest, "form", "Shorten what you write in it.")
    try:
        fields = parse_qsl(body.decode(errors="replace"), max_num_fields=MOST_FIELDS)
    except ValueError as error:
        message = f"The form has more than {MOST_FIELDS} fields."
        raise RequestError(RefusalCode.BAD_REQUEST, message, "Send only the fields of the page's form.") from error
    return {name: value.strip() for name, value in fields}
