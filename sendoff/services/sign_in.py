"""Sessions: log in, renew, log out; and failed logins slowed down.

These use cases open their own transactions, since hashing a password takes long on purpose and
must hold no lock. They are not for an event loop.
"""

from __future__ import annotations

import hashlib
import math
from datetime import datetime, timedelta

from sqlalchemy import Connection

from sendoff.access.passwords import hash_token, password_matches
from sendoff.errors import Kind, SendoffError
from sendoff.secrets import random_token
from sendoff.services.callers import active_caller, unauthenticated
from sendoff.services.credentials import normal_email
from sendoff.services.house import House
from sendoff.store import failed_logins, tokens, users
from sendoff.store.moments import kept, kept_after, moment
from sendoff.store.rows import AnyRow

AUTHENTICATION_OPTIONS = {"is_credentials_login_enabled": True, "is_oidc_login_enabled": False}

SESSION = timedelta(hours=8)
RENEWABLE_AFTER_EXPIRY = timedelta(hours=4)
LONGEST_SESSION = timedelta(days=30)
"""spec/api.md, House style. Renewals end this long after the login."""

FREE_FAILURES = 5
"""So many in a row cost nothing, then each doubles the wait, from one second on."""
LONGEST_WAIT_SECONDS = 300.0
FORGOTTEN_AFTER_SECONDS = 3600.0


def log_in(house: House, *, email: str, password: str) -> str:
    """A session token of the user.

    Raises: SendoffError: too_many_logins, told when to come back; unauthenticated, with one answer
    for an unknown e-mail, a wrong password and a user who is not active, after the same time.
    """
    address = normal_email(email)
    email_hash = hashlib.sha256(address.encode()).hexdigest()
    now = house.clock()
    # Counted as failed before it is known, so that guesses made at once are counted as well.
    wait_seconds = house.database.write(lambda connection: _wait_or_count(connection, email_hash, now=now))
    with house.database.reading() as connection:
        user = _active(connection, address)
    if wait_seconds:
        raise SendoffError(
            "Too many failed logins with this e-mail. Wait, then try again.",
            code="too_many_logins",
            kind=Kind.TOO_MANY,
            retry_after_seconds=math.ceil(wait_seconds),
        )
    password_hash = user.password_hash if user is not None else None
    if not password_matches(password, kept=password_hash):
        raise _refused()
    token = random_token()
    with house.database.writing() as connection:
        user = _active(connection, address)
        if user is None or user.password_hash != password_hash:  # changed while it was hashed
            raise _refused()
        failed_logins.forget(connection, email_hash)
        over = kept(now - RENEWABLE_AFTER_EXPIRY)
        tokens.end_sessions(connection, user.id, expired_before=over)
        tokens.add(
            connection,
            token_hash=hash_token(token),
            user_id=user.id,
            kind=tokens.TokenKind.SESSION,
            now=kept(now),
            expires=kept(now + SESSION),
        )
        users.logged_in(connection, user.id, now=kept(now))
    return token


def renew(house: House, *, token: str) -> None:
    """The token holds for `SESSION` from now, but not past `LONGEST_SESSION` after the login.

    Raises: SendoffError (unauthenticated) for anything that cannot be renewed.
    """
    now = house.clock()
    with house.database.writing() as connection:
        found = tokens.session(connection, hash_token(token))
        if found is None or active_caller(connection, found.user_id) is None:
            raise _ended()
        last = moment(found.login) + LONGEST_SESSION
        if now > moment(found.expires) + RENEWABLE_AFTER_EXPIRY or now >= last:
            raise _ended()
        tokens.prolong(connection, found.id, expires=kept(min(now + SESSION, last)))


def log_out(house: House, *, token: str) -> None:
    """The session is ended. Raises: SendoffError (unauthenticated) where there is none."""
    with house.database.writing() as connection:
        found = tokens.session(connection, hash_token(token))
        if found is None:
            raise _ended()
        tokens.remove(connection, found.id, kind=tokens.TokenKind.SESSION)


def _wait_or_count(connection: Connection, email_hash: str, *, now: datetime) -> float:
    """Seconds to wait for the next try; 0 where this one may be made, which is counted as failed then."""
    failed_logins.forget_before(connection, kept_after(now, seconds=-FORGOTTEN_AFTER_SECONDS))
    failed = failed_logins.of(connection, email_hash)
    if failed is not None and failed.failures >= FREE_FAILURES:
        wait: float = min(2.0 ** min(failed.failures - FREE_FAILURES, 30), LONGEST_WAIT_SECONDS)
        passed = (now - moment(failed.last)).total_seconds()
        if passed < 0:  # the clock was put back, which must lock nobody out for longer
            failed_logins.begin_again(connection, email_hash, now=kept(now))
            return wait
        if passed < wait:
            return wait - passed
    failed_logins.count(connection, email_hash, now=kept(now))
    return 0.0


def _active(connection: Connection, address: str) -> AnyRow | None:
    user = users.by_email(connection, address)
    return user if user is not None and active_caller(connection, user.id) is not None else None


def _refused() -> SendoffError:
    return unauthenticated("The e-mail or the password is wrong, or this user may not log in.")


def _ended() -> SendoffError:
    return unauthenticated("This session is over, or never was. Log in again.")
