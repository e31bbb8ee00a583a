"""Whole processes measured from outside, and results kept as lines of JSON and shown as a table."""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread

RESULTS = Path(__file__).parent / "results"
SAMPLE_SECONDS = 0.02

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Finished:
    """What one whole process took. `told` is the JSON that it printed, if any."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    told: Mapping[str, object]


def run(command: Sequence[str | Path]) -> Finished:
    """The process run to its end. Raises RuntimeError unless it ends with 0."""
    with TemporaryFile() as output:
        began = time.monotonic()
        process = subprocess.Popen([str(part) for part in command], stdout=output)
        with PeakMemory(process.pid) as peak:
            # Its own count of peak memory is not asked for: a child starts with its parent's.
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{command} ended with {process.returncode}")
        output.seek(0)
        printed = output.read()
    told = json.loads(printed) if printed.startswith(b"{") else {}
    return Finished(seconds, usage.ru_utime + usage.ru_stime, peak.mb, told)


def python(module: str, *arguments: object) -> list[str]:
    """The command that runs a module of this folder."""
    return [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]


def in_turn(ways: Mapping[str, Callable[[], Finished]], *, times: int) -> dict[str, list[Finished]]:
    """Each way run `times` times, one after the other in every round, so that a slow minute hits all.

    A round before the first warms the page cache and is not counted.
    """
    measured: dict[str, list[Finished]] = {name: [] for name in ways}
    for turn in range(times + 1):
        for name, way in ways.items():
            finished = way()
            if turn:
                measured[name].append(finished)
            print(f"  {turn or 'warm-up'}: {name} {finished.seconds:.2f} s", file=sys.stderr)
    return measured


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], hundredth: int) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, len(ranked) * hundredth // 100)]


def resident_mb(pid: int) -> float:
    """Memory of a process as the system counts it; 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    found = re.search(r"^VmRSS:\s+(\d+)", status, re.MULTILINE)
    return int(found.group(1)) / 1024 if found else 0.0


class PeakMemory:
    """The most memory that a process had while the context was open, sampled."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.mb = 0.0
        self._ended = Event()
        self._sampling = Thread(target=self._sample)

    def __enter__(self) -> PeakMemory:
        self._sampling.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._sampling.join()

    def _sample(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            self.mb = max(self.mb, resident_mb(self.pid))


def report(benchmark: str, rows: Sequence[Row]) -> None:
    """The results as a table on the screen, and with time and machine in `results/<benchmark>.jsonl`."""
    RESULTS.mkdir(exist_ok=True)
    about = {
        "benchmark": benchmark,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("sendoff", "duckdb", "pyarrow")},
    }
    with (RESULTS / f"{benchmark}.jsonl").open("a") as kept:
        kept.writelines(json.dumps({**about, **row}) + "\n" for row in rows)
    names = list(rows[0])
    cells = [names, *([_shown(row[name]) for name in names] for row in rows)]
    widths = [max(len(line[k]) for line in cells) for k in range(len(names))]
    print()
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
