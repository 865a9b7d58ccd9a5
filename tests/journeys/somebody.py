"""Somebody before the window: eyes, a mouse and a keyboard, and nothing else; what they do by hand is counted.

Presses go through the window of the system, so that what stands in front takes them; what is out of sight is brought
there with the wheel, so that what cannot be reached is found.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from app.settings import DeviceSettings, ThemeChoice
from tests.unit.ui.fixtures import Opened, texts
from tests.unit.ui.hands import Hands
from ui.kit import theme
from ui.kit.cards import Row
from ui.kit.toast import Toast
from ui.shell.surroundings import Surroundings
from ui.shell.window import FIRST_SIZE, Window
from ui.signing.pad import Pad

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.journeys.world import Device

NOTCH = 120  # eighths of a degree: one notch of a wheel
LEFT, FREE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
without_manager = pytest.mark.qt_log_ignore(  # the screen without a screen has no window manager
    "does not support (raise|grabbing|propagateSizeHints)", extend=True
)
PUT_AWAY = "put a sentence away"  # a press of a quick hand: the sentence goes by itself
LONG = 20_000  # milliseconds: a paper is being made


def before(device: Device, folder: Path, size: tuple[int, int] = FIRST_SIZE, text_percent: int = 100) -> Opened:
    """Show the window before a folder: its lock screen, or the first run; no desk yet."""
    theme.apply(theme.ThemeName.LIGHT, text_percent)
    locked: list[str] = []
    settings = DeviceSettings(theme=ThemeChoice.LIGHT, text_percent=text_percent)
    window = Window(Surroundings(device.app, folder, settings, lambda: locked.append("replaced")))
    window.resize(*size)
    window.show()
    return Opened(window, None, locked)  # type: ignore[arg-type] -- what is read of the vault comes from the window


class Somebody(Hands):
    """Acts on whatever is in front: the entrance, a page, a sheet."""

    def __init__(self, qtbot, opened: Opened) -> None:
        super().__init__(qtbot, opened)
        self.done: list[str] = []
        self.rest()

    # What is seen.

    @property
    def front(self) -> QWidget:
        """What takes the presses: the sheet on top, else the window."""
        return self.sheet if self.sheets() else self.opened.window

    def sees(self, words: str, within: QWidget | None = None) -> None:
        """Wait until words can be read."""
        self.qtbot.waitUntil(lambda: words in self.all_words(within), timeout=LONG)

    def all_words(self, within: QWidget | None = None) -> str:
        """Return what can be read in front, sheets and what is under them."""
        if within is not None:
            return "\n".join(texts(within))
        return "\n".join((self.opened.words(), *(self.opened.words(one) for one in self._sheets())))

    def control(self, words: str, kind: type[QWidget] = QWidget, nth: int = 0) -> QWidget:
        """Return what is called so in front, once it is there and can be used."""
        self.qtbot.waitUntil(lambda: len(self._called(words, kind)) > nth, timeout=LONG)
        return self._called(words, kind)[nth]

    def offers(self, words: str, kind: type[QWidget] = QWidget) -> bool:
        """Tell whether something in front is called so and can be used."""
        return bool(self._called(words, kind))

    # What is done.

    def click(self, words: str, kind: type[QWidget] = QWidget, nth: int = 0) -> None:
        """Press what is called so, which is one gesture."""
        self._count(words)
        self.press_on(self.control(words, kind, nth))

    def press_on(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press the left button on a widget, in its middle unless said, once it is in sight."""
        self.reveal(widget)
        window, place = widget.window(), widget.mapTo(widget.window(), at or widget.rect().center())
        hit = window.childAt(place)
        if isinstance(hit, Toast) or isinstance(hit.parentWidget() if hit else None, Toast):
            self._put_away(hit)
            hit = window.childAt(place)
        assert hit is not None, widget
        assert hit is widget or widget.isAncestorOf(hit), f"{hit} stands before {widget.accessibleName()}"
        QTest.mouseClick(window.windowHandle(), LEFT, FREE, place)
        self.rest()

    def _put_away(self, before: QWidget) -> None:
        """Press a sentence that stands before what is wanted: it goes."""
        self._count(PUT_AWAY)
        toast = before if isinstance(before, Toast) else before.parentWidget()
        place = toast.mapTo(toast.window(), QPoint(4, 4))
        QTest.mouseClick(toast.window().windowHandle(), LEFT, FREE, place)

    def writes(self, field: str, text: str, nth: int = 0) -> None:
        """Put the caret in a field with the mouse and type; the press is the gesture."""
        kind = QPlainTextEdit if any(isinstance(one, QPlainTextEdit) for one in self._called(field)) else QLineEdit
        self.click(field, kind, nth)
        self.types(text)

    def picks(self, field: str, words: str) -> None:
        """Open a list with the mouse, and press the line that begins so: one gesture."""
        self._count(f"{field}\u00a0: {words}")
        box = self.control(field, QComboBox)
        assert isinstance(box, QComboBox)
        self.press_on(box)
        view = box.view()
        self.qtbot.waitUntil(view.isVisible)
        rank = next(rank for rank in range(box.count()) if words in box.itemText(rank))
        index = view.model().index(rank, box.modelColumn())
        view.scrollTo(index)
        place = view.viewport().mapTo(view.window(), view.visualRect(index).center())
        QTest.mouseClick(view.window().windowHandle(), LEFT, FREE, place)
        self.rest()

    def turns_to(self, tabs: str, words: str) -> None:
        """Go to a tab; where room is short, they are a list."""
        if self.offers(words, QPushButton):
            self.click(words, QPushButton)
        else:
            self.picks(tabs, words)

    def draws(self, pad: Pad, strokes: int = 1, width: int = 200, height: int = 40) -> None:
        """Sign on the pad with the mouse, in so many strokes: one gesture."""
        self._count("signature")
        for stroke in range(strokes):
            self.stroke(pad, wave(pad, width, height, stroke))
        self.rest()

    def stroke(self, pad: Pad, points: list[QPoint], *, lifted: bool = True) -> None:
        """Draw one stroke; not lifted, the button stays pressed."""
        handle = pad.window().windowHandle()
        places = [pad.mapTo(pad.window(), one) for one in points]
        QTest.mousePress(handle, LEFT, FREE, places[0])
        for place in places[1:]:
            QTest.mouseMove(handle, place)
        if lifted:
            QTest.mouseRelease(handle, LEFT, FREE, places[-1])

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.done.append(f"{modifiers.name}+{key.name}".removeprefix("NoModifier+"))
        super().key(key, modifiers)

    def tabs_to(self, words: str) -> QWidget:
        """Move with Tab to what is called so."""
        for _turn in range(120):
            focused = QApplication.focusWidget()
            if focused is not None and words in called(focused):
                return focused
            self.qtbot.keyClick(focused or self.front, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never leads to « {words} »")

    def reveal(self, widget: QWidget) -> None:
        """Turn the wheel until a widget is in sight; what no turn brings there is out of reach."""
        area = area_of(widget)
        while area is not None:
            self._wheel(area, widget)
            area = area_of(area)
        middle = widget.mapTo(widget.window(), widget.rect().center())
        assert widget.window().rect().contains(middle), f"{widget.accessibleName()} is outside the window"

    def _wheel(self, area: QScrollArea, widget: QWidget) -> None:
        bar, before_ = area.verticalScrollBar(), None
        while bar.value() != before_:
            before_ = bar.value()
            place = widget.mapTo(area.viewport(), widget.rect().center()).y()
            high = area.viewport().height()
            half = min(widget.height() // 2, high // 2 - 1)
            if half <= place <= high - half:
                return
            turn(area, down=place > high - half)
        assert QRect(QPoint(), area.viewport().size()).contains(
            widget.mapTo(area.viewport(), widget.rect().center())
        ), f"« {widget.accessibleName()} » cannot be scrolled into view"

    def _sheets(self) -> list[QWidget]:
        return [one for one in self.opened.window.findChildren(QDialog) if one.isVisible()]

    def _called(self, words: str, kind: type[QWidget] = QWidget) -> list[QWidget]:
        return [one for one in controls(self.front) if isinstance(one, kind) and words in called(one)]

    def _count(self, what: str) -> None:
        self.gestures += 1
        self.done.append(what)


def controls(front: QWidget) -> list[QWidget]:
    """Return what can be used in a window: buttons, fields, lists, rows that open something."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, Row, Pad)
    return [
        one
        for one in front.findChildren(QWidget)
        if isinstance(one, kinds)
        and one.window() is front
        and one.isVisible()
        and one.isEnabled()
        and (not isinstance(one, Row) or one.property("opens"))
    ]


def called(widget: QWidget) -> set[str]:
    """Return what a control may be called by: its words, its name for screen readers, the label before it."""
    found = {widget.accessibleName()}
    if isinstance(widget, QPushButton):
        found.add(widget.text().replace("&&", "&"))
    if isinstance(widget, Row):
        found |= {one.text() for one in widget.findChildren(QLabel)}
    return found - {""}


def area_of(widget: QWidget) -> QScrollArea | None:
    """Return the area a widget scrolls in, if it does."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        if parent.isWindow():
            return None
        parent = parent.parentWidget()
    return parent


def turn(area: QScrollArea, *, down: bool) -> None:
    """Turn the wheel by one notch over an area."""
    view = area.viewport()
    middle = view.rect().center()
    event = QWheelEvent(
        QPointF(middle),
        QPointF(view.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, -NOTCH if down else NOTCH),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def wave(pad: Pad, width: int = 200, height: int = 40, lower: int = 0) -> list[QPoint]:
    """Return the points of a hand that signs."""
    middle = pad.rect().center()
    return [
        QPoint(
            int(middle.x() - width / 2 + width * step / 40), int(middle.y() + 12 * lower + height * math.sin(step / 3))
        )
        for step in range(41)
    ]


def pads(widget: QWidget) -> Iterator[Pad]:
    """Return the pads in sight."""
    return (one for one in widget.findChildren(Pad) if one.isVisible())
