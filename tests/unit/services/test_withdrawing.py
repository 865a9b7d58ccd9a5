"""Going back to writing what only some signed: their signatures prove the text they signed, all are asked again."""

from __future__ import annotations

import datetime as dt

import pytest

from app.documents.ink_demonstration import demonstration_ink
from app.domain.contracts import ContractState
from app.errors import Expected
from app.services.signature.signing import Circumstances
from resources.vocabulary import DocumentKind, SignatureOutcome
from tests.journeys.world import NUMBER

TODAY = dt.date(2026, 11, 20)
CONTRACT, PAGE = DocumentKind.SUPPORT_CONTRACT, DocumentKind.MUTUAL_COMMITMENTS


@pytest.fixture
def case(unsigned_desk):
    return unsigned_desk.cases.find(NUMBER)


def signs(desk, case, kind=CONTRACT, count=1):
    paper = desk.kept_papers.to_sign(kind, case, today=TODAY)
    for place in paper.awaited[:count]:
        desk.signing.sign_on_screen(paper.frozen, place, demonstration_ink(place.shown.name), Circumstances())
    return paper.frozen


def view(desk, case, contract_id=None):
    return desk.contracting.contract(case, TODAY, contract_id)


def test_a_partly_signed_contract_is_written_again_and_asks_everybody(unsigned_desk, case):
    frozen = signs(unsigned_desk, case)
    before = view(unsigned_desk, case)
    assert before.state is ContractState.PARTLY_SIGNED
    unsigned_desk.contracting.withdraw(case, TODAY)
    after = view(unsigned_desk, case)
    assert (after.version, after.state, after.may_change) == (before.version + 1, ContractState.DRAFT, True)
    assert [one.title for one in after.objectives] == [one.title for one in before.objectives]
    assert [one.outcome for one in after.signatories] == [None, None, None]
    unsigned_desk.contracting.set_field(case, "rhythm", "une visite par mois")
    again = unsigned_desk.kept_papers.to_sign(CONTRACT, case, today=TODAY)
    assert again.frozen.sha256 != frozen.sha256
    assert len(again.awaited) == 3


def test_signatures_already_given_stay_with_the_text_they_were_given_to(unsigned_desk, case):
    frozen = signs(unsigned_desk, case)
    old = view(unsigned_desk, case).contract_id
    unsigned_desk.contracting.withdraw(case, TODAY)
    kept = next(one for one in unsigned_desk.kept_papers.of_case(case, TODAY) if one.which == old)
    assert (kept.document_id, kept.current) == (frozen.document_id, False)
    assert [one.outcome for one in kept.answers] == [SignatureOutcome.SIGNED, None, None]
    found, evidence = unsigned_desk.signing.verify(unsigned_desk.kept_papers.latest(frozen.document_id))
    assert (found.intact, len(evidence)) == (True, 1)


def test_what_changed_since_the_text_some_signed_is_said(unsigned_desk, case):
    signs(unsigned_desk, case)
    unsigned_desk.contracting.withdraw(case, TODAY)
    unsigned_desk.contracting.set_field(case, "rhythm", "une visite par mois")
    (said,) = view(unsigned_desk, case).changes_since_handed
    assert said.startswith("Rythme")


def test_the_page_of_commitments_is_written_again_too(unsigned_desk, case):
    signs(unsigned_desk, case, PAGE)
    before = unsigned_desk.commitments.commitments(case, TODAY)
    unsigned_desk.commitments.withdraw(case, TODAY)
    after = unsigned_desk.commitments.commitments(case, TODAY)
    assert (after.version, after.state, after.may_change) == (before.version + 1, ContractState.DRAFT, True)
    assert after.household == before.household


@pytest.mark.parametrize("count", [0, 3])
def test_nothing_is_withdrawn_that_nobody_signed_or_that_everybody_did(unsigned_desk, case, count):
    signs(unsigned_desk, case, count=count)
    with pytest.raises(Expected) as refused:
        unsigned_desk.contracting.withdraw(case, TODAY)
    assert refused.value.code == "nothing_to_withdraw"
