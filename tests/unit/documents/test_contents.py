"""What each document says, before any drawing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gettext
import re

import pytest
from typing_extensions import override

from app import words
from app.documents import blocks as b
from app.documents import values as v
from app.documents.rendering import KINDS, RECIPIENTS, VERSIONS, blocks_of, content_hash
from app.words import speaking
from resources.vocabulary import (
    ApprovalStatus,
    DocumentKind,
    LeaseKind,
    LegalRegime,
    PointState,
    Recipient,
    SignatureMethod,
    SignatureOutcome,
)
from tests.unit.documents import example_values as example

EVERYTHING = example.everything()
SECRET = "SECRET-SANTE-7319"


def said(value: v.DocumentValue) -> str:
    return "\n".join(b.texts(blocks_of(value)))


def with_legal(value: v.SupportContract, **changes: object) -> v.SupportContract:
    return dataclasses.replace(value, legal=dataclasses.replace(value.legal, **changes))


def test_every_printable_kind_has_a_value_recipients_and_a_version() -> None:
    assert set(KINDS.values()) == set(RECIPIENTS) == set(VERSIONS) == set(DocumentKind)


def test_the_examples_cover_every_kind_and_recipient_but_the_contract_a_landlord_signs() -> None:
    every = {f"{kind}-{recipient}" for kind, recipients in RECIPIENTS.items() for recipient in recipients}
    assert every - set(EVERYTHING) == {"support_contract-landlord"}


@pytest.mark.parametrize(
    ("value", "recipient"),
    [
        (example.visit(), Recipient.LANDLORD),
        (example.followup(), Recipient.LANDLORD),
        (example.diagnosis(), Recipient.LANDLORD),
        (example.sentences(), Recipient.COMMITTEE),
        (example.contract(), Recipient.FUNDER),
        (example.amendment(), Recipient.LANDLORD),
    ],
)
def test_nobody_prints_a_document_for_whom_it_is_not_made(value: v.DocumentValue, recipient: Recipient) -> None:
    wrong = dataclasses.replace(value, heading=dataclasses.replace(value.heading, recipient=recipient))
    with pytest.raises(ValueError, match="no "):
        blocks_of(wrong)


def test_the_landlord_has_no_contract_unless_a_signatory() -> None:
    with pytest.raises(ValueError, match="no landlord version"):
        blocks_of(example.contract(Recipient.LANDLORD))
    party = dataclasses.replace(example.contract(Recipient.LANDLORD), landlord=example.LANDLORD)
    assert "Habitat de la Deûle" in said(party)


def test_an_amendment_says_what_changes_and_that_the_rest_stands() -> None:
    text = said(example.amendment())
    assert "Une visite par mois, le premier mardi." in text
    assert "Les autres clauses du contrat demeurent inchangées." in text
    assert "2026-0142/contrat/1, signé le" in text
    without = dataclasses.replace(example.amendment(), amendment=v.Amendment(1, "autre"))
    assert "le jour de la dernière signature" in said(without)
    assert any(isinstance(block, b.WritingLines) for block in _walk(blocks_of(without)))


def test_the_landlord_receives_sentences_and_nothing_else() -> None:
    text = said(example.sentences())
    assert "Cinq ans de paiement régulier avant avril 2026." in text
    for never in (
        SECRET,
        "On tient grâce",
        "Le couple est soudé",
        "mutuelle",
        "cahier",
        "Inès",
        "assistante maternelle",
    ):
        assert never not in text


def test_the_household_reads_what_leaves_before_it_leaves() -> None:
    theirs, landlords = said(example.sentences(Recipient.HOUSEHOLD)), said(example.sentences())
    assert "Ce qui part chez votre bailleur" in theirs
    assert "Vos initiales" in theirs
    for one in example.sentences().sentences:
        assert one.sentence in theirs
        assert one.sentence in landlords


def test_a_landlord_with_no_sentence_is_told_so() -> None:
    assert "Aucune phrase" in said(dataclasses.replace(example.sentences(), sentences=()))
    assert "Aucune phrase ne part" in said(dataclasses.replace(example.sentences(Recipient.HOUSEHOLD), sentences=()))


def test_a_committee_reads_shared_sentences_without_names() -> None:
    text = said(example.diagnosis(Recipient.COMMITTEE))
    assert "La famille souhaite rester dans son logement." in text
    for never in ("Nadia", "Karim", SECRET, "On veut rester"):
        assert never not in text


@pytest.mark.parametrize("status", [None, ApprovalStatus.DISPUTED])
def test_a_committee_reads_nothing_unapproved(status: ApprovalStatus | None) -> None:
    value = example.diagnosis(Recipient.COMMITTEE)
    with pytest.raises(ValueError, match="not approved"):
        blocks_of(dataclasses.replace(value, approvals=(v.Approval("…", status),)))
    with pytest.raises(ValueError, match="not approved"):
        blocks_of(dataclasses.replace(value, approvals=()))


def test_disagreeing_has_the_same_place_as_approving() -> None:
    boxes = [
        one for block in _walk(blocks_of(example.diagnosis())) if isinstance(block, b.CheckBoxes) for one in block.boxes
    ]
    assert [box.label for box in boxes[:3]] == ["J’approuve", "J’approuve avec réserves", "Je ne suis pas d’accord"]
    assert [box.ticked for box in boxes[:3]] == [True, False, False]


def test_an_approval_not_given_yet_leaves_boxes_and_lines() -> None:
    blocks = _walk(blocks_of(dataclasses.replace(example.diagnosis(), approvals=(v.Approval("Nadia Benali"),))))
    boxes = [one for block in blocks if isinstance(block, b.CheckBoxes) for one in block.boxes]
    assert not any(box.ticked for box in boxes)
    assert any(isinstance(block, b.WritingLines) for block in blocks)


def test_not_wishing_to_talk_is_a_complete_answer() -> None:
    point = v.Point(6, "La santé", PointState.PREFERS_NOT_TO)
    text = said(dataclasses.replace(example.diagnosis(), points=(point,)))
    assert "Ne souhaite pas en parler. C’est une réponse complète." in text


def test_the_household_reads_the_simplified_version_first_then_the_whole_contract() -> None:
    blocks = blocks_of(example.contract())
    assert isinstance(blocks[0], b.Part)
    assert blocks[0].scale is b.Scale.LARGE
    titles = [block.text for block in _walk(blocks) if isinstance(block, b.Title)]
    assert titles == ["Mon contrat d’accompagnement", "Le contrat complet"]
    assert "version simplifiée" in b.texts(blocks)
    assert "FALC" not in said(example.contract())
    for text in b.texts(blocks_of(example.contract(Recipient.OPERATOR)))[1:]:
        assert text in b.texts(blocks)


def test_an_objective_the_household_did_not_word_is_said_to_be_ours() -> None:
    whole = example.contract()
    assert "Nous proposons" not in said(whole)
    first, *others = whole.objectives
    ours = dataclasses.replace(first, household_words="", expected_result="Le loyer courant est payé.")
    mixed = said(dataclasses.replace(whole, objectives=(ours, *others)))
    assert "Nous proposons\u00a0: Le loyer courant est payé." in mixed
    assert "Ce que vous voulez, ce que nous proposons" in mixed
    assert "Chaque objectif part de vos mots" not in mixed
    alone = said(dataclasses.replace(whole, objectives=(ours,)))
    assert "Ce que vous voulez" not in alone
    assert "Ce que nous proposons" in alone


def test_the_simplified_version_has_short_sentences_and_no_word_in_capitals() -> None:
    part = blocks_of(example.contract())[0]
    for text in b.texts((part,)):
        assert not re.search(r"\b[A-ZÉÈÀ]{4,}\b", text)
        assert all(len(one.split()) <= 20 for one in re.split(r"(?<=[.!?])\s", text))


def test_signatures_stand_at_the_end_of_the_full_contract_only() -> None:
    spaces = [
        space
        for block in _walk(blocks_of(example.contract()))
        if isinstance(block, b.Signatures)
        for space in block.spaces
    ]
    assert [space.field for space in spaces] == ["household_1", "household_2", "operator_1"]


@pytest.mark.parametrize("name", [name for name in EVERYTHING if "contract" in name or "followup" in name])
def test_no_duty_of_presence_nor_of_information_and_no_mark(name: str) -> None:
    text = said(EVERYTHING[name])
    for never in ("être présent", "Être présent", "/4", "/10", "score", "intensi", "rupture de votre bail"):
        assert never not in text


def test_the_contract_says_pause_return_and_how_to_stop() -> None:
    text = said(example.contract(Recipient.OPERATOR))
    for always in (
        "une pause",
        "reprendre",
        "nous l’écrirons avec vous",
        "nous rappeler, même après",
        "Fait en deux originaux",
    ):
        assert always in text


@pytest.mark.parametrize(
    ("tenure", "always", "never"),
    [
        (LeaseKind.DIRECT_LEASE, "loi n° 89-462", "conséquences sur votre logement"),
        (LeaseKind.COTENANCY, "ne le modifie pas", "conséquences sur votre logement"),
        (LeaseKind.SUBLEASE, "L. 442-8-2 et L. 442-8-3", "loi n° 89-462"),
        (LeaseKind.SLIDING_LEASE, "conséquences sur votre logement", "loi n° 89-462"),
        (LeaseKind.TEMPORARY_ACCOMMODATION, "titre d’occupation", "locataire"),
        (None, "librement accepté", "conséquences sur votre logement"),
    ],
)
def test_freedom_and_lease_are_said_by_tenure(tenure: LeaseKind | None, always: str, never: str) -> None:
    value = with_legal(dataclasses.replace(example.contract(Recipient.OPERATOR), household=()), tenure=tenure)
    text = said(value).replace("signataire du bail", "")
    assert always in text
    assert never not in text


def test_consequences_of_stopping_are_named_in_a_sublease() -> None:
    value = with_legal(
        example.contract(), tenure=LeaseKind.SUBLEASE, stopping_consequences="la sous-location peut prendre fin."
    )
    assert "sur votre logement\u00a0: la sous-location peut prendre fin. Nous en parlons avant." in said(value)


@pytest.mark.parametrize(
    ("regime", "always", "never"),
    [
        (LegalRegime.DIPC_L3114, "vous pouvez le contresigner", "signé dans le mois"),
        (LegalRegime.STAY_CONTRACT, "signé dans le mois", "contresigner"),
        (LegalRegime.CONVENTIONAL_AVDL, "de préférence par écrit", "L. 311-3"),
        (None, "de préférence par écrit", "L. 311-3"),
    ],
)
def test_the_law_of_2002_is_cited_by_regime_only(regime: LegalRegime | None, always: str, never: str) -> None:
    text = said(with_legal(example.contract(Recipient.OPERATOR), regime=regime))
    assert always in text
    assert never not in text


def test_a_qualified_person_is_named_only_for_a_regulated_service() -> None:
    value = with_legal(example.contract(Recipient.OPERATOR), qualified_person="Paul Petit")
    assert "Paul Petit" not in said(value)
    assert "Paul Petit" in said(with_legal(value, regime=LegalRegime.DIPC_L3114))


def test_the_mention_of_screen_signature_waits_for_a_screen_and_the_copy_for_its_day() -> None:
    value = example.contract(Recipient.OPERATOR)
    assert "910/2014" not in said(value)
    screen = tuple(dataclasses.replace(one, method=SignatureMethod.SCREEN) for one in value.signatories)
    signed = dataclasses.replace(value, signatories=screen)
    assert "présomption de fiabilité" in said(signed)
    assert "exemplaire vous a été remis" not in said(signed)
    handed = dataclasses.replace(signed, copy_given_on=dt.date(2026, 9, 22))
    assert "exemplaire vous a été remis le 22\u00a0septembre\u00a02026" in said(handed)


def test_places_to_sign_say_what_happened() -> None:
    day = dt.date(2026, 9, 22)
    signatories = (
        v.Signatory("a", "A", "…", SignatureMethod.PAPER, None, day),
        v.Signatory("b", "B", "…"),
        v.Signatory("c", "C", "…", None, SignatureOutcome.DECLINED, day),
        v.Signatory("d", "D", "…", None, SignatureOutcome.NOT_TODAY, day),
        v.Signatory("e", "E", "…", SignatureMethod.SCREEN),
    )
    blocks = _walk(blocks_of(dataclasses.replace(example.contract(Recipient.OPERATOR), signatories=signatories)))
    spaces = [space.said for block in blocks if isinstance(block, b.Signatures) for space in block.spaces]
    assert spaces[0] == "Signé sur papier le 22\u00a0septembre\u00a02026."
    assert "……" in spaces[1]
    assert "n’a pas souhaité signer" in spaces[2]
    assert "Ne signe pas aujourd’hui" in spaces[3]
    assert not spaces[4]


def test_the_household_takes_away_facts_and_tasks_only() -> None:
    text = said(example.visit())
    assert "Loyer de novembre payé." in text
    assert "Apporter l’attestation CAF" in text
    for never in ("La reprise se confirme", "minutes", "Analyse"):
        assert never not in text
    with pytest.raises(ValueError, match="facts and tasks only"):
        blocks_of(dataclasses.replace(example.visit(), analysis=("…",)))
    assert "Note professionnelle communicable" in said(example.visit(Recipient.OPERATOR))


def test_a_hearing_is_said_in_full_whatever_was_promised() -> None:
    for name in ("mutual_commitments-household", "followup_sheet-household"):
        assert "a toujours lieu tant que le tribunal n’a pas confirmé" in said(EVERYTHING[name])


def test_the_mutual_commitments_hold_nothing_of_the_diagnosis() -> None:
    text = said(example.commitments(Recipient.LANDLORD))
    assert "1\u00a0753,30\u00a0€" in text
    for never in (SECRET, "mutuelle", "sœur", "Inès"):
        assert never not in text


def test_three_lists_have_the_same_look_and_only_those_who_promised() -> None:
    lists = [block for block in _walk(blocks_of(example.commitments())) if isinstance(block, b.ThreeLists)]
    assert [one.voice for one in lists[0].lists] == list(b.Voice)
    contract = [
        block for block in _walk(blocks_of(example.contract(Recipient.OPERATOR))) if isinstance(block, b.ThreeLists)
    ]
    assert [one.label for one in contract[0].lists] == ["Vous", "Nous"]


def test_rights_that_hang_on_the_legal_basis_are_said_so_and_the_basis_only_when_known() -> None:
    value = example.contract(Recipient.OPERATOR)
    assert "selon la base légale, de portabilité et d’opposition" in said(value)
    assert "Base légale" not in said(value)
    assert "Base légale\u00a0: intérêt légitime." in said(with_legal(value, legal_basis="intérêt légitime"))
    assert "75334\u00a0Paris\u00a0Cedex\u00a007" in said(value)


def test_papers_are_french_whatever_the_screen_speaks() -> None:
    with speaking("fr"):
        expected = blocks_of(example.contract())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_catalogue", _Shouting())
        assert blocks_of(example.contract()) == expected


class _Shouting(gettext.NullTranslations):
    @override
    def gettext(self, message: str) -> str:
        return message.upper()


def test_the_hash_follows_the_content_and_the_recipient_not_the_day_of_edition() -> None:
    value = example.contract(Recipient.OPERATOR)
    later = dataclasses.replace(value.heading, edited_on=dt.date(2027, 1, 1), state=v.DocumentState.DRAFT)
    assert content_hash(dataclasses.replace(value, heading=later)) == content_hash(value)
    assert content_hash(dataclasses.replace(value, rhythm="autre")) != content_hash(value)
    assert content_hash(example.contract()) != content_hash(value)
    assert re.fullmatch(r"[0-9a-f]{64}", content_hash(value))


@pytest.mark.parametrize("kind", [v.DiagnosisForm, v.FollowupSheet])
def test_an_almost_empty_case_still_makes_a_document(kind: type) -> None:
    heading = example.heading(Recipient.HOUSEHOLD, "x")
    if kind is v.DiagnosisForm:
        value: v.DocumentValue = v.DiagnosisForm(heading, v.LegalFrame(), (), ())
    else:
        value = v.FollowupSheet(heading, v.LegalFrame(), (), dt.date(2026, 1, 1), dt.date(2026, 2, 1))
    assert said(value)


def _walk(blocks: tuple[b.Block, ...]) -> list[b.Block]:
    found: list[b.Block] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, b.Part | b.Together):
            found += _walk(block.blocks)
    return found


@pytest.mark.parametrize(("reported", "told"), [("", True), ("On en a parlé un peu.", False)])
def test_a_point_is_not_yet_talked_about_only_while_nothing_is_written_of_it(reported: str, told: bool) -> None:
    point = v.Point(1, "La situation familiale", PointState.NOT_YET, reported)
    text = said(dataclasses.replace(example.diagnosis(), points=(point,)))
    assert ("Pas encore abordé" in text) is told


def test_words_that_agree_already_are_not_agreed_twice() -> None:
    text = said(dataclasses.replace(example.contract(), rhythm="nous convenons du jeudi"))
    assert "Nous convenons du jeudi." in text
    assert "onvenons : nous" not in text.replace("\u00a0", " ")


def test_an_amendment_nobody_answered_says_so_and_a_contract_without_any_is_silent() -> None:
    bare = example.contract()
    amended = dataclasses.replace(bare, amendments=(v.Amendment(1, "pause"),))
    assert "Personne n’a encore répondu." in said(amended)
    assert "avenants" not in said(bare)
