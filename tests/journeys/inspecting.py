"""Looks at every control of a page or a sheet as somebody with big fingers, weak eyes or no mouse would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QWidget,
)

from tests.journeys.somebody import area_of, controls
from ui.choosing.lines import LineList
from ui.diagnosis.sorting_table import SentenceRow

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST = 44  # pixels high: what a finger meets
SLACK = 1  # pixel lost in rounding


def flaws(front: QWidget) -> list[str]:
    """Return what is wrong with what can be used and read in a window, one line each."""
    found = [f"{_said(one)}: {flaw}" for one in seen(front) for flaw in _flaws(one)]
    found += [f"« {one.text()[:60]} »: {flaw}" for one in _labels(front) for flaw in _label_flaws(one)]
    return found


def seen(front: QWidget) -> list[QWidget]:
    """Return what can be used, with the lists."""
    lists = [one for one in front.findChildren(QAbstractItemView) if one.isVisible() and one.window() is front]
    return [*controls(front), *(one for one in lists if not _inside_box(one))]


def _flaws(one: QWidget) -> Iterator[str]:
    if not _name(one):
        yield "no name"
    if one.height() < LEAST:
        yield f"{one.height()} pixels high"
    if isinstance(one, QPushButton):
        missing = _missing_of_button(one)
        if missing > SLACK:
            yield f"cut by {missing} pixels"
    if isinstance(one, QComboBox):
        missing = _missing_of_box(one)
        if missing > SLACK:
            yield f"cut by {missing} pixels"
    yield from _outside(one)


def _label_flaws(one: QLabel) -> Iterator[str]:
    room, metrics = one.contentsRect(), one.fontMetrics()
    if not one.wordWrap():
        wide = max(metrics.horizontalAdvance(line) for line in one.text().split("\n"))
        if wide > room.width() + SLACK:
            yield f"cut by {wide - room.width()} pixels"
    elif one.heightForWidth(one.width()) > one.height() + SLACK:
        yield f"{one.heightForWidth(one.width()) - one.height()} pixels of it are under something"
    yield from _outside(one)


def _outside(one: QWidget) -> Iterator[str]:
    """Say what sticks out of the width of what holds it, down to the window."""
    parent, child = one.parentWidget(), one
    while parent is not None and not child.isWindow():
        place = QRect(one.mapTo(parent, QPoint()), one.size())
        if place.left() < -SLACK or place.right() > parent.width() - 1 + SLACK:
            yield f"sticks out of the width of {parent.objectName() or type(parent).__name__}"
            return
        child, parent = parent, parent.parentWidget()
    if area_of(one) is None and not _scrolls(one):
        place = QRect(one.mapTo(one.window(), QPoint()), one.size())
        if not one.window().rect().adjusted(-1, -1, 1, 1).contains(place):
            yield "is outside the window"


def _scrolls(one: QWidget) -> bool:
    parent = one.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _labels(front: QWidget) -> list[QLabel]:
    return [one for one in front.findChildren(QLabel) if one.isVisible() and one.window() is front and one.text()]


def _missing_of_button(one: QPushButton) -> int:
    option = QStyleOptionButton()
    one.initStyleOption(option)
    room = one.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, one).width()
    words = one.text().replace("&&", "&")
    icon = one.iconSize().width() if not one.icon().isNull() else 0
    lines = getattr(one, "lines", None) or (words,)  # a long choice goes on below
    return max(one.fontMetrics().horizontalAdvance(line.replace("&&", "&")) for line in lines) + icon - room


def _missing_of_box(one: QComboBox) -> int:
    option = QStyleOptionComboBox()
    one.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = one.style().subControlRect(control, option, part, one).width()
    return one.fontMetrics().horizontalAdvance(one.currentText()) - room


def _inside_box(one: QWidget) -> bool:
    parent = one.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox):
            return True
        parent = parent.parentWidget()
    return False


def _name(one: QWidget) -> str:
    text = one.text() if isinstance(one, QAbstractButton) else ""
    return one.accessibleName() or text


def _said(one: QWidget) -> str:
    return f"{type(one).__name__} « {_name(one)[:60]} »"


# By keyboard alone.


def stops(front: QWidget, most: int = 400) -> list[QWidget]:
    """Press Tab until the first stop comes back; return the stops, in order. A trap raises."""
    found: list[QWidget] = []
    for _turn in range(most):
        here = QApplication.focusWidget() or front
        QTest.keyClick(here, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now is here:  # alone: what else there is will be told as not reached
            return [now]
        if now in found:
            assert now is found[0], f"Tab goes round from {_said(found[-1])} to {_said(now)}"
            return found
        assert not now.visibleRegion().isEmpty(), f"Tab leads to {_said(now)} out of sight"
        found.append(now)
    raise AssertionError("Tab never comes back")


def unreached(front: QWidget, reached: list[QWidget]) -> list[str]:
    """Return what can be used but where Tab does not lead: of a choice among a few, the arrows lead to the others."""
    missing = [one for one in seen(front) if one not in reached and not _by_arrows(one, reached)]
    return [_said(one) for one in missing if not _by_other_keys(one)]


def _by_arrows(one: QWidget, reached: list[QWidget]) -> bool:
    group = one.group() if isinstance(one, QAbstractButton) else None
    if group is not None:
        return group.exclusive() and any(other in reached for other in group.buttons())
    if isinstance(one, QAbstractButton) and one.autoExclusive():
        return any(isinstance(other, QAbstractButton) and other.parent() is one.parent() for other in reached)
    return False


def _by_other_keys(one: QWidget) -> bool:
    """Tell whether keys do it from the field beside: signs of a note are typed, answers are chosen by arrows.

    Whose a sentence is turns by the key O, on the sentence itself.
    """
    return one.focusPolicy() == Qt.FocusPolicy.NoFocus and (
        isinstance(one, LineList)
        or one.accessibleName().startswith("Cette phrase")
        or isinstance(one.parentWidget(), SentenceRow)
    )


def unseen_focus(front: QWidget, reached: list[QWidget]) -> list[str]:
    """Return the stops that look the same with the focus as without."""
    alone = [one for one in reached if one.isAncestorOf(reached[-1])]  # a pause: digits typed anywhere are shown
    return [_said(one) for one in reached if one not in alone and not _shows_focus(front, one)]


def _shows_focus(front: QWidget, one: QWidget) -> bool:
    area = area_of(one)
    if area is not None:  # as Tab does by itself
        area.ensureWidgetVisible(one)
    place = QRect(one.mapTo(front, QPoint()), one.size()).adjusted(-3, -3, 3, 3)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    with_it = front.grab(place).toImage()
    one.clearFocus()
    return with_it != front.grab(place).toImage()
