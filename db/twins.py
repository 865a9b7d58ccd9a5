"""Two spaces made apart for one thing: a case imported in two vaults, the directory each vault began with.

The first made is the one both keep (ids grow with time). What the other holds is written again in it, as values its
author had not seen: equal ones are one, others are versions. The other space then only waits for what colleagues who
have not heard of it still write there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, text

from db.journal import Beside
from db.lineage import shown_rows
from db.local import Space
from db.merge import MARK, row_of, shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from db.journal import Journal
    from db.merge import Document, Registers

_LOCAL = ("attachment", "draft")


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


def _of(registers: Registers, column: str) -> Registers:
    return {key: value for key, value in registers.items() if key.partition("|")[0] == column}


def carry_over(
    session: Session, journal: Journal, kept: Space, left: Space, roots: Collection[str], before: Document
) -> None:
    """Write in the space kept what some rows show in the one left, but what was carried over before by anybody.

    What was carried stands in the row itself (``~space``): whoever comes later does not bring old values back.

    Args:
        session: A writing session.
        journal: Of the vault.
        kept: The space made first.
        left: The other.
        roots: Its rows.
        before: Its document as it was carried over the last time.
    """
    document, here = (journal.documents.of(session, one).document for one in (left, kept))
    mark = MARK + left.id
    found = []
    for root, values in shown_rows(session, left, ((root, document.row(root)) for root in sorted(roots))):
        carried = {key for value in _of(here.row(root), mark).values() for key in str(value).split("\n")}
        keys = document.row(root).keys()
        fresh = {column for key in keys - carried if (column := key.partition("|")[0])}
        if fresh:
            marked = {mark: "\n".join(sorted(carried | keys))}
            written = {column: value for column, value in values.items() if column in fresh}
            found.append(Beside(*row_of(root), written | marked, shown(before.row(root))))
    journal.write_beside(session, kept, found)
    for table in _LOCAL:
        statement = text(f"UPDATE OR IGNORE {table} SET space_id = :kept WHERE space_id = :left")  # noqa: S608
        session.connection().execute(statement, {"kept": kept.id, "left": left.id})
