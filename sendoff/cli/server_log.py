"""The log of a server or worker on standard error: it never shows a customer's value."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import TypeAlias

_ExcInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


def log_to_stderr() -> None:
    """From now on each logger's lines go there, its tracebacks without the errors' own texts."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutValues("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


class WithoutValues(logging.Formatter):
    """Tracebacks as places and classes: a driver's own text can hold customers' values."""

    def formatException(self, ei: _ExcInfo) -> str:  # the library's name
        links: list[str] = []
        error = ei[1]
        while error is not None:
            places = "".join(traceback.format_tb(error.__traceback__))
            links.append(f"{places}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhich came of:\n".join(reversed(links))
