"""« Effacer définitivement » through the window: typed, corrected, forgotten; attested; nothing of it in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.services.drafts import Typed
from app.services.forgetting.values import Motive, Place
from tests.journeys.world import NUMBER, shown
from tests.unit.ui.fixtures import texts
from tests.unit.ui.hands import Hands
from tests.unit.vault.traces import traces
from ui.case.attestation import AttestationSheet
from ui.case.forgetting import ForgettingSheet
from ui.case.forgetting_view_model import confirms, given_before, named, repeats
from ui.destinations import CaseTab, Destination
from ui.destinations import Place as Where
from ui.forms.history import HistorySheet
from ui.forms.lists import open_row
from ui.forms.sheet import Asked, RowSheet
from ui.kit.fields import Line

MARKER = "MARQUEUR-SANTE-9417"
ENTRY = "Effacer définitivement…"


@pytest.fixture
def person(opened) -> str:
    """Somebody whose words were typed, then corrected."""
    case_id = opened.case()
    row = opened.desk.editing.rows(case_id, "person")[0]
    for said in (f"{MARKER} dit trop", "prénom d’usage"):
        opened.desk.editing.change(case_id, "person", row.id, {"called": said})
    opened.desk.vault.settle()
    return row.id


def papers(opened) -> QWidget:
    return opened.go(Destination(Where.CASE, opened.case(), CaseTab.PAPERS))


def sheet_of(opened, kind: type[QDialog]):
    return next((one for one in opened.window.findChildren(kind) if one.isVisible()), None)


def asked(opened) -> ForgettingSheet:
    papers(opened)
    opened.press(ENTRY)
    sheet = sheet_of(opened, ForgettingSheet)
    assert sheet is not None
    return sheet


def write(sheet: QWidget, **values: str) -> None:
    names = {
        "words": "Les mots à effacer",
        "asked_by": "Qui le demande",
        "agreed_by": "Qui l’accepte",
        "why": "Pourquoi",
    }
    for key, text in values.items():
        name = names.get(key, f"Pour confirmer, tapez\u00a0: {NUMBER}")
        next(one for one in sheet.findChildren(Line) if one.accessibleName() == name).setText(text)


def look_for(opened, sheet: QWidget, words: str) -> None:
    write(sheet, words=words)
    opened.press("Chercher où ils sont", sheet)


def order(opened, sheet: QWidget, **values: str) -> None:
    write(
        sheet, **{"asked_by": "Nadia Benali", "agreed_by": "Anne Weber", "why": "à tort", "confirm": NUMBER, **values}
    )
    opened.press("Effacer définitivement", sheet)
    opened.settle()


def test_what_cannot_be_undone_is_said_before_anything_is_asked(opened):
    said = opened.words(asked(opened))
    assert said.index("On ne revient pas") < said.index("Quoi effacer")
    assert "hors d’atteinte" in said
    assert "le papier" in said


def test_words_corrected_are_found_forgotten_and_attested(qtbot, opened, person):
    opened.desk.backups.make()
    assert traces(opened.desk.vault, MARKER)
    sheet = asked(opened)
    look_for(opened, sheet, MARKER.lower())
    assert "Avant correction" in opened.words(sheet)
    order(opened, sheet)
    assert traces(opened.desk.vault, MARKER) == set()
    assert opened.desk.editing.row(opened.case(), "person", person).values["called"] == "prénom d’usage"
    assert sheet_of(opened, ForgettingSheet) is None
    paper = sheet_of(opened, AttestationSheet)
    assert "C’est effacé" in opened.words(paper)
    assert {"Imprimer", "Enregistrer le PDF…"} <= {one.text() for one in paper.findChildren(QPushButton)}
    qtbot.waitUntil(lambda: all(one.words for one in paper.view.sheets))
    words = " ".join(" ".join(one.words for one in paper.view.sheets).split())
    assert "Anne Weber" in words
    assert MARKER not in words


def test_what_is_shown_today_goes_too_when_it_is_not_kept(opened, person):
    sheet = asked(opened)
    look_for(opened, sheet, MARKER)
    opened.press("Garder ce qui est écrit aujourd’hui", sheet)
    order(opened, sheet)
    assert opened.desk.editing.row(opened.case(), "person", person).values["called"] is None


def test_where_the_words_still_stand_one_is_told_that_the_whole_field_goes(opened, person):
    opened.desk.editing.change(opened.case(), "person", person, {"called": f"{MARKER} encore"})
    sheet = asked(opened)
    look_for(opened, sheet, MARKER)
    said = opened.words(sheet)
    assert "Encore écrit" in said
    assert "tout le champ sera vidé" in said
    assert "Garder ce qui est écrit aujourd’hui" not in said


def test_words_that_are_nowhere_are_said_to_be_nowhere(opened):
    sheet = asked(opened)
    look_for(opened, sheet, MARKER)
    assert "nulle part dans ce dossier" in opened.words(sheet)


def test_what_is_typed_on_the_page_is_kept_first_and_goes_too(opened, person):
    """A draft of the very words, and a row open with them, leave nothing behind."""
    case_id = opened.case()
    typed = Typed(case_id, "person", "called", f"{MARKER} dit trop", row_id=person)
    opened.desk.drafts.save("person:x:called", typed)
    sheet = asked(opened)
    look_for(opened, sheet, MARKER)
    order(opened, sheet)
    assert opened.desk.drafts.found(case_id) == ()
    assert traces(opened.desk.vault, MARKER) == set()


def test_annuler_no_longer_brings_it_back(opened, person):
    opened.vault.workplace.command(
        lambda: opened.desk.editing.change(opened.case(), "person", person, {"called": "autrement"}), said="Changé."
    )
    opened.settle()
    sheet = asked(opened)
    look_for(opened, sheet, MARKER)
    assert "Annuler" in [one.text() for one in opened.vault.frame.findChildren(QPushButton) if one.isVisible()]
    order(opened, sheet)
    sheet_of(opened, AttestationSheet).reject()
    opened.settle()
    assert "Annuler" not in [one.text() for one in opened.vault.frame.findChildren(QPushButton) if one.isVisible()]


def test_a_wrong_confirmation_does_nothing_and_says_so(opened, person):
    sheet = asked(opened)
    look_for(opened, sheet, MARKER)
    order(opened, sheet, confirm="2026-0000")
    assert "Ce n’est pas ce qui est demandé" in opened.words(sheet)
    assert opened.desk.forgetting.find(opened.case(), MARKER)


def test_an_order_without_a_reason_is_refused_by_the_presenter_of_errors_and_nothing_typed_is_lost(opened, person):
    sheet = asked(opened)
    look_for(opened, sheet, MARKER)
    order(opened, sheet, why="")
    assert "dit qui le demande et pourquoi" in opened.vault.frame.troubles.sentence
    assert "dit qui le demande et pourquoi" in opened.words(sheet)
    assert "Nadia Benali" in list(texts(sheet))
    order(opened, sheet)
    assert sheet_of(opened, AttestationSheet) is not None
    assert opened.vault.frame.troubles.sentence == ""


def test_an_order_that_names_nothing_is_refused(opened):
    sheet = asked(opened)
    order(opened, sheet)
    assert "Rien n’est choisi" in opened.words(sheet)


def test_what_was_signed_is_refused(opened):
    case_id = opened.case()
    contract = opened.desk.editing.rows(case_id, "contract")[0]
    place = Place("contract", contract.id, "rhythm", "Contrat", stands=True)
    opened.vault.forget(case_id, (place,))
    opened.settle()
    sheet = sheet_of(opened, ForgettingSheet)
    order(opened, sheet)
    assert "signé" in opened.vault.frame.troubles.sentence
    assert "signé" in opened.words(sheet)


def test_a_reason_that_says_the_words_again_is_pointed_out(opened, person):
    sheet = asked(opened)
    look_for(opened, sheet, MARKER)
    write(sheet, why=f"Retirer {MARKER.lower()}")
    next(one for one in sheet.findChildren(Line) if one.accessibleName() == "Pourquoi").left.emit()
    assert "redit les mots" in opened.words(sheet)


def test_a_whole_case_goes_and_nothing_of_it_stays_in_sight(opened):
    case_id = opened.case()
    opened.desk.drafts.save("note:x", Typed(case_id, "contact", "note", "commencée"))
    household = opened.desk.cases.all(opened.desk.today())[0].label
    sheet = asked(opened)
    opened.press("Tout le dossier", sheet)
    assert "Les mots à effacer" not in opened.words(sheet)
    order(opened, sheet)
    assert opened.vault.navigator.here == Destination(Where.PERSONS)
    sheet_of(opened, AttestationSheet).reject()
    opened.settle()
    held = "\n".join(one.text() for one in opened.window.findChildren(QPushButton)) + opened.words()
    assert household not in held
    opened.vault.back()
    opened.settle()
    assert opened.vault.navigator.here.case_id is None
    assert opened.vault.workplace.case_id is None
    opened.vault.search()
    opened.settle()
    palette = next(one for one in opened.window.findChildren(QDialog) if one.isVisible())
    palette.findChild(Line).setText("benali")
    opened.settle()
    assert "Benali" not in opened.words(palette).replace("benali", "")
    assert opened.desk.drafts.all_found() == ()
    assert traces(opened.desk.vault, household) == set()


def test_a_refused_order_for_a_whole_case_comes_back_to_it(opened):
    sheet = asked(opened)
    opened.press("Tout le dossier", sheet)
    order(opened, sheet, asked_by="")
    assert opened.vault.navigator.here.case_id == opened.case()
    assert "dit qui le demande" in opened.words(sheet)


def test_the_history_of_a_row_leads_there_with_its_fields(opened, person):
    case_id = opened.case()
    papers(opened)
    row = opened.desk.editing.row(case_id, "person", person)
    opened.press("Historique", open_row(opened.vault.workplace, case_id, Asked("person"), row))
    opened.press(ENTRY, sheet_of(opened, HistorySheet))
    assert sheet_of(opened, HistorySheet) is None
    assert sheet_of(opened, RowSheet) is None
    sheet = sheet_of(opened, ForgettingSheet)
    said = opened.words(sheet)
    assert "Les mots à effacer" not in said
    (label, *_rest) = {one.label for one in opened.desk.past.histories.of_field(case_id, "person", person, "called")}
    opened.press(f"Effacer ici\u00a0: {label}", sheet)
    assert "Garder ce qui est écrit aujourd’hui" in opened.words(sheet)
    order(opened, sheet)
    assert traces(opened.desk.vault, MARKER) == set()
    assert opened.desk.editing.row(case_id, "person", person).values["called"] == "prénom d’usage"


def test_a_pause_meanwhile_does_not_lose_the_attestation(opened, person):
    sheet = asked(opened)
    look_for(opened, sheet, MARKER)
    write(sheet, asked_by="Nadia Benali", why="à tort", confirm=NUMBER)
    sheet.erase.click()
    opened.vault.put_away()
    opened.settle()
    assert sheet_of(opened, AttestationSheet) is None
    opened.vault.bring_back()
    opened.settle()
    assert sheet_of(opened, AttestationSheet) is not None


def test_an_attestation_being_drawn_does_not_stand_over_a_pause(opened, person):
    case_id = opened.case()
    made = opened.desk.forgetting.forget_text(case_id, "person", person, "called", Motive("Nadia Benali", "", "à tort"))
    opened.vault.attest(made)
    opened.vault.put_away()
    opened.settle()
    assert sheet_of(opened, AttestationSheet) is None
    opened.vault.bring_back()
    opened.settle()
    assert sheet_of(opened, AttestationSheet) is not None


def test_an_attestation_closed_too_soon_is_found_in_the_settings(opened, person):
    page = opened.go(Destination(Where.SETTINGS))
    assert "Effacements définitifs" not in opened.words(page)
    sheet = asked(opened)
    opened.press("Tout le dossier", sheet)
    order(opened, sheet)
    sheet_of(opened, AttestationSheet).reject()
    opened.settle()
    page = opened.go(Destination(Where.SETTINGS))
    assert "le dossier entier" in opened.words(page)
    opened.press("Lire l’attestation", page)
    opened.settle()
    assert sheet_of(opened, AttestationSheet) is not None


def test_the_attestations_are_not_on_a_shared_screen(opened, person):
    case_id = opened.case()
    opened.desk.forgetting.forget_text(case_id, "person", person, "called", Motive("Nadia Benali", "", "à tort"))
    papers(opened)
    opened.vault.set_shared(True)
    page = opened.go(Destination(Where.SETTINGS))
    assert "Effacements définitifs" not in opened.words(page)


def test_esc_does_not_leave_an_erasure_that_has_begun(opened, person):
    sheet = asked(opened)
    look_for(opened, sheet, MARKER)
    write(sheet, asked_by="Nadia Benali", why="à tort", confirm=NUMBER)
    sheet.erase.click()
    sheet.reject()
    assert sheet.isVisible()
    assert "Effacement en cours" in opened.words(sheet)
    opened.settle()
    assert sheet_of(opened, AttestationSheet) is not None


def test_nothing_is_erased_from_a_shared_screen(opened):
    papers(opened)
    opened.vault.set_shared(True)
    opened.vault.forget(opened.case())
    opened.settle()
    assert sheet_of(opened, ForgettingSheet) is None


def test_the_attestation_is_written_where_one_says(opened, person, monkeypatch, tmp_path):
    place = tmp_path / "attestation.pdf"
    sheet = asked(opened)
    look_for(opened, sheet, MARKER)
    order(opened, sheet)
    monkeypatch.setattr("ui.kit.printing.save_copy.__defaults__", (lambda *_asked: place,))
    paper = sheet_of(opened, AttestationSheet)
    opened.press("Enregistrer le PDF…", paper)
    opened.press("Choisir l’endroit")
    assert "Anne Weber" in shown(place.read_bytes())
    assert "sortie du coffre" in opened.words()


def test_the_keyboard_alone_erases(qtbot, opened, person):
    papers(opened)
    entry = next(one for one in opened.window.findChildren(QPushButton) if one.isVisible() and one.text() == ENTRY)
    hands = Hands(qtbot, opened)
    entry.setFocus()
    hands.key(Qt.Key.Key_Return)
    sheet = sheet_of(opened, ForgettingSheet)

    def tab_to(name: str) -> None:
        for _turn in range(40):
            if hands.focus.accessibleName() == name:
                return
            hands.key(Qt.Key.Key_Tab)
        raise AssertionError(name)

    tab_to("Les mots à effacer")
    hands.types(MARKER)
    hands.key(Qt.Key.Key_Return)
    assert hands.focus.accessibleName().startswith("Effacer ici")
    for name, text in (
        ("Qui le demande", "Nadia Benali"),
        ("Qui l’accepte", "Anne Weber"),
        ("Pourquoi", "à tort"),
        (f"Pour confirmer, tapez\u00a0: {NUMBER}", NUMBER),
    ):
        hands.key(Qt.Key.Key_Tab)
        tab_to(name)
        hands.types(text)
    tab_to("Effacer définitivement")
    assert hands.focus is sheet.erase
    hands.key(Qt.Key.Key_Return)
    assert traces(opened.desk.vault, MARKER) == set()
    assert isinstance(hands.sheet, AttestationSheet)


def test_orders_given_before_are_told(opened, person):
    case_id = opened.case()
    opened.desk.forgetting.forget_text(case_id, "person", person, "called", Motive("Nadia Benali", "", "à tort"))
    assert "Déjà effacé dans ce dossier\u00a0: 20 novembre 2026, demandé par Nadia Benali." in opened.words(
        asked(opened)
    )


def test_places_of_one_name_are_numbered():
    places = [Place("contact_passage", name, "text", label, stands=True) for name, label in ("aP", "bP", "cQ")]
    assert named(places) == ["P (1)", "P (2)", "Q"]


def test_words_that_are_nearly_everywhere_are_to_be_made_precise(opened):
    sheet = asked(opened)
    look_for(opened, sheet, "e")
    assert "Précisez-les" in opened.words(sheet)
    order(opened, sheet)
    assert "Rien n’est choisi" in opened.words(sheet)


def test_a_confirmation_forgives_spaces_and_capitals_and_a_case_without_a_number_has_a_word():
    assert confirms(" 2026 - 0142 ", NUMBER)
    assert not confirms("", "")
    assert confirms("EFFACER", "")


def test_a_short_word_is_not_said_to_be_repeated():
    assert not repeats("un an", "an")
    assert repeats("Parle d’ALCOOL", "alcool")


def test_nothing_given_before_says_nothing():
    assert given_before([]) == ""
