"""From the start of a process to its lock screen on the screen, and the memory it then holds."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable


class FirstPaint(QObject):
    """Tells the instant the window was painted for the first time, then leaves after a rest."""

    def __init__(self, application: QApplication, rest: float, tell: Callable[[Any], None]) -> None:
        super().__init__(application)
        self._application = application
        self._rest = rest
        self._tell = tell

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            self._application.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)  # once all of it is painted and shown
        return False

    def _painted(self) -> None:
        painted = time.perf_counter()
        from app.services.benchmark.memory import read_so_far  # noqa: PLC0415 -- nothing before the first paint

        self._tell({"painted": painted, **read_so_far()})
        QTimer.singleShot(round(self._rest * 1000), self, self._leave)

    def _leave(self) -> None:
        from app.services.benchmark.memory import mapped_files, resident_mb  # noqa: PLC0415 -- as above

        self._tell({"memory_mb": resident_mb(), "mapped": mapped_files()})
        for window in QApplication.topLevelWidgets():
            window.close()
        QApplication.quit()


def watch_start(rest: float, tell: Callable[[Any], None]) -> None:
    """Make the application a start finds, with a watch on its first paint.

    Args:
        rest: Seconds between the first paint and the measure of memory.
        tell: Given ``{"painted": perf_counter, "read_mb": …, "major_faults": …}``, then ``{"memory_mb": …, "mapped":
            […]}``.
    """
    application = QApplication(sys.argv[:1])
    application.installEventFilter(FirstPaint(application, rest, tell))
