"""Every value the exchange page states for the shipped example, on 20 November 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.agenda import case_deadlines
from app.domain.arrears import first_default
from app.domain.budget import read_budget
from app.domain.days import HolidayZone
from app.domain.deadlines import DeadlineState, Under
from app.domain.housing_benefit import missing_benefits
from app.domain.instants import WorkingHours
from app.domain.plans import next_instalment, plan_breaches, plan_schedule, resumed_since
from app.domain.requests import request_delays
from resources.vocabulary import DelayUnit
from tests.unit.domain import example
from tests.unit.domain.example import RULES, TODAY


@pytest.fixture(scope="module")
def case():
    return example.raw()


@pytest.fixture(scope="module")
def entries(case):
    return case_deadlines(example.facts(case), RULES, TODAY)


def _texts(block):
    return tuple(str(getattr(block, name).value) for name in block.__slots__)


def test_both_readings_of_the_budget_are_those_of_the_exchange_page(case):
    reading = read_budget(example.budget(case), example.persons(case), RULES)
    assert _texts(reading.average) == ("1128.52", "266.50", "0.2362", "0.4226", "444.54", "7.06", "2.1")
    assert _texts(reading.current) == ("1603.52", "266.50", "0.1662", "0.2974", "919.54", "14.60", "2.1")


def test_the_lines_of_each_money_figure_add_up_to_it(case):
    block = read_budget(example.budget(case), example.persons(case), RULES).current
    for figure in (block.resources, block.net_housing_cost, block.residual_income_month, block.consumption_units):
        assert sum(line.amount for line in figure.lines) == figure.value


def test_the_rent_account_is_that_of_the_exchange_page(case):
    account, home = example.account(case), example.tenancy(case)
    constituted = home.constituted(RULES, TODAY)
    assert account.balance_on(TODAY) == 175330
    assert first_default(account, TODAY) == dt.date(2026, 4, 5)
    assert (constituted.on, constituted.rule.id) == (dt.date(2026, 5, 5), "arrears_constituted")
    assert constituted.rule.valid_to == dt.date(2026, 12, 31)
    missing = missing_benefits(account, home.housing, TODAY)
    assert [(gap.term_on.month, gap.amount) for gap in missing] == [(8, 21040), (9, 21040)]


def test_the_plan_is_that_of_the_exchange_page(case):
    account, plan = example.account(case), example.plan(case)
    schedule = plan_schedule(account, plan, TODAY)
    assert (schedule.count, schedule.last_amount, schedule.last_on) == (30, 1330, dt.date(2029, 5, 5))
    assert next_instalment(account, plan, TODAY)[1].due_on == dt.date(2026, 12, 5)
    assert plan_breaches(account, plan, example.housing(case), TODAY) == ()


def test_the_household_pays_its_share_again_since_september(case):
    assert resumed_since(example.account(case), example.housing(case), TODAY) == dt.date(2026, 9, 5)


def test_requests_are_classed_as_the_exchange_page_says(case):
    hours = WorkingHours.of_rules(RULES, TODAY, HolidayZone.METROPOLE)
    classes = {
        one["requested_at"][:10]: request_delays(
            example.moment(one["requested_at"]),
            example.moment(one["first_response_at"]),
            example.moment(one["settled_at"]),
            hours,
            RULES,
        )
        for one in case["requests"]
    }
    assert {on: (one.answered, one.settled) for on, one in classes.items()} == {
        "2026-11-09": ("half_day", "half_day"),
        "2026-10-20": ("half_day", "day"),
        "2026-10-29": ("half_day", "late"),
    }


def test_deadlines_are_exactly_those_listed_in_their_order(entries):
    assert [(entry.due_on.isoformat(), entry.id.value, entry.state.value) for entry in entries] == [
        ("2026-07-05", "arrears_report", "passed"),
        ("2026-08-10", "summons_to_pay_end", "passed"),
        ("2026-08-16", "earliest_court_summons", "passed"),
        ("2026-10-27", "prefect_notice", "passed"),
        ("2026-11-24", "procedure_chase", "upcoming"),
        ("2026-12-02", "assessment_to_judge", "upcoming"),
        ("2026-12-03", "procedure_chase", "upcoming"),
        ("2026-12-05", "plan_instalment", "upcoming"),
        ("2026-12-09", "hearing", "upcoming"),
        ("2026-12-11", "committee_review", "upcoming"),
        ("2026-12-22", "objective", "upcoming"),
        ("2026-12-24", "landlord_exchange", "upcoming"),
        ("2027-01-10", "residence_permit", "upcoming"),
        ("2027-01-31", "objective", "upcoming"),
        ("2027-03-22", "contract_review", "upcoming"),
        ("2027-03-22", "objective", "upcoming"),
    ]


def test_only_the_summons_to_pay_is_a_delay_that_moves(entries):
    assert [(entry.id.value, entry.extended_to) for entry in entries if entry.extended_to is not None] == [
        ("summons_to_pay_end", dt.date(2026, 8, 10))
    ]


def test_the_hearing_stays_in_view_under_the_promise_of_the_landlord(entries):
    hearing = next(entry for entry in entries if entry.id == "hearing")
    assert (hearing.state, hearing.under) == (DeadlineState.UPCOMING, Under.HOLD)
    assert hearing.sentence_key == "hearing.upcoming.hold"


def test_the_promise_stands_over_the_procedure_alone(entries):
    under = {entry.id.value for entry in entries if entry.under is not None}
    assert under == {
        "arrears_report",
        "summons_to_pay_end",
        "earliest_court_summons",
        "prefect_notice",
        "hearing",
        "assessment_to_judge",
    }


def test_the_delay_written_in_the_act_prevails_and_here_agrees_with_the_law(entries):
    end = next(entry for entry in entries if entry.id == "summons_to_pay_end")
    assert (end.rule, end.certainty, end.differs_from_computed) == ("summons_to_pay_written", "written", False)


def test_six_weeks_written_in_the_act_prevail_over_the_two_months_of_the_lease(case):
    case = {**case, "arrears": {**case["arrears"], "procedure": [dict(one) for one in case["arrears"]["procedure"]]}}
    case["arrears"]["procedure"][1]["written_delay"] = {"value": 6, "unit": DelayUnit.WEEKS.value}
    entries = case_deadlines(example.facts(case), RULES, TODAY)
    end = next(entry for entry in entries if entry.id == "summons_to_pay_end")
    assert (end.due_on, end.differs_from_computed) == (dt.date(2026, 7, 22), True)


def test_every_deadline_names_a_row_of_the_table_and_its_source(entries):
    for entry in entries:
        rows = RULES.of(entry.rule)
        assert entry.source in {row.source for row in rows}
        assert entry.certainty in {row.certainty for row in rows}


@pytest.mark.parametrize(
    ("today", "kind", "state"),
    [
        (dt.date(2026, 12, 9), "hearing", DeadlineState.TODAY),
        (dt.date(2026, 12, 10), "hearing", DeadlineState.PASSED),
        (dt.date(2026, 10, 27), "prefect_notice", DeadlineState.TODAY),
        (dt.date(2026, 7, 4), "arrears_report", DeadlineState.UPCOMING),
    ],
)
def test_states_follow_the_day_asked(case, today, kind, state):
    entries = case_deadlines(example.facts(case, today), RULES, today)
    assert [entry.state for entry in entries if entry.id == kind] == [state]
