"""« Avec qui ? » : a household found by a few letters; the one of the hour is proposed before any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.lists.listing import CaseFilter
from app.words import _
from ui.choosing.as_typed import AsTyped
from ui.choosing.lines import LineList, Offered
from ui.kit.buttons import Button
from ui.kit.fields import Line
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.workplace import Workplace

MOST, IN_SIGHT = 8, 4
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Household:
    """A household that was chosen.

    Attributes:
        case_id: Its case.
        label: How it is called.
        asked: The letters that found it: a first name, perhaps.
    """

    case_id: str
    label: str
    asked: str = ""


class HouseholdChooser(QWidget):
    """A field and the households its letters name.

    Signals:
        chosen: the :class:`Household` taken.
    """

    chosen = Signal(object)

    def __init__(self, workplace: Workplace, question: str) -> None:
        super().__init__()
        self._workplace = workplace
        self._found: list[Household] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._question = Words(question, Role.SECONDARY)
        self.line = Line(question, placeholder=_("Nom, prénom ou numéro"), private=False)
        self.list = LineList(question, IN_SIGHT)
        self._nobody = Words(_("Aucun foyer ne porte ce nom."), Role.SECONDARY)
        for one in (self._question, self.line, self.list, self._nobody):
            layout.addWidget(one)
        self.list.hide()
        self._nobody.hide()
        self._typed = AsTyped(self.line, self.list, self.ask, self._take)
        self.setFocusProxy(self.line)

    def ask(self) -> None:
        """Show the households the letters name; without letters, those of the day, the one of the hour first."""
        self._typed.asked()
        words = self.line.text().strip()
        offered = self._of_the_day() if not words else self._named(words)
        self.list.show_lines(offered)
        self._nobody.setVisible(bool(words) and not offered)

    def complain(self, sentence: str) -> None:
        """Say under the field that a household is needed."""
        self._nobody.say(sentence)
        self._nobody.show()
        self.line.setFocus()

    def _named(self, words: str) -> list[Offered]:
        desk, today = self._workplace.desk, self._workplace.today
        page = desk.listing.page(today, CaseFilter(words=words), count=MOST)
        if not page.lines and page.old:
            return self._searched(words)
        self._found = [Household(one.case_id, one.label, words) for one in page.lines]
        self._nobody.say(_("Aucun foyer ne porte ce nom."))
        return [
            Offered(one.label, SEPARATOR.join(part for part in (", ".join(one.first_names), one.number) if part))
            for one in page.lines
        ]

    def _searched(self, words: str) -> list[Offered]:
        """Ask the search: the list does not know the first names of cases it has not read again yet."""
        names = {one.case_id: one for one in self._workplace.desk.facts.answer(words, MOST).names if one.case_id}
        self._found = [Household(case_id, one.snippet, words) for case_id, one in names.items()]
        return [Offered(one.snippet, one.case, trail=one.kind_label) for one in names.values()]

    def _of_the_day(self) -> list[Offered]:
        view = self._workplace.desk.day.view(self._workplace.today)
        visits = sorted(view.appointments, key=lambda one: one.case_id != view.now_case_id)
        met = list({one.case_id: one for one in reversed(visits)}.values())[::-1]
        self._found = [Household(one.case_id, one.case_label) for one in met[:MOST]]
        return [
            Offered(one.case_label, one.kind_label, trail=_("maintenant") if one.case_id == view.now_case_id else "")
            for one in met[:MOST]
        ]

    def _take(self, rank: int) -> None:
        if 0 <= rank < len(self._found):
            self.chosen.emit(self._found[rank])


def named_household(label: str, change: Callable[[], None] | None) -> QWidget:
    """Return the line that names the household chosen, with « Changer » where it may be another."""
    line = QWidget()
    line.setObjectName("plain")
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Words(label, Role.STRONG, private=True), 1)
    if change is not None:
        row.addWidget(Button(_("Changer"), change, kind="quiet"))
    return line
