"""ClickHouse asked over TLS: a trusted certificate, one that is not, and no TLS at all."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sendoff.conditions.predicates import EVERYBODY
from sendoff.engines.port import Query, SourceUnusable
from sendoff.engines.registry import open_engine
from tests.clickhouse_server import PASSWORD
from tests.engines.clickhouse import source_at, url_of
from tests.engines.proxy import Proxy
from tests.engines.source import customers


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of 127.0.0.1, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return tmp_path / "certificate.pem"


@pytest.fixture
def secured(clickhouse_database: str, certificate: Path) -> Iterator[str]:
    """URL of the customers behind TLS."""
    source_at(clickhouse_database, "people").write(customers())
    port = urlsplit(clickhouse_database).port
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with Proxy(port or 0, tls) as proxy:
        yield url_of(clickhouse_database.replace(f":{port}/", f":{proxy.port}/"), "people", secure="true")


def test_a_trusted_server_is_read_over_tls(secured: str, certificate: Path) -> None:
    engine = open_engine(f"{secured}&ca_file={certificate}")
    with engine.rows(Query(EVERYBODY, ("email",)), batch_rows=10) as rows:
        assert sum(batch.num_rows for batch in rows) == 4
    assert engine.count(EVERYBODY) == 4


def test_a_server_that_is_not_trusted_is_not_read(secured: str) -> None:
    with pytest.raises(SourceUnusable, match=r"not trusted.*ca_file") as told:
        open_engine(secured).count(EVERYBODY)
    assert PASSWORD not in told.value.message


def test_a_server_without_tls_is_said_to_be(clickhouse_database: str) -> None:
    with pytest.raises(SourceUnusable, match="does not speak TLS"):
        open_engine(url_of(clickhouse_database, "people", secure="true")).count(EVERYBODY)


def test_an_authority_that_is_not_there_is_named(clickhouse_database: str) -> None:
    url = url_of(clickhouse_database, "people", secure="true", ca_file="/none.pem")
    with pytest.raises(SourceUnusable, match=r"'/none\.pem' cannot be read"):
        open_engine(url).count(EVERYBODY)
