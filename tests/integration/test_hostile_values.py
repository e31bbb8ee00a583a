"""Texts and names that mean something elsewhere: ordinary characters in conditions, in data and in files."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from sendoff import bootstrap
from sendoff.cli.app import app
from sendoff.services.house import House
from sendoff.settings import load
from tests.integration.conftest import People
from tests.integration.runs import carry_out_next

LONG = "ž%_'\"\\" * 150_000
"""More than a megabyte as UTF-8."""

TEXTS = [
    "%", "_", "*", "?", "100%", "a_b", "a%b", "axb", "[a-z]", ".*", "'", "''", '"', '""', "\\", "\\\\",
    "\\n", "\\u0000", "'; DROP TABLE users; --", "$1", ":name", "{}", "%s", "a,b", "a;b", "a\tb", "a\nb",
    "a\r\nb", "a\rb", "\n", "\0", "a\0b", "a\0", "\0b", "\x1f\x7f\x80\x9f", "😀", "👩‍👩‍👧", "e\u0301", "é",
    "שלום", "\u202eabc\u202c", "\u200b", "\ufeffa", "\ufffd\uffff", "\U0010ffff", "\u2028", " ", " a ",
    "", "NULL", "NaN", "true", "=1+1", "@SUM(A1)", "-2+3", "0x1F", "1e5", "007", LONG, LONG + "!",
]  # fmt: skip
"""All of them are different, in other case too."""

FORMULAS = {"=1+1", "@SUM(A1)", "-2+3"}
"""What `csv_spreadsheet` writes with a quote before it."""

FORMATS = ["csv", "csv_spreadsheet", "ndjson", "parquet"]


def customers() -> pa.Table:
    """One for each text: alone, in a list, in a record; her id is the text itself with a number."""
    return pa.table(
        {
            "customer_entity_id": [f"{at}:{text[:20]}" for at, text in enumerate(TEXTS)],
            "note": pa.array(TEXTS, pa.string()),
            "words": pa.array([["x", text] for text in TEXTS], pa.list_(pa.string())),
            "said": pa.array([{"first": text, "at": at} for at, text in enumerate(TEXTS)]),
        }
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, set_up: Path) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("hostile")
    pq.write_table(customers(), folder / "customers.parquet")
    shutil.copytree(set_up / "data", folder / "data")
    built = bootstrap.build(load(folder / "data", profiles=str(folder / "customers.parquet")))
    yield built
    built.database.close()


@pytest.fixture(scope="module")
def client(house: House) -> TestClient:
    return People(house).admin()


def selecting(client: TestClient, tree: dict[str, Any]) -> int:
    """The id of a new segment."""
    body = {"name": "x", "settings": {"conditions_operation": tree}}
    made = client.post("/api/segments", json=body)
    assert made.status_code == 201, made.text[:500]
    return int(made.json()["segment"]["id"])


def counted(
    client: TestClient, operation: str, value: object, *, attribute: str = "note", **more: object
) -> int:
    condition = {"operation": operation, "value": value, **more}
    segment_id = selecting(client, {"attribute_id": attribute, "condition": condition})
    answer = client.get(f"/api/segments/{segment_id}/count")
    assert answer.status_code == 200, answer.text[:500]
    return int(answer.json()["count"])


def exported(
    house: House, client: TestClient, tree: dict[str, Any], columns: list[str], format: str
) -> bytes:
    """The file of a run of a new segment to a new destination."""
    body = {"name": "x", "attribute_ids": columns, "settings": {"format": format}}
    there = client.post("/api/segments/export/destinations", json=body)
    assert there.status_code == 201, there.text[:500]
    url = f"/api/segments/{selecting(client, tree)}/exports"
    ask = {"segment_export_destination_id": there.json()["segment_export_destination"]["id"]}
    export_id = client.post(url, json=ask).json()["segment_export"]["id"]
    carry_out_next(house)
    file = client.get(f"{url}/{export_id}/download")
    assert file.status_code == 200, client.get(f"{url}/{export_id}").text
    content: bytes = file.content
    return content


def read(content: bytes, format: str) -> tuple[list[str], list[dict[str, Any]]]:
    """The names of the columns, and the rows, as others read them; in CSV, lists and records are texts."""
    if format == "parquet":
        table = pq.read_table(io.BytesIO(content))
        return table.column_names, table.to_pylist()
    text = content.decode()
    if format == "ndjson":
        rows = [json.loads(line) for line in text.split("\n")[:-1]]
        return list(rows[0]), rows
    csv.field_size_limit(2**24)
    # Python's reader takes no NUL before 3.11.4.
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff").replace("\0", "\ue000"), newline=""))
    header, *values = ([cell.replace("\ue000", "\0") for cell in line] for line in lines)
    return header, [dict(zip(header, each, strict=True)) for each in values]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_text_is_matched_as_it_is(client: TestClient, text: str) -> None:
    assert counted(client, "equals", text) == 1
    holding = sum(text in each for each in TEXTS)
    assert counted(client, "contains", text) == holding
    assert counted(client, "not_contain", text) == len(TEXTS) - holding


def test_texts_in_lists_and_records_are_matched_as_they_are(client: TestClient) -> None:
    for text in TEXTS:
        assert counted(client, "equals", text, attribute="words") == 1
        assert counted(client, "equals", text, attribute="said", sub_attribute_id="first") == 1


def test_many_texts_at_once_are_matched_as_they_are(client: TestClient) -> None:
    some = [text for text in TEXTS if text != LONG]
    many = some + [f"{text}|{at}" for at in range(3) for text in some]
    assert len(many) > 100
    assert counted(client, "in", some) == counted(client, "in", many) == len(some)
    assert counted(client, "not_in", many) == 1
    assert counted(client, "contains_any_of", ["%_'\"\\ž", "\0"]) == 2 + sum("\0" in each for each in TEXTS)


def test_a_condition_of_a_megabyte_is_described_and_shown_as_it_was_written(client: TestClient) -> None:
    tree = {"attribute_id": "note", "condition": {"operation": "equals", "value": LONG}}
    url = f"/api/segments/{selecting(client, tree)}"
    assert client.get(url).json()["segment"]["settings"]["conditions_operation"] == tree
    assert client.get(f"{url}/describe").status_code == 200
    assert client.get(f"{url}/preview").json()["count"] == 1


def test_a_refusal_of_a_megabyte_is_short(client: TestClient) -> None:
    for operation in (LONG, "is_set"):
        condition = {"operation": operation, "value": LONG}
        body = {
            "name": "x",
            "settings": {"conditions_operation": {"attribute_id": "note", "condition": condition}},
        }
        answer = client.post("/api/segments", json=body)
        assert answer.status_code == 400
        assert len(answer.content) < 4_000


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_exported_is_read_back_the_same(house: House, client: TestClient, format: str) -> None:
    everybody_named = {"attribute_id": "note", "condition": {"operation": "in", "value": TEXTS}}
    columns = ["note", "words", "said"]
    names, rows = read(exported(house, client, everybody_named, columns, format), format)
    assert names == ["customer_entity_id", *columns]
    expected = customers().to_pylist()
    if format == "csv_spreadsheet":
        for row in expected:
            row["note"] = "'" + row["note"] if row["note"] in FORMULAS else row["note"]
    for row in rows:
        if format.startswith("csv"):
            row["words"], row["said"] = json.loads(row["words"]), json.loads(row["said"])
    by_id = {row["customer_entity_id"]: row for row in rows}
    assert len(rows) == len(expected)
    for row in expected:
        assert by_id[row["customer_entity_id"]] == row


def test_an_exported_file_is_a_source_of_the_same_customers(
    house: House, client: TestClient, tmp_path: Path
) -> None:
    for format in ("csv", "parquet"):
        source = tmp_path / f"source.{format}"
        source.write_bytes(exported(house, client, {}, ["note"], format))
        to = tmp_path / f"{format}.ndjson"
        arguments = ["--profiles", str(source), "--conditions", "-", "--columns", "note", "--to", str(to)]
        done = CliRunner().invoke(app, ["export", *arguments], input="{}")
        assert done.exit_code == 0, done.output
        _, rows = read(to.read_bytes(), "ndjson")
        assert sorted(row["note"] for row in rows) == sorted(TEXTS)


def test_a_customer_is_found_by_her_id_and_her_text(client: TestClient) -> None:
    for row in customers().select(["customer_entity_id", "note"]).to_pylist():
        url = f"/api/customers/{quote(row['customer_entity_id'], safe='')}/attributes"
        answer = client.get(url)
        assert answer.status_code == 200, (row["customer_entity_id"], answer.text[:300])
        assert answer.json()["customer_attributes"][0]["value"] == row["note"]
        found = client.get(
            "/api/customers/fulltext_search", params={"search_text": row["customer_entity_id"]}
        )
        assert row["customer_entity_id"] in [each["customer_entity_id"] for each in found.json()["customers"]]


NAMES = [
    'a "quoted" name', "it's", "a,b", "a;b", "line\nbreak", "line\r\nbreak", "tab\t", " spaces ",
    "back\\slash", "a.b", "a/b", "a b", "*", "%", "?", "#", "$1", "--", "/*", ";", "()", "{}", "select",
    "from", "null", "true", "order", "customer", "filename", "file_row_number", "rowid", "value",
    "sendoff_source", "sendoff_element", "given", "text", "__proto__", "ünïcødé", "שם", "\u202eabc", "🧨",
    "e\u0301", "é", "=1+1", "@x", "1", "-1", "Customer_Entity_Ids", "x" * 500,
]  # fmt: skip
"""Columns; each holds its own name for one of two customers."""


@pytest.fixture(scope="module")
def named(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The same instance over customers whose columns have hostile names."""
    folder = tmp_path_factory.mktemp("named")
    columns = {"customer_entity_id": ["a", "b"]} | {name: [name, None] for name in NAMES}
    pq.write_table(pa.table(columns), folder / "customers.parquet")
    built = bootstrap.build(load(house.settings.data, profiles=str(folder / "customers.parquet")))
    yield built
    built.database.close()


