"""Words longer than the room they are offered in go on, on a second line: they are never cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QScrollArea

from ui.destinations import CaseTab, Destination, Place
from ui.forms.sheet import RowSheet
from ui.kit import theme
from ui.kit.buttons import Button, Choice

LONG = "réunion avant la commission d’attribution (pré-CAL)"


@pytest.fixture
def choice(qtbot):
    theme.apply(theme.ThemeName.LIGHT)
    made = Choice([(1, "comité"), (2, LONG)], "Instance")
    qtbot.addWidget(made)
    return made


def shown_at(choice: Choice, width: int) -> tuple[Button, Button]:
    choice.resize(QSize(width, choice.heightForWidth(width)))
    choice.show()
    short, long = choice.buttons()
    assert isinstance(short, Button)
    assert isinstance(long, Button)
    return short, long


def test_words_that_have_room_stay_on_one_line(choice):
    short, long = shown_at(choice, 900)
    assert long.lines == (LONG,)
    assert long.height() == short.height()


def test_words_without_room_go_on_below_and_the_others_stay_as_they_are(choice):
    short, long = shown_at(choice, 260)
    assert " ".join(long.lines) == LONG
    assert len(long.lines) == 2
    assert long.width() <= 260
    assert long.height() == short.height() + QFontMetrics(long.font()).lineSpacing()
    assert short.lines == ("comité",)


def test_what_is_said_of_a_long_choice_is_its_words_on_one_line(choice):
    _short, long = shown_at(choice, 260)
    assert long.text() == LONG
    assert long.accessibleName() == f"Instance\u00a0: {LONG}"


def test_no_choice_of_a_form_is_cut_at_the_smallest_size_and_the_largest_text(opened):
    opened.window.resize(1097, 540)
    opened.window.set_look(theme.ThemeName.LIGHT, 200)
    opened.go(Destination(Place.CASE, opened.case(), CaseTab.PROJECT))
    opened.press("Ajouter un passage\u00a0: Comité")
    (sheet,) = opened.window.findChildren(RowSheet)
    opened.settle()
    area = sheet.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    choices = [one for one in sheet.findChildren(Button) if one.isCheckable()]
    assert len(choices) > 5
    for one in choices:
        assert one.mapTo(area.widget(), one.rect().topRight()).x() < area.viewport().width(), one.text()
