"""What an engine is asked for: a catalogue, a count, a sample, a stream that can be cancelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import pyarrow as pa

from sendoff.attributes.catalogue import Catalogue
from sendoff.conditions.predicates import ALL_CUSTOMERS as ALL_CUSTOMERS
from sendoff.conditions.predicates import Order as Order
from sendoff.conditions.predicates import Predicate
from sendoff.conditions.predicates import Selection as Selection
from sendoff.conditions.predicates import Top as Top
from sendoff.errors import Kind, SendoffError


class StopSignal(Protocol):
    """Set once to stop the work; `threading.Event` is one."""

    def is_set(self) -> bool: ...

    def wait(self, timeout: float | None = None) -> bool: ...


class Stopped(SendoffError):
    """The stop signal was set; the query is gone from the engine."""

    def __init__(self) -> None:
        super().__init__("The work was stopped.", code="stopped", kind=Kind.CONFLICT)


class SourceUnavailable(SendoffError):
    """Retryable: the source is being written or did not answer."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="source_unavailable", kind=Kind.UNAVAILABLE, retry_after_seconds=2.0)


class SourceChanged(SourceUnavailable):
    """Retryable: the source's files changed while they were read; nothing read may be used."""


class SourceUnusable(SendoffError):
    """Final: the source is missing, corrupt, or has not the columns that were asked for."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="source_unusable", kind=Kind.FAILED)


class StatementTooLong(SendoffError):
    """Final: the engine takes no statement so long, and was not sent it. Lengths are in bytes."""

    def __init__(self, source: str, *, length: int, most: int) -> None:
        super().__init__(
            f"The statement would be {length:,} bytes long, and {source!r} takes at most {most:,}. "
            "Ask for fewer conditions or shorter lists at once.",
            code="engine_cannot",
            kind=Kind.INVALID,
        )


@dataclass(frozen=True, slots=True)
class Query:
    """Rows of those customers of `among` that satisfy `predicate`.

    Args:
        attribute_ids: the columns wanted after the id, in this order; they may be none.
        limit: most rows, whichever; None is all of them.
    """

    predicate: Predicate
    attribute_ids: tuple[str, ...] = ()
    limit: int | None = None
    among: Selection = ALL_CUSTOMERS


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine cannot do, so that it is refused when a segment is saved.

    Args:
        refused: keys of operations it cannot do exactly, each with the reason, as a sentence.
        list_values: most values of one list, an uploaded one too; None: no limit of its own.
        statement_bytes: most bytes of one statement; None: no limit of its own. An engine that has one
            is `ChecksStatements`.
    """

    refused: Mapping[str, str] = field(default_factory=dict)
    list_values: int | None = None
    statement_bytes: int | None = None


class ValueLists(Protocol):
    """Where engines find the values of uploaded lists."""

    def table(self, key: str) -> pa.Table:
        """One column, `value`: text, lower-cased and distinct; whole numbers as text too.

        Raises: SourceUnusable, where there is no such list any more.
        """
        ...


class Running(Protocol):
    """A query under way."""

    def progress(self) -> float | None:
        """The engine's own estimate, 0 to 1, from any thread; None where it has none."""
        ...


class Watcher(Protocol):
    """Is told of a query once it is under way; called from the thread that asked for it."""

    def __call__(self, running: Running, /) -> None: ...


class Rows(Running, Protocol):
    """A running query.

    Iterating gives non-empty batches in no promised order: the id column first, under its own
    name in the source, then the attributes asked for, with the source's real types.

    Raises, while iterating:
        Stopped, SourceUnavailable, SourceChanged (also after the last batch, when the files
        were found changed), SourceUnusable, StatementTooLong. After any of them no batch may be used.
    """

    @property
    def schema(self) -> pa.Schema: ...

    @property
    def sources(self) -> tuple[str, ...]:
        """The files or tables read, for the manifest: no credentials."""
        ...

    def __iter__(self) -> Iterator[pa.RecordBatch]: ...


