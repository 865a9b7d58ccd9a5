"""The list of cases: filtered, sorted and cut into pages by the database, shown from figures kept ready."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, func, not_, or_, select

from app.domain.cases import CaseState
from app.services.lists.cases import STATES
from app.services.lists.figures import LAZILY, figures_of, is_old
from app.services.troubles import told
from app.words import _
from db.local import CaseFigure
from db.search import named
from db.searchable import words_of
from resources.labels import PROGRAMMES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from app.services.lists.figures import Figure
    from db.vault import Vault

PAGE = 100
SOON = 30  # days


class Order(StrEnum):
    """How the list is sorted; what has no date comes last."""

    LABEL = "label"
    NUMBER = "number"
    NEXT = "next"
    LONGEST_NOT_MET = "longest_not_met"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What is asked of the list; nothing asked gives every case.

    Attributes:
        mine: Only those whose referent is the worker of this vault.
        due_within: Only those with a date at most so many days ahead, today's included.
        not_met_for: Only those nobody met for at least so many days, or ever.
        programme: Only those of one programme, as the cases write it.
        states: Only those in one of these states.
        words: Only those where each word begins a word of the household's name, a member's name or the number; after
            them those whose name is near: it sounds so, or one letter parts them.
    """

    mine: bool = False
    due_within: int | None = None
    not_met_for: int | None = None
    programme: str | None = None
    states: frozenset[CaseState] = frozenset()
    words: str = ""


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One line of the list.

    Attributes:
        case_id: The case.
        number: Its number.
        label: How the household is called.
        first_names: Of its members, as they are called.
        state: Where the case stands; None until it was computed once.
        state_label: The same in words; empty until then.
        referent: Name of who follows it.
        programme: Its public name (decision 10).
        next_on: Next day something happens or falls due.
        next_what: Its sentence.
        next_neutral: The same where somebody else may read.
        last_met_on: Last day the household and somebody of ours saw each other.
        is_fresh: False while the line is of another day or of before a write: shown, then read again.
        is_near: Whether its name is only near the words asked for.
    """

    case_id: str
    number: str
    label: str
    first_names: tuple[str, ...]
    state: CaseState | None
    state_label: str
    referent: str | None
    programme: str | None
    next_on: dt.date | None
    next_what: str | None
    next_neutral: str | None
    last_met_on: dt.date | None
    is_fresh: bool
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of the list.

    Attributes:
        lines: The lines asked for.
        total: How many cases answer the filter.
        old: How many figures of the vault are being made again; the page is to be read again when it comes to 0.
        near: How many of the total have a name that is only near the words asked for; they come last.
    """

    lines: tuple[ListedCase, ...]
    total: int
    old: int
    near: int = 0


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme to filter by: as the cases write it, and as it is shown."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Lists the cases of one vault."""

    vault: Vault

    def page(
        self,
        today: dt.date,
        wanted: CaseFilter = CaseFilter(),
        order: Order = Order.LABEL,
        first: int = 0,
        count: int = PAGE,
    ) -> CasePage:
        """Return a page of the list; a few lines that are not sure are derived at once, the others say so."""
        if wanted.words:
            self.vault.catch_up()
        with told(self.vault.folder), self.vault.read() as session:
            by_name = _named_by(session, wanted.words)
            is_near = CaseFigure.case_id.in_(by_name.near)
            last = (is_near,) if by_name.near else ()  # else the index of the order serves
            conditions = [*self._conditions(wanted, today), *by_name.conditions]
            ids = select(CaseFigure.case_id).where(*conditions).order_by(*last, *_ORDERS[order], CaseFigure.case_id)
            asked = and_(True, *conditions)  # noqa: FBT003 -- all of none
            counted = select(_how_many(asked), _how_many(is_old(today)), _how_many(and_(asked, is_near)))
            shown = session.scalars(ids.offset(first).limit(count)).all()
            figures = figures_of(session, shown, today, LAZILY)
            total, old, near = session.execute(counted).one()
        lines = (_listed(figure, is_near=figure.case_id in by_name.near) for figure in figures)
        return CasePage(tuple(lines), total, old, near)

    def is_empty(self) -> bool:
        """Tell whether there is no case at all, which counting them would say more slowly."""
        with told(self.vault.folder), self.vault.read() as session:
            return session.scalar(select(CaseFigure.case_id).limit(1)) is None

    def programmes(self) -> tuple[Programme, ...]:
        """Return the programmes of the cases there are, by the name that is shown."""
        query = select(CaseFigure.programme).where(CaseFigure.programme.is_not(None)).distinct()
        with told(self.vault.folder), self.vault.read() as session:
            names = [name for name in session.scalars(query) if name]
        found = (Programme(name, programme_label(name)) for name in names)
        return tuple(sorted(found, key=lambda one: one.label))

    def _conditions(self, wanted: CaseFilter, today: dt.date) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if wanted.mine:
            found.append(CaseFigure.referent_id == self.vault.context.worker_id)
        if wanted.due_within is not None:
            found.append(_due_within(wanted.due_within, today))
        if wanted.not_met_for is not None:
            limit = today - dt.timedelta(days=wanted.not_met_for)
            found.append(or_(CaseFigure.last_met_on.is_(None), CaseFigure.last_met_on <= limit))
        if wanted.programme is not None:
            found.append(CaseFigure.programme == wanted.programme)
        if wanted.states:
            found.append(CaseFigure.state.in_([state.value for state in wanted.states]))
        return found


