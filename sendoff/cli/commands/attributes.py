"""`sendoff attributes`: what is known of customers, and whether their ids are sound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sendoff.cli.connection import connected
from sendoff.cli.exit_codes import FAILED
from sendoff.cli.listed import CsvTypes, csv_types_of
from sendoff.cli.output import AsJson, Limit, Offset, errors, print_facts, print_json, print_table, told
from sendoff.errors import invalid

if TYPE_CHECKING:
    from sendoff.engines.port import Engine, IdentityProblems

app = typer.Typer(help="What is known of customers, and whether their ids are sound.", no_args_is_help=True)


@app.command("list")
@told
def list_(
    show_hidden: Annotated[bool, typer.Option("--show-hidden", help="Hidden ones too.")] = False,
    limit: Limit = 100,
    offset: Offset = 0,
    as_json: AsJson = False,
) -> None:
    """List the attributes of customers."""
    with connected() as client:
        answer = client.get("/attributes", show_hidden=int(show_hidden), limit=limit, offset=offset)
    if as_json:
        print_json(answer)
        return
    print_table(
        ("id", "type", "values", "protected", "description"),
        [
            (
                each["id"], _type(each["data_type"]), "one" if each["is_unique"] else "list",
                "yes" if each["is_pii_protected"] else "no", each["description"],
            )
            for each in answer["attributes"]
        ],
    )  # fmt: skip


def _type(data_type: str) -> str:
    """A compound's as a person reads it; any other as it is."""
    if not data_type.startswith("compound("):
        return data_type
    subs = json.loads(data_type.removeprefix("compound(").removesuffix(")"))
    return f"compound of {', '.join(f'{sub_id} ({kind})' for sub_id, _, kind in subs)}"


@app.command()
@told
def check(
    data: Annotated[
        Path | None, typer.Option(help="The folder that `sendoff init` made: its settings say what to read.")
    ] = None,
    profiles: Annotated[
        str | None, typer.Option(help="Customers: Parquet or CSV files, or the URL of an engine.")
    ] = None,
    id_column: Annotated[str | None, typer.Option(help="The column that identifies a customer.")] = None,
    csv_types: CsvTypes = "",
    as_json: AsJson = False,
) -> None:
    """Count customers without an id, and ids on several rows; exit code 0 if there are none.

    It reads the customers itself, without a server.
    """
    from sendoff.cli.work import carried_out

    engine = _engine(data, profiles, id_column=id_column, csv_types=csv_types_of(csv_types))
    found = carried_out(lambda stop: engine.identity_problems(stop=stop), "Reading all ids", total=None)
    facts = {
        "customers": found.customers,
        "null_ids": found.null_ids,
        "duplicate_ids": found.duplicate_ids,
    }
    print_facts(facts, as_json=as_json)
    if found.null_ids or found.duplicate_ids:
        errors.print(_advice(found), style="red", markup=False)
        raise typer.Exit(FAILED)


def _engine(
    data: Path | None, profiles: str | None, *, id_column: str | None, csv_types: dict[str, str]
) -> Engine:
    """Raises: Invalid."""
    from sendoff.engines.port import EngineOptions
    from sendoff.engines.registry import open_engine
    from sendoff.settings import load

    if (data is None) == (profiles is None):
        raise invalid("Say what to read: --data with a data folder, or --profiles with the customers.")
    if profiles is not None:
        options = EngineOptions(csv_types=csv_types)
        if id_column is not None:
            options = EngineOptions(id_column=id_column, csv_types=csv_types)
        return open_engine(profiles, options)
    from sendoff import bootstrap

    assert data is not None
    return bootstrap.open_profiles(load(data, id_column=id_column, csv_types=csv_types or None))


def _advice(found: IdentityProblems) -> str:
    said = []
    if found.null_ids:
        said.append("Customers without an id make every export that has them an error.")
    if found.duplicate_ids:
        said.append("An id on several rows is as many customers, each with a line of its own in files.")
    return " ".join([*said, "Correct the source."])
