"""Names are found by their words, as these sound; what was confided says so in the search itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SLICE = 500
_CONFIDED = {
    "note": "contact",
    "request": "request",
    "procedure": "procedure",
    "partner": "partner",
    "letter": "letter",
    "appointment": "appointment",
}
_MARKED = """
UPDATE search_entry SET confided = 1 WHERE kind = '{kind}' AND object_id IN (
    SELECT id FROM "{table}" WHERE confided_by_id IS NOT NULL OR coalesce(hide_from_ids, '[]') <> '[]'
)
"""
# The search reads again, after the opening, what it finds names in, and the papers it did not read before.
_READ_AGAIN = ("household", "person", "case_file", "document")
_NAMED = """
INSERT INTO search_pending (rows)
SELECT json_group_array(json_array('{table}', id, 1)) FROM (
    SELECT id, (row_number() OVER (ORDER BY id) - 1) / {slice} AS part FROM "{table}"
) GROUP BY part
"""


def upgrade() -> None:
    op.create_table(
        "search_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("sound", sa.Text(), nullable=False),
        sa.Column("turned", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_word")),
    )
    op.create_index("ix_search_word_sound", "search_word", ["sound"])
    op.create_index("ix_search_word_turned", "search_word", ["turned"])
    op.create_table(
        "search_use",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("word", "row_id", name=op.f("pk_search_use")),
    )
    op.create_index("ix_search_use_row_id", "search_use", ["row_id"])
    op.execute("DELETE FROM search_name")
    op.drop_column("search_name", "words")
    op.add_column("search_entry", sa.Column("confided", sa.Boolean(), nullable=False, server_default=sa.false()))
    for kind, table in _CONFIDED.items():
        op.execute(_MARKED.format(kind=kind, table=table))
    for table in _READ_AGAIN:
        op.execute(_NAMED.format(table=table, slice=_SLICE))
