"""« Mettre fin » : how and from when, in words said to the household; nobody is blamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words import _
from ui.contract.view_model import ENDS, day_text, day_trouble, day_typed
from ui.kit.buttons import Choice
from ui.kit.fields import Labelled, Line
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from resources.vocabulary import ContractEnd
    from ui.workplace import Workplace


class EndSheet(Sheet):
    """How a contract ends."""

    def __init__(self, workplace: Workplace, parent: QWidget, case_id: str) -> None:
        super().__init__(_("Mettre fin au contrat"), parent)
        self._workplace, self._case_id = workplace, case_id
        self.reason: Choice[ContractEnd] = Choice([(end, _(words)) for end, words in ENDS], _("Comment"))
        self._reason = Labelled(_("Comment"), self.reason)
        self.add(self._reason)
        self.day = Line(_("À partir du"), day_text(workplace.today), private=False)
        self._day = Labelled(_("À partir du"), self.day)
        self.add(self._day)
        self.add(Words(_("Le contrat signé reste au dossier, tel qu’il a été signé."), Role.SECONDARY))
        self.body.addStretch(1)
        self.gesture(_("Fermer"), self.reject)
        self.gesture(_("Mettre fin"), self._end, kind="accent")

    def _end(self) -> None:
        reason, today = self.reason.value, self._workplace.today
        self._reason.complain("" if reason is not None else _("Choisissez comment, avec les mots qui vous vont."))
        self._day.complain(day_trouble(self.day.text(), today))
        if reason is None or day_trouble(self.day.text(), today):
            return
        on = day_typed(self.day.text(), today) or today
        contracting, case_id = self._workplace.desk.contracting, self._case_id
        self._workplace.command(
            lambda: contracting.end(case_id, on, reason), said=_("Contrat terminé."), done=self.accept, owner=self
        )
