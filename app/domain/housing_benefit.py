"""Housing benefit that should have come on the rent account and did not (« rappel à réclamer », practice 1.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from resources.vocabulary import MovementKind

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.arrears import RentAccount
    from app.domain.budget import Housing

_Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MissingBenefit:
    """A month whose term bears no benefit, and what is expected for it, in cents."""

    term_on: dt.date
    amount: int


def goes_to_landlord(account: RentAccount, housing: Housing | None) -> bool:
    """Tell whether the benefit goes to the landlord: as the budget says, else because the account bears some."""
    if housing is not None and housing.paid_to_landlord is not None:
        return housing.paid_to_landlord
    return bool(account.of_kind(MovementKind.HOUSING_BENEFIT))


def usual_benefit(account: RentAccount, housing: Housing | None) -> int:
    """Give the benefit a month usually bears, in cents; 0 when it does not go to the landlord.

    The least of the last three months that bore one, since a later one may catch up others; else the budget's.
    """
    if not goes_to_landlord(account, housing):
        return 0
    received = _by_month(account)
    if received:
        return min(received[month] for month in sorted(received)[-3:])
    return housing.housing_benefit if housing is not None else 0


def missing_benefits(account: RentAccount, housing: Housing | None, day: dt.date) -> tuple[MissingBenefit, ...]:
    """Give the months whose term bears no benefit although it goes to the landlord.

    The amount expected is that of the last month that bore one, else of the budget. A later month that bears at least
    one amount more than usual has caught up the oldest ones. Months before the very first benefit of the account are
    not missing: the right was not open.

    Args:
        account: Lines after ``day`` are left out.
        housing: Housing of the latest budget, or nothing.
        day: Day asked.
    """
    known = account.until(day)
    if not goes_to_landlord(known, housing):
        return ()
    terms = {(term.on.year, term.on.month): term.on for term in reversed(known.of_kind(MovementKind.TERM))}
    received = _by_month(known)
    usual = housing.housing_benefit if housing is not None else 0
    started = not received
    missing: list[MissingBenefit] = []
    for month in sorted(terms.keys() | received.keys()):
        if month in received:
            extra = received[month] - usual if started and missing else 0
            missing, caught_up = _catch_up(missing, extra)
            usual, started = received[month] - caught_up, True
        elif started and usual > 0:
            missing.append(MissingBenefit(terms[month], usual))
    return tuple(missing)


def _by_month(account: RentAccount) -> dict[_Month, int]:
    received: dict[_Month, int] = {}
    for line in account.of_kind(MovementKind.HOUSING_BENEFIT):
        month = (line.on.year, line.on.month)
        received[month] = received.get(month, 0) + line.credit - line.debit
    return {month: amount for month, amount in received.items() if amount > 0}


def _catch_up(missing: list[MissingBenefit], extra: int) -> tuple[list[MissingBenefit], int]:
    """Take from the oldest months what a later one brought beyond its own; a rise smaller than a month is a rise."""
    left, caught_up = list(missing), 0
    while left and extra >= left[0].amount:
        extra -= left[0].amount
        caught_up += left.pop(0).amount
    if caught_up and left and extra > 0:
        left[0] = replace(left[0], amount=left[0].amount - extra)
        caught_up += extra
    return left, caught_up
