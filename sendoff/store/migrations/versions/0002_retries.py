"""retries of an export, apart from attempts that were lost or handed back"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("exports", sa.Column("retries", sa.Integer(), server_default="0", nullable=False))
