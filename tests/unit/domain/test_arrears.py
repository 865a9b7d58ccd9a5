from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.arrears import (
    Movement,
    Reference,
    RentAccount,
    constitution,
    first_default,
    monthly_reference,
    report_due_on,
)
from app.domain.budget import Housing
from app.domain.days import add_months
from app.domain.housing_benefit import missing_benefits
from app.domain.plans import Plan, current_rent, next_instalment, plan_breaches, plan_schedule, resumed_since
from app.domain.rules import shipped_rules
from resources.vocabulary import MovementKind

RULES = shipped_rules()
NET = Housing(rent=40000, charges=7690, housing_benefit=21040, paid_to_landlord=True)
SHARE = 26650


def day(text):
    return dt.date.fromisoformat(text)


def term(on, amount=47690):
    return Movement(day(on), MovementKind.TERM, debit=amount)


def benefit(on, amount=21040):
    return Movement(day(on), MovementKind.HOUSING_BENEFIT, credit=amount)


def paid(on, amount=SHARE):
    return Movement(day(on), MovementKind.PAYMENT, credit=amount)


def account(*lines):
    return RentAccount(lines)


def months(first, count, *, share=SHARE):
    """Terms with their benefit, and the household's share when it is paid."""
    starts = [add_months(day(first), n).isoformat() for n in range(count)]
    lines = [line for on in starts for line in (term(on), benefit(on))]
    return [*lines, *(paid(on, share) for on in starts)] if share else lines


def test_the_order_of_lines_within_a_day_does_not_matter():
    found = account(paid("2026-03-05"), term("2026-03-05"), benefit("2026-03-05"))
    assert first_default(found, day("2026-03-31")) is None
    assert [point.balance for point in found.day_balances()] == [0]


def test_the_reference_is_net_only_when_the_benefit_goes_to_the_landlord():
    assert monthly_reference(40000, 7690, NET) == Reference(SHARE, 21040)
    assert monthly_reference(40000, 7690, Housing(housing_benefit=21040)) == Reference(47690, 0)
    assert monthly_reference(40000, None, None) == Reference(40000, 0)
    assert monthly_reference(None, None, NET) == Reference(SHARE, 21040)
    assert monthly_reference(None, 100, None) is None


def test_arrears_are_constituted_at_exactly_twice_the_reference():
    found = account(*months("2026-04-05", 2, share=0))
    assert constitution(found, Reference(SHARE), RULES, day("2026-05-31")).on == day("2026-05-05")
    assert constitution(found, Reference(SHARE + 1), RULES, day("2026-05-31")) is None


def test_arrears_stay_constituted_when_part_is_paid_and_end_at_zero():
    lines = [*months("2026-04-05", 2, share=0), paid("2026-05-20", 40000)]
    assert constitution(account(*lines), Reference(SHARE), RULES, day("2026-06-01")).on == day("2026-05-05")
    cleared = account(*lines, paid("2026-05-25", 13300))
    assert cleared.balance_on(day("2026-05-25")) == 0
    assert constitution(cleared, Reference(SHARE), RULES, day("2026-06-01")) is None
    assert first_default(cleared, day("2026-06-01")) is None


def test_a_debt_begun_again_is_dated_after_the_last_zero_balance():
    lines = [*months("2026-01-05", 1, share=0), paid("2026-01-20"), *months("2026-02-05", 1, share=0)]
    assert first_default(account(*lines), day("2026-02-28")) == day("2026-02-05")


def test_costs_alone_are_no_default():
    cost = Movement(day("2026-02-05"), MovementKind.COST, debit=5000)
    assert first_default(account(cost), day("2026-02-28")) is None
    assert first_default(account(cost, term("2026-03-05")), day("2026-03-31")) == day("2026-03-05")


