"""The whole screen for a while: what is signed takes it, then the window is again as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

FULL = Qt.WindowState.WindowFullScreen


class WholeScreen:
    """Gives a window the whole screen and takes it back; nothing of it outlives the process."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._before: Qt.WindowState | None = None

    def take(self, taken: bool) -> None:
        """Take the whole screen, or give back the state before: maximised, or full already; once is enough."""
        if taken and self._before is None:
            self._before = self._window.windowState()
            self._window.setWindowState(self._before | FULL)
        elif not taken and self._before is not None:
            if self._window.windowState() & FULL:  # else somebody chose otherwise meanwhile
                self._window.setWindowState(self._before)
            self._before = None
