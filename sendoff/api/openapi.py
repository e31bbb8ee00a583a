"""The OpenAPI document: what stands in it beside the routes, and what FastAPI would add that is not so."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

DESCRIPTION = """\
Gets a segment of customers out: exactly, with a status, and accounted for.

**Who asks** is told by the header `X-Access-Token`: the token of a login, or a long-lived API token.
Rights are looked up at every call.

**Errors** have one shape: `message`, the same text as `detail`, and `path` where a place in the request is
at fault.

**Lists** take `limit`, `offset`, `order_by` and `order_dir`, and echo them as `selection_settings`; ties are
broken by id, so pages never overlap. Unknown query parameters are ignored; unknown keys of a body are
refused.

**Times** are UTC, `YYYY-MM-DD HH:MM:SS`; **flags** are 0 or 1.
"""

TAGS = [
    {"name": "Segment exports", "description": "Run a segment to a destination, watch it, get the file."},
    {"name": "Segment export destinations", "description": "Where exports go, and what is in their files."},
    {"name": "Segments", "description": "Customers described by a tree of conditions."},
    {"name": "Segment ACL", "description": "Who may work with a segment beside its author."},
    {"name": "Value lists", "description": "Values uploaded once, for conditions that ask for millions."},
    {"name": "Attributes", "description": "What is known of customers."},
    {"name": "Customers", "description": "Found by a text, looked at one by one, counted."},
    {"name": "Login", "description": "A token for an e-mail and a password. These calls need none."},
    {"name": "Roles", "description": "What users may do: sets of features."},
    {"name": "Users", "description": "Who may log in."},
]

_NEVER_ANSWERED = ("HTTPValidationError", "ValidationError")


class DocumentedApi(FastAPI):
    """An application whose document names the errors that it answers, and no others."""

    def openapi(self) -> dict[str, Any]:
        is_made = self.openapi_schema is not None
        document = super().openapi()
        if not is_made:
            _remove_422(document)
        return document


def _remove_422(document: dict[str, Any]) -> None:
    """FastAPI lists it everywhere; what it stands for is answered with 400 here."""
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
    for name in _NEVER_ANSWERED:
        document["components"]["schemas"].pop(name, None)
