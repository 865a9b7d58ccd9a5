"""A contract being written: its objectives, its frame, and quietly what it still misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from app.services.contract.view import ContractView
from app.words import _, long_day
from ui.contract.board import PLACE, Board, SentencesCard
from ui.contract.objectives import ObjectiveCard
from ui.contract.proposals import ProposalsSheet
from ui.contract.terms import TermsCard
from ui.contract.view_model import place
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.flow import FlowLayout
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from ui.contract.board import Seen
    from ui.page import Page


class DraftBoard(Board):
    """The contract, before anybody signed."""

    def __init__(self, page: Page, view: ContractView) -> None:
        super().__init__(page, view.case_id)
        self.view = view
        self._changes = SentencesCard(_("Ce qui a changé"), tone="accent")
        self.body.addWidget(self._changes)
        last = len(view.objectives) - 1
        self.cards = [
            ObjectiveCard(self, rank, one, self._order, last=rank == last) for rank, one in enumerate(view.objectives)
        ]
        for card in self.cards:
            self.body.addWidget(card)
        self.body.addWidget(self._more_objectives())
        self._terms = TermsCard(self, view)
        self.body.addWidget(self._terms)
        self._missing = SentencesCard(_("Encore à écrire, si vous le souhaitez"), private=False)
        self.body.addWidget(self._missing)
        self._say_around()

    @override
    def fits(self, seen: Seen) -> bool:
        return isinstance(seen, ContractView) and seen.may_change and len(seen.objectives) == len(self.cards)

    @override
    def say(self, seen: Seen) -> None:
        if not isinstance(seen, ContractView):
            return
        self.view = seen
        for card, objective in zip(self.cards, seen.objectives, strict=True):
            card.say(objective)
        self._terms.say(seen)
        self._say_around()

    def _order(self) -> list[str]:
        return [one.id for one in self.view.objectives]

    def _say_around(self) -> None:
        view = self.view
        lead: tuple[str, ...] = ()
        if view.handed_before_on is not None:
            nothing = _("Rien n’a encore changé depuis la version remise le {day}.")
            since = _("Depuis la version remise le {day}\u00a0:") if view.changes_since_handed else nothing
            lead = (since.format(day=long_day(view.handed_before_on)),)
        self._changes.say((*lead, *view.changes_since_handed))
        # Never a list of what is missing before the household (practice U-03).
        self._missing.say(() if self.page.workplace.shared else view.missing)

    def _more_objectives(self) -> Card:
        card = Card()
        if not self.cards:
            card.add(Words(_("Aucun objectif n’est encore écrit."), Role.SECONDARY))
        line = FlowLayout(spacing=8)
        add = Button(_("Ajouter un objectif"), self._add, icon="plus")
        add.setProperty(PLACE, "add")
        line.addWidget(add)
        line.addWidget(Button(_("Choisir dans le diagnostic"), self._choose, icon="list-checks"))
        card.body.addLayout(line)
        return card

    def _add(self) -> None:
        contracting, case_id = self.page.workplace.desk.contracting, self.case_id
        wanted = place(case_id, f"{len(self.cards) + 1}/household_words")
        self.command(lambda: contracting.add_objective(case_id), wanted=(wanted,))

    def _choose(self) -> None:
        self.page.flush()
        ProposalsSheet(self.page.workplace, self.page.workplace.shell.window(), self.view).open()
