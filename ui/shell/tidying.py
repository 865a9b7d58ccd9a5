"""Memory is gone through whole when nobody is at the keyboard: it takes as long as laying out a page."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_MS = 2_000
DUE = 10  # lesser collections since the last whole one: what Python itself waits for
LATE = 100  # of them, after which somebody who never stops waits once
_NEVER = 2**31 - 1
_OF_PYTHON = gc.get_threshold()


class Tidying(QObject):
    """Takes whole collections away from Python, which begins one at any key, and makes them at quiet moments.

    With 5,000 cases one took 46 to 63 ms, and made an event of 60 ms one of 110. After the first, what an open vault
    holds for good is looked at no more.
    """

    def __init__(self, parent: QObject, is_quiet: Callable[[], bool]) -> None:
        """Look every other second whether something is to be collected.

        Args:
            parent: What it lives with.
            is_quiet: Whether nobody acted for a moment.
        """
        super().__init__(parent)
        self._is_quiet = is_quiet
        self._first = True
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)  # a laptop is not woken for it
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Make whole collections here from now on."""
        gc.set_threshold(*_OF_PYTHON[:2], _NEVER)
        self._timer.start()

    def rest(self) -> None:
        """Give them back to Python."""
        self._timer.stop()
        gc.set_threshold(*_OF_PYTHON)

    def look(self) -> None:
        """Collect if it is due, and nobody is in the middle of something."""
        waiting = gc.get_count()[2]
        if waiting < DUE or (waiting < LATE and not self._is_quiet()):
            return
        gc.collect()
        if self._first:
            gc.freeze()
            self._first = False
