"""A contract somebody signed: read as it was signed; what changes since is an amendment beside it (decision 7)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.words import _, long_day
from ui.contract.board import Abreast, Board
from ui.contract.lines import MARK, lines_of
from ui.contract.objectives import LEAST_ABREAST, SIDES
from ui.contract.view_model import about_amendment, about_objective
from ui.forms.sheet import Asked, RowSheet
from ui.kit.cards import Card, Row, Rows
from ui.kit.texts import Pill, Role, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.contract.objective_view import ObjectiveView
    from app.services.contract.view import AmendmentView, ContractView, SignatoryView
    from ui.contract.board import Seen
    from ui.page import Page


class SignedBoard(Board):
    """The contract, once it no longer changes."""

    def __init__(self, page: Page, view: ContractView) -> None:
        super().__init__(page, view.case_id)
        self.view = view
        if view.end_label:
            self.body.addWidget(Words(view.end_label, Role.STRONG))
        if view.amendments:
            self._add_amendments(view.amendments)
        for objective in view.objectives:
            self.body.addWidget(_objective(objective))
        self.body.addWidget(_frame(view))
        self.body.addWidget(signatories(view.signatories))

    @override
    def fits(self, seen: Seen) -> bool:
        return seen == self.view

    @override
    def say(self, seen: Seen) -> None:
        """Nothing changed."""

    def _add_amendments(self, amendments: Iterable[AmendmentView]) -> None:
        rows = Rows(_("Avenants"))
        for one in amendments:
            row = Row(partial(self._open, one.id))
            title = _("Avenant {number} · {motive}").format(number=one.number, motive=one.motive_label)
            row.say(Words(title, Role.STRONG))
            if one.changes:
                row.say(Words(one.changes, private=True))
            if about := about_amendment(one):
                row.say(Words(about, Role.SECONDARY))
            rows.add(row)
        self.body.addWidget(rows)

    def _open(self, amendment_id: str) -> None:
        work = self.page.workplace
        row = work.desk.editing.row(self.case_id, "amendment", amendment_id)
        RowSheet(work, work.shell.window(), self.case_id, Asked("amendment", only=ABOUT), row).open()


ABOUT = ("motive", "changes", "handed_on", "effective_on")


def amending(view: ContractView) -> Asked:
    """Return what a new amendment of a signed contract asks."""
    known = {"number": len(view.amendments) + 1}
    return Asked("amendment", view.contract_id, _("Faire un avenant"), known, ABOUT)


def _objective(objective: ObjectiveView) -> Card:
    card = Card(_("Objectif {number}").format(number=objective.number))
    card.beside_title(Pill(objective.axis_label, private=True))
    voice = "household" if objective.household_words else None
    card.add(Words(objective.title, Role.STRONG, private=True, voice=voice))
    if objective.household_words and objective.expected_result:
        card.add(Words(objective.expected_result, private=True))
    if about := about_objective(objective):
        card.add(Words(about, Role.SECONDARY, private=True))
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # as high as its words
    card.add(sides((getattr(objective, side) for side, _field, _title in SIDES)))
    return card


def sides(texts: Iterable[str]) -> Abreast:
    """Return what each of the three does, side by side and alike."""
    line = Abreast((1, 1, 1), LEAST_ABREAST)
    for (side, _field, title), text in zip(SIDES, texts, strict=True):
        box = QWidget()
        box.setObjectName("plain")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Words(_(title), Role.STRONG, voice=side))
        for said in lines_of(text) or ("–",):
            column.addWidget(Words(f"{MARK} {said}" if said != "–" else said, private=True))
        column.addStretch(1)
        line.add(box)
    return line


def _frame(view: ContractView) -> Card:
    card = Card(_("Comment nous travaillons ensemble"))
    days = (
        (view.effective_on, _("Commence le {day}")),
        (view.review_on, _("À relire ensemble le {day}")),
        (view.handed_on, _("Remis pour lecture le {day}")),
    )
    if view.rhythm:
        card.add(Words(view.rhythm[:1].upper() + view.rhythm[1:], private=True))
    said = " · ".join(words.format(day=long_day(day)) for day, words in days if day is not None)
    if said:
        card.add(Words(said, Role.SECONDARY))
    return card


def signatories(found: Iterable[SignatoryView]) -> Rows:
    """Return who signs, with what each answered."""
    rows = Rows(_("Qui signe"))
    for one in found:
        row = Row()
        row.say(Words(one.name, Role.STRONG, private=True), Words(one.capacity_label, Role.SECONDARY))
        said = one.answer or _("pas encore demandé")
        when = f" · {long_day(one.on)}" if one.on is not None else ""
        row.trail(Words(f"{said}{when}", Role.SECONDARY, wrap=False))
        rows.add(row)
    return rows
