"""What is laid out is seen whole: no words cut, nothing beside its column, the focus where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ui.destinations import CaseTab, Destination, Place
from ui.kit import theme
from ui.kit.cards import Row
from ui.kit.texts import Pill, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from tests.unit.ui.fixtures import Opened


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
