"""Where the window stands between open, paused and locked, by the choices kept in the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.changes import Changes
    from app.services.desk import Desk
    from ui.events import Hub


class Watch(QObject):
    """Follows the choices about pauses while the vault is open.

    Signals:
        minutes_changed: another length of silence before a pause was chosen; carries the minutes.
    """

    minutes_changed = Signal(float)

    def __init__(self, desk: Desk, hub: Hub) -> None:
        from app.services.keys.pause_choices import pausing_of  # noqa: PLC0415 -- the lock screen comes before services

        super().__init__()
        self._desk = desk
        self.pausing = pausing_of(desk.vault, self.seconds())
        hub.changed.connect(self._follow)

    @property
    def minutes(self) -> float:
        """How many minutes nobody must have acted before a pause."""
        return self._desk.settings.pause_rules().pause_after / 60

    def seconds(self) -> float:
        """Return the instant now, in seconds: it goes on while the computer sleeps."""
        return self._desk.now().timestamp()

    def may_pause(self) -> bool:
        """Begin a pause, or tell that only a lock will do: without a PIN nothing else ends one."""
        self.pausing.pause(self.seconds())
        return self.pausing.has_pin

    def _follow(self, changes: Changes) -> None:
        if changes.touches("setting"):
            from app.services.keys.pause_choices import instruct  # noqa: PLC0415 -- as above

            instruct(self.pausing, self._desk.vault)
            self.minutes_changed.emit(self.minutes)