@dataclass(frozen=True, slots=True)
class _Named:
    """What words typed ask of the list: nothing when none were; ``near``: ids of cases whose name is only near."""

    conditions: tuple[ColumnElement[bool], ...] = ()
    near: tuple[str, ...] = ()


def _named_by(session: Session, typed: str) -> _Named:
    words = words_of(typed)
    if not words:
        return _Named()
    hits = named(session, typed)
    sure = {hit.case_id for hit in hits if hit.case_id and not hit.is_near}
    begun = and_(*(CaseFigure.words.contains(f" {word}", autoescape=True) for word in words))
    written = or_(begun, CaseFigure.case_id.in_(sorted(sure))) if sure else begun
    others = sorted({hit.case_id for hit in hits if hit.case_id} - sure)
    if not others:
        return _Named((written,))
    query = select(CaseFigure.case_id).where(CaseFigure.case_id.in_(others), not_(written))
    near = tuple(session.scalars(query))
    return _Named((or_(written, CaseFigure.case_id.in_(near)),), near)


# NULLs come first in an index: « no date » is said last by a key of its own.
_ORDERS = {
    Order.LABEL: (CaseFigure.sort_key,),
    Order.NUMBER: (CaseFigure.number,),
    Order.NEXT: (CaseFigure.next_on.is_(None), CaseFigure.next_on, CaseFigure.sort_key),
    Order.LONGEST_NOT_MET: (CaseFigure.last_met_on.is_not(None), CaseFigure.last_met_on, CaseFigure.sort_key),
}


def _due_within(days: int, today: dt.date) -> ColumnElement[bool]:
    """Return the condition; an old figure whose next date has passed may hide the one after: it is kept."""
    known = CaseFigure.next_on.between(today, today + dt.timedelta(days=days))
    return or_(known, and_(is_old(today), or_(CaseFigure.next_on < today, CaseFigure.computed_on.is_(None))))


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def programme_label(name: str) -> str:
    """Return the public name of a programme: it says nothing of whom it is for (practice P-02)."""
    return _(PROGRAMMES[name].public) if name in PROGRAMMES else name


def _listed(figure: Figure, *, is_near: bool) -> ListedCase:
    state = CaseState(figure.state) if figure.state is not None else None
    return ListedCase(
        case_id=figure.case_id,
        number=figure.number,
        label=figure.label,
        first_names=figure.first_names,
        state=state,
        state_label=_(STATES[state]) if state is not None else "",
        referent=figure.referent,
        programme=programme_label(figure.programme) if figure.programme else None,
        next_on=figure.next_on,
        next_what=figure.next_what,
        next_neutral=figure.next_neutral,
        last_met_on=figure.last_met_on,
        is_fresh=figure.is_fresh,
        is_near=is_near,
    )
