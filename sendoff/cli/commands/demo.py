"""`sendoff demo`: invented customers, one segment of them, and its file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from sendoff.cli.commands.export import export
from sendoff.cli.output import errors, told

FIRST_ROWS = 5

SEGMENT = {
    "operation": "and",
    "operands": [
        {"attribute_id": "newsletter", "condition": {"operation": "is_true"}},
        {
            "operation": "or",
            "operands": [
                {
                    "attribute_id": "orders_count",
                    "condition": {"operation": "number_greater_than", "value": 3},
                },
                {"attribute_id": "city", "condition": {"operation": "contains", "value": "pra"}},
            ],
        },
    ],
}
"""Readers of the newsletter who have ordered at least three times, or live in Prague."""


@told
def demo(
    rows: Annotated[int, typer.Option(min=1, help="How many customers.")] = 1_000_000,
    folder: Annotated[Path, typer.Option(help="Where the customers and the file are put.")] = Path("demo"),
) -> None:
    """Make customers, export a segment of them, and show the first rows."""
    from sendoff.demo.customers import write_customers

    folder.mkdir(parents=True, exist_ok=True)
    customers, conditions, file = (
        folder / "customers.parquet",
        folder / "segment.json",
        folder / "segment.csv",
    )
    errors.print(f"Making {rows:,} customers …")
    write_customers(customers, rows=rows)
    conditions.write_text(json.dumps(SEGMENT, indent=2) + "\n")
    errors.print(f"Exporting the segment in {conditions} …")
    columns = "first_name,email,city,birth_date,orders_count,lifetime_value,newsletter,tags"
    export(profiles=str(customers), conditions=conditions, columns=columns, to=file, force=True)
    sys.stdout.write(f"\nThe first rows of {file}:\n\n")
    with file.open() as lines:
        for _, line in zip(range(FIRST_ROWS + 1), lines, strict=False):
            sys.stdout.write(line)
