"""`sendoff export`: from a file of customers to a file, without a server."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from sendoff.cli.app import app
from sendoff.services.house import House
from tests.integration.command_line import PATIENCE_SECONDS, PROGRAM, one_line
from tests.integration.conftest import People
from tests.integration.runs import carry_out_next

GROWN_UP: dict[str, Any] = {"attribute_id": "age", "condition": {"operation": "greater", "value": 20}}
BORN_TODAY: dict[str, Any] = {
    "attribute_id": "birthday",
    "condition": {"operation": "date_matches_current_day"},
}


@pytest.fixture
def export(tmp_path: Path, profiles: Path) -> Any:
    """Runs the command over the few customers, into `tmp_path`; a file's name there is enough."""

    def run(
        to: str, *arguments: str, tree: object = None, conditions: str | None = None, **options: Any
    ) -> Result:
        file = tmp_path / "segment.json"
        file.write_text(json.dumps({} if tree is None else tree) if conditions is None else conditions)
        return CliRunner().invoke(
            app,
            ["export", "--profiles", options.pop("profiles", str(profiles)), "--conditions", str(file),
             "--to", str(tmp_path / to), *arguments],
            **options,
        )  # fmt: skip

    return run


def files_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()} - {"segment.json", "customers.parquet", "data"}


def test_it_prints_rows_bytes_sha256_and_seconds(export: Any, tmp_path: Path) -> None:
    done = export("out.csv", "--columns", "name, age", "--json", tree=GROWN_UP)
    assert done.exit_code == 0, done.output
    told = one_line(done.stdout)
    content = (tmp_path / "out.csv").read_bytes()
    assert content.splitlines()[0] == b"customer_entity_id,name,age"
    assert (told["rows"], told["bytes"]) == (2, len(content))
    assert told["sha256"] == hashlib.sha256(content).hexdigest()
    assert told["seconds"] > 0
    assert files_in(tmp_path) == {"out.csv"}
    for_people = export("again.csv", "--columns", "name,age", tree=GROWN_UP).stdout
    assert {line.split("  ")[0] for line in for_people.splitlines()} >= {"rows", "bytes", "sha256", "seconds"}


def test_the_moment_that_is_now_can_be_given(export: Any) -> None:
    counts = [
        one_line(export(f"{at}.csv", "--as-of", moment, "--json", tree=BORN_TODAY).stdout)["rows"]
        for at, moment in enumerate(("2026-02-03", "2026-02-03T00:30:00+01:00", "2024-02-29 12:00:00"))
    ]
    assert counts == [1, 0, 1]


@pytest.mark.parametrize("format", ["csv", "csv_spreadsheet", "ndjson", "parquet"])
def test_the_file_is_the_servers_byte_for_byte(
    export: Any, people: People, small_house: House, tmp_path: Path, format: str
) -> None:
    columns = ["name", "email", "age", "birthday", "tags", "address"]
    admin = people.admin()
    destination = {"name": "All", "attribute_ids": columns, "settings": {"format": format}}
    segment = {"name": "All", "settings": {"conditions_operation": GROWN_UP}}
    assert admin.post("/api/segments/export/destinations", json=destination).status_code == 201
    assert admin.post("/api/segments", json=segment).status_code == 201
    asked = admin.post("/api/segments/1/exports", json={"segment_export_destination_id": 1})
    assert asked.status_code == 201
    carry_out_next(small_house)
    served = admin.get("/api/segments/1/exports/1/download").content
    done = export("out", "--columns", ",".join(columns), "--format", format, tree=GROWN_UP)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out").read_bytes() == served


