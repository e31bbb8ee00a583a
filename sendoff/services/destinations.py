"""Destinations: where exports go, with which columns, and how these are treated."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sendoff.access.features import Feature
from sendoff.attributes.catalogue import Catalogue
from sendoff.attributes.nearest import suggestion
from sendoff.destinations import registry
from sendoff.errors import Invalid, Problem, SendoffError
from sendoff.formats.registry import checked_compression
from sendoff.secrets import MASK
from sendoff.services.context import Context, conflict, forbidden, unknown
from sendoff.store import destinations as rows
from sendoff.store.moments import kept
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow

_READERS = (
    Feature.SEGMENTS_EXPORT,
    Feature.READ_DESTINATIONS,
    Feature.WRITE_DESTINATIONS,
)


def list_destinations(context: Context, *, name: str, page: Page) -> list[AnyRow]:
    """Those that the caller may read and that are not deleted. Raises: forbidden."""
    only = readable(context)
    if only is not None and not only:
        raise forbidden(to="to see destinations", features=(*_READERS, "segments/export/<destination id>"))
    return rows.page(context.connection, only=only, name=name, page=page)


def readable(context: Context) -> frozenset[int] | None:
    """The ids of destinations that the caller may read; None: all there are."""
    return None if context.caller.holds(*_READERS) else context.caller.destination_ids


def get_destination(context: Context, destination_id: int) -> AnyRow:
    """The destination, deleted ones too. Raises: unknown, forbidden."""
    row = rows.by_id(context.connection, destination_id)
    if row is None:
        raise unknown("destination", destination_id)
    if not context.caller.holds(*_READERS) and destination_id not in context.caller.destination_ids:
        raise forbidden(
            to="to see this destination", features=(*_READERS, f"segments/export/{destination_id}")
        )
    return row


def require_write(context: Context) -> None:
    """The caller may write destinations. Raises: forbidden."""
    context.require([Feature.WRITE_DESTINATIONS], to="to change destinations")


def writable_destination(context: Context, destination_id: int) -> AnyRow:
    """The destination, which the caller may change. Raises: unknown, forbidden."""
    row = rows.by_id(context.connection, destination_id)
    if row is None:
        raise unknown("destination", destination_id)
    require_write(context)
    return row


def create_destination(context: Context, values: dict[str, Any], *, catalogue: Catalogue) -> AnyRow:
    """The new destination.

    Args:
        values: columns of the table; `settings` and the lists of ids not yet JSON text.
        catalogue: the attributes there are.
    Raises: forbidden, Invalid with every problem.
    """
    require_write(context)
    values = {"attribute_ids": [], "mandatory_attribute_ids": [], **values}
    _check(values, catalogue)
    values["settings"] = _with_setters(values["settings"], {}, user_id=context.caller.user_id)
    author = {"user_id": context.caller.user_id, "created": kept(context.now)}
    return get_destination(context, rows.add(context.connection, _as_text(values) | author))


def change_destination(
    context: Context, destination_id: int, values: dict[str, Any], *, catalogue: Catalogue
) -> AnyRow:
    """The destination, changed; what runs or waits is not touched by it.

    Raises: unknown, forbidden, conflict (deleted), Invalid with every problem.
    """
    row = writable_destination(context, destination_id)
    if row.deleted:
        raise conflict("This destination was deleted. Make a new one.", code="destination_deleted")
    if "settings" in values:
        before = json.loads(row.settings)
        settings = _with_kept_secrets(values["settings"], before)
        values["settings"] = _with_setters(
            settings, before.get("columns", {}), user_id=context.caller.user_id
        )
    if values.keys() & {"settings", "attribute_ids", "mandatory_attribute_ids"}:
        kept_values = {
            key: json.loads(getattr(row, key))
            for key in ("settings", "attribute_ids", "mandatory_attribute_ids")
        }
        _check(kept_values | values, catalogue)
    rows.change(context.connection, destination_id, _as_text(values) | {"user_id": context.caller.user_id})
    return get_destination(context, destination_id)


def delete_destination(context: Context, destination_id: int) -> AnyRow:
    """The destination, deleted; as it is where it was already. Raises: unknown, forbidden."""
    row = writable_destination(context, destination_id)
    if not row.deleted:
        rows.change(context.connection, destination_id, {"deleted": True, "user_id": context.caller.user_id})
    return get_destination(context, destination_id)


def shown_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings as they are shown: no secret, and of a type that is not installed nothing of its own."""
    secrets = _secrets_of(settings.get("type", "download"))
    if secrets is None:  # its package was removed, and with it what says which of them are secrets
        secrets = settings.keys() - _SHARED_SETTINGS
    shown: dict[str, Any] = {k: MASK if k in secrets else value for k, value in settings.items()}
    if "columns" in shown:  # whoever set them stands there too
        chosen = shown["columns"].items()
        shown["columns"] = {key: {"treatment": column["treatment"]} for key, column in chosen}
    return shown


