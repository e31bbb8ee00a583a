"""JSON that may be hostile: read strictly, so that what is kept is exactly what was sent."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NoReturn

from sendoff.errors import Invalid, Problem, invalid

MAX_NESTING = 256
"""Objects and arrays within each other. The deepest tree of conditions needs about 135."""

_MAX_PROBLEMS = 1_000
_SHOWN_CHARACTERS = 80

# What is in a string opens nothing. The second form is a string that never ends: the reader refuses it.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\Z)', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEP = {byte: 1 if byte in b"[{" else -1 for byte in b"[]{}"}
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89abAB]|\\u[dD][c-fC-F]")


class _Repeated(dict[str, object]):
    """An object that has a key more than once."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


class _NoNumber:
    """What stands where a number has no value we could keep."""

    __slots__ = ("message",)

    def __init__(self, message: str) -> None:
        self.message = message


def loads(text: bytes | str, *, most_values: int | None = None) -> object:
    """The value that `text` stands for: dict, list, str, int, float, bool or None.

    Integers keep all their digits; a byte order mark before the text is skipped.

    Args:
        most_values: within each other, about: a comma, an object and an array count as one each.
    Raises:
        Invalid: malformed JSON (with line and column), bytes that are not UTF-8, nesting deeper
            than MAX_NESTING, more than `most_values`, integers of more digits than Python reads
            (4,300 unless set); and, all of them at once with their paths: duplicate keys, NaN,
            Infinity, numbers too large for a 64-bit float, lone surrogates.
    """
    text, octets = _as_text(text)
    _refuse_deep(octets)
    if most_values is not None:
        _refuse_many(octets, most_values)
    reader = _Reader()
    value = reader.read(text)
    if reader.found_problem or _SURROGATE_ESCAPE.search(text):
        problems = _problems_within(value)
        if problems:
            raise Invalid(problems, code="json_refused")
    return value


def dumps(value: object) -> str:
    """`value` as compact JSON text on one line; integers of any size, never NaN or Infinity."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def shown(value: object) -> str:
    """`value` quoted for a message: at most 80 characters of it, printable, valid UTF-8."""
    match value:
        case str():
            kept = value if len(value) <= _SHOWN_CHARACTERS else value[:_SHOWN_CHARACTERS] + "…"
            return "'" + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in kept) + "'"
        case bool():
            return str(value).lower()
        case None:
            return "null"
        case int():
            # Python refuses to write out integers of more than 4,300 digits.
            return str(value) if value.bit_length() <= 256 else f"a number of {value.bit_length()} bits"
        case float():
            return repr(value)
        case dict():
            return "an object"
        case list():
            return f"a list of {len(value)}" if value else "an empty list"
        case _:
            return f"a {type(value).__name__}"


def _as_text(text: bytes | str) -> tuple[str, bytes]:
    try:
        if isinstance(text, bytes):
            return text.decode("utf-8-sig"), text
        return text.removeprefix("\ufeff"), text.encode()
    except UnicodeDecodeError as error:
        raise invalid(
            f"The JSON is not UTF-8: byte {error.start + 1} begins no character. Send it as UTF-8.",
            code="json_malformed",
        ) from None
    except UnicodeEncodeError as error:
        raise invalid(
            f"The JSON has half a surrogate pair at character {error.start + 1}, which is no character.",
            code="json_malformed",
        ) from None


def _refuse_deep(octets: bytes) -> None:
    """Looks before the reader does, which would recurse as deep as the text says."""
    if octets.count(b"[") + octets.count(b"{") <= MAX_NESTING:
        return
    brackets = _STRING.sub(b"", octets).translate(None, _NOT_BRACKETS)
    if any(depth > MAX_NESTING for depth in accumulate(map(_STEP.__getitem__, brackets))):
        raise invalid(f"The JSON is nested more than {MAX_NESTING} levels deep, the most that is read.")


def _refuse_many(octets: bytes, most: int) -> None:
    """Looks before the reader does: what it makes of `{},{},{}` takes 30 times the memory of the text."""

    def count(text: bytes) -> int:
        return sum(map(text.count, (b",", b"[", b"{")))

    if count(octets) > most and count(_STRING.sub(b"", octets)) > most:
        raise invalid(f"The JSON holds more than {most:,} values, the most that are read here.")


class _Reader:
    """Reads one text with the standard scanner, and marks what it would have let pass."""

    def __init__(self) -> None:
        self.found_problem = False

    def read(self, text: str) -> object:
        decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_float=self._float, parse_constant=self._constant
        )
        try:
            value: object = decoder.decode(text)
        except json.JSONDecodeError as error:
            _refuse_malformed(error)
        except ValueError:
            raise invalid("The JSON has an integer with more digits than can be read.") from None
        except RecursionError:
            raise invalid("The JSON is nested too deep to be read here.") from None
        return value

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        kept = dict(pairs)
        if len(kept) == len(pairs):
            return kept
        self.found_problem = True
        return _Repeated(pairs)

    def _float(self, digits: str) -> float | _NoNumber:
        number = float(digits)
        if math.isfinite(number):
            return number
        self.found_problem = True
        return _NoNumber(f"The number {digits[:_SHOWN_CHARACTERS]} is too large for a 64-bit float.")

    def _constant(self, name: str) -> _NoNumber:
        self.found_problem = True
        return _NoNumber(f"{name} is no number in JSON.")


def _refuse_malformed(error: json.JSONDecodeError) -> NoReturn:
    raise invalid(
        f"The JSON is malformed at line {error.lineno}, column {error.colno}: {error.msg}.",
        code="json_malformed",
    ) from None


def _problems_within(document: object) -> list[Problem]:
    problems: list[Problem] = []
    pending: list[tuple[str, object]] = [("", document)]
    while pending and len(problems) < _MAX_PROBLEMS:
        path, value = pending.pop()
        match value:
            case _NoNumber():
                problems.append(Problem(path, value.message))
            case str() if _is_torn(value):
                problems.append(Problem(path, f"The text {shown(value)} has half a surrogate pair."))
            case dict():
                problems.extend(_problems_of_keys(path, value))
                pending.extend((_below(path, key), v) for key, v in reversed(value.items()))
            case list():
                pending.extend((f"{path}[{at}]", v) for at, v in reversed(list(enumerate(value))))
    return problems


def _problems_of_keys(path: str, value: dict[str, object]) -> Iterator[Problem]:
    if isinstance(value, _Repeated):
        for key in value.repeated:
            yield Problem(path, f"The key {shown(key)} stands more than once in one object.")
    for key in value:
        if _is_torn(key):
            yield Problem(path, f"The key {shown(key)} has half a surrogate pair.")


def _below(path: str, key: str) -> str:
    step = key[:_SHOWN_CHARACTERS].encode(errors="backslashreplace").decode()
    return f"{path}.{step}" if path else step


def _is_torn(text: str) -> bool:
    """Whether it has a lone surrogate, which no encoding can carry."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
