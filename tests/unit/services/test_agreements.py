"""Agreements: what is asked, given and taken back; papers that are signed; who received what."""

from __future__ import annotations

import datetime as dt

import pytest

from app.errors import Expected
from app.services.agreements import Given
from resources.vocabulary import DiagnosisPoint, DocumentKind, Recipient
from tests.journeys.world import NUMBER, benali, changed
from tests.unit.services.test_signing import HOW, signs

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def case(desk):
    return desk.cases.find(NUMBER)


def of_case(desk, case, today=TODAY):
    return desk.agreements.of_case(case, today)


def test_what_is_asked_is_the_sentences_that_would_leave_and_never_health(desk, case):
    asked = of_case(desk, case).asked
    assert "La famille souhaite rester dans son logement." in [one.sentence for one in asked.sentences]
    assert DiagnosisPoint.HEALTH_ISSUES not in {one.point for one in asked.sentences}
    assert [one.name for one in asked.adults] == ["Nadia Benali", "Karim Benali"]
    assert asked.agreed == {one.id for one in asked.adults}


def test_words_that_let_guess_health_are_named_where_it_is_agreed_and_where_it_leaves(empty_desk):
    sentence = "diagnosis.points.family_situation.landlord_sentence"
    empty_desk.exchange.import_document(changed(benali(), sentence, "Elle va au CMP pour dépression."))
    case = empty_desk.cases.find(NUMBER)
    asked = of_case(empty_desk, case).asked.to_read_again
    assert [(one.point, one.words) for one in asked] == [(DiagnosisPoint.FAMILY_SITUATION, ("CMP", "dépression"))]
    assert "« CMP », « dépression »".replace("« ", "«\u00a0").replace(" »", "\u00a0»") in asked[0].sentence
    assert empty_desk.agreements.to_read_again(case, DocumentKind.LANDLORD_SENTENCES, TODAY) == asked
    assert not empty_desk.agreements.to_read_again(case, DocumentKind.FOLLOWUP_SHEET, TODAY)
    assert empty_desk.papers.make(DocumentKind.LANDLORD_SENTENCES, case, Recipient.LANDLORD, today=TODAY).pdf


def test_the_example_has_nothing_to_read_again(desk, case):
    assert not of_case(desk, case).asked.to_read_again
    assert not desk.agreements.to_read_again(case, DocumentKind.MUTUAL_COMMITMENTS, TODAY)


def test_an_agreement_taken_back_no_longer_holds_and_nothing_leaves(desk, case):
    given = of_case(desk, case).given[0]
    assert given.holds
    assert given.together
    changes = desk.agreements.withdraw(given.consent_id, on=TODAY)
    after = of_case(desk, case)
    assert not after.given[0].holds
    assert not after.asked.agreed
    with pytest.raises(Expected) as refused:
        desk.papers.make(DocumentKind.LANDLORD_SENTENCES, case, Recipient.LANDLORD, today=TODAY)
    assert refused.value.code == "nothing_to_share"
    desk.undoing.apply(changes.undo)
    assert of_case(desk, case).given[0].holds


def test_an_agreement_is_taken_back_once(desk, case):
    given = of_case(desk, case).given[0]
    desk.agreements.withdraw(given.consent_id, on=TODAY)
    with pytest.raises(Expected) as refused:
        desk.agreements.withdraw(given.consent_id, on=TODAY)
    assert refused.value.code == "already_withdrawn"


def test_an_agreement_given_holds_until_the_end_of_the_measure(desk, case):
    """Practice P-13: until the end of the measure, not a year."""
    before = of_case(desk, case)
    desk.agreements.withdraw(before.given[0].consent_id, on=TODAY)
    asked = before.asked
    one_adult = asked.adults[0]
    topics = tuple(one.point for one in asked.sentences)
    desk.agreements.give(case, Given((one_adult.id,), asked.recipient_id, topics), on=TODAY)
    after = of_case(desk, case)
    newest = after.given[0]
    assert (newest.who, newest.until, newest.holds, newest.together) == (("Nadia Benali",), None, True, False)
    assert after.asked.agreed == {one_adult.id}


@pytest.mark.parametrize(
    ("persons", "topics", "code"),
    [
        (False, (DiagnosisPoint.FINANCIAL_SITUATION,), "nobody_agreed"),
        (True, (), "nothing_to_agree"),
        (True, (DiagnosisPoint.HEALTH_ISSUES,), "health_stays"),
    ],
)
def test_what_cannot_be_agreed_to_is_said(desk, case, persons, topics, code):
    asked = of_case(desk, case).asked
    who = (asked.adults[0].id,) if persons else ()
    with pytest.raises(Expected) as refused:
        desk.agreements.give(case, Given(who, asked.recipient_id, topics), on=TODAY)
    assert refused.value.code == code
    assert len(of_case(desk, case).given) == 1


