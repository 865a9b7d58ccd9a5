"""The keyboard alone: where the focus stands on each page, what Échap goes back to, what arrows do not choose."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget

from app.errors import Expected
from resources.vocabulary import DiagnosisPoint, DocumentKind, Recipient
from tests.journeys.somebody import without_manager
from tests.unit.ui.fixtures import gone, shown
from tests.unit.ui.hands import Hands
from ui.destinations import SHARING, CaseTab, Destination, Place
from ui.diagnosis.view_model import Screen
from ui.forms.sheet import Asked, RowSheet
from ui.kit import theme
from ui.kit.buttons import Button
from ui.kit.cards import Row
from ui.kit.fields import Pick
from ui.signing.pad import Pad
from ui.signing.page import SigningPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.ui.fixtures import Opened

SMALL = (1097, 540)
FINANCES = DiagnosisPoint.FINANCIAL_SITUATION.value
CONTRACT = DocumentKind.SUPPORT_CONTRACT.value
DETAILS = {
    Place.CASE: [*CaseTab],
    Place.DIAGNOSIS: [None, FINANCES, SHARING, *(set(Screen) - {Screen.POINT, Screen.POINTS})],
    Place.CONTRACT: [None, DocumentKind.MUTUAL_COMMITMENTS.value],
    Place.SIGNING: [CONTRACT],
}
EVERYWHERE = [(place, detail) for place in Place for detail in DETAILS.get(place, [None])]


@pytest.fixture
def hands(qtbot, device, unsigned) -> Iterator[Hands]:
    """Somebody at the keyboard, on a small screen, before the example nobody signed yet."""
    made = shown(qtbot, device, unsigned)
    made.window.resize(*SMALL)
    made.settle()
    yield Hands(qtbot, made)
    gone(made)


def to(hands: Hands, place: Place, detail: str | None = None) -> QWidget:
    """Go somewhere and return its page."""
    page = hands.opened.go(Destination(place, hands.opened.case() if place in DETAILS else None, detail))
    hands.rest()
    return page


def here(hands: Hands) -> Destination:
    found = hands.opened.vault.navigator.here
    assert found is not None
    return found


def told(hands: Hands) -> tuple[Place, str | None]:
    return here(hands).place, here(hands).detail


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or getattr(widget, "text", str)()


def faults_of_focus(opened: Opened, page: QWidget) -> list[str]:
    """Say what is wrong with where the focus stands."""
    focused = QApplication.focusWidget()
    if focused is None or not page.isAncestorOf(focused):
        return [f"the focus is on {focused} outside the page"]
    found = [] if name_of(focused) else [f"{type(focused).__name__} has no name"]
    if not focused.isVisible() or focused.visibleRegion().isEmpty():
        found.append(f"{name_of(focused)} is out of sight")
    return found


@pytest.mark.parametrize(("size", "percent"), [(SMALL, 100), ((1366, 768), 100), ((1366, 768), 200)])
def test_the_focus_stands_on_something_named_and_in_sight_at_each_destination(hands, size, percent):
    hands.opened.window.resize(*size)
    hands.opened.window.set_look(theme.ThemeName.LIGHT, percent)
    found = {}
    for place, detail in EVERYWHERE:
        if faults := faults_of_focus(hands.opened, to(hands, place, detail)):
            found[place.value, detail] = faults
    assert found == {}


def test_a_tab_chosen_by_the_keyboard_keeps_the_focus_and_arrows_only_go_along(hands):
    hands.opened.window.resize(1366, 768)
    to(hands, Place.CASE, CaseTab.THREAD)
    assert name_of(hands.focus) == "Fil"
    hands.key(Qt.Key.Key_Right)
    assert (name_of(hands.focus), told(hands)) == ("Projet", (Place.CASE, CaseTab.THREAD))
    hands.key(Qt.Key.Key_Return)
    assert (name_of(hands.focus), told(hands)) == ("Projet", (Place.CASE, CaseTab.PROJECT))


def test_arrows_go_along_the_places_and_choose_none(hands):
    page = to(hands, Place.TODAY)
    today = next(
        one
        for one in hands.opened.window.findChildren(QPushButton)
        if one.accessibleName() == "Aujourd’hui" and one.isVisible()
    )
    today.setFocus()
    hands.key(Qt.Key.Key_Down)
    assert name_of(hands.focus) == "Personnes"
    assert page.isVisible()
    hands.key(Qt.Key.Key_Return)
    assert here(hands).place is Place.PERSONS


def test_escape_goes_back_through_the_diagnosis_and_keeps_what_is_typed(hands):
    to(hands, Place.CASE, CaseTab.PROJECT)
    to(hands, Place.DIAGNOSIS)
    page = to(hands, Place.DIAGNOSIS, FINANCES)
    assert isinstance(hands.focus, QPlainTextEdit)
    hands.types("Le loyer passe avant tout.")
    hands.key(Qt.Key.Key_Escape)
    assert told(hands) == (Place.DIAGNOSIS, None)
    hands.key(Qt.Key.Key_Escape)
    assert told(hands) == (Place.CASE, CaseTab.PROJECT)
    to(hands, Place.DIAGNOSIS, FINANCES)
    assert "Le loyer passe avant tout." in hands.opened.words(page)


def test_escape_leaves_the_sorting_of_sentences_for_the_notes_and_loses_none(hands):
    page = to(hands, Place.DIAGNOSIS, Screen.TALK.value)
    hands.types("« On ouvre le courrier. » Une facture est payée.")
    hands.opened.press("Ranger les phrases")
    hands.key(Qt.Key.Key_Escape)
    assert told(hands) == (Place.DIAGNOSIS, Screen.TALK.value)
    assert "Une facture est payée." in hands.opened.words(page)
    assert name_of(hands.focus) == "Notes libres"


@pytest.mark.parametrize("place", [Place.PERSONS, Place.CASE, Place.CONTRACT, Place.SETTINGS, Place.HELP])
def test_escape_goes_back_to_where_one_came_from(hands, place):
    to(hands, Place.PROCEDURES)
    to(hands, place)
    hands.key(Qt.Key.Key_Escape)
    assert here(hands).place is Place.PROCEDURES


def test_escape_at_home_does_nothing(hands):
    to(hands, Place.PERSONS)
    to(hands, Place.TODAY)
    hands.key(Qt.Key.Key_Escape)
    assert here(hands).place is Place.TODAY


@without_manager
def test_the_list_of_sections_moves_by_arrows_and_goes_only_by_enter(hands):
    page = to(hands, Place.DIAGNOSIS)
    pick = page.findChild(Pick)
    assert hands.focus is pick
    hands.key(Qt.Key.Key_Down)
    assert pick.view().isVisible()
    assert told(hands) == (Place.DIAGNOSIS, None)
    hands.qtbot.keyClick(pick.view(), Qt.Key.Key_Down)
    hands.qtbot.keyClick(pick.view(), Qt.Key.Key_Escape)
    hands.opened.settle()
    assert not pick.view().isVisible()
    assert told(hands) == (Place.DIAGNOSIS, None)
    hands.key(Qt.Key.Key_Down)
    hands.qtbot.keyClick(pick.view(), Qt.Key.Key_Down)
    hands.qtbot.keyClick(pick.view(), Qt.Key.Key_Return)
    hands.opened.settle()
    assert told(hands) == (Place.DIAGNOSIS, DiagnosisPoint.FAMILY_SITUATION.value)


@without_manager
def test_a_letter_looks_for_a_line_of_a_list_and_chooses_nothing(qtbot):
    pick = Pick("Métier", [(1, "assistante"), (2, "CESF"), (3, "éducateur")], 1)
    qtbot.addWidget(pick)
    chosen = []
    pick.picked.connect(chosen.append)
    pick.show()
    qtbot.keyClick(pick, "c")
    assert (pick.value, chosen) == (1, [])
    assert pick.view().currentIndex().row() == 1
    qtbot.keyClick(pick.view(), Qt.Key.Key_Return)
    assert (pick.value, chosen) == (2, [2])


@pytest.mark.parametrize(("kind", "name"), [("movement", "kind"), ("consent", "person_ids"), ("lease", "kind")])
def test_what_is_missing_is_said_under_its_field_where_the_focus_goes(hands, kind, name):
    to(hands, Place.CASE)
    sheet = RowSheet(hands.opened.vault.workplace, hands.opened.window, hands.opened.case(), Asked(kind))
    sheet.open()
    hands.rest()
    fields, missing = list(sheet._inputs.values()), sheet._inputs[name]
    fields[-1].widget.setFocus()
    hands.chord(Qt.Key.Key_Return)
    assert hands.focus is missing.widget or missing.widget.isAncestorOf(hands.focus)
    assert [one for one in fields if "Il manque" in hands.opened.words(one.labelled)] == [missing]
    assert "Il manque" in hands.focus.accessibleDescription()
    view = sheet.area.viewport()
    top, bottom = (missing.labelled.mapTo(view, at).y() for at in edges(missing.labelled))
    assert 0 <= top < bottom <= view.height()


def test_what_is_about_no_field_is_said_above_the_gestures(hands):
    to(hands, Place.CASE)
    sheet = RowSheet(hands.opened.vault.workplace, hands.opened.window, hands.opened.case(), Asked("movement"))
    sheet.open()
    hands.rest()
    sheet._missed(Expected("gone", "Ce dossier n’est plus là."))
    assert sheet._trouble.isVisible()
    assert not any("Ce dossier" in hands.opened.words(one.labelled) for one in sheet._inputs.values())


def edges(widget: QWidget) -> tuple[QPoint, QPoint]:
    return widget.rect().topLeft(), widget.rect().bottomLeft()


def test_the_focus_returns_to_what_opened_a_sheet(hands):
    page = to(hands, Place.CASE, CaseTab.THREAD)
    opens = next(one for one in page.findChildren(QPushButton) if one.accessibleName() == "Ménage")
    opens.setFocus()
    hands.key(Qt.Key.Key_Return)
    assert hands.sheets() == 1
    hands.key(Qt.Key.Key_Escape)
    assert name_of(hands.focus) == "Ménage"


SIGNS = (
    "Comment le document a-t-il été lu\u00a0?\u00a0: Lu ensemble",
    "Comment savons-nous qui signe\u00a0?\u00a0: Connue du service",
)


def presses(hands: Hands, words: str) -> None:
    """Press by the keyboard the button in sight that is called so: the focus there, then Enter."""
    buttons = hands.opened.window.findChildren(QPushButton)
    next(one for one in buttons if one.isVisible() and words in {one.accessibleName(), one.text()}).setFocus()
    hands.key(Qt.Key.Key_Return)


def before_the_pad(hands: Hands) -> SigningPage:
    """Come from the contract to the pad of the first signatory."""
    to(hands, Place.CONTRACT)
    page = to(hands, Place.SIGNING, CONTRACT)
    assert isinstance(page, SigningPage)
    assert name_of(hands.focus) == SIGNS[0]
    for words in SIGNS:
        presses(hands, words)
    assert isinstance(hands.focus, Pad)
    return page


def draw(pad: Pad) -> None:
    middle = pad.rect().center()
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(40):
        QTest.mouseMove(pad, middle + QPoint(step * 4, (step % 7) * 5))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=middle + QPoint(160, 0))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Signer plutôt sur papier", "Imprimer le document"),
        ("Je ne signe pas aujourd’hui", "Ce que vous préférez\u00a0: Je veux y réfléchir"),
    ],
)
def test_another_way_to_answer_has_the_focus_and_escape_comes_back_to_the_pad(hands, words, first):
    before_the_pad(hands)
    presses(hands, words)
    assert name_of(hands.focus) == first
    hands.key(Qt.Key.Key_Escape)
    assert isinstance(hands.focus, Pad)
    hands.key(Qt.Key.Key_Escape)
    assert here(hands).place is Place.CONTRACT


def test_words_begun_for_another_day_are_there_again_after_escape(hands):
    page = before_the_pad(hands)
    presses(hands, "Je ne signe pas aujourd’hui")
    presses(hands, "Ce que vous préférez\u00a0: Je veux y réfléchir")
    page.course.not_today.words.setFocus()
    hands.types("Après la paie.")
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_Escape)
    page = to(hands, Place.SIGNING, CONTRACT)
    presses(hands, "Passer à la signature")
    presses(hands, "Je ne signe pas aujourd’hui")
    assert page.course.not_today.words.text() == "Après la paie."
    presses(hands, "Noter ma réponse")
    assert "Karim" in page.course.signature.name.words


def test_what_was_told_of_the_reading_is_not_asked_again_after_escape(hands):
    """One record for those who read together: it stays with the paper, may be changed, is confirmed in one press."""
    before_the_pad(hands)
    hands.key(Qt.Key.Key_Escape)
    to(hands, Place.SIGNING, CONTRACT)
    assert name_of(hands.focus) == "Passer à la signature"
    assert all(
        one.isChecked() for one in hands.opened.window.findChildren(QPushButton) if one.accessibleName() in SIGNS
    )
    hands.key(Qt.Key.Key_Return)
    assert isinstance(hands.focus, Pad)


@pytest.mark.parametrize("leaves", [True, False])
def test_ink_begun_is_asked_about_before_escape_leaves(hands, leaves):
    page = before_the_pad(hands)
    draw(page.course.signature.pad)
    hands.key(Qt.Key.Key_Escape)
    assert "n’est pas encore une signature" in hands.words()
    assert name_of(hands.focus) == "Rester et signer"
    if leaves:
        presses(hands, "Partir sans signer")
        assert here(hands).place is Place.CONTRACT
        return
    hands.key(Qt.Key.Key_Escape)
    assert hands.sheets() == 0
    assert here(hands).place is Place.SIGNING
    assert not page.course.signature.pad.blank
    assert isinstance(hands.focus, Pad)


def test_everybody_may_sign_by_the_keyboard_alone_on_paper(hands):
    page = before_the_pad(hands)
    for _signatory in range(3):
        presses(hands, "Signer plutôt sur papier")
        presses(hands, "C’est signé sur papier")
    assert "Tout le monde a signé" in hands.opened.words(page)
    assert name_of(hands.focus) == "Imprimer les exemplaires"


def test_the_day_begins_on_its_first_line(hands):
    hands.opened.desk.vault.context.clock.set(dt.datetime(2026, 12, 1, 8, 0, tzinfo=dt.UTC))
    to(hands, Place.TODAY)
    assert isinstance(hands.focus, Row)
    assert "10\u00a0h\u00a030" in name_of(hands.focus)


def test_a_gesture_that_gives_its_place_to_another_gives_it_the_focus(hands):
    to(hands, Place.DIAGNOSIS, SHARING)
    presses(hands, "Finalement pas lue")
    assert name_of(hands.focus) == "Lue ensemble aujourd’hui"
    hands.key(Qt.Key.Key_Return)
    assert name_of(hands.focus) == "Finalement pas lue"


def test_once_what_opened_a_sheet_is_gone_the_focus_stands_on_what_took_its_place(hands):
    page = to(hands, Place.CASE, CaseTab.PROCEDURES)
    rows_now(page)[0].setFocus()
    hands.key(Qt.Key.Key_Return)
    assert hands.sheets() == 1
    hands.press("Retirer")
    assert hands.sheets() == 0
    assert faults_of_focus(hands.opened, page) == []
    assert name_of(hands.focus) == name_of(rows_now(page)[0])


def rows_now(page: QWidget) -> list[Row]:
    return [one for one in page.findChildren(Row) if one.isVisible() and one.property("opens")]


def test_ink_begun_is_still_there_when_one_comes_back_from_another_way_to_answer(hands):
    page = before_the_pad(hands)
    draw(page.course.signature.pad)
    presses(hands, "Signer plutôt sur papier")
    hands.key(Qt.Key.Key_Escape)
    assert isinstance(hands.focus, Pad)
    assert not page.course.signature.pad.blank


def test_an_agreement_taken_back_and_given_again_never_leads_the_keyboard_away(qtbot, opened):
    hands = Hands(qtbot, opened)
    opened.window.resize(1366, 768)
    opened.go(Destination(Place.CASE, opened.case(), CaseTab.PAPERS))
    opened.settle()
    taken_back = next(one for one in opened.window.findChildren(Button) if one.text() == "Retirer" and one.isVisible())
    taken_back.setFocus()
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.focus.accessibleName() == "Nadia Benali")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_Tab)
    assert hands.focus.accessibleName() == "Noter cet accord"
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.focus.accessibleName() == "Karim Benali")
    assert not hands.focus.visibleRegion().isEmpty()


def test_a_paper_opens_on_whom_it_is_for_and_once_noted_one_is_back_where_one_was(qtbot, opened):
    hands = Hands(qtbot, opened)
    opened.go(Destination(Place.CASE, opened.case(), CaseTab.PAPERS))
    opened.settle()
    name = "Diagnostic partagé, pour le comité"
    asked = next(one for one in opened.window.findChildren(Button) if one.accessibleName() == name)
    asked.setFocus()
    hands.key(Qt.Key.Key_Return)
    assert hands.focus.accessibleName() == "Voir l’exemplaire pour le comité"
    made = opened.desk.papers.make(
        DocumentKind.DIAGNOSIS_FORM, opened.case(), Recipient.COMMITTEE, today=opened.desk.today()
    )
    opened.vault.workplace.command(lambda: opened.desk.papers.record_print(made, copies=1))
    hands.rest()
    hands.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.focus.accessibleName() == name)
    assert not hands.focus.visibleRegion().isEmpty()


def test_a_screen_that_becomes_shared_begins_at_its_beginning(qtbot, opened):
    hands = Hands(qtbot, opened)
    opened.window.resize(1097, 540)
    page = opened.go(Destination(Place.CASE, opened.case(), CaseTab.HOME_AND_MONEY))
    opened.settle()
    button = next(one for one in page.findChildren(Button) if one.accessibleName() == "Ajouter\u00a0: Autres dettes")
    button.setFocus()
    hands.key(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: hands.focus.accessibleName() == "Qui est là\u00a0: Nadia")
    assert page.area.verticalScrollBar().value() == 0
    hands.key(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: hands.focus.accessibleName() == "Dossier")
    assert page.area.verticalScrollBar().value() == 0
