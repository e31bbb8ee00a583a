"""The tests' own PostgreSQL is what its fixtures promise."""

from __future__ import annotations

from sqlalchemy import create_engine, inspect


def test_the_metadata_database_of_a_test_is_empty(metadata_url: str) -> None:
    engine = create_engine(metadata_url)
    assert inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE left_behind (id integer)")
    assert inspect(engine).get_table_names() == ["left_behind"]
    engine.dispose()


def test_the_next_test_finds_nothing_of_the_one_before(metadata_url: str) -> None:
    test_the_metadata_database_of_a_test_is_empty(metadata_url)
