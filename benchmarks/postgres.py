"""PostgreSQL with the measured customers in a table, and its `\\copy` to a CSV file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import psycopg

from benchmarks.measuring import Finished, run
from benchmarks.segment import WHERE_POSTGRESQL, select
from tests.postgres_cluster import running_cluster

_TABLE = """
CREATE UNLOGGED TABLE customers (
    customer_entity_id text PRIMARY KEY, first_name text, last_name text, email text, phone text, city text,
    country text, birth_date date, last_purchase timestamp, lifetime_value double precision, orders_count int
)
"""
_COLUMNS = (
    "customer_entity_id, first_name, last_name, email, phone, city, country, birth_date, last_purchase, "
    "lifetime_value, orders_count"
)


@contextmanager
def loaded(customers: Path) -> Iterator[str]:
    """URL (libpq's) of a temporary cluster whose table `customers` holds the file's scalar columns."""
    with running_cluster() as sqlalchemy_url:
        url = sqlalchemy_url.replace("+psycopg", "")
        print("  loading PostgreSQL", file=sys.stderr)
        with psycopg.connect(url, autocommit=True) as postgres, duckdb.connect() as source:
            postgres.execute(_TABLE)
            with TemporaryDirectory(dir=customers.parent) as folder:
                text = Path(folder) / "customers.csv"
                rows = f"SELECT {_COLUMNS} FROM read_parquet('{customers}')"
                source.execute(f"COPY ({rows}) TO '{text}' (FORMAT csv, HEADER false)")
                statement = f"COPY customers ({_COLUMNS}) FROM STDIN (FORMAT csv)"
                with postgres.cursor().copy(statement) as copy, text.open("rb") as file:
                    while piece := file.read(1 << 20):
                        copy.write(piece)
            postgres.execute("VACUUM ANALYZE customers")
        yield url


def copy_out(url: str, to: Path) -> Finished:
    r"""`psql`'s `\copy`, a whole process (the server's own memory and time are not in it)."""
    query = select("customers", where=WHERE_POSTGRESQL)
    return run(
        ["psql", "--quiet", "--dbname", url, "--command", rf"\copy ({query}) TO '{to}' (FORMAT csv, HEADER)"]
    )
