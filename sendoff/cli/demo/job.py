"""What the demo does through the API: people, segments, destinations, exports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sendoff.cli.client import Client, Json
from sendoff.cli.downloading import Downloaded, download
from sendoff.cli.naming import ids_of
from sendoff.cli.progress import progress_bar
from sendoff.cli.waiting import wait_for_end
from sendoff.clock import monotonic_seconds
from sendoff.demo import scenario
from sendoff.demo.scenario import Planned
from sendoff.errors import Kind, SendoffError
from sendoff.exports.states import Status
from sendoff.secrets import Secret


@dataclass(frozen=True, slots=True)
class Done:
    """One export that finished. `seconds` go from asking to `finished`, without the download."""

    planned: Planned
    segment_id: int
    destination_id: int
    export_id: int
    rows: int
    seconds: float
    file: Path
    downloaded: Downloaded


def set_up(administrator: Client, *, passwords: dict[str, str]) -> None:
    """The instance has its marketer and its analyst, and protects what is personal."""
    for attribute_id in scenario.PROTECTED:
        administrator.patch(f"/attributes/{attribute_id}", {"is_pii_protected": 1})
    roles = {role["name"]: role["id"] for role in administrator.get("/users/user_roles")["roles"]}
    for person in (scenario.MARKETER, scenario.ANALYST):
        administrator.post(
            "/users",
            {
                "name": person.name,
                "email": person.email,
                "password": passwords[person.email],
                "role_id": roles[person.role],
            },
        )


def logged_in(url: str, *, email: str, password: str) -> Client:
    """The API as this user."""
    with Client(url) as nobody:
        token = nobody.post("/users/login", {"email": email, "password": password})["token"]
    return Client(url, Secret(token))


def run(planned: Planned, *, administrator: Client, marketer: Client, folder: Path) -> Done:
    """The export, finished, and its file in `folder`. What is there already by its name is used again.

    Raises: SendoffError, when it ends otherwise.
    """
    destination_id = _made(
        administrator, "/segments/export/destinations", "segment_export_destination", planned.destination
    )
    segment_id = _made(marketer, "/segments", "segment", planned.segment)
    name, to = planned.segment["name"], planned.destination["name"]
    began = monotonic_seconds()
    asked: Json = marketer.post(
        f"/segments/{segment_id}/exports", {"segment_export_destination_id": destination_id}
    )["segment_export"]
    with progress_bar(f"{name} to {to}", after_seconds=0.0) as show:
        export = wait_for_end(marketer, segment_id, asked["id"], progress=show)
    seconds = monotonic_seconds() - began
    if export["status"] != Status.FINISHED:
        raise SendoffError(
            f"The export of {name} ended as {export['status']}. {export['stats']['error'] or ''}",
            code="demo_failed",
            kind=Kind.FAILED,
        )
    file = folder / (name.lower().replace(" ", "-") + planned.extension)
    downloaded = download(marketer, segment_id, export["id"], to=file)
    rows = export["stats"]["rows"]["exported"]
    return Done(planned, segment_id, destination_id, export["id"], rows, seconds, file, downloaded)


def _made(client: Client, path: str, noun: str, body: Json) -> int:
    """The id of the entity with the body's name; of a new one where there is none."""
    found = ids_of(client, body["name"], path=path, key=f"{noun}s")
    return found[0] if found else int(client.post(path, body)[noun]["id"])
