"""Requests still open, each with its half-day in words (decision 5), and what is to be chased this week."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from app.domain.callbacks import CallBack, answer_by, call_back, settle_by
from app.domain.days import zone_from_text
from app.domain.instants import HalfDay, WorkingHours, instant_from_text
from app.domain.refusals import UnreadableValue
from app.domain.rules import shipped_rules
from app.services.lists.deriving import is_confided, is_sensitive
from app.services.lists.figures import labels_of
from app.words import N_, _
from db.local import Space
from db.models.aid import Procedure
from db.models.around import Letter
from db.models.household import Person
from db.models.organisation import Organisation, Worker
from db.models.request import Request
from resources.labels import LABELS
from resources.vocabulary import Channel, ProcedureStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy.orm import Session


ANSWER = {
    CallBack.AS_SOON_AS_POSSIBLE: N_("à rappeler dès que possible"),
    CallBack.THIS_MORNING: N_("à rappeler avant {noon}"),
    CallBack.THIS_AFTERNOON: N_("à rappeler cet après-midi"),
    CallBack.TOMORROW_MORNING: N_("à rappeler demain matin"),
    CallBack.TOMORROW_AFTERNOON: N_("à rappeler demain après-midi"),
    CallBack.LATER_MORNING: N_("à rappeler {day} matin"),
    CallBack.LATER_AFTERNOON: N_("à rappeler {day} après-midi"),
}
SETTLE = {
    CallBack.AS_SOON_AS_POSSIBLE: N_("répondu, reste à régler"),
    CallBack.THIS_MORNING: N_("répondu, à régler avant {noon}"),
    CallBack.THIS_AFTERNOON: N_("répondu, à régler cet après-midi"),
    CallBack.TOMORROW_MORNING: N_("répondu, à régler demain matin"),
    CallBack.TOMORROW_AFTERNOON: N_("répondu, à régler demain après-midi"),
    CallBack.LATER_MORNING: N_("répondu, à régler {day} matin"),
    CallBack.LATER_AFTERNOON: N_("répondu, à régler {day} après-midi"),
}
DAYS = (N_("lundi"), N_("mardi"), N_("mercredi"), N_("jeudi"), N_("vendredi"), N_("samedi"), N_("dimanche"))
_NO_HALF_DAY = HalfDay(dt.date.max, afternoon=True)
_ENDED = (ProcedureStatus.DONE.value, ProcedureStatus.REFUSED.value, ProcedureStatus.ABANDONED.value)
CONFIDED_PROCEDURE = N_("une démarche")
CONFIDED_LETTER = N_("un courrier")


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request that waits for an answer, or for what was promised.

    Attributes:
        id: Of the request.
        case_id: The case.
        case_label: How the household is called.
        who: Who asked, as they are called; None when it was not said.
        channel_label: How they asked, in words.
        requested_at: When, as written.
        text: What they ask; None when it was confided.
        is_answered: Whether somebody answered already.
        when: The half-day in words, « à rappeler avant 13 h ».
        due_on: The day of that half-day.
        is_guarded: Whether only the worker may read it.
    """

    id: str
    case_id: str
    case_label: str
    who: str | None
    channel_label: str
    requested_at: str
    text: str | None
    is_answered: bool
    when: str
    due_on: dt.date | None
    is_guarded: bool


@dataclass(frozen=True, slots=True)
class Chase:
    """A démarche or a letter to chase.

    Attributes:
        kind: ``procedure`` or ``letter``.
        id: Of the démarche or the letter.
        case_id: The case.
        case_label: How the household is called.
        chase_on: The day it is to be chased.
        whom: Whom to call: « CAF du Nord »; None when it was not said, or confided.
        what: What about; a general word when it was confided.
        neutral: The same where somebody else may read.
        since: When it was asked or sent.
        is_guarded: Whether it says something of health, justice, violence or origin, or was confided.
    """

    kind: str
    id: str
    case_id: str
    case_label: str
    chase_on: dt.date
    whom: str | None
    what: str
    neutral: str
    since: dt.date | None
    is_guarded: bool


def open_requests(session: Session, now: dt.datetime, worker_id: str) -> tuple[OpenRequest, ...]:
    """Return the requests of the worker's households that are not settled, the first half-day first.

    Args:
        session: A reading session.
        now: Local moment, aware.
        worker_id: Whose requests: those another took are theirs.
    """
    query = (
        select(Request, Space.case_id)
        .join(Space, Space.id == Request.space_id)
        .where(
            Request.settled_at.is_(None),
            Request.archived_at.is_(None),
            Space.case_id.is_not(None),
            or_(Request.worker_id.is_(None), Request.worker_id == worker_id),
        )
    )
    found = [(row, case_id) for row, case_id in session.execute(query) if case_id]
    labels = labels_of(session, {case_id for _row, case_id in found})
    names = _called(session, {row.person_id for row, _case_id in found if row.person_id})
    clock = _HalfDays(session, now, worker_id)
    ranked = []
    for row, case_id in found:
        due = clock.due(row)
        line = _request(row, case_id, labels.get(case_id, ""), names, clock.words(row, due))
        line = dataclasses.replace(line, due_on=due.day if due is not None else None)
        ranked.append((due or _NO_HALF_DAY, row.requested_at, row.id, line))
    return tuple(line for *_rank, line in sorted(ranked, key=itemgetter(0, 1, 2)))


