"""`sendoff token`: API tokens and download links, made and revoked by whoever holds the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sendoff.cli.output import AsJson, print_facts, print_json, told
from sendoff.settings import load

if TYPE_CHECKING:
    from sendoff.services.house import House

DataFolder = Annotated[Path, typer.Option(help="The folder that `sendoff init` made.")]
Email = Annotated[str, typer.Option(help="The e-mail of the user whom the token speaks for.")]

app = typer.Typer(
    help="Make, list and revoke long-lived API tokens; revoke download links.", no_args_is_help=True
)


@app.command()
@told
def create(
    data: DataFolder,
    email: Email,
    name: Annotated[str, typer.Option(help="What it is for.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make a token and print it, this once only."""
    from sendoff.services.tokens import make_token

    with _opened(data) as house:
        token_id, token = make_token(house, email=email, name=name)
    print_facts({"id": token_id, "email": email, "name": name, "token": token}, as_json=as_json)


@app.command("list")
@told
def list_(data: DataFolder, email: Email, as_json: AsJson = False) -> None:
    """List a user's tokens, without the tokens themselves."""
    from sendoff.services.tokens import list_tokens
    from sendoff.store.moments import shown

    with _opened(data) as house:
        found = list_tokens(house, email=email)
    tokens = [{"id": row.id, "name": row.name, "created": shown(row.created)} for row in found]
    if as_json:
        print_json({"tokens": tokens})
        return
    for token in tokens:
        typer.echo(f"{token['id']:>6}  {token['created']}  {token['name']}")


@app.command()
@told
def revoke(
    token_id: Annotated[int, typer.Argument(metavar="TOKEN_ID", min=1, help="The id that `list` shows.")],
    data: DataFolder,
    as_json: AsJson = False,
) -> None:
    """Make a token open nothing any more."""
    from sendoff.services.tokens import revoke_token

    with _opened(data) as house:
        revoke_token(house, token_id)
    print_facts({"revoked": token_id}, as_json=as_json)


@app.command("revoke-links")
@told
def revoke_links(
    export_id: Annotated[int, typer.Argument(metavar="EXPORT_ID", min=1, help="The export's id.")],
    data: DataFolder,
    as_json: AsJson = False,
) -> None:
    """Make the download links of an export open nothing any more; who may download gets new ones."""
    from sendoff.services.tokens import revoke_links

    with _opened(data) as house:
        revoke_links(house, export_id)
    print_facts({"export_id": export_id}, as_json=as_json)


@contextmanager
def _opened(data: Path) -> Iterator[House]:
    from sendoff import bootstrap

    house = bootstrap.build(load(data))
    try:
        yield house
    finally:
        house.database.close()
