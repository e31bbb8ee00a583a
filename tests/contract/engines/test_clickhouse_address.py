"""What a `clickhouse:` URL may say, and where its password comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendoff.engines.clickhouse.address import parse
from sendoff.engines.port import SourceUnusable
from sendoff.engines.registry import open_engine
from sendoff.errors import Invalid


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("clickhouse://host/db", "names no host and table"),
        ("clickhouse:///db?table=t", "names no host and table"),
        ("clickhouse://host/db?table=", "'table' needs one value"),
        ("clickhouse://host/db?table=t&table=u", "'table' needs one value"),
        ("clickhouse://host/db?table=t&tls=1", r"'tls' is not known \(known: table, secure"),
        ("clickhouse://host/db?table=t&secure=yes", "'secure' is true or false"),
        ("clickhouse://host/db?table=t&ca_file=/x", "secure=true"),
        ("clickhouse://host:x/db?table=t", "host or port"),
        ("clickhouse://u:hidden@host/db?table=t&password_file=/x", "a password and a file"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_its_password(url: str, told: str) -> None:
    with pytest.raises(Invalid, match=told) as refused:
        open_engine(url)
    assert "hidden" not in str(refused.value)


def test_a_password_comes_from_the_url_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLICKHOUSE_USER", "us")
    monkeypatch.setenv("CLICKHOUSE_PASSWORD", "from the environment")
    (tmp_path / "secret").write_text("from a file\n")
    here = parse("clickhouse://a%40b:p%2Fw@host/my%20db?table=my%20t&secure=true")
    assert (here.user, here.password().reveal(), here.port) == ("a@b", "p/w", 8443)
    assert here.shown == "clickhouse://host:8443/my db?table=my t"
    assert "p/w" not in repr(here)
    assert parse("clickhouse://host/d?table=t").password().reveal() == "from the environment"
    assert parse("clickhouse://host/d?table=t").user == "us"
    file = parse(f"clickhouse://host/d?table=t&password_file={tmp_path}/secret")
    assert file.password().reveal() == "from a file"
    with pytest.raises(SourceUnusable, match="password_file"):
        parse("clickhouse://host/d?table=t&password_file=/none").password()
