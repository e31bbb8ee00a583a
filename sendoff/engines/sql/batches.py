"""Batches on their way out of an engine: each customer with an id, none larger than was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from sendoff.engines.port import SourceUnusable


def handed_out(batches: Iterable[pa.RecordBatch], *, batch_rows: int) -> Iterator[pa.RecordBatch]:
    """The same rows in batches of at most `batch_rows`; the id is their first column.

    Raises: SourceUnusable, where an id is null; what `batches` raises.
    """
    for batch in batches:
        unknown = batch.column(0).null_count
        if unknown:
            raise no_id(batch.schema.field(0).name, unknown)
        for start in range(0, batch.num_rows, batch_rows):
            yield batch.slice(start, batch_rows)


def no_id(id_column: str, customers: int) -> SourceUnusable:
    return SourceUnusable(
        f"At least {customers} customers have no id in {id_column!r}, so they cannot be told apart. "
        "`sendoff attributes check` counts them; correct the source."
    )
