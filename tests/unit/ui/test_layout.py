"""What is laid out is seen whole: no words cut, nothing beside its column, the focus where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.services.households import NewCase, NewPerson
from ui.destinations import CaseTab, Destination, Place
from ui.kit import theme
from ui.kit.buttons import Button, Choice
from ui.kit.cards import Row
from ui.kit.dot import Dot
from ui.kit.flow import FlowLayout
from ui.kit.table import Table
from ui.kit.texts import Pill, Role, Words
from ui.kit.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.ui.fixtures import Opened


@pytest.fixture(autouse=True)
def dressed(qapp) -> None:
    """Give widgets that stand alone the look of the house."""
    theme.apply(theme.ThemeName.LIGHT)


@pytest.fixture
def sized(opened) -> Iterator:
    """Return what gives the window a size and a size of text."""

    def look(width: int, height: int, percent: int = 100) -> Opened:
        opened.window.resize(width, height)
        opened.window.set_look(theme.ThemeName.LIGHT, percent)
        opened.settle()
        return opened

    yield look
    opened.window.set_look(theme.ThemeName.LIGHT, 100)


def cut(widget: QWidget) -> list[str]:
    """Return the words in sight that have less room than they take."""
    return [
        one.text()
        for one in widget.findChildren(Words)
        if one.isVisible() and one.text() and (_too_low(one) or _too_narrow(one))
    ]


def _too_low(one: Words) -> bool:
    return one.wordWrap() and one.height() < one.heightForWidth(one.width())


def _too_narrow(one: Words) -> bool:
    longest = max(one.fontMetrics().horizontalAdvance(word) for word in one.text().split(" "))
    return one.contentsRect().width() < longest


@pytest.mark.parametrize("tab", CaseTab)
@pytest.mark.parametrize(("width", "height", "percent"), [(1366, 768, 100), (1097, 540, 100), (1366, 768, 200)])
def test_words_that_wrap_are_read_whole(sized, width, height, percent, tab):
    opened = sized(width, height, percent)
    page = opened.go(Destination(Place.CASE, opened.case(), tab))
    opened.settle()
    assert cut(page) == []


def test_a_pill_under_words_stands_at_their_left(qtbot):
    row = Row()
    words = Words("Coupure d’eau")
    row.say(words, Pill("à rappeler avant 14 h"))
    row.resize(400, 80)
    qtbot.addWidget(row)
    row.show()
    assert row.findChild(Pill).x() == words.x() == 16


def active(opened, qtbot) -> None:
    with qtbot.waitActive(opened.window):
        opened.window.activateWindow()


def test_a_page_laid_out_again_keeps_the_focus_where_it_was(opened, qtbot):
    active(opened, qtbot)
    page = opened.go(Destination(Place.CASE, opened.case(), CaseTab.HOME_AND_MONEY))
    next(one for one in page.findChildren(QPushButton) if one.text() == "Ajouter une ligne").setFocus()
    page.again()
    opened.settle()
    assert QApplication.focusWidget().text() == "Ajouter une ligne"


def test_when_what_had_the_focus_is_gone_what_stands_in_its_place_has_it(opened, qtbot):
    active(opened, qtbot)
    page = opened.go(Destination(Place.CASE, opened.case(), CaseTab.HOME_AND_MONEY))
    gone = Button("Ce qui s’en va")
    page.body.addWidget(gone)
    gone.show()
    gone.setFocus()
    page.again()
    opened.settle()
    assert page.column.isAncestorOf(QApplication.focusWidget())
    assert QApplication.focusWidget().accessibleName()


def test_what_was_done_is_read_whole_at_every_size(sized):
    opened = sized(1366, 768)
    sentence = (
        "Ajouté. Une ligne du compte est soit due, soit payée\u00a0: vérifiez ses deux montants avant d’imprimer."
    )
    opened.vault.toast(sentence, lambda: None)
    for width, height, percent in ((1366, 768, 200), (1097, 540, 100), (1366, 768, 100)):
        sized(width, height, percent)
        toast = opened.window.findChild(Toast)
        assert toast.isVisible()
        assert cut(toast) == []
        assert opened.vault.frame.rect().contains(toast.geometry())
        assert all(toast.rect().contains(one.geometry()) for one in toast.findChildren(QWidget) if one.isVisible())


def test_nothing_said_before_stands_over_what_is_pressed_to_sign_or_not(opened_unsigned):
    opened_unsigned.vault.toast("Noté\u00a0: remis pour lecture aujourd’hui.", lambda: None)
    opened_unsigned.go(Destination(Place.SIGNING, opened_unsigned.case(), "support_contract"))
    assert not opened_unsigned.window.findChild(Toast).isVisible()


def test_a_choice_is_as_high_chosen_as_not(qtbot):
    choice = Choice([(1, "oui"), (2, "non")], "Réponse", 1)
    qtbot.addWidget(choice)
    choice.show()
    assert len({one.sizeHint().height() for one in choice.buttons()}) == 1


def test_what_stands_side_by_side_is_in_line(qtbot):
    host = QWidget()
    line = FlowLayout(host)
    pill, button = Pill("Membre du ménage"), Button("Lu ensemble")
    line.addWidget(pill)
    line.addWidget(button)
    host.resize(600, 60)
    qtbot.addWidget(host)
    host.show()
    assert abs(pill.geometry().center().y() - button.geometry().center().y()) <= 1


def named(opened, label: str, first_name: str) -> str:
    case_id, _changes = opened.desk.households.open_case(NewCase((NewPerson(first_name),), label))
    opened.desk.figures.refresh([case_id], opened.desk.today())
    return case_id


@pytest.mark.parametrize("name", ["N" * 300, "Très longue " * 30, "😀 " * 150])
def test_a_name_of_300_letters_leaves_room_for_the_rest(opened_empty, name):
    case_id = named(opened_empty, name, name)
    page = opened_empty.go(Destination(Place.CASE, case_id))
    assert page.column.width() <= page.area.viewport().width()
    tabs = next(one for one in page.findChildren(QPushButton) if one.text() == "Projet")
    assert tabs.mapTo(page, tabs.rect().bottomLeft()).y() < page.height() // 2


def test_a_name_written_from_right_to_left_leaves_the_number_of_its_case_whole(opened_empty):
    line = Words("\u0644\u064a\u0644\u0649 · 2026-CM-001", Role.SECONDARY)
    assert line.text() == "\u200e\u0644\u064a\u0644\u0649\u200e · 2026-CM-001"
    assert line.words == "\u0644\u064a\u0644\u0649 · 2026-CM-001"
    assert line.alignment() & Qt.AlignmentFlag.AlignAbsolute


def test_icons_grow_with_the_words_beside_them(sized):
    opened = sized(1366, 768, 200)
    write = next(one for one in opened.window.findChildren(QPushButton) if one.text() == "Nouvelle note")
    assert write.iconSize().height() == 40


def test_once_everybody_signed_the_focus_stands_on_what_is_next(opened_unsigned, qtbot):
    active(opened_unsigned, qtbot)
    page = opened_unsigned.go(Destination(Place.SIGNING, opened_unsigned.case(), "support_contract"))
    page.course.sitting.passed.update(place.signatory_id for place in page.course.sitting.places)
    page.course.begin()
    opened_unsigned.settle()
    assert QApplication.focusWidget().text() == "Imprimer les exemplaires"


def test_the_icons_of_places_are_seen_whole_where_they_stand_alone(sized):
    opened = sized(1366, 768, 200)
    places = [one for one in opened.window.findChildren(QPushButton) if one.property("kind") == "place"]
    assert {one.width() - one.iconSize().width() >= 24 for one in places} == {True}  # what stands around an icon


def test_what_was_pressed_stays_in_sight_when_a_long_page_is_laid_out_again(qtbot, sized):
    opened = sized(1097, 540, 200)
    page = opened.go(Destination(Place.CASE, opened.case(), CaseTab.HOME_AND_MONEY))
    add = next(one for one in page.findChildren(Button) if one.accessibleName() == "Ajouter\u00a0: Autres dettes")
    add.setFocus()
    opened.settle()
    height = page.area.verticalScrollBar().value()
    opened.vault.workplace.command(
        lambda: opened.desk.editing.add(opened.case(), "budget_debt", {"creditor": "EDF"})[1]
    )
    opened.settle()
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().value() == height)
    focused = opened.window.focusWidget()
    assert focused.accessibleName() == "Ajouter\u00a0: Autres dettes"
    assert not focused.visibleRegion().isEmpty()


def test_what_a_row_of_a_table_is_about_is_never_cut(sized):
    opened = sized(1097, 540)
    page = opened.go(Destination(Place.CASE, opened.case(), CaseTab.HOME_AND_MONEY))
    for switch in [one for one in page.findChildren(Button) if one.text() == "Voir le tableau"]:
        switch.click()
    opened.settle()
    tables = [one for one in page.findChildren(Table) if one.isVisible()]
    seen = [
        (table, column, table.item(row, column).text())
        for table in tables
        for row in range(table.rowCount())
        for column in range(table.columnCount())
    ]
    assert len(tables) == 2
    assert "Moyenne de trois mois" in [text for _table, _column, text in seen]
    assert "prévu par le plan" in [text for _table, _column, text in seen]
    assert [
        text
        for table, column, text in seen
        if table.columnWidth(column) < table.fontMetrics().horizontalAdvance(text) + 2
    ] == []


def test_the_marks_of_lists_and_of_the_thread_grow_with_the_text(qtbot):
    small = Dot("operator").width()
    theme.apply(theme.ThemeName.LIGHT, 200)
    assert Dot("operator").width() > small * 1.5


def test_a_sentence_on_two_lines_takes_the_room_and_its_button_no_more_than_it_needs(qtbot, sized):
    opened = sized(1097, 540, 200)
    opened.window.findChild(Toast).say(
        "Porte close notée. Prochain rendez-vous\u00a0: mardi 8 décembre à 14\u00a0h\u00a030.", print
    )
    opened.settle()
    undo = next(one for one in opened.window.findChild(Toast).findChildren(Button))
    assert undo.width() == undo.sizeHint().width()
