"""A window on a stage: the product's own, led where a scene wants it by what a hand would do."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QScrollArea, QWidget

from app.services.benchmark.vaults import PASSPHRASE
from app.settings import DeviceSettings
from ui.destinations import Destination, Place
from ui.entry.pause import PauseScreen
from ui.entry.step import Step
from ui.kit import theme
from ui.kit.cards import Row
from ui.kit.discretion import discretion
from ui.kit.toast import Toast
from ui.page import Page
from ui.screens.world import NUMBER, SHUT, catch_up, program
from ui.shell.idle import Idle
from ui.shell.surroundings import Surroundings
from ui.shell.window import Window

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from app.services.desk import Desk
    from ui.screens.world import Stand
    from ui.shell.open_vault import OpenVault

TURNS = 4  # of the event loop, until nothing is left to do by itself
SHORT_MS = 1000  # the longest wait that is hastened
DIMMED = QColor(0, 0, 0, 90)  # what stands behind a sheet


@dataclass(frozen=True, slots=True)
class Shape:
    """How a scene is looked at."""

    size: tuple[int, int]
    name: theme.ThemeName = theme.ThemeName.LIGHT
    text_percent: int = 100

    @property
    def mark(self) -> str:
        """The end of the picture's name."""
        percent = f"-{self.text_percent}" if self.text_percent != theme.SMALLEST else ""
        return f"{self.size[0]}x{self.size[1]}-{self.name.value}{percent}"


