"""Roles: named sets of features."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sendoff.access.features import Feature, exportable_destinations, is_feature
from sendoff.errors import Invalid, Problem
from sendoff.services.administrators import features_of, keeping_one, require_all
from sendoff.services.context import Context, conflict, unknown
from sendoff.store import destinations
from sendoff.store import roles as rows
from sendoff.store.moments import kept
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow


def list_roles(context: Context, *, name: str, page: Page) -> list[AnyRow]:
    """Roles that are not deleted. Raises: forbidden."""
    _require(context)
    return rows.page(context.connection, name=name, page=page)


def get_role(context: Context, role_id: int) -> AnyRow:
    """The role, deleted ones too. Raises: unknown, forbidden."""
    row = rows.by_id(context.connection, role_id)
    if row is None:
        raise unknown("role", role_id)
    _require(context)
    return row


def create_role(context: Context, values: dict[str, Any]) -> AnyRow:
    """The new role.

    Args:
        values: columns of the table `roles` that a person sets; `features` a list of texts.
    Raises: forbidden (a feature that the caller lacks), Invalid, conflict (the name is taken).
    """
    _require(context)
    rows.lock(context.connection)
    _check_features(context, values["features"])
    require_all(context, values["features"], to="to grant these features")
    _check_name(context, values["name"])
    now = kept(context.now)
    created = _as_text(values) | {"created": now, "modified": now}
    return get_role(context, rows.add(context.connection, created))


def change_role(context: Context, role_id: int, values: dict[str, Any]) -> AnyRow:
    """The role, changed; it counts for its users from their next call on.

    Raises: unknown, forbidden (it holds, or would hold, a feature that the caller lacks), Invalid,
    conflict (deleted, the name is taken, in use and to be deleted, or no Administrator would stay).
    """
    get_role(context, role_id)
    with keeping_one(context):
        row = get_role(context, role_id)
        if row.deleted:
            raise conflict("This role was deleted. Make a new one.", code="role_deleted")
        require_all(context, features_of(row), to="to change this role")
        if "features" in values:
            _check_features(context, values["features"])
            require_all(context, values["features"], to="to grant these features")
        if "name" in values:
            _check_name(context, values["name"], role_id=role_id)
        if values.get("deleted") and rows.is_in_use(context.connection, role_id):
            raise conflict(
                f"The role {row.name!r} is in use. Give its users another role first.", code="role_in_use"
            )
        if values:
            rows.change(context.connection, role_id, _as_text(values) | {"modified": kept(context.now)})
    found = rows.by_id(context.connection, role_id)
    assert found is not None  # rows are only marked as deleted
    return found


def delete_role(context: Context, role_id: int) -> AnyRow:
    """The role, deleted; as it is where it was already. Raises: as `change_role`."""
    row = get_role(context, role_id)
    return row if row.deleted else change_role(context, role_id, {"deleted": True})


def _require(context: Context) -> None:
    context.require([Feature.WRITE_ROLES], to="to see and change roles")


def _check_features(context: Context, features: Sequence[str]) -> None:
    problems = []
    known = destinations.known(context.connection, exportable_destinations(features))
    seen: set[str] = set()
    for at, feature in enumerate(features):
        if not is_feature(feature):
            problems.append(Problem(f"features[{at}]", f"There is no feature {feature[:200]!r}."))
        elif feature in seen:
            problems.append(Problem(f"features[{at}]", f"{feature!r} stands here twice."))
        seen.add(feature)
        # Else it would hold for whichever destination gets that id one day.
        for destination_id in exportable_destinations([feature]) - known:
            told = f"There is no destination with the id {destination_id}."
            problems.append(Problem(f"features[{at}]", told))
    if problems:
        raise Invalid(problems)


def _check_name(context: Context, name: str, *, role_id: int | None = None) -> None:
    taken = rows.by_name(context.connection, name)
    if taken is not None and taken.id != role_id:
        state = "deleted role" if taken.deleted else "role"
        raise conflict(f"The {state} {taken.id} has this name already.", code="role_name_taken")


def _as_text(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"features": json.dumps(values["features"])} if "features" in values else values
