"""Logins, at the HTTP door."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sendoff import bootstrap
from sendoff.api.app import create_app
from sendoff.services.house import House
from sendoff.settings import load
from tests.integration.conftest import People
from tests.integration.movable_clock import MovableClock

EMAIL, PASSWORD = "admin@example.org", "correct horse"


@pytest.fixture
def clock(small_house: House) -> MovableClock:
    clock = MovableClock()
    small_house.clock = clock
    return clock


@pytest.fixture
def nobody(people: People) -> TestClient:
    return people.nobody()


def log_in(client: TestClient, password: str = PASSWORD, email: str = EMAIL) -> str:
    answer = client.post("/api/users/login", json={"email": email, "password": password})
    assert answer.status_code == 200, answer.text
    token: str = answer.json()["token"]
    return token


def works(client: TestClient, token: str) -> bool:
    status = client.get("/api/segments", headers={"X-Access-Token": token}).status_code
    assert status in (200, 401)
    return bool(status == 200)


def test_the_ways_to_log_in_are_told_to_anybody(nobody: TestClient) -> None:
    assert nobody.get("/api/users/auth_options").json() == {
        "authentication_options": {"is_credentials_login_enabled": True, "is_oidc_login_enabled": False}
    }


def test_a_call_without_or_with_a_wrong_token_is_a_401(nobody: TestClient) -> None:
    for headers in ({}, {"X-Access-Token": ""}, {"X-Access-Token": "x" * 10_000}):
        answer = nobody.get("/api/segments", headers=headers)
        assert answer.status_code == 401
        assert answer.json()["message"] == answer.json()["detail"]


def test_a_login_ends_after_eight_hours(nobody: TestClient, clock: MovableClock) -> None:
    token = log_in(nobody)
    clock.forward(hours=7, minutes=59)
    assert works(nobody, token)
    clock.forward(minutes=2)
    assert not works(nobody, token)


def test_a_login_is_renewed_until_four_hours_after_its_expiry(
    nobody: TestClient, clock: MovableClock
) -> None:
    token = log_in(nobody)
    clock.forward(hours=11, minutes=59)
    assert nobody.patch("/api/users/login", json={"token": token}).json() == {"token": token}
    assert works(nobody, token)
    clock.forward(hours=12, minutes=1)
    assert nobody.patch("/api/users/login", json={"token": token}).status_code == 401


def test_a_login_lasts_thirty_days_at_most(nobody: TestClient, clock: MovableClock) -> None:
    token = log_in(nobody)
    for _ in range(3 * 30):
        clock.forward(hours=8)
        renewed = nobody.patch("/api/users/login", json={"token": token}).status_code
    assert renewed == 401
    assert not works(nobody, token)


def test_a_disabled_user_neither_works_nor_renews_nor_logs_in(people: People, clock: MovableClock) -> None:
    admin = people.admin()
    made = admin.post(
        "/api/users", json={"name": "Eve", "email": "eve@example.org", "password": "12345678", "role_id": 2}
    ).json()["user"]
    nobody = people.nobody()
    token = log_in(nobody, "12345678", "EVE@example.org ")
    assert works(nobody, token)
    assert admin.patch(f"/api/users/{made['id']}", json={"disabled": 1}).status_code == 200
    assert not works(nobody, token)
    assert nobody.patch("/api/users/login", json={"token": token}).status_code == 401
    answer = nobody.post("/api/users/login", json={"email": "eve@example.org", "password": "12345678"})
    assert answer.status_code == 401


def test_a_login_that_was_ended_opens_nothing(nobody: TestClient) -> None:
    token = log_in(nobody)
    assert nobody.request("DELETE", "/api/users/login", json={"token": token}).status_code == 200
    assert not works(nobody, token)
    assert nobody.request("DELETE", "/api/users/login", json={"token": token}).status_code == 401
    assert nobody.patch("/api/users/login", json={"token": token}).status_code == 401


def test_a_new_password_ends_the_sessions(people: People) -> None:
    admin, nobody = people.admin(), people.nobody()
    token = log_in(nobody)
    assert admin.patch("/api/users/1", json={"password": "another one"}).status_code == 200
    assert not works(nobody, token)
    assert works(nobody, log_in(nobody, "another one"))


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_failed_logins_are_slowed_for_known_and_unknown_users_alike(
    nobody: TestClient, clock: MovableClock, email: str
) -> None:
    body = {"email": email, "password": "wrong password"}
    answers = [nobody.post("/api/users/login", json=body) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert len({answer.text for answer in answers[:5]}) == 1
    assert answers[5].headers["Retry-After"] == "1"
    clock.forward(seconds=1)
    assert nobody.post("/api/users/login", json=body).status_code == 401
    assert nobody.post("/api/users/login", json=body).headers["Retry-After"] == "2"
    clock.forward(seconds=-3600)  # a clock that goes back locks nobody out for longer
    assert int(nobody.post("/api/users/login", json=body).headers["Retry-After"]) <= 2


def test_the_right_password_is_taken_once_the_wait_is_over(nobody: TestClient, clock: MovableClock) -> None:
    for _ in range(6):
        nobody.post("/api/users/login", json={"email": EMAIL, "password": "wrong password"})
    clock.forward(seconds=2)
    log_in(nobody)
    assert nobody.post("/api/users/login", json={"email": EMAIL, "password": "wrong"}).status_code == 401


def test_no_token_and_no_password_is_kept_as_it_is(people: People, small_house: House) -> None:
    token = log_in(people.nobody())
    kept = b"".join(path.read_bytes() for path in small_house.settings.data.glob("sendoff.db*"))
    assert kept
    assert token.encode() not in kept
    assert PASSWORD.encode() not in kept


def test_who_has_no_token_learns_that_before_a_body_is_looked_at(nobody: TestClient) -> None:
    for token in ({}, {"X-Access-Token": "wrong"}):
        answer = nobody.post("/api/segments", content=b'{"a": 1, "a"', headers=token)
        assert answer.status_code == 401, answer.text
    assert nobody.post("/api/users/login", content=b'{"a": 1, "a"').status_code == 400


def test_a_body_of_somebody_without_a_token_is_small(nobody: TestClient) -> None:
    for method in ("POST", "PATCH", "DELETE"):
        answer = nobody.request(method, "/api/users/login", content=b"[" + b"{}," * 30_000 + b"{}]")
        assert answer.status_code == 413, answer.text
        assert answer.json()["message"] == "The body is larger than 65536 bytes. Send a smaller one."


def test_an_e_mail_that_no_database_can_hold_is_nobodys(tmp_path: Path, metadata_url: str) -> None:
    house = bootstrap.build(load(tmp_path, profiles=str(tmp_path / "x.parquet"), metadata=metadata_url))
    nobody = TestClient(create_app(house), raise_server_exceptions=False)
    answer = nobody.post("/api/users/login", json={"email": "ann\0@example.org", "password": PASSWORD})
    assert answer.status_code == 401, answer.text
    house.database.close()
