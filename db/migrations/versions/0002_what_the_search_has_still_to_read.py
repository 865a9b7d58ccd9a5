"""What each command leaves for the search to read after it; the newest text stands first in the index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Numbers are taken away from (3652060 << 20) - 1: days and ranks then go down. The text's table is made again, not
# emptied: under « secure-delete » that takes minutes.
_NEWEST_FIRST = (
    "CREATE TEMP TABLE text_before AS SELECT 3829462466559 - rowid AS id, body FROM search_text",
    "DROP TABLE search_vocabulary",
    "DROP TABLE search_text",
    """CREATE VIRTUAL TABLE search_text USING fts5(
        body, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4'
    )""",
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_text', 'row')",
    "INSERT INTO search_text(search_text, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO search_text(rowid, body) SELECT id, body FROM text_before ORDER BY id",
    "DROP TABLE text_before",
    "UPDATE search_entry SET id = id - 3829462466559",
    "UPDATE search_entry SET id = -id",
)


def upgrade() -> None:
    op.create_table(
        "search_pending",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_search_pending")),
    )
    for statement in _NEWEST_FIRST:
        op.execute(statement)
