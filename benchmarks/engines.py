"""The same segment from every engine: `python -m benchmarks.engines --rows 10000000`.

A warm server over each source, from POST to `finished`. Memory is the most that the server's process had,
all of it: the servers of PostgreSQL and Spark are not in it. The files of all must hold the same ids.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from benchmarks import postgres, spark
from benchmarks.make_data import customers
from benchmarks.measuring import PeakMemory, median, report
from benchmarks.server import Server, serving

ENGINES = ("duckdb", "postgres", "spark")


@contextmanager
def source(engine: str, data: Path) -> Iterator[str]:
    """The profiles' URL, of the same customers."""
    match engine:
        case "duckdb":
            yield str(data)
        case "postgres":
            with postgres.loaded(data) as url:
                yield f"{url}?table=public.customers"
        case "spark":
            with spark.serving_files(data) as url:
                yield url


def measured(engine: str, rows: int, *, times: int) -> tuple[dict[str, object], str]:
    """One line, and a digest of the ids in the file."""
    data = customers(rows)
    seconds = []
    with source(engine, data) as url, serving(url) as server:
        segment, destination = server.segment(), server.destination()
        with PeakMemory(server.pid) as peak:
            for turn in range(times + 1):
                took, export = server.run(segment, destination)
                print(f"  {engine} {turn or 'warm-up'}: {took:.2f} s", file=sys.stderr)
                if turn:
                    seconds.append(took)
        digest = ids_in(server, segment, int(export["id"]), data.parent)
    line: dict[str, object] = {
        "engine": engine,
        "customers": rows,
        "rows": export["stats"]["rows"]["exported"],
        "seconds": round(median(seconds), 2),
        "fastest": round(min(seconds), 2),
        "slowest": round(max(seconds), 2),
        "peak MB": round(peak.mb, 1),
    }
    return line, digest


def ids_in(server: Server, segment_id: int, export_id: int, folder: Path) -> str:
    """A digest of the downloaded file's ids, whatever their order: their number, and two sums of hashes."""
    path = folder / "downloaded.csv"
    with (
        server.client.stream("GET", f"/segments/{segment_id}/exports/{export_id}/download") as answer,
        path.open("wb") as file,
    ):
        answer.raise_for_status()
        for piece in answer.iter_bytes():
            file.write(piece)
    try:
        with duckdb.connect() as connection:
            hashes = "count(*), count(DISTINCT customer_entity_id), sum(hash(customer_entity_id)::HUGEINT)"
            found = connection.execute(
                f"SELECT {hashes} FROM read_csv(?, all_varchar=true, header=true)", [str(path)]
            ).fetchone()
    finally:
        path.unlink()
    return str(found)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--times", type=int, default=3)
    arguments.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    chosen = arguments.parse_args()
    found = [measured(engine, chosen.rows, times=chosen.times) for engine in chosen.engines]
    if len({digest for _, digest in found}) != 1:
        raise RuntimeError(f"the files hold other ids: {[digest for _, digest in found]}")
    report("engines", [{**line, "ids": "the same"} for line, _ in found])


if __name__ == "__main__":
    main()
