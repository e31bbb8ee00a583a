"""Parts of an address that may hold any text at all: ids of customers and of attributes."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor


class _Anything(Convertor[str]):
    """Slashes and line breaks too; Starlette's own `path` ends at a line break."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


def understand_anything() -> None:
    """From now on routes may name a parameter as `{customer_entity_id:anything}`. Twice equals once."""
    register_url_convertor("anything", _Anything())
