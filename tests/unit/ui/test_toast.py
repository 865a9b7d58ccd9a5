"""« Annuler » at the bottom of the window: taken back, the keyboard and the eyes stay where they were."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from tests.unit.ui.hands import Hands
from ui.destinations import Destination, Place
from ui.kit.cards import Row
from ui.kit.toast import Toast


def undo_of(opened) -> QPushButton:
    toast = opened.window.findChild(Toast)
    assert toast.isVisible()
    return toast.findChild(QPushButton)


def named(opened, words: str, kind=QPushButton, nth: int = 0):
    return [one for one in opened.window.findChildren(kind) if one.isVisible() and one.accessibleName() == words][nth]


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_taking_back_a_removal_leaves_the_keyboard_where_it_was(qtbot, opened_unsigned, way):
    opened = opened_unsigned
    hands = Hands(qtbot, opened)
    opened.go(Destination(Place.CONTRACT, opened.case()))
    removing = named(opened, "Retirer l’objectif 1")
    removing.setFocus()
    qtbot.keyClick(removing, Qt.Key.Key_Return)
    hands.rest()
    before = hands.focus.accessibleName()
    undo = undo_of(opened)
    if way == "mouse":
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    else:
        undo.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(undo, Qt.Key.Key_Return)
    hands.rest()
    assert before.startswith("Retirer l’objectif")
    assert hands.focus.accessibleName().startswith("Retirer l’objectif")


def test_a_difficulty_taken_back_leaves_the_page_where_one_was_reading(qtbot, opened_unsigned):
    opened = opened_unsigned
    hands = Hands(qtbot, opened)
    opened.go(Destination(Place.DIAGNOSIS, opened.case()))
    opened.press("4 Finances")
    adding = named(opened, "Ajouter une difficulté")
    adding.setFocus()
    qtbot.keyClick(adding, Qt.Key.Key_Return)
    hands.rest()
    hands.types("Une de trop")
    last = [
        one for one in opened.window.findChildren(QPushButton) if one.accessibleName().startswith("Retirer la diff")
    ]
    last[-1].setFocus()
    qtbot.keyClick(last[-1], Qt.Key.Key_Return)
    hands.rest()
    qtbot.mouseClick(undo_of(opened), Qt.MouseButton.LeftButton)
    hands.rest()
    taken_back = next(one for one in opened.window.findChildren(QPlainTextEdit) if one.toPlainText() == "Une de trop")
    assert not taken_back.visibleRegion().isEmpty()
    assert "difficulté" in hands.focus.accessibleName()


def test_a_sentence_that_goes_by_itself_gives_the_keyboard_back(qtbot, opened):
    hands = Hands(qtbot, opened)
    opened.go(Destination(Place.PERSONS))
    before = hands.focus
    opened.vault.toast("Noté.", lambda: None)
    undo_of(opened).setFocus(Qt.FocusReason.TabFocusReason)
    opened.vault.toast("")
    assert hands.focus is before


def test_a_person_removed_inside_a_sheet_is_taken_back_there(qtbot, opened):
    opened.go(Destination(Place.CASE, opened.case()))
    hands = Hands(qtbot, opened)
    opened.press("Ménage")
    hands.rest()
    sheet = hands.sheet
    row = next(one for one in sheet.findChildren(Row) if one.isVisible() and "Sami" in one.accessibleName())
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    hands.rest()
    hands.press("Retirer")
    assert hands.sheet is sheet
    assert "Sami" not in [one.accessibleName().split()[0] for one in sheet.findChildren(Row) if one.isVisible()]
    undo = undo_of(opened)
    assert undo.window() is sheet
    assert not undo.visibleRegion().isEmpty()
    place = undo.mapTo(sheet, undo.rect().center())
    assert sheet.childAt(place) is undo
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    hands.rest()
    assert "Sami" in [one.accessibleName().split()[0] for one in sheet.findChildren(Row) if one.isVisible()]


def test_what_was_said_on_a_sheet_stays_on_the_window_once_it_closes(qtbot, opened):
    opened.go(Destination(Place.CASE, opened.case()))
    hands = Hands(qtbot, opened)
    opened.press("Ménage")
    hands.rest()
    taken_back = []
    opened.vault.toast("Retiré.", lambda: taken_back.append("yes"))
    hands.key(Qt.Key.Key_Escape)
    assert hands.sheets() == 0
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    undo = undo_of(opened)
    assert undo.window() is opened.window
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert taken_back == ["yes"]


def test_the_keyboard_takes_back_at_once_from_where_it_is_and_a_text_keeps_its_own_undo(qtbot, opened):
    hands = Hands(qtbot, opened)
    page = opened.go(Destination(Place.PROCEDURES))
    opened.settle()
    first = next(one for one in page.findChildren(QPushButton) if one.text() == "Avancer" and one.isVisible())
    first.setFocus()
    before = opened.words(page)
    hands.key(Qt.Key.Key_Return)
    hands.press("faite")
    qtbot.waitUntil(lambda: opened.words(page) != before)
    assert undo_of(opened).accessibleDescription() == "Ctrl+Z"
    hands.chord(Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: opened.words(page) == before)
    qtbot.waitUntil(lambda: hands.focus.accessibleName() == "Avancer")
    opened.go(Destination(Place.PERSONS))
    search = named(opened, "Chercher dans la liste", QLineEdit)
    search.setFocus()
    hands.types("ben")
    opened.window.findChild(Toast).say("Noté.", lambda: pytest.fail("taken back"))
    hands.chord(Qt.Key.Key_Z)
    hands.rest()
    assert search.text() == ""
