from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.arrears import Constitution, Movement, RentAccount
from app.domain.days import Delay, HolidayZone
from app.domain.deadlines import DeadlineState, Under
from app.domain.procedure import (
    Act,
    Hold,
    ProcedureFacts,
    earliest_eviction,
    hearing,
    procedure_deadlines,
    summons_delay,
)
from app.domain.rules import shipped_rules
from resources.vocabulary import DelayUnit, MovementKind, ProcedureStep

RULES = shipped_rules()
METROPOLE = HolidayZone.METROPOLE


def day(text):
    return dt.date.fromisoformat(text)


TODAY = day("2026-11-20")
SERVED = day("2026-06-10")
SUMMONS = Act(ProcedureStep.SUMMONS_TO_PAY, SERVED, ref="s")
COURT = Act(ProcedureStep.COURT_SUMMONS, day("2026-09-03"), day("2026-12-09"), ref="c")
OLD_LEASE, NEW_LEASE = day("2023-07-28"), day("2023-07-29")


def act(step, on, hearing_on=None):
    return Act(step, day(on), day(hearing_on) if hearing_on else None)


def only(facts, kind, today=TODAY):
    found = [entry for entry in procedure_deadlines(facts, RULES, today) if entry.id == kind]
    assert len(found) == 1, found
    return found[0]


def kinds(facts, today=TODAY):
    return {entry.id.value for entry in procedure_deadlines(facts, RULES, today)}


@pytest.mark.parametrize(("lease", "end"), [(OLD_LEASE, "2026-08-10"), (NEW_LEASE, "2026-07-22")])
def test_leases_since_29_july_2023_have_six_weeks_and_older_ones_two_months(lease, end):
    assert summons_delay(SUMMONS, ProcedureFacts(lease_signed_on=lease), RULES).end == day(end)


def test_the_act_comes_before_the_lease_and_the_lease_before_the_law():
    written = replace(SUMMONS, written_delay=Delay.of(1, DelayUnit.MONTHS))
    lease = ProcedureFacts(lease_signed_on=OLD_LEASE, clause_delay=Delay.of(6, DelayUnit.WEEKS))
    by_act, by_lease = summons_delay(written, lease, RULES), summons_delay(SUMMONS, lease, RULES)
    by_law = summons_delay(SUMMONS, replace(lease, clause_delay=None), RULES)
    assert [found.rule.id for found in (by_act, by_lease, by_law)] == [
        "summons_to_pay_written",
        "summons_to_pay_clause",
        "summons_to_pay_delay",
    ]
    assert [found.end for found in (by_act, by_lease, by_law)] == [
        day("2026-07-10"),
        day("2026-07-22"),
        day("2026-08-10"),
    ]
    assert [found.differs_from_computed for found in (by_act, by_lease, by_law)] == [True, True, False]


def test_without_a_lease_day_the_shorter_delay_is_told():
    assert summons_delay(SUMMONS, ProcedureFacts(), RULES).end == day("2026-07-22")


def test_a_summons_that_ends_on_a_holiday_is_shown_with_both_days():
    facts = ProcedureFacts((Act(ProcedureStep.SUMMONS_TO_PAY, day("2026-11-14")),), lease_signed_on=NEW_LEASE)
    end = only(facts, "summons_to_pay_end")
    assert (end.due_on, end.extended_to) == (day("2026-12-26"), day("2026-12-28"))


def test_a_summons_paid_in_time_is_done():
    account = RentAccount(
        (
            Movement(day("2026-06-05"), MovementKind.TERM, debit=100),
            Movement(day("2026-07-01"), MovementKind.PAYMENT, credit=100),
        )
    )
    facts = ProcedureFacts((SUMMONS,), lease_signed_on=OLD_LEASE, account=account)
    assert only(facts, "summons_to_pay_end").state is DeadlineState.DONE
    assert only(facts, "summons_to_pay_end", day("2026-06-20")).state is DeadlineState.UPCOMING


