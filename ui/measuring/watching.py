"""An application that times the handling of each event, so that none keeps a hand waiting unseen."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject


@dataclass(frozen=True, slots=True)
class Slow:
    """One event that took long.

    Attributes:
        step: What was being done.
        event: Its kind.
        receiver: Class of what handled it.
        cpu_ms: Of the processor, in the thread of the window: a machine that does something else does not blur it.
        wall_ms: As a hand waits.
    """

    step: str
    event: str
    receiver: str
    cpu_ms: float
    wall_ms: float

    def as_document(self) -> dict[str, Any]:
        """Return it as the report writes it."""
        return asdict(self)


class WatchedApplication(QApplication):
    """Keeps the slowest events; what an event itself sends is part of it."""

    def __init__(self, arguments: list[str], least_ms: float) -> None:
        """Watch; events under ``least_ms`` of processor are forgotten."""
        super().__init__(arguments)
        self.step = ""
        self.slow: list[Slow] = []
        self.count = 0
        self._least_ms = least_ms
        self._inside = False

    @override
    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self._inside:
            return super().notify(receiver, event)
        self._inside = True
        kind, name = event.type(), type(receiver).__name__  # neither may be there afterwards
        begun, spent = time.perf_counter(), time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._inside = False
            self._keep(kind, name, time.thread_time() - spent, time.perf_counter() - begun)

    def _keep(self, kind: QEvent.Type, name: str, spent: float, lasted: float) -> None:
        self.count += 1
        if spent * 1000 >= self._least_ms:
            self.slow.append(Slow(self.step, kind.name, name, round(spent * 1000, 1), round(lasted * 1000, 1)))
