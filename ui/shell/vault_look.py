"""The look at the vault after it was opened: a quiet line while it lasts, one sentence when something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.errors import Expected
    from app.services.desk import Desk
    from ui.shell.status import StatusLine
    from ui.tasks import Tasks


class VaultLook(QObject):
    """Looks once, beside the work; nothing waits for it but what leaves the vault (review B3)."""

    def __init__(self, desk: Desk, tasks: Tasks, status: StatusLine, present: Callable[[BaseException], None]) -> None:
        super().__init__(tasks)
        self._desk, self._tasks, self._status, self._present = desk, tasks, status, present

    def begin(self) -> None:
        """Begin to look."""
        self._status.look(_("Vérification du coffre…"))
        self._tasks.fetch(self._desk.soundness.look, self._done, self._missed, owner=self)

    def _done(self, found: Sequence[Expected]) -> None:
        self._status.look(
            _("Coffre abîmé\u00a0: voir «\u00a0Réglages\u00a0», «\u00a0Contrôler\u00a0»") if found else ""
        )
        if found:
            self._present(found[0])

    def _missed(self, fault: BaseException) -> None:
        self._status.look("")
        self._present(fault)
