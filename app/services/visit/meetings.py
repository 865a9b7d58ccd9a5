"""What a meeting about to be noted or planned already knows: who, how, when next (practice 5-1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from app.domain.days import zone_from_text
from app.domain.instants import time_from_text
from app.domain.rules import shipped_rules
from app.domain.slots import Met, next_free
from app.services.facts.household_facts import person_name
from app.words import _, hour, long_day
from db.context import context_of
from db.models.contact import Appointment, Contact
from db.models.contract import Contract, Objective
from db.models.household import Person
from db.models.measure import IntensityPeriod, Measure
from resources.vocabulary import ContactKind, ContactOutcome

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from app.services.case_rows import CaseRows
    from db.models.organisation import Worker

LOOKED_BACK = 8
USUAL = frozenset(
    {
        ContactKind.HOME_VISIT,
        ContactKind.OFFICE,
        ContactKind.VIDEO,
        ContactKind.OUTSIDE,
        ContactKind.TRIPARTITE,
    }
)
"""Meetings that come back; going along to a court does not."""


def is_ours_to_move(kind: str | None) -> bool:
    """Tell whether an appointment is ours to move: one we only go along to (court, prefecture) is somebody else's."""
    return kind != ContactKind.ACCOMPANIMENT


@dataclass(frozen=True, slots=True)
class Slot:
    """When, how, where and with whom to meet.

    Attributes:
        on: The day.
        at: The hour, when it is known.
        minutes: How long.
        kind: How.
        place: Where, when it is not at home.
        people: Ids of persons and workers.
        appointment_id: When it is planned already.
    """

    on: dt.date
    at: dt.time | None = None
    minutes: int | None = None
    kind: ContactKind = ContactKind.HOME_VISIT
    place: str | None = None
    people: tuple[str, ...] = ()
    appointment_id: str | None = None

    @property
    def shown(self) -> str:
        """The day and the hour, in words."""
        if self.at is None:
            return long_day(self.on)
        return _("{day} à {hour}").format(day=long_day(self.on), hour=hour(self.at))


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who may be there: of the household, or a worker."""

    id: str
    name: str
    of_household: bool = True


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a note about to be written already knows.

    Attributes:
        case_id: The case.
        on: The day.
        at: The hour, when it is known.
        kind: How people meet.
        place: Where, when it was said.
        minutes: How long it was to last.
        present: Ids of those proposed as present: those planned, else those of last time.
        people: All those who may be there: the household, then whoever was there before.
        objectives: Id and words of each objective of the current contract.
        appointment_id: The appointment it comes from.
        planned: The next meeting planned already.
        proposed: The next meeting to propose, when none is planned.
    """

    case_id: str
    on: dt.date
    at: dt.time | None
    kind: ContactKind
    place: str | None
    minutes: int | None
    present: tuple[str, ...]
    people: tuple[Participant, ...]
    objectives: tuple[tuple[str, str], ...]
    appointment_id: str | None
    planned: Slot | None
    proposed: Slot | None


def _at(written: str | None) -> dt.time | None:
    return time_from_text(written) if written else None


def taken_from(session: Session, first: dt.date, but: str | None = None) -> list[Met]:
    """Return what the worker of this vault has planned from a day on, with every household but one."""
    own = context_of(session).worker_id
    query = select(Appointment).where(
        Appointment.on_day >= first,
        Appointment.outcome.is_(None),
        Appointment.archived_at.is_(None),
        or_(Appointment.worker_id.is_(None), Appointment.worker_id == own),
    )
    return [Met(one.on_day, _at(one.at_time), one.minutes) for one in session.scalars(query) if one.space_id != but]


def _usual(rows: CaseRows) -> list[Contact | Appointment]:
    """Return the meetings that come back: those held, and those planned and not called off; oldest first."""
    found: list[Contact | Appointment] = [
        one for one in rows.all(Contact) if one.kind in USUAL and one.outcome in {None, ContactOutcome.HELD}
    ]
    found += [one for one in rows.all(Appointment) if (one.kind is None or one.kind in USUAL) and one.outcome is None]
    return sorted(found, key=lambda one: (one.on_day, one.at_time or ""))[-LOOKED_BACK:]


