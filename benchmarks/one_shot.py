"""`sendoff export` against the other ways, as whole processes in turn: `python -m benchmarks.one_shot`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import postgres
from benchmarks.baselines import THREADS
from benchmarks.make_data import DATA, customers
from benchmarks.measuring import Finished, in_turn, median, python, report, run
from benchmarks.segment import COLUMNS, CONDITIONS


def sendoff_export(data: Path, to: Path, *extra: str, conditions: Path) -> Finished:
    program = Path(sys.executable).with_name("sendoff")
    return run([
        program, "export", "--profiles", data, "--conditions", conditions, "--columns", ",".join(COLUMNS[1:]),
        "--to", to, "--force", "--threads", str(THREADS), "--json", *extra,
    ])  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=10_000_000)
    arguments.add_argument("--times", type=int, default=5)
    arguments.add_argument(
        "--without", nargs="*", default=[], help="ways to leave out: postgres, fetchmany, …"
    )
    chosen = arguments.parse_args()
    data, few = customers(chosen.rows), customers(1_000)
    with TemporaryDirectory(dir=DATA) as folder, ExitStack() as opened:
        place = Path(folder)
        conditions = place / "conditions.json"
        conditions.write_text(json.dumps(CONDITIONS))
        ways: dict[str, Callable[[], Finished]] = {
            "sendoff": lambda: sendoff_export(data, place / "sendoff.csv", conditions=conditions),
            "sendoff gzip": lambda: sendoff_export(
                data, place / "sendoff.csv.gz", "--compression", "gzip", conditions=conditions
            ),
            "sendoff 1,000 customers": lambda: sendoff_export(few, place / "few.csv", conditions=conditions),
        }
        for way in ("copy", "copy-gzip", "polars", "fetchmany"):
            ways[way] = lambda way=way: run(python("baselines", way, data, place / f"{way}.csv"))  # type: ignore[misc]
        if "postgres" not in chosen.without:
            url = opened.enter_context(postgres.loaded(data))
            ways["postgres"] = lambda: postgres.copy_out(url, place / "postgres.csv")
        kept = {name: way for name, way in ways.items() if name not in chosen.without}
        measured = in_turn(kept, times=chosen.times)
    copy = median([finished.seconds for finished in measured["copy"]]) if "copy" in measured else None
    report(
        "one_shot",
        [
            {
                "way": name,
                "customers": 1_000 if "1,000" in name else chosen.rows,
                "rows": runs[-1].told.get("rows", ""),
                "seconds": round(median([finished.seconds for finished in runs]), 3),
                "of COPY": round(median([finished.seconds for finished in runs]) / copy, 3) if copy else "",
                "cpu seconds": round(median([finished.cpu_seconds for finished in runs]), 3),
                "peak MB": round(median([finished.peak_mb for finished in runs]), 1),
            }
            for name, runs in measured.items()
        ],
    )


if __name__ == "__main__":
    main()
