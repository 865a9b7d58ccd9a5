"""The page of a case: who and where, what comes next, the thread, promises and money, in one reading session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.domain import agenda
from app.domain.cases import CaseState, case_state
from app.domain.days import age_on
from app.domain.measures import MeasureState, measure_state, referent_on
from app.domain.persons import adults, unspecified
from app.domain.rules import shipped_rules
from app.services.case.money_view import budget_view, rent_view
from app.services.case.promises_view import three_sides
from app.services.case.shared_view import shared_view
from app.services.case.thread import capital, hour_of, thread_of
from app.services.case_rows import rows_of
from app.services.contract.objective_view import objective_views
from app.services.contract.view import contract_view
from app.services.facts import case_facts, household_facts
from app.services.facts.deadline_sentences import sentence
from app.services.facts.measure_words import rhythm_words
from app.services.lists.cases import STATES
from app.services.papers.common import PaperContext
from app.services.troubles import told
from app.words import _, long_day
from db.local import CaseFigure
from db.models.around import Action
from db.models.contact import Appointment
from db.models.contract import Contract
from db.models.household import Household, Person
from db.models.lease import Dwelling, Lease
from resources.labels import LABELS
from resources.vocabulary import ContactKind, Recipient, Relation

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.measures import MeasureFacts
    from app.services.case.money_view import BudgetView, RentView
    from app.services.case.promises_view import Side
    from app.services.case.shared_view import SharedView
    from app.services.case.thread import ThreadItem
    from app.services.case_rows import CaseRows
    from app.services.contract.objective_view import ObjectiveView
    from db.vault import Vault

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the household, by the name they want to be called.

    Attributes:
        adult: Whether they sign and approve.
        unspecified: Whether it is still to be said if they are an adult or a child.
    """

    id: str
    first_name: str
    age: int | None
    relation_label: str
    adult: bool
    unspecified: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """Three lines: who and where; the measure in plain words; what comes next.

    Attributes:
        number: Number of the case.
        label: How the household is called.
        address: Where they live; empty when it is protected or unknown.
        protected: Whether the address is protected.
        members: In the household's order.
        state: Where the case stands.
        state_label: The same in words.
        measure: « Une visite par semaine », « En pause depuis le … »; empty without a measure.
        referent: Name of the referent.
        contract: Where the contract stands, in words.
        next_on: Next day something happens or falls due.
        next_words: What, in words.
    """

    number: str
    label: str
    address: str
    protected: bool
    members: tuple[Member, ...]
    state: CaseState
    state_label: str
    measure: str
    referent: str
    contract: str
    next_on: dt.date | None
    next_words: str


@dataclass(frozen=True, slots=True)
class ActionView:
    """Something to do; ``passed`` when its day is behind, said in words and never in red."""

    id: str
    what: str
    by: str
    by_id: str | None
    due_on: dt.date | None
    passed: bool


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """A part of the thread, newest first, and how many lines there are in all."""

    items: tuple[ThreadItem, ...]
    first: int
    total: int

    @property
    def more(self) -> bool:
        """Whether older lines are left."""
        return self.first + len(self.items) < self.total


@dataclass(frozen=True, slots=True)
class CaseView:
    """All the page of a case shows at first."""

    case_id: str
    header: Header
    thread: ThreadPage
    actions: tuple[ActionView, ...]
    objectives: tuple[ObjectiveView, ...]
    sides: tuple[Side, ...]
    rent: RentView | None
    budget: BudgetView | None


@dataclass(frozen=True, slots=True)
class ThreadView:
    """What the first tab of a case shows: the newest lines of its thread, and what stands beside it."""

    thread: ThreadPage
    actions: tuple[ActionView, ...]
    objectives: tuple[ObjectiveView, ...]
    rent: RentView | None