class Engine(Protocol):
    """One profile source. Every call opens what it needs and leaves nothing open."""

    def catalogue(self) -> Catalogue:
        """The attributes offered now; read from the source at each call.

        Raises: SourceUnavailable, SourceUnusable.
        """
        ...

    @property
    def limits(self) -> Limits:
        """What it cannot do; reads nothing."""
        ...

    def count(self, predicate: Predicate, *, stop: StopSignal | None = None) -> int:
        """How many customers satisfy it. Raises as `Rows` does."""
        ...

    def counts(
        self,
        predicates: Sequence[Predicate],
        *,
        among: Selection = ALL_CUSTOMERS,
        stop: StopSignal | None = None,
    ) -> list[int]:
        """How many of those customers satisfy each, in one pass over the source. Raises as `Rows` does."""
        ...

    def rows(
        self, query: Query, *, batch_rows: int, stop: StopSignal | None = None
    ) -> AbstractContextManager[Rows]:
        """The query, running; leaving the context ends it on the engine within 2 seconds.

        Args:
            batch_rows: most rows in one batch; at least 1.
            stop: stops the query within 2 seconds, also one that has not begun.
        """
        ...

    def identity_problems(self, *, stop: StopSignal | None = None) -> IdentityProblems:
        """Null and duplicate ids of the source, counted. Raises as `Rows` does."""
        ...


@runtime_checkable
class ChecksStatements(Protocol):
    """An engine that takes no statement longer than some length."""

    def check_statement(self, query: Query) -> None:
        """It takes the statement of the query, which is compiled for the source as it is now, and not run.

        Raises: StatementTooLong; SourceUnavailable, SourceUnusable.
        """
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export that was written in parts: whole, and published under its name."""

    name: str
    rows: int
    bytes: int
    sha256: str


class PartWriter(Protocol):
    """Writes rows as one file. It is pickled, and works where the engine has the rows."""

    def __call__(self, batches: Iterator[pa.RecordBatch], schema: pa.Schema, /, *, label: str) -> Part:
        """Takes all batches, each of this schema, the id first.

        Args:
            label: tells this file from every other of the export, also from those of attempts at the
                same rows that fail: letters, digits and `-`; files are put in order by it.
        """
        ...


@dataclass(frozen=True, slots=True)
class WrittenParts:
    """The parts that count, in order of their labels: each selected customer is in exactly one.

    `schema` and `sources` are those that `Rows` would have. Files of attempts that failed may be there
    beside them, and some may come yet.
    """

    parts: tuple[Part, ...]
    schema: pa.Schema
    sources: tuple[str, ...]


@runtime_checkable
class WritesParts(Protocol):
    """An engine that writes large exports in parallel, from where the rows are."""

    def write_parts(
        self,
        query: Query,
        writer: PartWriter,
        *,
        stop: StopSignal | None = None,
        watch: Watcher = lambda running: None,
    ) -> WrittenParts:
        """The query's rows, written by `writer` in any number of parts (none: nobody is selected).

        Ends on the engine within 2 seconds of a stop. Raises as `Rows` does, for a null id too.
        """
        ...


@dataclass(frozen=True, slots=True)
class IdentityProblems:
    """`customers` rows in all; ids that are null; ids that stand on more than one row."""

    customers: int
    null_ids: int
    duplicate_ids: int


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What an engine is told beside its URL.

    Args:
        id_column: the column that identifies a customer.
        csv_types: data types of CSV columns (`DataType`, no compound); a column not named is text.
        threads: of one query; None: one for each core.
        memory_limit: most memory of all queries of the engine together, such as `2GB`; None: the
            engine's default.
        value_lists: where uploaded lists are; None: there are none.
    """

    id_column: str = "customer_entity_id"
    csv_types: Mapping[str, str] = field(default_factory=dict)
    threads: int | None = None
    memory_limit: str | None = None
    value_lists: ValueLists | None = None


class OpenEngine(Protocol):
    """What an entry point of the group `sendoff.engines` names: its name is the URL's scheme."""

    def __call__(self, url: str, options: EngineOptions) -> Engine:
        """The engine over this source; whether it can be read is found at the first call.

        Raises: Invalid, where the URL or an option is malformed.
        """
        ...
