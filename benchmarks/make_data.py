"""The customers that are measured: `python -m benchmarks.make_data 1000000 10000000`."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from sendoff.demo.customers import write_customers

DATA = Path(__file__).parent / "data"


def customers(rows: int) -> Path:
    """A Parquet file of so many customers; made once and kept."""
    path = DATA / f"customers-{rows}.parquet"
    if not path.exists():
        DATA.mkdir(exist_ok=True)
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(f"{rows:,} customers", total=rows)
            write_customers(path, rows=rows, progress=lambda done: bar.update(task, completed=done))
    return path


if __name__ == "__main__":
    for wanted in sys.argv[1:] or ["1000000"]:
        print(customers(int(wanted)))
