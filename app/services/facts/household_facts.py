"""From rows to the values of the rules: the household, its money, its measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import (
    arrears,
    budget,
    measures,
    plans,
    procedure,
)
from app.domain.days import Delay
from app.domain.instants import time_from_text
from app.domain.persons import Person, adults
from db.models.arrears import Arrears, ArrearsStep, Movement
from db.models.budget import Budget, BudgetCharge, BudgetDebt, BudgetResource
from db.models.committee import CommitteeItem
from db.models.household import Person as PersonRow
from db.models.measure import Measure, ReferentPeriod, Suspension
from resources.vocabulary import (
    ChargeType,
    CommitteeDecision,
    DebtType,
    DelayUnit,
    MeasureEnd,
    MovementKind,
    ProcedureStep,
    Relation,
    ResourceType,
    Scheme,
)

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.rules import Rules
    from app.services.case_rows import CaseRows


def delay(value: int | None, unit: str | None) -> Delay | None:
    """Return a delay written in an act or a clause."""
    if value is None or unit is None:
        return None
    return Delay.of(value, DelayUnit(unit))


def persons(rows: CaseRows) -> tuple[Person, ...]:
    """Return the household, in its order; refs are row ids."""
    return tuple(
        Person(row.id, row.birth_date, Relation(row.relation) if row.relation else None, person_name(row))
        for row in rows.all(PersonRow)
    )


def person_name(row: PersonRow) -> str:
    """Return how somebody is named: as they asked to be called, with the family name that a paper needs."""
    first, last = row.called or row.first_name, row.last_name or ""
    return first if last in first else f"{first} {last}"


def adult_ids(rows: CaseRows, day: dt.date, rules: Rules) -> tuple[str, ...]:
    """Return the ids of the adults of the household on a day."""
    return adults(persons(rows), day, rules)


def budget_of(rows: CaseRows, row: Budget | None) -> budget.Budget | None:
    """Return a budget in cents."""
    if row is None:
        return None
    resources = tuple(
        budget.Resource(ResourceType(one.type), one.monthly or (), one.current, one.person_id, one.proof)
        for one in rows.under(BudgetResource, "budget_id", row)
    )
    charges = tuple(
        budget.Charge(ChargeType(one.type), one.monthly, one.label)
        for one in rows.under(BudgetCharge, "budget_id", row)
    )
    debts = tuple(
        budget.Debt(one.creditor, DebtType(one.type) if one.type else None, one.balance, one.monthly)
        for one in rows.under(BudgetDebt, "budget_id", row)
    )
    return budget.Budget(row.on_day, resources, _housing(row), charges, debts)


def _housing(row: Budget) -> budget.Housing:
    return budget.Housing(
        rent=row.housing_rent or 0,
        charges=row.housing_charges or 0,
        housing_benefit=row.housing_housing_benefit or 0,
        rls=row.housing_rls or 0,
        energy_works=row.housing_energy_works or 0,
        annexes=row.housing_annexes or 0,
        paid_to_landlord=row.housing_paid_to_landlord,
    )


def account(rows: CaseRows, row: Arrears | None) -> arrears.RentAccount:
    """Return a rent account in cents."""
    return arrears.RentAccount(
        tuple(
            arrears.Movement(one.on_day, MovementKind(one.kind), one.debit or 0, one.credit or 0, one.label)
            for one in rows.under(Movement, "arrears_id", row)
        )
    )


def plan(row: Arrears | None) -> plans.Plan | None:
    """Return the repayment plan of a rent account."""
    if row is None or row.plan_from_day is None or row.plan_monthly is None:
        return None
    return plans.Plan(row.plan_from_day, row.plan_monthly, row.plan_ended_on)


def acts(rows: CaseRows, row: Arrears | None) -> tuple[procedure.Act, ...]:
    """Return the acts of the eviction procedure."""
    return tuple(
        procedure.Act(
            ProcedureStep(one.step),
            one.on_day,
            hearing_on=one.hearing_on,
            written_delay=delay(one.written_delay_value, one.written_delay_unit),
            ref=one.ref,
            place=one.place,
            hearing_at=time_from_text(one.hearing_at) if one.hearing_at else None,
        )
        for one in rows.under(ArrearsStep, "arrears_id", row)
    )


def measure(rows: CaseRows) -> measures.MeasureFacts:
    """Return the dated facts of the current measure; when its contract was signed is a matter of ``paper_facts``."""
    row = rows.current(Measure)
    decided = [
        item.held_on
        for item in rows.all(CommitteeItem)
        if item.decision == CommitteeDecision.ADMIT and item.held_on is not None
    ]
    if row is None:
        return measures.MeasureFacts(decided_on=max(decided, default=None))
    return measures.MeasureFacts(
        scheme=Scheme(row.scheme) if row.scheme else None,
        decided_on=max(decided, default=None),
        started_on=row.started_on,
        ended_on=row.ended_on,
        end_reason=MeasureEnd(row.end_reason) if row.end_reason else None,
        suspensions=tuple(
            measures.Period(one.from_day, one.to_day) for one in rows.under(Suspension, "measure_id", row)
        ),
        referents=tuple(
            measures.ReferentPeriod(one.from_day, one.to_day, one.worker_id)
            for one in rows.under(ReferentPeriod, "measure_id", row)
        ),
        referent=row.referent_id,
        renewal_count=row.renewal_count or 0,
        max_months=row.max_months,
    )