def test_three_months_after_the_default_constitute_arrears_whatever_the_amount_from_2027():
    found = account(term("2027-01-05"), paid("2027-01-05", 46690))
    assert constitution(found, Reference(47690), RULES, day("2027-04-04")) is None
    constituted = constitution(found, Reference(47690), RULES, day("2027-04-05"))
    assert (constituted.on, constituted.rule.id) == (day("2027-04-05"), "arrears_constituted_after_default")


def test_from_2027_the_amount_must_exceed_450_euros():
    exactly = account(term("2027-01-05", 45000))
    above = account(term("2027-01-05", 45001))
    assert constitution(exactly, None, RULES, day("2027-01-31")) is None
    assert constitution(above, None, RULES, day("2027-01-31")).on == day("2027-01-05")


def test_a_debt_that_runs_into_2027_is_constituted_on_new_year_s_day():
    found = account(term("2026-12-05", 50000))
    assert constitution(found, Reference(50000), RULES, day("2026-12-31")) is None
    assert constitution(found, Reference(50000), RULES, day("2027-02-01")).on == day("2027-01-01")


def test_an_old_small_debt_is_constituted_on_new_year_s_day_by_its_age():
    found = account(term("2026-08-05", 10000))
    constituted = constitution(found, Reference(50000), RULES, day("2027-02-01"))
    assert (constituted.on, constituted.rule.id) == (day("2027-01-01"), "arrears_constituted_after_default")


def test_arrears_constituted_in_2026_keep_the_rule_of_their_day():
    found = account(*months("2026-10-05", 6, share=0))
    constituted = constitution(found, Reference(SHARE), RULES, day("2027-03-31"))
    assert (constituted.on, constituted.rule.valid_to) == (day("2026-11-05"), day("2026-12-31"))
    assert report_due_on(constituted, RULES)[0] == day("2027-01-05")


def test_no_reporting_day_is_invented_for_2027():
    constituted = constitution(account(term("2027-01-05", 50000)), None, RULES, day("2027-01-31"))
    assert report_due_on(constituted, RULES) is None


AMOUNTS = st.integers(1, 60000)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
LINES = st.lists(
    st.one_of(
        st.builds(lambda on, cents: Movement(on, MovementKind.TERM, debit=cents), DAYS, AMOUNTS),
        st.builds(lambda on, cents: Movement(on, MovementKind.PAYMENT, credit=cents), DAYS, AMOUNTS),
    ),
    max_size=20,
)


@given(LINES, DAYS, st.randoms(use_true_random=False))
def test_balance_default_and_constitution_do_not_depend_on_the_order_of_lines(lines, on, random):
    shuffled = random.sample(lines, len(lines))
    one, other = RentAccount(tuple(lines)), RentAccount(tuple(shuffled))
    assert one.balance_on(on) == other.balance_on(on)
    assert first_default(one, on) == first_default(other, on)
    assert constitution(one, Reference(20000), RULES, on) == constitution(other, Reference(20000), RULES, on)


@given(LINES, DAYS)
def test_arrears_are_constituted_only_while_something_is_owed_and_never_before_the_default(lines, on):
    found = RentAccount(tuple(lines))
    constituted = constitution(found, Reference(20000), RULES, on)
    if found.balance_on(on) <= 0:
        assert constituted is None
    if constituted is not None:
        assert constituted.rule.holds_on(constituted.on)
        assert constituted.on <= on


@given(LINES, DAYS)
def test_the_past_does_not_change_with_later_lines(lines, on):
    found = RentAccount(tuple(lines))
    assert constitution(found, Reference(20000), RULES, on) == constitution(
        found.until(on), Reference(20000), RULES, on
    )


def test_a_month_whose_term_bears_no_benefit_is_missing_one():
    found = account(*months("2026-06-05", 2), term("2026-08-05"), paid("2026-08-05"))
    assert [(gap.term_on, gap.amount) for gap in missing_benefits(found, NET, day("2026-08-31"))] == [
        (day("2026-08-05"), 21040)
    ]


