"""`sendoff init`: a data folder, its settings, and the first administrator."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from sendoff.cli.listed import CsvTypes, csv_types_of
from sendoff.cli.output import AsJson, print_facts, told
from sendoff.cli.progress import progress_bar
from sendoff.cli.questions import asked, asked_for_new_secret
from sendoff.errors import Kind, SendoffError
from sendoff.settings import FILE_NAME, load


@told
def init(
    data: Annotated[Path, typer.Option(help="Folder for the settings, the database and the files.")],
    profiles: Annotated[str, typer.Option(help="Customers: Parquet or CSV files, or the URL of an engine.")],
    admin_email: Annotated[
        str | None, typer.Option(help="The first administrator's e-mail; asked for if not given.")
    ] = None,
    admin_password: Annotated[
        str | None,
        typer.Option(
            envvar="SENDOFF_ADMIN_PASSWORD",
            help="Their password, of at least 8 characters; asked for if not given.",
        ),
    ] = None,
    id_column: Annotated[str | None, typer.Option(help="The column that identifies a customer.")] = None,
    csv_types: CsvTypes = "",
    as_json: AsJson = False,
) -> None:
    """Set up a data folder and print the first administrator's token."""
    from sendoff import bootstrap
    from sendoff.services.credentials import checked_email, checked_password
    from sendoff.services.first_start import make_first

    file = data / FILE_NAME
    if file.exists():
        raise SendoffError(
            f"The folder {data} is set up already. Use it with `sendoff serve --data {data}`, "
            "or choose another one.",
            code="already_set_up",
            kind=Kind.CONFLICT,
        )
    types = csv_types_of(csv_types)
    settings = load(data, profiles=_absolute(profiles), id_column=id_column, csv_types=types or None)
    # What cannot be used is told now: not at the first export, and before anything is made.
    with progress_bar("Looking at the customers", total=None):
        bootstrap.open_profiles(settings).catalogue()
    email = checked_email(admin_email or asked("E-mail of the first administrator"))
    password = checked_password(admin_password or asked_for_new_secret("Their password"))
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        lines = [f"profiles = {json.dumps(settings.profiles)}"]
        if id_column is not None:
            lines.append(f"id_column = {json.dumps(id_column)}")
        if types:
            lines += ["", "[csv_types]", *(f"{json.dumps(c)} = {json.dumps(t)}" for c, t in types.items())]
        house = bootstrap.build(settings)
        token = make_first(house, email=email, password=password)
        house.database.close()
        # Last, and in one move: a folder with settings is a folder that is whole.
        temporary = file.with_suffix(".tmp")
        temporary.write_text("\n".join(lines) + "\n")
        os.replace(temporary, file)
    except OSError as error:
        raise SendoffError(
            f"The folder {data} cannot be written: {error.strerror}.",
            code="data_unwritable",
            kind=Kind.FAILED,
        ) from None
    print_facts({"email": email, "token": token, "data": str(data)}, as_json=as_json)


def _absolute(profiles: str) -> str:
    """A plain path as seen from anywhere; a URL as it is."""
    return profiles if "://" in profiles else str(Path(profiles).absolute())
