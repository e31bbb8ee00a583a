"""The invented customers."""

from __future__ import annotations

import time
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sendoff.demo.customers import write_customers
from sendoff.demo.names import COUNTRIES, latin

ROWS = 20_000


def _ask(customers: pa.Table, question: str) -> object:
    with duckdb.connect() as connection:
        connection.register("customers", customers)
        answer = connection.execute(question).fetchone()
        assert answer is not None
        return answer[0]


def _count(customers: pa.Table, condition: str) -> int:
    count = _ask(customers, f"SELECT count(*) FILTER ({condition}) FROM customers")
    assert isinstance(count, int)
    return count


def _fingerprint(customers: pa.Table) -> object:
    return _ask(
        customers, "SELECT md5(string_agg(c::VARCHAR, '' ORDER BY customer_entity_id)) FROM customers c"
    )


@pytest.fixture(scope="module")
def customers(tmp_path_factory: pytest.TempPathFactory) -> pa.Table:
    path = tmp_path_factory.mktemp("customers") / "customers.parquet"
    write_customers(path, rows=ROWS)
    return pq.read_table(path)


def test_the_same_seed_gives_the_same_customers_on_any_number_of_threads(
    customers: pa.Table, tmp_path: Path
) -> None:
    write_customers(tmp_path / "again.parquet", rows=ROWS, threads=1)
    assert _fingerprint(pq.read_table(tmp_path / "again.parquet")) == _fingerprint(customers)


def test_another_seed_gives_other_customers(customers: pa.Table, tmp_path: Path) -> None:
    write_customers(tmp_path / "other.parquet", rows=ROWS, seed=2)
    assert not pq.read_table(tmp_path / "other.parquet")["email"].equals(customers["email"])


def test_a_smaller_file_holds_the_first_customers_of_a_larger(customers: pa.Table, tmp_path: Path) -> None:
    write_customers(tmp_path / "few.parquet", rows=10)
    assert pq.read_table(tmp_path / "few.parquet")["email"].to_pylist() == customers["email"][:10].to_pylist()


def test_every_data_type_is_there(customers: pa.Table) -> None:
    types = {field.name: str(field.type) for field in customers.schema}
    assert types == {
        "customer_entity_id": "string",
        "first_name": "string",
        "last_name": "string",
        "email": "string",
        "phone": "string",
        "city": "string",
        "country": "string",
        "birth_date": "date32[day]",
        "registered": "timestamp[us]",
        "last_purchase": "timestamp[us]",
        "lifetime_value": "double",
        "orders_count": "int32",
        "newsletter": "bool",
        "tags": "list<element: string>",
        "visits": "list<element: date32[day]>",
        "addresses": "list<element: struct<street: string, city: string, zip: string, primary: bool>>",
        "last_order": "struct<id: int64, amount: double, placed: date32[day]>",
    }


def test_ids_are_unique_ordered_and_never_null(customers: pa.Table) -> None:
    ids = customers["customer_entity_id"].to_pylist()
    assert len(ids) == ROWS
    assert all(one < next_one for one, next_one in pairwise(ids))


@pytest.mark.parametrize(
    "condition",
    [
        "first_name IS NULL",
        "city = ''",
        "city IS NULL",
        "birth_date IS NULL",
        "last_purchase IS NULL",
        "isnan(lifetime_value)",
        "newsletter IS NULL",
        "tags IS NULL",
        "tags = []",
        "list_contains(list_transform(tags, lambda t: t IS NULL), true)",
        "visits = []",
        "addresses IS NULL",
        "list_contains(list_transform(addresses, lambda a: a IS NULL), true)",
        "list_contains(list_transform(addresses, lambda a: a.city IS NULL), true)",
        "last_order IS NULL",
        "last_name = 'O''Connor'",
        "country = 'GR'",
    ],
)
def test_every_kind_of_unknown_and_odd_value_is_there_and_rare_enough(
    customers: pa.Table, condition: str
) -> None:
    assert 0 < _count(customers, condition) < ROWS * 0.6


def test_a_life_is_in_order(customers: pa.Table) -> None:
    assert _count(customers, "last_purchase < registered OR registered > TIMESTAMP '2026-11-01'") == 0
    assert _count(customers, "(orders_count = 0) <> (last_order IS NULL)") == 0
    assert _count(customers, "last_order.placed <> last_purchase::DATE") == 0


def test_lives_end_on_the_day_asked_for(tmp_path: Path) -> None:
    write_customers(tmp_path / "c.parquet", rows=1000, until=date(2001, 1, 1))
    latest = max(pq.read_table(tmp_path / "c.parquet")["registered"].to_pylist())
    assert datetime(2000, 12, 1) < latest <= datetime(2001, 1, 1)


def test_progress_ends_at_all_rows(tmp_path: Path) -> None:
    told: list[int] = []
    write_customers(tmp_path / "c.parquet", rows=1000, progress=told.append)
    assert told[-1] == 1000
    assert told == sorted(told)


def test_a_failed_run_leaves_the_earlier_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "c.parquet"
    write_customers(path, rows=10)
    before = path.read_bytes()
    with pytest.raises(duckdb.Error):
        write_customers(path, rows=-(2**70))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_run_ends_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    def interrupt(_rows: int) -> None:
        raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        write_customers(tmp_path / "c.parquet", rows=20_000_000, progress=interrupt)
    assert time.monotonic() - began < 10
    assert list(tmp_path.iterdir()) == []


def test_every_country_has_its_twelve_names_and_six_cities() -> None:
    for country in COUNTRIES:
        assert len(country.first_names.split()) == len(country.last_names.split()) == 12
        assert len(country.cities.split()) == 6


def test_an_address_is_written_in_plain_letters() -> None:
    assert latin("Świętosława") == "swietoslawa"
    assert latin("Παπαδόπουλος") == "papadopoylos"
    assert latin("O'Connor") == "oconnor"
    assert latin("Weiß") == "weis"
