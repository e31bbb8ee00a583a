"""Questions to a person, on standard error: standard output is for answers alone."""

from __future__ import annotations

import getpass
import sys

from sendoff.cli.output import errors
from sendoff.errors import invalid


def asked(question: str) -> str:
    """The line that is given on standard input. Raises: Invalid at its end."""
    errors.print(f"{question}: ", end="", markup=False)
    line = sys.stdin.readline()
    if not line:
        raise invalid(f"Standard input ended before an answer to this: {question}.")
    return line.rstrip("\r\n")


def asked_for_new_secret(question: str) -> str:
    """What is given twice alike, and shown nowhere. Raises: Invalid where it differs."""
    secret = _asked_secretly(question)
    if secret != _asked_secretly(f"{question}, again"):
        raise invalid("The two answers differ. Nothing was done.")
    return secret


def _asked_secretly(question: str) -> str:
    return getpass.getpass(f"{question}: ", stream=sys.stderr) if sys.stdin.isatty() else asked(question)
