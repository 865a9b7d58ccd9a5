"""Every case has its line in the lists from the moment it is written; every write says that the line is old."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, event, inspect, select, text, update

from db.base import Journalled
from db.local import CaseAhead, CaseFigure
from db.models.case_file import CaseFile
from db.models.organisation import Organisation, Worker

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session, sessionmaker

# A line says only what the rows say by themselves until it is computed. A merge may bring two labels: the last stays.
PLACE_ALL = """
INSERT INTO case_figure (case_id, number, label, sort_key, words, stale, touched)
SELECT case_file.id, coalesce(case_file.number, ''), household.label,
       coalesce(household.sort_key, lower(case_file.number), ''),
       ' ' || coalesce(household.sort_key, '') || ' '
           || replace(lower(coalesce(case_file.number, '')), '-', ' ') || ' ',
       1, 1
FROM case_file
JOIN space ON space.id = case_file.space_id AND space.case_id = case_file.id
LEFT JOIN household ON household.space_id = case_file.space_id AND household.archived_at IS NULL
WHERE case_file.archived_at IS NULL
ON CONFLICT (case_id) DO UPDATE SET stale = 1, touched = touched + 1
"""
_PLACE = text(
    PLACE_ALL.replace("case_file.archived_at IS NULL\n", "case_file.archived_at IS NULL AND space.id IN :spaces\n")
).bindparams(bindparam("spaces", expanding=True))


_OLD = text(
    "UPDATE case_figure SET stale = 1, touched = touched + 1 "
    "WHERE case_id = (SELECT case_id FROM space WHERE id = :space)"
)


class FigureMarks:
    """Marks the lines of the cases a writing session changes, in the same transaction."""

    def __init__(self) -> None:
        self._spaces: set[str] = set()
        self._archived: set[str] = set()
        self._workers: set[str] = set()
        self._everywhere = False

    def attach(self, sessions: sessionmaker[Session]) -> None:
        """Listen to the writing sessions."""
        event.listen(sessions, "after_flush", self._after_flush)
        event.listen(sessions, "before_commit", self._before_commit)
        event.listen(sessions, "after_soft_rollback", self._after_rollback)

    def _after_flush(self, session: Session, _context: Any) -> None:
        for row in (*session.new, *session.dirty):
            if isinstance(row, Journalled):
                self._see(row)

    def _see(self, row: Journalled) -> None:
        self._spaces.add(row.space_id)
        if isinstance(row, CaseFile) and row.archived_at is not None:
            self._archived.add(row.id)
        elif isinstance(row, Worker):
            self._workers.add(row.id)
        elif isinstance(row, Organisation) and inspect(row).attrs.holiday_zone.history.has_changes():
            self._everywhere = True

    def _before_commit(self, session: Session) -> None:
        if session.in_nested_transaction() or not self._spaces:
            return
        self._mark(session)
        if self._archived:
            forget_figures(session, self._archived)
        if self._everywhere or self._workers:
            marked = update(CaseFigure).values(stale=True, touched=CaseFigure.touched + 1)
            if not self._everywhere:
                marked = marked.where(CaseFigure.referent_id.in_(self._workers))
            session.execute(marked, execution_options={"synchronize_session": False})
        self._forget()

    def _mark(self, session: Session) -> None:
        """Say that lines are old; a case written in for the first time gets its line (the join costs a note 0.5 ms)."""
        connection = session.connection()
        old = sum(connection.execute(_OLD, {"space": space}).rowcount for space in self._spaces)
        if old < len(self._spaces):
            connection.execute(_PLACE, {"spaces": sorted(self._spaces)})

    def _after_rollback(self, _session: Session, _previous: Any) -> None:
        self._forget()

    def _forget(self) -> None:
        self._spaces, self._archived, self._workers, self._everywhere = set(), set(), set(), False


def mark_spaces(session: Session, spaces: Collection[str], *, everywhere: bool = False) -> None:
    """Say that the lines of the cases of some spaces are old, after rows were written without passing through objects.

    Args:
        session: A writing session.
        spaces: Ids of the spaces.
        everywhere: Every line is old.
    """
    connection = session.connection()
    for space in sorted(spaces):
        connection.execute(_OLD, {"space": space})
    connection.execute(_PLACE, {"spaces": sorted(spaces)})
    archived = select(CaseFile.id).where(CaseFile.space_id.in_(sorted(spaces)), CaseFile.archived_at.is_not(None))
    forget_figures(session, session.scalars(archived).all())
    if everywhere:
        session.execute(
            update(CaseFigure).values(stale=True, touched=CaseFigure.touched + 1),
            execution_options={"synchronize_session": False},
        )


def forget_figures(session: Session, case_ids: Collection[str]) -> None:
    """Take cases out of the lists."""
    session.execute(delete(CaseAhead).where(CaseAhead.case_id.in_(case_ids)))
    session.execute(delete(CaseFigure).where(CaseFigure.case_id.in_(case_ids)))


def place_again(session: Session) -> None:
    """Begin all lines again from the rows, after these were made again from the envelopes."""
    session.execute(delete(CaseAhead))
    session.execute(delete(CaseFigure))
    session.execute(text(PLACE_ALL))
