"""value lists, what segments name, and what an export keeps of it"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "value_lists",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("user_id", _id, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("data_type", sa.String(length=8), nullable=False, comment="string or int"),
        sa.Column("values_count", sa.BigInteger(), nullable=False, comment="distinct ones"),
        sa.Column("rows_count", sa.BigInteger(), nullable=False, comment="of the file that was uploaded"),
        sa.Column("empty_rows_count", sa.BigInteger(), nullable=False, comment="left out"),
        sa.Column("key", sa.String(length=200), nullable=False, comment="names this content forever"),
        sa.Column("bytes", sa.BigInteger(), nullable=False, comment="of the file that was uploaded"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the file that was uploaded"),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_value_lists_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_lists")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "segment_uses",
        sa.Column("segment_id", _id, nullable=False),
        sa.Column("noun", sa.String(length=16), nullable=False, comment="segment or value_list"),
        sa.Column("used_id", _id, nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["segments.id"], name=op.f("fk_segment_uses_segment_id")),
        sa.PrimaryKeyConstraint("segment_id", "noun", "used_id", name=op.f("pk_segment_uses")),
        comment="What the conditions of a segment name, as they were saved.",
    )
    op.create_index(op.f("ix_segment_uses_noun"), "segment_uses", ["noun", "used_id"])
    op.add_column(
        "exports",
        sa.Column(
            "pinned",
            sa.Text(),
            nullable=True,
            comment="JSON: what the conditions name, as it was when asked; null: nothing",
        ),
    )
