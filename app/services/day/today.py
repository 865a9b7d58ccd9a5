"""« Aujourd’hui »: the worker's day, seven lines at most, ranked by what is lost if nobody looks (decision 16)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from app.domain.deadlines import DeadlineState, state_on
from app.domain.harm import AheadKind, Harm
from app.domain.instants import time_zone
from app.services.case_rows import zone_of_worker
from app.services.day.clock_check import written_after
from app.services.day.visits import case_of_the_hour, prepared, unwritten_of, visits_of
from app.services.drafts import Drafts
from app.services.lists.figures import label_of
from app.services.procedures.chases import waiting
from app.services.procedures.open_requests import open_requests
from app.services.troubles import told
from app.words import ngettext
from db.local import CaseAhead, CaseFigure

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.day.visits import PreparedVisit, Visit
    from app.services.drafts import FoundDraft
    from app.services.procedures.chases import Chase
    from app.services.procedures.open_requests import OpenRequest
    from db.vault import Vault

MOST_LINES = 7
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayLine:
    """What a household's case asks to look at, one line a household.

    Attributes:
        case_id: The case.
        case_label: How the household is called.
        kind: ``DeadlineId`` or ``AheadKind``: what it is, and so which tab shows it.
        harm: What is lost if it is ignored; it orders, and is never shown as a mark or a colour.
        due_on: Nominal day.
        extended_to: Where the calendar moves it.
        state: Where it stands today.
        sentence: What the worker reads.
        neutral: What stands there when somebody else may read.
        is_fresh: False while the case was written in since, or was last read another day.
    """

    case_id: str
    case_label: str
    kind: str
    harm: Harm
    due_on: dt.date
    extended_to: dt.date | None
    state: DeadlineState
    sentence: str
    neutral: str
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class DayView:
    """The worker's day.

    Attributes:
        day: Which day.
        appointments: By hour.
        unwritten: Meetings of the last weeks nothing says the outcome of, newest first, five at most.
        unwritten_more: How many more of them there are.
        now_case_id: The household of the hour, from a quarter of an hour before its appointment to its end.
        lines: At most seven, the worst loss first.
        more: How many households have a line that is not shown.
        requests: Still open, the first half-day first.
        drafts: Found again, newest first.
        chases: What is to be chased by the end of the week, what is past included.
        last_written_on: The day of what was written last, when the computer's date is before it.
    """

    day: dt.date
    appointments: tuple[Visit, ...]
    unwritten: tuple[Visit, ...]
    unwritten_more: int
    now_case_id: str | None
    lines: tuple[DayLine, ...]
    more: int
    requests: tuple[OpenRequest, ...]
    drafts: tuple[FoundDraft, ...]
    chases: tuple[Chase, ...]
    last_written_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """Shows the days of the worker of one vault."""

    vault: Vault

    def view(self, day: dt.date) -> DayView:
        """Return a day; the household of the hour and the half-days are those of the clock."""
        worker = self.vault.context.worker_id
        with told(self.vault.folder), self.vault.read() as session:
            now = self.vault.context.clock.now().astimezone(time_zone(zone_of_worker(session, worker)))
            visits = visits_of(session, day, day, worker)
            unwritten, unwritten_more = unwritten_of(session, day, worker)
            lines, more = _lines(session, day, worker)
            requests = open_requests(session, now, worker)
            chases = waiting(session, day, chased_by=_end_of_week(day))
            last_written = written_after(session, now)
        return DayView(
            day=day,
            appointments=visits,
            unwritten=unwritten,
            unwritten_more=unwritten_more,
            now_case_id=case_of_the_hour(visits, now) if now.date() == day else None,
            lines=lines,
            more=more,
            requests=requests,
            drafts=Drafts(self.vault).all_found(),
            chases=chases,
            last_written_on=last_written.astimezone(now.tzinfo).date() if last_written is not None else None,
        )

    def prepare(self, day: dt.date) -> tuple[PreparedVisit, ...]:
        """Return the appointments of a day with what to bring and what to be careful of; those called off are out."""
        with told(self.vault.folder), self.vault.read() as session:
            visits = visits_of(session, day, day, self.vault.context.worker_id)
            return prepared(session, visits, day)


def _end_of_week(day: dt.date) -> dt.date:
    """Return the Sunday that ends the week; from Saturday on, the one after."""
    last = day + dt.timedelta(days=6 - day.weekday())
    return last if day.weekday() < _SATURDAY else last + dt.timedelta(days=7)


def _lines(session: Session, day: dt.date, worker_id: str) -> tuple[tuple[DayLine, ...], int]:
    """Return the first lines and how many households have one beside them; no promise nor pause hides any."""
    theirs = or_(CaseFigure.referent_id.is_(None), CaseFigure.referent_id == worker_id)
    followed = set(session.scalars(select(CaseFigure.case_id).where(theirs)))
    ranked = (
        select(CaseAhead.id, CaseAhead.case_id)
        .where(CaseAhead.harm < int(Harm.NONE), CaseAhead.shown_from <= day, CaseAhead.hidden_after >= day)
        .order_by(CaseAhead.harm, CaseAhead.due_on, CaseAhead.id)
    )
    worst: dict[str, int] = {}
    for ahead_id, case_id in session.execute(ranked):
        if case_id in followed:
            worst.setdefault(case_id, ahead_id)
    first = list(worst.values())[:MOST_LINES]
    shown = (
        select(CaseAhead, CaseFigure)
        .join(CaseFigure, CaseFigure.case_id == CaseAhead.case_id)
        .where(CaseAhead.id.in_(first))
        .order_by(CaseAhead.harm, CaseAhead.due_on, CaseAhead.id)
    )
    lines = tuple(_line(ahead, figure, day) for ahead, figure in session.execute(shown))
    return lines, len(worst) - len(lines)


def _line(ahead: CaseAhead, figure: CaseFigure, day: dt.date) -> DayLine:
    sentence, neutral = ahead.sentence, ahead.neutral
    if ahead.kind == AheadKind.MEETING:
        sentence = neutral = _since(figure.last_met_on, day)
    return DayLine(
        case_id=ahead.case_id,
        case_label=label_of(figure.label, figure.number),
        kind=ahead.kind,
        harm=Harm(ahead.harm),
        due_on=ahead.due_on,
        extended_to=ahead.extended_to,
        state=state_on(ahead.due_on, day),
        sentence=sentence,
        neutral=neutral,
        is_fresh=not figure.stale and figure.computed_on == day,
    )


def _since(met_on: dt.date | None, day: dt.date) -> str:
    days = (day - met_on).days if met_on is not None else 0
    return ngettext("Pas de rencontre depuis {count} jour.", "Pas de rencontre depuis {count} jours.", days).format(
        count=days
    )
