from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.contracts import (
    Clause,
    ContractState,
    PaperFacts,
    Party,
    Signature,
    capacity_of,
    commitments_state,
    contract_parties,
    contract_state,
    landlord_signature_refusal,
    signing,
)
from resources.vocabulary import (
    DiagnosisPoint,
    LandlordShare,
    LegalRegime,
    OrganisationKind,
    SignatureCapacity,
    SignatureOutcome,
    WorkAxis,
)
from tests.unit.domain import example

TODAY = example.TODAY
HOUSEHOLD, OPERATOR, LANDLORD = SignatureCapacity.HOUSEHOLD, SignatureCapacity.OPERATOR, SignatureCapacity.LANDLORD
ON = dt.date(2026, 9, 22)
PAPER = PaperFacts(contract_parties(("p1", "p2")), handed_on=dt.date(2026, 9, 14), effective_on=ON)


def signed(who, capacity=HOUSEHOLD, on=ON, outcome=SignatureOutcome.SIGNED):
    return Signature(who, capacity, on, outcome)


ALL = (signed("p1"), signed("p2"), signed("w1", OPERATOR))


def state(day=TODAY, **facts):
    return contract_state(replace(PAPER, **facts), day)


def test_the_contract_of_the_example_is_in_force_and_its_commitments_signed():
    case = example.raw()
    assert contract_state(example.contract(case), TODAY) is ContractState.IN_FORCE
    assert commitments_state(example.commitments(case), TODAY) is ContractState.SIGNED
    assert signing(example.commitments(case), TODAY).missing == ()


def test_a_contract_is_amended_once_all_signed_the_amendment_and_its_day_has_come():
    amendment = replace(PAPER, effective_on=dt.date(2026, 11, 1))
    assert state(signatures=ALL, amendments=(amendment,)) is ContractState.IN_FORCE
    partly = replace(amendment, signatures=ALL[:2])
    assert state(signatures=ALL, amendments=(partly,)) is ContractState.IN_FORCE
    signed_by_all = replace(amendment, signatures=ALL)
    assert state(signatures=ALL, amendments=(partly, signed_by_all)) is ContractState.AMENDED
    assert state(dt.date(2026, 10, 31), signatures=ALL, amendments=(signed_by_all,)) is ContractState.IN_FORCE
    assert state(signatures=ALL, amendments=(replace(signed_by_all, effective_on=None),)) is ContractState.AMENDED
    assert state(signatures=ALL, amendments=(signed_by_all,), ended_on=ON) is ContractState.ENDED


def test_household_and_operator_sign_the_contract_and_not_the_landlord():
    assert contract_parties(("p1", "p2")) == (Party(HOUSEHOLD, "p1"), Party(HOUSEHOLD, "p2"), Party(OPERATOR))
    assert contract_parties(("p1",), landlord_signs=True)[-1] == Party(LANDLORD)
    assert contract_parties(("p1",), representatives=("t6",))[-1] == Party(SignatureCapacity.REPRESENTATIVE, "t6")
    assert contract_parties(("p1",), LegalRegime.DIPC_L3114, representatives=("t6",)) == (Party(OPERATOR),)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"handed_on": None}, ContractState.DRAFT),
        ({}, ContractState.HANDED_FOR_READING),
        ({"handed_on": dt.date(2026, 11, 21)}, ContractState.DRAFT),
        ({"talked_again_on": ON}, ContractState.TALKED_AGAIN),
        ({"signatures": ALL[:1]}, ContractState.PARTLY_SIGNED),
        ({"signatures": ALL, "effective_on": None}, ContractState.SIGNED),
        ({"signatures": ALL, "effective_on": dt.date(2026, 12, 1)}, ContractState.SIGNED),
        ({"signatures": ALL}, ContractState.IN_FORCE),
        ({"signatures": ALL, "ended_on": TODAY}, ContractState.ENDED),
        ({"signatures": (signed("p1", outcome=SignatureOutcome.NOT_TODAY),)}, ContractState.NOT_TODAY),
        ({"signatures": (signed("p1", outcome=SignatureOutcome.DECLINED),)}, ContractState.DECLINED),
        ({"signatures": (signed("p1"), signed("p2", outcome=SignatureOutcome.NOT_TODAY))}, ContractState.PARTLY_SIGNED),
        ({"signatures": (signed("p1"), signed("p2", outcome=SignatureOutcome.DECLINED))}, ContractState.PARTLY_SIGNED),
        ({"refused": True}, ContractState.DECLINED),
    ],
)
def test_the_state_is_derived_from_dated_facts(facts, expected):
    assert state(**facts) is expected


