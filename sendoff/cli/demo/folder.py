"""The demo's folder: customers and an instance over them, made once and used again."""

from __future__ import annotations

import fcntl
import hashlib
import json
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sendoff import __version__
from sendoff.cli.demo.processes import answer_of, environment, program
from sendoff.cli.output import errors
from sendoff.cli.progress import progress_bar
from sendoff.demo import scenario
from sendoff.errors import Kind, SendoffError, invalid

_KEPT = "demo.json"
"""What the next demo needs of this one: readable by its owner alone, and empty until all is made."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where things lie below the folder."""

    root: Path

    @property
    def customers(self) -> Path:
        return self.root / "customers.parquet"

    @property
    def instance(self) -> Path:
        return self.root / "instance"

    @property
    def files(self) -> Path:
        return self.root / "files"

    @property
    def log(self) -> Path:
        return self.root / "server.log"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask the instance: the administrator's token, and everybody's password by e-mail."""

    token: str
    passwords: dict[str, str]
    is_new: bool


@contextmanager
def taken(root: Path) -> Iterator[Place]:
    """The folder, this demo's alone until the end; made where it is not there.

    Raises: Invalid for a folder with other things in it; conflict while another demo has it.
    """
    with _told(root):
        root.mkdir(parents=True, exist_ok=True)
        if not (root / _KEPT).exists() and any(root.iterdir()):
            raise invalid(f"The folder {root} holds other things than a demo. Choose another with --folder.")
        lock = (root / _KEPT).open("a")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SendoffError(
                f"Another demo runs in the folder {root}. Stop it, or choose another with --folder.",
                code="demo_running",
                kind=Kind.CONFLICT,
            ) from None
        yield Place(root.absolute())


def prepare(place: Place, *, rows: int) -> Access:
    """Customers and an instance over them: those of an earlier demo where they are the same, else new ones.

    New ones count as made once they are kept by `keep`.
    """
    kept = _kept(place)
    if kept.get("made_of") == _made_of(place, rows=rows) and place.customers.exists():
        errors.print(f"Reusing the {rows:,} customers and the instance in {shown(place.root)}.", markup=False)
        return Access(kept["token"], kept["passwords"], is_new=False)
    with _told(place.root):
        _write_kept(place, {})
        for old in (place.instance, place.files):
            if old.exists():
                shutil.rmtree(old)
        _make_customers(place, rows=rows)
    errors.print(f"Making a new instance in {shown(place.instance)} …", markup=False)
    people = (scenario.ADMINISTRATOR, scenario.MARKETER, scenario.ANALYST)
    passwords = {person.email: secrets.token_urlsafe(9) for person in people}
    return Access(_set_up(place, passwords[scenario.ADMINISTRATOR.email]), passwords, is_new=True)


def keep(place: Place, access: Access, *, rows: int) -> None:
    """The next demo with the same customers uses these again."""
    facts = {"made_of": _made_of(place, rows=rows), "token": access.token, "passwords": access.passwords}
    with _told(place.root):
        _write_kept(place, facts)


def shown(path: Path) -> Path:
    """The path as seen from here, where it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _make_customers(place: Place, *, rows: int) -> None:
    import duckdb

    from sendoff.demo.customers import write_customers

    try:
        with progress_bar(f"Making {rows:,} customers", total=rows, after_seconds=0.0) as show:
            write_customers(place.customers, rows=rows, progress=show)
    except duckdb.Error as error:
        raise SendoffError(
            f"The customers could not be written to {place.customers} ({type(error).__name__}). "
            "Is there room on the disk?",
            code="demo_failed",
            kind=Kind.FAILED,
        ) from None
    size = place.customers.stat().st_size / 1e6
    errors.print(f"Made {rows:,} customers: {shown(place.customers)}, {size:,.1f} MB.", markup=False)


def _set_up(place: Place, password: str) -> str:
    """The administrator's token, of an instance made by `sendoff init`."""
    done = subprocess.run(
        program(
            "init", "--json",
            "--data", str(place.instance),
            "--profiles", str(place.customers),
            "--admin-email", scenario.ADMINISTRATOR.email,
        ),
        env=environment() | {"SENDOFF_ADMIN_PASSWORD": password},
        capture_output=True,
        check=False,
    )  # fmt: skip
    place.log.write_bytes(done.stderr)
    token: str = answer_of(done.stdout, log=place.log)["token"]
    return token


def _made_of(place: Place, *, rows: int) -> str:
    """Changes with all that decides what the folder holds; its path too, which is in the settings."""
    parts = [__version__, str(place.root), rows, [asdict(planned) for planned in scenario.PLANNED]]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _kept(place: Place) -> dict[str, Any]:
    try:
        kept = json.loads((place.root / _KEPT).read_bytes())
    except ValueError:  # empty, or torn
        return {}
    return kept if isinstance(kept, dict) else {}


def _write_kept(place: Place, facts: dict[str, Any]) -> None:
    """In place: it is locked as long as the demo runs."""
    file = place.root / _KEPT
    file.chmod(0o600)
    file.write_text(json.dumps(facts))


@contextmanager
def _told(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SendoffError(
            f"The folder {root} cannot be used: {error.strerror}.", code="folder_unusable", kind=Kind.FAILED
        ) from None
