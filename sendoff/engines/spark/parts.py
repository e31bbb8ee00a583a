"""An export's files, written by the executors: what runs there, and what comes back of it.

Executors import this module: it knows Arrow and the port, and no client of Spark's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from uuid import uuid4

import pyarrow as pa

from sendoff.engines.port import Part, PartWriter

COLUMNS = "label STRING, name STRING, rows BIGINT, bytes BIGINT, sha256 STRING, no_id BIGINT"
"""What comes back of each file. `no_id`: customers without an id were found, and the file does not count."""

_SCHEMA = pa.schema(
    [
        ("label", pa.string()), ("name", pa.string()), ("rows", pa.int64()), ("bytes", pa.int64()),
        ("sha256", pa.string()), ("no_id", pa.int64()),
    ]
)  # fmt: skip


class NoIds(Exception):
    """Customers without an id were found."""

    def __init__(self, customers: int) -> None:
        super().__init__(str(customers))
        self.customers = customers


@dataclass(frozen=True)
class WritePart:
    """Called once for each attempt at each partition; writes its rows as one file, no rows as none."""

    writer: PartWriter
    schema: pa.Schema

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        found = (self._checked(batch) for batch in batches if batch.num_rows)
        try:
            first = next(found, None)
            if first is not None:
                label = _label()
                part = self.writer(chain([first], found), self.schema, label=label)
                yield _row(label, part.name, part.rows, part.bytes, part.sha256, 0)
        except NoIds as error:
            # Told, not raised: Spark would try the task three times more.
            yield _row("", "", 0, 0, "", error.customers)

    def _checked(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        if batch.column(0).null_count:
            raise NoIds(batch.column(0).null_count)
        return pa.RecordBatch.from_arrays(batch.columns, schema=self.schema)


def counting(batches: Iterable[pa.RecordBatch]) -> tuple[Part, ...]:
    """The parts that came back, in order of their labels. Raises: NoIds."""
    rows = [row for batch in batches for row in batch.to_pylist()]
    without_id = sum(row["no_id"] for row in rows)
    if without_id:
        raise NoIds(without_id)
    rows.sort(key=lambda row: row["label"])
    return tuple(Part(row["name"], row["rows"], row["bytes"], row["sha256"]) for row in rows)


def _label() -> str:
    """In the order of partitions; no two attempts have the same, of whichever query and application."""
    from pyspark import TaskContext  # of the executor

    context = TaskContext.get()
    partition = 0 if context is None else context.partitionId()
    return f"{partition:06d}-{uuid4().hex}"


def _row(*values: object) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [pa.array([value], field.type) for value, field in zip(values, _SCHEMA, strict=True)], schema=_SCHEMA
    )
