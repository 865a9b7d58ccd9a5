"""What the lists show of each case, kept from one day to the next, and the days they ask by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Each case there is gets its line, to be computed.
_PLACED = """
INSERT INTO case_figure (case_id, number, label, sort_key, words, stale, touched)
SELECT case_file.id, coalesce(case_file.number, ''), max(household.label),
       coalesce(max(household.sort_key), lower(case_file.number), ''),
       ' ' || coalesce(max(household.sort_key), '') || ' ', 1, 1
FROM case_file
JOIN space ON space.id = case_file.space_id AND space.case_id = case_file.id
LEFT JOIN household ON household.space_id = case_file.space_id AND household.archived_at IS NULL
WHERE case_file.archived_at IS NULL
GROUP BY case_file.id
"""
_FIGURE = (
    ("label", "first_names", "referent_id", "referent", "programme", "state", "next_on", "next_what"),
    ("next_neutral", "last_met_on"),
)


def upgrade() -> None:
    before, after = ([sa.Column(name, sa.Text(), nullable=True) for name in names] for names in _FIGURE)
    label, *others = before
    op.create_table(
        "case_figure",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        label,
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *others,
        *after,
        sa.Column("meet_every", sa.Integer(), nullable=True),
        sa.Column("to_sign", sa.Text(), nullable=True),
        sa.Column("computed_on", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("touched", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_figure")),
    )
    op.create_index("ix_case_figure_sort_key", "case_figure", ["sort_key"])
    op.create_index("ix_case_figure_referent_id", "case_figure", ["referent_id", "case_id"])
    op.create_table(
        "case_ahead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("extended_to", sa.Text(), nullable=True),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("neutral", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("harm", sa.Integer(), nullable=False),
        sa.Column("shown_from", sa.Text(), nullable=False),
        sa.Column("hidden_after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_ahead")),
    )
    op.create_index("ix_case_ahead_case_id", "case_ahead", ["case_id"])
    op.create_index("ix_case_ahead_harm", "case_ahead", ["harm", "due_on", "shown_from", "hidden_after", "case_id"])
    op.create_index("ix_appointment_on_day", "appointment", ["on_day"])
    op.create_index("ix_request_settled_at", "request", ["settled_at"])
    op.create_index("ix_procedure_chase_on", "procedure", ["chase_on"])
    op.create_index("ix_letter_chase_on", "letter", ["chase_on"])
    op.execute(_PLACED)
