"""Times as the database keeps them and the API shows them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def kept(moment: datetime) -> str:
    """`YYYY-MM-DD HH:MM:SS.ffffff` in UTC; sorts as the moments do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f").rjust(26, "0")


def kept_after(moment: datetime, *, seconds: float) -> str:
    return kept(moment + timedelta(seconds=seconds))


def moment(text: str) -> datetime:
    """The aware moment of a kept text."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def shown(text: str | None) -> str | None:
    """`YYYY-MM-DD HH:MM:SS` of a kept text (spec/api.md, House style)."""
    return text[:19] if text else None
