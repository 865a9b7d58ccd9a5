"""Who looked at a case: shown once its reason is said, to answer a person or an incident, and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.changes import Changes
from app.commands.writing import write_private
from app.services.past.readings import WHY, WhyAsked
from app.words import _, hour, long_day
from ui.kit.buttons import Button, Choice
from ui.kit.cards import Row, Rows
from ui.kit.files import ask_place
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.past.readings import Reading
    from ui.workplace import Workplace

TABLE = "CSV (*.csv)"


class ReadingsSheet(Sheet):
    """The readings of one case; nothing is read before a reason is chosen, and the log keeps which."""

    def __init__(self, workplace: Workplace, parent: QWidget, case_id: str) -> None:
        """Ask why, over the journal of a case."""
        super().__init__(_("Qui a consulté ce dossier"), parent, width=720)
        self._workplace, self._case_id = workplace, case_id
        self._readings: tuple[Reading, ...] = ()
        self.add(Words(_("Pour quelle raison le demandez-vous\u00a0? Elle est gardée dans le journal d’accès.")))
        self._why: Choice[WhyAsked] = Choice([(why, _(words)) for why, words in WHY.items()], _("Raison"), None)
        self._why.chosen.connect(self._ask)
        self.add(self._why)
        self._rows = Rows()
        self.add(self._rows)
        self.add(Words(_("Ces consultations ne servent jamais à mesurer le travail de quelqu’un."), Role.HINT))
        self.body.addStretch(1)
        self._export = Button(_("Exporter en tableau…"), self._ask_export, icon="download")
        self._export.setEnabled(False)
        self.foot.insertWidget(0, self._export)
        self.gesture(_("Fermer"), self.reject, kind="accent")

    def _ask(self, *_chosen: object) -> None:
        readings, case_id, why = self._workplace.desk.past.readings, self._case_id, self._why.value
        if why is not None:
            self._workplace.tasks.command(lambda: readings.of_case(case_id, why), self._show, owner=self)

    def _show(self, readings: Sequence[Reading]) -> None:
        self._readings = tuple(readings)
        self._export.setEnabled(bool(readings))
        fresh = Rows()
        fresh.setAccessibleName(_("Consultations"))
        fresh.fill(readings, _row)
        self.body.replaceWidget(self._rows, fresh)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = fresh

    def _ask_export(self) -> None:
        desk, case_id, readings = self._workplace.desk, self._case_id, self._readings
        place = ask_place(self, _("Exporter les consultations"), _("consultations.csv"), TABLE)
        if place is None:
            return

        def work() -> Changes:
            desk.soundness.look()
            write_private(place, desk.past.readings.table(case_id, readings))
            return Changes()

        self._workplace.command(work, said=_said(place), owner=self)


def _said(place: Path) -> str:
    return _(
        "Consultations écrites en clair\u00a0: {name}. Elles ne sont plus protégées par le coffre\u00a0; "
        "effacez-les après usage."
    ).format(name=place.name)


def _row(reading: Reading) -> Row:
    row = Row()
    row.say(Words(reading.what, Role.STRONG))
    when = _("{day} à {hour}").format(day=long_day(reading.at.date()), hour=hour(reading.at.time()))
    row.say(Words(f"{reading.who} · {when}", Role.SECONDARY, private=True))
    return row
