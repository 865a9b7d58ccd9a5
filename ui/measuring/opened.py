"""The window over a vault of the benchmark, open, in a process that measures."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from app.services.benchmark.window_vaults import open_still
from app.settings import DeviceSettings
from app.words import use_language
from ui.kit import theme
from ui.main import put_together
from ui.shell.surroundings import Surroundings
from ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE_MS = 20_000


def open_window(folder: Path, replace: Callable[[], None] = lambda: None) -> Window:
    """Open the window over a vault of the benchmark, and let it come to rest."""
    use_language("fr")
    theme.apply(theme.ThemeName.LIGHT)
    put_together()  # as the lock screen does while a passphrase is typed
    window = Window(Surroundings(put_together, folder, DeviceSettings(), replace))
    window.show()
    window.activateWindow()
    window.open_desk(open_still(folder))
    settle(window)
    return window


def settle(window: Window) -> None:
    """Let everything that was begun end."""
    if window.vault is not None:
        window.vault.tasks.settle()
    QCoreApplication.processEvents()


def live(seconds: float) -> None:
    """Let the window be for a while, as when nobody touches it."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < seconds * 1000:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


class _Painted(QObject):
    """Notes whether a widget was painted."""

    def __init__(self, wanted: Callable[[QObject], bool]) -> None:
        super().__init__()
        self._wanted = wanted
        self.seen = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._wanted(watched):
            self.seen = True
        return False


def until_painted(
    act: Callable[[], object], wanted: Callable[[QObject], bool], ready: Callable[[], bool] = lambda: True
) -> float:
    """Return the seconds between an act and the end of the painting it asks for.

    Args:
        act: What a hand does.
        wanted: Tells the widget that must be painted.
        ready: What must hold beside.

    Raises:
        TimeoutError: nothing was painted.
    """
    application = QApplication.instance()
    assert application is not None  # noqa: S101 -- a window is open
    watch = _Painted(wanted)
    application.installEventFilter(watch)
    clock = QElapsedTimer()
    clock.start()
    begun = time.perf_counter()
    try:
        act()
        while not (watch.seen and ready()):
            if clock.elapsed() > PATIENCE_MS:
                raise TimeoutError
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
        return time.perf_counter() - begun
    finally:
        application.removeEventFilter(watch)


def caret() -> QWidget:
    """Return what has the caret.

    Raises:
        LookupError: nothing has it.
    """
    focused = QApplication.focusWidget()
    if focused is None:
        raise LookupError
    return focused
