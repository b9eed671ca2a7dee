"""Traces by OpenTelemetry (extra `telemetry`): its own ASGI middleware around the hub, set up by the variables that
its specification names.
"""

import importlib.util
import os
from typing import Any

from hub.errors import ErrorCode, HubError

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""Variables that say where traces go (https://opentelemetry.io/docs/specs/otel/protocol/exporter/).

Without one there are none.
"""


def is_traced() -> bool:
    """Whether requests are to be traced."""
    return any(os.environ.get(name) for name in _ENDPOINTS)


def traced(app: Any) -> Any:
    """An ASGI application, with a span for each request where they are to be traced.

    Raises `HubError` where the extra is not installed.
    """
    if not is_traced():
        return app
    if importlib.util.find_spec("opentelemetry") is None:
        hint = "Install the hub with the extra `telemetry`, or unset OTEL_EXPORTER_OTLP_ENDPOINT."
        raise HubError(ErrorCode.SETTING_INVALID, "Traces are turned on, but OpenTelemetry is not installed.", hint)
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - an extra
    from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    provider = TracerProvider(resource=Resource.create({"service.name": os.environ.get("OTEL_SERVICE_NAME", "hub")}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    # one span for a request: those of its single messages say nothing
    return OpenTelemetryMiddleware(app, tracer_provider=provider, exclude_spans=["receive", "send"])
