"""The figures of the lists are made again in the background, a few at a time, between what the user does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.changes import Changes

if TYPE_CHECKING:
    from app.services.desk import Desk
    from ui.events import Hub
    from ui.tasks import Tasks

SLICE = 5  # cases at a time: 30 ms of work, so that typing never waits
REST_MS = 60
DAY_MS = 60_000  # how often one looks whether the day changed


class FiguresKeeper(QObject):
    """Follows every command, and a new day."""

    def __init__(self, desk: Desk, tasks: Tasks, hub: Hub) -> None:
        super().__init__(hub)
        self._desk, self._tasks, self._hub = desk, tasks, hub
        self._working = self._over = self._made_some = False
        self._day = desk.today()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._go_on)
        self._watch = QTimer(self)
        self._watch.setInterval(DAY_MS)
        self._watch.timeout.connect(self._look_at_the_day)
        self._watch.start()
        hub.changed.connect(self._follow)

    def begin(self) -> None:
        """Make again what is old, a slice at a time."""
        if not self._working and not self._over:
            self._rest.start()

    def rest(self) -> None:
        """Stop: the vault is paused or closed."""
        self._over = True  # what is kept on the way out would start it again
        self._rest.stop()
        self._watch.stop()

    def _follow(self, changes: Changes) -> None:
        if changes.cases:
            self.begin()

    def _look_at_the_day(self) -> None:
        if self._desk.today() != self._day:
            self._day = self._desk.today()
            self.begin()

    def _go_on(self) -> None:
        self._working = True
        self._tasks.fetch(partial(_a_slice, self._desk), self._made, self._missed, owner=self)

    def _made(self, counts: tuple[int, int]) -> None:
        before, left = counts
        self._working = False
        self._made_some |= before > 0
        if left:
            self.begin()
        elif self._made_some:  # else a vault just opened would be shown twice
            self._made_some = False
            self._hub.changed.emit(Changes(frozenset({"case_figure"})))

    def _missed(self, _fault: BaseException) -> None:
        self._working = False  # figures are shown as they stand, and tried again at the next command


def _a_slice(desk: Desk) -> tuple[int, int]:
    """Make a slice again; return how many figures were old before it, and after."""
    today = desk.today()
    before = desk.figures.left(today)
    return before, desk.figures.refresh_some(today, SLICE) if before else 0
