"""What of a row can be found, and keeping the index in step with the rows."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, event, func, select, text

from db.base import Journalled
from db.local import Space
from db.models.aid import Procedure
from db.models.around import Action, Letter, Partner
from db.models.case_file import CaseFile
from db.models.committee import CommitteeItem
from db.models.contact import Appointment, Contact, ContactPassage
from db.models.contract import Objective
from db.models.diagnosis import Diagnosis, DiagnosisPointEntry, Difficulty
from db.models.household import Household, Person
from db.models.lease import Dwelling
from db.models.request import Request
from db.search_tables import RANK_BITS, SearchEntry, SearchName
from resources.vocabulary import Confidentiality, DiagnosisPoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session, sessionmaker


@dataclass(frozen=True, slots=True)
class Name:
    """A household, a person, a case number; ``shown`` is what the result says."""

    kind: str
    shown: str


@dataclass(frozen=True, slots=True)
class Body:
    """A text that can be found, what it is, its day and the words of its confidentiality."""

    kind: str
    object_id: str
    on_day: str | None
    text: str
    levels: tuple[str, ...] = ()


def folded(written: str) -> str:
    """Return text without case nor accents, as the index compares it."""
    plain = unicodedata.normalize("NFKD", written.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(written: str) -> list[str]:
    """Return the folded words of a text: runs of letters and digits."""
    return "".join(letter if letter.isalnum() else " " for letter in folded(written)).split()


@singledispatch
def found_by(row: Journalled, session: Session) -> Name | Body | None:
    """Return what a row can be found by; most rows cannot."""
    return None


@found_by.register
def _household(row: Household, session: Session) -> Name:
    return Name("household", row.label or "")


@found_by.register
def _person(row: Person, session: Session) -> Name:
    called = f" ({row.called})" if row.called else ""
    born = f" {row.birth_name}" if row.birth_name and row.birth_name != row.last_name else ""
    return Name("person", f"{row.first_name or ''} {row.last_name or ''}{born}{called}".strip())


@found_by.register
def _case_file(row: CaseFile, session: Session) -> Name:
    return Name("case", row.number or "")


@found_by.register
def _passage(row: ContactPassage, session: Session) -> Body | None:
    contact = session.get(Contact, row.contact_id)
    if contact is None:
        return None
    return Body("note", contact.id, _day(contact.on_day), row.text or "", contact.confidentiality or ())


@found_by.register
def _request(row: Request, session: Session) -> Body:
    body = _joined(row.text, row.outcome, row.urgency)
    return Body("request", row.id, (row.requested_at or "")[:10] or None, body, row.confidentiality or ())


@found_by.register
def _procedure(row: Procedure, session: Session) -> Body:
    return Body("procedure", row.id, _day(row.on_day), _joined(row.body, row.what), row.confidentiality or ())


@found_by.register
def _partner(row: Partner, session: Session) -> Body:
    return Body("partner", row.id, _day(row.since), _joined(row.name, row.contact, row.kind), row.confidentiality or ())


@found_by.register
def _letter(row: Letter, session: Session) -> Body:
    return Body(
        "letter", row.id, _day(row.on_day), _joined(row.subject, row.to_whom, row.text), row.confidentiality or ()
    )


@found_by.register
def _action(row: Action, session: Session) -> Body:
    return Body("action", row.id, _day(row.due_on), row.what or "")


@found_by.register
def _appointment(row: Appointment, session: Session) -> Body:
    return Body("appointment", row.id, _day(row.on_day), row.place or "", row.confidentiality or ())


@found_by.register
def _objective(row: Objective, session: Session) -> Body:
    return Body("objective", row.id, _day(row.due_on), _joined(row.household_words, row.expected_result, row.means))


@found_by.register
def _committee(row: CommitteeItem, session: Session) -> Body:
    return Body("committee", row.id, _day(row.held_on), _joined(row.motive, row.reservations, row.place))


@found_by.register
def _dwelling(row: Dwelling, session: Session) -> Body:
    return Body("dwelling", row.id, None, row.address or "")


@found_by.register
def _diagnosis(row: Diagnosis, session: Session) -> Body:
    body = _joined(row.household_opinion, row.disagreements, row.operator_means)
    return Body("diagnosis", row.id, _last(row.interviews), body)


@found_by.register
def _difficulty(row: Difficulty, session: Session) -> Body:
    diagnosis = session.get(Diagnosis, row.diagnosis_id)
    on_day = _last(diagnosis.interviews) if diagnosis is not None else None
    return Body("diagnosis", row.diagnosis_id, on_day, _joined(row.what, row.cause, row.consequence))


@found_by.register
def _point(row: DiagnosisPointEntry, session: Session) -> Body:
    diagnosis = session.get(Diagnosis, row.diagnosis_id)
    on_day = _last(diagnosis.interviews) if diagnosis is not None else None
    levels = (Confidentiality.HEALTH.value,) if row.point == DiagnosisPoint.HEALTH_ISSUES else ()
    body = _joined(row.reported, row.observed, row.analysis, *(row.strengths or ()))
    return Body("diagnosis", row.diagnosis_id, on_day, body, levels)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _last(days: Iterable[str] | None) -> str | None:
    return max(days or (), default=None)


def _joined(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)


class Indexer:
    """Keeps the index of one writing session maker in step: rows seen at each flush, written once before the commit."""

    def __init__(self) -> None:
        self._changed: dict[tuple[str, str], Journalled] = {}

    def attach(self, sessions: sessionmaker[Session]) -> None:
        """Listen to the writing sessions."""
        event.listen(sessions, "after_flush", self._after_flush)
        event.listen(sessions, "before_commit", self._before_commit)
        event.listen(sessions, "after_soft_rollback", self._after_rollback)

    def _after_flush(self, session: Session, _context: Any) -> None:
        for row in (*session.new, *session.dirty):
            if isinstance(row, Journalled):
                self._changed[row.__tablename__, row.id] = row

    def _before_commit(self, session: Session) -> None:
        if session.in_nested_transaction():
            return
        changed, self._changed = list(self._changed.values()), {}
        index_rows(session, changed)

    def _after_rollback(self, _session: Session, _previous: Any) -> None:
        self._changed = {}


def index_rows(session: Session, rows: Iterable[Journalled]) -> None:
    """Bring the index up to these rows; what was archived is no longer found."""
    listed = list(rows)
    moved = [row for row in listed if isinstance(row, Contact)]
    if moved:
        ids = [row.id for row in moved]
        listed += session.scalars(select(ContactPassage).where(ContactPassage.contact_id.in_(ids)))
    writer = _IndexWriter(session)
    for row in {(row.__tablename__, row.id): row for row in listed}.values():
        writer.write(row)
    writer.finish()


def rebuild_index(session: Session) -> int:
    """Make the whole index again from the rows; returns how many lines it has."""
    for statement in (delete(SearchName), delete(SearchEntry), text("DELETE FROM search_text")):
        session.execute(statement)
    return sum(index_rows(session, rows) or len(rows) for rows in _batches(session))


def _batches(session: Session) -> Iterator[list[Journalled]]:
    for model in found_by.registry:
        if model is not object and model is not Journalled:
            yield list(session.scalars(select(model)))


class _IndexWriter:
    """Writes lines of the index; the ranks of a day are asked for once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._cases: dict[str, str | None] = {}
        self._next: dict[int, int] = {}
        self._names: list[dict[str, Any]] = []
        self._entries: list[dict[str, Any]] = []
        self._bodies: list[dict[str, Any]] = []

    def write(self, row: Journalled) -> None:
        found = found_by(row, self._session)
        if found is None:
            return
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
        day = dt.date.fromisoformat(on_day).toordinal() if on_day else 0
        if day not in self._next:
            first, past = day << RANK_BITS, (day + 1) << RANK_BITS
            highest = select(func.max(SearchEntry.id)).where(SearchEntry.id >= first, SearchEntry.id < past)
            self._next[day] = max(first, (self._session.scalar(highest) or first) + 1)
        number = self._next[day]
        self._next[day] = number + 1
        return number
