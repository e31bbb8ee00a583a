"""An export from asking to file, as tests need it."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import Any

from sendoff.services import runs
from sendoff.services.house import House

FINAL = {"finished", "error", "canceled"}
PATIENCE_SECONDS = 30.0


def wait_for_its_end(client: Any, segment_id: int, export_id: int) -> dict[str, Any]:
    """The export in its final state."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        answer = client.get(f"/api/segments/{segment_id}/exports/{export_id}")
        export: dict[str, Any] = answer.json()["segment_export"]
        if export["status"] in FINAL:
            return export
    raise AssertionError(f"the export {export_id} did not end: {export}")


def run_to_its_end(
    client: Any, segment_id: int, destination_id: int, *, export_id: int | None = None
) -> tuple[dict[str, Any], bytes]:
    """The finished export and its file; one asked for already, or a new one."""
    if export_id is None:
        answer = client.post(
            f"/api/segments/{segment_id}/exports", json={"segment_export_destination_id": destination_id}
        )
        assert answer.status_code == 201, answer.text
        export_id = answer.json()["segment_export"]["id"]
    export = wait_for_its_end(client, segment_id, export_id)
    assert export["status"] == "finished", export
    file = client.get(f"/api/segments/{segment_id}/exports/{export_id}/download")
    assert file.status_code == 200, file.text
    return export, file.content


def carry_out_next(house: House, *, meanwhile: Callable[[], object] = lambda: None) -> int:
    """The id of the oldest waiting export, carried out here and now, without workers.

    Args:
        meanwhile: called when it is running, before any work is done.
    """
    claimed = runs.claim(house, owner="test")
    assert claimed is not None, "nothing waits"
    meanwhile()
    runs.execute(house, claimed, stop=Event(), watch=lambda rows: None)
    return claimed.export_id
