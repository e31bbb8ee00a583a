"""A warm server, from POST to `finished`, against DuckDB's COPY: `python -m benchmarks.api_export`.

COPY's time is that of the statement alone, in a process of its own, without Python's start. Memory is
the server's peak over what it had before its first export.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.make_data import DATA, customers
from benchmarks.measuring import PeakMemory, median, python, report, resident_mb, run
from benchmarks.server import serving


def measured(rows: int, *, times: int) -> list[dict[str, object]]:
    """One line for each way, the ways taking turns; a first round warms up and is not counted."""
    data = customers(rows)
    seconds: dict[str, list[float]] = {"COPY": [], "POST to finished": [], "the same, gzip": []}
    memory: dict[str, float] = {}
    counted: dict[str, object] = {}
    with serving(data) as server, TemporaryDirectory(dir=DATA) as folder:
        idle = resident_mb(server.pid)
        segment = server.segment()
        plain, gzip = server.destination(), server.destination(name="gzip", compression="gzip")
        for turn in range(times + 1):
            copy = run(python("baselines", "copy", data, Path(folder) / "copy.csv"))
            took = {"COPY": float(str(copy.told["seconds"]))}
            memory["COPY"] = max(copy.peak_mb, memory.get("COPY", 0.0))
            counted["COPY"] = copy.told["rows"]
            for way, destination in (("POST to finished", plain), ("the same, gzip", gzip)):
                with PeakMemory(server.pid) as peak:
                    took[way], export = server.run(segment, destination)
                memory[way] = max(peak.mb - idle, memory.get(way, 0.0))
                counted[way] = export["stats"]["rows"]["exported"]
            print(f"  {turn or 'warm-up'}: {took}", file=sys.stderr)
            if turn:
                for way, value in took.items():
                    seconds[way].append(value)
    if len(set(counted.values())) != 1:
        raise RuntimeError(f"the ways disagree on the rows: {counted}")
    copied, posted = median(seconds["COPY"]), median(seconds["POST to finished"])
    return [
        {
            "way": way,
            "customers": rows,
            "rows": counted[way],
            "seconds": round(median(values), 3),
            "of COPY": round(median(values) / copied, 3),
            "of plain CSV": round(median(values) / posted, 3),
            "fastest": round(min(values), 3),
            "slowest": round(max(values), 3),
            "peak MB": round(memory[way], 1),
        }
        for way, values in seconds.items()
    ]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, nargs="+", default=[10_000_000, 40_000_000])
    arguments.add_argument("--times", type=int, default=5)
    chosen = arguments.parse_args()
    lines = [line for rows in chosen.rows for line in measured(rows, times=chosen.times)]
    report("api_export", lines)


if __name__ == "__main__":
    main()