def _with_setters(settings: dict[str, Any], before: Mapping[str, Any], *, user_id: int) -> dict[str, Any]:
    """The settings with whoever chose each column's treatment beside it: the manifest names them."""
    columns = {}
    for attribute_id, column in settings["columns"].items():
        known = before.get(attribute_id, {})
        is_kept = known.get("treatment") == column["treatment"] and "set_by" in known
        columns[attribute_id] = column | {"set_by": known["set_by"] if is_kept else user_id}
    return settings | {"columns": columns}


def _with_kept_secrets(settings: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    # What is shown of a secret, sent back, means the one that is kept. Of the same type alone: of another
    # one the setting may be no secret, and would be shown.
    kind = before.get("type", "download")
    secrets = (_secrets_of(kind) or set()) & before.keys() if settings["type"] == kind else set()
    kept_ones = {key: before[key] for key in secrets if settings.get(key) == MASK}
    return settings | kept_ones


def _secrets_of(kind: str) -> set[str] | None:
    """The keys of the type's secrets; None where it is not installed."""
    try:
        return {key for key, setting in registry.get(kind).settings.items() if setting.secret}
    except Invalid:
        return None


def _as_text(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: json.dumps(value) if isinstance(value, dict | list) else value for key, value in values.items()
    }


_SHARED_SETTINGS = frozenset(
    {"type", "format", "compression", "columns", "mandatory_attributes_operator", "mi_workspace_variables"}
)


def _check(values: Mapping[str, Any], catalogue: Catalogue) -> None:
    settings: Mapping[str, Any] = values["settings"]
    problems = [
        *_attribute_problems("attribute_ids", values["attribute_ids"], catalogue),
        *_attribute_problems("mandatory_attribute_ids", values["mandatory_attribute_ids"], catalogue),
        *_type_problems(settings),
        *_variable_problems(settings["mi_workspace_variables"]),
    ]
    for attribute_id in settings["columns"]:
        if attribute_id not in values["attribute_ids"]:
            problems.append(
                Problem("settings.columns", f"{attribute_id[:200]!r} is none of the attribute_ids.")
            )
    try:
        checked_compression(settings["format"], settings["compression"])
    except SendoffError as error:
        problems.append(Problem(f"settings.{error.path}", error.message.partition(": ")[2]))
    if problems:
        raise Invalid(problems)


_MAX_SUGGESTIONS = 5
"""Of a list: looking for what was meant takes longer than all else."""


def _attribute_problems(key: str, attribute_ids: Sequence[str], catalogue: Catalogue) -> list[Problem]:
    problems = []
    seen: set[str] = set()
    for at, attribute_id in enumerate(attribute_ids):
        place = f"{key}[{at}]"
        if attribute_id == catalogue.id_column:
            problems.append(Problem(place, "The id is in every file already, first; leave it out here."))
        elif catalogue.get(attribute_id) is None:
            said = f"There is no attribute {attribute_id[:200]!r}."
            near = suggestion(attribute_id, catalogue) if len(problems) < _MAX_SUGGESTIONS else ""
            problems.append(Problem(place, f"{said} {near}".strip()))
        elif attribute_id in seen:
            problems.append(Problem(place, f"{attribute_id[:200]!r} stands here twice."))
        seen.add(attribute_id)
    return problems


def _type_problems(settings: Mapping[str, Any]) -> list[Problem]:
    try:
        declared = registry.get(settings["type"]).settings
    except Invalid as error:
        return list(error.problems)
    problems = []
    for key in settings.keys() - _SHARED_SETTINGS:
        if key not in declared:
            problems.append(Problem(f"settings.{key[:200]}", "This key is not known here."))
        elif not isinstance(settings[key], str):
            problems.append(Problem(f"settings.{key}", "This is to be a text."))
        elif declared[key].secret and settings[key] == MASK:
            told = f"{MASK} stands for a secret that is kept, and none is. Send the secret itself."
            problems.append(Problem(f"settings.{key}", told))
    for key, setting in declared.items():
        if setting.required and not settings.get(key):
            problems.append(Problem(f"settings.{key}", f"The type {settings['type']} needs this."))
    return sorted(problems, key=lambda problem: problem.path)


def _variable_problems(variables: Sequence[Mapping[str, Any]]) -> list[Problem]:
    problems = []
    names: set[str] = set()
    for at, variable in enumerate(variables):
        place = f"settings.mi_workspace_variables[{at}]"
        if variable["name"] in names:
            problems.append(Problem(f"{place}.name", "Another variable has this name."))
        names.add(variable["name"])
        if variable["input_mode"] == "value_from_list" and not variable["values"]:
            problems.append(Problem(f"{place}.values", "A choice from a list needs values to choose from."))
    return problems
