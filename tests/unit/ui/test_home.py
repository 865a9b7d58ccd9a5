"""« Logement et argent »: the rent of a month is told in one gesture, and can be taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.unit.ui.fixtures import gone, shown
from tests.unit.ui.hands import Hands
from ui.case.home_months import Months
from ui.charts.budget_bars import BudgetBars
from ui.destinations import CaseTab, Destination, Place
from ui.kit.cards import SOME
from ui.kit.discretion import discretion


@pytest.fixture
def december(qtbot, device, filled):
    """The window on 10 December, when the rent of the month is expected."""
    device.clock.advance(days=20)
    made = shown(qtbot, device, filled)
    made.go(Destination(Place.CASE, made.case(), CaseTab.HOME_AND_MONEY))
    yield made
    gone(made)


def card(opened) -> Months:
    return next(one for one in opened.window.findChildren(Months) if one.isVisible())


def button(opened, words: str) -> QPushButton:
    return next(one for one in card(opened).findChildren(QPushButton) if one.isVisible() and one.text() == words)


def click(qtbot, opened, words: str) -> None:
    qtbot.mouseClick(button(opened, words), Qt.MouseButton.LeftButton)
    opened.settle()


def lines(opened) -> list[tuple[str, str]]:
    rows = opened.desk.editing.rows(opened.case(), "movement")
    of_december = (one for one in rows if one.values["on_day"] >= dt.date(2026, 12, 1))
    return sorted((one.values["kind"], one.shown["debit"] or one.shown["credit"]) for one in of_december)


TERM, PAID = ("term", "476,90\u00a0€"), ("payment", "266,50\u00a0€")


def test_the_month_expected_says_what_is_due_and_what_is_left_once_the_benefit_came(december):
    words = december.words(card(december))
    assert "Décembre 2026" in words
    assert "À payer\u00a0: 266,50\u00a0€" in words
    assert "Aide au logement attendue\u00a0: 210,40\u00a0€" in words


def test_paid_is_one_gesture_and_is_taken_back(qtbot, december):
    click(qtbot, december, "Payé")
    assert lines(december) == [PAID, TERM]
    assert "Payé." in december.words(card(december))
    assert "Noté sur le compte locatif." in december.words()
    december.press("Annuler")
    assert lines(december) == []


def test_the_benefit_is_one_gesture_more_and_the_month_then_asks_nothing(qtbot, december):
    click(qtbot, december, "Payé")
    click(qtbot, december, "Aide versée")
    assert lines(december) == [("housing_benefit", "210,40\u00a0€"), PAID, TERM]
    assert not [one for one in card(december).findChildren(QPushButton) if one.isVisible()]


def test_not_paid_is_one_gesture_and_leaves_the_month_to_be_paid_later(qtbot, december):
    click(qtbot, december, "Pas payé")
    assert lines(december) == [TERM]
    assert "Pas payé\u00a0: 266,50\u00a0€." in december.words(card(december))
    click(qtbot, december, "Payé")
    assert lines(december) == [PAID, TERM]


def test_another_amount_is_a_gesture_and_what_is_typed_without_leaving_the_keyboard(qtbot, december):
    button(december, "Autre montant…").setFocus()
    qtbot.keyClick(button(december, "Autre montant…"), Qt.Key.Key_Return)
    typed = december.window.focusWidget()
    assert isinstance(typed, QLineEdit)
    qtbot.keyClicks(typed, "cent")
    qtbot.keyClick(typed, Qt.Key.Key_Return)
    typed.clear()
    qtbot.keyClicks(typed, "0")
    qtbot.keyClick(typed, Qt.Key.Key_Return)
    assert "au-dessus de zéro" in december.words(card(december))
    assert lines(december) == []
    typed.clear()
    qtbot.keyClicks(typed, "100")
    qtbot.keyClick(typed, Qt.Key.Key_Return)
    december.settle()
    assert lines(december) == [("payment", "100,00\u00a0€"), TERM]
    assert "Payé en partie\u00a0: 100,00\u00a0€. Reste 166,50\u00a0€." in december.words(card(december))


def test_amounts_are_covered_and_each_button_says_its_month(december):
    names = {one.accessibleName() for one in card(december).findChildren(QPushButton)}
    assert "Décembre 2026\u00a0: Payé" in names
    discretion().cover(True)
    assert "266,50" not in december.words(card(december))


def test_a_month_all_of_which_came_says_so_and_asks_nothing(opened):
    opened.go(Destination(Place.CASE, opened.case(), CaseTab.HOME_AND_MONEY))
    words = opened.words(card(opened))
    assert "Novembre 2026" in words
    assert "Payé." in words
    assert "Pas payé" not in words


def test_a_month_that_lacks_money_says_what_it_lacks_and_no_negative_sum(opened):
    page = opened.go(Destination(Place.CASE, opened.case(), CaseTab.HOME_AND_MONEY))
    assert "il reste 919,54\u00a0€ pour vivre" in opened.words(page)
    opened.vault.workplace.command(
        lambda: opened.desk.editing.add(opened.case(), "budget_charge", {"monthly": 1_000_00})[1]
    )
    opened.settle()
    assert "Mois en cours\u00a0: il manque 80,46\u00a0€" in opened.words(page)
    assert "reste -" not in opened.words(page)
    drawn = next(one for one in page.findChildren(BudgetBars) if one.isVisible())
    assert "il manque 80,46\u00a0€" in drawn.accessibleDescription()


def test_the_budget_says_what_part_of_the_resources_the_home_takes(opened):
    page = opened.go(Destination(Place.CASE, opened.case(), CaseTab.HOME_AND_MONEY))
    assert "Taux d’effort\u00a0: 23,6\u00a0%, aide déduite" in opened.words(page)
    discretion().cover(True)
    assert "23,6" not in opened.words(page)


def test_the_sheet_of_the_plan_is_called_as_its_button(qtbot, opened):
    opened.go(Destination(Place.CASE, opened.case(), CaseTab.HOME_AND_MONEY))
    opened.press("Plan et promesse")
    assert "Plan et promesse" in Hands(qtbot, opened).words()


def test_once_an_amount_is_noted_one_stays_at_its_month(qtbot, december):
    hands = Hands(qtbot, december)
    click(qtbot, december, "Autre montant…")
    hands.types("100")
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.focus.accessibleName() == "Décembre 2026\u00a0: Autre montant…")
    assert not hands.focus.visibleRegion().isEmpty()


def test_a_long_account_shows_its_last_lines_first_and_the_others_when_asked(opened):
    case_id, editing = opened.case(), opened.desk.editing
    here = len(editing.rows(case_id, "movement"))
    for day in range(1, 31):
        values = {"kind": "payment", "label": f"Virement {day}", "on_day": dt.date(2026, 11, day), "credit": 100}
        editing.add(case_id, "movement", values)
    page = opened.go(Destination(Place.CASE, case_id, CaseTab.HOME_AND_MONEY))
    words = opened.words(page).splitlines()
    assert words.index("Virement 30") < words.index("Virement 29")
    assert "Virement 1" not in words
    opened.press(f"Montrer la suite ({here + 30 - SOME})", page)
    assert "Virement 1" in opened.words(page).splitlines()
