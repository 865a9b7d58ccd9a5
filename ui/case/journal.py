"""The journal of a case: what was done with it, by act, person and period, and as a table that leaves the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.changes import Changes
from app.commands.writing import write_private
from app.services.past.acts import ACTS
from app.words import _, hour, long_day
from ui.case.journal_filters import Filters
from ui.case.readings import ReadingsSheet
from ui.kit.buttons import Button, Choice
from ui.kit.cards import Empty, Row, Rows
from ui.kit.files import ask_place
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.past.acts import ActKind, CaseAct
    from ui.workplace import Workplace

TABLE = "CSV (*.csv)"


class JournalSheet(Sheet):
    """Who did what with a case; readings are not told (review E9)."""

    def __init__(self, workplace: Workplace, parent: QWidget, case_id: str) -> None:
        """Open the journal of a case over the window."""
        super().__init__(_("Journal du dossier"), parent, width=820)
        self._workplace, self._case_id = workplace, case_id
        self._acts: tuple[CaseAct, ...] = ()
        every: list[tuple[ActKind | None, str]] = [
            (None, _("Tout")),
            *((kind, _(words)) for kind, words in ACTS.items()),
        ]
        self._kinds: Choice[ActKind | None] = Choice(every, _("Quels actes"), None)
        self._kinds.chosen.connect(self._ask)
        self._filters = Filters(workplace.desk.local_now().date())
        self._filters.changed.connect(self._ask)
        self.add(self._kinds)
        self.add(self._filters)
        self._rows = Rows()
        self.add(self._rows)
        self.add(
            Words(
                _(
                    "Gardé un an. Les consultations n’y figurent pas\u00a0: elles ne servent qu’en cas d’incident "
                    "ou quand une personne demande qui a vu son dossier."
                ),
                Role.HINT,
            )
        )
        self.body.addStretch(1)
        self._export = Button(_("Exporter en tableau…"), self._ask_export, icon="download")
        self.foot.insertWidget(0, self._export)
        self.foot.insertWidget(1, Button(_("Qui a consulté ce dossier…"), self._ask_readings, kind="quiet"))
        self.gesture(_("Fermer"), self.reject, kind="accent")
        acts = workplace.desk.past.acts
        workplace.tasks.fetch(lambda: acts.people(case_id), self._filters.offer, owner=self)
        self._ask()

    def _ask(self, *_chosen: object) -> None:
        acts, case_id = self._workplace.desk.past.acts, self._case_id
        kind, since, by = self._kinds.value, self._filters.since, self._filters.by
        kinds = () if kind is None else (kind,)
        self._export.setEnabled(False)  # what leaves is what is shown
        self._workplace.tasks.fetch(lambda: acts.of_case(case_id, kinds, since, by=by), self._show, owner=self)

    def _show(self, acts: Sequence[CaseAct]) -> None:
        self._acts = tuple(acts)
        self._export.setEnabled(bool(acts))
        fresh = Rows()
        fresh.setAccessibleName(_("Journal du dossier"))
        fresh.fill(acts, _row)
        if not acts:
            fresh.add(Empty("list", _("Rien de tel sur cette période.")))
        self.body.replaceWidget(self._rows, fresh)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = fresh

    def _ask_readings(self) -> None:
        sheet = ReadingsSheet(self._workplace, self, self._case_id)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _ask_export(self) -> None:
        desk, case_id, acts = self._workplace.desk, self._case_id, self._acts
        place = ask_place(self, _("Exporter le journal"), _("journal.csv"), TABLE)
        if place is None:
            return

        def work() -> Changes:
            desk.soundness.look()
            write_private(place, desk.past.acts.table(case_id, acts))
            return Changes()

        self._workplace.command(work, said=_said(place), done=self._ask, owner=self)


def _said(place: Path) -> str:
    return _(
        "Journal écrit en clair\u00a0: {name}. Il n’est plus protégé par le coffre\u00a0; effacez-le après usage."
    ).format(name=place.name)


def _row(act: CaseAct) -> Row:
    row = Row()
    row.say(Words(act.label, Role.STRONG))
    if act.what:
        row.say(Words(act.what[:1].upper() + act.what[1:], private=True))
    when = _("{day} à {hour}").format(day=long_day(act.at.date()), hour=hour(act.at.time()))
    row.say(Words(f"{act.who} · {when}", Role.SECONDARY, private=True))
    return row
