"""`hub webhook add | list | log | rotate | replay | remove`: who is notified of changes."""

from typing import Annotated, Any

import typer

from hub.cli.exit_codes import ExitCode
from hub.cli.operating import with_tables
from hub.cli.options import AsJson
from hub.cli.output import complain, counted, say, stdout, table, write_json

Id = Annotated[str, typer.Argument(metavar="ID", help="Id of the webhook, as `hub webhook list` shows it.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", help="Only changes to things of this kind; may be repeated. Default all kinds.", show_default=False
    ),
]
ChosenNetworks = Annotated[
    list[str] | None,
    typer.Option(
        "--network",
        help="Only changes by loads of this network; may be repeated. Default all networks.",
        show_default=False,
    ),
]
_KEEP = (
    "Keep it like a password: it is not shown again. The receiver uses it to verify that messages come from this hub."
)


def add(
    target: Annotated[str, typer.Argument(metavar="URL", help="Address that receives the messages.")],
    kind: Kinds = None,
    network: ChosenNetworks = None,
    as_json: AsJson = False,
) -> None:
    """Notify an address of all changes from now on. Prints the secret that signs the messages.

    Messages are sent by a hub that serves. HUB_WEBHOOK_KEY must be set to the same value for this command and for that
    hub.
    """
    from hub.config import settings
    from hub.harvest.host_rules import HostRules
    from hub.webhooks.hook_secrets import required_key
    from hub.webhooks.hooks import add_hook

    key, rules = required_key(settings().webhook_key), HostRules(private=settings().harvest_private)
    hook = with_tables(lambda store: add_hook(store, key, target, kinds=kind, networks=network, rules=rules))
    _tell_secret(hook, "webhook add", as_json=as_json)


def rotate(webhook: Id, as_json: AsJson = False) -> None:
    """Give a webhook a new secret and print it. For one day messages are also signed with the old one."""
    from hub.config import settings
    from hub.webhooks.hook_secrets import required_key
    from hub.webhooks.hooks import rotate_hook

    key = required_key(settings().webhook_key)
    _tell_secret(with_tables(lambda store: rotate_hook(store, key, webhook)), "webhook rotate", as_json=as_json)


def list_(as_json: AsJson = False) -> None:
    """List who is notified of what. Exits with 1 if a webhook is off because its messages could not be delivered."""
    from hub.webhooks.hooks import listed_hooks

    hooks = with_tables(listed_hooks)
    _warn_without_key()
    if as_json:
        from hub.cli.webhook_documents import WebhooksDocument

        write_json(WebhooksDocument(hooks))
    else:
        columns = ("Id", "Address", "Kinds", "Networks", "Sent up to#", "Pending#", "Failures#", "Off since", "Why")
        rows = [
            (
                *(hook["id"], hook["target"], _all_or(hook["kinds"]), _all_or(hook["networks"]), hook["position"]),
                *(hook[name] for name in ("pending", "failures", "off_at", "off_why")),
            )
            for hook in hooks
        ]
        stdout().print(table(columns, rows))
    if any(hook["off_at"] for hook in hooks):
        complain("A webhook that is off receives nothing until `hub webhook replay ID`.")
        raise typer.Exit(ExitCode.FINDINGS)


def log(
    webhook: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One webhook; default all.", show_default=False)
    ] = None,
    first: Annotated[int, typer.Option("--first", min=1, max=10_000, help="How many, newest first.")] = 100,
    as_json: AsJson = False,
) -> None:
    """List messages to webhooks, newest first, with the outcome of each."""
    from hub.webhooks.deliveries import deliveries

    found = with_tables(lambda store: deliveries(store, webhook, first))
    if as_json:
        from hub.cli.webhook_documents import DeliveriesDocument

        write_json(DeliveriesDocument(found))
        return
    columns = ("Id", "Webhook", "After#", "Up to#", "Made", "State", "Tries#", "Answer#", "Error")
    rows = [
        (
            delivery.id,
            delivery.webhook,
            delivery.since,
            delivery.revision,
            delivery.made_at,
            delivery.state,
            delivery.tries,
            delivery.status,
            delivery.error,
        )
        for delivery in found
    ]
    stdout().print(table(columns, rows))


def replay(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Id of a message, or of a webhook to send everything that it has not received."
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Send a message again, or all that a webhook has missed. Ids stay the same; a webhook that was off is on again."""
    from hub.webhooks.deliveries import replay as send_again

    sent = with_tables(lambda store: send_again(store, id_))
    _warn_without_key()
    if as_json:
        from hub.cli.webhook_documents import ReplayedDocument

        write_json(ReplayedDocument(list(sent)))
        return
    say(f"{counted(len(sent), 'message')} will be sent again by the hub that serves.")


def remove(webhook: Id, as_json: AsJson = False) -> None:
    """Remove a webhook and the log of its messages."""
    from hub.webhooks.hooks import remove_hook

    with_tables(lambda store: remove_hook(store, webhook))
    if as_json:
        from hub.cli.webhook_documents import RemovedWebhookDocument

        write_json(RemovedWebhookDocument(webhook))
        return
    say(f"The webhook {webhook} has been removed.")


def _warn_without_key() -> None:
    """Say where nothing would be sent; the hub that serves may have other settings than this command."""
    from hub.config import settings

    if settings().webhook_key is None:
        complain(
            "HUB_WEBHOOK_KEY is not set: a hub that serves without it notifies nobody. Set it for `hub serve`, to 32"
            " characters or more that you keep."
        )


def _all_or(names: list[str] | None) -> str:
    return "all" if names is None else ", ".join(names)


def _tell_secret(hook: Any, command: Any, *, as_json: bool) -> None:
    if as_json:
        from hub.cli.webhook_documents import NewWebhookDocument

        write_json(NewWebhookDocument(hook.id, hook.secret, command))
        return
    say(f"{hook.id} {hook.secret}")
    complain(_KEEP)