class Stage:
    """What a scene may do."""

    def __init__(self, window: Window, desk: Desk | None) -> None:
        self.window = window
        self._desk = desk
        look = theme.current()
        self._dressed = look.name, look.text_percent  # another stage may change the look in force, not this window's

    @property
    def desk(self) -> Desk:
        """The open vault."""
        assert self._desk is not None  # noqa: S101 -- scenes before an open vault never ask
        return self._desk

    @property
    def vault(self) -> OpenVault:
        """The window over the open vault."""
        assert self.window.vault is not None  # noqa: S101 -- as above
        return self.window.vault

    def case(self, number: str = NUMBER) -> str:
        """Return the id of a case."""
        return self.desk.cases.find(number)

    def go(self, place: Place, *, of_case: bool = False, detail: str | None = None) -> Page:
        """Go somewhere and return its page."""
        self.vault.go(Destination(place, self.case() if of_case else None, detail))
        self.settle()
        return self.vault.navigator.page(place)

    def press(self, words: str) -> None:
        """Press the button in sight with these words; ended by « … », the first whose name begins so."""
        begins = words.removesuffix("…") if words.endswith(": …") else None
        for host in (*self.sheets(), self.window):
            for one in host.findChildren(QPushButton):
                named = {one.text().replace("&&", "&"), one.accessibleName()}
                said = words in named if begins is None else one.accessibleName().startswith(begins)
                if said and one.isVisible():
                    one.click()
                    self.settle()
                    return
        raise LookupError(words)

    def open(self, words: str) -> None:
        """Open the row in sight that says so."""
        for host in (*self.sheets(), self.window):
            for one in host.findChildren(Row):
                said = any(words in label.text() for label in one.findChildren(QLabel))
                if said and one.isVisible() and one.property("opens"):
                    QTest.keyClick(one, Qt.Key.Key_Return)
                    self.settle()
                    return
        raise LookupError(words)

    def find(self, words: str) -> QWidget:
        """Return the field in sight that is called so."""
        for host in (*self.sheets(), self.window):
            for one in host.findChildren(QWidget):
                if one.isVisible() and one.focusPolicy() and one.accessibleName() == words:
                    return one
        raise LookupError(words)

    def reveal(self, words: str) -> None:
        """Scroll to what says so, or is called so."""
        labels = (one for one in self.window.findChildren(QLabel) if words in one.text())
        named = (one for one in self.window.findChildren(QWidget) if one.accessibleName() == words)
        found = next((one for one in (*named, *labels) if one.isVisibleTo(self.window)), None)
        if found is None:
            raise LookupError(words)
        parent = found.parentWidget()
        while parent is not None and parent is not self.window:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(found)
            parent = parent.parentWidget()

    def type(self, text: str, *, into: str | None = None) -> None:
        """Type where the caret is, or into what is called so."""
        if into is not None:
            self.find(into).setFocus()
        for sign in text:  # the test library's own way knows no sign beyond Latin ones, and ends the process
            self._press(self._caret(), sign)
        self.settle()

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(self._caret(), key, keys)
        self.settle()

    def _caret(self) -> QWidget:
        """Return what the keyboard is for, asked of the topmost sheet: without a screen the focus may be nowhere."""
        on_top = (*self.sheets(), self.window)[0]
        return on_top.focusWidget() or on_top  # type: ignore[truthy-bool] # the stub forgets None

    @staticmethod
    def _press(widget: QWidget, sign: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(widget, event)

    def sign(self, pad: QWidget) -> None:
        """Draw a wave on a pad with the mouse."""
        middle, wide, high = pad.rect().center(), pad.width() / 3, pad.height() / 6
        points = [
            QPoint(round(middle.x() + wide * (step / 20 - 1)), round(middle.y() + high * math.sin(step / 3)))
            for step in range(41)
        ]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(pad, point)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
        self.settle()

    def sheets(self) -> list[QDialog]:
        """Return the sheets in sight, the last opened first."""
        return [one for one in reversed(self.window.findChildren(QDialog)) if one.isVisible()]

    def shown(self) -> set[str]:
        """Return what is in sight: the classes of sheets, pages and steps; where a page stands, as ``place/detail``."""
        found = (*self.sheets(), *self.window.findChildren(Page), *self.window.findChildren(Step))
        pauses = self.window.findChildren(PauseScreen)
        names = {type(one).__name__ for one in (*found, *pauses) if one.isVisible()}
        here = self.vault.navigator.here if self.window.vault is not None else None
        return names if here is None else {*names, f"{here.place}/{here.detail}"}

    def settle(self) -> None:
        """Let everything end that ends by itself."""
        for _turn in range(TURNS):
            if self.window.vault is not None:
                self.window.vault.tasks.settle()
            if self.window.entrance is not None:
                self.window.entrance.settle()
            self._hasten()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()

    def _hasten(self) -> None:
        """Let what waits for a pause of the hand happen now: a picture never depends on how fast a machine is."""
        for timer in self.window.findChildren(QTimer):
            if timer.isSingleShot() and timer.isActive() and timer.interval() <= SHORT_MS:
                timer.setInterval(0)

    def picture(self) -> QPixmap:
        """Return what is seen: the window, and over it its sheets."""
        self.settle()
        seen = self.window.grab()
        for sheet in reversed(self.sheets()):
            painter = QPainter(seen)
            painter.fillRect(seen.rect(), DIMMED)
            at = QPoint((seen.width() - sheet.width()) // 2, (seen.height() - sheet.height()) // 2)
            painter.drawPixmap(at, sheet.grab())
            painter.end()
        return seen

    def look(self, shape: Shape) -> None:
        """Be looked at in another way."""
        self.window.resize(*shape.size)
        look, wanted = theme.current(), (shape.name, shape.text_percent)
        if {self._dressed, (look.name, look.text_percent)} != {wanted}:
            self.window.set_look(*wanted)
            self._dressed = wanted
        self.window.show()
        self.window.activateWindow()
        self.settle()

    def clear(self) -> None:
        """Leave everything as it was when the vault was opened; what was written stays."""
        for sheet in self.sheets():
            sheet.reject()
        discretion().cover(False)
        for toast in self.window.findChildren(Toast):
            toast.hide()
        if self.window.vault is not None:
            self.vault.frame.troubles.hide()
            self.vault.set_shared(False)
            self.vault.navigator.close()
            self.vault.navigator.here = self.vault.workplace.case_id = None
            self.vault.frame.show_place(Place.TODAY)  # a sheet over no page stands before the same places every time
        self.settle()

    def leave(self) -> None:
        """Close the window, and the vault with it."""
        self.window.close()
        self.window.deleteLater()
        discretion().cover(False)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def stage_on(folder: Path, stand: Stand, shape: Shape, instant: dt.datetime) -> Stage:
    """Open the window on a stage: the product's, over a vault that holds nobody's data, at a still hour."""
    QApplication.setCursorFlashTime(0)  # a caret that blinks is there or not
    theme.apply(shape.name, shape.text_percent)
    made = program(instant)
    window = Window(Surroundings(lambda: made, folder, DeviceSettings(), lambda: None, fills_screen=False))
    window.resize(*shape.size)
    window.show()
    window.activateWindow()
    desk = None if stand in SHUT else made.vaults.open(folder, PASSPHRASE)
    if desk is not None:
        catch_up(desk)
        window.open_desk(desk)
        if window.vault is not None:
            window.vault.backups.rest()  # one made after a minute would be said under some pictures
    for idle in QApplication.instance().findChildren(Idle):  # type: ignore[union-attr]
        idle.rest()  # nobody is there, and it is not said
    stage = Stage(window, desk)
    stage.settle()
    return stage