@dataclass(frozen=True, slots=True)
class Overviews:
    """Reads the pages of the cases of one vault; who opens one says it with ``Cases.note_read``."""

    vault: Vault

    def of(self, case_id: str, today: dt.date) -> CaseView:
        """Return the page of a case, with the first lines of its thread."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            objectives = objective_views(rows, rows.current(Contract), today)
            return CaseView(
                case_id,
                self._header(rows, today),
                _page(rows, today, 0, PAGE),
                _actions(rows, today),
                objectives,
                three_sides(rows, objectives),
                rent_view(rows, today),
                budget_view(rows),
            )

    def latest(self, case_id: str, today: dt.date) -> ThreadView:
        """Return the first lines of the thread and what stands beside them."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            objectives = objective_views(rows, rows.current(Contract), today)
            return ThreadView(_page(rows, today, 0, PAGE), _actions(rows, today), objectives, rent_view(rows, today))

    def thread(self, case_id: str, today: dt.date, first: int = 0, count: int = PAGE) -> ThreadPage:
        """Return lines of the thread from a place on."""
        with told(self.vault.folder), self.vault.read() as session:
            return _page(rows_of(session, case_id), today, first, count)

    def sides(self, case_id: str, today: dt.date) -> tuple[Side, ...]:
        """Return who does what: what each of the three promised, and did."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            return three_sides(rows, objective_views(rows, rows.current(Contract), today))

    def money(self, case_id: str, today: dt.date) -> tuple[RentView | None, BudgetView | None]:
        """Return the rent account and the budget, None where nothing is written yet."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            return rent_view(rows, today), budget_view(rows)

    def header(self, case_id: str, today: dt.date) -> Header:
        """Return the three lines of a case."""
        with told(self.vault.folder), self.vault.read() as session:
            return self._header(rows_of(session, case_id), today)

    def times_written(self, case_id: str) -> int:
        """Return how often a case was written in: what was read of its rows holds until it grows."""
        with told(self.vault.folder), self.vault.read() as session:
            return session.scalar(select(CaseFigure.touched).where(CaseFigure.case_id == case_id)) or 0

    def label(self, case_id: str) -> str:
        """Return how a household is called."""
        with told(self.vault.folder), self.vault.read() as session:
            return _label(rows_of(session, case_id))

    def members(self, case_id: str, today: dt.date) -> tuple[Member, ...]:
        """Return the people of a household."""
        with told(self.vault.folder), self.vault.read() as session:
            return _members(rows_of(session, case_id), today)

    def shared(self, case_id: str, person_id: str, today: dt.date) -> SharedView:
        """Return what the person present may see on the shared screen (F11, decision 8)."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            context = PaperContext(rows, Recipient.HOUSEHOLD, today, self.vault.context.worker_id)
            return shared_view(context, person_id)

    def _header(self, rows: CaseRows, today: dt.date) -> Header:
        rules = shipped_rules()
        facts = case_facts.case_facts(rows, rules, today)
        state = case_state(case_facts.history(rows, rules, today), rules, today)
        household = rows.one(Household)
        protected = bool(household.protected_address) if household is not None else False
        referent = rows.worker(referent_on(facts.measure, today) or facts.measure.referent)
        next_on, next_words = _next(rows, facts, today)
        return Header(
            number=rows.case_file.number,
            label=_label(rows),
            address="" if protected else _address(rows),
            protected=protected,
            members=_members(rows, today),
            state=state,
            state_label=_(STATES[state]),
            measure=_measure(rows, facts.measure, today),
            referent=referent.name if referent is not None else "",
            contract=self._contract(rows, today),
            next_on=next_on,
            next_words=next_words,
        )

    def _contract(self, rows: CaseRows, today: dt.date) -> str:
        row = rows.current(Contract)
        if row is None:
            return ""
        context = PaperContext(rows, Recipient.OPERATOR, today, self.vault.context.worker_id)
        view = contract_view(context, row)
        # who is missing stands in « Projet »: a mark at the top of every tab names nobody
        return _("signé par une partie") if view.missing_signatories else view.state_label


def _label(rows: CaseRows) -> str:
    household = rows.one(Household)
    called = household.label if household is not None else None
    return called or _("Dossier {number}").format(number=rows.case_file.number)


def _page(rows: CaseRows, today: dt.date, first: int, count: int) -> ThreadPage:
    found = thread_of(rows, today)
    return ThreadPage(tuple(found[first : first + count]), first, len(found))


def _members(rows: CaseRows, today: dt.date) -> tuple[Member, ...]:
    rules = shipped_rules()
    persons = household_facts.persons(rows)
    grown, unsaid = adults(persons, today, rules), unspecified(persons, today, rules)
    return tuple(
        Member(
            row.id,
            row.called or row.first_name,
            age_on(row.birth_date, today) if row.birth_date is not None else None,
            _(LABELS[Relation(row.relation)].text) if row.relation else "",
            row.id in grown,
            row.id in unsaid,
        )
        for row in rows.all(Person)
    )


def _address(rows: CaseRows) -> str:
    found = rows.under(Dwelling, "lease_id", rows.current(Lease))
    return (found[0].address if found else None) or ""


def _measure(rows: CaseRows, facts: MeasureFacts, today: dt.date) -> str:
    state = measure_state(facts, today)
    if state is MeasureState.SUSPENDED:
        since = max(one.starts_on for one in facts.suspensions if one.covers(today))
        return _("En pause depuis le {day}").format(day=long_day(since))
    if state is MeasureState.ENDED and facts.ended_on is not None:
        return _("Accompagnement terminé le {day}").format(day=long_day(facts.ended_on))
    return capital(rhythm_words(rows, today))


def _next(rows: CaseRows, facts: agenda.CaseFacts, today: dt.date) -> tuple[dt.date | None, str]:
    """Return the next day that matters, an appointment before what merely falls due that day."""
    found = [
        (one.due_on, 1, sentence(one))
        for one in agenda.still_open(agenda.case_deadlines(facts, shipped_rules(), today))
    ]
    found += [
        (one.on_day, 0, _appointment(one))
        for one in rows.all(Appointment)
        if one.on_day >= today and one.outcome is None
    ]
    on, _rank, words = min(found, default=(None, 0, ""))
    return on, words


def _appointment(row: Appointment) -> str:
    kind = capital(_(LABELS[ContactKind(row.kind)].text) if row.kind else _("rendez-vous"))
    at = hour_of(row.at_time)
    return _("{kind} à {at}").format(kind=kind, at=at) if at else kind


def _actions(rows: CaseRows, today: dt.date) -> tuple[ActionView, ...]:
    found = [
        ActionView(
            row.id,
            row.what,
            _who(rows, row.by_id),
            row.by_id,
            row.due_on,
            row.due_on is not None and row.due_on < today,
        )
        for row in rows.all(Action)
        if row.done_on is None
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on is None, one.due_on or today)))


def _who(rows: CaseRows, someone_id: str | None) -> str:
    person = rows.by_id(Person, someone_id)
    if person is not None:
        return person.called or person.first_name
    worker = rows.worker(someone_id)
    return worker.name if worker is not None else ""
