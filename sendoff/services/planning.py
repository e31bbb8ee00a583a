"""From a destination and a segment to the plan that a run carries."""

from __future__ import annotations

import json
import re
from typing import Any

from sendoff.destinations import registry
from sendoff.destinations.port import DestinationType
from sendoff.errors import Invalid, Problem, invalid
from sendoff.exports.plan import Plan, PlannedColumn
from sendoff.services.context import Context
from sendoff.store import attributes
from sendoff.store.rows import AnyRow


def plan_of(context: Context, segment: AnyRow, destination: AnyRow) -> tuple[Plan, int | None]:
    """The plan, and how many runs of the destination may go at once (None: no limit).

    Raises: Invalid, where a destination parameter is missing or not one of its values, or where the
    destination's type is not installed.
    """
    settings: dict[str, Any] = json.loads(destination.settings)
    kind = settings.get("type", "download")
    installed = _type_of(destination, kind)
    parameters = _parameters(segment, destination, settings)
    protected = attributes.protected(context.connection)
    treatments: dict[str, dict[str, Any]] = settings.get("columns", {})
    columns = []
    for attribute_id in json.loads(destination.attribute_ids):
        chosen = treatments.get(attribute_id)
        if chosen is not None:
            set_by = f"user {chosen.get('set_by', destination.user_id)}"
            columns.append(PlannedColumn(attribute_id, chosen["treatment"], set_by))
        elif attribute_id in protected:
            columns.append(PlannedColumn(attribute_id, "masked", "protected attribute"))
        else:
            columns.append(PlannedColumn(attribute_id))
    plan = Plan(
        destination_type=kind,
        format=settings.get("format", "csv"),
        compression=settings.get("compression", "none"),
        columns=tuple(columns),
        mandatory_attribute_ids=tuple(json.loads(destination.mandatory_attribute_ids)),
        mandatory_operator=settings.get("mandatory_attributes_operator", "and"),
        file_name=_clean(segment.name),
        settings={key: value for key, value in settings.items() if _is_planned(key, installed)},
        parameters=parameters,
    )
    return plan, installed.runs_at_once


def _type_of(destination: AnyRow, kind: str) -> DestinationType:
    try:
        return registry.get(kind)
    except Invalid:
        raise invalid(
            f"The destination {destination.name!r} is of the type {kind!r}, which is not installed here. "
            "Install its package, or choose another destination.",
            code="destination_type_unknown",
        ) from None


def _is_planned(key: str, installed: DestinationType) -> bool:
    """Whether a setting is copied as it is: columns are planned one by one, secrets stay where they are."""
    return key != "columns" and not (key in installed.settings and installed.settings[key].secret)


def _parameters(segment: AnyRow, destination: AnyRow, settings: dict[str, Any]) -> dict[str, Any]:
    """What the segment gives for the destination's parameters, by their names. Raises: Invalid."""
    given = json.loads(segment.destination_parameters).get(str(destination.id), {})
    problems = []
    parameters = {}
    for variable in settings.get("mi_workspace_variables", []):
        name = variable["name"]
        value = given.get(name)
        place = f"settings.destination_parameters.{destination.id}.{name}"
        if value is None or (value == "" and not variable.get("can_be_empty", True)):
            if variable.get("required"):
                problems.append(Problem(place, f"The destination {destination.name!r} needs this parameter."))
        elif variable.get("input_mode") == "value_from_list" and not _is_listed(value, variable):
            problems.append(Problem(place, "The value is none of those the destination lists."))
        else:
            parameters[name] = value
    if problems:
        raise Invalid(problems, code="destination_parameters")
    return parameters


def _is_listed(value: Any, variable: dict[str, Any]) -> bool:
    # Python takes True for 1, JSON does not.
    return any(
        value == each and isinstance(value, bool) == isinstance(each, bool)
        for each in variable.get("values", [])
    )


def _clean(name: str) -> str:
    """A file name's stem of letters, digits, `-` and `_`, at most 80 characters."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")[:80] or "segment"
