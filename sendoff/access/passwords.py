"""Passwords and tokens as they are kept: hashes only."""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


def hash_password(password: str) -> str:
    """The Argon2id hash to keep, with its own salt and parameters in it (RFC 9106)."""
    return _hasher().hash(password)


def password_matches(password: str, *, kept: str | None) -> bool:
    """Whether this is the password; takes as long for an unknown user (`kept` None) as for a known one."""
    nobodys = _nobodys_hash()  # in any case: the first call makes it, which takes as long again
    try:
        _hasher().verify(kept or nobodys, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def hash_token(token: str) -> str:
    """What is kept of a random token: hex SHA-256. It has 256 bits, so it needs no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def download_token(*, instance_key: str, export_id: int, user_id: int, nonce: str) -> str:
    """The token that opens one export's file as that user (spec/api.md, Rights); never stored."""
    text = f"{export_id}.{user_id}.{nonce}"
    digest = hmac.digest(instance_key.encode(), text.encode(), "sha256")
    return f"{user_id}.{digest.hex()}"


def same(left: str, right: str) -> bool:
    """Whether two secrets are equal, in constant time."""
    return hmac.compare_digest(left.encode("utf-8", "surrogatepass"), right.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hasher().hash("nobody's password")
