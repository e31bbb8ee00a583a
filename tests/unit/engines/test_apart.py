"""Work in a child process: what it gives, and that the child is never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from sendoff.engines.apart import apart
from sendoff.engines.port import SourceUnavailable, Stopped

PATIENCE_SECONDS = 30.0


class Told:
    """A stop signal that is set once a file is there."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def is_set(self) -> bool:
        return self._file.exists()

    def wait(self, timeout: float | None = None) -> bool:
        raise NotImplementedError


def is_there(pid: int) -> bool:
    """Whether the process runs; one that has ended and that nobody has asked about does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


def wait_until_told(pid_file: str, go: str) -> None:
    """Work that tells who does it, by renaming, and waits."""
    Path(f"{pid_file}.new").write_text(str(os.getpid()))
    os.rename(f"{pid_file}.new", pid_file)
    while not Path(go).exists():
        time.sleep(0.01)


def test_it_gives_what_the_work_returns_from_a_process_that_has_ended() -> None:
    pid = apart(None, os.getpid)
    assert pid != os.getpid()
    assert not is_there(pid)
    assert apart(None, divmod, 2**70, 7) == divmod(2**70, 7)


def test_it_raises_what_the_work_raises() -> None:
    with pytest.raises(ZeroDivisionError):
        apart(None, divmod, 1, 0)


def test_large_work_goes_in_and_out() -> None:
    values = [f"value {at}" for at in range(300_000)]
    assert apart(None, sorted, values) == sorted(values)


def test_a_stop_ends_the_work_and_the_child(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    with pytest.raises(Stopped):
        apart(Told(pid_file), wait_until_told, str(pid_file), str(tmp_path / "go"))
    assert not is_there(int(pid_file.read_text()))


def test_a_child_that_is_killed_is_worth_another_try() -> None:
    with pytest.raises(SourceUnavailable):
        apart(None, os._exit, 9)


def test_a_child_that_cannot_be_started_is_worth_another_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(SourceUnavailable):
        apart(None, os.getpid)


def test_the_child_of_a_killed_process_ends_when_its_work_does(tmp_path: Path) -> None:
    pid_file, go = tmp_path / "pid", tmp_path / "go"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(pid_file), str(go)], env=_environment())
    try:
        while not pid_file.exists():
            assert parent.poll() is None
    finally:
        parent.kill()
        parent.wait()
    child = int(pid_file.read_text())
    assert is_there(child)
    go.touch()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while is_there(child):
        assert time.monotonic() < deadline


def test_ctrl_c_is_for_the_parent_alone(tmp_path: Path) -> None:
    pid_file, go = tmp_path / "pid", tmp_path / "go"
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(pid_file), str(go)], env=_environment(), start_new_session=True
    )
    try:
        while not pid_file.exists():
            assert parent.poll() is None
        os.killpg(parent.pid, signal.SIGINT)
        assert parent.wait(PATIENCE_SECONDS) == 7
        assert not is_there(int(pid_file.read_text()))
    finally:
        go.touch()


PARENT = textwrap.dedent(
    """
    import sys
    from sendoff.engines.apart import apart
    from tests.unit.engines.test_apart import wait_until_told
    try:
        apart(None, wait_until_told, *sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(7)
    """
)


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
