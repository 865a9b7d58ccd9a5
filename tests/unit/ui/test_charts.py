"""What is drawn: read whole at any size of text."""

from __future__ import annotations

from ui.charts.rent_curve import RentCurve
from ui.destinations import CaseTab, Destination, Place
from ui.kit import theme


def lines_of_ink(opened, percent: int) -> int:
    """Return how many lines of pixels the months under the rent curve take."""
    opened.window.set_look(theme.ThemeName.LIGHT, percent)
    opened.window.resize(1920, 1080)
    page = opened.go(Destination(Place.CASE, opened.case(), CaseTab.HOME_AND_MONEY))
    chart = page.findChild(RentCurve)
    seen = chart.grab().toImage()
    beside = range(theme.current().px(58), chart.width())  # nothing of the amounts at its left
    below = range(chart.height() - theme.current().px(24) + 4, chart.height())
    blank = seen.pixel(1, 1)
    return sum(any(seen.pixel(x, y) != blank for x in beside) for y in below)


def test_the_months_under_a_curve_are_whole_in_larger_text(opened):
    small = lines_of_ink(opened, 100)
    assert small >= 8
    large = lines_of_ink(opened, 200)
    assert large >= 2 * small - 1
