"""The log: text for a person at a terminal, else one JSON object a line for whatever collects it. ADR 0100.

Everything logs by way of Python's own `logging`, uvicorn too; structlog gives it its form. Whatever a
client can cause is one line.
"""

import logging
import re
from typing import TextIO

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

_NAMES_OF_SECRETS = frozenset({"authorization", "cookie", "password", "token"})
_SECRETS = re.compile(r"(?i)(\bbearer\s+)[^\s\"',}]+|(://[^\s:/@]*:)[^\s@/]+(?=@)")
"""Tokens, and the passwords within addresses of databases."""
HIDDEN = "…"


def configure_logs(stream: TextIO) -> None:
    """Have everything that is logged go to a stream."""
    enriched: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.ExtraAdder(allow=["request"]),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    is_for_people = stream.isatty()
    form: list[Processor] = (
        [without_secrets, structlog.dev.ConsoleRenderer()]
        if is_for_people
        else [
            structlog.processors.format_exc_info,
            without_secrets,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=enriched, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *form]
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # uvicorn writes an access log, and requests are answered the slow way, if the logger of
    # that name reaches any handler
    for name, is_wanted in (("uvicorn", True), ("uvicorn.error", True), ("uvicorn.access", False)):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = is_wanted
    logging.getLogger("uvicorn.error").addFilter(_is_no_second_line)


def _is_no_second_line(record: logging.LogRecord) -> bool:
    """Whether a line says more than the one before it: of each WebSocket, uvicorn logs its address and
    websockets that it is open.
    """
    return record.msg not in {"connection open", "connection closed"}


def without_secrets(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """An entry of the log without what must not be read there, wherever somebody has put it."""
    return {name: HIDDEN if name.lower() in _NAMES_OF_SECRETS else _redacted(value) for name, value in event.items()}


def _redacted(value: object) -> object:
    return _SECRETS.sub(lambda found: f"{found[1] or found[2]}{HIDDEN}", value) if isinstance(value, str) else value
