"""Difficulties: what, where it comes from, what it leads to; a row keeps its rank whatever version it is written in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.changes import Changes
from app.words import N_, _
from ui.diagnosis.abreast import Abreast
from ui.diagnosis.panel import Spot, Zone
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.fields import Labelled
from ui.page import empty

if TYPE_CHECKING:
    from app.services.diagnosis.diagnosing import DifficultyField
    from app.services.diagnosis.view import DifficultyView
    from ui.diagnosis.panel import Panel

FIELDS = (
    ("what", N_("Ce qui est difficile")),
    ("cause", N_("D’où cela vient")),
    ("consequence", N_("Ce que cela entraîne")),
)
EACH = 260  # logical pixels one of the three needs, at 100 % of text
PLACE = "difficulty"


class Difficulties(Card):
    """The difficulties of the whole diagnosis, with room for one more when asked."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(_("Les difficultés"))
        self._panel = panel
        self._rows: list[dict[str, Zone]] = []
        self._known = 0  # how many the vault holds, as far as this box knows
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        more = Button(_("Ajouter une difficulté"), self._one_more, kind="quiet", icon="plus")
        self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._fill(len(panel.view.difficulties), self._drafted())

    def take(self, found: tuple[DifficultyView, ...]) -> None:
        """Show what the vault holds; rows that only exist here stay."""
        if len(found) < self._known:
            self._fill(len(found))
            return
        self._known = len(found)
        while len(self._rows) < self._known:
            self._row()
        for zones, one in zip(self._rows, found, strict=False):
            for field, zone in zones.items():
                zone.show(getattr(one, field))

    def _fill(self, known: int, fewest: int = 0) -> None:
        self._rows.clear()
        empty(self._lines)
        self._known = known
        for _rank in range(max(known, fewest)):
            self._row()

    def _drafted(self) -> int:
        """Return how many rows drafts found again need."""
        found = self._panel.workplace.desk.drafts.found(self._panel.case_id)
        ranks = [typed.row_id.rsplit(":", 1)[-1] for _id, typed in found if typed.target == PLACE and typed.row_id]
        return max((int(rank) + 1 for rank in ranks if rank.isdigit()), default=0)

    def _one_more(self) -> None:
        self._row()
        self._rows[-1]["what"].field.setFocus()

    def _row(self) -> None:
        rank = len(self._rows)
        found = self._panel.view.difficulties
        written = found[rank] if rank < len(found) else None
        line = Abreast(EACH)
        zones = {}
        for field, label in FIELDS:
            text = getattr(written, field) if written is not None else ""
            spot = Spot("difficulty", field, (PLACE, str(rank)))
            zones[field] = self._panel.zone(_(label), text, spot, partial(self._keep, rank, field), lines=1)
            line.add(Labelled(_(label), zones[field].field))
        self._rows.append(zones)
        name = _("Retirer la difficulté {number}").format(number=rank + 1)
        remove = Button("", partial(self._remove, rank), kind="quiet", icon="x", name=name)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(line, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignVCenter)
        self._lines.addLayout(row)

    def _ids(self) -> tuple[str, ...]:
        """Return the ids difficulties have now: an edit of an approved version gave them others."""
        workplace = self._panel.workplace
        view = workplace.desk.diagnosing.diagnosis(self._panel.case_id, workplace.today)
        return tuple(one.id for one in view.difficulties)

    def _keep(self, rank: int, field: str, text: str) -> Changes:
        diagnosing, case_id = self._panel.workplace.desk.diagnosing, self._panel.case_id
        ids = self._ids()
        if rank < len(ids):
            return diagnosing.change_difficulty(case_id, ids[rank], cast("DifficultyField", field), text)
        if not text.strip():
            return Changes()
        return diagnosing.add_difficulty(case_id, **{"what": "", field: text})

    def _remove(self, rank: int) -> None:
        self._panel.page.flush()
        diagnosing, case_id = self._panel.workplace.desk.diagnosing, self._panel.case_id

        def work() -> Changes:
            ids = self._ids()
            return diagnosing.remove_difficulty(case_id, ids[rank]) if rank < len(ids) else Changes()

        self._panel.workplace.command(work, said=_("Difficulté retirée."), done=self._refilled, owner=self)

    def _refilled(self) -> None:
        self._fill(len(self._panel.view.difficulties))
