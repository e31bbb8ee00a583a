"""Starts `sendoff`: a Ctrl-C ends it without a word, also while it still loads."""

from __future__ import annotations

import sys
from io import StringIO, TextIOWrapper


def main() -> None:
    """Runs the command line of this process, and ends it."""
    from sendoff.cli.exit_codes import INTERRUPTED

    try:
        from sendoff.cli.app import app

        if sys.stdout is None:  # `>&-`: nobody wants to know
            sys.stdout = StringIO()
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that knows no other letters
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
