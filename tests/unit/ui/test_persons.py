"""Personnes: a household found by a few letters, by what is asked of the list, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.households import NewCase, NewPerson
from ui.destinations import Destination, Place
from ui.kit.discretion import discretion
from ui.persons.new_case import NewCaseSheet
from ui.persons.page import PersonsPage

if TYPE_CHECKING:
    from tests.unit.ui.fixtures import Opened


def persons(opened: Opened) -> PersonsPage:
    page = opened.go(Destination(Place.PERSONS))
    assert isinstance(page, PersonsPage)
    return page


def shown(page: PersonsPage) -> list[str]:
    model = page.list.model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def add(opened: Opened, label: str, first_name: str) -> str:
    case_id, _changes = opened.desk.households.open_case(NewCase((NewPerson(first_name),), label))
    opened.desk.figures.refresh([case_id], opened.desk.today())
    return case_id


def test_a_few_letters_find_a_household_by_any_of_its_names(opened, qtbot):
    add(opened, "Foyer des Peupliers", "Youssef")
    page = persons(opened)
    assert len(shown(page)) == 2
    qtbot.keyClicks(page.search, "youss")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert opened.vault.navigator.here is not None
    assert opened.vault.navigator.here.place is Place.CASE
    assert opened.vault.navigator.here.case_id != opened.case()


def test_near_names_stand_after_the_others_and_say_so(opened):
    add(opened, "Famille Bennali", "Zoé")
    page = persons(opened)
    page.search.setText("bennali")
    page._ask()
    assert [line.startswith("Famille Bennali") for line in shown(page)] == [True, False]
    assert "nom proche" in shown(page)[1]
    assert "nom proche" not in shown(page)[0]
    assert "2 dossiers · dont noms proches\u00a0: 1" in opened.words(page)
    page.search.setText("bénaly")
    page._ask()
    assert "Aucun nom écrit ainsi · noms proches\u00a0: 2" in opened.words(page)


def test_the_keyboard_alone_goes_from_the_letters_to_a_case(opened, qtbot):
    page = persons(opened)
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert opened.vault.navigator.here.case_id == opened.case()


def test_a_filter_nobody_answers_says_what_to_do(opened):
    page = persons(opened)
    page.search.setText("zzz")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert "Aucun dossier ne répond" in opened.words(page)
    assert not page.list.isVisible()


def test_only_mine_are_shown_when_asked(opened):
    add(opened, "Foyer des Peupliers", "Youssef")
    page = persons(opened)
    opened.press("Les miens", page)
    assert [line.split(",")[0] for line in shown(page)] == ["Famille Benali"]


def test_f9_covers_names_in_the_list_for_eyes_and_for_screen_readers(opened):
    page = persons(opened)
    discretion().cover(True)
    assert not any("Benali" in line or "Nadia" in line for line in shown(page))


def test_a_case_is_opened_with_a_first_name_only_and_by_keyboard(opened_empty, qtbot):
    page = persons(opened_empty)
    sheet = NewCaseSheet(opened_empty.vault.workplace, opened_empty.window)
    sheet.opened.connect(lambda case_id: opened_empty.vault.go(Destination(Place.CASE, case_id)))
    sheet.open()
    assert QTest.qWaitForWindowActive(sheet)
    qtbot.keyClicks(sheet.focusWidget(), "Amina")
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened_empty.settle()
    assert opened_empty.vault.navigator.here.place is Place.CASE
    assert "Amina" in opened_empty.words()
    assert page is not None


def test_a_case_half_typed_is_found_again(opened_empty, qtbot):
    sheet = NewCaseSheet(opened_empty.vault.workplace, opened_empty.window)
    sheet.open()
    qtbot.keyClicks(sheet.focusWidget(), "Amina")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    opened_empty.settle()
    again = NewCaseSheet(opened_empty.vault.workplace, opened_empty.window)
    again.open()
    assert again.focusWidget().text() == "Amina"
    again.reject()
    opened_empty.settle()


@pytest.mark.parametrize(
    ("both", "adults"), [("couple", [True, True]), ("adults", [True, True]), ("child", [True, False])]
)
def test_who_is_of_age_is_asked_once_a_second_person_is_named_and_kept_in_the_draft(opened_empty, qtbot, both, adults):
    sheet = NewCaseSheet(opened_empty.vault.workplace, opened_empty.window)
    sheet.open()
    sheet._lines["first1"].setText("Amina")
    assert not sheet.both.isVisible()
    sheet._lines["first2"].setText("Idris")
    assert sheet.both.isVisible()
    for choice, value in ((sheet.both, both), (sheet.adhered, True)):
        choice.choose(value)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    opened_empty.settle()
    again = NewCaseSheet(opened_empty.vault.workplace, opened_empty.window)
    again.open()
    assert (again.both.value, again.adhered.value, again.both.isVisible()) == (both, True, True)
    opened = []
    again.opened.connect(opened.append)
    qtbot.keyClick(again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened_empty.settle()
    members = opened_empty.desk.overview.header(opened[0], opened_empty.desk.today()).members
    assert [one.adult for one in members] == adults
    assert not any(one.unspecified and not one.adult for one in members)


def test_an_empty_list_says_that_the_first_case_begins_here(opened_empty):
    page = persons(opened_empty)
    assert "Aucun dossier encore" in opened_empty.words(page)
    assert "Changez les filtres" not in opened_empty.words(page)
    assert page.search.y() < page.height() // 3  # what is empty leaves no gaps
