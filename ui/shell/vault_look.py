"""The look at the vault after it was opened: a quiet line while it lasts, one sentence when something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.errors import Expected
    from ui.shell.status import StatusLine
    from ui.shell.troubles import TroubleBanner
    from ui.workplace import Workplace


class VaultLook(QObject):
    """Looks once, beside the work; nothing waits for it but what leaves the vault (review B3)."""

    def __init__(self, workplace: Workplace, status: StatusLine, troubles: TroubleBanner) -> None:
        super().__init__(workplace.tasks)
        self._workplace, self._status, self._troubles = workplace, status, troubles

    def begin(self) -> None:
        """Begin to look."""
        self._status.look(_("Vérification du coffre…"))
        self._workplace.tasks.fetch(self._workplace.desk.soundness.look, self._done, self._missed, owner=self)

    def _done(self, found: Sequence[Expected]) -> None:
        self._status.look(
            _("Coffre abîmé\u00a0: voir «\u00a0Réglages\u00a0», «\u00a0Contrôler\u00a0»") if found else ""
        )
        if found and found[0].code == "log":  # no case is touched: going back would lose more
            self._workplace.shell.present(found[0])
        elif found:
            self._troubles.present(found[0], (_("Revenir à une sauvegarde…"), self._go_back))

    def _go_back(self) -> None:
        from ui.preferences.going_back import GoBackSheet  # noqa: PLC0415 -- a start does not wait for it

        GoBackSheet(self._workplace, look_for_intact=True).open()

    def _missed(self, fault: BaseException) -> None:
        self._status.look("")
        self._workplace.shell.present(fault)
