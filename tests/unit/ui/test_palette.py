"""The palette: a fact in two gestures, a household in a few letters, every command with its key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from app.services.visit.notes import NewNote
from app.settings import ThemeChoice, load
from tests.unit.ui.hands import Hands
from ui.choosing.lines import LineList, Offered
from ui.destinations import CaseTab, Destination, Place
from ui.kit import theme
from ui.kit.discretion import COVER, discretion
from ui.palette.lending import Lending
from ui.palette.view_model import COMMANDS, things


@pytest.fixture
def hands(qtbot, opened) -> Hands:
    desk, case = opened.desk, opened.case()
    nadia = desk.editing.rows(case, "person")[0]
    desk.editing.change(case, "person", nadia.id, {"contact_phone": "06 00 00 00 01"})
    made = Hands(qtbot, opened)
    opened.go(Destination(Place.TODAY))
    return made


def offered(hands):
    return hands.sheet.findChild(LineList).lines


def answers(hands, title):
    hands.qtbot.waitUntil(lambda: any(title in one.title for one in offered(hands)), timeout=5_000)


def where(hands):
    return hands.opened.vault.navigator.here


def test_a_fact_is_found_and_copied_in_two_gestures(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("nadi tel")
    answers(hands, "06 00 00 00 01")
    first = offered(hands)[0]
    assert (first.title, first.figure) == ("06 00 00 00 01", True)
    assert "Nadia Benali, téléphone" in first.about
    assert first.careful
    hands.chord(Qt.Key.Key_C)
    assert hands.gestures == 2
    assert hands.sheets() == 0
    assert QApplication.clipboard().text() == "06 00 00 00 01"


def test_a_fact_longer_than_its_line_is_whole_on_several_smaller_ones(qtbot):
    lines = LineList("Réponses")
    qtbot.addWidget(lines)
    lines.resize(400, 300)
    told = "Audience au tribunal judiciaire de Lille, pôle social et de la protection, le 9 décembre 2026 à 9 h"
    lines.show_lines([Offered("06 00", "Nadia", figure=True), Offered(told, "Nadia", figure=True)])
    lines.show()
    short, long = (lines.visualRect(lines.model().index(rank, 0)) for rank in (0, 1))
    words = QFontMetrics(theme.font(15, weight=QFont.Weight.DemiBold))
    whole = words.boundingRect(long.adjusted(14, 0, -14, 1000), Qt.TextFlag.TextWordWrap, told).height()
    assert whole >= words.lineSpacing() * 2
    assert long.height() >= whole + 2 * 8 + 18 > short.height()


def test_what_was_copied_is_taken_back_if_it_is_still_ours(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("nadi tel")
    hands.chord(Qt.Key.Key_C)
    lending = hands.opened.window.findChild(Lending)
    assert lending.timer.isActive()
    assert lending.timer.interval() == 30_000
    lending.timer.timeout.emit()
    assert QApplication.clipboard().text() == ""


def test_what_somebody_copied_since_is_left_alone(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("nadi tel")
    hands.chord(Qt.Key.Key_C)
    QApplication.clipboard().setText("autre chose")
    hands.opened.window.findChild(Lending).timer.timeout.emit()
    assert QApplication.clipboard().text() == "autre chose"


def test_words_chosen_in_the_field_are_copied_as_anywhere(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("nadi tel")
    hands.focus.selectAll()
    hands.chord(Qt.Key.Key_C)
    assert QApplication.clipboard().text() == "nadi tel"
    assert hands.sheets() == 1


def test_a_household_is_found_by_four_letters_and_enter(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("bena")
    hands.key(Qt.Key.Key_Return)
    assert where(hands) == Destination(Place.CASE, hands.opened.case())


def test_a_name_heard_and_never_read_is_found_and_said_to_be_near(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("benalli nadya")
    answers(hands, "Nadia Benali")
    first = offered(hands)[0]
    assert (first.title, first.trail) == ("Nadia Benali", "personne")
    assert first.about.startswith("nom proche")
    hands.key(Qt.Key.Key_Return)
    assert where(hands).case_id == hands.opened.case()


def test_the_letters_that_answer_are_underlined_and_nothing_is_once_covered(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("nad")
    answers(hands, "Nadia Benali")
    line = next(one for one in offered(hands) if one.title == "Nadia Benali")
    assert [line.title[start:end] for start, end in line.marks] == ["Nad"]
    lines = hands.sheet.findChild(LineList)
    marked = lines.grab().toImage()
    lines.show_lines([replace(one, marks=()) for one in lines.lines])
    assert lines.grab().toImage() != marked
    discretion().cover(covered=True)
    plain = lines.grab().toImage()
    lines.show_lines([replace(one, marks=((0, 3),)) for one in lines.lines])
    assert lines.grab().toImage() == plain


def test_arrows_choose_a_line_while_the_caret_stays(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("loyer")
    answers(hands, "Loyer")
    field = hands.focus
    hands.key(Qt.Key.Key_Down)
    assert hands.focus is field
    assert field.accessibleDescription() == offered(hands)[1].said
    hands.key(Qt.Key.Key_Up)
    hands.key(Qt.Key.Key_Up)
    assert hands.sheet.findChild(LineList).rank == len(offered(hands)) - 1


def test_a_note_leads_to_its_thread(hands):
    opened = hands.opened
    opened.desk.notes.write(opened.case(), NewNote(opened.desk.today(), "Le papillon bleu."))
    hands.chord(Qt.Key.Key_K)
    hands.types("papillon")
    answers(hands, "papillon")
    hands.key(Qt.Key.Key_Return)
    assert (where(hands).case_id, where(hands).detail) == (opened.case(), CaseTab.THREAD)


def test_what_was_confided_is_never_betrayed(hands):
    opened = hands.opened
    nadia = opened.desk.editing.rows(opened.case(), "person")[0].id
    opened.desk.notes.write(opened.case(), NewNote(opened.desk.today(), "Le papillon noir.", confided_by=nadia))
    hands.chord(Qt.Key.Key_K)
    hands.types("papillon")
    hands.reads("Rien ne répond")
    assert not offered(hands)


def test_it_does_not_open_over_a_shared_screen(hands):
    opened = hands.opened
    opened.go(Destination(Place.CASE, opened.case()))
    opened.vault.set_shared(True)
    hands.chord(Qt.Key.Key_K)
    assert hands.sheets() == 0
    opened.vault.set_shared(False)


def test_f9_covers_its_answers_and_not_its_commands(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("nadi tel")
    answers(hands, "06 00")
    hands.key(Qt.Key.Key_F9)
    assert discretion().covered
    assert COVER in offered(hands)[0].said
    assert "06" not in offered(hands)[0].said


def test_every_command_of_the_window_has_its_key_there(hands):
    known = [QKeySequence(one.keys) for one in COMMANDS if one.keys]
    own = hands.opened.window.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert [one.key().toString() for one in own if one.key() not in [*known, QKeySequence("Ctrl+K")]] == []
    assert all(any(one == shortcut.key() for shortcut in own) for one in known)


@pytest.mark.parametrize(
    ("words", "place"), [(">aujourd", Place.TODAY), ("> regl", Place.SETTINGS), ("demarches", Place.PROCEDURES)]
)
def test_a_place_is_a_command(hands, words, place):
    hands.opened.go(Destination(Place.PERSONS))
    hands.chord(Qt.Key.Key_K)
    hands.types(words)
    hands.key(Qt.Key.Key_Return)
    assert where(hands).place is place


def test_a_command_does_what_its_key_does(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("> masquer")
    hands.key(Qt.Key.Key_Return)
    assert discretion().covered


def test_a_note_begins_from_there(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("> nouvelle note")
    hands.key(Qt.Key.Key_Return)
    assert "Avec qui" in hands.words()


def test_a_new_case_begins_from_there(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("nouveau dossier")
    hands.key(Qt.Key.Key_Return)
    assert "Première personne" in hands.words()


def test_a_theme_is_put_on_and_remembered(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("> sombre")
    hands.key(Qt.Key.Key_Return)
    assert load().theme is ThemeChoice.DARK


def test_escape_closes_it(hands):
    hands.chord(Qt.Key.Key_K)
    hands.key(Qt.Key.Key_Escape)
    assert hands.sheets() == 0


def test_right_to_left_letters_and_faces_are_words_like_others(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("سلام 🙂")
    hands.reads("Rien ne répond")


def test_a_pause_takes_it_down(hands):
    hands.chord(Qt.Key.Key_K)
    hands.types("nadia")
    hands.opened.vault.put_away()
    assert hands.sheets() == 0
    hands.opened.vault.bring_back()


def test_without_words_all_commands_are_offered_and_beside_answers_only_a_few():
    assert things(None, "") == COMMANDS
