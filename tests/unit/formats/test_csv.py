"""CSV as spec/exports.md, Files, has it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendoff.formats.csv import CsvWriter


def written(batch: pa.RecordBatch, *, spreadsheet: bool = False) -> str:
    sink = io.BytesIO()
    writer = CsvWriter(sink, batch.schema, spreadsheet=spreadsheet)
    writer.write(batch)
    writer.finish()
    assert writer.rows == batch.num_rows
    return sink.getvalue().decode()


def cells(column: pa.Array, *, spreadsheet: bool = False) -> list[str]:
    """The column's cells as they stand in the file, a row each."""
    text = written(pa.record_batch({"c": column}), spreadsheet=spreadsheet)
    return text.split("\r\n" if spreadsheet else "\n")[1:-1]


def test_an_empty_text_differs_from_an_unknown_one() -> None:
    assert cells(pa.array(["", None, "a"])) == ['""', "", '"a"']


def test_nan_is_unknown_and_floats_read_back_the_same() -> None:
    values = [0.1, 1e20, 1e-7, 5e-324, 1.7976931348623157e308, 123456789.125]
    assert cells(pa.array([float("nan"), None])) == ["", ""]
    assert [float(cell) for cell in cells(pa.array(values))] == values


def test_a_fraction_of_a_second_is_shown_only_where_it_is_not_zero() -> None:
    whole, half = datetime(2024, 2, 29, 10, 20, 0), datetime(1, 1, 1, 0, 0, 0, 500_000)
    assert cells(pa.array([whole])) == ["2024-02-29 10:20:00"]
    mixed = cells(pa.array([whole, half, None]))
    assert [cell.strip('"') for cell in mixed] == ["2024-02-29 10:20:00", "0001-01-01 00:00:00.5", ""]


def test_datetimes_with_a_zone_are_written_in_utc() -> None:
    column = pa.array([datetime(2024, 1, 1, 12, tzinfo=UTC)], pa.timestamp("us", tz="Europe/Prague"))
    assert cells(column) == ["2024-01-01 12:00:00"]


def test_dates_bools_and_decimals_are_written_plainly() -> None:
    assert cells(pa.array([date(2024, 1, 2)])) == ["2024-01-02"]
    assert cells(pa.array([True, False])) == ["true", "false"]
    assert cells(pa.array([Decimal("12.50")], pa.decimal128(10, 2))) == ["12.50"]


@pytest.mark.parametrize("spreadsheet", [False, True])
def test_small_decimals_are_written_without_an_exponent(spreadsheet: bool) -> None:
    texts = ["0.00000000", "-0.00000001", "1.50000000"]
    column = pa.array([*map(Decimal, texts), None], pa.decimal128(18, 8))
    found = cells(column, spreadsheet=spreadsheet)
    assert [cell.strip('"') for cell in found] == [*texts, ""]


def test_lists_and_records_are_json_text() -> None:
    text = written(pa.record_batch({"c": pa.array([["ž", None], []]), "d": pa.array([{"a": 1}, None])}))
    assert list(csv.reader(io.StringIO(text)))[1:] == [['["ž",null]', '{"a":1}'], ["[]", ""]]


def test_the_header_is_quoted_where_it_must_be() -> None:
    column = pa.array([1])
    text = written(pa.record_batch([column, column], names=["id", 'a,"b"']))
    assert text.splitlines()[0] == 'id,"a,""b"""'


@pytest.mark.parametrize(
    "harmful", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0", "+1-2", "+"]
)
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(harmful: str) -> None:
    text = written(pa.record_batch({"c": pa.array([harmful])}), spreadsheet=True)
    assert next(csv.reader(io.StringIO(text.split("\r\n", 1)[1], newline="")))[0] == "'" + harmful


def test_a_column_name_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    text = written(pa.record_batch({"=1+1": pa.array([1])}), spreadsheet=True)
    assert text == "\ufeff'=1+1\r\n1\r\n"


def test_numbers_and_phone_numbers_stay_readable_in_a_spreadsheet() -> None:
    assert cells(pa.array([-5]), spreadsheet=True) == ["-5"]
    assert cells(pa.array(["+420 601 123 456"]), spreadsheet=True) == ['"+420 601 123 456"']


def test_a_spreadsheet_file_begins_with_a_bom_and_ends_lines_as_windows_does() -> None:
    text = written(pa.record_batch({"c": pa.array([1])}), spreadsheet=True)
    assert text == "\ufeffc\r\n1\r\n"


texts = st.text(st.characters(blacklist_categories=["Cs"]))


@given(
    st.lists(st.tuples(st.one_of(st.none(), texts), st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1))))
)
def test_what_is_written_is_read_back_by_others(rows: list[tuple[str | None, int | None]]) -> None:
    columns = [pa.array([r[0] for r in rows], pa.string()), pa.array([r[1] for r in rows], pa.int64())]
    text = written(pa.record_batch(columns, names=["text", "number"]))
    expected = [["" if t is None else t, "" if n is None else str(n)] for t, n in rows]
    if not any("\0" in (t or "") for t, _ in rows):  # Python's reader takes no NUL before 3.11.4
        assert list(csv.reader(io.StringIO(text, newline="")))[1:] == expected


def test_duckdb_reads_back_the_difference_between_empty_and_unknown(tmp_path: object) -> None:
    file = f"{tmp_path}/c.csv"
    with open(file, "w") as out:
        out.write(written(pa.record_batch({"a": pa.array(["", None, "x"]), "n": pa.array([1, 2, 3])})))
    query = "SELECT a FROM read_csv(?, header=true, allow_quoted_nulls=false) ORDER BY n"
    assert duckdb.execute(query, [file]).fetchall() == [("",), (None,), ("x",)]