def test_time_to_think_the_last_answer_counts():
    answers = (signed("p1", on=dt.date(2026, 9, 30)), signed("p1", outcome=SignatureOutcome.NOT_TODAY), *ALL[1:])
    assert state(signatures=answers) is ContractState.IN_FORCE
    assert state(ON, signatures=answers) is ContractState.PARTLY_SIGNED


def test_a_partly_signed_contract_says_who_is_missing():
    found = signing(replace(PAPER, signatures=ALL[:1]), TODAY)
    assert found.missing == (Party(HOUSEHOLD, "p2"), Party(OPERATOR))
    assert found.last_on == ON


def test_a_landlord_s_worker_does_not_sign_for_the_operator():
    found = signing(replace(PAPER, signatures=(*ALL[:2], signed("w3", LANDLORD))), TODAY)
    assert found.missing == (Party(OPERATOR),)


def test_invariant_2_nothing_is_in_force_without_a_referent():
    assert state(signatures=ALL, has_referent=False) is ContractState.SIGNED


def test_a_support_document_holds_without_the_household_s_signature():
    paper = replace(PAPER, parties=contract_parties(("p1", "p2"), LegalRegime.DIPC_L3114))
    assert contract_state(replace(paper, signatures=(signed("w1", OPERATOR),)), TODAY) is ContractState.IN_FORCE


def test_a_paper_nobody_must_sign_is_never_signed():
    assert contract_state(PaperFacts(()), TODAY) is ContractState.DRAFT


def test_the_capacity_not_written_follows_the_signatory():
    assert capacity_of(None, None) is HOUSEHOLD
    assert capacity_of(None, OrganisationKind.OPERATOR) is OPERATOR
    assert capacity_of(None, OrganisationKind.LANDLORD) is LANDLORD
    assert capacity_of(SignatureCapacity.WITNESS, OrganisationKind.LANDLORD) is SignatureCapacity.WITNESS


SHARED = frozenset({DiagnosisPoint.FINANCIAL_SITUATION})
RENT = Clause("o1", WorkAxis.BUDGET_RENT, (DiagnosisPoint.FINANCIAL_SITUATION,))


def test_the_landlord_signs_a_contract_only_where_the_programme_adds_them():
    assert landlord_signature_refusal((RENT,), SHARED, landlord_signs=False).code == "landlord_signs_commitments_only"
    assert landlord_signature_refusal((RENT,), SHARED, landlord_signs=True) is None


def test_the_landlord_never_signs_a_contract_with_health_or_a_point_not_shared():
    health = Clause("o3", WorkAxis.HEALTH)
    kept = Clause("o2", WorkAxis.RIGHTS_ADMIN, (DiagnosisPoint.ADMINISTRATIVE_SITUATION,))
    refused = landlord_signature_refusal((RENT, kept, health), SHARED, landlord_signs=True)
    assert (refused.code, refused.about, refused.hard) == ("health_objective", ("o3",), True)
    refused = landlord_signature_refusal((RENT, kept), SHARED, landlord_signs=True)
    assert (refused.code, refused.about) == ("objective_not_shared", ("o2",))


def test_the_landlord_could_not_sign_the_contract_of_the_example():
    case = example.raw()
    shared = frozenset(point for point, one in example.sentences(case).items() if one.share is LandlordShare.SENTENCE)
    refused = landlord_signature_refusal(example.clauses(case), shared, landlord_signs=True)
    assert (refused.code, refused.about) == ("health_objective", ("o3",))
