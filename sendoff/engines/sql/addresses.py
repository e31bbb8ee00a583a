"""What the URLs of servers have in common: their parts, and where a secret comes from."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from sendoff.engines.port import SourceUnusable
from sendoff.errors import Invalid, invalid
from sendoff.secrets import Secret


@dataclass(frozen=True, slots=True)
class Parts:
    """A URL in pieces, each decoded; `path` without empty ones."""

    scheme: str
    host: str
    port: int | None
    user: str | None
    password: Secret | None = field(repr=False)
    path: tuple[str, ...]
    given: Mapping[str, str]
    form: str

    def switch(self, key: str, *, default: bool = False) -> bool:
        """Raises: Invalid, where it is neither true nor false."""
        written = self.given.get(key, str(default).lower())
        if written not in ("true", "false"):
            raise self.malformed(f"{key!r} is true or false")
        return written == "true"

    def malformed(self, what: str) -> Invalid:
        return _malformed(self.scheme, what, self.form)


def parts_of(url: str, *, parameters: Collection[str], form: str) -> Parts:
    """The URL in pieces; nothing is opened.

    Args:
        parameters: those of the query that are known.
        form: how such a URL is written, for the message.
    Raises: Invalid; the URL is not shown, since it can hold a password.
    """
    scheme = url.partition(":")[0]
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _malformed(scheme, "its host or port is none", form) from None
    given = parse_qs(parts.query, keep_blank_values=True)
    unknown = sorted(set(given) - set(parameters))
    if unknown:
        told = f"{', '.join(map(repr, unknown))} is not known (known: {', '.join(parameters)})"
        raise _malformed(scheme, told, form)
    empty = sorted(key for key, values in given.items() if len(values) != 1 or not values[0])
    if empty:
        raise _malformed(scheme, f"{', '.join(map(repr, empty))} needs one value", form)
    if parts.fragment or "\0" in unquote(url):
        raise _malformed(scheme, "it has a part that has no meaning in it", form)
    secret = parts.password is not None
    if secret and "password_file" in given:
        raise _malformed(scheme, "it has a password and a file for one", form)
    return Parts(
        scheme=scheme,
        host=unquote(parts.hostname or ""),
        port=port,
        user=unquote(parts.username) if parts.username else None,
        password=Secret(unquote(parts.password)) if parts.password is not None else None,
        path=tuple(unquote(each) for each in parts.path.split("/") if each),
        given={key: values[0] for key, values in given.items()},
        form=form,
    )


def secret_of(
    written: Secret | None, file: str | None, variable: str = "", *, parameter: str = "password_file"
) -> Secret | None:
    """Read at each call, so that a changed secret file counts; None: there is none.

    Args:
        variable: of the environment; empty: the driver looks at its own.
        parameter: which named the file.
    Raises: SourceUnusable.
    """
    if written is not None:
        return written
    if file is not None:
        return Secret(text_of(file, parameter).rstrip("\r\n"))
    found = os.environ.get(variable)
    return Secret(found) if found else None


def text_of(path: str, parameter: str) -> str:
    """What stands in the file. Raises: SourceUnusable."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnusable(
            f"The file {path!r} cannot be read ({type(error).__name__}). "
            f"Put what is asked for there, or correct `{parameter}`."
        ) from None


def _malformed(scheme: str, what: str, form: str) -> Invalid:
    return invalid(
        f"The profiles' {scheme}: URL cannot be used: {what}. Write {form}, and special characters as %40.",
        path="profiles",
    )
