"""Somebody at the keyboard: what they type goes where the caret is, and each gesture is counted (practice 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QPushButton, QWidget

from tests.unit.ui.fixtures import texts

if TYPE_CHECKING:
    from tests.unit.ui.fixtures import Opened

CONTROL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """Acts on the window as somebody would. A chord, a key, a press is a gesture; typing a text is none."""

    def __init__(self, qtbot, opened: Opened) -> None:
        self.qtbot = qtbot
        self.opened = opened
        self.gestures = 0
        with qtbot.waitActive(opened.window):
            opened.window.activateWindow()

    @property
    def focus(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    @property
    def sheet(self) -> QDialog:
        """The sheet in sight, on top."""
        return [one for one in self.opened.window.findChildren(QDialog) if one.isVisible()][-1]

    def sheets(self) -> int:
        return sum(one.isVisible() for one in self.opened.window.findChildren(QDialog))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.gestures += 1
        self.qtbot.keyClick(QApplication.focusWidget() or self.opened.window, key, modifiers)
        self.rest()

    def chord(self, key: Qt.Key) -> None:
        self.key(key, CONTROL)

    def types(self, text: str) -> None:
        """Type any letters, those no ASCII keyboard has too."""
        for sign in text:
            if sign == "\n":
                self.qtbot.keyClick(self.focus, Qt.Key.Key_Return)
            else:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(
                        self.focus, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
                    )

    def press(self, words: str) -> None:
        """Press a button of the sheet in sight."""
        self.gestures += 1
        found = [
            one
            for one in self.sheet.findChildren(QPushButton)
            if one.isVisibleTo(self.sheet) and words in {one.text().replace("&&", "&"), one.accessibleName()}
        ]
        assert found, f"no button says « {words} »"
        self.qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.rest()

    def reads(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.words(), timeout=5_000)

    def words(self) -> str:
        return "\n".join(texts(self.sheet))

    def rest(self) -> None:
        """Let a button be seen pressed, commands end, and what they opened come to the front."""
        self.qtbot.waitUntil(lambda: not any(one.isDown() for one in self.opened.window.findChildren(QAbstractButton)))
        self.opened.settle()
        QApplication.processEvents()
        front = self.sheet if self.sheets() else self.opened.window
        front.activateWindow()  # no window manager does it here
        self.qtbot.waitUntil(front.isActiveWindow)
