"""What the papers of an agreement say beyond the two parties: who else signs, what changed, what was left."""

from __future__ import annotations

import datetime as dt

import pypdfium2 as pdfium
import pytest

from app.domain.contracts import ContractState
from app.services.demonstration.example import handed_but_unsigned
from app.services.signature.signing import Circumstances
from app.words import speaking
from resources.vocabulary import DocumentKind, Recipient
from tests.journeys.world import changed, second, shown

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
CONTRACT, COMMITMENTS, SHEET = (
    DocumentKind.SUPPORT_CONTRACT,
    DocumentKind.MUTUAL_COMMITMENTS,
    DocumentKind.FOLLOWUP_SHEET,
)
REPRESENTATIVE = "household.persons.1.representative"


@pytest.fixture
def printed(empty_desk):
    def ask(document, kind=CONTRACT, recipient=Recipient.HOUSEHOLD):
        case_id = empty_desk.exchange.import_document(document).case_id
        return shown(empty_desk.papers.make(kind, case_id, recipient, today=TODAY).pdf).replace("\u00a0", " ")

    return ask


def test_whoever_signed_beside_the_parties_has_a_frame_that_says_so(printed):
    text = printed(second())
    assert "Lise Obrecht assiste Rosa Ferreira" in text
    assert "Paul Weiss interprète" in text
    assert "interprète (portugais)" not in text


def test_a_signed_page_of_commitments_shows_its_witness(printed):
    text = printed(second(), COMMITMENTS, Recipient.LANDLORD)
    assert "Odile Ferry témoin" in text
    assert "curat" not in text


def test_an_adult_who_signed_in_another_quality_is_shown_in_that_one(printed):
    text = printed(second(), COMMITMENTS)
    assert "Tiago Souza personne choisie" in text
    assert "Tiago Souza membre du ménage" not in text


def signed_by_all_but_the_representative(desk, measure):
    document = changed(handed_but_unsigned(second()), "household.persons.1.protection_measure", measure)
    case_id = desk.exchange.import_document(document).case_id
    frozen = desk.signing.freeze(CONTRACT, case_id, today=TODAY)
    representative = frozen.places[-1]
    for place in frozen.places[:-1]:
        desk.signing.record_on_paper(frozen, place, Circumstances())
    return case_id, frozen, representative


def test_the_signatures_of_a_sheet_never_fill_a_page_alone(empty_desk):
    """What is to be done, and when we meet, stand on the page one signs."""
    case_id = empty_desk.exchange.import_document(second()).case_id
    made = empty_desk.papers.make(SHEET, case_id, Recipient.HOUSEHOLD, today=TODAY)
    pages = pdfium.PdfDocument(made.pdf)
    last = pages[len(pages) - 1].get_textpage().get_text_range()
    assert "Signatures" in last
    assert "À faire" in last


@pytest.mark.parametrize("measure", ["tutelle", "habilitation"])
def test_a_contract_waits_for_whoever_represents_an_adult(empty_desk, measure):
    case_id, frozen, representative = signed_by_all_but_the_representative(empty_desk, measure)
    view = empty_desk.contracting.contract(case_id, TODAY)
    assert view.state is ContractState.PARTLY_SIGNED
    assert view.missing_signatories == empty_desk.signing.progress(frozen).missing == ("Lise Obrecht",)
    empty_desk.signing.record_on_paper(frozen, representative, Circumstances())
    assert empty_desk.contracting.contract(case_id, TODAY).state is ContractState.IN_FORCE
    assert empty_desk.signing.progress(frozen).missing == ()


@pytest.mark.parametrize("measure", ["curatelle_simple", "curatelle_renforcee"])
def test_a_contract_offers_a_place_to_whoever_assists_an_adult_and_waits_for_nobody_but_the_adult(empty_desk, measure):
    """A decision on one's own life is taken alone (civil code, 459)."""
    case_id, frozen, representative = signed_by_all_but_the_representative(empty_desk, measure)
    assert representative.shown.name == "Lise Obrecht"
    view = empty_desk.contracting.contract(case_id, TODAY)
    assert view.state is ContractState.IN_FORCE
    assert view.missing_signatories == empty_desk.signing.progress(frozen).missing == ()
    empty_desk.signing.record_on_paper(frozen, representative, Circumstances())


def test_a_representative_of_the_directory_signs_on_screen_like_the_others(empty_desk):
    case_id = empty_desk.exchange.import_document(handed_but_unsigned(second())).case_id
    frozen = empty_desk.signing.freeze(CONTRACT, case_id, today=TODAY)
    assert [(one.shown.name, one.shown.capacity) for one in frozen.places][-1] == (
        "Lise Obrecht",
        "assiste Rosa Ferreira",
    )


