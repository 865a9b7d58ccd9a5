"""Buttons and choices under the keyboard: Enter presses, arrows go along, only Space or Enter chooses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.buttons import Button, Choice


@pytest.fixture
def board(qtbot):
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_as_space_does(qtbot, board, key):
    pressed = []
    button = Button("Fermer", lambda: pressed.append(True))
    board.layout().addWidget(button)
    board.show()
    qtbot.keyClick(button, key)
    assert pressed == [True]


def test_an_arrow_goes_along_the_choices_and_changes_no_answer(qtbot, board):
    choice = Choice([(1, "d’accord"), (2, "avec une réserve"), (3, "pas d’accord")], "Réponse", 1)
    board.layout().addWidget(choice)
    board.show()
    told = []
    choice.chosen.connect(told.append)
    qtbot.keyClick(choice.buttons()[0], Qt.Key.Key_Down)
    assert (choice.value, told) == (1, [])
    assert board.focusWidget() is choice.buttons()[1]
    qtbot.keyClick(choice.buttons()[1], Qt.Key.Key_Return)
    assert (choice.value, told) == (2, [2])


def test_the_last_choice_is_followed_by_the_first(qtbot, board):
    choice = Choice([(1, "oui"), (2, "non")], "Réponse")
    board.layout().addWidget(choice)
    board.show()
    qtbot.keyClick(choice.buttons()[1], Qt.Key.Key_Right)
    assert board.focusWidget() is choice.buttons()[0]


def ink(button: Button) -> int:
    """Return how many pixels are drawn darkly inside the border of a button."""
    seen = button.grab().toImage()
    inside = ((x, y) for x in range(4, seen.width() - 4) for y in range(4, seen.height() - 4))
    return sum(seen.pixelColor(x, y).lightness() < 150 for x, y in inside)


@pytest.mark.parametrize("percent", [100, 200])
def test_the_words_of_what_is_chosen_are_whole_beside_an_icon(board, percent):
    theme.apply(theme.ThemeName.LIGHT, percent)
    chip = Button("mardi 15 décembre à 10\u00a0h\u00a030", kind="choice", icon="calendar-clock")
    chip.setCheckable(True)
    chip.setChecked(True)
    board.layout().addWidget(chip)
    board.show()
    chip.setFixedSize(chip.sizeHint())
    drawn = ink(chip)
    chip.setFixedWidth(chip.width() + 40)
    assert ink(chip) == drawn
    theme.apply(theme.ThemeName.LIGHT)
