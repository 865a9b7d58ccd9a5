"""Keeping the search in step with the rows: in the same transaction, once, before the commit."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, event, func, select, text

from db.base import Journalled
from db.local import Space
from db.models.contact import Contact, ContactPassage
from db.search_tables import RANK_BITS, SearchEntry, SearchName
from db.searchable import Body, Name, found_by, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy.orm import Session, sessionmaker


class Indexer:
    """Keeps the index of one writing session maker in step: rows seen at each flush, written once before the commit."""

    def __init__(self) -> None:
        self._changed: dict[tuple[str, str], Journalled] = {}
        self._added: set[tuple[str, str]] = set()

    def attach(self, sessions: sessionmaker[Session]) -> None:
        """Listen to the writing sessions."""
        event.listen(sessions, "after_flush", self._after_flush)
        event.listen(sessions, "before_commit", self._before_commit)
        event.listen(sessions, "after_soft_rollback", self._after_rollback)

    def _after_flush(self, session: Session, _context: Any) -> None:
        for row in (*session.new, *session.dirty):
            if isinstance(row, Journalled):
                self._changed[row.__tablename__, row.id] = row
        self._added.update((row.__tablename__, row.id) for row in session.new if isinstance(row, Journalled))

    def _before_commit(self, session: Session) -> None:
        if session.in_nested_transaction():
            return
        changed, self._changed = list(self._changed.values()), {}
        added, self._added = self._added, set()
        index_rows(session, changed, added)

    def _after_rollback(self, _session: Session, _previous: Any) -> None:
        self._changed, self._added = {}, set()


def index_rows(session: Session, rows: Iterable[Journalled], added: Collection[tuple[str, str]] = frozenset()) -> None:
    """Bring the index up to these rows; what was archived is no longer found.

    Args:
        session: A writing session.
        rows: What changed.
        added: (table, id) of those the index cannot know yet: nothing is looked for to remove (half of its work).
    """
    listed = list(rows)
    moved = [row for row in listed if isinstance(row, Contact) and (row.__tablename__, row.id) not in added]
    if moved:
        ids = [row.id for row in moved]
        listed += session.scalars(select(ContactPassage).where(ContactPassage.contact_id.in_(ids)))
    writer = _IndexWriter(session, added)
    for row in {(row.__tablename__, row.id): row for row in listed}.values():
        writer.write(row)
    writer.finish()


def rebuild_index(session: Session) -> int:
    """Make the whole index again from the rows; returns how many lines it has."""
    for statement in (delete(SearchName), delete(SearchEntry), text("DELETE FROM search_text")):
        session.execute(statement)
    lines = 0
    for model in found_by.registry:
        if model is not object:
            rows = list(session.scalars(select(model)))
            index_rows(session, rows, {(row.__tablename__, row.id) for row in rows})
            lines += len(rows)
    return lines


class _IndexWriter:
    """Writes lines of the index; the ranks of a day are asked for once."""

    def __init__(self, session: Session, added: Collection[tuple[str, str]]) -> None:
        self._session = session
        self._added = added
        self._cases: dict[str, str | None] = {}
        self._next: dict[int, int] = {}
        self._names: list[dict[str, Any]] = []
        self._entries: list[dict[str, Any]] = []
        self._bodies: list[dict[str, Any]] = []

    def write(self, row: Journalled) -> None:
        found = found_by(row, self._session)
        if found is None:
            return
        if (row.__tablename__, row.id) not in self._added:
            self._forget(row, found)
        if row.archived_at is not None:
            return
        if isinstance(found, Name):
            self._add_name(row, found)
        elif found.text.strip():
            self._add_body(row, found)

    def finish(self) -> None:
        connection = self._session.connection()
        if self._names:
            connection.execute(SearchName.__table__.insert(), self._names)  # type: ignore[attr-defined]
        if self._entries:
            connection.execute(SearchEntry.__table__.insert(), self._entries)  # type: ignore[attr-defined]
            connection.execute(text("INSERT INTO search_text(rowid, body) VALUES (:id, :body)"), self._bodies)

    def _forget(self, row: Journalled, found: Name | Body) -> None:
        if isinstance(found, Name):
            self._session.execute(delete(SearchName).where(SearchName.row_id == row.id))
            return
        here = (SearchEntry.source_table == row.__tablename__, SearchEntry.source_id == row.id)
        for number in self._session.scalars(select(SearchEntry.id).where(*here)).all():
            self._session.execute(text("DELETE FROM search_text WHERE rowid = :id"), {"id": number})
            self._session.execute(delete(SearchEntry).where(SearchEntry.id == number))

    def _add_name(self, row: Journalled, found: Name) -> None:
        words = " ".join(words_of(found.shown))
        if words:
            self._names.append(
                {
                    "row_id": row.id,
                    "kind": found.kind,
                    "space_id": row.space_id,
                    "case_id": self._case_of(row.space_id),
                    "shown": found.shown,
                    "words": f" {words} ",
                }
            )

    def _add_body(self, row: Journalled, found: Body) -> None:
        number = self._number(found.on_day)
        self._entries.append(
            {
                "id": number,
                "kind": found.kind,
                "space_id": row.space_id,
                "case_id": self._case_of(row.space_id),
                "object_id": found.object_id,
                "on_day": found.on_day,
                "levels": f" {' '.join(found.levels)} ",
                "source_table": row.__tablename__,
                "source_id": row.id,
            }
        )
        self._bodies.append({"id": number, "body": found.text})

    def _case_of(self, space_id: str) -> str | None:
        if space_id not in self._cases:
            space = self._session.get(Space, space_id)
            self._cases[space_id] = space.case_id if space is not None else None
        return self._cases[space_id]

    def _number(self, on_day: str | None) -> int:
        day = _ordinal(on_day)
        if day not in self._next:
            first, past = day << RANK_BITS, (day + 1) << RANK_BITS
            highest = select(func.max(SearchEntry.id)).where(SearchEntry.id >= first, SearchEntry.id < past)
            self._next[day] = max(first, (self._session.scalar(highest) or first) + 1)
        number = self._next[day]
        self._next[day] = number + 1
        return number


def _ordinal(on_day: str | None) -> int:
    """Return the number of a day, 0 when it is not known or, come from elsewhere, not written as a day."""
    try:
        return dt.date.fromisoformat(on_day).toordinal() if on_day else 0
    except ValueError:
        return 0
