"""`hub serve`."""

import socket
import sys
from typing import Annotated

import typer

from hub.cli.options import Again
from hub.cli.output import complain, counted, write_json
from hub.errors import ErrorCode, HubError


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; default HUB_HOST.", show_default=False)
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, help="Port to listen on; 0 picks a free one. Default HUB_PORT.", show_default=False
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Number of processes that serve; default HUB_WORKERS.", show_default=False)
    ] = None,
    load: Annotated[bool, typer.Option("--load/--no-load", help="Load HUB_SEEDS first.")] = True,
    again: Again = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the address as one JSON document on stdout.")] = False,
) -> None:
    """Load the seeds, then serve graph, pages and health over HTTP. Ctrl-C ends it with exit code 0."""
    from hub.app import serve as serve_app
    from hub.cli.stores import with_store
    from hub.config import settings
    from hub.store import upgrade

    options = {"host": host, "port": port, "workers": workers}
    chosen = settings().model_copy(update={name: value for name, value in options.items() if value is not None})
    chosen = chosen.model_copy(update={"port": _free_port(chosen.host, chosen.port)})
    if load:
        _load_seeds(again=again)
    else:
        with_store(upgrade)
    if as_json:
        from hub.cli.serving_documents import ServedDocument

        write_json(ServedDocument(chosen.host, chosen.port, f"http://{chosen.host}:{chosen.port}/graphql"))
        sys.stdout.flush()  # whoever started it waits for the address, and nothing else follows to push it out
    serve_app(chosen)


def _free_port(host: str, port: int) -> int:
    """The port, or a free one for 0.

    Raises `HubError` for an address that cannot be listened on, before anything is loaded.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except OSError as error:
        message = f"The hub cannot listen on {host}, port {port}: {error.strerror}."
        hint = "Choose another with --host and --port, or HUB_HOST and HUB_PORT; port 0 picks a free one."
        raise HubError(ErrorCode.SETTING_INVALID, message, hint) from error


def _load_seeds(*, again: bool) -> None:
    """Load what HUB_SEEDS names; what is wrong with it is reported, but keeps nobody from being served."""
    from hub.cli.directories import chosen
    from hub.cli.load_command import load_into_store
    from schema.issues import IssueCode

    for report in load_into_store(chosen(None), again=again):
        for issue in report.issues:
            if issue.code is IssueCode.CONTENT_UNDONE:
                complain(f"{report.network}: {issue.message} `hub load --again` loads it.")
        errors = f", {counted(report.errors, 'error')}: `hub check` shows them" if report.errors else ""
        complain(f"{report.network}: {report.status}, {report.rows:,} records{errors}")
