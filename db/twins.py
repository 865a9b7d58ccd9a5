"""Two spaces made apart for one thing: a case imported in two vaults, the directory each vault began with.

The first made is the one both keep (ids grow with time). What the other holds is written again in it, as values its
author had not seen: equal ones are one, others are versions. The other space then only waits for what colleagues who
have not heard of it still write there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from db.lineage import shown_rows
from db.local import Space
from db.merge import row_of, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session

    from db.journal import Journal
    from db.merge import Document, Stored

_LOCAL = ("attachment", "draft")


@dataclass(frozen=True, slots=True)
class Beside:
    """Values to write in a row beside what stands there.

    Attributes:
        known: The values they replace, by column; any other that stands there stays.
    """

    table: str
    row_id: str
    values: Mapping[str, Stored]
    known: Mapping[str, Stored]


def left_spaces(session: Session) -> frozenset[str]:
    """Return the ids of the spaces of which another, made before, is the one kept."""
    first: dict[tuple[str, str | None, str | None], str] = {}
    left = set()
    for space in session.scalars(select(Space).order_by(Space.id)):
        if first.setdefault((space.kind, space.case_id, space.organisation_id), space.id) != space.id:
            left.add(space.id)
    return frozenset(left)


def twins_of(session: Session, space: Space) -> list[Space]:
    """Return all the spaces of what a space is of, the one kept first."""
    alike = (
        Space.kind == space.kind,
        Space.case_id.is_not_distinct_from(space.case_id),
        Space.organisation_id.is_not_distinct_from(space.organisation_id),
    )
    return list(session.scalars(select(Space).where(*alike).order_by(Space.id)))


def carry_over(
    session: Session, journal: Journal, kept: Space, left: Space, roots: Collection[str], before: Document
) -> None:
    """Write in the space kept what some rows show in the one left.

    Args:
        session: A writing session.
        journal: Of the vault.
        kept: The space made first.
        left: The other.
        roots: Its rows.
        before: Its document as it was carried over the last time.
    """
    document = journal.documents.of(session, left).document
    rows = shown_rows(session, left, ((root, document.row(root)) for root in sorted(roots)))
    journal.write_beside(
        session, kept, [Beside(*row_of(root), values, shown(before.row(root))) for root, values in rows]
    )
    for table in _LOCAL:
        statement = text(f"UPDATE OR IGNORE {table} SET space_id = :kept WHERE space_id = :left")  # noqa: S608
        session.connection().execute(statement, {"kept": kept.id, "left": left.id})