def test_the_earliest_court_summons_waits_for_both_delays():
    late = ProcedureFacts((SUMMONS, act(ProcedureStep.CCAPEX_REFERRAL, "2026-06-15")), lease_signed_on=OLD_LEASE)
    early = ProcedureFacts((SUMMONS, act(ProcedureStep.CCAPEX_REFERRAL, "2026-05-01")), lease_signed_on=OLD_LEASE)
    assert only(late, "earliest_court_summons").due_on == day("2026-08-16")
    assert only(early, "earliest_court_summons").due_on == day("2026-08-11")


def test_a_court_summons_served_too_early_is_a_point_to_check():
    facts = ProcedureFacts(
        (SUMMONS, act(ProcedureStep.CCAPEX_REFERRAL, "2026-07-20"), COURT), lease_signed_on=OLD_LEASE
    )
    assert only(facts, "earliest_court_summons").facts["too_early"] is True


def test_the_commission_referral_is_listed_only_when_it_is_worth_a_check():
    unknown = ProcedureFacts((SUMMONS, COURT))
    in_time = ProcedureFacts((SUMMONS, COURT, act(ProcedureStep.CCAPEX_REFERRAL, "2026-07-03")))
    too_late = ProcedureFacts((SUMMONS, COURT, act(ProcedureStep.CCAPEX_REFERRAL, "2026-07-04")))
    reported = ProcedureFacts((SUMMONS, COURT, act(ProcedureStep.ARREARS_REPORT, "2026-06-20")))
    entry = only(unknown, "ccapex_before_summons")
    assert (entry.due_on, entry.state) == (day("2026-07-03"), DeadlineState.PASSED)
    assert "ccapex_before_summons" not in kinds(in_time) | kinds(reported)
    late = only(too_late, "ccapex_before_summons")
    assert (late.state, late.facts["late"]) == (DeadlineState.DONE, True)


def test_a_recorded_notice_to_the_prefect_is_done_and_says_when_it_came_late():
    late = ProcedureFacts((COURT, act(ProcedureStep.PREFECT_NOTICE, "2026-10-28")))
    entry = only(late, "prefect_notice")
    assert (entry.state, entry.facts["late"]) == (DeadlineState.DONE, True)
    assert only(late, "prefect_notice", day("2026-10-27")).state is DeadlineState.TODAY


def test_the_report_to_the_payer_is_done_once_recorded_and_moot_without_a_benefit():
    constituted = Constitution(day("2026-05-05"), RULES.on("arrears_constituted", day("2026-05-05")))
    facts = ProcedureFacts(constituted=constituted)
    recorded = replace(facts, acts=(act(ProcedureStep.ARREARS_REPORT, "2026-07-06"),))
    assert only(facts, "arrears_report").state is DeadlineState.PASSED
    assert (only(recorded, "arrears_report").state, only(recorded, "arrears_report").facts["late"]) == ("done", True)
    assert only(replace(facts, has_benefit=False), "arrears_report").state is DeadlineState.NOT_APPLICABLE


def test_a_promise_never_hides_nor_moves_the_hearing():
    free = ProcedureFacts((COURT,))
    held = replace(free, hold=Hold(day("2026-09-22")))
    one, other = only(free, "hearing"), only(held, "hearing")
    assert (one.due_on, one.state, one.under) == (day("2026-12-09"), DeadlineState.UPCOMING, None)
    assert (other.due_on, other.state, other.under) == (day("2026-12-09"), DeadlineState.UPCOMING, Under.HOLD)


def test_a_promise_that_ended_stands_over_nothing():
    facts = ProcedureFacts((COURT,), hold=Hold(day("2026-09-22"), day("2026-11-19")))
    assert only(facts, "hearing").under is None
    assert only(facts, "hearing", day("2026-11-19")).under is Under.HOLD


def test_only_the_court_moves_a_hearing():
    moved = ProcedureFacts((COURT, act(ProcedureStep.POSTPONEMENT, "2026-12-09", "2027-02-10")))
    assert only(moved, "hearing").due_on == day("2027-02-10")
    assert only(moved, "prefect_notice").due_on == day("2026-10-27")
    assert only(moved, "assessment_to_judge").due_on == day("2027-02-03")


