from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases import CaseHistory, CaseState, case_state, next_case_number
from app.domain.measures import (
    MeasureFacts,
    MeasureState,
    Override,
    Period,
    ReferentPeriod,
    length_problems,
    measure_state,
    referent_on,
    referent_problems,
    suspension_problems,
)
from app.domain.rules import shipped_rules
from resources.vocabulary import CommitteeDecision, Scheme
from tests.unit.domain import example

RULES = shipped_rules()


def day(text):
    return dt.date.fromisoformat(text)


TODAY = day("2026-11-20")
BASE = MeasureFacts(
    scheme=Scheme.AVDL,
    decided_on=day("2026-09-11"),
    contracted_on=day("2026-09-20"),
    started_on=day("2026-09-22"),
    referent="w1",
)


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-09-10", MeasureState.PROPOSED),
        ("2026-09-11", MeasureState.DECIDED),
        ("2026-09-20", MeasureState.CONTRACTED),
        ("2026-09-22", MeasureState.RUNNING),
        ("2026-10-01", MeasureState.SUSPENDED),
        ("2026-10-15", MeasureState.SUSPENDED),
        ("2026-10-16", MeasureState.RUNNING),
        ("2027-01-01", MeasureState.ENDED),
    ],
)
def test_the_state_of_a_measure_follows_its_dates(on, state):
    facts = replace(BASE, suspensions=(Period(day("2026-10-01"), day("2026-10-15")),), ended_on=day("2027-01-01"))
    assert measure_state(facts, day(on)) is state


def history(*spans):
    return replace(
        BASE,
        referents=tuple(ReferentPeriod(day(start), day(end) if end else None, worker) for worker, start, end in spans),
    )


def test_the_referent_is_the_one_of_the_day():
    facts = history(("w1", "2026-09-22", "2026-10-31"), ("w2", "2026-11-01", None))
    assert referent_on(facts, day("2026-10-31")) == "w1"
    assert referent_on(facts, day("2026-11-01")) == "w2"
    assert referent_on(facts, day("2026-09-01")) is None
    assert referent_on(BASE, TODAY) == "w1"


@pytest.mark.parametrize(
    ("spans", "problems"),
    [
        ([("w1", "2026-09-22", "2026-10-31"), ("w2", "2026-11-01", None)], []),
        ([("w2", "2026-11-01", None), ("w1", "2026-09-22", "2026-10-31")], []),
        ([("w1", "2026-09-22", "2026-10-31"), ("w2", "2026-10-31", None)], ["referent_overlap"]),
        ([("w1", "2026-09-22", None), ("w2", "2026-11-01", None)], ["referent_overlap"]),
        ([("w1", "2026-09-22", "2026-10-30"), ("w2", "2026-11-01", None)], ["referent_gap"]),
        ([("w1", "2026-09-23", None)], ["referent_gap"]),
        ([("w1", "2026-09-22", "2026-10-31")], ["referent_gap"]),
        ([], []),
    ],
)
def test_invariant_3_one_referent_at_a_time_and_no_day_without(spans, problems):
    assert codes(referent_problems(history(*spans))) == problems


def test_invariant_3_the_last_referent_stays_to_the_end_of_the_measure():
    facts = replace(history(("w1", "2026-09-22", "2026-10-31")), ended_on=day("2026-11-01"))
    assert referent_problems(facts) == ()


@pytest.mark.parametrize(
    ("pauses", "problems"),
    [
        ([("2026-10-01", "2026-10-15"), ("2026-10-16", None)], []),
        ([("2026-10-16", None), ("2026-10-01", "2026-10-15")], []),
        ([("2026-10-01", "2026-10-15"), ("2026-10-15", None)], ["suspensions_overlap"]),
        ([("2026-10-01", None), ("2026-11-01", "2026-11-02")], ["suspensions_overlap"]),
        ([("2026-09-21", "2026-10-15")], ["suspension_outside_measure"]),
        ([("2027-06-01", None)], ["suspension_outside_measure"]),
        ([("2026-10-15", "2026-10-01")], ["suspension_backwards"]),
    ],
)
def test_invariant_6_pauses_are_disjoint_and_inside_the_measure(pauses, problems):
    facts = replace(
        BASE,
        ended_on=day("2027-01-01"),
        suspensions=tuple(Period(day(start), day(end) if end else None) for start, end in pauses),
    )
    assert codes(suspension_problems(facts)) == problems


def test_invariant_6_a_measure_not_begun_cannot_pause():
    facts = MeasureFacts(suspensions=(Period(TODAY),))
    assert codes(suspension_problems(facts)) == ["suspension_outside_measure"]