class _HalfDays:
    """Says when a request is due, in the half-days of the worker's organisation."""

    def __init__(self, session: Session, now: dt.datetime, worker_id: str) -> None:
        worker = session.get(Worker, worker_id)
        own = session.get(Organisation, worker.organisation_id) if worker is not None else None
        self._rules = shipped_rules()
        self._now = now
        self._hours = WorkingHours.of_rules(self._rules, now.date(), zone_from_text(own.holiday_zone if own else None))

    def due(self, row: Request) -> HalfDay | None:
        """Return the half-day, None when the hour of the request does not read as one."""
        zone = self._now.tzinfo
        try:
            asked = instant_from_text(row.requested_at, zone)  # type: ignore[arg-type]
        except UnreadableValue:
            return None
        by = settle_by if row.first_response_at else answer_by
        return by(asked, self._hours, self._rules)

    def words(self, row: Request, due: HalfDay | None) -> str:
        """Return a half-day in words."""
        when = call_back(due, self._now, self._hours) if due is not None else CallBack.AS_SOON_AS_POSSIBLE
        said = _((SETTLE if row.first_response_at else ANSWER)[when])
        return said.format(
            noon=hour_of_day(self._hours.afternoon_from), day=_(DAYS[due.day.weekday()]) if due is not None else ""
        )


def hour_of_day(at: dt.time) -> str:
    """Return an hour as people say it: « 13 h », « 9 h 30 »."""
    return f"{at.hour}\u00a0h" if not at.minute else f"{at.hour}\u00a0h\u00a0{at.minute:02d}"


def _request(row: Request, case_id: str, label: str, names: dict[str, str], when: str) -> OpenRequest:
    confided = is_confided(row)
    return OpenRequest(
        id=row.id,
        case_id=case_id,
        case_label=label,
        who=None if confided else names.get(row.person_id or ""),
        channel_label=_(LABELS[Channel(row.channel)].text) if row.channel else "",
        requested_at=row.requested_at,
        text=None if confided else row.text,
        is_answered=bool(row.first_response_at),
        when=when,
        due_on=None,
        is_guarded=confided or is_sensitive(row),
    )


def _called(session: Session, ids: Collection[str]) -> dict[str, str]:
    query = select(Person.id, Person.first_name, Person.called).where(Person.id.in_(ids))
    return {row.id: row.called or row.first_name or "" for row in session.execute(query)}


def chases_until(session: Session, until: dt.date) -> tuple[Chase, ...]:
    """Return the démarches and letters of every household to chase by a day, those past included, by day."""
    procedures, letters = tuple(_procedures(session, until)), tuple(_letters(session, until))
    labels = labels_of(session, {case_id for _row, case_id in (*procedures, *letters)})
    chases = (
        *(_procedure(row, case_id, labels.get(case_id, "")) for row, case_id in procedures),
        *(_letter(row, case_id, labels.get(case_id, "")) for row, case_id in letters),
    )
    return tuple(sorted(chases, key=lambda one: (one.chase_on, one.case_label, one.id)))


def _procedures(session: Session, until: dt.date) -> Iterator[tuple[Procedure, str]]:
    query = (
        select(Procedure, Space.case_id)
        .join(Space, Space.id == Procedure.space_id)
        .where(
            Procedure.chase_on <= until,
            Procedure.archived_at.is_(None),
            or_(Procedure.status.is_(None), Procedure.status.not_in(_ENDED)),
        )
    )
    yield from ((row, case_id) for row, case_id in session.execute(query) if case_id)


def _letters(session: Session, until: dt.date) -> Iterator[tuple[Letter, str]]:
    query = (
        select(Letter, Space.case_id)
        .join(Space, Space.id == Letter.space_id)
        .where(Letter.chase_on <= until, Letter.archived_at.is_(None))
    )
    yield from ((row, case_id) for row, case_id in session.execute(query) if case_id)


def _procedure(row: Procedure, case_id: str, label: str) -> Chase:
    confided, sensitive = is_confided(row), is_sensitive(row, row.topic)
    what = _(CONFIDED_PROCEDURE) if confided or not row.what else row.what
    return Chase(
        kind="procedure",
        id=row.id,
        case_id=case_id,
        case_label=label,
        chase_on=row.chase_on or dt.date.min,
        whom=None if confided else row.body,
        what=what,
        neutral=_(CONFIDED_PROCEDURE) if sensitive or confided else what,
        since=row.on_day,
        is_guarded=confided or sensitive,
    )


def _letter(row: Letter, case_id: str, label: str) -> Chase:
    confided, sensitive = is_confided(row), is_sensitive(row)
    what = _(CONFIDED_LETTER) if confided or not row.subject else row.subject
    return Chase(
        kind="letter",
        id=row.id,
        case_id=case_id,
        case_label=label,
        chase_on=row.chase_on or dt.date.min,
        whom=None if confided else row.to_whom,
        what=what,
        neutral=_(CONFIDED_LETTER) if sensitive or confided else what,
        since=row.sent_on or row.on_day,
        is_guarded=confided or sensitive,
    )
