from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.agenda import CaseFacts, Tenancy, case_deadlines, still_open
from app.domain.budget import Housing
from app.domain.deadlines import DeadlineState
from app.domain.followup import (
    CommitteeItem,
    ConsentEnd,
    ContractReview,
    Exam,
    Lease,
    Objective,
    Permit,
    Procedure,
    latest_stage,
)
from app.domain.measures import MeasureFacts, Period
from app.domain.rules import shipped_rules
from resources.vocabulary import CommitteeDecision, LeaseKind, ObjectiveStage, ProcedureStatus, Scheme

RULES = shipped_rules()


def day(text):
    return dt.date.fromisoformat(text)


TODAY = day("2026-11-20")
RUNNING = MeasureFacts(started_on=day("2026-09-22"), scheme=Scheme.OWN_FUNDS, referent="w1")


def entries(facts, today=TODAY):
    return [
        (entry.due_on.isoformat(), entry.id.value, entry.state.value) for entry in case_deadlines(facts, RULES, today)
    ]


def test_the_first_exchange_is_counted_from_the_start_of_the_measure():
    assert entries(CaseFacts(measure=RUNNING)) == [("2026-11-03", "landlord_exchange", "passed")]


def test_an_exchange_still_to_come_does_not_count_as_held():
    facts = CaseFacts(measure=RUNNING, landlord_exchanges=(day("2026-11-12"), day("2026-12-01")))
    assert entries(facts) == [("2026-12-24", "landlord_exchange", "upcoming")]


def test_a_pause_silences_our_cadence_and_hides_nothing():
    paused = replace(RUNNING, suspensions=(Period(day("2026-11-01")),))
    facts = CaseFacts(measure=paused, contract=ContractReview(day("2027-03-22")))
    assert entries(facts) == [
        ("2026-11-03", "landlord_exchange", "not_applicable"),
        ("2027-03-22", "contract_review", "upcoming"),
    ]


def test_a_measure_that_ended_has_no_cadence():
    assert entries(CaseFacts(measure=replace(RUNNING, ended_on=TODAY))) == []


def test_the_last_session_sets_the_review_or_its_period_does():
    first = CommitteeItem(day("2026-09-11"), CommitteeDecision.ADMIT, day("2026-12-11"))
    second = CommitteeItem(day("2026-11-13"), CommitteeDecision.ADJUST)
    exchanged = CaseFacts(measure=RUNNING, landlord_exchanges=(TODAY,))
    assert ("2026-12-11", "committee_review", "upcoming") in entries(replace(exchanged, committee=(first,)))
    assert ("2027-02-13", "committee_review", "upcoming") in entries(replace(exchanged, committee=(second, first)))


def test_a_session_to_come_or_a_last_word_sets_no_review():
    planned = CommitteeItem(day("2026-12-11"), None, day("2027-03-11"))
    closed = CommitteeItem(day("2026-11-13"), CommitteeDecision.CLOSE, day("2027-03-11"))
    assert entries(CaseFacts(committee=(planned,))) == []
    assert entries(CaseFacts(committee=(closed,))) == []


def test_objectives_are_done_when_reached_and_do_not_apply_when_left():
    due = day("2026-12-22")
    facts = CaseFacts(
        objectives=(
            Objective(due, "a"),
            Objective(due, "b", achieved_on=TODAY),
            Objective(due, "c", stage=ObjectiveStage.REACHED),
            Objective(due, "d", stage=ObjectiveStage.DROPPED),
            Objective(None, "e"),
        )
    )
    assert [(entry.object, entry.state.value) for entry in case_deadlines(facts, RULES, TODAY)] == [
        ("a", "upcoming"),
        ("b", "done"),
        ("c", "done"),
        ("d", "not_applicable"),
    ]


def test_the_stage_is_the_last_one_said_by_the_day():
    progress = (
        (day("2026-11-17"), ObjectiveStage.ALMOST),
        (day("2026-10-13"), ObjectiveStage.UNDER_WAY),
        (day("2026-11-18"), None),
        (day("2026-12-01"), ObjectiveStage.REACHED),
    )
    assert latest_stage(progress, TODAY) is ObjectiveStage.ALMOST
    assert latest_stage(progress, day("2026-10-01")) is None


def test_only_an_accord_with_an_end_of_its_own_has_a_deadline():
    end = ConsentEnd(day("2026-12-31"), "Habitat de la Deûle")
    withdrawn = replace(end, withdrawn_on=TODAY)
    assert entries(CaseFacts(consents=(end,))) == [("2026-12-31", "consent_end", "upcoming")]
    assert entries(CaseFacts(consents=(withdrawn,))) == [("2026-12-31", "consent_end", "not_applicable")]