@given(st.lists(st.integers(0, 60), min_size=2, max_size=12, unique=True))
def test_invariant_6_intervals_cut_from_one_line_are_always_accepted(cuts):
    ordered = [BASE.started_on + dt.timedelta(days=cut) for cut in sorted(cuts)]
    pairs = zip(ordered[::2], ordered[1::2], strict=False)
    facts = replace(BASE, suspensions=tuple(Period(start, end) for start, end in pairs))
    assert suspension_problems(facts) == ()
    assert all(measure_state(facts, pause.starts_on) is MeasureState.SUSPENDED for pause in facts.suspensions)


def test_invariant_7_renewals_and_length_are_checked_against_the_rule():
    assert length_problems(replace(BASE, renewal_count=2), RULES, TODAY) == ()
    assert codes(length_problems(replace(BASE, renewal_count=3), RULES, TODAY)) == ["too_many_renewals"]
    assert length_problems(BASE, RULES, day("2027-06-22")) == ()
    assert codes(length_problems(BASE, RULES, day("2027-06-23"))) == ["longer_than_allowed"]
    assert length_problems(replace(BASE, ended_on=day("2027-06-22")), RULES, day("2030-01-01")) == ()
    assert codes(length_problems(replace(BASE, max_months=1), RULES, TODAY)) == ["longer_than_allowed"]


def test_invariant_7_an_override_needs_its_motive():
    override = Override("accord de la direction départementale", TODAY)
    assert length_problems(replace(BASE, renewal_count=9), RULES, day("2030-01-01"), override) == ()


def test_invariant_7_a_scheme_without_a_rule_has_no_limit():
    assert length_problems(replace(BASE, scheme=Scheme.OWN_FUNDS), RULES, day("2030-01-01")) == ()
    assert length_problems(MeasureFacts(), RULES, TODAY) == ()


CASE = CaseHistory(
    referred_on=day("2026-08-20"),
    first_contact_on=day("2026-08-27"),
    approved_on=day("2026-09-07"),
    decisions=((day("2026-09-11"), CommitteeDecision.ADMIT),),
    measure=replace(BASE, suspensions=(Period(day("2026-10-01"), day("2026-10-15")),), ended_on=day("2027-03-22")),
    closed_on=day("2027-09-22"),
    last_contact_on=day("2027-09-01"),
)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-08-19", CaseState.PROSPECT),
        ("2026-08-20", CaseState.REFERRED),
        ("2026-08-27", CaseState.IN_DIAGNOSIS),
        ("2026-09-07", CaseState.PENDING_COMMITTEE),
        ("2026-09-20", CaseState.ACTIVE),
        ("2026-10-01", CaseState.SUSPENDED),
        ("2026-10-16", CaseState.ACTIVE),
        ("2027-03-22", CaseState.WATCH),
        ("2027-09-22", CaseState.CLOSED),
        ("2029-08-31", CaseState.CLOSED),
        ("2029-09-01", CaseState.ARCHIVED),
    ],
)
def test_the_state_of_a_case_follows_its_facts(on, state):
    assert case_state(CASE, RULES, day(on)) is state


def test_a_refused_case_is_rejected_and_one_to_be_closed_is_closing():
    refused = CaseHistory(decisions=((day("2026-09-11"), CommitteeDecision.REFUSE),))
    closing = CaseHistory(decisions=((TODAY, CommitteeDecision.CLOSE),), measure=BASE)
    assert case_state(refused, RULES, TODAY) is CaseState.REJECTED
    assert case_state(closing, RULES, TODAY) is CaseState.CLOSING


def test_a_restart_is_a_new_measure_on_the_same_case():
    ended = CaseHistory(measure=replace(BASE, ended_on=TODAY))
    again = CaseHistory(measure=MeasureFacts(started_on=TODAY, referent="w1"))
    assert case_state(ended, RULES, TODAY) is CaseState.WATCH
    assert case_state(again, RULES, TODAY) is CaseState.ACTIVE


def test_a_signed_contract_without_referent_leaves_the_case_before_the_measure():
    facts = CaseHistory(approved_on=day("2026-09-07"), measure=MeasureFacts(contracted_on=TODAY))
    assert case_state(facts, RULES, TODAY) is CaseState.PENDING_COMMITTEE


def test_the_example_is_an_active_case():
    case = example.raw()
    history = CaseHistory(measure=example.measure(case))
    assert case_state(history, RULES, TODAY) is CaseState.ACTIVE
    assert measure_state(example.measure(case), TODAY) is MeasureState.RUNNING


def test_numbers_made_here_follow_those_of_this_device_and_year_alone():
    existing = ["2026-CM-006", "2026-CM-002", "2026-HL-041", "2025-CM-100", "2026-0142", "2026-CM-9", "2026-CM-٠٠٩"]
    assert next_case_number(2026, "CM", existing) == "2026-CM-007"
    assert next_case_number(2026, "AZ", existing) == "2026-AZ-001"
    assert next_case_number(2026, "CM", ["2026-CM-999"]) == "2026-CM-1000"
    assert next_case_number(2026, "CM", ["2026-CM-1000"]) == "2026-CM-1001"
