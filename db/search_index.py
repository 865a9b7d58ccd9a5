"""Keeping the search in step with the rows: each transaction names what it changed, another reads it just after.

Indexing costs more than all a note writes beside it; whoever searches waits for what is not read yet.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, event, exists, func, insert, select, text

from db.base import Journalled
from db.local import Space, table_of
from db.models.contact import Contact, ContactPassage
from db.name_words import name_words, sound_of
from db.search_tables import (
    MADE_AGAIN,
    OLDEST,
    RANK_BITS,
    SearchEntry,
    SearchName,
    SearchPending,
    SearchUse,
    SearchWord,
)
from db.searchable import Body, Name, found_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

PENDING = "search_pending"  # set in session.info when the transaction leaves something to read
_READ: tuple[type[Journalled], ...] = (
    Contact,
    *(model for model in found_by.registry if issubclass(model, Journalled)),
)
_MODELS = {model.__tablename__: model for model in _READ}
_PENDING = table_of(SearchPending)
_NAME, _USE, _WORD = table_of(SearchName), table_of(SearchUse), table_of(SearchWord)
_ADD = insert(_PENDING)
_BATCH = 500


class Indexer:
    """Notes what the writing sessions change, in their own transactions: a note does not wait for the index."""

    def __init__(self) -> None:
        self._changed: dict[tuple[str, str], bool] = {}

    def attach(self, sessions: sessionmaker[Session]) -> None:
        """Listen to the writing sessions."""
        event.listen(sessions, "after_flush", self._after_flush)
        event.listen(sessions, "before_commit", self._before_commit)
        event.listen(sessions, "after_soft_rollback", self._after_rollback)

    def _after_flush(self, session: Session, _context: Any) -> None:
        for rows, is_new in ((session.new, True), (session.dirty, False)):
            for row in rows:
                if isinstance(row, _READ):
                    self._changed.setdefault((row.__tablename__, row.id), is_new)

    def _before_commit(self, session: Session) -> None:
        if self._changed and not session.in_nested_transaction():
            changed, self._changed = self._changed, {}
            rows = json.dumps([(*name, int(is_new)) for name, is_new in changed.items()])
            session.connection().execute(_ADD, {"rows": rows})
            session.info[PENDING] = True

    def _after_rollback(self, _session: Session, previous: SessionTransaction) -> None:
        if not previous.nested:  # what a savepoint took back is not there when the index looks for it
            self._changed = {}


def note_rows(session: Session, written: Mapping[str, Collection[str]]) -> None:
    """Say which rows were written without passing through the session, by table."""
    rows = [(table, row_id, 0) for table, ids in sorted(written.items()) if table in _MODELS for row_id in sorted(ids)]
    if rows:
        session.connection().execute(_ADD, {"rows": json.dumps(rows)})
        session.info[PENDING] = True


def index_pending(session: Session) -> None:
    """Bring the index up to everything committed; in a writing session."""
    connection = session.connection()
    lines = connection.execute(select(_PENDING.c.n, _PENDING.c.rows).order_by(_PENDING.c.n)).all()
    if not lines:
        return
    named: dict[str, dict[str, bool]] = {}
    for line in lines:
        for table, row_id, is_new in json.loads(line.rows):
            named.setdefault(table, {}).setdefault(row_id, bool(is_new))
    rows: list[Journalled] = []
    for table in sorted(named):
        rows += _rows_of(session, _MODELS[table], list(named[table]))
    added = {(table, row_id) for table, ids in named.items() for row_id, is_new in ids.items() if is_new}
    index_rows(session, rows, added)
    connection.execute(delete(_PENDING).where(_PENDING.c.n <= lines[-1].n))


def _rows_of(session: Session, model: type[Journalled], ids: list[str]) -> Iterator[Journalled]:
    for start in range(0, len(ids), _BATCH):
        yield from session.scalars(select(model).where(model.id.in_(ids[start : start + _BATCH])))


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
    for model in (SearchName, SearchUse, SearchWord, SearchEntry, SearchPending):
        session.execute(delete(model))
    for statement in MADE_AGAIN:
        session.execute(text(statement))
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
        self._uses: list[dict[str, Any]] = []
        self._words: dict[str, dict[str, Any]] = {}
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
            connection.execute(insert(_NAME), self._names)
            connection.execute(insert(_WORD).prefix_with("OR IGNORE"), list(self._words.values()))
            connection.execute(insert(_USE), self._uses)
        if self._entries:
            connection.execute(insert(table_of(SearchEntry)), self._entries)
            self._bodies.sort(
                key=lambda body: body["id"]
            )  # in another order each would be a part of the index by itself
            connection.execute(text("INSERT INTO search_text(rowid, body) VALUES (:id, :body)"), self._bodies)

    def _forget(self, row: Journalled, found: Name | Body) -> None:
        if isinstance(found, Name):
            self._forget_name(row.id)
            return
        here = (SearchEntry.source_table == row.__tablename__, SearchEntry.source_id == row.id)
        for number in self._session.scalars(select(SearchEntry.id).where(*here)).all():
            self._session.execute(text("DELETE FROM search_text WHERE rowid = :id"), {"id": number})
            self._session.execute(delete(SearchEntry).where(SearchEntry.id == number))

    def _forget_name(self, row_id: str) -> None:
        """Take a name out, and its words that no other name has."""
        connection = self._session.connection()
        words = connection.scalars(select(_USE.c.word).where(_USE.c.row_id == row_id)).all()
        connection.execute(delete(_NAME).where(_NAME.c.row_id == row_id))
        connection.execute(delete(_USE).where(_USE.c.row_id == row_id))
        unused = ~exists().where(_USE.c.word == _WORD.c.word)
        connection.execute(delete(_WORD).where(_WORD.c.word.in_(words), unused))

    def _add_name(self, row: Journalled, found: Name) -> None:
        words = {one.word for one in name_words(found.shown)}
        if not words:
            return
        self._names.append(
            {
                "row_id": row.id,
                "kind": found.kind,
                "space_id": row.space_id,
                "case_id": self._case_of(row.space_id),
                "shown": found.shown,
            }
        )
        self._uses += ({"word": word, "row_id": row.id} for word in sorted(words))
        self._words.update((word, {"word": word, "sound": sound_of(word), "turned": word[::-1]}) for word in words)

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
                "confided": found.confided,
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
            first, past = OLDEST - (day << RANK_BITS), OLDEST - ((day + 1) << RANK_BITS)
            lowest = select(func.min(SearchEntry.id)).where(SearchEntry.id <= first, SearchEntry.id > past)
            self._next[day] = (self._session.scalar(lowest) or first) - 1
        number = self._next[day]
        self._next[day] = number - 1
        return number


def _ordinal(on_day: str | None) -> int:
    """Return the number of a day, 0 when it is not known or, come from elsewhere, not written as a day."""
    try:
        return dt.date.fromisoformat(on_day).toordinal() if on_day else 0
    except ValueError:
        return 0