def test_csv_files_have_the_types_that_are_given(export: Any, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text('customer_entity_id,"name, first",age\nc1,Ann,31\nc2,Bob,9\n')
    arguments = ("--csv-types", "age=int", "--columns", '"name, first",age', "--memory", "200MB")
    done = export("out.csv", *arguments, tree=GROWN_UP, profiles=str(source))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out.csv").read_text().splitlines()[1:] == ['"c1","Ann",31']
    untyped = export("out2.csv", tree=GROWN_UP, profiles=str(source))
    assert (untyped.exit_code, "'greater'" in untyped.stderr) == (2, True)


@pytest.mark.parametrize(
    ("to", "arguments", "begins"),
    [
        ("a.csv.gz", [], b"\x1f\x8b"),
        ("a.CSV.ZST", [], b"\x28\xb5\x2f\xfd"),
        ("a.ndjson", [], b'{"customer_entity_id"'),
        ("a.parquet", [], b"PAR1"),
        ("a.parquet", ["--format", "csv"], b"customer_entity_id"),
        ("a.csv.gz", ["--compression", "none"], b"customer_entity_id"),
        ("a.gz", ["--format", "parquet"], b"PAR1"),
    ],
)
def test_what_is_not_given_is_told_by_the_ending(
    export: Any, tmp_path: Path, to: str, arguments: list[str], begins: bytes
) -> None:
    done = export(to, *arguments)
    assert done.exit_code == 0, done.output
    assert (tmp_path / to).read_bytes().startswith(begins)


def test_conditions_come_from_standard_input_too(profiles: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        app,
        ["export", "--profiles", str(profiles), "--conditions", "-", "--to", str(tmp_path / "x.csv.gz")],
        input="{}",
    )
    assert done.exit_code == 0, done.output
    assert len(gzip.decompress((tmp_path / "x.csv.gz").read_bytes()).splitlines()) == 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--columns", "nmae"], "There is no attribute 'nmae'. Did you mean 'name'?"),
        (["--columns", "height"], "There is no attribute 'height'. There are 'name', 'email', 'age'"),
        (["--columns", "name,name"], "'name' stands there twice."),
        (["--columns", "customer_entity_id"], "is the id, which is in every file already"),
        (["--columns", '"name'], "names joined by commas"),
        (["--csv-types", "age"], "each column once with its type"),
        (["--csv-types", "age=number"], "'number'"),
        (["--format", "xlsx"], "There is no format 'xlsx'. Choose one of: csv"),
        (["--format", "parquet", "--compression", "gzip"], "takes no compression 'gzip'"),
        (["--compression", "gz"], "takes no compression 'gz'. Choose one of: none, gzip, zstd."),
        (["--as-of", "yesterday"], "--as-of takes an ISO moment"),
        (["--time-zone", "Europe/Pragu"], "no IANA time zone"),
        (["--time-zone", "localtime"], "no IANA time zone"),
        (["--memory", "much"], "engine_memory is written as 2GB"),
        (["--threads", "100000"], "less than or equal to 256"),
    ],
)
def test_an_option_that_cannot_be_is_told_and_leaves_nothing(
    export: Any, tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = export("out.csv", *arguments, "--json")
    assert done.exit_code == 2, done.output
    assert said in one_line(done.stdout)["error"]["message"]
    assert said in done.stderr
    assert not files_in(tmp_path)


def test_each_problem_of_the_conditions_has_a_line(export: Any) -> None:
    tree = {
        "operation": "and",
        "operands": [
            {"attribute_id": "Nmae", "condition": {"operation": "is_set"}},
            {"attribute_id": "age", "condition": {"operation": "bigger", "value": 1}},
        ],
    }
    done = export("out.csv", tree=tree)
    first, second = done.stderr.splitlines()
    assert first.startswith("conditions_operation.operands[0].attribute_id: Attribute 'Nmae'")
    assert first.endswith("Did you mean 'name'?")
    assert second.startswith("conditions_operation.operands[1].condition.operation: ")


@pytest.mark.parametrize("conditions", ["", '{"operation": "and",', '{"a": 1, "a": 2}', "[]"])
def test_conditions_that_cannot_be_read_are_told(export: Any, tmp_path: Path, conditions: str) -> None:
    done = export("out.csv", conditions=conditions)
    assert done.exit_code == 2
    assert not files_in(tmp_path)
    if conditions != "[]":
        assert f"Correct the conditions in the file {tmp_path / 'segment.json'}." in done.stderr


def test_a_file_that_exists_is_replaced_only_by_force(export: Any, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    (tmp_path / "link.csv").symlink_to(tmp_path / "nowhere")
    for name in ("mine.csv", "link.csv"):
        refused = export(name)
        assert (refused.exit_code, "give --force" in refused.stderr) == (1, True)
    assert (tmp_path / "mine.csv").read_text() == "mine"
    assert export("mine.csv", "--force").exit_code == 0
    assert (tmp_path / "mine.csv").read_text() != "mine"


def test_a_pipe_is_never_replaced(export: Any, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    refused = export("pipe", "--force")
    assert refused.exit_code == 2
    assert (tmp_path / "pipe").is_fifo()


def test_parquet_has_the_columns_in_the_order_asked_for(export: Any, tmp_path: Path) -> None:
    export("out.parquet", "--columns", "tags,age")
    assert pq.read_schema(tmp_path / "out.parquet").names == ["customer_entity_id", "tags", "age"]


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Customers, and conditions that take minutes over them."""
    folder = tmp_path_factory.mktemp("endless")
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT i AS customer_entity_id, [repeat('abc' || i, 200), repeat('b' || i, 500)] AS words"
            " FROM range(60000) numbers(i)) TO ? (FORMAT parquet, ROW_GROUP_SIZE 20000)",
            [str(folder / "customers.parquet")],
        )
    operands = [
        {
            "attribute_id": "words",
            "condition": {"operation": "contains_any_of", "value": [f"{part}{at}x" for at in range(90)]},
        }
        for part in "abcdefghi"
    ]
    (folder / "all.json").write_text(json.dumps({"operation": "or", "operands": operands}))
    return folder / "customers.parquet", folder / "all.json"


@pytest.mark.parametrize(("number", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_and_leaves_nothing(
    endless: tuple[Path, Path], tmp_path: Path, number: signal.Signals, exit_code: int
) -> None:
    customers, conditions = endless
    process = subprocess.Popen(
        [*PROGRAM, "export", "--json", "--profiles", customers, "--conditions", conditions,
         "--to", tmp_path / "out" / "out.csv"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not list(tmp_path.glob("out/.partial-*")):
        assert process.poll() is None, process.communicate()
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == exit_code
    assert one_line(stdout)["error"]["code"] == "interrupted"
    assert "Traceback" not in stderr
    assert not list(tmp_path.glob("out/*"))
    assert not list(tmp_path.glob("out/.*"))
