"""Every command, with the heavy parts imported only by the command that needs them."""

from __future__ import annotations

from typing import Annotated

import typer

from sendoff import __version__
from sendoff.cli.command_line import CommandLine
from sendoff.cli.commands import (
    attributes,
    demo,
    destinations,
    export,
    exports,
    init,
    run,
    segments,
    serve,
    token,
    value_lists,
)

HERE = "On this machine"
INSTANCE = "A server of your own"
CLIENT = "With a server (SENDOFF_URL, SENDOFF_TOKEN)"

app = typer.Typer(
    name="sendoff",
    cls=CommandLine,
    help="Gets a segment of customers out: exactly, with a status, and accounted for.",
    epilog="Every command takes --json: one line of JSON on standard output. Exit code 0 is success.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("demo", rich_help_panel=HERE)(demo.demo)
app.command("export", rich_help_panel=HERE)(export.export)
app.command("init", rich_help_panel=INSTANCE)(init.init)
app.command("serve", rich_help_panel=INSTANCE)(serve.serve)
app.command("worker", rich_help_panel=INSTANCE)(serve.worker)
app.add_typer(token.app, name="token", rich_help_panel=INSTANCE)
app.add_typer(attributes.app, name="attributes", rich_help_panel=CLIENT)
app.add_typer(segments.app, name="segments", rich_help_panel=CLIENT)
app.add_typer(value_lists.app, name="value-lists", rich_help_panel=CLIENT)
app.add_typer(destinations.app, name="destinations", rich_help_panel=CLIENT)
app.command("run", rich_help_panel=CLIENT)(run.run)
app.add_typer(exports.app, name="exports", rich_help_panel=CLIENT)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass
