"""What an e-mail address and a password must be, wherever one is set."""

from __future__ import annotations

from sendoff.errors import invalid

MIN_PASSWORD_CHARACTERS = 8
MAX_PASSWORD_CHARACTERS = 1024


def normal_email(text: str) -> str:
    """The address as it is kept and compared: without case and outer spaces."""
    return text.strip().lower()


def checked_email(text: str) -> str:
    """The address as it is kept, in lower case. Raises: Invalid."""
    address = normal_email(text)
    if not 3 <= len(address) <= 320 or "@" not in address[1:-1] or not address.isprintable():
        raise invalid("This is no e-mail address.", path="email")
    return address


def checked_password(text: str) -> str:
    """The password itself. Raises: Invalid."""
    if not MIN_PASSWORD_CHARACTERS <= len(text) <= MAX_PASSWORD_CHARACTERS:
        raise invalid(
            f"A password has {MIN_PASSWORD_CHARACTERS} to {MAX_PASSWORD_CHARACTERS} characters.",
            path="password",
        )
    return text
