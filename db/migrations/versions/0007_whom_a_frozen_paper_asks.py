"""A frozen paper says whom it asks to sign; those frozen before go by the household as they did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("signatories", sa.Text(), nullable=True))
