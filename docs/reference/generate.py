"""Writes the reference pages from the code: `make docs`. A test holds the pages to what this gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from sendoff.access.features import STARTING_ROLES, Feature
from sendoff.access.rights import RULES
from sendoff.attributes.catalogue import DataType
from sendoff.cli.app import app
from sendoff.conditions.operations.record import Asks, Shape
from sendoff.conditions.operations.registry import OPERATIONS
from sendoff.conditions.tree import MAX_CONDITIONS, MAX_DEPTH, MAX_LIST_VALUES
from sendoff.formats.registry import FORMATS
from sendoff.settings import Settings

HERE = Path(__file__).parent
_NOTICE = "<!-- Made by docs/reference/generate.py (`make docs`). Change the code instead. -->\n\n"


def settings() -> str:
    rows = []
    for name, field in Settings.model_fields.items():
        if field.is_required():
            default = "none: it must be given"
        else:
            value = field.get_default(call_default_factory=True)
            default = "empty" if value in ("", {}) else f"`{str(value).lower() if value is False else value}`"
        rows.append((f"`{name}`", f"`SENDOFF_{name.upper()}`", default, field.description or ""))
    return (
        "# Settings\n\n"
        "An instance reads `sendoff.toml` in its data folder; a variable of the environment overrules\n"
        "it, and an option of the command line overrules both. `data` is always an option.\n\n"
        + _table(("setting", "variable", "default", "meaning"), rows)
    )


_SHAPES = {
    Shape.NONE: "none",
    Shape.ONE: "one",
    Shape.LIST: "a list",
    Shape.RANGE: '`[from, to]` or `{"from", "to"}`',
    Shape.SPAN: '`{"amount", "unit"}` or `"30 days"`',
    Shape.VALUE_LIST: "the id of a value list",
}
_ASKS = {
    Asks.ANY: "some known value satisfies it",
    Asks.KNOWN_AND_NONE: "something is known, and no known value satisfies the positive one",
    Asks.NONE: "no value is known",
}


def conditions() -> str:
    rows = []
    for operation in OPERATIONS:
        names = ", ".join(f"`{name}`" for name in (operation.key, *operation.aliases))
        types = ", ".join(str(kind) for kind in DataType if kind in operation.types)
        own = "Sendoff" if operation.own else ""
        rows.append((names, types, _SHAPES[operation.shape], operation.phrase, _ASKS[operation.asks], own))
    return (
        "# Operations of conditions\n\n"
        "A condition is true or false, never null. `negation: true` is the exact complement of its node,\n"
        "customers of whom nothing is known included; a negative operation leaves those out.\n"
        "`addition of` marks operations that are not in the language as other systems have it.\n\n"
        + _table(("operation", "types", "value", "in English", "true where", "addition of"), rows)
        + "\n## Limits\n\n"
        f"Depth {MAX_DEPTH}, {MAX_CONDITIONS:,} conditions, {MAX_LIST_VALUES:,} values in all lists\n"
        "together, 32 MiB of body. Past one of them the tree is refused with a sentence that names it.\n"
    )


_STATES = ("some known value satisfies it", "known values, none satisfies it", "nothing is known")
_TRUTHS = {
    Asks.ANY: (True, False, False),
    Asks.KNOWN_AND_NONE: (False, True, False),
    Asks.NONE: (False, True, True),
}
_QUANTIFIED = (
    ("`any`", (True, True, False, False)),
    ("`all`", (True, False, False, False)),
    ("`none`", (False, False, True, False)),
)


def truth_table() -> str:
    rows = []
    for operation in OPERATIONS:
        truths = _TRUTHS[operation.asks]
        of = f" (of `{operation.negative_of}`)" if operation.negative_of else ""
        plain, negated = [_mark(each) for each in truths], [_mark(not each) for each in truths]
        if DataType.COMPOUND in operation.types:  # presence: every known value satisfies it
            plain[1] = negated[1] = "cannot be"
        rows.append((f"`{operation.key}`{of}", *plain, *negated))
    quantified = [(name, *map(_mark, truths)) for name, truths in _QUANTIFIED]
    headings = ("operation", *_STATES, *(f"negated: {state}" for state in _STATES))
    return (
        "# Truth table\n\n"
        "Whether a condition holds, by what is known of the customer's values; of a negative operation the\n"
        "positive one is meant by *satisfies*. With `negation: true` it is the exact complement. NaN, null\n"
        "and an empty list are nothing known; an empty text is a value.\n\n"
        + _table(headings, rows)
        + "\n## Quantifiers\n\n"
        "Each known value read by itself, by a positive or a negative operation.\n\n"
        + _table(("quantifier", "all satisfy", "some do", "none does", "nothing is known"), quantified)
    )


def _mark(truth: bool) -> str:
    return "true" if truth else "–"


def rights() -> str:
    features = [(f"`{feature}`",) for feature in Feature]
    roles = [(name, ", ".join(f"`{f}`" for f in held)) for name, held in STARTING_ROLES.items()]
    calls = []
    for call, rule in RULES.items():
        parts = [f"`{feature}`" for feature in sorted(rule.features)]
        if rule.author_with is not None:
            parts.insert(0, f"its author with `{rule.author_with}`")
        if rule.acl is not None:
            parts.insert(0, f"segment ACL: {rule.acl.name.lower()}")
        if rule.export:
            parts += ["`segments/export`", "`segments/export/<destination id>` for that destination"]
        also = f"`{rule.also}`, and one of: " if rule.also is not None else ""
        calls.append((str(call), also + " · ".join(parts)))
    return (
        "# Rights\n\n"
        "A user has one role; a role is a set of features. Any one of the rights named suffices.\n\n"
        + _table(("to", "any one of"), calls)
        + "\n## Features\n\n"
        + _table(("feature",), [*features, ("`segments/export/<destination id>`",)])
        + "\n## Roles at first start\n\n"
        + _table(("role", "features"), roles)
    )


def formats() -> str:
    rows = [
        (f"`{f.key}`", f"`{f.extension}`", f.media_type, ", ".join(f"`{c}`" for c in f.compressions))
        for f in FORMATS.values()
    ]
    return "# File formats\n\n" + _table(("format", "extension", "media type", "compression"), rows)


def commands() -> str:
    root: Any = get_command(app)
    sections = [_command(f"sendoff {name}", each) for name, each in _leaves(root)]
    return (
        "# Commands\n\n"
        "Every command takes `--json`: standard output is then exactly one line of JSON; logs and progress\n"
        "go to standard error. Clients of the API read `SENDOFF_URL` (default `http://127.0.0.1:8000`) and\n"
        "`SENDOFF_TOKEN`.\n\n"
        + _table(("exit code", "meaning"), _EXIT_CODES)
        + "".join(f"\n{section}" for section in sections)
    )


_EXIT_CODES = [
    ("0", "it was done"),
    ("1", "it failed, or was found wrong"),
    ("2", "the command line or an input is refused"),
    ("75", "another try may do: a server or source is away or busy"),
    ("77", "no token, or not the right"),
    ("130, 143", "ended by Ctrl-C, by SIGTERM"),
]


def _leaves(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, each in group.commands.items():
        if hasattr(each, "commands"):
            yield from _leaves(each, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", each


def _command(name: str, command: Any) -> str:
    shown = [each for each in command.params if each.name not in ("as_json", "help")]
    arguments = [each for each in shown if each.param_type_name == "argument"]
    usage = " ".join([name, *(each.metavar for each in arguments)])
    rows = [_parameter(each) for each in shown]
    said = " ".join(command.help.split())
    table = "\n" + _table(("option", "default", "meaning"), rows) if rows else ""
    return f"## `{usage}`\n\n{said}\n{table}"


def _parameter(parameter: Any) -> tuple[str, str, str]:
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar}`", "must be given", parameter.help
    is_told = parameter.default not in (None, "") and parameter.default is not False
    default = f"`{parameter.default}`" if is_told else ""
    variable = f" Or by `{parameter.envvar}`." if parameter.envvar else ""
    name = f"`{parameter.opts[0]}`"
    return name, "must be given" if parameter.required else default, parameter.help + variable


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings,
    "conditions.md": conditions,
    "truth-table.md": truth_table,
    "rights.md": rights,
    "formats.md": formats,
    "commands.md": commands,
}


def page(name: str) -> str:
    """What the page says now."""
    title, _, rest = PAGES[name]().partition("\n\n")
    return f"{title}\n\n{_NOTICE}{rest}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    for each in PAGES:
        (HERE / each).write_text(page(each))
