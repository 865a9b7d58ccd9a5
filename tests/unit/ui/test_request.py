"""A call: who in four letters, one line, what comes of it; the same four gestures whoever calls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.services.drafts import Typed
from resources.vocabulary import Channel
from tests.unit.ui.hands import Hands
from ui.destinations import Destination, Place
from ui.kit import theme
from ui.kit.discretion import discretion
from ui.request.view_model import Beside, found_beside, kept_beside, named


@pytest.fixture
def hands(qtbot, opened) -> Hands:
    made = Hands(qtbot, opened)
    opened.go(Destination(Place.TODAY))
    return made


def asked(opened):
    return opened.desk.editing.rows(opened.case(), "request")


def zone(hands) -> QPlainTextEdit:
    return hands.sheet.findChild(QPlainTextEdit)


@pytest.mark.parametrize(
    ("words", "answered", "settled"), [("Réglé", True, True), ("À rappeler", False, False), ("À faire", True, False)]
)
def test_a_call_takes_three_gestures_from_anywhere(hands, words, answered, settled):
    before = len(asked(hands.opened))
    hands.chord(Qt.Key.Key_D)
    hands.types("nadi")
    hands.key(Qt.Key.Key_Return)
    assert hands.focus is zone(hands)
    hands.types("Une fuite sous l’évier.")
    hands.press(words)
    assert hands.gestures == 3
    assert hands.sheets() == 0
    assert len(asked(hands.opened)) == before + 1
    made = asked(hands.opened)[-1]
    assert made.values["text"] == "Une fuite sous l’évier."
    assert made.values["channel"] is Channel.PHONE
    assert made.shown["person_id"] == "Nadia Benali"
    assert (made.values["first_response_at"] is not None) is answered
    assert (made.values["settled_at"] is not None) is settled
    assert not hands.opened.desk.drafts.all_found()


def test_in_a_case_the_caret_is_in_the_line_at_once(hands):
    hands.opened.go(Destination(Place.CASE, hands.opened.case()))
    hands.chord(Qt.Key.Key_D)
    assert hands.focus is zone(hands)
    hands.types("Rappel demandé")
    hands.chord(Qt.Key.Key_Return)
    assert hands.gestures == 2
    assert asked(hands.opened)[-1].values["first_response_at"] is None


def test_the_line_is_in_sight_in_a_small_window_with_large_text(hands):
    hands.opened.window.resize(1097, 540)
    hands.opened.window.set_look(theme.ThemeName.LIGHT, 200)
    hands.opened.go(Destination(Place.CASE, hands.opened.case()))
    hands.chord(Qt.Key.Key_D)
    assert hands.focus is zone(hands)
    line = zone(hands)
    assert line.visibleRegion().contains(line.viewport().mapTo(line, line.cursorRect().bottomLeft()))
    hands.opened.window.set_look(theme.ThemeName.LIGHT, 100)


def test_the_keyboard_goes_from_the_line_to_what_comes_of_it(hands):
    hands.opened.go(Destination(Place.CASE, hands.opened.case()))
    hands.chord(Qt.Key.Key_D)
    hands.types("Un courrier")
    hands.key(Qt.Key.Key_Tab)
    assert hands.focus.accessibleName() == "Réglé"
    hands.key(Qt.Key.Key_Space)
    assert asked(hands.opened)[-1].values["settled_at"] is not None


def test_a_third_party_is_answered_neither_yes_nor_no(hands):
    hands.chord(Qt.Key.Key_D)
    assert "ni infirmer" not in hands.words()
    hands.press("Comment\u00a0: par un tiers")
    assert "Je ne peux ni confirmer ni infirmer que nous connaissons cette personne." in hands.words()
    hands.press("Comment\u00a0: téléphone")
    assert "ni infirmer" not in hands.words()


def test_without_a_household_nothing_is_kept_and_it_is_said(hands):
    before = len(asked(hands.opened))
    hands.chord(Qt.Key.Key_D)
    zone(hands).setFocus()
    hands.types("Qui donc ?")
    hands.press("À faire")
    hands.reads("Choisissez qui demande")
    assert len(asked(hands.opened)) == before


def test_an_empty_request_says_so_and_stays(hands):
    hands.opened.go(Destination(Place.CASE, hands.opened.case()))
    hands.chord(Qt.Key.Key_D)
    hands.press("Réglé")
    hands.reads("La demande est vide")
    hands.types("Une question")
    hands.press("Réglé")
    assert hands.sheets() == 0


def test_escape_leaves_a_draft_that_aujourdhui_takes_up_with_its_caret(hands):
    opened = hands.opened
    hands.chord(Qt.Key.Key_D)
    hands.types("kari")
    hands.key(Qt.Key.Key_Return)
    hands.types("Il demande 🙂 une atte")
    hands.key(Qt.Key.Key_Left)
    hands.press("Comment\u00a0: SMS")
    hands.key(Qt.Key.Key_Escape)
    assert "Brouillon gardé" in opened.words()
    opened.press("Reprendre", opened.go(Destination(Place.TODAY)))
    hands.rest()
    assert zone(hands).toPlainText() == "Il demande 🙂 une atte"
    assert zone(hands).textCursor().position() == len("Il demande 🙂 une att") + 1
    hands.types("es")
    hands.chord(Qt.Key.Key_Return)
    made = asked(opened)[-1]
    assert (made.values["text"], made.values["channel"]) == ("Il demande 🙂 une attese", Channel.SMS)
    assert made.shown["person_id"] == "Karim Benali"
    assert not opened.desk.drafts.all_found()


def test_a_draft_without_a_household_is_taken_up_where_there_is_still_none(hands):
    hands.opened.desk.drafts.save("request:x", Typed(None, "request", "text", "Un appel", 8))
    hands.opened.go(Destination(Place.CASE, hands.opened.case()))
    hands.chord(Qt.Key.Key_D)
    assert zone(hands).toPlainText() == ""
    hands.key(Qt.Key.Key_Escape)
    hands.opened.vault.take_request(None)
    hands.rest()
    assert zone(hands).toPlainText() == "Un appel"


def test_what_is_confided_is_kept_so(hands):
    hands.opened.go(Destination(Place.CASE, hands.opened.case()))
    hands.chord(Qt.Key.Key_D)
    hands.types("Elle cherche un avocat.")
    hands.press("Confié par quelqu’un")
    hands.press("Confié par\u00a0: Nadia Benali")
    hands.press("À rappeler")
    made = asked(hands.opened)[-1]
    assert made.shown["confided_by_id"] == "Nadia Benali"
    assert "Karim Benali" in made.shown["hide_from_ids"]


def test_another_household_may_be_chosen_until_the_end(hands):
    hands.chord(Qt.Key.Key_D)
    hands.types("2026")
    hands.key(Qt.Key.Key_Return)
    hands.types("Une ligne")
    hands.press("Changer")
    assert not [one for one in hands.words().splitlines() if "Nadia" in one]
    hands.types("nadia")
    hands.key(Qt.Key.Key_Return)
    assert zone(hands).toPlainText() == "Une ligne"


def test_f9_covers_who_asks_and_what(hands):
    hands.opened.go(Destination(Place.CASE, hands.opened.case()))
    hands.chord(Qt.Key.Key_D)
    hands.types("Privé")
    hands.key(Qt.Key.Key_F9)
    assert discretion().covered
    assert "Privé" not in hands.words()
    assert "Benali" not in hands.words()


def test_a_very_long_paste_is_kept_whole(hands):
    hands.opened.go(Destination(Place.CASE, hands.opened.case()))
    hands.chord(Qt.Key.Key_D)
    pasted = "mot " * 25_000
    QApplication.clipboard().setText(pasted)
    hands.chord(Qt.Key.Key_V)
    hands.chord(Qt.Key.Key_Return)
    assert asked(hands.opened)[-1].values["text"] == pasted.strip()


def test_letters_name_one_person_or_nobody():
    persons = [("p1", "Nadia Benali"), ("p2", "Karim Benali")]
    assert named(persons, "nadi") == "p1"
    assert named(persons, "bena kar") == "p2"
    assert named(persons, "bena") is None
    assert named(persons, "") is None


def test_what_is_chosen_comes_back_with_its_draft():
    beside = Beside(Channel.SMS, "p1", "p2", ("p1",))
    assert found_beside(kept_beside(beside)) == beside
    assert found_beside("{}") == Beside()
