"""What an engine is asked for: a catalogue, a count, a sample, a stream that can be cancelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa

from sendoff.attributes.catalogue import Catalogue
from sendoff.conditions.predicates import Predicate
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


@dataclass(frozen=True, slots=True)
class Query:
    """Rows of the customers that satisfy `predicate`.

    Args:
        attribute_ids: the columns wanted after the id, in this order; they may be none.
        limit: most rows; None is all of them.
    """

    predicate: Predicate
    attribute_ids: tuple[str, ...] = ()
    limit: int | None = None


class Rows(Protocol):
    """A running query.

    Iterating gives non-empty batches in no promised order: the id column first, under its own
    name in the source, then the attributes asked for, with the source's real types.

    Raises, while iterating:
        Stopped, SourceUnavailable, SourceChanged (also after the last batch, when the files
        were found changed), SourceUnusable. After any of them no batch may be used.
    """

    @property
    def schema(self) -> pa.Schema: ...

    @property
    def sources(self) -> tuple[str, ...]:
        """The files or tables read, for the manifest: no credentials."""
        ...

    def progress(self) -> float | None:
        """The engine's own estimate, 0 to 1, from any thread; None where it has none."""
        ...

    def __iter__(self) -> Iterator[pa.RecordBatch]: ...


class Engine(Protocol):
    """One profile source. Every call opens what it needs and leaves nothing open."""

    def catalogue(self) -> Catalogue:
        """The attributes offered now; read from the source at each call.

        Raises: SourceUnavailable, SourceUnusable.
        """
        ...

    def count(self, predicate: Predicate, *, stop: StopSignal | None = None) -> int:
        """How many customers satisfy it. Raises as `Rows` does."""
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
    """

    id_column: str = "customer_entity_id"
    csv_types: Mapping[str, str] = field(default_factory=dict)
    threads: int | None = None
    memory_limit: str | None = None


class OpenEngine(Protocol):
    """What an entry point of the group `sendoff.engines` names: its name is the URL's scheme."""

    def __call__(self, url: str, options: EngineOptions) -> Engine:
        """The engine over this source; whether it can be read is found at the first call.

        Raises: Invalid, where the URL or an option is malformed.
        """
        ...
