"""Which months of rent are to be told, and what is expected of each: amounts counted by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.agenda import Tenancy
from app.domain.arrears import Movement, RentAccount
from app.domain.budget import Housing
from app.domain.rent_months import RentMonth, rent_months
from resources.vocabulary import MovementKind

TERM, BENEFIT, PAYMENT = MovementKind.TERM, MovementKind.HOUSING_BENEFIT, MovementKind.PAYMENT


def day(month: int, rank: int = 5) -> dt.date:
    return dt.date(2026, month, rank)


def term(month: int, cents: int = 47690, rank: int = 5) -> Movement:
    return Movement(day(month, rank), TERM, debit=cents)


def credit(month: int, kind: MovementKind, cents: int, rank: int = 5) -> Movement:
    return Movement(day(month, rank), kind, credit=cents)


def account(*lines: Movement, **rest) -> Tenancy:
    return Tenancy(account=RentAccount(lines), **rest)


SETTLED = (term(10), credit(10, BENEFIT, 21040), credit(10, PAYMENT, 26650))


def test_a_month_is_expected_from_its_term_on_with_what_the_month_before_bore():
    assert rent_months(account(*SETTLED), day(11, 4)) == ()
    assert rent_months(account(*SETTLED), day(11, 5)) == (
        RentMonth(day(11), told=False, due=47690, benefit=21040, paid=0, left=26650),
    )


def test_a_month_told_stays_in_sight_until_the_next_and_says_what_is_left_of_it():
    home = account(*SETTLED, term(11), credit(11, PAYMENT, 10000, rank=18))
    assert rent_months(home, day(11, 20)) == (
        RentMonth(day(11), told=True, due=47690, benefit=21040, paid=10000, left=16650),
    )
    assert [one.term_on for one in rent_months(home, day(12, 6))] == [day(12)]


def test_a_month_that_lacks_between_two_is_asked_for_and_one_older_than_half_a_year_is_not():
    home = account(term(3), term(6), term(9), term(10))
    assert [one.term_on.month for one in rent_months(home, day(10, 31))] == [5, 7, 8, 10]
    assert [one.told for one in rent_months(home, day(10, 31))] == [False, False, False, True]


def test_the_term_of_the_thirty_first_falls_on_the_last_day_of_a_shorter_month():
    home = account(term(10, rank=31))
    assert rent_months(home, day(11, 29)) == ()
    assert [one.term_on for one in rent_months(home, day(11, 30))] == [day(11, 30)]


def test_without_an_account_the_lease_then_the_budget_say_what_is_due():
    housing = Housing(rent=40000, charges=7690, housing_benefit=21040, paid_to_landlord=True)
    assert rent_months(Tenancy(), day(11, 20)) == ()
    (by_lease,) = rent_months(Tenancy(rent=41000, charges=5000, housing=housing), day(11, 20))
    assert (by_lease.term_on, by_lease.due, by_lease.benefit, by_lease.left) == (day(11, 1), 46000, 21040, 24960)
    (by_budget,) = rent_months(Tenancy(housing=housing), day(11, 20))
    assert by_budget.due == 47690


@pytest.mark.parametrize("paid_to_landlord", [False, None])
def test_a_benefit_the_household_receives_is_not_expected_on_the_account(paid_to_landlord):
    housing = Housing(rent=40000, charges=7690, housing_benefit=21040, paid_to_landlord=paid_to_landlord)
    (month,) = rent_months(Tenancy(housing=housing), day(11, 20))
    assert (month.benefit, month.left) == (0, 47690)


def test_a_month_that_caught_up_others_does_not_raise_what_is_expected_after():
    caught_up = (term(9), credit(9, BENEFIT, 21040), *SETTLED[:1], credit(10, BENEFIT, 63120))
    (month,) = rent_months(account(*caught_up), day(11, 5))
    assert month.benefit == 21040
