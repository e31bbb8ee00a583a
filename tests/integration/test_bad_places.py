"""Files that find no room or no folder: told, nothing half written, and the next export works."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import duckdb
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from sendoff import bootstrap
from sendoff.cli.app import app
from sendoff.services import runs
from sendoff.services.house import House
from sendoff.settings import load
from sendoff.store.database import DatabaseUnavailable
from sendoff.worker.loop import Workers
from tests.integration.command_line import one_line
from tests.integration.conftest import Maker, People
from tests.integration.runs import carry_out_next, run_to_its_end, wait_for_its_end

URL = "/api/segments/1/exports"
ASK = {"segment_export_destination_id": 1}
ROOM_BYTES = 3 * 1024 * 1024
FILES: list[tuple[str, str]] = [
    ("csv", "none"), ("csv", "gzip"), ("csv", "zstd"), ("ndjson", "none"), ("parquet", "none"),
]  # fmt: skip
"""Formats and compressions, each of which writes in its own way."""


class Disk:
    """A folder with little room: a small disk of its own, or, who may not mount one, small files alone."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        size = f"size={ROOM_BYTES}"
        self.is_mounted = os.geteuid() == 0 and _mount("-t", "tmpfs", "-o", size, "tmpfs", str(folder))
        self._limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        if not self.is_mounted:
            resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM_BYTES, self._limits[1]))

    def make_room(self) -> None:
        if self.is_mounted:
            assert _mount("-o", "remount,size=64m", str(self.folder))
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limits)

    def close(self) -> None:
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limits)


def _mount(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path / "disk")
    yield made
    made.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Customers that no format makes smaller than the room there is."""
    file = tmp_path_factory.mktemp("many") / "customers.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT i AS customer_entity_id, sha256(i::VARCHAR) || sha256('a' || i) AS name "
            f"FROM range(60000) numbers(i)) TO '{file}' (FORMAT parquet)"
        )
    return file


def build(tmp_path: Path, profiles: Path, artifacts: Path) -> House:
    return bootstrap.build(load(tmp_path / "data", profiles=str(profiles), artifacts=str(artifacts)))


@pytest.fixture
def cramped(tmp_path: Path, set_up: Path, many: Path, disk: Disk) -> Iterator[House]:
    """The instance over many customers, all of it on the disk with little room."""
    if not disk.is_mounted:
        pytest.skip("only root can mount a disk that is full for the database and the files together")
    shutil.copytree(set_up / "data", disk.folder / "data")
    built = bootstrap.build(load(disk.folder / "data", profiles=str(many)))
    yield built
    built.database.close()


@pytest.fixture
def crowded(small_house: House, tmp_path: Path, many: Path, disk: Disk) -> Iterator[House]:
    """The instance over many customers, its files on the disk with little room."""
    built = build(tmp_path, many, disk.folder / "files")
    yield built
    built.database.close()


def client_of(house: House, admin: TestClient) -> TestClient:
    """The administrator's client of another house over the same database."""
    return People(house).with_token(admin.headers["X-Access-Token"])


def ended_badly(admin: TestClient, export_id: int = 1) -> str:
    """What is wrong, as `stats.error` and the last line of the log say; there is no file."""
    export = admin.get(f"{URL}/{export_id}").json()["segment_export"]
    assert export["status"] == "error", export
    lines = admin.get(f"{URL}/{export_id}/logs").json()["segment_export_logs"]
    assert (lines[-1]["level"], lines[-1]["text"]) == ("error", export["stats"]["error"])
    assert admin.get(f"{URL}/{export_id}/download").status_code == 409
    return str(export["stats"]["error"])


def next_export_works(admin: TestClient, house: House) -> None:
    export_id = admin.post(URL, json=ASK).json()["segment_export"]["id"]
    carry_out_next(house)
    assert admin.get(f"{URL}/{export_id}").json()["segment_export"]["status"] == "finished"
    assert admin.get(f"{URL}/{export_id}/download").status_code == 200


