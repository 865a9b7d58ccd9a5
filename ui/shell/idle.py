"""Nobody at the keyboard: an announced countdown, then a pause; a long pause becomes a lock (review F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

_ACTS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}
MINUTE_MS = 60_000
ANNOUNCED_MS = 30_000
COUNT_MS = 5_000  # between two numbers said: a screen reader has time for each


class Idle(QObject):
    """Watches for acts of the user in whichever window of the program has the keyboard.

    Only what the system sends to that window is looked at: a filter over the whole application would be called for
    each of its events, a hundred times as many.

    Signals:
        announced: seconds left before the pause, told from thirty down.
        returned: somebody acted after the announcement.
        idle: the time is up.
    """

    announced = Signal(int)
    returned = Signal()
    idle = Signal()

    def __init__(self, parent: QObject, minutes: float) -> None:
        """Watch for as long as ``parent`` lives; ``minutes`` without an act are idle."""
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._since.start()
        self._wait = self._timer(self._announce)
        self._last = self._timer(self._end)
        self._count = QTimer(self)
        self._count.setInterval(COUNT_MS)
        self._count.timeout.connect(self._tell_left)
        self.set_minutes(minutes)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)
            self._follow(application.focusWindow())

    def set_minutes(self, minutes: float) -> None:
        """Change how long nobody must have acted."""
        self._wait.setInterval(max(int(minutes * MINUTE_MS) - ANNOUNCED_MS, 1))
        self._last.setInterval(ANNOUNCED_MS)
        self._wait.start()

    def rest(self) -> None:
        """Stop watching: the vault is paused or closed."""
        self._wait.stop()
        self._last.stop()
        self._count.stop()

    def acted(self) -> None:
        """Somebody is there."""
        self._since.start()
        if self._last.isActive():
            self._last.stop()
            self._count.stop()
            self.returned.emit()
        self._wait.start()

    def has_been_quiet(self, milliseconds: int) -> bool:
        """Tell whether nobody acted for so long."""
        return self._since.hasExpired(milliseconds)

    def _follow(self, window: QWindow | None) -> None:
        """Watch the window that has the keyboard now; while none has, the time goes on."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _announce(self) -> None:
        self._last.start()
        self._count.start()
        self._tell_left()

    def _tell_left(self) -> None:
        """Say how long is left, in whole steps; after the last one the pause comes."""
        steps = round(self._last.remainingTime() / COUNT_MS)
        if steps > 0:
            self.announced.emit(steps * COUNT_MS // 1000)

    def _end(self) -> None:
        self._count.stop()
        self.idle.emit()

    def _timer(self, then: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.timeout.connect(then)
        return made

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTS and (self._wait.isActive() or self._last.isActive()):
            self.acted()
        return False
