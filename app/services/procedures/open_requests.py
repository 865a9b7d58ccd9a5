"""Requests still open, each with its half-day in words (decision 5)."""

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
from app.services.access import is_confided
from app.services.lists.deriving import is_sensitive
from app.services.lists.figures import labels_of
from app.words import N_, _, hour, week_day
from db.local import Space
from db.models.household import Person
from db.models.organisation import Organisation, Worker
from db.models.request import Request
from resources.labels import LABELS
from resources.vocabulary import Channel

if TYPE_CHECKING:
    from collections.abc import Collection

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
_NO_HALF_DAY = HalfDay(dt.date.max, afternoon=True)


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
        return said.format(noon=hour(self._hours.afternoon_from), day=week_day(due.day) if due is not None else "")


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
