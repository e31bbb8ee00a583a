"""Many small exports queued at once, and the start of a lone one: `python -m benchmarks.throughput`."""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.make_data import customers
from benchmarks.measuring import median, percentile, report
from benchmarks.server import FINAL, Server, serving

CUSTOMERS = 1_000
ASKING_AT_ONCE = 8


def queued(server: Server, segment: int, destination: int, *, exports: int) -> dict[str, object]:
    began = time.monotonic()
    with ThreadPoolExecutor(ASKING_AT_ONCE) as pool:
        ids = list(pool.map(lambda _: server.start(segment, destination), range(exports)))
    asked = time.monotonic() - began
    statuses: dict[str, int] = {}
    for export_id in ids:
        ended = server.wait(segment, export_id, lambda export: export["status"] in FINAL)
        statuses[ended["status"]] = statuses.get(ended["status"], 0) + 1
    took = time.monotonic() - began
    if statuses != {"finished": exports}:
        raise RuntimeError(f"not all finished: {statuses}")
    return {
        "what": f"{exports:,} exports queued",
        "seconds": round(took, 3),
        "exports a second": round(exports / took, 1),
        "asked in seconds": round(asked, 3),
    }


def lone(server: Server, segment: int, destination: int, *, times: int) -> dict[str, object]:
    """Milliseconds until a lone export is seen to run (or be done already), on an idle server."""
    waited = []
    for _ in range(times):
        time.sleep(0.3)  # the workers have nothing to do, and have gone to wait
        began = time.monotonic()
        export_id = server.start(segment, destination)
        server.wait(segment, export_id, lambda export: export["status"] != "waiting", look_seconds=0.001)
        waited.append((time.monotonic() - began) * 1000)
        server.wait(segment, export_id, lambda export: export["status"] == "finished")
    return {
        "what": f"start of a lone export, {times} times",
        "median ms": round(median(waited), 1),
        "p95 ms": round(percentile(waited, 95), 1),
        "slowest ms": round(max(waited), 1),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--exports", type=int, default=1_000)
    arguments.add_argument("--workers", type=int, default=2)
    chosen = arguments.parse_args()
    with serving(customers(CUSTOMERS), workers=chosen.workers) as server:
        segment, destination = server.segment(), server.destination()
        server.run(segment, destination)
        report("throughput", [queued(server, segment, destination, exports=chosen.exports)])
        report("start_latency", [lone(server, segment, destination, times=50)])


if __name__ == "__main__":
    main()
