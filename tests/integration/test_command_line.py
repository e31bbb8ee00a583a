"""Commands that ask the API of a real server."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from sendoff.cli.app import app
from tests.integration.command_line import PATIENCE_SECONDS, Served, one_line, serving

TREE = {
    "operation": "and",
    "operands": [
        {"attribute_id": "age", "condition": {"operation": "greater", "value": 20}},
        {"attribute_id": "name", "condition": {"operation": "equals", "value": "bob"}, "negation": True},
    ],
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, set_up: Path) -> Iterator[Served]:
    """A server with the segments 1 (Adults) and 2, 3 (Twins) and the destination 1 (File)."""
    folder = tmp_path_factory.mktemp("command-line")
    conditions = folder / "segment.json"
    conditions.write_text(json.dumps(TREE))
    with serving(folder, profiles=set_up / "customers.parquet", workers=1) as server:
        for name in ("Adults", "Twins", "Twins"):
            server.json("segments", "create", "--name", name, "--conditions", str(conditions))
        _make_destination(server)
        yield server


def _make_destination(server: Served) -> None:
    body = {"name": "File", "attribute_ids": ["name", "age"], "settings": {"compression": "gzip"}}
    answer = httpx.post(
        f"{server.url}/api/segments/export/destinations",
        json=body,
        headers={"X-Access-Token": server.token},
    )
    assert answer.status_code == 201, answer.text


@pytest.fixture(scope="module")
def finished(served: Served) -> dict[str, Any]:
    """The first export, run and waited for by a process of its own."""
    process = served.start("run", "Adults", "File", "--name", "nightly", "--wait", "--json")
    stdout, stderr = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, stderr
    export: dict[str, Any] = one_line(stdout)["segment_export"]
    return export


def test_run_waits_until_the_export_has_finished(finished: dict[str, Any]) -> None:
    assert finished["status"] == "finished"
    assert finished["name"] == "nightly"
    assert finished["stats"]["rows"] == {"matched": 1, "exported": 1}
    assert "file_download_token" not in finished


def test_run_alone_returns_at_once(served: Served) -> None:
    done = served.ask("run", "1", "1")
    assert done.exit_code == 0, done.output
    assert re.search(r"^status +(waiting|running|finished)$", done.stdout, re.MULTILINE)


def test_segments_are_listed_counted_described_and_previewed(served: Served) -> None:
    listed = served.json("segments", "list", "--limit", "1", "--offset", "1")
    assert [segment["name"] for segment in listed["segments"]] == ["Twins"]
    assert listed["selection_settings"]["offset"] == 1
    assert served.json("segments", "count", "Adults")["count"] == 1
    assert "age" in served.json("segments", "describe", "1")["description"]
    preview = served.json("segments", "preview", "1")
    assert preview["count"] == 1
    assert [row["customer_entity_id"] for row in preview["rows"]] == ["c1"]


def test_why_a_customer_is_in_a_segment_is_shown(served: Served) -> None:
    assert served.json("segments", "explain", "Adults", "--customer", "c1")["selected"] is True
    assert served.json("segments", "waterfall", "Adults")["customers"] == 4
    unknown = served.ask("segments", "explain", "Adults", "--customer", "c9")
    assert (unknown.exit_code, "c9" in unknown.stderr) == (1, True)
    told = CliRunner(charset="ascii").invoke(
        app, ["segments", "explain", "1", "--customer", "c2"], env=served.environment
    )
    assert told.exit_code == 0
    assert '\n  no  Not (\\u2018name\\u2019 is "bob").  (Bob)\n' in told.stdout


def test_tables_for_people_say_the_same(served: Served, finished: dict[str, Any]) -> None:
    for arguments, expected in {
        ("segments", "list"): "Adults",
        ("segments", "preview", "Adults"): '["gold", "new"]',
        ("segments", "explain", "Adults", "--customer", "c1"): "✓ All of these hold.",
        ("segments", "waterfall", "Adults"): "  ‘age’ is at least 20.",
        ("attributes", "list"): "compound of city (string), zip (int)",
        ("exports", "list", "Adults"): "nightly",
        ("exports", "show", "Adults", "1"): "finished",
        ("exports", "logs", "1", "1"): "Finished",
        ("exports", "history", "1", "1"): "running",
    }.items():
        done = served.ask(*arguments)
        assert done.exit_code == 0, done.output
        assert expected in done.stdout


def test_attributes_are_listed_with_their_types(served: Served) -> None:
    attributes = served.json("attributes", "list")["attributes"]
    assert {each["id"]: each["data_type"] for each in attributes}["age"] == "int"


def test_an_export_is_told_from_first_to_last(served: Served, finished: dict[str, Any]) -> None:
    exports = served.json("exports", "list", "Adults", "--limit", "1000")["segment_exports"]
    assert exports[-1]["id"] == finished["id"]
    assert all("file_download_token" not in export for export in exports)
    assert served.json("exports", "show", "Adults", "1")["segment_export"]["file_download_token"]
    entries = served.json("exports", "history", "1", "1")["history_list"]
    assert [entry["segment_export"]["status"] for entry in entries] == ["waiting", "running", "finished"]
    (line,) = served.json("exports", "logs", "1", "1", "--limit", "1")["segment_export_logs"]
    assert line["level"] == "info"


def test_a_download_is_checked_and_replaces_nothing_unasked(
    served: Served, finished: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "new" / "adults.csv.gz"
    arguments = ("exports", "download", "Adults", "1", "--to", str(file))
    fetched = served.json(*arguments)
    content = file.read_bytes()
    assert fetched["bytes"] == len(content) == finished["stats"]["bytes"]
    assert fetched["sha256"] == hashlib.sha256(content).hexdigest()
    assert gzip.decompress(content).decode().splitlines()[0] == "customer_entity_id,name,age"
    file.write_text("mine")
    assert served.ask(*arguments).exit_code == 1
    assert file.read_text() == "mine"
    served.json(*arguments, "--force")
    assert file.read_bytes() == content
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert served.ask(*arguments[:-1], str(tmp_path)).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "exit_code", "said"),
    [
        (["segments", "count", "Twins"], 2, "2 segments are named 'Twins': 2, 3. Give the id."),
        (["segments", "count", "twins"], 1, "No segment that you may see is named 'twins'."),
        (["segments", "count", ""], 2, "An empty text names no segment."),
        (["segments", "count", "9" * 30], 1, "No segment"),
        (["exports", "show", "1", "999"], 1, "999"),
        (["exports", "cancel", "1", "1"], 1, "finished already"),
        (["run", "1", "Nowhere"], 1, "No destination that you may see is named 'Nowhere'."),
        (["run", "1", "1", "--name", "\0"], 2, "name"),
    ],
)
def test_a_refusal_is_a_sentence_and_an_exit_code(
    served: Served, finished: dict[str, Any], arguments: list[str], exit_code: int, said: str
) -> None:
    done = served.ask(*arguments)
    assert (done.exit_code, done.stdout) == (exit_code, "")
    assert said in done.stderr
    told = served.ask(*arguments, "--json")
    assert said in one_line(told.stdout)["error"]["message"]


def test_a_segment_with_a_repeated_key_is_not_made(served: Served, tmp_path: Path) -> None:
    (tmp_path / "twice.json").write_text('{"operation": "and", "operation": "or", "operands": []}')
    done = served.ask("segments", "create", "--name", "x", "--conditions", str(tmp_path / "twice.json"))
    assert done.exit_code == 2
    assert "more than once" in done.stderr


@pytest.mark.parametrize(
    ("environment", "exit_code", "said"),
    [
        ({"SENDOFF_TOKEN": ""}, 77, "There is no token."),
        ({"SENDOFF_TOKEN": "s3cret"}, 77, "It came from SENDOFF_TOKEN"),
        ({"SENDOFF_TOKEN": "s3cret token"}, 2, "characters that no token has"),
        ({"SENDOFF_TOKEN": "s3crét"}, 2, "characters that no token has"),
        ({"SENDOFF_URL": "127.0.0.1:8000"}, 2, "no address of a server"),
        ({"SENDOFF_URL": "http://me:s3cret@127.0.0.1/"}, 2, "no address of a server"),
    ],
)
def test_whom_to_ask_is_checked_and_no_secret_is_told(
    served: Served, environment: dict[str, str], exit_code: int, said: str
) -> None:
    done = served.ask("segments", "list", **environment)
    assert done.exit_code == exit_code
    assert said in done.stderr
    assert "s3cr" not in done.output
    assert served.token not in done.output


def test_the_address_may_end_where_the_api_begins(served: Served) -> None:
    assert served.ask("segments", "list", SENDOFF_URL=f"{served.url}/api/").exit_code == 0


def test_destinations_are_made_and_listed(served: Served) -> None:
    made = served.json(
        "destinations", "create", "--name", "Ads", "--columns", "email, age", "--format", "ndjson"
    )["segment_export_destination"]
    assert made["attribute_ids"] == ["email", "age"]
    listed = served.json("destinations", "list")["segment_export_destinations"]
    assert listed[-1] == made
    assert "email, age" in served.ask("destinations", "list").stdout
    refused = served.ask("destinations", "create", "--name", "Ads", "--columns", "emial")
    assert refused.exit_code == 2
    assert "There is no attribute 'emial'. Did you mean 'email'?" in refused.stderr


def test_an_export_that_failed_is_shown_with_its_reason(tmp_path: Path, set_up: Path) -> None:
    profiles = tmp_path / "customers.parquet"
    profiles.write_bytes((set_up / "customers.parquet").read_bytes())
    with serving(tmp_path, profiles=profiles, workers=1) as server:
        (tmp_path / "all.json").write_text("{}")
        server.json("segments", "create", "--name", "All", "--conditions", str(tmp_path / "all.json"))
        server.json("destinations", "create", "--name", "File")
        profiles.unlink()
        run = server.ask("run", "All", "File", "--wait")
        assert (run.exit_code, "There is no file" in run.stderr) == (1, True)
        shown = server.ask("exports", "show", "All", "1").stdout
        assert re.search(r"^error +There is no file", shown, re.MULTILINE)
        assert re.search(r"^error at +\d{4}-", shown, re.MULTILINE)


def test_a_server_that_is_not_there_is_a_clear_sentence(served: Served) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed_again:
        url = f"http://127.0.0.1:{closed_again.getsockname()[1]}"
    done = served.ask("segments", "list", SENDOFF_URL=url)
    assert done.exit_code == 75
    assert f"No server answers at {url}" in done.stderr


def test_access_logs_have_a_line_for_each_request_and_no_query(
    served: Served, finished: dict[str, Any]
) -> None:
    path = "/api/segments/1/exports/1/download"
    for query in ("?token=s3cret", "%0AforgedLine?file_download_token=s3cret"):
        httpx.get(served.url + path + query)
    while f" GET {path}%0AforgedLine " not in (lines := served.log.read_text()):
        pass  # a line is written after its answer was sent
    assert re.search(rf"access_log: 401 GET {path} [0-9.]+ ms$", lines, re.MULTILINE)
    assert "s3cret" not in lines
    assert served.token not in lines


def test_a_port_that_is_taken_is_told(served: Served, tmp_path: Path) -> None:
    port = served.url.rpartition(":")[2]
    done = served.ask("serve", "--data", str(tmp_path), "--port", port)
    assert done.exit_code == 1
    assert f"Port {port} of 127.0.0.1 is taken." in done.stderr


def test_init_asks_for_what_is_not_given_and_keeps_stdout_for_its_answer(
    tmp_path: Path, set_up: Path
) -> None:
    done = CliRunner(env={"SENDOFF_ADMIN_PASSWORD": ""}).invoke(
        app,
        ["init", "--json", "--data", str(tmp_path / "data"), "--profiles", str(set_up / "customers.parquet")],
        input="you@example.org\nlong enough\nlong enough\n",
    )
    assert done.exit_code == 0, done.output
    assert one_line(done.stdout)["email"] == "you@example.org"
    assert "long enough" not in done.output


@pytest.mark.parametrize("answers", ["", "you@example.org\nlong enough\nlong enuogh\n"])
def test_init_without_an_answer_leaves_nothing(tmp_path: Path, set_up: Path, answers: str) -> None:
    done = CliRunner(env={"SENDOFF_ADMIN_PASSWORD": ""}).invoke(
        app,
        ["init", "--data", str(tmp_path / "data"), "--profiles", str(set_up / "customers.parquet")],
        input=answers,
    )
    assert done.exit_code == 2
    assert not (tmp_path / "data").exists()


def test_whoever_waits_is_told_of_a_cancel_and_how_to_cancel(tmp_path: Path, set_up: Path) -> None:
    with serving(tmp_path, profiles=set_up / "customers.parquet", workers=0) as server:
        (tmp_path / "all.json").write_text("{}")
        server.json("segments", "create", "--name", "All", "--conditions", str(tmp_path / "all.json"))
        _make_destination(server)
        first = server.start("run", "All", "File", "--wait", "--json")
        _wait_for_export(server, first, count=1)
        second = server.start("run", "All", "File", "--wait", "--json")
        _wait_for_export(server, second, count=2)

        second.send_signal(signal.SIGINT)
        stdout, stderr = second.communicate(timeout=PATIENCE_SECONDS)
        assert second.returncode == 130
        assert one_line(stdout)["error"]["code"] == "interrupted"
        assert "sendoff exports cancel 1 2" in stderr
        assert server.json("exports", "show", "1", "2")["segment_export"]["status"] == "waiting"

        assert server.json("exports", "cancel", "1", "1")["segment_export"]["status"] == "canceled"
        stdout, stderr = first.communicate(timeout=PATIENCE_SECONDS)
        assert first.returncode == 1
        assert one_line(stdout)["segment_export"]["status"] == "canceled"
        assert "The export 1 was canceled." in stderr


def _wait_for_export(server: Served, process: subprocess.Popen[str], *, count: int) -> None:
    """Until the process has asked for its export and looked at it once."""
    looked = f"200 GET /api/segments/1/exports/{count} "
    while looked not in server.log.read_text():
        assert process.poll() is None, process.communicate()
