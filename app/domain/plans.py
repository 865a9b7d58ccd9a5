"""A repayment plan: its instalments, the next one, those not kept, and the current rent term by term.

Whether the full current rent is resumed before the hearing decides what a judge may grant (loi 89-462 art. 24 V).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.days import add_months, months_between
from app.domain.housing_benefit import missing_benefits
from resources.vocabulary import MovementKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.arrears import RentAccount
    from app.domain.budget import Housing

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What was agreed: so much a month from a day on, in cents."""

    starts_on: dt.date
    monthly: int
    ended_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of a plan; ranks begin at 1."""

    rank: int
    due_on: dt.date
    amount: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """All instalments of a plan; each falls on the day of the month of the first.

    Attributes:
        starts_on: Day of the first.
        monthly: Amount of each but the last, in cents.
        debt: What is repaid, in cents.
    """

    starts_on: dt.date
    monthly: int
    debt: int

    @property
    def count(self) -> int:
        """How many; the last may be smaller. Counted in whole cents: a division of decimals would drop one."""
        return -(-self.debt // self.monthly)

    @property
    def last_amount(self) -> int:
        """Amount of the last one, in cents."""
        return self.debt - (self.count - 1) * self.monthly

    @property
    def last_on(self) -> dt.date:
        """Day of the last one."""
        return add_months(self.starts_on, self.count - 1)

    def instalment(self, rank: int) -> Instalment:
        """Give the instalment of a rank between 1 and ``count``."""
        amount = self.last_amount if rank == self.count else self.monthly
        return Instalment(rank, add_months(self.starts_on, rank - 1), amount)

    def next_from(self, day: dt.date) -> Instalment | None:
        """Give the first instalment due on a day or after it, or nothing when the last one is past."""
        past = months_between(self.starts_on, day - _ONE_DAY) + 1
        rank = max(1, past + 1)
        return self.instalment(rank) if rank <= self.count else None


def plan_schedule(account: RentAccount, plan: Plan, day: dt.date) -> Schedule | None:
    """Spread the debt over a plan.

    The debt is the balance at the end of ``day``, or of the eve of the first instalment once that day is past.

    Returns:
        ``None`` when nothing is owed, when the plan has no amount, or when it would outlast the calendar.
    """
    debt = account.balance_on(min(day, plan.starts_on - _ONE_DAY))
    if debt <= 0 or plan.monthly <= 0:
        return None
    schedule = Schedule(plan.starts_on, plan.monthly, debt)
    try:
        add_months(schedule.starts_on, schedule.count)
    except OverflowError:
        return None
    return schedule


def next_instalment(account: RentAccount, plan: Plan, day: dt.date) -> tuple[Schedule, Instalment] | None:
    """Give the next instalment of a plan that runs, with the schedule it belongs to."""
    if plan.ended_on is not None and plan.ended_on <= day:
        return None
    schedule = plan_schedule(account, plan, day)
    following = schedule.next_from(day) if schedule is not None else None
    return None if schedule is None or following is None else (schedule, following)


@dataclass(frozen=True, slots=True)
class Breach:
    """An instalment not kept and how much was short at the end of its month, in cents."""

    instalment: Instalment
    short: int


def plan_breaches(account: RentAccount, plan: Plan, housing: Housing | None, day: dt.date) -> tuple[Breach, ...]:
    """List the instalments whose month is over without the account having come down as agreed.

    A benefit that did not come and costs the landlord added are not held against the household.

    Args:
        account: Lines after ``day`` are left out.
        plan: The plan.
        housing: Housing of the latest budget, to know which benefit was expected.
        day: Day asked.
    """
    schedule = plan_schedule(account, plan, day)
    if schedule is None:
        return ()
    return tuple(
        Breach(instalment, short)
        for instalment, closed_on in _closed_months(schedule, min(day, plan.ended_on or day))
        if (short := _short(account, schedule, housing, instalment.rank, closed_on)) > 0
    )


def _closed_months(schedule: Schedule, day: dt.date) -> Iterator[tuple[Instalment, dt.date]]:
    for rank in range(1, schedule.count + 1):
        closed_on = add_months(schedule.starts_on, rank) - _ONE_DAY
        if closed_on >= day:
            return
        yield schedule.instalment(rank), closed_on


def _short(account: RentAccount, schedule: Schedule, housing: Housing | None, rank: int, closed_on: dt.date) -> int:
    agreed = max(0, schedule.debt - rank * schedule.monthly)
    costs = sum(
        line.debit - line.credit
        for line in account.of_kind(MovementKind.COST)
        if schedule.starts_on <= line.on <= closed_on
    )
    benefit = sum(
        gap.amount for gap in missing_benefits(account, housing, closed_on) if gap.term_on >= schedule.starts_on
    )
    return account.balance_on(closed_on) - agreed - costs - benefit


@dataclass(frozen=True, slots=True)
class CurrentRent:
    """A term and what was received for it before the next one, in cents.

    Attributes:
        term_on: Day of the term.
        due: Rent and charges called.
        benefit: Housing benefit received.
        paid: What the household and aids paid.
        expected_benefit: Benefit that should have come and did not.
    """

    term_on: dt.date
    due: int
    benefit: int
    paid: int
    expected_benefit: int

    @property
    def in_full(self) -> bool:
        """Whether the whole term was covered, whoever paid."""
        return self.benefit + self.paid >= self.due

    @property
    def household_share(self) -> bool:
        """Whether the household paid its own share, the benefit having come or not."""
        return self.benefit + self.paid + self.expected_benefit >= self.due


def current_rent(account: RentAccount, housing: Housing | None, day: dt.date) -> tuple[CurrentRent, ...]:
    """Give each term with what came between it and the next; payments are counted on their day, never moved back."""
    known = account.until(day)
    gaps = {gap.term_on: gap.amount for gap in missing_benefits(known, housing, day)}
    days = sorted({term.on for term in known.of_kind(MovementKind.TERM)})
    ends = [*(following - _ONE_DAY for following in days[1:]), day]
    return tuple(_one_term(known, start, end, gaps.get(start, 0)) for start, end in zip(days, ends, strict=False))


def _one_term(account: RentAccount, start: dt.date, end: dt.date, expected: int) -> CurrentRent:
    def total(*kinds: MovementKind) -> int:
        return sum(
            line.credit - line.debit for kind in kinds for line in account.of_kind(kind) if start <= line.on <= end
        )

    paid = total(MovementKind.PAYMENT, MovementKind.AID)
    return CurrentRent(start, -total(MovementKind.TERM), total(MovementKind.HOUSING_BENEFIT), paid, expected)


def resumed_since(account: RentAccount, housing: Housing | None, day: dt.date) -> dt.date | None:
    """Give the first of the unbroken last terms whose share the household paid; nothing when the last is unpaid."""
    since: dt.date | None = None
    for term in current_rent(account, housing, day):
        since = (since or term.term_on) if term.household_share else None
    return since