def test_a_hearing_put_off_without_a_day_or_withdrawn_no_longer_applies():
    for step in (ProcedureStep.POSTPONEMENT, ProcedureStep.WITHDRAWAL):
        facts = ProcedureFacts((COURT, act(step, "2026-11-18")))
        assert only(facts, "hearing").state is DeadlineState.NOT_APPLICABLE
        assert only(facts, "assessment_to_judge").state is DeadlineState.NOT_APPLICABLE
        assert only(facts, "hearing", day("2026-11-17")).state is DeadlineState.UPCOMING


def test_a_hearing_is_done_once_held_or_judged():
    held = ProcedureFacts((COURT, act(ProcedureStep.HEARING, "2026-12-09")))
    judged = ProcedureFacts((COURT, act(ProcedureStep.JUDGMENT, "2027-01-12")))
    assert only(held, "hearing", day("2026-12-09")).state is DeadlineState.TODAY
    assert only(held, "hearing", day("2026-12-10")).state is DeadlineState.DONE
    assert only(judged, "hearing", day("2027-01-11")).state is DeadlineState.PASSED
    assert only(judged, "hearing", day("2027-01-12")).state is DeadlineState.DONE


def test_a_hearing_planned_by_its_own_line_is_announced():
    found = hearing(ProcedureFacts((act(ProcedureStep.HEARING, "2026-12-09"),)), TODAY)
    assert (found.on, found.held, found.called_off_on) == (day("2026-12-09"), False, None)
    assert hearing(ProcedureFacts((SUMMONS,)), TODAY) is None


def test_the_assessment_skips_the_holidays_of_the_zone():
    court = Act(ProcedureStep.COURT_SUMMONS, day("2026-10-01"), day("2026-12-31"))
    assert only(ProcedureFacts((court,)), "assessment_to_judge").due_on == day("2026-12-23")
    reunion = ProcedureFacts((replace(court, hearing_on=day("2027-05-24")),), zone=HolidayZone.MARTINIQUE)
    assert only(reunion, "assessment_to_judge").due_on == day("2027-05-14")


def test_invariant_10_the_winter_truce_puts_off_the_eviction_and_nothing_else():
    assert earliest_eviction(day("2027-01-31"), RULES, METROPOLE) == day("2027-04-01")
    in_truce = ProcedureFacts((SUMMONS, COURT), lease_signed_on=OLD_LEASE)
    assert only(in_truce, "hearing").due_on == day("2026-12-09")
    assert only(in_truce, "assessment_to_judge").due_on == day("2026-12-02")


def test_nobody_is_put_out_on_a_sunday_or_a_holiday():
    assert earliest_eviction(day("2027-04-30"), RULES, METROPOLE) == day("2027-07-01")
    assert earliest_eviction(day("2027-05-13"), RULES, METROPOLE) == day("2027-07-15")
    assert earliest_eviction(day("2026-08-30"), RULES, METROPOLE) == day("2026-10-31")
    assert earliest_eviction(day("2026-08-31"), RULES, METROPOLE) == day("2027-04-01")


def test_arrears_constituted_in_2027_show_no_reporting_day():
    constituted = Constitution(day("2027-01-01"), RULES.on("arrears_constituted", day("2027-01-01")))
    assert procedure_deadlines(ProcedureFacts(constituted=constituted), RULES, day("2027-02-01")) == ()


def test_the_43_days_are_not_told_of_a_summons_older_than_the_law():
    old = Act(ProcedureStep.COURT_SUMMONS, day("2023-06-01"), day("2023-10-02"))
    assert "prefect_notice" not in kinds(ProcedureFacts((old,)))


def test_a_case_without_procedure_has_no_deadline_of_it():
    assert procedure_deadlines(ProcedureFacts(), RULES, TODAY) == ()
    assert "hearing" not in kinds(ProcedureFacts((replace(COURT, hearing_on=None),)))
