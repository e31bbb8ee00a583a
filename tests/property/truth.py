"""What the proof has shown, kept as it runs and written into the page: `make truth`."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.property.bench import Bench

TREES = int(os.environ.get("SENDOFF_TRUTH_TREES", "0"))
"""Random trees for each engine; 0: as many as fit into the test run."""

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "truth.md"
_BEGIN, _END = "<!-- results: written by `make truth` -->\n", "<!-- end of results -->\n"
_KEPT = os.environ.get("SENDOFF_TRUTH_RESULTS")
_DRIVERS = {
    "duckdb": "duckdb",
    "postgres": "adbc-driver-postgresql",
    "clickhouse": "chdb",
    "spark": "pyspark",
}


def keep(engine: str, bench: Bench, *, trees: int, seconds: float) -> None:
    """A line of what was shown, where a run of `make truth` asks for it."""
    if _KEPT is None:
        return
    engine = engine.partition("_")[0]  # of `postgres_table`, a source of the contract's
    package = _DRIVERS[engine]
    line = {
        "engine": engine,
        "with": f"{package} {version(package)}",
        "trees": trees,
        "customers": len(bench.people),
        "operations": len({(key, str(kind), negated) for key, kind, negated in bench.seen}),
        "conditions": bench.seen.total(),
        "some": bench.selected["some"],
        "refused": sorted(bench.engine.limits.refused),
        "seconds": round(seconds),
        "day": datetime.now(UTC).date().isoformat(),
    }
    with Path(_KEPT).open("a") as kept:
        kept.write(json.dumps(line) + "\n")


def table(lines: list[dict[str, Any]]) -> str:
    """The results as the page shows them; a line is there only where nothing differed."""
    headings = (
        "engine", "with", "day", "random trees", "customers", "conditions asked", "trees that split them",
        "operation × type × negation", "refused by name", "differences",
    )  # fmt: skip
    rows = [f"| {' | '.join(headings)} |", "|---" * len(headings) + "|"]
    for each in lines:
        refused = ", ".join(f"`{key}`" for key in each["refused"]) or "none"
        cells = (
            each["engine"], each["with"], each["day"], f"{each['trees']:,}", each["customers"],
            f"{each['conditions']:,}", f"{each['some']:,}", each["operations"], refused, "0",
        )  # fmt: skip
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(rows) + "\n"


def main() -> None:
    kept = Path(sys.argv[1])
    lines = [json.loads(line) for line in kept.read_text().splitlines()]
    page = PAGE.read_text()
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    PAGE.write_text(f"{before}{_BEGIN}{table(lines)}{_END}{after}")


if __name__ == "__main__":
    main()