def proposal(rows: CaseRows, today: dt.date) -> Slot:
    """Return the next meeting to propose: the usual day and hour, at the agreed rhythm."""
    usual, operator = _usual(rows), rows.operator()
    free = next_free(
        [Met(one.on_day, _at(one.at_time), one.minutes) for one in usual],
        _every_days(rows, today),
        today,
        zone_from_text(operator.holiday_zone if operator is not None else None),
        taken_from(rows.session, today, but=rows.space_id),
        shipped_rules(),
    )
    last = usual[-1] if usual else None
    return Slot(
        free.on,
        free.at,
        free.minutes,
        ContactKind(last.kind) if last is not None and last.kind else ContactKind.HOME_VISIT,
        last.place if last is not None else None,
        _household_of(rows, _present(last)),
    )


def _every_days(rows: CaseRows, today: dt.date) -> int | None:
    periods = rows.under(IntensityPeriod, "measure_id", rows.current(Measure))
    agreed = [one for one in periods if one.from_day <= today and one.visit_every_days]
    return max(agreed, key=lambda one: one.from_day).visit_every_days if agreed else None


def _present(row: Contact | Appointment | None) -> tuple[str, ...]:
    if row is None:
        return ()
    return (row.present_ids if hasattr(row, "present_ids") else row.with_ids) or ()


def _household_of(rows: CaseRows, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row.id for row in rows.all(Person) if row.id in ids)


def meeting_of(rows: CaseRows, on: dt.date, row: Appointment | None) -> Meeting:
    """Return what the note of a day, or of an appointment, already knows."""
    usual = _usual(rows)
    before = [one for one in usual if one.on_day <= on and (row is None or one.id != row.id)]
    last = before[-1] if before else None
    ahead = sorted(
        (one for one in rows.all(Appointment) if one.outcome is None and one.on_day > on), key=lambda one: one.on_day
    )
    present = (row.with_ids if row is not None else None) or _present(last)
    kind = (row.kind if row is not None else None) or (last.kind if last is not None else None)
    return Meeting(
        rows.case_id,
        on,
        _at(row.at_time) if row is not None else None,
        ContactKind(kind) if kind else ContactKind.HOME_VISIT,
        row.place if row is not None else None,
        row.minutes if row is not None else None,
        present,
        _people(rows),
        tuple(
            (one.id, one.household_words or one.expected_result or "")
            for one in rows.under(Objective, "contract_id", rows.current(Contract))
        ),
        row.id if row is not None else None,
        _slot(ahead[0]) if ahead else None,
        None if ahead else proposal(rows, on),
    )


def _slot(row: Appointment) -> Slot:
    kind = ContactKind(row.kind) if row.kind else ContactKind.HOME_VISIT
    return Slot(row.on_day, _at(row.at_time), row.minutes, kind, row.place, row.with_ids or (), row.id)


def _people(rows: CaseRows) -> tuple[Participant, ...]:
    """Return the household, then the workers who were at a meeting of this case, by when they last were."""
    household = [Participant(row.id, person_name(row)) for row in rows.all(Person)]
    known = {one.id for one in household}
    met = [one for contact in reversed(rows.all(Contact)) for one in contact.present_ids or ()]
    workers = [rows.worker(worker_id) for worker_id in dict.fromkeys(met) if worker_id not in known]
    return (
        *household,
        *(Participant(one.id, _worker_name(rows, one), of_household=False) for one in workers if one is not None),
    )


def _worker_name(rows: CaseRows, worker: Worker) -> str:
    organisation = rows.organisation(worker.organisation_id)
    return f"{worker.name} ({organisation.name})" if organisation is not None else worker.name
