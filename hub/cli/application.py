"""The commands, in the order in which help lists them."""

from collections.abc import Callable
from typing import Annotated

import typer

from hub.cli import (
    deciding,
    describing,
    drafting,
    evaluating,
    examining,
    explaining,
    exporting,
    forgetting_people,
    harvesting,
    list_matching,
    load_command,
    looking_back,
    mirroring,
    operating,
    reviewing,
    sampling,
    serving,
    snapshotting,
    tool_serving,
    trusting,
    undoing,
    webhooks,
)
from hub.cli.output import say
from hub.release import PACKAGE, version_of

EXIT_CODES = """Exit codes: 0 success, perhaps with warnings; 1 findings of error severity, or a judgement without effect;
2 wrong usage or settings; 3 the store cannot be used; 4 a load was not accepted, or you answered no to a question;
70 a bug in the hub; 130 stopped by Ctrl-C or SIGTERM (but 0 for serve).

Settings are HUB_* variables (docs/settings.md); the main ones are HUB_DATABASE_URL and HUB_SEEDS.
HUB_DEBUG=1 shows tracebacks."""

APP = typer.Typer(
    name="hub", help="One graph of organisations, OSPOs, products, events and news across networks of public-sector open source.",
    epilog=EXIT_CODES, invoke_without_command=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip
IDENTITY = typer.Typer(
    help="Measure how well the hub joins records and reads texts.", invoke_without_command=True, rich_markup_mode=None
)

JUDGEMENTS = typer.Typer(
    help="List or undo the judgements that people gave.", invoke_without_command=True, rich_markup_mode=None
)

TOKENS = typer.Typer(
    help="Manage operators' tokens for changing the hub over HTTP.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

OPERATIONS = typer.Typer(
    help="Manage trusted GraphQL operations. Clients may send their hash alone; HUB_ONLY_TRUSTED refuses all others.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
WEBHOOKS = typer.Typer(
    help="Manage webhooks, which notify other systems of changes.", invoke_without_command=True, rich_markup_mode=None
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - the signature of a callback
    if not wanted:
        return
    say(version_of(PACKAGE) or "unknown: the hub runs from its source tree and is not installed")
    raise typer.Exit


@APP.callback()
def _hub(
    context: typer.Context,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Show help where no command is named."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@JUDGEMENTS.callback()
@TOKENS.callback()
@OPERATIONS.callback()
@WEBHOOKS.callback()
@IDENTITY.callback()
def _group_help(context: typer.Context) -> None:
    """Show help where no command is named."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


_COMMANDS: tuple[tuple[typer.Typer, Callable[..., None], str], ...] = (
    (APP, drafting.new, "new code-for-water seeds/code-for-water"),
    (APP, load_command.load, "load seeds"),
    (APP, load_command.check, "check seeds/os2"),
    (APP, harvesting.harvest, "harvest seeds --due"),
    (APP, undoing.undo, "undo --revision 12"),
    (APP, undoing.remove, "remove os2 --dry-run"),
    (APP, undoing.erase, "erase os2/organisation/odense --dry-run"),
    (APP, forgetting_people.forget, "forget 'Jane Doe' jane@doe.example --dry-run"),
    (APP, looking_back.at, "at 2026-05-31 --to old.db"),
    (APP, serving.serve, "serve --port 8080 --no-load"),
    (APP, tool_serving.mcp, "mcp"),
    (APP, describing.networks, "networks --json"),
    (APP, exporting.export, "export --to exports --format csv --kind organisation --kind relation"),
    (APP, snapshotting.snapshot, "snapshot --to snapshots"),
    (APP, snapshotting.verify, "verify snapshots"),
    (APP, mirroring.site, "site --to public --language da"),
    (APP, describing.schema, "schema --check"),
    (APP, reviewing.review, "review --by 'OS2 secretariat' --kind organisation"),
    (APP, explaining.explain, "explain kobenhavns-kommune os2/organisation/kobenhavn"),
    (APP, list_matching.match, "match towns.csv --kind organisation --country land --to matched.csv"),
    (
        APP,
        deciding.join,
        "join os2/product/os2mo osor/product/os2mo --by 'OS2 secretariat' --why 'one code base'",
    ),
    (APP, deciding.split, "split prod_abc --by 'OS2 secretariat' --why 'a fork with its own makers'"),
    (JUDGEMENTS, deciding.list_, "judgements list --json"),
    (JUDGEMENTS, deciding.undo, "judgements undo judgement_0123456789abcdef0123"),
    (TOKENS, operating.new, "token new 'OS2 secretariat' --right load --right judge --network os2 --days 90"),
    (TOKENS, operating.list_, "token list --json"),
    (TOKENS, operating.revoke, "token revoke 9f3a61c2"),
    (OPERATIONS, trusting.add, "operations add queries.graphql persisted-documents.json"),
    (OPERATIONS, trusting.list_, "operations list --json"),
    (OPERATIONS, trusting.remove, "operations remove 3f8a12c0"),
    (WEBHOOKS, webhooks.add, "webhook add https://town.example/hook --kind product --network os2"),
    (WEBHOOKS, webhooks.list_, "webhook list --json"),
    (WEBHOOKS, webhooks.log, "webhook log hook_0123456789ab"),
    (WEBHOOKS, webhooks.rotate, "webhook rotate hook_0123456789ab"),
    (WEBHOOKS, webhooks.replay, "webhook replay msg_0123456789abcdef01234567"),
    (WEBHOOKS, webhooks.remove, "webhook remove hook_0123456789ab"),
    (APP, operating.audit, "audit --network os2 --json"),
    (APP, examining.doctor, "doctor --json"),
    (IDENTITY, evaluating.evaluate, "identity evaluate dev_pairs.csv --folds 5 --json"),
    (IDENTITY, sampling.sample, "identity sample candidates --size 200 > candidates.csv"),
)
"""Every command with an example of its use, in the order in which help lists them."""

for _group, _command, _example in _COMMANDS:
    _group.command(_command.__name__.rstrip("_"), epilog=f"Example: hub {_example}")(_command)
APP.add_typer(JUDGEMENTS, name="judgements", epilog="Example: hub judgements list")
APP.add_typer(TOKENS, name="token", epilog="Example: hub token list")
APP.add_typer(OPERATIONS, name="operations", epilog="Example: hub operations list")
APP.add_typer(WEBHOOKS, name="webhook", epilog="Example: hub webhook list")
APP.add_typer(IDENTITY, name="identity", epilog="Example: hub identity evaluate dev_pairs.csv")