def files_below(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


@pytest.mark.parametrize(("format", "compression"), FILES)
def test_a_full_disk_makes_the_run_an_error_and_what_was_written_is_gone(
    admin: TestClient,
    segment: Maker,
    destination: Maker,
    crowded: House,
    disk: Disk,
    format: str,
    compression: str,
) -> None:
    segment()
    destination(settings={"format": format, "compression": compression}, attribute_ids=["name"])
    admin.post(URL, json=ASK)
    carry_out_next(crowded)
    said = ended_badly(admin)
    assert f"could not be written to {disk.folder}/files/" in said
    assert said.endswith("Make room or mend its rights there, then run it again.")
    assert files_below(disk.folder) == []
    disk.make_room()
    next_export_works(client_of(crowded, admin), crowded)


def test_a_file_whose_manifest_finds_no_room_is_thrown_away(
    admin: TestClient, segment: Maker, destination: Maker, crowded: House, disk: Disk
) -> None:
    if not disk.is_mounted:
        pytest.skip("only root can mount a disk on which exactly one file finds room")
    segment(), destination()
    disk.make_room()
    client = client_of(crowded, admin)
    next_export_works(client, crowded)
    bytes_taken = client.get(f"{URL}/1").json()["segment_export"]["stats"]["bytes"]
    crowded.artifacts.delete("exports/")
    admin.post(URL, json=ASK)
    carry_out_next(crowded, meanwhile=lambda: leave_free(disk.folder, bytes_taken))
    assert "could not be written to" in ended_badly(admin, 2)
    assert [each.name for each in files_below(disk.folder)] == ["filler"]
    (disk.folder / "filler").unlink()
    next_export_works(client, crowded)


def leave_free(folder: Path, size: int) -> None:
    """The disk is filled, but for as many whole blocks as `size` bytes take."""
    found = os.statvfs(folder)
    blocks = found.f_bfree - -(-size // found.f_frsize)
    (folder / "filler").write_bytes(b"x" * (blocks * found.f_frsize))


def furnished(house: House) -> TestClient:
    """The administrator of the house, which has a segment and a destination now."""
    client = People(house).admin()
    client.post("/api/segments", json={"name": "All", "settings": {"conditions_operation": {}}})
    client.post("/api/segments/export/destinations", json={"name": "File", "attribute_ids": ["name"]})
    return client


def test_an_export_that_fills_the_disk_of_its_own_instance_ends_as_an_error(
    cramped: House, disk: Disk
) -> None:
    client = furnished(cramped)
    running = Workers(cramped, count=1)
    running.start()
    try:
        client.post(URL, json=ASK)
        assert "No space left on device" in wait_for_its_end(client, 1, 1)["stats"]["error"]
        assert files_below(disk.folder / "data" / "artifacts") == []
        disk.make_room()
        run_to_its_end(client, 1, 1)
    finally:
        running.stop()


def test_an_instance_whose_disk_is_full_says_so_and_goes_on_when_there_is_room(
    cramped: House, disk: Disk
) -> None:
    client = furnished(cramped)
    assert client.post(URL, json=ASK).status_code == 201
    leave_free(disk.folder, 0)
    refused = client.post(URL, json=ASK)
    assert (refused.status_code, "SQLITE_FULL" in refused.json()["message"]) == (503, True)
    assert [each["id"] for each in client.get(URL).json()["segment_exports"]] == [1]
    with pytest.raises(DatabaseUnavailable):
        runs.claim(cramped, owner="test")
    (disk.folder / "filler").unlink()
    disk.make_room()
    carry_out_next(cramped)
    assert client.get(f"{URL}/1").json()["segment_export"]["status"] == "finished"
    next_export_works(client, cramped)


def a_file_in_its_place(artifacts: Path) -> None:
    artifacts.write_text("mine")


def a_link_to_nothing(artifacts: Path) -> None:
    artifacts.symlink_to(artifacts.parent / "nowhere" / "at" / "all")


def a_folder_that_is_read_only(artifacts: Path) -> None:
    artifacts.mkdir()
    if os.geteuid() == 0:
        if not _mount("-t", "tmpfs", "-o", "ro", "tmpfs", str(artifacts)):
            pytest.skip("root may write everywhere, and may not mount a read-only disk here")
    else:
        artifacts.chmod(0o500)


def writable_again(artifacts: Path) -> None:
    if os.path.ismount(artifacts):
        subprocess.run(["umount", str(artifacts)], check=True)
    elif artifacts.is_dir():
        artifacts.chmod(0o700)
    else:
        artifacts.unlink()


SPOILT: list[Callable[[Path], None]] = [a_file_in_its_place, a_link_to_nothing, a_folder_that_is_read_only]
spoilt = pytest.mark.parametrize("spoil", SPOILT, ids=[each.__name__ for each in SPOILT])


@spoilt
def test_a_folder_that_takes_no_files_makes_the_run_an_error(
    admin: TestClient,
    segment: Maker,
    destination: Maker,
    small_house: House,
    tmp_path: Path,
    spoil: Callable[[Path], None],
) -> None:
    segment(), destination()
    admin.post(URL, json=ASK)
    artifacts = tmp_path / "data" / "artifacts"
    spoil(artifacts)
    try:
        carry_out_next(small_house)
        assert f"could not be written to {artifacts}/exports/1/1: " in ended_badly(admin)
    finally:
        writable_again(artifacts)
    next_export_works(admin, small_house)


def test_a_folder_removed_while_a_file_is_written_makes_the_run_an_error(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House, tmp_path: Path
) -> None:
    segment(), destination()
    admin.post(URL, json=ASK)
    artifacts = tmp_path / "data" / "artifacts"
    claimed = runs.claim(small_house, owner="test")
    assert claimed is not None
    runs.execute(small_house, claimed, stop=Event(), watch=lambda rows: shutil.rmtree(artifacts))
    assert f"could not be written to {artifacts}/exports/1/1: " in ended_badly(admin)
    assert not artifacts.exists()
    next_export_works(admin, small_house)


def test_a_file_whose_folder_was_removed_is_told_to_be_gone(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House, tmp_path: Path
) -> None:
    segment(), destination()
    next_export_works(admin, small_house)
    shutil.rmtree(tmp_path / "data" / "artifacts")
    gone = admin.get(f"{URL}/1/download")
    assert (gone.status_code, gone.json()["message"]) == (410, gone.json()["detail"])
    next_export_works(admin, small_house)


def one_shot(profiles: Path, to: Path, *arguments: str) -> Result:
    """The command, to a file there; its conditions select everybody."""
    return CliRunner().invoke(
        app,
        ["export", "--json", "--profiles", str(profiles), "--conditions", "-", "--columns", "name",
         "--to", str(to), *arguments],
        input="{}",
    )  # fmt: skip


def told(done: Result) -> str:
    assert done.exit_code not in (0, None), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return str(one_line(done.stdout)["error"]["message"])


@pytest.mark.parametrize(("format", "compression"), FILES)
def test_the_one_shot_tells_that_the_disk_is_full_and_leaves_nothing(
    many: Path, disk: Disk, format: str, compression: str
) -> None:
    arguments = ("--format", format, "--compression", compression)
    said = told(one_shot(many, disk.folder / "out", *arguments))
    assert f"The file could not be written to {disk.folder}: " in said
    assert files_below(disk.folder) == []
    disk.make_room()
    assert one_shot(many, disk.folder / "out", *arguments).exit_code == 0


def test_the_one_shot_forced_onto_a_full_disk_keeps_the_file_that_is_there(many: Path, disk: Disk) -> None:
    (disk.folder / "out.csv").write_text("mine")
    told(one_shot(many, disk.folder / "out.csv", "--force"))
    assert [each.read_text() for each in files_below(disk.folder)] == ["mine"]


@spoilt
def test_the_one_shot_tells_that_a_folder_takes_no_files(
    profiles: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    folder = tmp_path / "there"
    spoil(folder)
    try:
        said = told(one_shot(profiles, folder / "out.csv"))
        assert f"The file could not be written to {folder}: " in said
    finally:
        writable_again(folder)
    assert one_shot(profiles, folder / "out.csv").exit_code == 0


def test_the_one_shot_tells_that_a_name_is_too_long(profiles: Path, tmp_path: Path) -> None:
    for name in ("x" * 256, "x/" * 3000 + "out.csv"):
        assert "cannot be made: File name too long." in told(one_shot(profiles, tmp_path / name))
    assert list(tmp_path.iterdir()) == [profiles]
    assert one_shot(profiles, tmp_path / ("x" * 255)).exit_code == 0
