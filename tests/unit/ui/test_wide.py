"""On a very wide screen lines stay as long as they are read easily; smaller screens give all they have."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from tests.unit.ui.test_spoken import PLACES, of_case
from ui.destinations import Destination, Place
from ui.kit import theme
from ui.kit.cards import Row

HUGE = (3840, 2160)
EVERYWHERE = [*PLACES, Destination(Place.SETTINGS), Destination(Place.HELP)]


def named(one: Destination) -> str:
    return f"{one.place.value} {one.detail or ''}".strip()


def sized(opened, size, percent=100) -> None:
    opened.window.set_look(theme.ThemeName.LIGHT, percent)
    opened.window.resize(*size)
    opened.settle()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("destination", EVERYWHERE, ids=named)
def test_no_line_of_a_page_runs_across_a_very_wide_screen(opened, destination, percent):
    sized(opened, HUGE, percent)
    page = opened.go(of_case(opened, destination))
    opened.settle()
    widest = theme.current().widest
    assert widest <= HUGE[0] * percent / 200
    inside = [one for one in page.column.findChildren(QWidget) if one.isVisible() and one.window() is opened.window]
    assert [type(one).__name__ for one in inside if one.width() > widest] == []
    assert page.column.width() == page.area.viewport().width()  # the window keeps its frame
    assert all(page.column.rect().contains(one.mapTo(page.column, one.rect().center())) for one in inside)


def test_what_stands_in_a_wide_page_stands_in_its_middle(opened):
    sized(opened, HUGE)
    page = opened.go(Destination(Place.TODAY))
    row = next(one for one in page.findChildren(Row) if one.isVisible())
    left = row.mapTo(page.column, row.rect().topLeft()).x()
    right = page.column.width() - row.mapTo(page.column, row.rect().topRight()).x() - 1
    assert abs(left - right) <= page.column.width() // 3
    assert left > 100


@pytest.mark.parametrize(("size", "percent"), [((1366, 768), 100), ((1097, 540), 100), ((1366, 768), 200)])
def test_a_laptop_gives_a_page_all_its_width(opened, size, percent):
    sized(opened, size, percent)
    page = opened.go(Destination(Place.TODAY))
    opened.settle()
    assert page.column.width() <= theme.current().widest
    margins = page.body.contentsMargins()
    wide = page.column.width() - margins.left() - margins.right()
    assert max(one.width() for one in page.column.findChildren(QWidget) if one.isVisible()) >= wide
