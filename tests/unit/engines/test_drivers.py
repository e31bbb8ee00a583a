"""Drivers are extras, asked for where a URL needs one."""

from __future__ import annotations

import sys

import pytest

from sendoff.engines.port import EngineOptions
from sendoff.engines.registry import open_engine
from sendoff.engines.sql.drivers import installed
from sendoff.errors import Invalid

URLS = {
    "bigquery": ("bigquery://project/set/t", "google.cloud"),
    "clickhouse": ("clickhouse://host/db?table=t", "clickhouse_connect"),
    "databricks": ("databricks://host/main/db/t?warehouse=w&token_file=/t", "databricks.sql"),
    "postgres": ("postgresql://host/db?table=t", "adbc_driver_postgresql"),
    "snowflake": ("snowflake://user@account/db/public/t?warehouse=w&password_file=/p", "snowflake.connector"),
    "spark": ("spark://host?table=t", "pyspark"),
    "trino": ("trino://user@host/hive/db/t", "trino"),
}
"""By extra: a URL, and the driver's module."""


@pytest.mark.parametrize("extra", URLS)
def test_a_driver_that_is_missing_is_named_by_its_extra(monkeypatch: pytest.MonkeyPatch, extra: str) -> None:
    url, driver = URLS[extra]
    monkeypatch.setitem(sys.modules, driver, None)
    for module in [each for each in sys.modules if each.startswith(f"sendoff.engines.{extra}.")]:
        monkeypatch.delitem(sys.modules, module)
    with pytest.raises(Invalid, match=rf"Install sendoff\[{extra}\]"):
        open_engine(url, EngineOptions())


def test_another_module_that_is_missing_is_a_defect() -> None:
    with (
        pytest.raises(ModuleNotFoundError, match="elsewhere"),
        installed("Trino", extra="trino", packages=("trino",)),
    ):
        raise ModuleNotFoundError("No module named 'elsewhere'", name="elsewhere")
