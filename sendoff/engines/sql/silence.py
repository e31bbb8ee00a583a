"""Drivers log what they are told by servers, customers' values among it: that is kept out of our logs."""

from __future__ import annotations

import logging


def silence(logger_name: str) -> None:
    """A driver's loggers say nothing from now on; their errors are told by ours."""
    logging.getLogger(logger_name).setLevel(logging.CRITICAL + 1)
