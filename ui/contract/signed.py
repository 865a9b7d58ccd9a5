"""A contract somebody signed: read as it was signed; what changes since is an amendment beside it (decision 7)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.words import _, long_day
from resources.vocabulary import DocumentKind, Recipient
from ui.contract.board import Abreast, Board
from ui.contract.lines import MARK, lines_of
from ui.contract.objectives import LEAST_ABREAST, SIDES
from ui.contract.view_model import about_amendment, about_objective
from ui.destinations import Destination, Place
from ui.forms.sheet import Asked, RowSheet
from ui.kit.buttons import Button
from ui.kit.cards import Card, Row, Rows
from ui.kit.texts import Pill, Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.contract.amendments_view import AmendmentView
    from app.services.contract.objective_view import ObjectiveView
    from app.services.contract.signatories import SignatoryView
    from app.services.contract.view import ContractView
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
            row = Row(partial(self.open_amendment, one.id))
            title = _("Avenant {number} · {motive}").format(number=one.number, motive=one.motive_label)
            row.say(Words(title, Role.STRONG))
            if one.changes:
                row.say(Words(one.changes, private=True))
            row.say(Words(about_amendment(one), Role.SECONDARY, private=bool(one.missing_signatories)))
            named = title if len(self.view.amendments) > 1 else ""
            row.trail(self._button(_("Imprimer"), partial(self._print, one.id), named, icon="printer"))
            if one.to_sign:
                row.trail(self._button(_("Signer"), self._sign, named, icon="signature", kind="accent"))
            rows.add(row)
        self.body.addWidget(rows)

    @staticmethod
    def _button(words: str, act: Callable[[], None], named: str, *, icon: str, kind: str = "plain") -> Button:
        return Button(words, act, kind=kind, icon=icon, name=f"{words} : {named}" if named else words)

    def _sign(self) -> None:
        self.page.workplace.go(Destination(Place.SIGNING, self.case_id, DocumentKind.AMENDMENT.value))

    def _print(self, amendment_id: str) -> None:
        shell = self.page.workplace.shell
        shell.show_paper(self.case_id, DocumentKind.AMENDMENT, Recipient.HOUSEHOLD, amendment_id)

    def open_amendment(self, amendment_id: str) -> None:
        """Open the sheet of an amendment; once somebody signed, it only shows what was signed."""
        work = self.page.workplace
        row = work.desk.editing.row(self.case_id, "amendment", amendment_id)
        RowSheet(work, work.shell.window(), self.case_id, Asked("amendment", only=ABOUT), row).open()


ABOUT = ("motive", "changes", "handed_on", "effective_on")


def amending(view: ContractView, begun: str) -> Asked:
    """Return what a new amendment of a signed contract asks; ``begun`` is what it may say already."""
    known: dict[str, Any] = {"number": len(view.amendments) + 1}
    if begun:
        known["changes"] = begun
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
