"""Invented customers in a Parquet file: every data type, with nulls, lists and records.

One DuckDB query over `range` makes them. Every value is drawn from a hash of the customer's
number, so the same arguments give the same customers, and memory does not grow with the rows.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from datetime import date
from pathlib import Path

import duckdb

from sendoff.demo.names import COUNTRIES, MAIL_HOSTS, STREETS, TAGS, latin

UNTIL = date(2026, 11, 1)
"""The day up to which their lives go, unless another is given."""

_PROGRESS_SECONDS = 0.2
_ROW_GROUP_ROWS = 122_880
"""DuckDB's own size of a row group: its readers share the work by it."""

# Evenly 0 to sides - 1, for this customer and this question.
_DRAW = "CREATE TEMP MACRO draw(i, question, sides) AS (hash(i, question, getvariable('seed')) % sides)::INT"

_CUSTOMERS = """
WITH drawn AS (
    SELECT
        i,
        list_extract($country_drawn, 1 + draw(i, 'country', len($country_drawn))) AS home,
        12 * home + 1 + draw(i, 'first name', 12) AS first,
        12 * home + 1 + draw(i, 'last name', 12) AS last,
        6 * home + 1 + draw(i, 'city', 6) AS place,
        draw(i, 'registered', 6 * 365 * 86400) AS seconds_ago,
        -- A geometric number: a third never ordered, half a few times, one in a thousand often.
        greatest(0, floor(-6 * ln((1 + draw(i, 'orders', 1000000)) / 1000001.0)) - 2)::INT AS orders,
        draw(i, 'last purchase', 1000000) / 1000000.0 AS freshness,
        draw(i, 'price', 20000) AS cents,
        draw(i, 'luck', 1000) AS luck,
        draw(i, 'what is known', 100) AS known,
        draw(i, 'lists', 100) AS chance,
        draw(i, 'digits', 1000000000) AS digits
    FROM range(1, $rows + 1) AS customers(i)
),
lived AS (
    SELECT
        *,
        $until::TIMESTAMP - to_seconds(seconds_ago) AS registered_at,
        CASE WHEN orders > 0
            THEN $until::TIMESTAMP - to_seconds((seconds_ago * freshness * freshness)::INT)
        END AS bought_at,
        list_extract($streets, 1 + chance % len($streets)) || ' ' || (1 + digits % 180) AS street,
        list_extract($cities, place) AS city_name,
        printf('%05d', digits % 90000 + 10000) AS postcode
    FROM drawn
)
SELECT
    printf('c%08d', i) AS customer_entity_id,
    CASE WHEN known <> 1 THEN list_extract($first_names, first) END AS first_name,
    CASE WHEN known <> 1 THEN list_extract($last_names, last) END AS last_name,
    CASE WHEN known >= 6 THEN
        list_extract($mail_firsts, first) || '.' || list_extract($mail_lasts, last) || i || '@'
        || list_extract($mail_hosts, 1 + luck % len($mail_hosts))
    END AS email,
    CASE WHEN known % 10 < 7 THEN list_extract($calling_codes, 1 + home) || ' ' || digits END AS phone,
    CASE WHEN known <> 2 THEN city_name WHEN luck < 500 THEN '' END AS city,
    list_extract($country_codes, 1 + home) AS country,
    CASE WHEN known % 8 > 0 THEN DATE '1936-01-01' + draw(i, 'birth', 72 * 365) END AS birth_date,
    registered_at AS registered,
    bought_at AS last_purchase,
    CASE WHEN luck = 7 THEN 'NaN'::DOUBLE WHEN orders > 0 THEN orders * (500 + cents) / 100.0 END
        AS lifetime_value,
    orders AS orders_count,
    CASE WHEN known % 7 > 0 THEN digits % 10 < 4 END AS newsletter,
    CASE
        WHEN chance < 15 THEN NULL
        WHEN chance < 35 THEN []
        WHEN luck < 10 THEN [NULL, list_extract($tags, 1 + digits % len($tags))]
        WHEN chance < 65 THEN [list_extract($tags, 1 + digits % len($tags))]
        ELSE [
            list_extract($tags, 1 + digits % len($tags)),
            list_extract($tags, 1 + (digits + 3 + luck % 5) % len($tags))
        ]
    END AS tags,
    CASE
        WHEN bought_at IS NULL THEN []
        WHEN orders < 4 THEN [bought_at::DATE]
        ELSE [bought_at::DATE, bought_at::DATE - luck % 90, registered_at::DATE]
    END AS visits,
    CASE
        WHEN known % 9 = 0 THEN NULL
        WHEN chance < 80 THEN [{street: street, city: city_name, zip: postcode, "primary": true}]
        WHEN luck < 10 THEN [NULL, {street: street, city: city_name, zip: postcode, "primary": true}]
        ELSE [
            {street: street, city: city_name, zip: postcode, "primary": true},
            {
                street: 'Box ' || digits % 1000,
                city: CASE WHEN luck < 900
                    THEN list_extract($cities, 1 + draw(i, 'other city', len($cities)))
                END,
                zip: NULL,
                "primary": false
            }
        ]
    END AS addresses,
    CASE WHEN orders > 0 THEN {
        id: 100000000 + i * 7 + luck,
        amount: (500 + cents) / 100.0,
        placed: bought_at::DATE
    } END AS last_order
FROM lived
"""

