"""Leaving while somebody's signature is begun: asked in one sentence, since ink that is not sealed is never kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words import _
from ui.kit.sheets import Sheet
from ui.kit.texts import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class LeavingSheet(Sheet):
    """Stays, unless one says otherwise."""

    def __init__(self, parent: QWidget, leave: Callable[[], object]) -> None:
        """Ask; ``leave`` is called when they go without signing."""
        super().__init__(_("Une signature est commencée"), parent)
        self._leave = leave
        said = _("Ce qui est dessiné dans le cadre n’est pas encore une signature\u00a0: en partant, cela s’efface.")
        self.add(Words(said))
        self.body.addStretch(1)
        self.gesture(_("Partir sans signer"), self._go)
        self.gesture(_("Rester et signer"), self.reject, kind="accent").setFocus()
        self.resize(self.width(), self.minimumSizeHint().height())

    def _go(self) -> None:
        self.accept()
        self._leave()
