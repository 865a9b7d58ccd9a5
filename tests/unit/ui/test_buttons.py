"""Buttons and choices under the keyboard: Enter presses, arrows go along, only Space or Enter chooses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
