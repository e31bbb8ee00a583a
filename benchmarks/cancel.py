"""Cancels of a large running export at random moments: `python -m benchmarks.cancel`.

Each must be `canceled` at once, and within 2 seconds leave no file, no thread more than before, and a
server that computes nothing. The command fails unless all do.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from pathlib import Path

import httpx

from benchmarks.make_data import customers
from benchmarks.measuring import median, report
from benchmarks.server import Server, serving

WITHIN_SECONDS = 2.0
IDLE_WINDOW_SECONDS = 0.1
IDLE_SHARE = 0.3
"""A server that used less than this of one core over the window computes nothing: a query takes all."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=40_000_000)
    arguments.add_argument("--times", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    moments = random.Random(chosen.seed)
    with serving(customers(chosen.rows)) as server:
        segment, destination = server.segment(), server.destination()
        server.run(segment, destination)
        whole, _ = server.run(segment, destination)  # both workers have had a run: their threads are there
        taken: list[tuple[float, float]] = []
        while len(taken) < chosen.times:
            threads = _threads(server.pid)
            delay = moments.uniform(0, whole)
            result = canceled(server, segment, destination, delay, threads=threads)
            if result is None:
                continue  # it was faster than the delay
            taken.append(result)
            print(f"  {len(taken)}: after {delay:.2f} s, gone in {result[1]:.3f} s", file=sys.stderr)
    late = [gone for _, gone in taken if gone > WITHIN_SECONDS]
    report(
        "cancel",
        [
            {
                "customers": chosen.rows,
                "cancels": len(taken),
                "late": len(late),
                "answered, median s": round(median([answered for answered, _ in taken]), 4),
                "gone, median s": round(median([gone for _, gone in taken]), 3),
                "gone, slowest s": round(max(gone for _, gone in taken), 3),
            }
        ],
    )
    sys.exit(bool(late))


def canceled(
    server: Server, segment: int, destination: int, delay: float, *, threads: int
) -> tuple[float, float] | None:
    """Seconds until the cancel was answered, and until nothing was left; None if it had finished before."""
    files = _files(server)
    export_id = server.start(segment, destination)
    server.wait(segment, export_id, lambda export: export["status"] != "waiting")
    time.sleep(delay)
    began = time.monotonic()
    response = server.client.delete(f"/segments/{segment}/exports/{export_id}")
    answered = time.monotonic() - began
    if response.status_code == httpx.codes.CONFLICT:
        return None
    if response.json()["segment_export"]["status"] != "canceled":
        raise RuntimeError(f"the answer was {response.text[:500]}")
    while time.monotonic() - began < 10 * WITHIN_SECONDS:
        looked = time.monotonic()
        if _idle(server.pid) and _files(server) == files and _threads(server.pid) <= threads:
            if server.export(segment, export_id)["status"] != "canceled":
                raise RuntimeError("the export did not stay canceled")
            return answered, looked - began
    raise RuntimeError(
        f"still there: files {_files(server) - files}, {_threads(server.pid)} threads instead of {threads}, "
        f"idle: {_idle(server.pid)}"
    )


def _files(server: Server) -> set[Path]:
    return {path for path in (server.folder / "artifacts").rglob("*") if path.is_file()}


def _threads(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/task"))


def _idle(pid: int) -> bool:
    before = _cpu_seconds(pid)
    time.sleep(IDLE_WINDOW_SECONDS)
    return _cpu_seconds(pid) - before < IDLE_SHARE * IDLE_WINDOW_SECONDS


def _cpu_seconds(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
