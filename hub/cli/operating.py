"""`hub token new | list | revoke` and `hub audit`: who may change the hub over HTTP, and who changed what."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli.options import AsJson
from hub.cli.output import complain, say, stdout, table, write_json
from hub.operators.rights import LONGEST, Right

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from hub.store import Database

Rights = Annotated[
    list[Right],
    typer.Option(
        "--right",
        help=(
            "What the token allows: load seeds, judge pairs, read the audit log and seed files, replay webhooks; may be"
            " repeated."
        ),
    ),
]
AllowedNetworks = Annotated[
    list[str] | None,
    typer.Option(
        "--network",
        help="Only this network; may be repeated. Default all networks.",
        show_default=False,
    ),
]
Days = Annotated[int, typer.Option("--days", min=0, max=LONGEST, help="Days until the token expires; 0 for never.")]


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose token it is: a role or body that others know.")],
    right: Rights,
    network: AllowedNetworks = None,
    days: Days = 365,
    as_json: AsJson = False,
) -> None:
    """Make a token for an operator and print it. It is shown only now, because the store keeps only a digest of it."""
    from hub.operators.tokens import new_token

    token = with_tables(lambda database: new_token(database, name, right, network, days=days or None))
    if as_json:
        from hub.cli.operator_documents import NewTokenDocument

        write_json(NewTokenDocument(token.split("_")[1], token))
        return
    say(token)
    complain("Keep it like a password: it is not shown again. `hub token list` shows what it allows.")


def list_(as_json: AsJson = False) -> None:
    """List the tokens of operators. Shows what each allows, until when, and when it last changed anything."""
    from hub.operators.tokens import stored_tokens

    tokens = [token.document() for token in with_tables(stored_tokens)]
    if as_json:
        from hub.cli.operator_documents import TokensDocument

        write_json(TokensDocument(tokens))
        return
    columns = ("Id", "Name", "Rights", "Networks", "Made", "Expires", "Revoked", "Last used")
    rows = [
        (
            *(one["id"], one["name"], ", ".join(one["rights"])),
            "all" if one["networks"] is None else ", ".join(one["networks"]),
            *(one[name] for name in ("created_at", "expires_at", "revoked_at", "last_used_at")),
        )
        for one in tokens
    ]
    stdout().print(table(columns, rows))


def revoke(
    token: Annotated[str, typer.Argument(metavar="ID", help="Id of the token, as `hub token list` shows it.")],
    as_json: AsJson = False,
) -> None:
    """Revoke a token. Sessions that were signed in with it end as well."""
    from hub.operators.tokens import revoke_token

    with_tables(lambda database: revoke_token(database, token))
    if as_json:
        from hub.cli.operator_documents import RevokedTokenDocument

        write_json(RevokedTokenDocument(token))
        return
    say(f"The token {token} has been revoked.")


def audit(
    first: Annotated[
        int, typer.Option("--first", min=1, max=100_000, help="How many entries to list, newest first.")
    ] = 100,
    network: AllowedNetworks = None,
    as_json: AsJson = False,
) -> None:
    """List who changed what, how and when, newest first. Nothing in the hub can edit this log."""
    from hub.operators.audit import audit_entries

    entries = with_tables(lambda database: audit_entries(database, first=first, subjects=network))
    if as_json:
        from hub.cli.operator_documents import AuditDocument

        write_json(AuditDocument(entries))
        return
    columns = ("No.#", "At", "Who", "By means of", "Action", "Subject", "Outcome", "Revision#", "Detail")
    rows = [
        (
            entry.number,
            entry.at,
            entry.who,
            entry.means,
            entry.action,
            entry.subject,
            entry.outcome,
            entry.revision,
            " ".join(entry.detail),
        )
        for entry in entries
    ]
    stdout().print(table(columns, rows))


def with_tables(work: "Callable[[Database], Coroutine[Any, Any, Any]]") -> Any:
    """Run work on the store of the settings, which need not have been loaded: tokens may come first."""
    from hub.cli.stores import with_store
    from hub.store import upgrade

    async def run(database: "Database") -> Any:
        await upgrade(database)
        return await work(database)

    return with_store(run)