@pytest.fixture(scope="module")
def named_client(named: House, client: TestClient) -> TestClient:
    return People(named).with_token(client.headers["X-Access-Token"])


def test_a_column_of_any_name_is_an_attribute(named_client: TestClient) -> None:
    client = named_client
    listed = client.get("/api/attributes", params={"limit": 1000, "order_by": "order_index"}).json()[
        "attributes"
    ]
    assert [each["id"] for each in listed] == NAMES
    for name in NAMES:
        answer = client.patch(f"/api/attributes/{quote(name, safe='')}", json={"description": name})
        assert (answer.status_code, answer.json()["attribute"]["id"]) == (200, name)
        assert counted(client, "equals", name, attribute=name) == 1
        assert counted(client, "not_in", [name], attribute=name) == 0


@pytest.mark.parametrize("format", FORMATS)
def test_a_column_of_any_name_is_exported_under_it(
    named: House, named_client: TestClient, format: str
) -> None:
    known = [{"attribute_id": name, "condition": {"operation": "is_set"}} for name in NAMES]
    content = exported(named, named_client, {"operation": "and", "operands": known}, NAMES, format)
    names, (row,) = read(content, format)
    harmless = [f"'{name}" if name[0] in "=@-" else name for name in NAMES]
    expected = harmless if format == "csv_spreadsheet" else NAMES
    assert names == ["customer_entity_id", *expected]
    assert [row[name] for name in expected] == expected


def test_the_one_shot_takes_columns_of_any_name(named: House, tmp_path: Path) -> None:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(NAMES)
    to = tmp_path / "out.csv"
    arguments = [
        "--profiles",
        named.settings.profiles,
        "--conditions",
        "-",
        "--columns",
        line.getvalue().strip(),
    ]
    done = CliRunner().invoke(app, ["export", *arguments, "--to", str(to)], input="{}")
    assert done.exit_code == 0, done.output
    assert read(to.read_bytes(), "csv")[0] == ["customer_entity_id", *NAMES]


def test_the_id_column_in_another_case_is_another_column(tmp_path: Path) -> None:
    columns = {"customer_entity_id": ["a", "b"], "CUSTOMER_ENTITY_ID": ["x", "y"]}
    pq.write_table(pa.table(columns), tmp_path / "customers.parquet")
    to = tmp_path / "out.csv"
    arguments = ["--profiles", str(tmp_path / "customers.parquet"), "--conditions", "-", "--to", str(to)]
    done = CliRunner().invoke(app, ["export", *arguments], input="{}")
    assert done.exit_code == 0, done.output
    assert sorted(to.read_text().splitlines()) == ['"a"', '"b"', "customer_entity_id"]
