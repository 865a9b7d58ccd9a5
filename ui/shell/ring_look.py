"""What the system's key ring saw last of this vault: asked once beside the work, it speaks up only when it must."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ports import RingState
    from app.services.keys.last_seen import Seen
    from ui.workplace import Workplace


AFTER_MS = 1000  # its libraries take a seventh of a second: the first screen comes before


class RingLook(QObject):
    """Asks on a thread of its own: a key ring that hangs holds neither the window nor a lock up."""

    _answered = Signal(object)

    def __init__(self, workplace: Workplace, present: Callable[..., None]) -> None:
        """Look at a vault.

        Args:
            workplace: The open vault and the window around it.
            present: Says a trouble, and what can be done at once.
        """
        super().__init__(workplace.hub)
        self._workplace, self._present = workplace, present
        self._resting = False
        self._answered.connect(self._compare)

    def begin(self) -> None:
        """Ask, unless it is known already; a demonstration is nobody's."""
        desk = self._workplace.desk
        if not desk.demonstration and desk.last_seen.seen is None:
            QTimer.singleShot(AFTER_MS, self, self._start)

    def rest(self) -> None:
        """Wait no longer: the vault is closed."""
        self._resting = True

    def _start(self) -> None:
        if not self._resting:
            threading.Thread(target=self._ask, name="palier-key-ring", daemon=True).start()

    def _ask(self) -> None:
        answer = self._workplace.desk.last_seen.ask()
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._answered.emit(answer)

    def _compare(self, answer: tuple[RingState, bytes | None]) -> None:
        if not self._resting:
            seen = self._workplace.desk.last_seen
            self._workplace.tasks.fetch(partial(seen.compare, answer), self._tell, owner=self)

    def _tell(self, seen: Seen) -> None:
        from app.services.keys.last_seen import SeenState  # noqa: PLC0415 -- the lock screen comes before services

        if seen.trouble is None:
            return
        if seen.state is SeenState.PUT_BACK:
            self._present(seen.trouble, (_("Voir les sauvegardes"), self._go_back), (_("C’est voulu"), self._accept))
        else:
            self._workplace.shell.toast(seen.sentence)

    def _go_back(self) -> None:
        from ui.preferences.going_back import GoBackSheet  # noqa: PLC0415 -- a start does not wait for it

        GoBackSheet(self._workplace).open()

    def _accept(self) -> None:
        last_seen = self._workplace.desk.last_seen
        self._workplace.command(last_seen.accept, said=_("Ce coffre est gardé tel qu’il est"), owner=self)
