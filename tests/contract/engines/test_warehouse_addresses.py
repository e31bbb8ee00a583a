"""What the URLs of warehouses may say, where their secrets come from, and what is told where nobody is."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from sendoff.conditions.predicates import EVERYBODY
from sendoff.engines.bigquery import address as bigquery
from sendoff.engines.databricks import address as databricks
from sendoff.engines.port import SourceUnavailable, SourceUnusable
from sendoff.engines.registry import open_engine
from sendoff.engines.snowflake import address as snowflake
from sendoff.engines.trino import address as trino
from sendoff.errors import Invalid
from tests.engines.bigquery_server import account_file


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("trino://ada@host/catalog/schema", "names no host, catalog, schema and table"),
        ("trino://host/c/s/t", "names no user"),
        ("trino://ada@host:x/c/s/t", "host or port"),
        ("trino://ada@host/c/s/t?tls=1", r"'tls' is not known \(known: secure"),
        ("trino://ada@host/c/s/t?secure=yes", "'secure' is true or false"),
        ("trino://ada@host/c/s/t?role=", "'role' needs one value"),
        ("trino://ada:hidden@host/c/s/t", "over secure=true alone"),
        ("trino://ada@host/c/s/t?token_file=/x", "over secure=true alone"),
        ("trino://ada@host/c/s/t?ca_file=/x", "'ca_file' is for secure=true"),
        ("trino://ada:hidden@host/c/s/t?secure=true&token_file=/x", "a password and a token"),
        ("trino://ada:hidden@host/c/s/t?secure=true&password_file=/x", "a password and a file"),
        ("snowflake://ada@account/db/schema", "names no account, database, schema and table"),
        ("snowflake://ada@account:1/db/s/t", "names no account"),
        ("snowflake://account/db/s/t", "names no user"),
        ("snowflake://ada@account/db/s/t?ware=x", r"'ware' is not known \(known: warehouse"),
        ("snowflake://ada@account/db/s/t?port=1", "are for 'host'"),
        ("snowflake://ada@account/db/s/t?host=h&port=x", "'port' is a number"),
        ("snowflake://ada:hidden@account/db/s/t?token_file=/x", "a token and another credential"),
        ("bigquery://project/dataset", "names no project, dataset and table"),
        ("bigquery://ada:hidden@project/d/t", "knows service accounts"),
        ("bigquery://project/d/t?storage=no", "'storage' is true or false"),
        ("bigquery://project/d/t?endpoint=ftp://x", "'endpoint' is"),
        ("bigquery://project/d/t?key=/x", r"'key' is not known \(known: credentials_file"),
        ("databricks://host/c/s?warehouse=a1", "names no host, catalog, schema and table"),
        ("databricks://host/c/s/t", "names no warehouse"),
        ("databricks://host/c/s/t?warehouse=../a", "names no warehouse"),
        ("databricks://ada:hidden@host/c/s/t?warehouse=a1", "knows tokens"),
        ("databricks://token:hidden@host/c/s/t?warehouse=a1&token_file=/x", "a token and a file"),
        ("databricks://host/c/s/t?warehouse=a1&path=/x", r"'path' is not known \(known: warehouse"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_its_secret(
    url: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SNOWFLAKE_USER", raising=False)
    with pytest.raises(Invalid, match=told) as refused:
        open_engine(url)
    assert "hidden" not in str(refused.value)


def test_names_are_decoded_and_shown_without_secrets() -> None:
    here = trino.parse("trino://a%40b:p%2Fw@host/my%20c/s/t%3F?secure=true&role=reader")
    assert (here.user, here.port, here.catalog, here.table, here.role) == ("a@b", 443, "my c", "t?", "reader")
    assert here.shown == "trino://host:443/my c/s/t?"
    there = snowflake.parse("snowflake://ADA:p%2Fw@org-account/DB/PUBLIC/CUSTOMERS?warehouse=W&role=R")
    assert there.shown == "snowflake://org-account/DB/PUBLIC/CUSTOMERS"
    assert (there.user, there.warehouse, there.role, there.secure) == ("ADA", "W", "R", True)
    lake = databricks.parse("databricks://token:p%2Fw@host/main/shop/customers?warehouse=a1")
    assert lake.http_path == "/sql/1.0/warehouses/a1"
    assert "p/w" not in repr((here, there, lake))
    query = bigquery.parse("bigquery://project/dataset/table?location=EU&storage=false")
    assert (query.shown, query.location, query.storage) == ("bigquery://project/dataset/table", "EU", False)


def test_secrets_come_from_the_url_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("TRINO_PASSWORD", "SNOWFLAKE_PASSWORD", "DATABRICKS_TOKEN"):
        monkeypatch.setenv(variable, "of the environment")
    (tmp_path / "secret").write_text("of a file\n")
    forms = [
        ("trino://u{}@h/c/s/t?secure=true", "password_file", trino.parse, "password"),
        ("snowflake://u{}@a/d/s/t?warehouse=w", "password_file", snowflake.parse, "password"),
        ("databricks://token{}@h/c/s/t?warehouse=a1", "token_file", databricks.parse, "token"),
    ]
    for form, parameter, parse, secret in forms:
        written = getattr(parse(form.format(":of%20the%20url")), secret)()
        here = getattr(parse(form.format("")), secret)()
        file = getattr(parse(f"{form.format('')}&{parameter}={tmp_path}/secret"), secret)()
        told = (written.reveal(), file.reveal(), here.reveal())
        assert told == ("of the url", "of a file", "of the environment")
        with pytest.raises(SourceUnusable, match="cannot be read"):
            getattr(parse(f"{form.format('')}&{parameter}=/none"), secret)()


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
    return port


@pytest.mark.parametrize("engine", ["trino", "snowflake", "bigquery", "databricks"])
def test_a_closed_port_is_told_at_once_and_worth_another_try(
    engine: str, closed_port: int, tmp_path: Path
) -> None:
    account = account_file(tmp_path, token_port=closed_port)
    urls = {
        "trino": f"trino://ada@127.0.0.1:{closed_port}/c/s/t",
        "snowflake": f"snowflake://ada:hidden@a/d/s/t?host=127.0.0.1&port={closed_port}&secure=false",
        "bigquery": f"bigquery://p/d/t?credentials_file={account}",
        "databricks": f"databricks://token:hidden@127.0.0.1:{closed_port}/c/s/t?warehouse=a1",
    }
    with pytest.raises(SourceUnavailable, match="did not answer") as told:
        open_engine(urls[engine]).count(EVERYBODY)
    assert "hidden" not in str(told.value)
    assert told.value.retryable


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("trino://ada@127.0.0.1/c/s/t?secure=true&ca_file=/none", "'/none' cannot be read"),
        ("snowflake://ada@a/d/s/t?private_key_file=/none", "'/none' cannot be read"),
        ("snowflake://ada@a/d/s/t", "no credential"),
        ("bigquery://p/d/t?credentials_file=/none", "'/none' cannot be read"),
        ("bigquery://p/d/t?credentials_file={tmp}/other", "no key of a service account"),
        ("databricks://h/c/s/t?warehouse=a1", "no token"),
        ("databricks://token:x@h/c/s/t?warehouse=a1&ca_file=/none", "'/none' cannot be read"),
    ],
)
def test_a_credential_that_is_not_there_is_told_before_anything_is_asked(
    url: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("SNOWFLAKE_PASSWORD", "SNOWFLAKE_TOKEN", "DATABRICKS_TOKEN"):
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "other").write_text('{"type": "authorized_user"}')
    with pytest.raises(SourceUnusable, match=told):
        open_engine(url.format(tmp=tmp_path)).catalogue()
