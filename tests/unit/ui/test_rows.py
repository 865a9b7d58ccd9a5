"""A list of hundreds is shown some at a time, and the keyboard goes on where one was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tests.unit.ui.fixtures import texts
from ui.kit.cards import Row, Rows
from ui.kit.texts import Words


@pytest.fixture
def rows(qtbot) -> Rows:
    made = Rows("Démarches")
    qtbot.addWidget(made)

    def row_of(number: int) -> Row:
        row = Row(lambda: None)
        row.say(Words(f"n° {number}"))
        return row

    made.fill(range(1, 26), row_of, 10)
    with qtbot.waitActive(made):
        made.show()
    return made


def shown(rows: Rows) -> int:
    return sum("n° " in words for words in texts(rows))


def test_the_rest_is_counted_and_asked_for(rows, qtbot):
    assert shown(rows) == 10
    more = rows.findChild(QPushButton)
    assert more.text() == "Montrer la suite (15)"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(rows) == 20)


def test_the_caret_stands_on_the_first_row_that_came(rows, qtbot):
    qtbot.keyClick(rows.findChild(QPushButton), Qt.Key.Key_Space)
    assert "n° 11" in "\n".join(texts(QApplication.focusWidget()))


def test_the_last_of_all_are_followed_by_nothing(rows, qtbot):
    for count in (20, 25):
        next(one for one in rows.findChildren(QPushButton) if one.isVisible()).click()
        qtbot.waitUntil(lambda count=count: shown(rows) == count)
    assert not any("Montrer" in one.text() for one in rows.findChildren(QPushButton) if one.isVisible())


def test_a_short_list_is_shown_whole(qtbot):
    made = Rows()
    qtbot.addWidget(made)
    made.fill([1, 2], lambda _number: Row())
    assert made.findChild(QPushButton) is None
