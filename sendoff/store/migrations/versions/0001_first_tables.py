"""first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attribute_settings",
        sa.Column(
            "attribute_id", sa.String(length=500), nullable=False, comment="as in the catalogue of the source"
        ),
        sa.Column("name", sa.String(length=500), nullable=True),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("tags", sa.Text(), server_default="[]", nullable=False, comment="JSON"),
        sa.Column("order_index", sa.Integer(), nullable=True),
        sa.Column("is_hidden", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_disabled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_pii_protected", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created", sa.String(length=26), nullable=False),
        sa.Column("modified", sa.String(length=26), nullable=False),
        sa.PrimaryKeyConstraint("attribute_id", name=op.f("pk_attribute_settings")),
        comment="What people set on attributes; the attributes themselves are the source's.",
    )
    op.create_table(
        "failed_logins",
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last", sa.String(length=26), nullable=False),
        sa.PrimaryKeyConstraint("email_hash", name=op.f("pk_failed_logins")),
    )
    op.create_table(
        "instance",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_instance")),
        comment="Facts of this instance: its key, from which download tokens are made.",
    )
    op.create_table(
        "roles",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("features", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("disabled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created", sa.String(length=26), nullable=False),
        sa.Column("modified", sa.String(length=26), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint("name", name=op.f("uq_roles_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "users",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False, comment="lower case"),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("disabled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("first_login", sa.String(length=26), nullable=True),
        sa.Column("last_login", sa.String(length=26), nullable=True),
        sa.Column("created", sa.String(length=26), nullable=False),
        sa.Column("modified", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name=op.f("fk_users_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "destinations",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("settings", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("frontend_settings", sa.Text(), server_default="{}", nullable=False, comment="JSON"),
        sa.Column("attribute_ids", sa.Text(), server_default="[]", nullable=False, comment="JSON"),
        sa.Column("mandatory_attribute_ids", sa.Text(), server_default="[]", nullable=False, comment="JSON"),
        sa.Column("icon", sa.Text(), nullable=True),
        sa.Column("mi_workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("disabled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("last_export", sa.String(length=26), nullable=True),
        sa.Column("created", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_destinations_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destinations")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "segments",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "user_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="last editor",
        ),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("conditions_operation", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("destination_parameters", sa.Text(), server_default="{}", nullable=False, comment="JSON"),
        sa.Column("frontend_settings", sa.Text(), server_default="{}", nullable=False, comment="JSON"),
        sa.Column("tags", sa.Text(), server_default="[]", nullable=False, comment="JSON"),
        sa.Column("disabled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("customers_count", sa.BigInteger(), nullable=True),
        sa.Column("last_export", sa.String(length=26), nullable=True),
        sa.Column("created", sa.String(length=26), nullable=False, comment="of this version"),
        sa.Column("origin_created", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_segments_author_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_segments_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segments")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("segments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segments_author_id"), ["author_id"], unique=False)

    op.create_table(
        "tokens",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("hash", sa.String(length=64), nullable=False, comment="hex SHA-256; the token is not kept"),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="session or api"),
        sa.Column("name", sa.String(length=200), server_default="", nullable=False),
        sa.Column(
            "login", sa.String(length=26), nullable=False, comment="when the session began; renewals keep it"
        ),
        sa.Column("expires", sa.String(length=26), nullable=True, comment="null: until revoked"),
        sa.Column("created", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_tokens_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("hash", name=op.f("uq_tokens_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tokens_user_id"), ["user_id"], unique=False)

    op.create_table(
        "exports",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("segment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "segment_export_destination_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=500), server_default="", nullable=False),
        sa.Column("conditions_operation", sa.Text(), nullable=False, comment="JSON, as it was when asked"),
        sa.Column("plan", sa.Text(), nullable=False, comment="JSON: exports.plan, as it was when asked"),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column(
            "statuses_history", sa.Text(), nullable=False, comment="JSON: each status reached to its time"
        ),
        sa.Column("progress", sa.Float(), server_default="0", nullable=False),
        sa.Column("as_of", sa.String(length=26), nullable=True),
        sa.Column("rows_matched", sa.BigInteger(), nullable=True),
        sa.Column("rows_exported", sa.BigInteger(), nullable=True),
        sa.Column("bytes", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column(
            "artifact",
            sa.Text(),
            nullable=True,
            comment="name in the artifact store; null: no file, or gone after retention",
        ),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column(
            "token_nonce", sa.String(length=64), nullable=False, comment="renewing it revokes download tokens"
        ),
        sa.Column(
            "attempt",
            sa.Integer(),
            server_default="0",
            nullable=False,
            comment="the fence: each claim counts it up",
        ),
        sa.Column("lost_leases", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "lease_owner",
            sa.String(length=200),
            nullable=True,
            comment="the process at work: worker.identity",
        ),
        sa.Column("lease_until", sa.String(length=26), nullable=True),
        sa.Column("not_before", sa.String(length=26), nullable=True, comment="a retry waits until then"),
        sa.Column(
            "concurrency",
            sa.Integer(),
            nullable=True,
            comment="most runs of the destination at once; null: no limit",
        ),
        sa.Column("created", sa.String(length=26), nullable=False),
        sa.Column("ended", sa.String(length=26), nullable=True),
        sa.ForeignKeyConstraint(
            ["segment_export_destination_id"],
            ["destinations.id"],
            name=op.f("fk_exports_segment_export_destination_id"),
        ),
        sa.ForeignKeyConstraint(["segment_id"], ["segments.id"], name=op.f("fk_exports_segment_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_exports_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("exports", schema=None) as batch_op:
        batch_op.create_index(
            "ix_exports_running_destination", ["segment_export_destination_id", "status"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_exports_segment_id"), ["segment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_exports_status_id"), ["status", "id"], unique=False)

    op.create_table(
        "segment_users",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("segment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("permission", sa.String(length=8), nullable=False, comment="read or write"),
        sa.Column("created", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["segments.id"], name=op.f("fk_segment_users_segment_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_segment_users_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment_users")),
        sa.UniqueConstraint("segment_id", "user_id", name=op.f("uq_segment_users_segment_id_user_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("segment_users", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segment_users_user_id"), ["user_id"], unique=False)

    op.create_table(
        "export_history",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("export_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_status", sa.String(length=8), nullable=True),
        sa.Column("to_status", sa.String(length=8), nullable=False),
        sa.Column("created", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["export_id"], ["exports.id"], name=op.f("fk_export_history_export_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_history")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("export_history", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_export_history_export_id"), ["export_id"], unique=False)

    op.create_table(
        "export_logs",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("export_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["export_id"], ["exports.id"], name=op.f("fk_export_logs_export_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_logs")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("export_logs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_export_logs_export_id"), ["export_id"], unique=False)

    op.create_table(
        "idempotency_keys",
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False, comment="of segment and body"),
        sa.Column("export_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["export_id"], ["exports.id"], name=op.f("fk_idempotency_keys_export_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_idempotency_keys_user_id")),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_idempotency_keys")),
    )
    with op.batch_alter_table("idempotency_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idempotency_keys_created"), ["created"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("idempotency_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idempotency_keys_created"))

    op.drop_table("idempotency_keys")
    with op.batch_alter_table("export_logs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_logs_export_id"))

    op.drop_table("export_logs")
    with op.batch_alter_table("export_history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_history_export_id"))

    op.drop_table("export_history")
    with op.batch_alter_table("segment_users", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_segment_users_user_id"))

    op.drop_table("segment_users")
    with op.batch_alter_table("exports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exports_status_id"))
        batch_op.drop_index(batch_op.f("ix_exports_segment_id"))
        batch_op.drop_index("ix_exports_running_destination")

    op.drop_table("exports")
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tokens_user_id"))

    op.drop_table("tokens")
    with op.batch_alter_table("segments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_segments_author_id"))

    op.drop_table("segments")
    op.drop_table("destinations")
    op.drop_table("users")
    op.drop_table("roles")
    op.drop_table("instance")
    op.drop_table("failed_logins")
    op.drop_table("attribute_settings")
