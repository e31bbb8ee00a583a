"""What a server's log shows of an error."""

from __future__ import annotations

import logging
import sys

import pytest

from sendoff.cli.server_log import WithoutValues

VALUE = "ann@example.org"


def _failed_in_a_driver() -> None:
    raise ValueError(f"Could not convert {VALUE!r}")


def _failed_over_it() -> None:
    try:
        _failed_in_a_driver()
    except ValueError as error:
        raise RuntimeError(f"while reading {VALUE!r}") from error


@pytest.mark.parametrize("fail", [_failed_in_a_driver, _failed_over_it])
def test_a_traceback_shows_places_and_classes_and_no_value(fail: object) -> None:
    assert callable(fail)
    try:
        fail()
    except Exception:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It failed", (), sys.exc_info())
    text = WithoutValues("%(message)s").format(record)
    assert text.startswith("It failed\n")
    assert "ValueError" in text
    assert "in _failed_in_a_driver" in text
    assert VALUE not in text
    assert ("RuntimeError" in text) == (fail is _failed_over_it)
