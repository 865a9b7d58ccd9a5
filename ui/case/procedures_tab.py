"""Démarches: what is asked, where, since when, who chases; aids, letters, and who does what around the household."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from app.words import _
from resources.vocabulary import ProcedureStatus
from ui.case.tab import Tab
from ui.forms.advance import AdvanceSheet
from ui.forms.lists import Listed, RowList, open_row
from ui.forms.sheet import Asked, RowSheet
from ui.kit.buttons import Button
from ui.kit.cards import Empty, Row, Rows
from ui.kit.columns import Columns
from ui.kit.texts import Pill, Role, Words

if TYPE_CHECKING:
    from app.services.editing.views import RowView

_ENDED = {ProcedureStatus.DONE, ProcedureStatus.REFUSED, ProcedureStatus.ABANDONED}


class ProceduresTab(Tab):
    """The démarches of a case."""

    @override
    def lay_out(self, object_id: str | None) -> None:
        columns = Columns(3, 2)
        columns.left.addWidget(self._procedures(object_id))
        self.body.addWidget(columns)
        self.lay_out_next(partial(self._lay_lists, columns))

    def _lay_lists(self, columns: Columns) -> None:
        for listed in (_aids(), _letters()):
            columns.left.addWidget(RowList(self.workplace, self.case_id, listed))
        columns.right.addWidget(RowList(self.workplace, self.case_id, _partners()))

    def _procedures(self, object_id: str | None) -> Rows:
        rows = Rows(_("Démarches"))
        rows.beside_title(Button(_("Nouvelle démarche"), self._add, kind="quiet", icon="plus"))
        editing = self.workplace.desk.editing
        found, pieces = editing.rows(self.case_id, "procedure"), editing.rows(self.case_id, "piece")
        for one in sorted(found, key=lambda row: row.values["status"] in _ENDED):
            row = self._procedure(one, [piece for piece in pieces if piece.parent_id == one.id])
            rows.add(row)
            if one.id == object_id:
                row.setFocus()
        if not found:
            rows.add(
                Empty(
                    "list-checks", _("Aucune démarche notée. Une ligne suffit\u00a0: quoi, chez qui, à relancer quand.")
                )
            )
        return rows

    def _procedure(self, one: RowView, pieces: list[RowView]) -> Row:
        row = Row(partial(self._open, "procedure", one))
        shown = one.shown
        title = " · ".join(part for part in (shown["what"] or shown["topic"], shown["body"]) if part)
        chase = _("à relancer le {day}").format(day=shown["chase_on"]) if shown["chase_on"] else ""
        row.say(Words(title, Role.STRONG, private=True))
        if one.values["status"] not in _ENDED and chase:
            row.say(Words(chase, Role.SECONDARY))
        for piece in pieces:
            said = " · ".join(part for part in (piece.shown["name"], piece.shown["state"]) if part)
            row.say(Words(f"– {said}", Role.SECONDARY, private=True))
        if shown["status"]:
            row.trail(Pill(shown["status"]))
        row.trail(Button(_("Avancer"), partial(self._advance, one)))
        return row

    def _advance(self, one: RowView) -> None:
        AdvanceSheet(self.workplace, self.case_id, one).open()

    def _open(self, kind: str, one: RowView) -> None:
        open_row(self.workplace, self.case_id, Asked(kind), one)

    def _add(self) -> None:
        asked = Asked("procedure", only=("topic", "body", "what", "status", "on_day", "due_on", "chase_on"))
        RowSheet(self.workplace, self.workplace.shell.window(), self.case_id, asked).open()


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _aids() -> Listed:
    def said(row: RowView) -> tuple[str, str, str]:
        second = _joined(row.shown["kind"], row.shown["on_day"], row.shown["status"])
        return row.shown["scheme"], second, row.shown["granted"] or row.shown["asked"]

    return Listed(Asked("aid"), _("Aides demandées"), said, _("Ajouter"), _("Aucune aide demandée."))


def _letters() -> Listed:
    def said(row: RowView) -> tuple[str, str, str]:
        sent = _("envoyé le {day}").format(day=row.shown["sent_on"]) if row.shown["sent_on"] else _("pas encore envoyé")
        chase = _("à relancer le {day}").format(day=row.shown["chase_on"]) if row.shown["chase_on"] else ""
        return row.shown["subject"] or row.shown["kind"], _joined(row.shown["to_whom"], sent, chase), ""

    return Listed(Asked("letter"), _("Courriers"), said, _("Ajouter"), _("Aucun courrier."))


def _partners() -> Listed:
    def said(row: RowView) -> tuple[str, str, str]:
        agreed = _("d’accord\u00a0: {name}").format(name=row.shown["agreed_by_id"]) if row.shown["agreed_by_id"] else ""
        return row.shown["name"], _joined(row.shown["topic"], row.shown["contact"], agreed), ""

    title = _("Qui fait quoi autour du ménage")
    return Listed(Asked("partner"), title, said, _("Ajouter"), _("Personne n’est encore nommé."))
