"""The tables of the metadata database, the same on SQLite and PostgreSQL.

Times are text, `YYYY-MM-DD HH:MM:SS.ffffff` in UTC (`store.moments`): they sort as they read, are
the same on both databases, and their first 19 characters are what the API shows.
JSON is text: it is handed out as it was taken in.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only for a column of type INTEGER.
_Id = BigInteger().with_variant(Integer(), "sqlite")
_Time = String(26)


def _id() -> Column[int]:
    return Column("id", _Id, primary_key=True, autoincrement=True)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=false())


instance = Table(
    "instance",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    comment="Facts of this instance: its key, from which download tokens are made.",
)

roles = Table(
    "roles",
    metadata,
    _id(),
    Column("name", String(200), nullable=False, unique=True),
    Column("description", Text, nullable=False, server_default=""),
    Column("features", Text, nullable=False, comment="JSON list"),
    _flag("disabled"),
    _flag("deleted"),
    Column("created", _Time, nullable=False),
    Column("modified", _Time, nullable=False),
    sqlite_autoincrement=True,
)

users = Table(
    "users",
    metadata,
    _id(),
    Column("name", String(200), nullable=False),
    Column("email", String(320), nullable=False, unique=True, comment="lower case"),
    Column("password_hash", Text, nullable=False),
    Column("role_id", _Id, ForeignKey("roles.id"), nullable=False),
    _flag("disabled"),
    _flag("deleted"),
    Column("first_login", _Time),
    Column("last_login", _Time),
    Column("created", _Time, nullable=False),
    Column("modified", _Time, nullable=False),
    sqlite_autoincrement=True,
)

tokens = Table(
    "tokens",
    metadata,
    _id(),
    Column("hash", String(64), nullable=False, unique=True, comment="hex SHA-256; the token is not kept"),
    Column("user_id", _Id, ForeignKey("users.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False, comment="session or api"),
    Column("name", String(200), nullable=False, server_default=""),
    Column("login", _Time, nullable=False, comment="when the session began; renewals keep it"),
    Column("expires", _Time, comment="null: until revoked"),
    Column("created", _Time, nullable=False),
    sqlite_autoincrement=True,
)

failed_logins = Table(
    "failed_logins",
    metadata,
    Column("email_hash", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", _Time, nullable=False),
)

segments = Table(
    "segments",
    metadata,
    _id(),
    Column("author_id", _Id, ForeignKey("users.id"), nullable=False, index=True),
    Column("user_id", _Id, ForeignKey("users.id"), nullable=False, comment="last editor"),
    Column("name", String(500), nullable=False),
    Column("description", Text, nullable=False, server_default=""),
    Column("conditions_operation", Text, nullable=False, comment="JSON"),
    Column("destination_parameters", Text, nullable=False, server_default="{}", comment="JSON"),
    Column("frontend_settings", Text, nullable=False, server_default="{}", comment="JSON"),
    Column("tags", Text, nullable=False, server_default="[]", comment="JSON"),
    _flag("disabled"),
    _flag("deleted"),
    Column("customers_count", BigInteger),
    Column("last_export", _Time),
    Column("created", _Time, nullable=False, comment="of this version"),
    Column("origin_created", _Time, nullable=False),
    sqlite_autoincrement=True,
)

segment_users = Table(
    "segment_users",
    metadata,
    _id(),
    Column("segment_id", _Id, ForeignKey("segments.id"), nullable=False),
    Column("user_id", _Id, ForeignKey("users.id"), nullable=False, index=True),
    Column("permission", String(8), nullable=False, comment="read or write"),
    Column("created", _Time, nullable=False),
    UniqueConstraint("segment_id", "user_id"),
    sqlite_autoincrement=True,
)

value_lists = Table(
    "value_lists",
    metadata,
    _id(),
    Column("user_id", _Id, ForeignKey("users.id"), nullable=False),
    Column("name", String(500), nullable=False),
    Column("data_type", String(8), nullable=False, comment="string or int"),
    Column("values_count", BigInteger, nullable=False, comment="distinct ones"),
    Column("rows_count", BigInteger, nullable=False, comment="of the file that was uploaded"),
    Column("empty_rows_count", BigInteger, nullable=False, comment="left out"),
    Column("key", String(200), nullable=False, comment="names this content forever"),
    Column("bytes", BigInteger, nullable=False, comment="of the file that was uploaded"),
    Column("sha256", String(64), nullable=False, comment="of the file that was uploaded"),
    _flag("deleted"),
    Column("created", _Time, nullable=False),
    sqlite_autoincrement=True,
)

segment_uses = Table(
    "segment_uses",
    metadata,
    Column("segment_id", _Id, ForeignKey("segments.id"), primary_key=True),
    Column("noun", String(16), primary_key=True, comment="segment or value_list"),
    Column("used_id", _Id, primary_key=True),
    Index("ix_segment_uses_noun", "noun", "used_id"),
    comment="What the conditions of a segment name, as they were saved.",
)

destinations = Table(
    "destinations",
    metadata,
    _id(),
    Column("user_id", _Id, ForeignKey("users.id"), nullable=False),
    Column("name", String(500), nullable=False),
    Column("description", Text, nullable=False, server_default=""),
    Column("settings", Text, nullable=False, comment="JSON"),
    Column("frontend_settings", Text, nullable=False, server_default="{}", comment="JSON"),
    Column("attribute_ids", Text, nullable=False, server_default="[]", comment="JSON"),
    Column("mandatory_attribute_ids", Text, nullable=False, server_default="[]", comment="JSON"),
    Column("icon", Text),
    Column("mi_workspace_id", _Id),
    _flag("disabled"),
    _flag("deleted"),
    Column("last_export", _Time),
    Column("created", _Time, nullable=False),
    sqlite_autoincrement=True,
)

attribute_settings = Table(
    "attribute_settings",
    metadata,
    Column("attribute_id", String(500), primary_key=True, comment="as in the catalogue of the source"),
    Column("name", String(500)),
    Column("description", Text, nullable=False, server_default=""),
    Column("tags", Text, nullable=False, server_default="[]", comment="JSON"),
    Column("order_index", Integer),
    _flag("is_hidden"),
    _flag("is_disabled"),
    _flag("is_pii_protected"),
    Column("created", _Time, nullable=False),
    Column("modified", _Time, nullable=False),
    comment="What people set on attributes; the attributes themselves are the source's.",
)

exports = Table(
    "exports",
    metadata,
    _id(),
    Column("user_id", _Id, ForeignKey("users.id"), nullable=False),
    Column("segment_id", _Id, ForeignKey("segments.id"), nullable=False),
    Column("segment_export_destination_id", _Id, ForeignKey("destinations.id"), nullable=False),
    Column("name", String(500), nullable=False, server_default=""),
    Column("conditions_operation", Text, nullable=False, comment="JSON, as it was when asked"),
    Column("plan", Text, nullable=False, comment="JSON: exports.plan, as it was when asked"),
    Column("pinned", Text, comment="JSON: what the conditions name, as it was when asked; null: nothing"),
    Column("status", String(8), nullable=False),
    Column("statuses_history", Text, nullable=False, comment="JSON: each status reached to its time"),
    Column("progress", Float, nullable=False, server_default="0"),
    Column("as_of", _Time),
    Column("rows_matched", BigInteger),
    Column("rows_exported", BigInteger),
    Column("bytes", BigInteger),
    Column("sha256", String(64)),
    Column("artifact", Text, comment="name in the artifact store; null: no file, or gone after retention"),
    Column("error", Text),
    Column("token_nonce", String(64), nullable=False, comment="renewing it revokes download tokens"),
    Column(
        "attempt", Integer, nullable=False, server_default="0", comment="the fence: each claim counts it up"
    ),
    Column("lost_leases", Integer, nullable=False, server_default="0"),
    Column("retries", Integer, nullable=False, server_default="0"),
    Column("lease_owner", String(200), comment="the process at work: worker.identity"),
    Column("lease_until", _Time),
    Column("not_before", _Time, comment="a retry waits until then"),
    Column("concurrency", Integer, comment="most runs of the destination at once; null: no limit"),
    Column("created", _Time, nullable=False),
    Column("ended", _Time),
    Index(None, "segment_id"),
    Index(None, "status", "id"),
    Index("ix_exports_running_destination", "segment_export_destination_id", "status"),
    sqlite_autoincrement=True,
)

export_history = Table(
    "export_history",
    metadata,
    _id(),
    Column("export_id", _Id, ForeignKey("exports.id"), nullable=False, index=True),
    Column("from_status", String(8)),
    Column("to_status", String(8), nullable=False),
    Column("created", _Time, nullable=False),
    sqlite_autoincrement=True,
)

export_logs = Table(
    "export_logs",
    metadata,
    _id(),
    Column("export_id", _Id, ForeignKey("exports.id"), nullable=False, index=True),
    Column("level", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("created", _Time, nullable=False),
    sqlite_autoincrement=True,
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("user_id", _Id, ForeignKey("users.id"), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("request_hash", String(64), nullable=False, comment="of segment and body"),
    Column("export_id", _Id, ForeignKey("exports.id"), nullable=False),
    Column("created", _Time, nullable=False, index=True),
)
