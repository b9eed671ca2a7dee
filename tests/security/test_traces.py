"""Traces of OpenTelemetry, as a collector receives them: a span for each request, and nothing secret in any."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.security.conftest import Hub, asked

collector_service = pytest.importorskip("opentelemetry.proto.collector.trace.v1.trace_service_pb2")


@contextmanager
def collecting() -> Iterator[tuple[str, list[bytes]]]:
    """A collector of OTLP over HTTP: its address, and what it was sent."""
    received: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            received.append(gzip.decompress(body) if self.headers["content-encoding"] == "gzip" else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", received
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("hub", ["sqlite"], indirect=True)
def test_each_request_is_a_span_that_tells_no_secret(hub: Hub):
    token = hub.run("token", "new", "North", "--right", "judge")["token"]
    with collecting() as (address, received):
        settings = {"OTEL_EXPORTER_OTLP_ENDPOINT": address, "HUB_OPERATOR_TOKEN": "of-the-environment-01"}
        with hub.served(**settings) as client:
            assert asked(client, "{ revision }", token) == {"data": {"revision": 2}}
            asked(client, 'mutation { undoJudgement(id: "x") { revision } }', "of-the-environment-01")
            assert client.get("/products", headers={"cookie": f"ticket={token}"}).status_code == 200
            assert client.get("/nowhere").status_code == 404
        # what was not sent yet is sent when the hub ends
        spans = [
            span
            for body in received
            for resource in collector_service.ExportTraceServiceRequest.FromString(body).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]
    told = [{one.key: str(one.value) for one in span.attributes} for span in spans]
    routes = [next(value for key, value in one.items() if key in {"http.target", "url.path"}) for one in told]
    assert [part for part in ("/graphql", "/products", "/nowhere") if not any(part in route for route in routes)] == []
    assert len(spans) >= 4
    for secret in (token, token.rpartition("_")[2], "of-the-environment-01"):
        assert not [body for body in received if secret.encode() in body]
        assert secret not in hub.log
