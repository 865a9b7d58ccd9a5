"""What a hand waits for in an open window: a note, a letter, ink, the list; and the memory it all takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPlainTextEdit, QWidget

from app.services.benchmark.memory import private_mb, resident_mb
from app.services.benchmark.timing import slower_sync
from resources.vocabulary import DocumentKind
from ui.destinations import Destination, Place
from ui.measuring.opened import caret, live, open_window, settle, until_painted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QEvent, QObject

    from ui.shell.window import Window

LETTERS = "Elle dit que le loyer est payé. "
POINTS = 60
NOTES, LISTS = 5, 5
SLOW_SYNC_MS = 40


def measure_desk(folder: Path, rest: float) -> dict[str, Any]:
    """Return memory in megabytes and, for each thing measured, its times in seconds.

    Args:
        folder: A vault of the benchmark.
        rest: Seconds to wait before memory is read.
    """
    application = QApplication.instance() or QApplication(["palier"])
    QApplication.setCursorFlashTime(0)  # a caret that blinks paints the field by itself
    window = open_window(folder)
    live(rest)
    found: dict[str, Any] = {"memory_mb": resident_mb(), "memory_private_mb": private_mb(), "times": {}}
    times = found["times"]
    times["list"] = _lists(window)
    _to_first_case(window)
    times["note"] = _notes(window)
    times["key_0"] = _keys(window, 0)
    times["key_40"] = _keys(window, SLOW_SYNC_MS)
    times["pen"] = _ink(window)
    window.close()
    application.processEvents()
    return found


def _lists(window: Window) -> list[float]:
    """Show the list of all cases; the first time its page is also made."""
    found = []
    for _turn in range(LISTS):
        _go(window, Destination(Place.HELP))
        found.append(until_painted(lambda: _go(window, Destination(Place.PERSONS), quick=True), _is_part(QListView)))
        settle(window)
    return found


def _notes(window: Window) -> list[float]:
    """Press Ctrl+N until the caret stands in a painted note."""
    found = []
    for _turn in range(NOTES):
        found.append(until_painted(lambda: _press_note(window), _is_part(QPlainTextEdit), _types))
        settle(window)
        _leave_note(window)
    return found


def _press_note(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def _leave_note(window: Window) -> None:
    QTest.keyClick(caret(), Qt.Key.Key_Escape)
    settle(window)
    window.activateWindow()  # as the system does when a sheet goes; none does without a screen
    settle(window)


def _keys(window: Window, added_ms: int) -> list[float]:
    """Type in a note, each letter until it is painted, while the disk is slower."""
    assert window.vault is not None  # noqa: S101 -- it is open
    with slower_sync(window.vault.desk.vault, added_ms):
        until_painted(lambda: _press_note(window), _is_part(QPlainTextEdit), _types)
        settle(window)
        field = caret()
        inside = _is_part(QPlainTextEdit)
        found = [until_painted(lambda key=key: QTest.keyClick(field, key), inside) for key in LETTERS * 3]  # type: ignore[misc]
        _leave_note(window)
    return found


def _ink(window: Window) -> list[float]:
    """Move a pen over the pad, each point until its ink is painted."""
    from ui.signing.pad import Pad  # noqa: PLC0415 -- only now

    case_id = window.vault.workplace.case_id if window.vault is not None else None
    pad = Pad()
    page = _go(window, Destination(Place.SIGNING, case_id, DocumentKind.SUPPORT_CONTRACT.value))
    pad.setParent(page)
    pad.setGeometry(page.rect())
    pad.show()
    pad.raise_()
    settle(window)
    _pen(pad, QTabletEvent.Type.TabletPress, 0)
    settle(window)
    found = [
        until_painted(lambda step=step: _pen(pad, QTabletEvent.Type.TabletMove, step), lambda one: one is pad)  # type: ignore[misc]
        for step in range(1, POINTS)
    ]
    _pen(pad, QTabletEvent.Type.TabletRelease, POINTS)
    return found


def _pen(pad: QWidget, kind: QEvent.Type, step: int) -> None:
    at = QPointF(pad.width() * (0.2 + 0.6 * step / POINTS), pad.height() * (0.5 + 0.1 * (step % 7 - 3) / 3))
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    pen, whole = QPointingDevice.primaryPointingDevice(), QPointF(pad.mapToGlobal(at))
    QApplication.sendEvent(pad, QTabletEvent(kind, pen, at, whole, 0.6, 0.0, 0.0, 0.0, 0.0, 0.0, keys, button, button))


def _to_first_case(window: Window) -> None:
    assert window.vault is not None  # noqa: S101 -- it is open
    desk = window.vault.desk
    line = desk.listing.page(desk.today()).lines[0]
    _go(window, Destination(Place.CASE, line.case_id))


def _go(window: Window, destination: Destination, *, quick: bool = False) -> QWidget:
    assert window.vault is not None  # noqa: S101 -- it is open
    window.vault.go(destination)
    if not quick:
        settle(window)
    return window.vault.navigator.page(destination.place)


def _types() -> bool:
    """Tell whether the caret stands in a text."""
    return isinstance(QApplication.focusWidget(), QPlainTextEdit)


def _is_part(kind: type[QWidget]) -> Callable[[QObject], bool]:
    """Return what tells the inside of such a widget."""
    return lambda painted: isinstance(painted.parent(), kind)
