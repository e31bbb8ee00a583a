"""JSON from strangers."""

from __future__ import annotations

import json
import sys
import threading

import pytest

from sendoff.errors import Invalid
from sendoff.strict_json import MAX_NESTING, dumps, loads, shown


def _refusal(text: bytes | str) -> Invalid:
    with pytest.raises(Invalid) as refusal:
        loads(text)
    refusal.value.message.encode()
    return refusal.value


def _problems(text: bytes | str) -> list[tuple[str, str]]:
    return [(problem.path, problem.message) for problem in _refusal(text).problems]


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "0",
        "-1.5e3",
        '""',
        "[]",
        "{}",
        ' \n{"a" : [1, 2.5, "x\\u0000\\n", true, false, null, {"b": {}}]}\t',
        '"\\ud83d\\ude00 \\\\ud800 é"',
        str(2**64 + 1),
        pytest.param("9" * 4300, id="4300 digits"),
    ],
)
def test_what_is_json_is_read_as_the_standard_library_does(text: str) -> None:
    assert loads(text) == json.loads(text)
    assert loads(text.encode()) == json.loads(text)


def test_a_byte_order_mark_is_skipped() -> None:
    assert loads(b"\xef\xbb\xbf{}") == {}
    assert loads("\ufeff[]") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "line 1, column 1"),
        ("{", "line 1, column 2"),
        ('{"a": 1,}', "line 1"),
        ('{\n "a": tru}', "line 2, column 7"),
        ("[1] x", "line 1, column 5"),
        ("{'a': 1}", "line 1, column 2"),
        ('"a\nb"', "line 1, column 3"),
        ('"\\x"', "line 1"),
        ("01", "line 1, column 2"),
        ("1.", "line 1, column 2"),
        ("/* */ 1", "line 1, column 1"),
        pytest.param("[" * 200, "line 1", id="brackets"),
        pytest.param('"' * 200_001, "line 1", id="a long text"),
    ],
)
def test_malformed_json_is_refused_with_its_place(text: str, place: str) -> None:
    assert place in _refusal(text).message


@pytest.mark.parametrize(
    "octets", [b"\xff", b'"\xc3"', b'"\xed\xa0\x80"', '"é"'.encode("latin-1"), b"\xff\xfe{\x00"]
)
def test_what_is_not_utf_8_is_refused(octets: bytes) -> None:
    assert "not UTF-8" in _refusal(octets).message


def test_every_duplicate_key_is_told_with_its_place() -> None:
    assert _problems('{"a": 1, "b": [{"x": 1, "x": 1, "x": 2}], "a": 1}') == [
        ("", "The key 'a' stands more than once in one object."),
        ("b[0]", "The key 'x' stands more than once in one object."),
    ]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e999999999"])
def test_a_number_without_a_value_is_refused_with_its_place(number: str) -> None:
    ((path, message),) = _problems(
        f'{{"conditions_operation": {{"operands": [{{"value": [0, {number}]}}]}}}}'
    )
    assert path == "conditions_operation.operands[0].value[1]"
    assert number in message


def test_an_integer_of_too_many_digits_is_refused() -> None:
    assert "more digits" in _refusal("9" * 5000).message


@pytest.mark.parametrize("half", ["\\ud800", "\\udfff", "\\uDBFF\\u0041", "\\udc00\\ud800"])
def test_a_lone_surrogate_is_refused_in_values_and_in_keys(half: str) -> None:
    ((path, message),) = _problems(f'{{"a": ["x", "{half}"]}}')
    assert path == "a[1]"
    assert "half a surrogate pair" in message
    ((path, message),) = _problems(f'{{"a": {{"{half}": 1}}}}')
    assert path == "a"
    assert "The key" in message
    assert "surrogate" in _refusal('"\ud800"').message


def test_all_problems_are_told_at_once() -> None:
    found = _problems('{"a": NaN, "a": "\\ud800", "c": 1e400}')
    assert [path for path, _ in found] == ["", "a", "c"]


def test_the_problems_of_a_hostile_text_stop_at_a_thousand() -> None:
    assert len(_problems("[" + "NaN," * 100_000 + "1]")) == 1_000


def test_nesting_has_a_limit_that_is_named() -> None:
    assert loads("[" * MAX_NESTING + "]" * MAX_NESTING)
    for text in ("[" * (MAX_NESTING + 1) + "]" * (MAX_NESTING + 1), "[" * 1_000_000, '{"a":' * 1_000_000):
        assert f"more than {MAX_NESTING} levels deep" in _refusal(text).message


def test_brackets_in_texts_are_no_nesting() -> None:
    texts = ["[" * 1_000, '\\"[{' * 1_000, "\\", '"']
    assert loads(json.dumps([texts] * 200)) == [texts] * 200


def test_the_deepest_text_is_read_in_a_small_thread_and_far_down_the_stack() -> None:
    text = "[" * MAX_NESTING + "]" * MAX_NESTING
    read: list[object] = []

    def deep(frames: int) -> None:
        if frames:
            deep(frames - 1)
        else:
            read.append(loads(text))

    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=deep, args=(sys.getrecursionlimit() - 500,))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert len(read) == 1


@pytest.mark.parametrize("value", [None, {"a": [1, 2**200, "é\x00\u2028", True]}, "x", 0.1, []])
def test_what_is_written_is_compact_and_reads_back(value: object) -> None:
    text = dumps(value)
    assert loads(text) == value
    assert "\n" not in text
    assert ", " not in text


def test_nan_is_not_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps([float("nan")])


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("x", "'x'"),
        ("a\x00\n\ud800é", "'a\\x00\\n\\ud800é'"),
        ("x" * 100, "'" + "x" * 80 + "…'"),
        (True, "true"),
        (None, "null"),
        (2**70, str(2**70)),
        pytest.param(10**5000, "a number of 16610 bits", id="5001 digits"),
        (1.5, "1.5"),
        ({}, "an object"),
        ([], "an empty list"),
        ([1, 2], "a list of 2"),
    ],
)
def test_a_value_is_shown_short_and_printable(value: object, quoted: str) -> None:
    assert shown(value) == quoted


def test_more_values_than_wanted_are_refused_before_they_are_read() -> None:
    for text in ("[1,2,3]", '[",,,","[{"]', '{"a":{"b":{}}}'):
        assert loads(text, most_values=3) is not None
    for text in ("[1,2,3,4]", "[[],[]]", '{"a":{"b":[{}]}}', "[1,2,3,4"):
        with pytest.raises(Invalid, match="more than 3 values"):
            loads(text, most_values=3)
