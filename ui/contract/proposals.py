"""What the diagnosis may become: each proposal kept or left, nothing retyped; one gesture makes the contract."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.changes import Changes
from app.services.contract.view import ContractView
from app.words import _
from ui.contract.board import PLACE, Board
from ui.contract.view_model import about_proposal, because, begin_words, place, still_proposed
from ui.kit.buttons import Button
from ui.kit.cards import Card, Row, Rows
from ui.kit.flow import FlowLayout
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.services.contract.contracting import Contracting
    from app.services.contract.proposals import ProposedObjective
    from ui.contract.board import Seen
    from ui.page import Page
    from ui.workplace import Workplace


class Proposals(QWidget):
    """Proposals, of which some are kept.

    Signals:
        changed: another one is kept, or left.
    """

    changed = Signal()

    def __init__(self, found: Sequence[ProposedObjective], *, shared: bool) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._found, self._kept = tuple(found), set[str]()
        self._buttons: dict[str, Button] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        rows = Rows()
        for number, one in enumerate(self._found, start=1):
            rows.add(self._row(number, one, shared=shared))
        layout.addWidget(rows)

    @property
    def kept(self) -> tuple[ProposedObjective, ...]:
        """Those kept, in the order proposed."""
        return tuple(one for one in self._found if one.id in self._kept)

    def keep(self, chosen: Sequence[ProposedObjective]) -> None:
        """Keep these, of those that are proposed."""
        for one in chosen:
            if one.id in self._buttons:
                self._buttons[one.id].setChecked(True)

    def _row(self, number: int, one: ProposedObjective, *, shared: bool) -> Row:
        row = Row()
        voice = "household" if one.own_words else None
        row.say(Words(one.title, Role.STRONG, private=True, voice=voice))
        about = about_proposal(one)
        if about:
            row.say(Words(about, private=True))
        row.say(Words(because(one, shared=shared), Role.HINT, private=True))
        keep = Button(_("Garder"), kind="choice", name=_("Garder la proposition {number}").format(number=number))
        keep.setCheckable(True)
        keep.toggled.connect(partial(self._toggle, one.id))
        self._buttons[one.id] = keep
        row.trail(keep)
        return row

    def _toggle(self, one: str, kept: bool) -> None:
        (self._kept.add if kept else self._kept.discard)(one)
        self.changed.emit()


class BeginBoard(Board):
    """No contract yet, or one that ended: the next is prepared here."""

    def __init__(self, page: Page, view: ContractView) -> None:
        super().__init__(page, view.case_id)
        work = page.workplace
        found = work.desk.contracting.propose(view.case_id, work.today)
        card = Card(_("Préparer le contrat à partir du diagnostic"))
        card.add(Words(_lead(found), Role.SECONDARY))
        self.body.addWidget(card)
        self.proposals = Proposals(found, shared=work.shared)
        self.body.addWidget(self.proposals)
        self.proposals.setVisible(bool(found))
        gestures = QWidget()
        gestures.setObjectName("plain")
        line = FlowLayout(gestures, spacing=8)
        self._begin = Button(begin_words(0), self._make, icon="file-text")
        self._begin.setProperty(PLACE, "begin")
        self.proposals.changed.connect(self._count)
        line.addWidget(self._begin)
        line.addWidget(Button(_("Ajouter un objectif"), self._add, icon="plus"))
        self.body.addWidget(gestures)

    @override
    def fits(self, seen: Seen) -> bool:
        return isinstance(seen, ContractView) and not seen.contract_id

    @override
    def say(self, seen: Seen) -> None:
        """Leave what is being chosen as it is."""

    def _count(self) -> None:
        count = len(self.proposals.kept)
        self._begin.say(begin_words(count))
        self._begin.stand(kind="accent" if count else "plain")

    def _make(self) -> None:
        contracting, case_id, today = self._desk_parts()
        kept = self.proposals.kept
        self.command(
            lambda: contracting.create_from_diagnosis(case_id, kept, today),
            wanted=(place(case_id, "1/household_words"), "add"),
        )

    def _add(self) -> None:
        contracting, case_id, today = self._desk_parts()
        kept = self.proposals.kept

        def work() -> Changes:
            made = contracting.create_from_diagnosis(case_id, kept, today)
            added = contracting.add_objective(case_id)
            return Changes(made.kinds | added.kinds, made.cases | added.cases)

        self.command(work, wanted=(place(case_id, f"{len(kept) + 1}/household_words"),))

    def _desk_parts(self) -> tuple[Contracting, str, dt.date]:
        work = self.page.workplace
        return work.desk.contracting, self.case_id, work.today


def _lead(found: Sequence[ProposedObjective]) -> str:
    if found:
        return _("Choisissez ensemble deux à quatre objectifs. Tout peut être changé ensuite, rien n’est à retaper.")
    return _("Le diagnostic ne propose encore rien. Vous pouvez commencer par un objectif, avec les mots du ménage.")


class ProposalsSheet(Sheet):
    """More objectives from the diagnosis, for a contract being written."""

    def __init__(self, workplace: Workplace, parent: QWidget, view: ContractView) -> None:
        super().__init__(_("Choisir dans le diagnostic"), parent, width=820)
        self._workplace, self._case_id = workplace, view.case_id
        found = still_proposed(workplace.desk.contracting.propose(view.case_id, workplace.today), view.objectives)
        if not found:
            self.add(Words(_("Le diagnostic ne propose rien d’autre pour l’instant."), Role.SECONDARY))
        self.proposals = Proposals(found, shared=workplace.shared)
        self.add(self.proposals)
        self.proposals.setVisible(bool(found))
        self.body.addStretch(1)
        self.gesture(_("Fermer"), self.reject)
        if found:
            self.gesture(_("Ajouter au contrat"), self._keep, kind="accent")

    def _keep(self) -> None:
        kept = self.proposals.kept
        if kept:
            contracting, case_id, today = self._workplace.desk.contracting, self._case_id, self._workplace.today
            self._workplace.command(lambda: contracting.create_from_diagnosis(case_id, kept, today), said=_("Ajouté."))
        self.accept()
