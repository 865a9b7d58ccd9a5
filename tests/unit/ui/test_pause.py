from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from app.services.keys.pause_choices import choose_pin
from resources.vocabulary import DiagnosisPoint
from ui.destinations import CaseTab, Destination, Place
from ui.diagnosis.view_model import Screen
from ui.entry.pause import PauseScreen
from ui.kit import theme
from ui.kit.cards import Row

PIN = "271828"
HELP = Destination(Place.HELP)


def paused(opened, somewhere: Destination | None = HELP) -> PauseScreen:
    """Keep a PIN, go to the help, or stay, and pause with the keyboard."""
    vault = opened.desk.vault
    opened.vault.workplace.command(lambda: choose_pin(vault, PIN))
    opened.settle()
    if somewhere is not None:
        opened.go(somewhere)
    opened.window.pause()
    screen = opened.window.centralWidget().currentWidget()
    assert isinstance(screen, PauseScreen)
    return screen


def test_six_digits_typed_bring_the_window_back_where_one_was(opened, qtbot):
    screen = paused(opened)
    qtbot.keyClicks(screen, PIN)
    qtbot.waitUntil(lambda: opened.window.centralWidget().currentWidget() is opened.vault.frame)
    assert opened.vault.navigator.here == Destination(Place.HELP)


@pytest.mark.parametrize("screen", [DiagnosisPoint.FINANCIAL_SITUATION, Screen.SHARING])
def test_after_a_pause_the_caret_is_where_it_was_in_the_field_it_was_in(opened, qtbot, screen):
    page = opened.go(Destination(Place.DIAGNOSIS, opened.case(), screen.value))
    opened.settle()
    field = [one for one in page.findChildren(QPlainTextEdit) if one.isVisible() and one.isEnabled()][-1]
    name = field.accessibleName()
    field.setFocus()
    qtbot.keyClicks(field, "Un mot a demi ecr")
    for _step in range(4):
        qtbot.keyClick(field, Qt.Key.Key_Left)
    before, caret = field.toPlainText(), field.textCursor().position()
    qtbot.keyClicks(paused(opened, None), PIN)
    qtbot.waitUntil(lambda: opened.window.centralWidget().currentWidget() is opened.vault.frame)
    opened.settle()
    now = opened.window.focusWidget()
    assert isinstance(now, QPlainTextEdit)
    assert (now.accessibleName(), now.toPlainText(), now.textCursor().position()) == (name, before, caret)


def test_after_a_pause_the_keyboard_stands_on_the_row_it_was_on(opened, qtbot):
    page = opened.go(Destination(Place.CASE, opened.case(), CaseTab.PROCEDURES))
    row = [one for one in page.findChildren(Row) if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus][-1]
    name = row.accessibleName()
    row.setFocus()
    qtbot.keyClicks(paused(opened, None), PIN)
    qtbot.waitUntil(lambda: opened.window.centralWidget().currentWidget() is opened.vault.frame)
    opened.settle()
    now = opened.window.focusWidget()
    assert isinstance(now, Row)
    assert now.accessibleName() == name


def test_digits_are_pressed_as_well_as_typed(opened, qtbot):
    screen = paused(opened)
    for digit in PIN:
        key = next(one for one in screen.findChildren(QPushButton) if one.text() == digit)
        assert key.height() >= 44
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.window.centralWidget().currentWidget() is opened.vault.frame)


def test_a_pause_shows_no_name_and_keeps_no_page(opened):
    screen = paused(opened)
    assert "Benali" not in opened.words(screen)
    assert "Benali" not in opened.words()
    assert opened.window.windowTitle() == "Palier"


def test_digits_typed_are_never_shown(opened, qtbot):
    screen = paused(opened)
    qtbot.keyClicks(screen, "27")
    assert "● ● ○ ○ ○ ○" in opened.words(screen)
    qtbot.keyClick(screen, Qt.Key.Key_Backspace)
    assert "● ○ ○ ○ ○ ○" in opened.words(screen)


def test_three_wrong_tries_lock(opened, qtbot):
    screen = paused(opened)
    qtbot.keyClicks(screen, "314159")
    qtbot.waitUntil(lambda: "Encore 2 essais" in opened.words(screen))
    qtbot.keyClicks(screen, "314159")
    qtbot.waitUntil(lambda: "Encore 1 essai," in opened.words(screen))
    qtbot.keyClicks(screen, "314159")
    qtbot.waitUntil(lambda: opened.locked == ["replaced"])


def test_verrouiller_locks_at_once(opened, qtbot):
    screen = paused(opened)
    lock = next(one for one in screen.findChildren(QPushButton) if one.text() == "Verrouiller")
    qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)
    assert opened.locked == ["replaced"]


def test_a_pause_of_an_hour_becomes_a_lock_whatever_the_computer_did_meanwhile(opened, device):
    screen = paused(opened)
    device.clock.advance(minutes=59)
    screen.look_at_the_hour()
    assert opened.locked == []
    device.clock.advance(minutes=1)
    screen.look_at_the_hour()
    assert opened.locked == ["replaced"]


def test_without_a_pin_a_pause_is_a_lock(opened):
    opened.window.pause()
    assert opened.locked == ["replaced"]


def test_the_pause_takes_the_keyboard(opened):
    screen = paused(opened)
    opened.window.activateWindow()
    assert screen.hasFocus() or QApplication.focusWidget() in {None, screen}


@pytest.mark.parametrize("percent", [100, 200])
def test_keys_stand_apart_and_do_not_move_when_a_code_is_wrong_in_a_small_window(opened, qtbot, percent):
    opened.window.resize(1097, 540)
    opened.window.set_look(theme.ThemeName.LIGHT, percent)
    screen = paused(opened)
    opened.settle()
    keys = [one for one in screen.findChildren(QPushButton) if one.isVisible()]
    before = [one.geometry() for one in keys]
    qtbot.keyClicks(screen, "314159")
    qtbot.waitUntil(lambda: "Encore 2 essais" in opened.words(screen))
    opened.settle()
    after = [one.geometry() for one in keys]
    assert after == before
    assert all(screen.rect().contains(one) for one in after)
    assert not any(one.intersects(other) for one in after for other in after if one is not other)
    opened.window.set_look(theme.ThemeName.LIGHT, 100)
