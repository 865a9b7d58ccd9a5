"""The shared screen (F11), for the person present: no alert, no analysis, no exchange with the landlord (U-03)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from app.words import _, long_day
from resources.vocabulary import Recipient
from ui.case.cards import sides_card
from ui.case.tab import Tab
from ui.kit.buttons import Button, Choice
from ui.kit.cards import Card
from ui.kit.flow import FlowLayout
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.case.shared_view import SharedView
    from resources.vocabulary import DocumentKind


class SharedCase(Tab):
    """What the person present may see of their case."""

    person_id: str | None = None

    @override
    def lay_out(self, object_id: str | None) -> None:
        members = self.workplace.desk.overview.members(self.case_id, self.workplace.today)
        adults = [member for member in members if member.adult] or list(members)
        if not adults:
            self.body.addWidget(Words(_("Personne n’est encore nommé dans ce dossier."), Role.TITLE))
            return
        if self.person_id not in {member.id for member in members}:
            self.person_id = adults[0].id
        view = self.workplace.desk.overview.shared(self.case_id, self.person_id or adults[0].id, self.workplace.today)
        self.body.addWidget(Words(_("Bonjour {name}").format(name=view.first_name), Role.HEADING, private=True))
        if len(adults) > 1:
            present: Choice[str] = Choice(
                [(member.id, member.first_name) for member in adults], _("Qui est là"), self.person_id, private=True
            )
            present.chosen.connect(self._present)
            self.body.addWidget(present)
        self.body.addWidget(self._next(view))
        self.body.addWidget(Words(_("Notre travail ensemble"), Role.TITLE))
        self.body.addWidget(sides_card(view.sides, addressed=True))
        self.body.addWidget(self._papers(view))

    def _present(self, person_id: str) -> None:
        self.person_id = person_id
        self.show_case(self.case_id)

    def _next(self, view: SharedView) -> Card:
        card = Card(_("Notre prochain rendez-vous"))
        meeting = view.next_meeting
        if meeting is None:
            card.add(Words(_("Nous le choisirons ensemble."), Role.BODY))
            return card
        at = _(" à {hour}").format(hour=meeting.at) if meeting.at else ""
        card.add(Words(f"{long_day(meeting.on)}{at} · {meeting.kind}", Role.FIGURE))
        if meeting.place:
            card.add(Words(meeting.place, Role.SECONDARY, private=True))
        return card

    def _papers(self, view: SharedView) -> QWidget:
        card = Card(_("Mes papiers"))
        line = FlowLayout(spacing=8)
        for paper in view.papers:
            line.addWidget(Button(paper.label, partial(self._show, paper.kind), icon="file-text"))
        card.body.addLayout(line)
        return card

    def _show(self, kind: DocumentKind) -> None:
        self.workplace.shell.show_paper(self.case_id, kind, Recipient.HOUSEHOLD)
