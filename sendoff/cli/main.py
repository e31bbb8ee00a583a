"""`sendoff`: every command, with the heavy parts imported only by the command that needs them."""

from __future__ import annotations

from typing import Annotated

import typer

from sendoff import __version__
from sendoff.cli.commands import attributes, demo, export, exports, init, run, segments, serve, token

app = typer.Typer(
    name="sendoff",
    help="Gets a segment of customers out: exactly, with a status, and accounted for.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(attributes.app, name="attributes")
app.command("demo")(demo.demo)
app.command("export")(export.export)
app.add_typer(exports.app, name="exports")
app.command("init")(init.init)
app.command("run")(run.run)
app.add_typer(segments.app, name="segments")
app.command("serve")(serve.serve)
app.add_typer(token.app, name="token")
app.command("worker")(serve.worker)


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


def main() -> None:
    app()


if __name__ == "__main__":
    main()