_COPY = f"COPY ({_CUSTOMERS}) TO $path (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP_ROWS})"


def write_customers(
    path: Path,
    *,
    rows: int,
    seed: int = 1,
    until: date = UNTIL,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> None:
    """`path` is a Parquet file of `rows` customers, ordered by id; an earlier one is replaced.

    Args:
        until: registrations and purchases lie in the six years before this day.
        threads: of the query; None is one for each core.
        progress: told now and then about how many customers are made; at the end, `rows`.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    connection = duckdb.connect(config={"threads": threads} if threads else {})
    try:
        connection.execute("SET enable_progress_bar = true")
        connection.execute("SET enable_progress_bar_print = false")
        connection.execute("SET VARIABLE seed = $seed", {"seed": seed})
        connection.execute(_DRAW)
        values = {"path": str(unfinished), "rows": rows, "until": until, **_vocabulary()}
        with ThreadPoolExecutor(max_workers=1) as pool:
            writing = pool.submit(connection.execute, _COPY, values)
            try:
                while not _ended(writing):
                    if progress is not None:
                        progress(int(rows * max(0.0, connection.query_progress()) / 100))
            except BaseException:  # Ctrl-C among them: the query would be waited for to its end
                connection.interrupt()
                raise
        os.replace(unfinished, path)
    finally:
        connection.close()
        unfinished.unlink(missing_ok=True)
    if progress is not None:
        progress(rows)


def _ended(writing: Future[duckdb.DuckDBPyConnection]) -> bool:
    """Whether it has ended, after at most `_PROGRESS_SECONDS`. Raises what it has raised."""
    try:
        writing.result(timeout=_PROGRESS_SECONDS)
    except StillRunning:
        return False
    return True


def _vocabulary() -> dict[str, list[str] | list[int]]:
    """The lists that the query picks from; names and cities country by country."""
    first_names = [name for country in COUNTRIES for name in country.first_names.split()]
    last_names = [name for country in COUNTRIES for name in country.last_names.split()]
    return {
        "country_drawn": [home for home, country in enumerate(COUNTRIES) for _ in range(country.weight)],
        "country_codes": [country.code for country in COUNTRIES],
        "calling_codes": [country.calling_code for country in COUNTRIES],
        "cities": [city for country in COUNTRIES for city in country.cities.split()],
        "first_names": first_names,
        "last_names": last_names,
        "mail_firsts": [latin(name) for name in first_names],
        "mail_lasts": [latin(name) for name in last_names],
        "mail_hosts": MAIL_HOSTS,
        "streets": STREETS,
        "tags": TAGS,
    }
