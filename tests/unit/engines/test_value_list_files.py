"""What is taken from a CSV file that is uploaded as a value list, and what is refused of it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.engines.duckdb.value_list_files import values_of_csv
from sendoff.engines.duckdb.value_list_lines import layout_of
from sendoff.engines.port import Stopped
from sendoff.errors import Invalid

STRING, INT = DataType.STRING, DataType.INT
SECRET = "ann@example.org"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "alone").mkdir()
    return tmp_path / "alone" / "upload.csv"


def read(
    file: Path, content: str | bytes, *, column: str | None = None, data_type: DataType = STRING
) -> tuple[int, int, list[str]]:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with values_of_csv(str(file), layout_of(str(file), column), data_type=data_type) as values:
        listed = [value for batch in values.batches for value in batch.column(0).to_pylist()]
        return values.rows, values.empty_rows, listed


@pytest.mark.parametrize(
    ("content", "column", "rows", "empty_rows", "listed"),
    [
        ("email\nBob\nann\nBOB\n", None, 3, 0, ["ann", "bob"]),
        ("email\r\nbob\r\n", "email", 1, 0, ["bob"]),
        ("\ufeffemail\nbob", "email", 1, 0, ["bob"]),
        ("a,b\n1,x\n2,\n,y\n", "b", 3, 1, ["x", "y"]),
        ('name\n"a,b"\n""\n\n"c""d\ne"\n', None, 4, 2, ["a,b", 'c"d\ne']),
        ("name\n x\nx \n", None, 2, 0, [" x", "x "]),
        ("name\nİΣß\nNULL\n", None, 2, 0, ["iσß", "null"]),
        ("name\n\U00010000\n\uffff\n", None, 2, 0, ["\uffff", "\U00010000"]),
        ("name", None, 0, 0, []),
    ],
)
def test_values_are_lower_cased_distinct_and_in_order(
    file: Path, content: str, column: str | None, rows: int, empty_rows: int, listed: list[str]
) -> None:
    assert read(file, content, column=column) == (rows, empty_rows, listed)


def test_whole_numbers_are_written_one_way(file: Path) -> None:
    smallest, largest = str(-(2**127)), str(2**128 - 1)
    content = f"n\n+007\n7\n-0\n 12 \n\n{largest}\n{smallest}\n"
    assert read(file, content, data_type=INT) == (7, 1, sorted(["7", "0", "12", largest, smallest]))


@pytest.mark.parametrize(
    "number", ["1.5", "1e3", "1_000", "0x1f", "٣", SECRET, str(2**128), "9" * 5000, "5 5"]
)
def test_what_is_no_whole_number_is_refused_with_its_line(file: Path, number: str) -> None:
    with pytest.raises(Invalid) as raised:
        read(file, f'x,n\n"two\nlines",1\nb,{number}\n', column="n", data_type=INT)
    assert raised.value.message.startswith("Line 4 of the file holds no whole number of at most 128 bits")
    assert number not in raised.value.message


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"name\nok\n" + SECRET.encode() + b"\xff\n", "Line 3 of the file is not UTF-8"),
        (SECRET.encode("utf-16"), "Line 1 of the file is not UTF-8"),
        (f'name\n"x\ny"\n"{SECRET}', "Line 4 of the file is not well-formed CSV"),
        (f'name\n"{SECRET}"x\n', "Line 2 of the file is not well-formed CSV"),
        (f'"{SECRET}', "Line 1 of the file is not well-formed CSV"),
        (f"name\nok\n{SECRET},x\n", "Line 3 of the file has another number of fields"),
        (f"name\n{SECRET}\0\n", "Line 2 of the file holds a NUL character"),
        (f"name\n{SECRET}{'x' * 200_000}\n", "Line 2 of the file is longer than 131,072 bytes"),
        (f"name\nok\r\n{SECRET}\n", "The file is not well-formed CSV. End all its lines alike"),
        (b"", "The file has no first line"),
        ("," * 1000, "The file has more than 1,000 columns"),
        (f"{SECRET},b\n", "column: The file has 2 columns. Name the one that has the values."),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_without_a_word_of_it(
    file: Path, content: str | bytes, told: str
) -> None:
    with pytest.raises(Invalid) as raised:
        read(file, content)
    assert raised.value.message.startswith(told)
    assert SECRET not in raised.value.message


@pytest.mark.parametrize(
    ("header", "told"), [(f"a,{SECRET}", "names no column so"), ("b,b", "names 2 columns so")]
)
def test_a_column_is_one_that_the_first_line_names_once(file: Path, header: str, told: str) -> None:
    with pytest.raises(Invalid, match=told) as raised:
        read(file, f"{header}\n1,2\n", column="b")
    assert raised.value.path == "column"
    assert SECRET not in raised.value.message


@pytest.mark.parametrize("content", ["n\n1\n", "n\nx\n"])
def test_a_stop_ends_the_reading(file: Path, content: str) -> None:
    file.write_text(content)
    stop = threading.Event()
    stop.set()
    with (
        pytest.raises(Stopped),
        values_of_csv(str(file), layout_of(str(file), None), data_type=INT, stop=stop),
    ):
        pass


def test_nothing_but_the_file_is_left_in_its_folder(file: Path) -> None:
    read(file, "name\n" + "".join(f"value {number}\n" for number in range(200_000)))
    assert [left.name for left in file.parent.iterdir()] == [file.name]
