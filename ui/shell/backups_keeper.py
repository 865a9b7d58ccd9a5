"""Backups are made in the background while the vault is open; the status line says so, and only trouble speaks up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.instants import time_zone
from app.errors import Expected
from app.words import _, hour

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.backups.backups import KeptUp
    from ui.workplace import Workplace

FIRST_MS = 60_000  # the first minute belongs to whoever just came in
LOOK_MS = 600_000  # how often one looks whether a backup is due


class BackupsKeeper(QObject):
    """Follows the hours of use of one open vault."""

    def __init__(self, workplace: Workplace, whisper: Callable[[str], object]) -> None:
        """Keep the backups of a vault up.

        Args:
            workplace: The open vault and the window around it.
            whisper: Says a few words in the status line.
        """
        super().__init__(workplace.hub)
        self._workplace, self._whisper = workplace, whisper
        self._said: set[str] = set()
        self._working = False
        self._watch = QTimer(self)
        self._watch.timeout.connect(self.look)

    def begin(self) -> None:
        """Look soon, then again and again; a demonstration has nothing to lose."""
        if not self._workplace.desk.demonstration:
            self._watch.start(FIRST_MS)

    def rest(self) -> None:
        """Stop: the vault is closed."""
        self._watch.stop()

    def look(self) -> None:
        """Make the backup that is due, if one is."""
        self._watch.setInterval(LOOK_MS)
        if not self._working:
            self._working = True
            self._workplace.tasks.fetch(self._keep_up, self._tell, self._miss, owner=self)

    def _keep_up(self) -> KeptUp | None:
        desk = self._workplace.desk
        return desk.backups.keep_up() if desk.backups.due(desk.now()) else None

    def _tell(self, kept: KeptUp | None) -> None:
        self._working = False
        if kept is None:
            return
        self._whisper(self._words(kept))
        self._workplace.hub.backed_up.emit()
        if kept.sentence:
            self._speak_once(kept.sentence)

    def _words(self, kept: KeptUp) -> str:
        from app.services.backups.backups import Elsewhere  # noqa: PLC0415 -- the lock screen comes before services

        local = kept.last.made_at.astimezone(time_zone(self._workplace.desk.zone))
        said = _("Sauvegardé à {hour}").format(hour=hour(local.time()))
        if kept.elsewhere is Elsewhere.ABSENT and "absent" not in self._said:
            self._said.add("absent")
            said = _("{saved}\u00a0; la clé n’est pas là, sa copie attend").format(saved=said)
        return said

    def _miss(self, fault: BaseException) -> None:
        self._working = False
        if isinstance(fault, Expected):
            self._speak_once(fault.sentence)
        else:
            self._workplace.shell.present(fault)

    def _speak_once(self, sentence: str) -> None:
        """Say a trouble that lasts once while the vault is open."""
        if sentence not in self._said:
            self._said.add(sentence)
            self._workplace.shell.toast(sentence)
