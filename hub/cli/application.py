"""The commands, in the order in which help lists them."""

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from hub.cli import describing, evaluating, explaining, exporting, judging, loading, reviewing, serving
from hub.cli.output import say

EXIT_CODES = """Exit codes: 0 fine; 1 findings of error severity, or a load that was kept or refused; 2 wrong usage or settings;
3 the store cannot be used; 70 a mistake in the hub itself; 130 stopped by Ctrl-C (but 0 for serve).

Settings are HUB_* variables (docs/settings.md), above all HUB_DATABASE_URL and HUB_SEEDS. HUB_DEBUG=1 shows tracebacks."""

APP = typer.Typer(
    name="hub", help="One graph of organisations, OSPOs, products, events and news across networks of public-sector open source.",
    epilog=EXIT_CODES, invoke_without_command=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip
IDENTITY = typer.Typer(help="How well identity does.", invoke_without_command=True, rich_markup_mode=None)


def _version(wanted: bool) -> None:  # noqa: FBT001 - the signature of a callback
    if not wanted:
        return
    try:
        say(version("public-sector-open-source-hub"))
    except PackageNotFoundError:
        say("unknown: the hub runs from its source tree and is not installed")
    raise typer.Exit


@APP.callback()
def _hub(
    context: typer.Context,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Show help where no command is named."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@IDENTITY.callback()
def _identity(context: typer.Context) -> None:
    """Show help where no command is named."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _example(text: str) -> str:
    return f"Example: {text}"


APP.command("load", epilog=_example("hub load seeds"))(loading.load)
APP.command("check", epilog=_example("hub check seeds/os2"))(loading.check)
APP.command("serve", epilog=_example("hub serve --port 8080 --no-load"))(serving.serve)
APP.command("networks", epilog=_example("hub networks --json"))(describing.networks)
APP.command("export", epilog=_example("hub export --to exports --format csv --kind organisation --kind relation"))(
    exporting.export
)
APP.command("schema", epilog=_example("hub schema --check"))(describing.schema)
APP.command("review", epilog=_example("hub review --by 'OS2 secretariat' --kind organisation"))(reviewing.review)
APP.command("explain", epilog=_example("hub explain kobenhavns-kommune os2/organisation/kobenhavn"))(explaining.explain)
APP.command(
    "join",
    epilog=_example("hub join os2/product/os2mo osor/product/os2mo --by 'OS2 secretariat' --why 'one code base'"),
)(judging.join)
APP.command("split", epilog=_example("hub split prod_abc --by 'OS2 secretariat' --why 'a fork with its own makers'"))(
    judging.split
)
IDENTITY.command("evaluate", epilog=_example("hub identity evaluate dev_pairs.csv --json"))(evaluating.evaluate)
APP.add_typer(IDENTITY, name="identity", epilog=_example("hub identity evaluate dev_pairs.csv"))
