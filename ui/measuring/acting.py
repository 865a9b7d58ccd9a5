"""What the walk does with its hands: going, pressing, typing, leaving; each is one event or more, and each is timed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from ui.kit.cards import Row
from ui.measuring.opened import caret, settle
from ui.shell.navigator import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ui.destinations import Destination
    from ui.shell.open_vault import OpenVault
    from ui.shell.window import Window

PLAIN = Qt.KeyboardModifier.NoModifier


def go(vault: OpenVault, destination: Destination) -> None:
    """Go somewhere within one event, as a press on a button does."""
    if not is_there(PAGES[destination.place][0]):
        raise LookupError(destination.place)
    _within_event(lambda: vault.go(destination))


def _within_event(act: Callable[[], object]) -> None:
    application = QApplication.instance()
    assert application is not None  # noqa: S101 -- a window is open
    QTimer.singleShot(0, application, act)


def type_words(words: str) -> None:
    """Type where the caret is, a letter at a time."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # the test library knows only Latin signs
            QApplication.sendEvent(caret(), QKeyEvent(kind, Qt.Key.Key_unknown, PLAIN, letter))
        QApplication.processEvents()


def take_back(count: int) -> None:
    """Take back letters."""
    for _letter in range(count):
        press_key(Qt.Key.Key_Backspace)


def press_key(key: Qt.Key) -> None:
    """Press a key where the caret is."""
    QTest.keyClick(caret(), key)


def window_key(window: Window, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
    """Press a key of the window."""
    QTest.keyClick(window, key, keys)


def leave(window: Window) -> None:
    """Leave what is in front by Échap; what stood under it takes the keyboard."""
    front = _front(window)
    QTest.keyClick(front.focusWidget() or front, Qt.Key.Key_Escape)  # type: ignore[truthy-bool] # the stub forgets None
    settle(window)
    _front(window).activateWindow()


def press(window: Window, words: str) -> None:
    """Press the button in front that says so, or is called so.

    Raises:
        LookupError: there is none.
    """
    for one in _in_front(window, QPushButton):
        if (
            isinstance(one, QPushButton)
            and one.isEnabled()
            and words in {one.text().replace("&&", "&"), one.accessibleName()}
        ):
            QTest.mouseClick(one, Qt.MouseButton.LeftButton)
            return
    raise LookupError(words)


def open_row(window: Window, words: str = "") -> None:
    """Open the first row in front that says so.

    Raises:
        LookupError: there is none.
    """
    for one in _in_front(window, Row):
        if one.property("opens") and any(words in label.text() for label in one.findChildren(QLabel)):
            QTest.keyClick(one, Qt.Key.Key_Return)
            return
    raise LookupError(words)


def take_caret(window: Window, name: str = "") -> None:
    """Put the caret in the first zone of text in front, or in the field that is called so.

    Raises:
        LookupError: there is none.
    """
    for one in _in_front(window, QWidget if name else QPlainTextEdit):
        if one.isEnabled() and one.focusPolicy() and name in {"", one.accessibleName()}:
            one.setFocus()
            return
    raise LookupError(name)


def _front(window: Window) -> QWidget:
    sheets = [one for one in window.findChildren(QDialog) if one.isVisible()]
    return sheets[-1] if sheets else window


def _in_front(window: Window, kind: type[QWidget]) -> Iterator[QWidget]:
    return (one for one in _front(window).findChildren(kind) if one.isVisible())


def is_there(module: str) -> bool:
    """Tell whether this build has a module."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
