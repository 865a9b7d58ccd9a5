"""The places something is to be erased from: given, or found by the words that stand or stood there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import _
from ui.case.forgetting_view_model import NOWHERE, STILL_WRITTEN, lines_of
from ui.kit.buttons import Button
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
        self._found: Several | None = None
        for one in (self._nothing, self._keep, self._still):
            layout.addWidget(one)
            one.hide()
        if places:
            self._show(places)

    @property
    def words(self) -> str:
        """The words that were looked for; empty when the places were given."""
        return self._words.text() if self._asks else ""

    @property
    def chosen(self) -> tuple[Place, ...]:
        """The places chosen."""
        return self._found.values if self._found is not None else ()

    @property
    def keeps_shown(self) -> bool:
        """Whether what stands today where words were corrected stays."""
        return bool(self._keep.values)

    def stops(self) -> list[QWidget]:
        """Return what takes the keyboard, in its order."""
        asked: list[QWidget] = [self._words, self._search] if self._asks else []
        found = self._found.findChildren(Button) if self._found is not None else []
        return [*asked, *found, *self._keep.findChildren(Button)]

    def _look(self) -> None:
        forgetting, case_id, words = self._workplace.desk.forgetting, self._case_id, self._words.text()
        self._workplace.tasks.command(lambda: forgetting.find(case_id, words), self._answer, owner=self)

    def _answer(self, places: Sequence[Place]) -> None:
        """Show what was asked for, and go there: below a short window it would be out of sight."""
        self._show(places)
        if self._found is not None and places:
            self._found.findChildren(Button)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, places: Sequence[Place]) -> None:
        if self._found is not None:
            self._found.hide()
            self._found.deleteLater()
        made = Several(list(zip(places, lines_of(places), strict=True)), _("Où effacer"), places)
        made.chosen.connect(self._say)
        self._found = made
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 -- made so, above
        layout.insertWidget(layout.indexOf(self._nothing), made)
        made.setVisible(bool(places))
        self._nothing.setVisible(not places)
        self._say()
        self.laid.emit()

    def _say(self) -> None:
        """Say what becomes of what stands today."""
        self._keep.setVisible(any(not one.stands for one in self.chosen))
        self._still.setVisible(any(one.stands for one in self.chosen))
