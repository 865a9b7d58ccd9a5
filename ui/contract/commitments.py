"""The one page all three sign: three lists of equal look, the next point, words the landlord had better not read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy
from typing_extensions import override

from app.services.contract.commitments_view import CommitmentsView
from app.words import N_, _
from ui.contract.board import PLACE, Abreast, Board, SentencesCard, Zones
from ui.contract.lines import LinesZone, level, lines_of
from ui.contract.signed import sides, signatories
from ui.contract.view_model import COMMITMENTS, count_typed, day_text, day_typed, place
from ui.forms.landlord import LandlordSheet
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.services.contract.committing import CommitmentsField, Side
    from ui.contract.board import Seen
    from ui.page import Page

SIDES: Final[tuple[tuple[Side, str], ...]] = (
    ("household", N_("Vous")),
    ("operator", N_("Nous")),
    ("landlord", N_("Bailleur")),
)
LEAST_ABREAST = 560  # pixels for three cards side by side, at 100 % of text
LEAST_DAYS = 420


class BeginCommitmentsBoard(Board):
    """No page yet: it begins from the contract and the rent account."""

    def __init__(self, page: Page, view: CommitmentsView) -> None:
        super().__init__(page, view.case_id)
        card = Card(_("Une page à trois"))
        said = _("Loyer, plan, procédure, travaux, interlocuteurs\u00a0: ce que vous faites, nous, et le bailleur.")
        card.add(Words(said, Role.SECONDARY))
        make = Button(_("Préparer la page à partir du contrat"), self._make, kind="accent", icon="handshake")
        make.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        card.add(make)
        self.body.addWidget(card)

    @override
    def fits(self, seen: Seen) -> bool:
        return isinstance(seen, CommitmentsView) and seen.commitments_id is None

    @override
    def say(self, seen: Seen) -> None:
        """Nothing is written yet."""

    def _make(self) -> None:
        commitments, today = self.page.workplace.desk.commitments, self.page.workplace.today
        wanted = place(self.case_id, f"{COMMITMENTS}/household")
        self.command(lambda: commitments.create(self.case_id, today), wanted=(wanted,))


class CommitmentsBoard(Board):
    """The page, written or signed."""

    def __init__(self, page: Page, view: CommitmentsView) -> None:
        super().__init__(page, view.case_id)
        self.view = view
        self.zones = Zones(self, COMMITMENTS, COMMITMENTS)
        self._lists: dict[Side, LinesZone] = {}
        if view.may_change:
            self._add_lists()
        else:
            card = Card()
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # as high as its words
            card.add(sides("\n".join(getattr(view, side)) for side, _words in SIDES))
            self.body.addWidget(card)
        self._leaks = SentencesCard(_("À relire avant que le bailleur lise"), tone="warning")
        self.body.addWidget(self._leaks)
        self._add_landlord()
        self._add_days()
        if not view.may_change:
            self.body.addWidget(signatories(view.signatories))
        self._missing = SentencesCard(_("Encore à écrire, si vous le souhaitez"), private=False)
        self.body.addWidget(self._missing)
        self._say_around()

    @override
    def fits(self, seen: Seen) -> bool:
        if not isinstance(seen, CommitmentsView) or seen.commitments_id is None:
            return False
        same = seen.signatories == self.view.signatories
        return seen.may_change == self.view.may_change and (seen.may_change or same)

    @override
    def say(self, seen: Seen) -> None:
        if not isinstance(seen, CommitmentsView):
            return
        self.view = seen
        if self._lists:
            self.zones.say((side, "\n".join(getattr(seen, side))) for side, _title in SIDES)
        self.zones.say((("next_point_on", day_text(seen.next_point_on)), ("originals", _count(seen))))
        if seen.may_change:
            self.zones.say((("on_day", day_text(seen.on)),))
        self._say_around()

    def _say_around(self) -> None:
        self._leaks.say(tuple(dict.fromkeys(leak.warning for leak in self.view.leaks)))
        self._say_landlord()
        # Never a list of what is missing before the household (practice U-03).
        self._missing.say(() if self.page.workplace.shared else self.view.missing)

    def _add_lists(self) -> None:
        line = Abreast((1, 1, 1), LEAST_ABREAST)
        line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for side, title in SIDES:
            card = Card(_(title), voice=side)
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # all three alike
            zone = LinesZone(_(title), "\n".join(getattr(self.view, side)), lines=6)
            self.zones.text(side, zone, self._keep_lines(side))
            card.add(zone)
            self._lists[side] = zone
            card.body.addLayout(self._gestures(side, _(title)))
            card.body.addStretch(1)
            line.add(card)
        level(tuple(self._lists.values()))
        self.body.addWidget(line)
        self.body.addWidget(Words(_("Une ligne par engagement. Le bailleur lira ces trois listes."), Role.HINT))

    def _gestures(self, side: Side, title: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(0)
        for what, icon, words, pressed in (
            ("up", "chevron-up", _("Monter la ligne\u00a0: {side}"), partial(self._move, side, -1)),
            ("down", "chevron-down", _("Descendre la ligne\u00a0: {side}"), partial(self._move, side, 1)),
            ("remove", "archive", _("Retirer la ligne\u00a0: {side}"), partial(self._remove, side)),
        ):
            name = words.format(side=title)
            made = Button("", pressed, kind="quiet", icon=icon, name=name, hint=name)
            made.setProperty(PLACE, place(self.case_id, f"{COMMITMENTS}/{side}/{what}"))
            line.addWidget(made)
        line.addStretch(1)
        return line

    def _move(self, side: Side, by: int) -> None:
        self._lists[side].move_line(by)
        self.page.flush()

    def _remove(self, side: Side) -> None:
        zone = self._lists[side]
        typed = zone.typed.split("\n")
        kept = lines_of("\n".join(line for rank, line in enumerate(typed) if rank != zone.rank))
        self.page.flush()  # what was typed is kept first: « Annuler » gives it all back
        commitments = self.page.workplace.desk.commitments
        self.command(lambda: commitments.set_lines(self.case_id, side, kept), said=_("Ligne retirée."))

    def _add_days(self) -> None:
        today = self.page.workplace.today
        card = Card()
        line = Abreast((3, 3, 2), LEAST_DAYS)
        next_point = self._keep("next_point_on", lambda text: day_typed(text, today))
        line.add(
            self.zones.day("next_point_on", _("Prochain point à trois"), day_text(self.view.next_point_on), next_point)
        )
        if self.view.may_change:
            on_day = self._keep("on_day", lambda text: day_typed(text, today))
            line.add(self.zones.day("on_day", _("Jour de la page"), day_text(self.view.on), on_day))
        originals = self._keep("originals", count_typed)
        line.add(self.zones.count("originals", _("Originaux"), _count(self.view), originals))
        card.add(line)
        self.body.addWidget(card)

    def _add_landlord(self) -> None:
        """Say who signs for the landlord, or ask it: without somebody named there, they have no place to sign."""
        self._signs_for = Words("", Role.SECONDARY, private=True)
        self._ask = Button(_("Dire qui signe pour le bailleur"), self._name_landlord, icon="pen-line")
        self._ask.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.body.addWidget(self._signs_for)
        self.body.addWidget(self._ask)

    def _name_landlord(self) -> None:
        workplace = self.page.workplace
        LandlordSheet(workplace, workplace.shell.window(), self.case_id).open()

    def _say_landlord(self) -> None:
        view = self.view
        parts = (view.landlord_name, view.landlord_person)
        self._signs_for.say(" · ".join(part for part in parts if part) or _("Ce dossier ne nomme aucun bailleur."))
        self._signs_for.setVisible(view.may_change)
        self._ask.setVisible(view.may_change and not view.landlord_person)

    def _keep_lines(self, side: Side) -> Callable[[str], Changes]:
        commitments, case_id = self.page.workplace.desk.commitments, self.case_id
        return lambda text: commitments.set_lines(case_id, side, lines_of(text))

    def _keep(self, field: CommitmentsField, read: Callable[[str], Any]) -> Callable[[str], Changes]:
        commitments, case_id = self.page.workplace.desk.commitments, self.case_id
        return lambda text: commitments.set_field(case_id, field, read(text))


def _count(view: CommitmentsView) -> str:
    return str(view.originals) if view.originals is not None else ""
