"""A PostgreSQL of the tests' own: made in a temporary folder, on a free port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

SUPERUSER = "sendoff"
START_SECONDS = 60
MISSING = (
    "PostgreSQL's server programs (initdb, pg_ctl) were not found. The tests start a cluster of their own: "
    "install them, on Debian with `apt-get install postgresql`."
)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """SQLAlchemy URL of the cluster's `postgres` database; one cluster for each test process."""
    try:
        with running_cluster() as url:
            yield url
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)


@contextmanager
def running_cluster() -> Iterator[str]:
    """SQLAlchemy URL of a new cluster's `postgres` database; cluster and folder are gone afterwards.

    Raises: FileNotFoundError, saying what to install, where there is no PostgreSQL.
    """
    programs = _programs()
    # Not pytest's own folder: the server may run as another user, who cannot enter that one.
    folder = Path(tempfile.mkdtemp(prefix="sendoff-postgres-"))
    try:
        if os.geteuid() == 0:
            owner = _unprivileged_user()
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _run(programs / "initdb", "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C",
             f"--username={SUPERUSER}", f"--pgdata={folder / 'data'}", folder=folder)  # fmt: skip
        port = _start(programs, folder)
        try:
            yield f"postgresql+psycopg://{SUPERUSER}@127.0.0.1:{port}/postgres"
        finally:
            _run(
                programs / "pg_ctl", "stop", "--mode=immediate", f"--pgdata={folder / 'data'}", folder=folder
            )
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """SQLAlchemy URL of a new, empty database, dropped after the test."""
    server, _, _ = postgres_url.rpartition("/")
    name = f"test_{uuid4().hex}"
    _administer(postgres_url, f"CREATE DATABASE {name}")
    yield f"{server}/{name}"
    _administer(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(url: str, statement: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement.encode())


def _start(programs: Path, folder: Path) -> int:
    """The port on which the server now answers."""
    while True:
        port = _free_port()
        settings = {
            "port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "",
            "max_connections": 200, "shared_buffers": "64MB",
            "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
        }  # fmt: skip
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        try:
            _run(programs / "pg_ctl", "start", "--wait", f"--timeout={START_SECONDS}", f"--options={options}",
                 f"--pgdata={folder / 'data'}", f"--log={folder / 'log'}", folder=folder)  # fmt: skip
        except RuntimeError:
            if "could not bind" in (folder / "log").read_text():  # somebody took the port meanwhile
                (folder / "log").unlink()
                continue
            raise
        return port


def _run(program: Path, *arguments: str, folder: Path) -> None:
    owner = _unprivileged_user() if os.geteuid() == 0 else None
    output = folder / "output"
    # Into a file: a pipe would be kept open by the server that pg_ctl leaves behind.
    with output.open("w") as stream:
        done = subprocess.run(
            [program, *arguments], stdout=stream, stderr=stream, cwd=folder, env={"LC_ALL": "C", "TZ": "UTC"},
            user=owner and owner.pw_uid, group=owner and owner.pw_gid, extra_groups=[] if owner else None,
        )  # fmt: skip
    if done.returncode:
        log = folder / "log"
        told = output.read_text() + (log.read_text() if log.exists() else "")
        raise RuntimeError(f"{program.name} ended with {done.returncode}: {told}")


def _unprivileged_user() -> pwd.struct_passwd:
    """Whom the server runs as when the tests run as root, which PostgreSQL refuses."""
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _programs() -> Path:
    """The folder of the newest `initdb`."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve()] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_major, reverse=True)
    places += sorted(Path("/usr").glob("pgsql-*/bin/initdb"), reverse=True)
    if not places:
        raise FileNotFoundError(MISSING)
    return places[0].parent


def _major(initdb: Path) -> int:
    return int(initdb.parts[-3])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