def test_nothing_is_missing_when_the_benefit_goes_to_the_household():
    found = account(*months("2026-06-05", 1), term("2026-07-05"))
    housing = Housing(rent=40000, housing_benefit=21040, paid_to_landlord=False)
    assert missing_benefits(found, housing, day("2026-08-31")) == ()


def test_nothing_is_missing_before_the_right_was_open():
    found = account(term("2026-05-05"), *months("2026-06-05", 2))
    assert missing_benefits(found, NET, day("2026-08-31")) == ()


def test_a_back_payment_catches_up_the_oldest_months():
    gap = [term("2026-07-05"), term("2026-08-05")]
    one = account(*months("2026-06-05", 1), *gap, *months("2026-09-05", 1), benefit("2026-09-20"))
    both = account(*months("2026-06-05", 1), *gap, *months("2026-09-05", 1), benefit("2026-09-20", 42080))
    assert [gap.term_on for gap in missing_benefits(one, NET, day("2026-09-30"))] == [day("2026-08-05")]
    assert missing_benefits(both, NET, day("2026-09-30")) == ()


def test_a_back_payment_that_covers_part_of_a_month_leaves_the_rest():
    gap = [term("2026-07-05"), term("2026-08-05")]
    lines = [*months("2026-06-05", 1), *gap, *months("2026-09-05", 1), benefit("2026-09-20", 31040)]
    missing = missing_benefits(account(*lines, term("2026-10-05")), NET, day("2026-10-31"))
    assert [gap.amount for gap in missing] == [11040, 21040]


def test_a_rise_of_the_benefit_is_no_back_payment():
    found = account(
        *months("2026-06-05", 1),
        term("2026-07-05"),
        term("2026-08-05"),
        benefit("2026-08-05", 22000),
        term("2026-09-05"),
    )
    assert [gap.amount for gap in missing_benefits(found, NET, day("2026-09-30"))] == [21040, 22000]


def test_without_any_benefit_on_the_account_the_budget_says_what_is_expected():
    assert [gap.amount for gap in missing_benefits(account(term("2026-06-05")), NET, day("2026-06-30"))] == [21040]
    assert missing_benefits(account(term("2026-06-05")), None, day("2026-06-30")) == ()


@given(st.integers(1, 500000), st.integers(100, 50000), st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31)))
def test_invariant_8_instalments_add_up_to_the_debt(debt, monthly, starts_on):
    eve = starts_on - dt.timedelta(days=1)
    found = RentAccount((Movement(eve, MovementKind.TERM, debit=debt),))
    schedule = plan_schedule(found, Plan(starts_on, monthly), eve)
    amounts = [schedule.instalment(rank).amount for rank in range(1, schedule.count + 1)]
    assert sum(amounts) == debt
    assert 0 < amounts[-1] <= monthly
    assert set(amounts[:-1]) <= {monthly}
    assert schedule.instalment(schedule.count).due_on == schedule.last_on


@given(st.integers(1, 40), st.dates(dt.date(2025, 1, 1), dt.date(2031, 12, 31)))
def test_the_next_instalment_is_the_first_not_before_the_day(count, on):
    plan = Plan(dt.date(2026, 1, 31), 1000)
    found = RentAccount((Movement(dt.date(2024, 1, 1), MovementKind.TERM, debit=1000 * count),))
    schedule = plan_schedule(found, plan, on)
    expected = next((one for n in range(count) if (one := schedule.instalment(n + 1)).due_on >= on), None)
    assert schedule.next_from(on) == expected


def test_a_plan_has_no_schedule_without_debt_or_amount_or_end():
    on = day("2026-11-20")
    owing = account(term("2026-11-05"))
    assert plan_schedule(account(), Plan(day("2026-12-05"), 6000), on) is None
    assert plan_schedule(owing, Plan(day("2026-12-05"), 0), on) is None
    huge = RentAccount((Movement(on, MovementKind.TERM, debit=99999999999),))
    assert plan_schedule(huge, Plan(day("2026-12-05"), 1), on) is None


