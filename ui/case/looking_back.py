"""What was put away from a case, to be taken out again; and the way to its journal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.case.thread import capital
from app.services.past.removed import days_shown
from app.words import _, long_day, ngettext
from ui.case.journal import JournalSheet
from ui.kit.buttons import Button
from ui.kit.cards import Card, Empty, Row, Rows
from ui.kit.flow import FlowLayout
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.past.removed import RemovedThing
    from ui.workplace import Workplace


class Bin(Rows):
    """« Corbeille » : what was put away for a month; after that it stays in the vault, and is no longer listed."""

    def __init__(self, workplace: Workplace, case_id: str) -> None:
        super().__init__(_("Corbeille"))
        self._workplace, self._case_id = workplace, case_id
        removed, today = workplace.desk.past.removed, workplace.today
        workplace.tasks.fetch(lambda: removed.of_case(case_id, today), self._show, owner=self)

    def _show(self, things: Sequence[RemovedThing]) -> None:
        self.fill(things, self._row)
        days = days_shown(self._workplace.today)
        if things:
            said = _("Au bout de {days} jours, ce qui est retiré n’est plus montré ici. Rien n’est effacé.")
            self.add(Words(said.format(days=days), Role.HINT))
        else:
            self.add(Empty("archive", _("Rien n’a été retiré ces {days} derniers jours.").format(days=days)))

    def _row(self, thing: RemovedThing) -> Row:
        row = Row()
        row.say(Words(capital(thing.what or thing.label), Role.STRONG, private=True))
        when = _("{label} · retrait du {day}, par {who}").format(
            label=thing.label, day=long_day(thing.at.date()), who=thing.who
        )
        left = ngettext("montré encore {count} jour", "montré encore {count} jours", thing.days_left)
        row.say(Words(when, Role.SECONDARY, private=True))
        row.say(Words(capital(left.format(count=thing.days_left)), Role.SECONDARY))
        if thing.inside:
            inside = _("Avec\u00a0: {things}").format(things=", ".join(thing.inside))
            row.say(Words(inside, Role.SECONDARY, private=True))
        name = _("Remettre\u00a0: {what}").format(what=thing.label)
        row.trail(Button(_("Remettre"), partial(self._restore, thing), icon="undo-2", name=name))
        return row

    def _restore(self, thing: RemovedThing) -> None:
        removed, case_id = self._workplace.desk.past.removed, self._case_id
        self._workplace.command(
            lambda: removed.restore(case_id, thing.kind, thing.id), said=_("Remis dans le dossier.")
        )


def journal_card(workplace: Workplace, case_id: str) -> Card:
    """Return the way to the journal of a case, and to what erases for good."""
    card = Card(_("Journal du dossier"))
    card.add(Words(_("Qui a modifié, imprimé, transmis, exporté, fait signer\u00a0; et quand."), Role.SECONDARY))

    def show() -> None:
        sheet = JournalSheet(workplace, workplace.shell.window(), case_id)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    gestures = QWidget()
    gestures.setObjectName("plain")
    line = FlowLayout(gestures)
    line.addWidget(Button(_("Ouvrir le journal"), show, icon="list"))
    line.addWidget(Button(_("Effacer définitivement…"), partial(workplace.shell.forget, case_id), kind="quiet"))
    card.add(gestures)
    return card