def test_a_representative_known_by_a_line_of_text_and_an_interpreter_sign_by_hand(empty_desk, printed):
    document = changed(handed_but_unsigned(second()), REPRESENTATIVE, "Inès Marchal, Service mandataire")
    text = printed(document)
    assert "Inès Marchal assiste Rosa Ferreira" in text
    assert "interprète (portugais)" in text
    frozen = empty_desk.signing.freeze(CONTRACT, empty_desk.cases.find("R-2018-031"), today=TODAY)
    assert "Inès Marchal" not in {one.shown.name for one in frozen.places}
    assert "Inès Marchal" in shown(frozen.pdf)


def test_a_guardian_represents_and_someone_without_protection_signs_alone(printed):
    document = handed_but_unsigned(second())
    guarded = changed(document, "household.persons.1.protection_measure", "tutelle")
    assert "Lise Obrecht représente Rosa Ferreira" in printed(guarded)


def test_a_mandate_that_leaves_somebody_their_signature_adds_no_frame(printed):
    free = changed(handed_but_unsigned(second()), "household.persons.1.protection_measure", "sauvegarde")
    assert "Lise Obrecht" not in printed(free)


def test_amendments_follow_the_contract_numbered_by_their_days(printed):
    document = second()
    document["contract"]["amendments"].reverse()
    text = printed(document)
    first, other = text.index("Avenant n° 1 : nouveaux objectifs"), text.index("Avenant n° 2 : changement de personne")
    assert text.index("Signatures") < first < other
    assert "Prend effet 13 juillet 2026" in text
    assert "Maëlle Kieffer : signé à l’écran le 9 juillet 2026" in text
    assert "Rosa Ferreira : n’a pas signé ce jour-là (1er octobre 2026)" in text
    assert "réfléchir" not in text
    assert "je veux d’abord le rencontrer" not in text
    assert "demeurent inchangées" in text


def test_only_an_amendment_everybody_signed_has_changed_the_contract(printed):
    """The simplified version says « ce qui a changé »: what still waits for somebody changed nothing."""
    document = second()
    assert "Le 13 juillet 2026 : Un objectif de plus" not in printed(document)
    for who in ("m2", "m5"):
        document["contract"]["amendments"][0]["signatures"].append({"signatory": who, "on": "2026-07-10"})
    assert "Le 13 juillet 2026 : Un objectif de plus" in printed(changed(document, "case.number", "R-2018-032"))


def test_an_objective_given_up_is_said_left_and_promised_by_nobody(printed):
    document = changed(second(), "contract.objectives.2.commitments", {"household": "sonner chez la voisine"})
    text = printed(document)
    assert "Parler à nouveau avec la voisine : nous l’avons laissé le 3 septembre 2026." in text
    assert "Sonner chez la voisine" not in text
    assert "3. Du temps avec chaque enfant" in text


def test_a_sheet_neither_works_on_what_was_left_nor_waits_for_it(printed):
    text = printed(second(), SHEET)
    assert "On laisse (3 septembre 2026) Plus maintenant." in text
    assert "31 octobre 2026" not in text


@pytest.mark.parametrize(
    ("scheme", "words"),
    [
        ("asll", "accompagnement social lié au logement (ASLL)"),
        ("own_funds", "accompagnement sur moyens propres"),
        ("fsl_specific", "FSL Remis"),
        ("other", "accompagnement vers et dans le logement"),
    ],
)
def test_the_contract_names_the_scheme_in_public_words(printed, scheme, words):
    assert f"Dans le cadre de {words}" in printed(changed(second(), "measure.scheme", scheme))


def test_papers_are_french_whatever_the_screen_speaks(empty_desk):
    case_id = empty_desk.exchange.import_document(second()).case_id
    for kind in (CONTRACT, COMMITMENTS, SHEET, DocumentKind.DIAGNOSIS_FORM, DocumentKind.VISIT_REPORT):
        french = empty_desk.papers.make(kind, case_id, Recipient.HOUSEHOLD, today=TODAY)
        with speaking("en"):
            assert empty_desk.papers.make(kind, case_id, Recipient.HOUSEHOLD, today=TODAY) == french


def test_an_hour_is_said_alike_on_screen_and_on_paper(empty_desk, printed):
    sheet = printed(second(), SHEET)
    deadlines = empty_desk.computing.deadlines(empty_desk.cases.find("R-2018-031"), TODAY)["deadlines"]
    (hearing,) = (one["sentence"] for one in deadlines if one["id"] == "hearing" and "2027" in one["due_on"])
    assert "À 9 h 30, Tribunal" in hearing.replace("\u00a0", " ")
    assert "(9 h 30, Tribunal" in sheet


def test_no_trade_is_named_in_one_gender(printed):
    text = printed(second(), recipient=Recipient.OPERATOR)
    assert "conseil en économie sociale et familiale (CESF), pour l’association" in text
    assert "autre métier" not in text


def test_an_individual_document_leaves_the_household_a_place_to_countersign(printed):
    text = printed(changed(handed_but_unsigned(second()), "contract.legal_regime", "dipc_l3114"))
    assert "Maëlle Kieffer" in text
    assert text.count("membre du ménage, contresignature facultative") == 3
    assert "Lise Obrecht assiste Rosa Ferreira" in text
