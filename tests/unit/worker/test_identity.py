"""Telling dead processes from living ones, and from those that cannot be seen from here."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sendoff.worker import identity

SHOW = "from sendoff.worker import identity; print(identity.own(), flush=True); input()"


def test_a_process_is_alive_until_it_ends() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SHOW], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        owner = process.stdout.readline().strip()
        assert not identity.is_dead(owner)
        process.kill()
        process.wait()
    assert identity.is_dead(owner)


def test_this_process_is_alive_and_a_later_one_with_its_pid_is_another() -> None:
    owner = identity.own()
    assert not identity.is_dead(owner)
    assert identity.is_dead(owner + "0")


def test_a_process_of_another_host_is_not_known_to_be_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = identity.own() + "0"
    monkeypatch.setattr(socket, "gethostname", lambda: "elsewhere")
    assert not identity.is_dead(owner)


@pytest.mark.parametrize("sign", ["_MACHINE", "_PID_NAMESPACE"])
def test_a_host_of_the_same_name_is_another_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sign: str
) -> None:
    owner = identity.own() + "0"
    (tmp_path / "machine").write_text("another")
    (tmp_path / "namespace").symlink_to("pid:[1]")
    there = {"_MACHINE": tmp_path / "machine", "_PID_NAMESPACE": tmp_path / "namespace"}
    monkeypatch.setattr(identity, sign, there[sign])
    assert not identity.is_dead(owner)


@pytest.mark.parametrize("owner", ["", "host", "host/1", "host/x/y", "//"])
def test_an_owner_that_cannot_be_read_is_not_known_to_be_dead(owner: str) -> None:
    assert not identity.is_dead(owner)
