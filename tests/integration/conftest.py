"""One house over a few customers, and clients of its API as people with different rights."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sqlalchemy import insert
from starlette.testclient import TestClient

from sendoff import bootstrap
from sendoff.access.passwords import hash_token
from sendoff.api.app import create_app
from sendoff.services.first_start import make_first
from sendoff.services.house import House
from sendoff.settings import load
from sendoff.store.moments import kept
from sendoff.store.tables import roles, tokens, users

CUSTOMERS = """
SELECT * FROM (VALUES
  ('c1', 'Ann', 'ann@example.org', 31, DATE '1993-02-03', ['gold', 'new'], {'city': 'Praha', 'zip': 11000}),
  ('c2', 'Bob', 'bob@example.org', 40, NULL, [], {'city': 'Brno', 'zip': 60200}),
  ('c3', '100% _o''k"', NULL, NULL, DATE '2000-02-29', ['gold', NULL], NULL),
  ('c4', '', 'İSTANBUL@example.org', 18, DATE '1970-01-01', NULL, {'city': NULL, 'zip': NULL})
) t(customer_entity_id, name, email, age, birthday, tags, address)
"""


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with customers and the data of an instance over them, made once: hashing is slow."""
    folder = tmp_path_factory.mktemp("set-up")
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({CUSTOMERS}) TO '{folder / 'customers.parquet'}' (FORMAT parquet)")
    (folder / "data").mkdir()
    built = bootstrap.build(load(folder / "data", profiles=str(folder / "customers.parquet")))
    make_first(built, email="admin@example.org", password="correct horse")
    built.database.close()
    return folder


@pytest.fixture
def profiles(tmp_path: Path, set_up: Path) -> Path:
    return Path(shutil.copy(set_up / "customers.parquet", tmp_path))


@pytest.fixture
def small_house(tmp_path: Path, profiles: Path, set_up: Path) -> Iterator[House]:
    """An instance over `profiles` with one user, the administrator."""
    shutil.copytree(set_up / "data", tmp_path / "data")
    built = bootstrap.build(load(tmp_path / "data", profiles=str(profiles)))
    yield built
    built.database.close()


class People:
    """Clients of the API, each with a role of its own."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.app = create_app(house)
        self._made = 0

    def with_token(self, token: str) -> TestClient:
        return TestClient(self.app, headers={"X-Access-Token": token}, raise_server_exceptions=False)

    def nobody(self) -> TestClient:
        return TestClient(self.app, raise_server_exceptions=False)

    def admin(self) -> TestClient:
        return self.with_token(self._token(1))

    def holding(self, *features: str) -> Person:
        """A new user whose role has exactly these features."""
        self._made += 1
        now = kept(self.house.clock())
        with self.house.database.writing() as connection:
            role_id = connection.execute(
                insert(roles)
                .values(name=f"role {self._made}", features=json.dumps(features), created=now, modified=now)
                .returning(roles.c.id)
            ).scalar_one()
            user_id = connection.execute(
                insert(users)
                .values(
                    name=f"person {self._made}",
                    email=f"person{self._made}@example.org",
                    password_hash="-",
                    role_id=role_id,
                    created=now,
                    modified=now,
                )
                .returning(users.c.id)
            ).scalar_one()
        return Person(user_id, role_id, self.with_token(self._token(user_id)))

    def _token(self, user_id: int) -> str:
        self._made += 1
        token, now = f"token {self._made}", kept(self.house.clock())
        with self.house.database.writing() as connection:
            connection.execute(
                insert(tokens).values(
                    hash=hash_token(token), user_id=user_id, kind="api", login=now, created=now
                )
            )
        return token


class Person:
    def __init__(self, user_id: int, role_id: int, client: TestClient) -> None:
        self.id = user_id
        self.role_id = role_id
        self.client = client

    def __getattr__(self, method: str) -> Any:
        return getattr(self.client, method)


@pytest.fixture
def people(small_house: House) -> People:
    return People(small_house)


@pytest.fixture
def admin(people: People) -> TestClient:
    return people.admin()


Maker = Callable[..., dict[str, Any]]


@pytest.fixture
def segment(admin: TestClient) -> Maker:
    """Makes a segment, by the administrator unless another client is given."""

    def make(client: Any = None, **body: Any) -> dict[str, Any]:
        body = {"name": "All", "settings": {"conditions_operation": {}}, **body}
        answer = (client or admin).post("/api/segments", json=body)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()["segment"]
        return made

    return make


@pytest.fixture
def destination(admin: TestClient) -> Maker:
    """Makes a destination."""

    def make(**body: Any) -> dict[str, Any]:
        answer = admin.post("/api/segments/export/destinations", json={"name": "File", **body})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()["segment_export_destination"]
        return made

    return make
