"""« Mes relances »: what waits for an answer or has a last day, of every household (practice 5-5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import or_, select

from app.services.access import is_confided
from app.services.lists.deriving import is_sensitive
from app.services.lists.figures import label_of
from app.words import N_, _
from db.local import CaseFigure, Space
from db.models.aid import Procedure
from db.models.around import Letter
from resources.labels import LABELS
from resources.vocabulary import ProcedureStatus, ProcedureTopic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

T = TypeVar("T", Procedure, Letter)
OVER = frozenset({ProcedureStatus.DONE, ProcedureStatus.REFUSED, ProcedureStatus.ABANDONED})
CONFIDED_PROCEDURE = N_("une démarche")
CONFIDED_LETTER = N_("un courrier")


@dataclass(frozen=True, slots=True)
class Chase:
    """A démarche or a letter that waits for an answer, whatever its household.

    Attributes:
        kind: ``procedure`` or ``letter``.
        id: Of the row.
        case_id: The case.
        case_label: How the household is called.
        topic_label: What it is about in one word of the list; empty for a letter, and for what was confided.
        what: What it is about; a general word when it was confided.
        neutral: The same where somebody else may read.
        whom: Whom to call: « CAF du Nord »; None when it was not said, or confided.
        status_label: Where it stands, in words; empty for a letter.
        since: When it was asked or sent.
        chase_on: When to ask again.
        due_on: The last day to do it, when there is one.
        is_due: Whether the day to act has come.
        is_guarded: Whether it says something of health, justice, violence or origin, or was confided.
    """

    kind: str
    id: str
    case_id: str
    case_label: str
    topic_label: str
    what: str
    neutral: str
    whom: str | None
    status_label: str
    since: dt.date | None
    chase_on: dt.date | None
    due_on: dt.date | None
    is_due: bool
    is_guarded: bool

    @property
    def day(self) -> dt.date:
        """The first day something is to be done."""
        return min((one for one in (self.chase_on, self.due_on) if one is not None), default=dt.date.max)


def waiting(session: Session, today: dt.date, chased_by: dt.date | None = None) -> tuple[Chase, ...]:
    """Return what waits for an answer or has a last day, of all households, soonest first.

    Args:
        session: A reading session.
        today: The day it is.
        chased_by: Only what is to be asked again by that day; all by default.
    """
    chases = (
        *(_of_procedure(row, case_id, label, today) for row, case_id, label in _procedures(session, chased_by)),
        *(_of_letter(row, case_id, label, today) for row, case_id, label in _letters(session, chased_by)),
    )
    return tuple(sorted(chases, key=lambda one: (one.day, one.case_label, one.id)))


def _procedures(session: Session, chased_by: dt.date | None) -> Iterator[tuple[Procedure, str, str]]:
    query = (
        select(Procedure, Space.case_id, CaseFigure.label, CaseFigure.number)
        .join(Space, Space.id == Procedure.space_id)
        .outerjoin(CaseFigure, CaseFigure.case_id == Space.case_id)
        .where(
            Procedure.archived_at.is_(None),
            or_(Procedure.chase_on.is_not(None), Procedure.due_on.is_not(None)),
            or_(Procedure.status.is_(None), Procedure.status.not_in([status.value for status in OVER])),
        )
    )
    if chased_by is not None:
        query = query.where(Procedure.chase_on <= chased_by)
    return _named(session, query)


def _letters(session: Session, chased_by: dt.date | None) -> Iterator[tuple[Letter, str, str]]:
    query = (
        select(Letter, Space.case_id, CaseFigure.label, CaseFigure.number)
        .join(Space, Space.id == Letter.space_id)
        .outerjoin(CaseFigure, CaseFigure.case_id == Space.case_id)
        .where(Letter.archived_at.is_(None), Letter.chase_on.is_not(None), Letter.acknowledged_on.is_(None))
    )
    if chased_by is not None:
        query = query.where(Letter.chase_on <= chased_by)
    return _named(session, query)


def _named(session: Session, query: Select[T, str | None, str | None, str]) -> Iterator[tuple[T, str, str]]:
    """Give each row, its case, and how its household is called; a case out of the lists has no name."""
    for row, case_id, label, number in session.execute(query):
        if case_id:
            yield row, case_id, label_of(label, number) if label or number else ""


def _of_procedure(row: Procedure, case_id: str, label: str, today: dt.date) -> Chase:
    confided, sensitive = is_confided(row), is_sensitive(row, row.topic)
    topic = "" if confided else _(LABELS[ProcedureTopic(row.topic)].text)
    what = _(CONFIDED_PROCEDURE) if confided else row.what or topic
    return Chase(
        kind="procedure",
        id=row.id,
        case_id=case_id,
        case_label=label,
        topic_label=topic,
        what=what,
        neutral=_(CONFIDED_PROCEDURE) if sensitive else what,
        whom=None if confided else row.body,
        status_label=_(LABELS[ProcedureStatus(row.status)].text) if row.status else "",
        since=row.on_day,
        chase_on=row.chase_on,
        due_on=row.due_on,
        is_due=any(day is not None and day <= today for day in (row.chase_on, row.due_on)),
        is_guarded=confided or sensitive,
    )


def _of_letter(row: Letter, case_id: str, label: str, today: dt.date) -> Chase:
    confided, sensitive = is_confided(row), is_sensitive(row)
    what = _(CONFIDED_LETTER) if confided or not row.subject else row.subject
    return Chase(
        kind="letter",
        id=row.id,
        case_id=case_id,
        case_label=label,
        topic_label="",
        what=what,
        neutral=_(CONFIDED_LETTER) if sensitive else what,
        whom=None if confided else row.to_whom,
        status_label="",
        since=row.sent_on or row.on_day,
        chase_on=row.chase_on,
        due_on=None,
        is_due=row.chase_on is not None and row.chase_on <= today,
        is_guarded=confided or sensitive,
    )