def test_a_plan_that_ended_has_no_next_instalment():
    owing = account(term("2026-11-05"))
    assert next_instalment(owing, Plan(day("2026-12-05"), 6000), day("2026-11-20")) is not None
    ended = Plan(day("2026-12-05"), 6000, day("2026-11-15"))
    assert next_instalment(owing, ended, day("2026-11-20")) is None


OLD_DEBT = Movement(dt.date(2026, 1, 1), MovementKind.ADJUSTMENT, debit=60000)
PLAN = Plan(dt.date(2026, 3, 5), 6000)


def test_the_debt_of_a_plan_is_that_of_the_eve_of_its_first_instalment():
    lines = [OLD_DEBT, *months("2026-03-05", 2, share=SHARE + 6000)]
    schedule = plan_schedule(account(*lines), PLAN, day("2026-04-30"))
    assert (schedule.debt, schedule.count) == (60000, 10)


def test_a_plan_repaid_to_its_last_instalment_has_no_breach_and_no_debt_no_plan():
    short = Movement(dt.date(2026, 1, 1), MovementKind.ADJUSTMENT, debit=9000)
    lines = [short, *months("2026-03-05", 2, share=SHARE + 4500)]
    assert plan_breaches(account(*lines), PLAN, NET, day("2026-12-31"))[0].short == 1500
    assert plan_breaches(account(), PLAN, NET, day("2026-12-31")) == ()


def test_a_plan_kept_has_no_breach():
    lines = [OLD_DEBT, *months("2026-03-05", 3, share=SHARE + 6000)]
    assert plan_breaches(account(*lines), PLAN, NET, day("2026-06-04")) == ()


def test_an_instalment_not_paid_is_a_breach_once_its_month_is_over():
    lines = [OLD_DEBT, *months("2026-03-05", 1, share=SHARE + 6000), *months("2026-04-05", 1, share=SHARE)]
    assert plan_breaches(account(*lines), PLAN, NET, day("2026-05-04")) == ()
    breaches = plan_breaches(account(*lines), PLAN, NET, day("2026-05-05"))
    assert [(one.instalment.rank, one.short) for one in breaches] == [(2, 6000)]


def test_a_benefit_that_did_not_come_is_not_held_against_the_household():
    lines = [OLD_DEBT, *months("2026-02-05", 1), term("2026-03-05"), paid("2026-03-05", SHARE + 6000)]
    assert plan_breaches(account(*lines), PLAN, NET, day("2026-04-05")) == ()


def test_each_term_tells_the_whole_from_the_share_of_the_household():
    lines = [*months("2026-02-05", 1), term("2026-03-05"), paid("2026-03-10"), *months("2026-04-05", 1, share=100)]
    february, march, april = current_rent(account(*lines), NET, day("2026-04-30"))
    assert (february.in_full, february.household_share) == (True, True)
    assert (march.in_full, march.household_share, march.expected_benefit) == (False, True, 21040)
    assert (april.in_full, april.household_share) == (False, False)


def test_the_current_rent_is_resumed_from_the_first_of_the_last_paid_terms():
    lines = [*months("2026-02-05", 1, share=0), *months("2026-03-05", 2)]
    assert resumed_since(account(*lines), NET, day("2026-04-30")) == day("2026-03-05")
    assert resumed_since(account(*lines, term("2026-05-05")), NET, day("2026-05-05")) is None
    assert resumed_since(account(), NET, day("2026-05-05")) is None


@pytest.mark.parametrize("count", [1, 2])
def test_only_days_with_lines_can_clear_a_debt(count):
    found = account(*months("2026-04-05", count, share=0), paid("2026-06-01", SHARE * count))
    assert found.cleared_on(day("2026-05-01"), day("2026-05-31")) is None
    assert found.cleared_on(day("2026-05-01"), day("2026-06-30")) == day("2026-06-01")