def test_a_procedure_finished_or_given_up_is_not_chased():
    on = TODAY
    facts = CaseFacts(
        procedures=(
            Procedure(on, "a", status=ProcedureStatus.WAITING),
            Procedure(on, "b", status=ProcedureStatus.DONE),
            Procedure(on, "c", status=ProcedureStatus.ABANDONED),
            Procedure(None, "d"),
        )
    )
    assert [entry.state.value for entry in case_deadlines(facts, RULES, TODAY)] == ["today", "done", "not_applicable"]


def test_a_permit_past_its_day_is_passed():
    assert entries(CaseFacts(permits=(Permit(day("2026-11-19"), "Karim"),))) == [
        ("2026-11-19", "residence_permit", "passed")
    ]


SUBLEASE = Lease(LeaseKind.SLIDING_LEASE, day("2026-01-31"), trial_until=day("2027-01-31"))


def test_a_sublease_is_examined_every_six_months_from_its_signature():
    facts = CaseFacts(tenancy=Tenancy(SUBLEASE))
    assert entries(facts) == [
        ("2026-11-30", "landlord_answer_to_prefect", "upcoming"),
        ("2027-01-31", "lease_exam", "upcoming"),
    ]
    assert ("2026-07-31", "lease_exam", "today") in entries(facts, day("2026-07-31"))
    assert ("2026-07-31", "lease_exam", "upcoming") in entries(facts, day("2026-02-01"))


def test_an_examination_written_in_the_file_stands_for_the_legal_one():
    lease = replace(
        SUBLEASE,
        exams=(
            Exam(day("2026-07-31"), day("2026-08-03"), prefect_told_on=day("2026-11-10")),
            Exam(day("2027-01-20")),
        ),
    )
    assert entries(CaseFacts(tenancy=Tenancy(lease))) == [
        ("2026-07-31", "lease_exam", "done"),
        ("2026-11-30", "landlord_answer_to_prefect", "done"),
        ("2027-01-20", "lease_exam", "upcoming"),
    ]


def test_a_sublease_that_ended_is_not_examined_any_more():
    ended = replace(SUBLEASE, ended_on=TODAY, exams=(Exam(day("2027-01-20")), Exam(None, day("2026-05-01"))))
    assert entries(CaseFacts(tenancy=Tenancy(ended))) == [
        ("2026-11-30", "landlord_answer_to_prefect", "not_applicable"),
        ("2027-01-20", "lease_exam", "not_applicable"),
    ]


def test_a_household_without_any_benefit_has_no_payer_to_report_to():
    assert Tenancy().has_benefit()
    assert not Tenancy(housing=Housing(rent=40000)).has_benefit()


def test_the_period_of_sessions_sets_no_review_once_the_measure_ended():
    ended = replace(RUNNING, ended_on=TODAY)
    assert entries(CaseFacts(measure=ended, committee=(CommitteeItem(day("2026-11-13")),))) == []


def test_a_direct_lease_has_no_examination():
    assert entries(CaseFacts(tenancy=Tenancy(replace(SUBLEASE, kind=LeaseKind.DIRECT_LEASE)))) == []


def test_a_scheme_ends_after_its_period_and_its_renewals():
    fsl = replace(RUNNING, scheme=Scheme.FSL_ACCESS)
    seen = (TODAY,)
    assert ("2027-03-22", "scheme_end", "upcoming") in entries(CaseFacts(measure=fsl, landlord_exchanges=seen))
    renewed = replace(fsl, renewal_count=1)
    assert ("2027-09-22", "scheme_end", "upcoming") in entries(CaseFacts(measure=renewed, landlord_exchanges=seen))
    written = replace(fsl, max_months=9)
    assert ("2027-06-22", "scheme_end", "upcoming") in entries(CaseFacts(measure=written, landlord_exchanges=seen))


@given(
    st.lists(st.builds(Permit, st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1)), st.text(max_size=3)), max_size=8),
    st.randoms(use_true_random=False),
)
def test_invariant_12_the_list_depends_on_facts_day_and_rules_alone(permits, random):
    one = case_deadlines(CaseFacts(permits=tuple(permits)), RULES, TODAY)
    other = case_deadlines(CaseFacts(permits=tuple(random.sample(permits, len(permits)))), RULES, TODAY)
    assert one == other
    assert [entry.due_on for entry in one] == sorted(permit.valid_until for permit in permits)
    assert all(entry.due_on >= TODAY for entry in still_open(one))
    assert {entry.state for entry in one} <= {DeadlineState.PASSED, DeadlineState.TODAY, DeadlineState.UPCOMING}
