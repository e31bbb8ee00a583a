"""Writes the corpus: `python -m tests.corpus.make`. The referee says who is selected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sendoff.conditions.interpret import Referee
from sendoff.conditions.parse import parse
from tests.corpus.customers import CATALOGUE, CUSTOMERS, ID, written
from tests.corpus.trees import asked

HERE = Path(__file__).parent


def customers() -> dict[str, Any]:
    columns = [
        {
            "id": each.id,
            "type": str(each.data_type),
            "multi": each.multi,
            **(
                {"fields": [{"id": sub.id, "type": str(sub.data_type)} for sub in each.sub_attributes]}
                if each.sub_attributes
                else {}
            ),
        }
        for each in CATALOGUE
    ]
    return {"id_column": ID, "columns": columns, "customers": [written(each) for each in CUSTOMERS]}


def cases() -> Iterator[dict[str, Any]]:
    for each in asked():
        now, zone = datetime.fromisoformat(each.now), ZoneInfo(each.zone)
        tree = parse(each.tree, catalogue=CATALOGUE, now=now, zone=zone)
        referee = Referee(tree, now=now, zone=zone)
        yield {
            "name": each.name,
            "now": each.now,
            "time_zone": each.zone,
            "conditions_operation": each.tree,
            "selected": [person[ID] for person in CUSTOMERS if referee.selects(person)],
        }


def text_of(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def pages() -> dict[str, str]:
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in cases())
    return {"customers.json": text_of(customers()), "cases.json": f"[\n{lines}\n]\n"}


if __name__ == "__main__":
    for name, content in pages().items():
        (HERE / name).write_text(content)
