"""Failed logins by e-mail, as rows: of addresses without a user too, and only as a hash."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from sendoff.store.rows import AnyRow
from sendoff.store.tables import failed_logins


def of(connection: Connection, email_hash: str) -> AnyRow | None:
    """The failures since the last success; None where there are none."""
    query = select(failed_logins).where(failed_logins.c.email_hash == email_hash)
    return connection.execute(query.with_for_update()).first()


def count(connection: Connection, email_hash: str, *, now: str) -> None:
    """Counts one more failure."""
    query = update(failed_logins).where(failed_logins.c.email_hash == email_hash)
    counted = query.values(failures=failed_logins.c.failures + 1, last=now)
    if not connection.execute(counted).rowcount:
        values = {"email_hash": email_hash, "failures": 1, "last": now}
        connection.execute(insert(failed_logins).values(values))


def begin_again(connection: Connection, email_hash: str, *, now: str) -> None:
    """The wait after the last failure begins now."""
    query = update(failed_logins).where(failed_logins.c.email_hash == email_hash)
    connection.execute(query.values(last=now))


def forget(connection: Connection, email_hash: str) -> None:
    connection.execute(delete(failed_logins).where(failed_logins.c.email_hash == email_hash))


def forget_before(connection: Connection, moment: str) -> None:
    """Removes what failed last before that moment."""
    connection.execute(delete(failed_logins).where(failed_logins.c.last < moment))
