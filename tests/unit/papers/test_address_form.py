"""The household chooses how its papers speak; what somebody signed goes on speaking as it was signed (decision 22)."""

from __future__ import annotations

import datetime as dt

import pypdfium2 as pdfium
import pytest

from app.documents.ink_demonstration import demonstration_ink
from app.services.signature.signing import Circumstances
from resources.vocabulary import DocumentKind, Recipient
from tests.journeys.world import NUMBER

TODAY = dt.date(2026, 11, 20)
CONTRACT = DocumentKind.SUPPORT_CONTRACT
OWN = (
    CONTRACT,
    DocumentKind.VISIT_REPORT,
    DocumentKind.FOLLOWUP_SHEET,
    DocumentKind.DIAGNOSIS_FORM,
    DocumentKind.MUTUAL_COMMITMENTS,
)
SPEAKS = {
    CONTRACT: "je suis libre",
    DocumentKind.VISIT_REPORT: "cette feuille est à moi",
    DocumentKind.FOLLOWUP_SHEET: "mon bailleur",
    DocumentKind.DIAGNOSIS_FORM: "ce que je dis",
    DocumentKind.MUTUAL_COMMITMENTS: "le ménage : moi",
}


def text(pdf: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]
    return " ".join("\n".join(pages).replace("\u00a0", " ").lower().split())


def speak(desk, form: str) -> str:
    case_id = desk.cases.find(NUMBER)
    row = desk.editing.current(case_id, "household")
    before = {"address_form": row.values["address_form"]}
    desk.editing.change(case_id, "household", row.id, {"address_form": form}, before)
    return case_id


def printed(desk, kind, case_id, recipient=Recipient.HOUSEHOLD) -> str:
    return text(desk.papers.make(kind, case_id, recipient, today=TODAY).pdf)


@pytest.mark.parametrize("kind", OWN)
def test_papers_of_the_household_speak_as_it_chose(unsigned_desk, kind):
    case_id = unsigned_desk.cases.find(NUMBER)
    assert SPEAKS[kind] not in printed(unsigned_desk, kind, case_id)
    speak(unsigned_desk, "je")
    assert SPEAKS[kind] in printed(unsigned_desk, kind, case_id)


@pytest.mark.parametrize("kind", OWN)
def test_papers_of_others_stay_as_they_were(unsigned_desk, kind):
    case_id = unsigned_desk.cases.find(NUMBER)
    before = printed(unsigned_desk, kind, case_id, Recipient.OPERATOR)
    speak(unsigned_desk, "tu")
    assert printed(unsigned_desk, kind, case_id, Recipient.OPERATOR) == before


def test_a_contract_somebody_signed_keeps_the_form_it_was_signed_in(unsigned_desk):
    case_id = speak(unsigned_desk, "tu")
    signing = unsigned_desk.signing
    frozen = signing.freeze(CONTRACT, case_id, today=TODAY)
    assert "tu es libre" in text(frozen.pdf)
    place = frozen.places[0]
    signing.sign_on_screen(frozen, place, demonstration_ink(place.shown.name), Circumstances())
    speak(unsigned_desk, "je")
    assert unsigned_desk.kept_papers.to_sign(CONTRACT, case_id, today=TODAY).frozen.sha256 == frozen.sha256
    assert "tu es libre" in printed(unsigned_desk, CONTRACT, case_id)


def test_a_contract_nobody_signed_yet_is_frozen_again_in_the_form_chosen_since(unsigned_desk):
    case_id = unsigned_desk.cases.find(NUMBER)
    before = unsigned_desk.kept_papers.to_sign(CONTRACT, case_id, today=TODAY).frozen
    speak(unsigned_desk, "je")
    after = unsigned_desk.kept_papers.to_sign(CONTRACT, case_id, today=TODAY).frozen
    assert before.sha256 != after.sha256
    assert "je suis libre" in text(after.pdf)
