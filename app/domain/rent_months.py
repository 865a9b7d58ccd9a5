"""« Le loyer est-il passé ? »: the months of rent still to be told, and what is expected of each (practice D-16).

A month is told by the line of its term; what came for it by the payments and the benefit of that month. What is
expected is what the account bore last, else what the lease, then the budget, say.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.housing_benefit import usual_benefit
from resources.vocabulary import MovementKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.agenda import Tenancy
    from app.domain.arrears import Movement, RentAccount

LOOKED_BACK = 6
"""Months in which a term that lacks is asked for: an older one is a matter for the landlord's statement."""
_YEAR = 12


@dataclass(frozen=True, slots=True)
class RentMonth:
    """A month of rent, in cents.

    Attributes:
        term_on: The day of its term.
        told: Whether the account bears its term.
        due: Its term, or what is expected of it.
        benefit: Housing benefit still expected on it.
        paid: What the household paid that month.
        left: What the household has left to pay of it, once the benefit has come.
    """

    term_on: dt.date
    told: bool
    due: int
    benefit: int
    paid: int
    left: int


def rent_months(home: Tenancy, day: dt.date) -> tuple[RentMonth, ...]:
    """Return the months whose term came and is not on the account, the oldest first, then the current one if told.

    Args:
        home: Lease, account and budget.
        day: Lines and terms after it are left out.
    """
    account = home.account.until(day)
    due = _expected(home, account)
    if not due:
        return ()
    benefit = usual_benefit(account, home.housing)
    found = (_month(account, term_on, due, benefit) for term_on in _terms(account, day))
    return tuple(one for one in found if not one.told or _number(one.term_on) == _number(day))


def _expected(home: Tenancy, account: RentAccount) -> int:
    terms = account.of_kind(MovementKind.TERM)
    if terms:
        return terms[-1].debit
    if home.rent is not None:
        return home.rent + (home.charges or 0)
    return home.housing.gross if home.housing is not None else 0


def _terms(account: RentAccount, day: dt.date) -> Iterator[dt.date]:
    """Return the day of the term of each month looked at, that of the account where it bears one."""
    known = {_number(one.on): one.on for one in reversed(account.of_kind(MovementKind.TERM))}
    rank = known[max(known)].day if known else 1
    first = max(min(known), _number(day) - LOOKED_BACK + 1) if known else _number(day)
    for number in range(first, _number(day) + 1):
        year, month = number // _YEAR, number % _YEAR + 1
        term_on = known.get(number) or dt.date(year, month, min(rank, monthrange(year, month)[1]))
        if term_on <= day:
            yield term_on


def _number(day: dt.date) -> int:
    return day.year * _YEAR + day.month - 1


def _month(account: RentAccount, term_on: dt.date, expected: int, usual: int) -> RentMonth:
    lines = [one for one in account.movements if _number(one.on) == _number(term_on)]
    terms = [one.debit - one.credit for one in lines if one.kind is MovementKind.TERM]
    came, paid = _came(lines, MovementKind.HOUSING_BENEFIT), _came(lines, MovementKind.PAYMENT)
    due = sum(terms) if terms else expected
    benefit = min(usual, due) if came <= 0 else 0
    return RentMonth(term_on, bool(terms), due, benefit, paid, max(0, due - came - benefit - paid))


def _came(lines: list[Movement], kind: MovementKind) -> int:
    return sum(one.credit - one.debit for one in lines if one.kind is kind)
