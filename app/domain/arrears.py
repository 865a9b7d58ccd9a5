"""The rent account: balance, first default, arrears constituted under the rule of the day.

Sources: domain B.8 corrected by law 1, choices of review D3.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from app.domain.days import Delay, after
from resources.vocabulary import MovementKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from app.domain.budget import Housing
    from app.domain.rules import Rule, Rules

_RULE = "arrears_constituted"
_RULE_AFTER_DEFAULT = "arrears_constituted_after_default"
_RULE_REPORT = "arrears_report_to_payer"


@dataclass(frozen=True, slots=True)
class Movement:
    """One dated line of a rent account, in cents: a debit or a credit."""

    on: dt.date
    kind: MovementKind
    debit: int = 0
    credit: int = 0
    label: str | None = None


@dataclass(frozen=True, slots=True)
class DayBalance:
    """What is owed at the end of a day on which something moved, in cents."""

    on: dt.date
    balance: int


@dataclass(frozen=True, slots=True)
class RentAccount:
    """A rent account, in any order of lines."""

    movements: tuple[Movement, ...] = ()

    def until(self, day: dt.date) -> RentAccount:
        """Give the account as it stood at the end of a day."""
        return RentAccount(tuple(movement for movement in self.movements if movement.on <= day))

    def of_kind(self, kind: MovementKind) -> tuple[Movement, ...]:
        """Give the lines of a kind, by day."""
        return tuple(sorted((line for line in self.movements if line.kind is kind), key=attrgetter("on")))

    def balance_on(self, day: dt.date) -> int:
        """Give what is owed at the end of a day, in cents; negative when the landlord owes."""
        return sum(line.debit - line.credit for line in self.movements if line.on <= day)

    def day_balances(self) -> Iterator[DayBalance]:
        """Give the balance at the end of each day on which something moved, in order."""
        balance = 0
        for day, lines in groupby(sorted(self.movements, key=attrgetter("on")), key=attrgetter("on")):
            balance += sum(line.debit - line.credit for line in lines)
            yield DayBalance(day, balance)

    def cleared_on(self, since: dt.date, until: dt.date) -> dt.date | None:
        """Give the first day of a period at whose end nothing was owed, among the days on which something moved."""
        points = (point for point in self.day_balances() if since <= point.on <= until)
        return next((point.on for point in points if point.balance <= 0), None)


@dataclass(frozen=True, slots=True)
class Reference:
    """The monthly amount arrears are measured with, in cents.

    Attributes:
        amount: Net of the benefit when it goes to the landlord, gross otherwise.
        benefit: Benefit expected on the account each month; 0 when it does not go to the landlord.
    """

    amount: int
    benefit: int = 0


def monthly_reference(rent: int | None, charges: int | None, housing: Housing | None) -> Reference | None:
    """Give the amount of review D3: rent and charges of the lease, less a benefit paid to the landlord.

    Args:
        rent: Rent of the lease in cents; without one, the budget's.
        charges: Charges of the lease in cents; without rent on the lease, the budget's.
        housing: Housing of the latest budget, or nothing.

    Returns:
        ``None`` when no rent is known.
    """
    if rent is None and housing is not None and housing.gross:
        rent, charges = housing.rent, housing.charges
    if rent is None:
        return None
    benefit = housing.housing_benefit if housing is not None and housing.paid_to_landlord else 0
    return Reference(rent + (charges or 0) - benefit, benefit)


@dataclass(frozen=True, slots=True)
class Constitution:
    """When arrears became constituted, and under which row of the rules table."""

    on: dt.date
    rule: Rule


def first_default(account: RentAccount, day: dt.date) -> dt.date | None:
    """Give the first term day after the last zero balance at whose end something was unpaid.

    Returns:
        ``None`` when nothing is owed, or when what is owed came from no term.
    """
    terms = {line.on for line in account.of_kind(MovementKind.TERM)}
    return next((point.on for point in _running(account, day) if point.on in terms), None)


def constitution(account: RentAccount, reference: Reference | None, rules: Rules, day: dt.date) -> Constitution | None:
    """Find when the arrears that run on a day were constituted (CCH R824-1, then R824-2 from 1 January 2027).

    The balance is that of the end of the day. Arrears stay constituted, under the rule of that day, until it is 0.

    Args:
        account: Lines after ``day`` are left out.
        reference: Monthly amount; without one, the rule in force until the end of 2026 cannot be checked.
        rules: Rules table.
        day: Day asked.
    """
    running = _running(account, day)
    if not running:
        return None
    default = first_default(account, day)
    for moment, balance in _moments(running, default, rules, day):
        rule = _rule_met(moment, balance, default, reference, rules)
        if rule is not None:
            return Constitution(moment, rule)
    return None


def report_due_on(constituted: Constitution, rules: Rules) -> tuple[dt.date, Rule] | None:
    """Give the day by which the landlord reports to the payer of the benefit (CCH R824-4), and its row.

    Returns:
        ``None`` where the delay is not known (arrears constituted from 2027 on): nothing is shown as law.
    """
    rule = rules.on(_RULE_REPORT, constituted.on)
    return None if rule.value is None else (after(constituted.on, Delay.of_rule(rule)), rule)


def _running(account: RentAccount, day: dt.date) -> tuple[DayBalance, ...]:
    run: list[DayBalance] = []
    for point in account.until(day).day_balances():
        if point.balance > 0:
            run.append(point)
        else:
            run.clear()
    return tuple(run)


def _moments(
    running: tuple[DayBalance, ...], default: dt.date | None, rules: Rules, day: dt.date
) -> Iterator[tuple[dt.date, int]]:
    """Give each day the answer may change: a line, a new rule, three months after the default."""
    first = running[0].on
    turning = {row.valid_from for row in rules.of(_RULE) if row.valid_from is not None}
    if default is not None:
        turning |= {after(default, Delay.of_rule(row)) for row in rules.of(_RULE_AFTER_DEFAULT)}
    days = sorted({point.on for point in running} | {moment for moment in turning if first <= moment <= day})
    for moment in days:
        yield moment, next(point.balance for point in reversed(running) if point.on <= moment)


def _rule_met(
    moment: dt.date, balance: int, default: dt.date | None, reference: Reference | None, rules: Rules
) -> Rule | None:
    rule = rules.on(_RULE, moment)
    if rule.unit == "cents_exceeded":
        if balance > rule.number:
            return rule
    elif reference is not None and balance >= rule.number * reference.amount:
        return rule
    waited = rules.find(_RULE_AFTER_DEFAULT, moment)
    if waited is None or default is None or moment < after(default, Delay.of_rule(waited)):
        return None
    return waited