def test_the_register_says_what_went_to_whom_and_on_which_agreement(desk, case):
    printed = desk.papers.make(DocumentKind.LANDLORD_SENTENCES, case, Recipient.LANDLORD, today=TODAY)
    changes = desk.papers.record_print(printed, copies=2)
    line = of_case(desk, case).received[0]
    assert changes.touches("disclosure")
    assert (line.what, line.to_whom) == ("ce que le bailleur reçoit du diagnostic", of_case(desk, case).asked.recipient)
    assert line.under == of_case(desk, case).given[0]


def test_the_household_s_own_copy_is_no_disclosure(desk, case):
    printed = desk.papers.make(DocumentKind.FOLLOWUP_SHEET, case, Recipient.HOUSEHOLD, today=TODAY)
    assert not desk.papers.record_print(printed).kinds
    assert of_case(desk, case).received == ()


def test_papers_offered_say_why_one_cannot_be_made(desk, case):
    offers = {(one.kind, one.recipient): one.refusal for one in desk.papers.offered(case, today=TODAY)}
    assert offers[DocumentKind.SUPPORT_CONTRACT, Recipient.HOUSEHOLD] == ""
    assert (DocumentKind.SUPPORT_CONTRACT, Recipient.LANDLORD) not in offers
    desk.agreements.withdraw(of_case(desk, case).given[0].consent_id, on=TODAY)
    offers = {(one.kind, one.recipient): one.refusal for one in desk.papers.offered(case, today=TODAY)}
    assert "Rien ne part chez le bailleur" in offers[DocumentKind.LANDLORD_SENTENCES, Recipient.LANDLORD]


def test_a_paper_signed_elsewhere_is_listed_with_who_signed(desk, case):
    kept = {one.kind: one for one in desk.kept_papers.of_case(case, TODAY)}
    contract = kept[DocumentKind.SUPPORT_CONTRACT]
    assert contract.document_id is None
    assert contract.signed


def test_a_paper_begun_is_taken_up_where_it_stands(unsigned_desk):
    case = unsigned_desk.cases.find(NUMBER)
    first = unsigned_desk.kept_papers.to_sign(DocumentKind.SUPPORT_CONTRACT, case, today=TODAY)
    assert len(first.awaited) == 3
    sealed = signs(unsigned_desk.signing, first.frozen, 0)
    again = unsigned_desk.kept_papers.to_sign(DocumentKind.SUPPORT_CONTRACT, case, today=TODAY + dt.timedelta(3))
    assert again.frozen.document_id == first.frozen.document_id
    assert again.pdf == sealed == unsigned_desk.kept_papers.latest(first.frozen.document_id)
    assert [place.shown.name for place in again.awaited] == ["Karim Benali", "Claire Morel"]
    assert again.witness == "Claire Morel"
    listed = unsigned_desk.kept_papers.of_case(case, TODAY + dt.timedelta(3))
    contract = next(one for one in listed if one.kind is DocumentKind.SUPPORT_CONTRACT)
    assert contract.document_id == first.frozen.document_id
    assert contract.begun
    assert not contract.signed


def test_a_paper_nobody_signed_is_frozen_again_only_when_it_says_something_else(unsigned_desk):
    case = unsigned_desk.cases.find(NUMBER)
    kept = unsigned_desk.kept_papers
    first = kept.to_sign(DocumentKind.SUPPORT_CONTRACT, case, today=TODAY)
    unsigned_desk.signing.record_not_today(first.frozen, first.frozen.places[0], HOW)
    again = kept.to_sign(DocumentKind.SUPPORT_CONTRACT, case, today=TODAY)
    assert again.frozen.document_id == first.frozen.document_id
    assert again.answered == {first.frozen.places[0].signatory_id}
    document = benali()
    document["contract"].pop("signatures")
    document["mutual_commitments"].pop("signatures")
    unsigned_desk.exchange.import_document(changed(document, "contract.rhythm", "un mardi sur deux"))
    other = kept.to_sign(DocumentKind.SUPPORT_CONTRACT, case, today=TODAY)
    assert other.frozen.document_id != first.frozen.document_id


def test_bytes_of_a_paper_that_is_not_there_are_not_invented(desk):
    with pytest.raises(LookupError):
        desk.kept_papers.latest("nowhere")
