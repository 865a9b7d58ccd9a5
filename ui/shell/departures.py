"""Somebody leaves: the computer sleeps, its session is locked or given to somebody else; each locks (review F6).

A system that tells nothing is silent here: silence at the keyboard pauses all the same (:mod:`ui.shell.idle`), and a
sleep is noticed when it ends, on every system, by the time that went by without us. Where nothing else tells (macOS), a
session locked or given to somebody else is only seen as silence.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from typing_extensions import override

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from app.ports import Clock

LOOK_MS = 5_000
MISSED = 35_000  # milliseconds between two looks: for half a minute nothing ran


class Departure(StrEnum):
    """How somebody left."""

    SLEEP = "sleep"
    SESSION_LOCKED = "session locked"
    USER_SWITCHED = "user switched"


class Departures(QObject):
    """What tells that somebody leaves; this one never does, as on a system that tells nothing.

    Signals:
        left: somebody leaves or left; carries a :class:`Departure`.
    """

    left = Signal(object)

    def begin(self, _window: QWidget) -> None:
        """Listen from now on; a second time changes nothing."""


class Sleeps(Departures):
    """Notices, on any system, that the computer slept: the hour is later than it can be."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock of the computer: it goes on while it sleeps."""
        super().__init__()
        self._clock = clock
        self._seen: dt.datetime = clock.now()
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_MS)
        self._looks.timeout.connect(self.look)

    @override
    def begin(self, _window: QWidget) -> None:
        self._seen = self._clock.now()
        self._looks.start()

    def look(self) -> None:
        """See whether time went by while nobody was running. A clock put forward looks the same, and locks."""
        before, self._seen = self._seen, self._clock.now()
        if (self._seen - before).total_seconds() * 1000 > MISSED:
            self.left.emit(Departure.SLEEP)


class Several(Departures):
    """Listens to several at once; they are made when listening begins, which the lock screen does not wait for."""

    def __init__(self, make: Callable[[], Iterable[Departures]]) -> None:
        super().__init__()
        self._make = make
        self._sources: tuple[Departures, ...] = ()

    @override
    def begin(self, window: QWidget) -> None:
        if not self._sources:
            self._sources = tuple(self._make())
            for one in self._sources:
                one.left.connect(self.left)
        for one in self._sources:
            one.begin(window)
