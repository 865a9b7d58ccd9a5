"""An amendment is a paper of its own: what changed, signed by the parties of the contract (domain C.3 and E)."""

from __future__ import annotations

import datetime as dt

import pypdfium2 as pdfium
import pytest

from app.documents.ink_demonstration import demonstration_ink
from app.domain.contracts import ContractState
from app.errors import Expected
from app.services.contract.contracting import Amending, Said
from app.services.signature.signing import Circumstances
from resources.vocabulary import AmendmentMotive, DocumentKind, ObjectiveStage, Recipient, SignatureOutcome
from tests.journeys.world import NUMBER, second

TODAY = dt.date(2026, 11, 20)
AMENDMENT = DocumentKind.AMENDMENT
LESS = Amending(AmendmentMotive.MODULATION, "une visite par mois\nle point budget au téléphone", TODAY, TODAY)


@pytest.fixture
def case(desk):
    return desk.cases.find(NUMBER)


@pytest.fixture
def amended(desk, case):
    desk.contracting.amend(case, LESS)
    return case


def text(pdf: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]
    return "\n".join(pages).replace("\u00a0", " ").replace("\r\n", "\n")


def view(desk, case):
    return desk.contracting.contract(case, TODAY)


def to_sign(desk, case):
    return desk.kept_papers.to_sign(AMENDMENT, case, today=TODAY)


def signs(desk, case, count=None):
    paper = to_sign(desk, case)
    for place in paper.awaited[:count]:
        desk.signing.sign_on_screen(paper.frozen, place, demonstration_ink(place.shown.name), Circumstances())


def test_a_case_without_amendment_has_none_to_print_nor_to_sign(desk, case):
    for work in (
        lambda: desk.papers.make(AMENDMENT, case, Recipient.HOUSEHOLD, today=TODAY),
        lambda: to_sign(desk, case),
    ):
        with pytest.raises(Expected) as refused:
            work()
        assert refused.value.code in {"nothing_to_print", "nothing_to_sign"}


def test_it_is_printed_apart_for_household_and_operator_and_not_for_the_landlord(desk, amended):
    printed = text(desk.papers.make(AMENDMENT, amended, Recipient.HOUSEHOLD, today=TODAY).pdf)
    assert "Avenant n° 1 au contrat d’accompagnement" in printed
    assert "Une visite par mois." in printed
    assert "2026-0142/contrat/1, signé le 22 septembre 2026" in printed
    assert desk.papers.make(AMENDMENT, amended, Recipient.OPERATOR, today=TODAY).pages == 1
    with pytest.raises(Expected) as refused:
        desk.papers.make(AMENDMENT, amended, Recipient.LANDLORD, today=TODAY)
    assert refused.value.code == "no_such_paper"


def test_the_contract_is_amended_once_everybody_signed_the_amendment(desk, amended):
    assert [place.shown.name for place in to_sign(desk, amended).awaited] == [
        "Nadia Benali",
        "Karim Benali",
        "Claire Morel",
    ]
    signs(desk, amended, 1)
    (one,) = view(desk, amended).amendments
    assert (view(desk, amended).state, one.may_change, one.to_sign) == (ContractState.IN_FORCE, False, True)
    assert one.state_label.replace("\u00a0", " ") == "signé par une partie, il manque : Karim Benali, Claire Morel"
    signs(desk, amended)
    (one,) = view(desk, amended).amendments
    assert (view(desk, amended).state, one.to_sign, one.missing_signatories) == (ContractState.AMENDED, False, ())
    assert view(desk, amended).state_label == "en cours, modifié par avenant"
    assert desk.cases.show(amended, TODAY)["computed"]["contract_state"] == "amended"


def test_the_sealed_amendment_is_whole_and_the_contract_s_own_signatures_are_not_touched(desk, amended):
    before = view(desk, amended).signatories
    signs(desk, amended)
    found, evidence = desk.signing.verify(to_sign_pdf(desk, amended))
    assert (found.intact, len(found.signatures), len(evidence)) == (True, 3, 3)
    assert view(desk, amended).signatories == before


def to_sign_pdf(desk, case):
    (kept,) = [one for one in desk.kept_papers.of_case(case, TODAY) if one.kind is AMENDMENT]
    assert kept.signed
    return desk.kept_papers.latest(kept.document_id)


def test_an_amendment_somebody_signed_no_longer_changes(desk, amended):
    signs(desk, amended, 1)
    row = desk.editing.row(amended, "amendment", view(desk, amended).amendments[0].id)
    with pytest.raises(Expected) as refused:
        desk.editing.change(
            amended, "amendment", row.id, {"changes": "deux visites"}, {"changes": row.values["changes"]}
        )
    assert refused.value.code == "frozen"


def test_the_oldest_that_waits_is_signed_first(desk, amended):
    later = Amending(AmendmentMotive.NEW_OBJECTIVES, "un objectif de plus", effective_on=dt.date(2026, 12, 1))
    desk.contracting.amend(amended, later)
    assert [one.to_sign for one in view(desk, amended).amendments] == [True, False]
    signs(desk, amended)
    assert [one.to_sign for one in view(desk, amended).amendments] == [False, True]
    assert "Un objectif de plus." in text(to_sign(desk, amended).frozen.pdf)


def test_not_today_leaves_the_contract_as_it_is_and_one_may_sign_another_day(desk, amended):
    paper = to_sign(desk, amended)
    desk.signing.record_not_today(paper.frozen, paper.awaited[0], Circumstances())
    (one,) = view(desk, amended).amendments
    assert one.signatories[0].outcome is SignatureOutcome.NOT_TODAY
    assert view(desk, amended).state is ContractState.IN_FORCE
    signs(desk, amended)
    assert view(desk, amended).state is ContractState.AMENDED


def test_an_answer_that_is_no_signature_leaves_the_paper_to_sign_as_it_was(desk, amended):
    paper = to_sign(desk, amended)
    desk.signing.record_not_today(paper.frozen, paper.awaited[0], Circumstances())
    assert to_sign(desk, amended).frozen.sha256 == paper.frozen.sha256


def test_an_amendment_changed_before_anybody_signs_is_frozen_again(desk, amended):
    before = to_sign(desk, amended).frozen
    row = desk.editing.row(amended, "amendment", view(desk, amended).amendments[0].id)
    desk.editing.change(amended, "amendment", row.id, {"changes": "deux visites"}, {"changes": row.values["changes"]})
    after = to_sign(desk, amended).frozen
    assert before.sha256 != after.sha256
    assert "Deux visites." in text(after.pdf)


def test_an_amendment_begins_with_what_is_otherwise_in_the_case(desk, case):
    assert desk.contracting.begun_amendment(case, TODAY) == ""
    objective = view(desk, case).objectives[0]
    desk.contracting.record_progress(case, objective.id, Said(TODAY, stage=ObjectiveStage.DROPPED))
    begun = desk.contracting.begun_amendment(case, TODAY)
    assert begun.replace("\u00a0", " ").startswith("Laissé : « ")
    desk.contracting.amend(case, Amending(AmendmentMotive.NEW_OBJECTIVES, begun))
    assert desk.contracting.begun_amendment(case, TODAY) == ""


def test_amendments_signed_elsewhere_count_for_those_who_signed_them(empty_desk):
    case_id = empty_desk.exchange.import_document(second()).case_id
    first, last = view(empty_desk, case_id).amendments
    assert first.number == 1
    assert last.signatories
