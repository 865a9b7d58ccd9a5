"""Where a démarche stands now, in one press; its pieces, seen or handed (decisions 15, 19)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.services.procedures.chases import OVER
from app.words import _
from resources.labels import LABELS
from resources.vocabulary import PieceState, ProcedureStatus
from ui.forms.sheet import Asked, RowSheet
from ui.kit.buttons import Button
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from app.services.editing.views import RowView
    from ui.workplace import Workplace


class AdvanceSheet(Sheet):
    """Where a démarche stands now, in one press; its pieces, seen or handed (decisions 15)."""

    def __init__(self, workplace: Workplace, case_id: str, one: RowView) -> None:
        super().__init__(_("Où en est cette démarche\u00a0?"), workplace.shell.window())
        self._workplace, self._case_id, self._row = workplace, case_id, one
        said = (one.shown["what"] or one.shown["topic"], one.shown["body"])
        self.add(Words(" · ".join(part for part in said if part), Role.STRONG, private=True))
        for status in ProcedureStatus:
            words = _(LABELS[status].text)
            if status not in OVER:
                words = _("{status}, à relancer dans quinze jours").format(status=words)
            self.add(Button(words, partial(self._choose, status)))
        for piece in workplace.desk.editing.rows(case_id, "piece", one.id):
            if piece.values["state"] in {PieceState.MISSING, PieceState.ASKED, None}:
                seen = _("Pièce vue\u00a0: {name}").format(name=piece.shown["name"])
                self.add(Button(seen, partial(self._seen, piece.id), icon="eye", kind="quiet"))
        self.add(Button(_("Ajouter une pièce"), self._piece, icon="plus", kind="quiet"))
        self.gesture(_("Fermer"), self.reject)

    def _choose(self, status: ProcedureStatus) -> None:
        procedures, procedure_id = self._workplace.desk.procedures, self._row.id
        self._workplace.command(lambda: procedures.advance(procedure_id, status), said=_("Noté."))
        self.accept()

    def _seen(self, piece_id: str) -> None:
        procedures = self._workplace.desk.procedures
        self._workplace.command(lambda: procedures.piece_seen(piece_id), said=_("Pièce vue\u00a0: noté."))
        self.accept()

    def _piece(self) -> None:
        workplace = self._workplace
        asked = Asked("piece", parent_id=self._row.id)
        RowSheet(workplace, workplace.shell.window(), self._case_id, asked).open()
        self.accept()
