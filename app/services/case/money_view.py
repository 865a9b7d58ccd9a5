"""The rent account and the budget of a case as they are drawn: owed and planned, before and now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.budget import read_budget
from app.domain.housing_benefit import missing_benefits
from app.domain.plans import plan_schedule
from app.domain.rules import shipped_rules
from app.services.case.thread import capital
from app.services.facts import household_facts
from app.words import _
from db.models.arrears import Arrears, ArrearsStep
from db.models.budget import Budget
from resources.labels import LABELS
from resources.vocabulary import ProcedureStep

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.arrears import RentAccount
    from app.domain.budget import BudgetBlock, Figure
    from app.domain.plans import Plan
    from app.services.case_rows import CaseRows

MOST_DRAWN: Final = 120
"""Instalments drawn of a plan: ten years; beyond, the last one is said in words."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """A repayment plan that runs or will run, in cents."""

    starts_on: dt.date
    monthly: int
    count: int
    last_on: dt.date


@dataclass(frozen=True, slots=True)
class Mark:
    """An act of the procedure above the curve."""

    on: dt.date
    words: str
    object_id: str


@dataclass(frozen=True, slots=True)
class RentView:
    """A rent account, in cents.

    Attributes:
        owed: What is owed at the end of each day on which something moved, up to today; empty without an account.
        balance: What is owed today; negative when the landlord owes.
        planned: What would be owed after each instalment to come.
        plan: The plan.
        marks: Acts of the procedure, by day.
        missing_benefit: Housing benefit that should have come and did not.
        missing_terms: Terms it lacks.
    """

    owed: tuple[tuple[dt.date, int], ...]
    balance: int
    planned: tuple[tuple[dt.date, int], ...]
    plan: PlanView | None
    marks: tuple[Mark, ...]
    missing_benefit: int
    missing_terms: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class BudgetMonth:
    """One reading of a budget, in cents; ``None`` for what cannot be told."""

    name: str
    resources: int | None
    housing: int
    charges: int
    debts: int
    left: int | None

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """What goes out by kind: words and cents."""
        return ((_("Logement"), self.housing), (_("Autres charges"), self.charges), (_("Dettes"), self.debts))


@dataclass(frozen=True, slots=True)
class BudgetView:
    """A budget read twice: the mean of the last months, and the current one."""

    on: dt.date
    before: BudgetMonth
    now: BudgetMonth


def rent_view(rows: CaseRows, today: dt.date) -> RentView | None:
    """Return the rent account, or nothing where a case has none."""
    ledger = rows.current(Arrears)
    if ledger is None:
        return None
    account = household_facts.account(rows, ledger).until(today)
    budget = household_facts.budget_of(rows, rows.current(Budget))
    missing = missing_benefits(account, budget.housing if budget is not None else None, today)
    plan, planned = _plan(account, household_facts.plan(ledger), today)
    marks = [
        Mark(one.on_day, capital(_(LABELS[ProcedureStep(one.step)].text)), one.id)
        for one in rows.under(ArrearsStep, "arrears_id", ledger)
    ]
    return RentView(
        owed=tuple((point.on, point.balance) for point in account.day_balances()),
        balance=account.balance_on(today),
        planned=planned,
        plan=plan,
        marks=tuple(sorted(marks, key=lambda one: one.on)),
        missing_benefit=sum(one.amount for one in missing),
        missing_terms=tuple(one.term_on for one in missing),
    )


def _plan(
    account: RentAccount, agreed: Plan | None, today: dt.date
) -> tuple[PlanView | None, tuple[tuple[dt.date, int], ...]]:
    """Return the plan and what would be owed as it goes on; one that ended draws nothing."""
    schedule = plan_schedule(account, agreed, today) if agreed is not None else None
    if agreed is None or schedule is None or (agreed.ended_on is not None and agreed.ended_on <= today):
        return None, ()
    balance = account.balance_on(today)
    ahead = [one for rank in range(1, schedule.count + 1) if (one := schedule.instalment(rank)).due_on > today][
        :MOST_DRAWN
    ]
    planned = []
    for one in ahead:
        balance -= one.amount
        planned.append((one.due_on, max(0, balance)))
    return PlanView(agreed.starts_on, agreed.monthly, schedule.count, schedule.last_on), tuple(planned)


def budget_view(rows: CaseRows) -> BudgetView | None:
    """Return the current budget before and now, or nothing where a case has none."""
    found = household_facts.budget_of(rows, rows.current(Budget))
    if found is None:
        return None
    reading = read_budget(found, household_facts.persons(rows), shipped_rules())
    charges = sum(one.monthly for one in found.charges)
    debts = sum(one.monthly or 0 for one in found.debts)

    def month(name: str, block: BudgetBlock) -> BudgetMonth:
        resources, left = _cents(block.resources), _cents(block.residual_income_month)
        return BudgetMonth(name, resources, found.housing.net, charges, debts, left)

    return BudgetView(
        found.on, month(_("Moyenne de trois mois"), reading.average), month(_("Mois en cours"), reading.current)
    )


def _cents(figure: Figure) -> int | None:
    return int(figure.value * 100) if figure.value is not None else None
