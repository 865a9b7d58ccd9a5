"""The eight points in one sight, in the order one likes: how far each was talked about, its first words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from app.words import _, long_day
from ui.destinations import Destination, Place
from ui.diagnosis import view_model
from ui.diagnosis.panel import Panel
from ui.kit.buttons import Button
from ui.kit.cards import Card, Row, Rows
from ui.kit.columns import Columns
from ui.kit.texts import Pill, Role, Words
from ui.page import empty

if TYPE_CHECKING:
    from app.services.diagnosis.view import DiagnosisView, PointView
    from ui.page import Page


class PointsPanel(Panel):
    """The way into each point; nothing here is typed in, so it is laid out again each time."""

    def __init__(self, page: Page, view: DiagnosisView) -> None:
        super().__init__(page, view)
        self._lay()

    @override
    def take(self, view: DiagnosisView) -> None:
        super().take(view)
        empty(self.body)
        self._lay()

    def _lay(self) -> None:
        columns = Columns()
        rows = Rows()
        rows.setAccessibleName(_("Les huit points"))
        for point in self.view.points:
            rows.add(self._row(point))
        columns.left.addWidget(rows)
        columns.right.addWidget(self._start() if self.view.diagnosis_id is None else self._standing())
        self.body.addWidget(columns)

    def _row(self, point: PointView) -> Row:
        row = Row(partial(self._go, point.key.value))
        row.say(Words(f"{point.number}. {point.label}", Role.STRONG))
        if said := view_model.first_words(point):
            row.say(Words(said, Role.SECONDARY, private=True))
        row.trail(Pill(view_model.state_words(point.state, addressed=self.shared)))
        return row

    def _start(self) -> Card:
        card = Card(_("Pour commencer"))
        card.add(Words(_("On peut parler d’abord, et ranger les phrases ensuite. Rien n’est à remplir dans l’ordre.")))
        card.add(Button(_("Parler d’abord"), partial(self._go, view_model.Screen.TALK), icon="message-circle"))
        return card

    def _standing(self) -> Card:
        card = Card(_("Où nous en sommes"))
        card.beside_title(Pill(self.view.state_label))
        for approval in self.view.approvals:
            card.add(Words(f"{approval.name}\u00a0: {view_model.answered(approval)}", private=True))
        days = ", ".join(long_day(day) for day in self.view.whole.interviews)
        if days:
            card.add(Words(_("Nos rencontres\u00a0: {days}").format(days=days), Role.SECONDARY))
        card.add(Button(_("Relire ensemble"), partial(self._go, view_model.Screen.APPROVAL), icon="users"))
        return card

    def _go(self, detail: str) -> None:
        self.workplace.go(Destination(Place.DIAGNOSIS, self.case_id, detail))
