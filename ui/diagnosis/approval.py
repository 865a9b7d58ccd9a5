"""« Relire ensemble »: the version to read, and what each adult says of it; three answers of one size (practice 3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from app.words import _
from resources.vocabulary import DocumentKind, Recipient
from ui.destinations import Destination, Place
from ui.diagnosis import view_model
from ui.diagnosis.adult import AdultCard
from ui.diagnosis.panel import Panel, Spot, Zone
from ui.diagnosis.reading import reading_cards
from ui.diagnosis.view_model import Screen
from ui.kit.buttons import Button
from ui.kit.cards import Card, Row, Rows
from ui.kit.columns import Columns
from ui.kit.fields import Labelled
from ui.kit.texts import Pill, Role, Words
from ui.page import empty

if TYPE_CHECKING:
    from app.changes import Changes
    from app.services.diagnosis.diagnosing import WholeField
    from app.services.diagnosis.view import DiagnosisView
    from ui.page import Page


class ApprovalPanel(Panel):
    """The version being written, read together."""

    def __init__(self, page: Page, view: DiagnosisView) -> None:
        super().__init__(page, view)
        columns = Columns(1, 1)
        self._reading = QVBoxLayout()
        self._reading.setSpacing(12)
        columns.left.addLayout(self._reading)
        columns.left.addWidget(self._opinions())
        self._adults = {one.person_id: AdultCard(self, one) for one in view.approvals}
        columns.right.addWidget(self._version())
        for card in self._adults.values():
            columns.right.addWidget(card)
        if len(view.versions) > 1:
            columns.right.addWidget(self._versions())
        self._lay_reading()
        self.body.addWidget(columns)

    @override
    def take(self, view: DiagnosisView) -> None:
        super().take(view)
        self._state.say(view.state_label)
        for approval in view.approvals:
            if approval.person_id in self._adults:
                self._adults[approval.person_id].take(approval)
        for field, zone in self._zones.items():
            zone.show(getattr(view.whole, field))
        empty(self._reading)
        self._lay_reading()

    @override
    def flush(self) -> None:
        for card in self._adults.values():
            card.flush()

    def _lay_reading(self) -> None:
        for card in reading_cards(self.view, shared=self.shared):
            self._reading.addWidget(card)
        if not self._reading.count():
            self._reading.addWidget(Words(_("Rien n’est encore écrit."), Role.SECONDARY))

    def _version(self) -> Card:
        card = Card(_("Version {number}").format(number=self.view.number or 1))
        self._state = Pill(self.view.state_label)
        card.beside_title(self._state)
        words = (
            _("Chaque adulte dit ce qu’il en pense, quand il veut. Les trois réponses se valent.")
            if not self.shared
            else _("Vous dites ce que vous en pensez, quand vous voulez. Les trois réponses se valent.")
        )
        card.add(Words(words, Role.SECONDARY))
        card.body.addWidget(
            Button(_("Imprimer le diagnostic"), self._print, icon="printer"), 0, Qt.AlignmentFlag.AlignLeft
        )
        return card

    def _opinions(self) -> Card:
        card = Card(_("Ce que vous en dites") if self.shared else _("Ce que le ménage en dit"), voice="household")
        self._zones: dict[WholeField, Zone] = {}
        labels: tuple[tuple[WholeField, str], ...] = (
            ("household_opinion", _("Votre avis") if self.shared else _("Son avis, dans ses mots")),
            ("disagreements", _("Là où nous ne voyons pas les choses de la même façon")),
        )
        for field, label in labels:
            spot = Spot("diagnosis", field, (Screen.APPROVAL.value,))
            zone = self.zone(label, getattr(self.view.whole, field), spot, partial(self._keep, field), lines=1)
            self._zones[field] = zone
            card.add(Labelled(label, zone.field))
        return card

    def _versions(self) -> Rows:
        rows = Rows(_("Les versions d’avant"))
        for one in reversed([version for version in self.view.versions if not version.current]):
            row = Row(partial(self._open, one.id))
            row.say(Words(view_model.version_words(one)))
            rows.add(row)
        return rows

    def _keep(self, field: WholeField, text: str) -> Changes:
        return self.workplace.desk.diagnosing.set_whole(self.case_id, field, text.strip())

    def _open(self, version_id: str) -> None:
        self.workplace.go(Destination(Place.DIAGNOSIS, self.case_id, Screen.APPROVAL, version_id))

    def _print(self) -> None:
        self.page.flush()
        self.workplace.shell.show_paper(self.case_id, DocumentKind.DIAGNOSIS_FORM, Recipient.HOUSEHOLD)


class VersionPanel(Panel):
    """A version of before, as it was read and answered; nothing of it changes any more (review E4)."""

    def __init__(self, page: Page, view: DiagnosisView) -> None:
        super().__init__(page, view)
        columns = Columns(9, 5)
        for read in reading_cards(view, shared=self.shared):
            columns.left.addWidget(read)
        card = Card(_("Version {number}, telle qu’elle a été lue").format(number=view.number))
        card.beside_title(Pill(view.state_label))
        for approval in view.approvals:
            card.add(Words(f"{approval.name}\u00a0: {view_model.answered(approval)}", private=True))
            if approval.reservations:
                card.add(Words(approval.reservations, Role.SECONDARY, private=True, voice="household"))
        back = Button(_("Revenir à la version en cours"), self._back, icon="arrow-left")
        card.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        columns.right.addWidget(card)
        self.body.addWidget(columns)

    @override
    def take(self, view: DiagnosisView) -> None:
        """Do nothing: what was read stays as it was read."""

    def _back(self) -> None:
        self.workplace.go(Destination(Place.DIAGNOSIS, self.case_id, Screen.APPROVAL))
