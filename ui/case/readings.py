"""Who looked at a case: shown once its reason is said, to answer a person or an incident, and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.changes import Changes
from app.commands.writing import write_private
from app.services.past.readings import WHY, WhyAsked
from app.words import _, hour, long_day
from ui.case.journal_filters import Filters
from ui.kit.buttons import Button, Choice
from ui.kit.cards import Empty, Row, Rows
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
        self._shown: tuple[Reading, ...] = ()
        self.add(Words(_("Pour quelle raison le demandez-vous\u00a0? Elle est gardée dans le journal d’accès.")))
        self._why: Choice[WhyAsked] = Choice([(why, _(words)) for why, words in WHY.items()], _("Raison"), None)
        self._why.chosen.connect(self._ask)
        self.add(self._why)
        self._filters = Filters(workplace.desk.local_now().date())
        self._filters.changed.connect(self._sift)
        self._filters.hide()
        self.add(self._filters)
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
        self._filters.offer(people_in(self._readings))
        self._filters.show()
        self._sift()

    def _sift(self) -> None:
        """Show those asked for among what was read once: to look closer is not to ask again."""
        since, by = self._filters.since, self._filters.by
        found = (one for one in self._readings if one.at.date() >= since and by in {None, one.worker_id})
        self._shown = tuple(found)
        self._export.setEnabled(bool(self._shown))
        fresh = Rows()
        fresh.setAccessibleName(_("Consultations"))
        fresh.fill(self._shown, _row)
        if not self._shown:
            fresh.add(Empty("list", _("Rien de tel sur cette période.")))
        self.body.replaceWidget(self._rows, fresh)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = fresh

    def _ask_export(self) -> None:
        desk, case_id, readings = self._workplace.desk, self._case_id, self._shown
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


def people_in(readings: Sequence[Reading]) -> list[tuple[str, str]]:
    """Return who looked: id and name, by name."""
    found = {one.worker_id: one.who for one in readings if one.worker_id is not None}
    return sorted(found.items(), key=lambda one: one[1])


def _row(reading: Reading) -> Row:
    row = Row()
    row.say(Words(reading.what, Role.STRONG))
    when = _("{day} à {hour}").format(day=long_day(reading.at.date()), hour=hour(reading.at.time()))
    row.say(Words(f"{reading.who} · {when}", Role.SECONDARY, private=True))
    return row
