"""« Reprendre la rédaction » : what becomes of the signatures already given, said before anything is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words import _
from resources.vocabulary import SignatureOutcome
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from app.changes import Changes
    from app.services.contract.signatories import SignatoryView
    from ui.workplace import Workplace


class WithdrawSheet(Sheet):
    """Goes back to writing what only some signed."""

    def __init__(
        self,
        workplace: Workplace,
        parent: QWidget,
        signatories: Iterable[SignatoryView],
        withdraw: Callable[[], Changes],
    ) -> None:
        super().__init__(_("Reprendre la rédaction"), parent)
        self._workplace, self._withdraw = workplace, withdraw
        names = ", ".join(one.name for one in signatories if one.outcome is SignatureOutcome.SIGNED)
        self.add(Words(_("Ont déjà signé\u00a0: {names}.").format(names=names), Role.STRONG, private=True))
        self.add(Words(_("Ces signatures restent au dossier, avec le texte tel qu’il a été signé.")))
        self.add(Words(_("Le nouveau texte sera proposé à la signature de chacun, aussi de ceux qui ont déjà signé.")))
        self.body.addStretch(1)
        self.gesture(_("Fermer"), self.reject)
        self.gesture(_("Reprendre la rédaction"), self._go_on, kind="accent")

    def _go_on(self) -> None:
        said = _("Vous pouvez modifier le texte\u00a0; ce qui a été signé reste comme il a été signé.")
        self._workplace.command(self._withdraw, said=said, done=self.accept, owner=self)
