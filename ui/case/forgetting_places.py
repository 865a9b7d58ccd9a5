"""The places something is to be erased from: given, or found by the words that stand or stood there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import _
from ui.case.forgetting_view_model import MOST_PLACES, NOWHERE, STILL_WRITTEN, named, too_many
from ui.kit.buttons import Button
from ui.kit.cards import Row, Rows
from ui.kit.fields import Labelled, Line
from ui.kit.several import Several
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.forgetting.values import Place
    from ui.workplace import Workplace

_KEEP = "keep"


class PlacesChoice(QWidget):
    """Which fields go, and whether what is written there today stays.

    Signals:
        laid: other buttons stand here than before.
    """

    laid = Signal()

    def __init__(self, workplace: Workplace, case_id: str, places: Sequence[Place] = ()) -> None:
        """Offer places.

        Args:
            workplace: Where they are looked for.
            case_id: The case.
            places: Those known already; none, and words are asked for.
        """
        super().__init__()
        self.setObjectName("plain")
        self._workplace, self._case_id = workplace, case_id
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._words = Line(_("Les mots à effacer"))
        self._search = Button(_("Chercher où ils sont"), self._look, icon="search")
        self._words.returnPressed.connect(self._look)
        hint = _("Quelques mots suffisent. Majuscules et accents ne changent rien.")
        if not places:
            layout.addWidget(Labelled(_("Les mots à effacer"), self._words, hint))
            layout.addWidget(self._search, 0, Qt.AlignmentFlag.AlignLeft)
        self._asks = not places
        self._nothing = Words(_(NOWHERE), Role.SECONDARY)
        self._still = Words(_(STILL_WRITTEN), tone="warning")
        self._keep = Several([(_KEEP, _("Garder ce qui est écrit aujourd’hui"))], _("Après correction"), (_KEEP,))
        self._places: tuple[Place, ...] = ()
        self._taken: set[Place] = set()
        self._rows = Rows()
        for one in (self._rows, self._nothing, self._keep, self._still):
            layout.addWidget(one)
            one.hide()
        if places:  # the fields of a row: one picks those that are meant
            self._show(places, taken=len(places) == 1)

    @property
    def words(self) -> str:
        """The words that were looked for; empty when the places were given."""
        return self._words.text() if self._asks else ""

    @property
    def chosen(self) -> tuple[Place, ...]:
        """The places chosen."""
        return tuple(one for one in self._places if one in self._taken)

    @property
    def keeps_shown(self) -> bool:
        """Whether what stands today where words were corrected stays."""
        return bool(self._keep.values)

    def stops(self) -> list[QWidget]:
        """Return what takes the keyboard, in its order."""
        asked: list[QWidget] = [self._words, self._search] if self._asks else []
        return [*asked, *self._rows.findChildren(Button), *self._keep.findChildren(Button)]

    def _look(self) -> None:
        forgetting, case_id, words = self._workplace.desk.forgetting, self._case_id, self._words.text()
        self._workplace.tasks.command(lambda: forgetting.find(case_id, words), self._answer, owner=self)

    def _answer(self, places: Sequence[Place]) -> None:
        """Show what was asked for, and go there: below a short window it would be out of sight."""
        self._show(places)
        QTimer.singleShot(0, self, self._go_to_first)  # once it is laid out, so that it comes in sight

    def _go_to_first(self) -> None:
        for first in self._rows.findChildren(Button)[:1]:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, places: Sequence[Place], *, taken: bool = True) -> None:
        too_often = len(places) > MOST_PLACES
        self._places = () if too_often else tuple(places)
        self._taken = set(self._places) if taken else set()
        fresh = Rows()
        fresh.setAccessibleName(_("Où effacer"))
        for place, name in zip(self._places, named(self._places), strict=True):
            fresh.add(self._row(place, name))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 -- made so, above
        layout.replaceWidget(self._rows, fresh)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = fresh
        fresh.setVisible(bool(self._places))
        self._nothing.say(too_many(len(places)) if too_often else _(NOWHERE))
        self._nothing.setVisible(not self._places)
        self._say()
        self.laid.emit()

    def _row(self, place: Place, name: str) -> Row:
        row = Row()
        row.say(
            Words(name, Role.STRONG),
            Words(_("Encore écrit") if place.stands else _("Avant correction"), Role.SECONDARY),
        )
        take = Button(_("Effacer ici"), kind="choice", name=_("Effacer ici\u00a0: {place}").format(place=name))
        take.setCheckable(True)
        take.setChecked(place in self._taken)
        take.toggled.connect(partial(self._take, place))
        row.trail(take)
        return row

    def _take(self, place: Place, taken: bool) -> None:
        (self._taken.add if taken else self._taken.discard)(place)
        self._say()

    def _say(self) -> None:
        """Say what becomes of what stands today."""
        self._keep.setVisible(any(not one.stands for one in self.chosen))
        self._still.setVisible(any(one.stands for one in self.chosen))
