"""Sendoff gets a segment of customers out: exactly, with a status, and accounted for."""

from importlib.metadata import version

__version__ = version("sendoff")
