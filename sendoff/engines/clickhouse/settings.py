"""Settings of ClickHouse: those that would change an answer are held, those that limit a query raised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sendoff.engines.port import SourceUnusable

HELD: Mapping[str, str] = {
    # Each of these can take customers away without a word.
    "limit": "0",
    "offset": "0",
    "additional_result_filter": "",
    "read_overflow_mode": "throw",
    "read_overflow_mode_leaf": "throw",
    "group_by_overflow_mode": "throw",
    "sort_overflow_mode": "throw",
    "result_overflow_mode": "throw",
    "timeout_overflow_mode": "throw",
    "timeout_overflow_mode_leaf": "throw",
    "set_overflow_mode": "throw",
    "transfer_overflow_mode": "throw",
    "distinct_overflow_mode": "throw",
    "skip_unavailable_shards": "0",
    # Or give them back: rows that were deleted, an answer of an hour ago.
    "apply_deleted_mask": "1",
    "use_query_cache": "0",
    # Meaning of what we write.
    "allow_experimental_analyzer": "1",
    "enable_global_with_statement": "1",
    "transform_null_in": "0",
    "empty_result_for_aggregation_by_empty_set": "0",
    "extremes": "0",
    # Real types in Arrow.
    "output_format_arrow_string_as_string": "1",
    "output_format_arrow_low_cardinality_as_dictionary": "0",
    "output_format_arrow_date_as_uint16": "0",
}

ASKED: dict[str, str] = {
    # The top of a selection is taken of all columns, those that are computed too.
    "asterisk_include_materialized_columns": "1",
    "asterisk_include_alias_columns": "1",
}
"""What is asked for where the user may: without it a query ends with an error, and with no other answer."""

STATEMENT_BYTES = 2**30
"""What max_query_size is raised to."""

RAISED: dict[str, str] = {
    "max_query_size": str(STATEMENT_BYTES),
    "max_ast_elements": str(10**8),
    "max_expanded_ast_elements": str(10**8),
    "max_ast_depth": "10000",
    "max_parser_depth": "10000",
}
"""What the largest trees need; asked for with long statements alone."""

LONG_STATEMENT = 50_000
"""Bytes from which `RAISED` is asked for: max_query_size is 262,144 by default, max_ast_elements 50,000."""


class Known(Protocol):
    """A setting as the server has it for its user."""

    value: str
    readonly: int


def longest_statement(known: Mapping[str, Known]) -> int:
    """Most bytes of a statement: what `RAISED` asks for, or as it is where the user may not raise it."""
    held = known.get("max_query_size")
    if held is None or not held.readonly:
        return STATEMENT_BYTES
    return int(held.value) or STATEMENT_BYTES  # 0: as long as it likes


def asked_for(known: Mapping[str, Known], *, statement_bytes: int, source: str) -> dict[str, str]:
    """The settings that a statement is sent with; what is already so, or unknown to the server, is not.

    Raises: SourceUnusable, where one of `HELD` is otherwise and the user may not change it.
    """
    wanted = {name: value for name, value in HELD.items() if name in known and known[name].value != value}
    fixed = [name for name in wanted if known[name].readonly]
    if fixed:
        listed = ", ".join(f"{name} = {known[name].value}" for name in fixed)
        raise SourceUnusable(
            f"{source!r} is read with settings that would change what is found: {listed}. Set them back in "
            "the profile of its user, or let the user change settings (readonly = 2)."
        )
    asked = ASKED | RAISED if statement_bytes >= LONG_STATEMENT else ASKED
    return wanted | {n: value for n, value in asked.items() if n in known and not known[n].readonly}
