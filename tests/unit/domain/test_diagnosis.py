from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.committee import Decided, Packet, Telling, presentation, telling
from app.domain.diagnosis import (
    Approval,
    DiagnosisContent,
    DiagnosisState,
    Difficulty,
    Point,
    agreement,
    canonical_content,
    content_hash,
    diagnosis_state,
)
from resources.vocabulary import (
    ApprovalStatus,
    CommitteeDecision,
    CommitteePurpose,
    DiagnosisPoint,
    HouseholdAnswer,
)
from tests.unit.domain import example

TODAY = example.TODAY
READ = DiagnosisContent(points={DiagnosisPoint.FAMILY_SITUATION: Point(reported="« On tient. »")})
VERSION = content_hash(READ)
ADULTS = ("p1", "p2")


def approval(person="p1", status=ApprovalStatus.APPROVED, on="2026-09-07", version=VERSION):
    return Approval(person, status, dt.date.fromisoformat(on), version)


def test_equal_contents_have_equal_bytes_whatever_the_order_of_points():
    family, health = DiagnosisPoint.FAMILY_SITUATION, DiagnosisPoint.HEALTH_ISSUES
    one = DiagnosisContent(points={family: Point("a"), health: Point("b")})
    other = DiagnosisContent(points={health: Point("b"), family: Point("a")})
    assert canonical_content(one) == canonical_content(other)


def test_the_hash_of_a_version_is_stable_for_ever():
    assert (
        canonical_content(DiagnosisContent(difficulties=(Difficulty("é"),)))
        == (
            '{"authors":[],"difficulties":[{"cause":null,"consequence":null,"what":"é"}],"disagreements":null,'
            '"estimated_duration_months":null,"household_opinion":null,"interviews":[],"operator_means":null,'
            '"partners_to_mobilise":[],"place":null,"points":{},"present":[],"proposed_measure":null,"work_axes":[]}'
        ).encode()
    )


@pytest.mark.parametrize("name", [field.name for field in fields(DiagnosisContent)])
def test_any_edit_opens_another_version(name):
    values = {"points": {}, "difficulties": (Difficulty("dette"),), "estimated_duration_months": 9}
    edited = replace(READ, **{name: values.get(name, ("autre",))})
    assert content_hash(edited) != VERSION


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_two_texts_share_a_hash_only_when_they_are_the_same_to_the_byte(one, other):
    hashes = [content_hash(DiagnosisContent(household_opinion=text)) for text in (one, other)]
    assert (hashes[0] == hashes[1]) == (one == other)


def test_each_adult_approves_this_very_version():
    found = agreement(VERSION, (approval("p1"), approval("p2", on="2026-09-08")), ADULTS, TODAY)
    assert (found.complete, found.complete_on) == (True, dt.date(2026, 9, 8))


def test_an_approval_of_another_version_does_not_count():
    found = agreement(
        VERSION, (approval("p1"), approval("p2", version="other"), approval("p2", version=None)), ADULTS, TODAY
    )
    assert (found.complete, found.missing) == (False, ("p2",))


def test_the_last_word_of_an_adult_counts_and_a_later_one_not_yet():
    said = (approval(), approval(status=ApprovalStatus.DISPUTED, on="2026-10-01"))
    assert agreement(VERSION, said, ("p1",), TODAY).disputed == ("p1",)
    assert agreement(VERSION, said, ("p1",), dt.date(2026, 9, 30)).complete


def test_a_child_s_approval_or_nobody_s_completes_nothing():
    assert not agreement(VERSION, (approval("p3"),), ADULTS, TODAY).complete
    assert not agreement(VERSION, (approval("p3"),), (), TODAY).complete


@pytest.mark.parametrize(
    ("said", "presented", "state"),
    [
        ((), None, DiagnosisState.DRAFT),
        ((approval("p1"),), None, DiagnosisState.PARTLY_APPROVED),
        ((approval("p1"), approval("p2", ApprovalStatus.DISPUTED)), None, DiagnosisState.DISPUTED),
        ((approval("p1"), approval("p2")), None, DiagnosisState.APPROVED),
        (
            (approval("p1"), approval("p2", ApprovalStatus.APPROVED_WITH_RESERVATIONS)),
            None,
            DiagnosisState.APPROVED_WITH_RESERVATIONS,
        ),
        ((approval("p1"), approval("p2")), dt.date(2026, 9, 11), DiagnosisState.PRESENTED),
        ((approval("p1"), approval("p2")), dt.date(2026, 9, 1), DiagnosisState.APPROVED),
        ((approval("p1"), approval("p2")), dt.date(2026, 12, 1), DiagnosisState.APPROVED),
    ],
)
def test_the_state_of_a_version_follows_the_adults_and_the_committee(said, presented, state):
    assert diagnosis_state(agreement(VERSION, said, ADULTS, TODAY), presented, TODAY) is state


def test_the_example_is_approved_by_both_adults():
    case = example.raw()
    found = agreement(content_hash(example.diagnosis(case)), example.approvals(case), example.grown_ups(case), TODAY)
    assert (example.grown_ups(case), found.complete_on) == (("p1", "p2"), dt.date(2026, 9, 7))


APPROVED = agreement(VERSION, (approval("p1"), approval("p2")), ADULTS, TODAY)
HALF = agreement(VERSION, (approval("p1"),), ADULTS, TODAY)


@pytest.mark.parametrize("purpose", [None, *(one for one in CommitteePurpose if one is not CommitteePurpose.PROPOSAL)])
def test_invariant_1_no_committee_without_an_approved_diagnosis(purpose):
    refused = presentation(purpose, HALF)
    assert (refused.refusal.code, refused.refusal.about, refused.refusal.hard) == (
        "diagnosis_not_approved",
        ("p2",),
        True,
    )
    assert presentation(purpose, APPROVED).packet is Packet.CONTENT


def test_invariant_1_a_proposal_needs_no_approval_and_bears_no_name():
    for found in (HALF, APPROVED):
        allowed = presentation(CommitteePurpose.PROPOSAL, found)
        assert (allowed.refusal, allowed.packet) == (None, Packet.NAMELESS)


def test_a_decision_is_told_before_anything_is_sent():
    held, told = dt.date(2026, 9, 11), dt.date(2026, 9, 14)
    decided = Decided(held, CommitteeDecision.ADMIT)
    assert telling(Decided(None, None), TODAY) is Telling.NOTHING_DECIDED
    assert telling(decided, dt.date(2026, 9, 10)) is Telling.NOTHING_DECIDED
    assert telling(decided, TODAY) is Telling.TO_TELL
    assert telling(replace(decided, told_on=told), dt.date(2026, 9, 13)) is Telling.TO_TELL
    assert telling(replace(decided, told_on=told), TODAY) is Telling.WAITING_ANSWER
    assert telling(replace(decided, told_on=told, answer=HouseholdAnswer.AGREES), TODAY) is Telling.ANSWERED
