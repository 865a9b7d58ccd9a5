"""What of each row can be found: one function a table; most tables have none."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING

from db.models.aid import Procedure
from db.models.around import Action, Letter, Partner
from db.models.case_file import CaseFile
from db.models.committee import CommitteeItem
from db.models.contact import Appointment, Contact, ContactPassage
from db.models.contract import Objective
from db.models.diagnosis import Diagnosis, DiagnosisPointEntry, Difficulty
from db.models.document import Document
from db.models.household import Household, Person
from db.models.lease import Dwelling
from db.models.request import Request
from resources.labels import LABELS
from resources.vocabulary import Confidentiality, DiagnosisPoint, DocumentKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from db.base import Journalled
    from db.models.contact import Confided


@dataclass(frozen=True, slots=True)
class Name:
    """A household, a person, a case number; ``shown`` is what the result says."""

    kind: str
    shown: str


@dataclass(frozen=True, slots=True)
class Body:
    """A text that can be found, what it is, its day, the words of its confidentiality, whether it was confided."""

    kind: str
    object_id: str
    on_day: str | None
    text: str
    levels: tuple[str, ...] = ()
    confided: bool = False


class _Folds(dict[int, str]):
    """What each letter becomes; each is worked out once.

    Attributes:
        odd: The letters met that do not become exactly one: with them, places in the folded text are not the text's.
    """

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[str] = set()

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFKD", letter.casefold())
        made = "".join(one for one in plain if not unicodedata.combining(one))
        if made and not any(one.isalnum() for one in made):
            made = letter  # points of suspension stay one sign
        self[code] = made
        if len(made) != 1:
            self.odd.add(letter)
        return made


_FOLDS = _Folds()


def folded(written: str) -> str:
    """Return text without case nor accents, as the index compares it."""
    return written.translate(_FOLDS)


def places_of(written: str) -> Sequence[int]:
    """Return where each letter of the folded text stands in the text; it must have been folded before."""
    if _FOLDS.odd.isdisjoint(written):
        return range(len(written))
    return [place for place, letter in enumerate(written) for _ in _FOLDS[ord(letter)]]


def words_of(written: str) -> list[str]:
    """Return the folded words of a text: runs of letters and digits."""
    return "".join(letter if letter.isalnum() else " " for letter in folded(written)).split()


@singledispatch
def found_by(row: Journalled, session: Session) -> Name | Body | None:
    """Return what a row can be found by; most rows cannot."""
    return None


@found_by.register(Household)
def _household(row: Household, session: Session) -> Name:
    return Name("household", row.label or "")


@found_by.register(Person)
def _person(row: Person, session: Session) -> Name:
    called = f" ({row.called})" if row.called else ""
    born = f" {row.birth_name}" if row.birth_name and row.birth_name != row.last_name else ""
    return Name("person", f"{row.first_name or ''} {row.last_name or ''}{born}{called}".strip())


@found_by.register(CaseFile)
def _case_file(row: CaseFile, session: Session) -> Name:
    return Name("case", row.number or "")


@found_by.register(ContactPassage)
def _passage(row: ContactPassage, session: Session) -> Body | None:
    contact = session.get(Contact, row.contact_id) if row.contact_id else None
    if contact is None:
        return None
    return Body("note", contact.id, _day(contact.on_day), row.text or "", *_kept(contact))


@found_by.register(Request)
def _request(row: Request, session: Session) -> Body:
    body = _joined(row.text, row.outcome, row.urgency)
    return Body("request", row.id, (row.requested_at or "")[:10] or None, body, *_kept(row))


@found_by.register(Procedure)
def _procedure(row: Procedure, session: Session) -> Body:
    return Body("procedure", row.id, _day(row.on_day), _joined(row.body, row.what), *_kept(row))


@found_by.register(Partner)
def _partner(row: Partner, session: Session) -> Body:
    return Body("partner", row.id, _day(row.since), _joined(row.name, row.contact, row.kind), *_kept(row))


@found_by.register(Letter)
def _letter(row: Letter, session: Session) -> Body:
    return Body("letter", row.id, _day(row.on_day), _joined(row.subject, row.to_whom, row.text), *_kept(row))


@found_by.register(Action)
def _action(row: Action, session: Session) -> Body:
    return Body("action", row.id, _day(row.due_on), row.what or "")


@found_by.register(Appointment)
def _appointment(row: Appointment, session: Session) -> Body:
    return Body("appointment", row.id, _day(row.on_day), row.place or "", *_kept(row))


@found_by.register(Objective)
def _objective(row: Objective, session: Session) -> Body:
    return Body("objective", row.id, _day(row.due_on), _joined(row.household_words, row.expected_result, row.means))


@found_by.register(CommitteeItem)
def _committee(row: CommitteeItem, session: Session) -> Body:
    return Body("committee", row.id, _day(row.held_on), _joined(row.motive, row.reservations, row.place))


@found_by.register(Dwelling)
def _dwelling(row: Dwelling, session: Session) -> Body:
    return Body("dwelling", row.id, None, row.address or "")


@found_by.register(Diagnosis)
def _diagnosis(row: Diagnosis, session: Session) -> Body:
    body = _joined(row.household_opinion, row.disagreements, row.operator_means)
    return Body("diagnosis", row.id, _last(row.interviews), body)


@found_by.register(Difficulty)
def _difficulty(row: Difficulty, session: Session) -> Body | None:
    diagnosis = session.get(Diagnosis, row.diagnosis_id) if row.diagnosis_id else None
    if diagnosis is None:  # a merge may bring a part before the whole
        return None
    on_day = _last(diagnosis.interviews)
    return Body("diagnosis", row.diagnosis_id, on_day, _joined(row.what, row.cause, row.consequence))


@found_by.register(DiagnosisPointEntry)
def _point(row: DiagnosisPointEntry, session: Session) -> Body | None:
    diagnosis = session.get(Diagnosis, row.diagnosis_id) if row.diagnosis_id else None
    if diagnosis is None:  # a merge may bring a part before the whole
        return None
    on_day = _last(diagnosis.interviews)
    levels = (Confidentiality.HEALTH.value,) if row.point == DiagnosisPoint.HEALTH_ISSUES else ()
    body = _joined(row.reported, row.observed, row.analysis, *(row.strengths or ()))
    return Body("diagnosis", row.diagnosis_id, on_day, body, levels)


@found_by.register(Document)
def _document(row: Document, session: Session) -> Body:
    kinds = [LABELS[DocumentKind(row.kind)].text] if row.kind in {kind.value for kind in DocumentKind} else []
    return Body("document", row.id, _day(row.made_on), _joined(*kinds, row.which, row.file_name))


def _kept(row: Confided) -> tuple[tuple[str, ...], bool]:
    """Return the words of a row's confidentiality, and whether somebody of the household must not know it."""
    return row.confidentiality or (), row.confided_by_id is not None or bool(row.hide_from_ids)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _last(days: Iterable[str] | None) -> str | None:
    return max(days or (), default=None)


def _joined(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)
