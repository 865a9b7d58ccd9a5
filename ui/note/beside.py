"""What stands beside the text of a note, chosen already or one press away (practice 5-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Expected
from app.services.typed import day_from_typed, hour_from_typed
from app.words import _, hour, long_day
from ui.choosing.confided import Confided
from ui.kit.buttons import Button, Choice
from ui.kit.fields import Labelled, Line, Pick
from ui.kit.flow import FlowLayout
from ui.kit.several import Several
from ui.kit.texts import Role, Words
from ui.note.slot import SlotChoice
from ui.note.view_model import FIRST_KINDS, Beside, beside_of, other_kinds, shown_slot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from app.services.visit.meetings import Meeting, Slot
    from resources.vocabulary import ContactKind


class BesideText(QWidget):
    """Those present, how, when next; folded: confided, objectives, another day.

    Signals:
        chosen: something was chosen or no longer is.
    """

    chosen = Signal()

    def __init__(self, meeting: Meeting, today: dt.date, begun: Beside | None = None) -> None:
        """Show what a meeting knows.

        Args:
            meeting: What the note already knows.
            today: The day it is.
            begun: What was chosen before the note was left; None for what the meeting proposes.
        """
        super().__init__()
        self._meeting, self._today = meeting, today
        self._proposed = begun or beside_of(meeting)
        self._kind = self._proposed.kind
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._folds = QWidget()
        self._folds.setObjectName("plain")
        self._row = FlowLayout(self._folds, spacing=8)
        self._present = self._add_present()
        self._add_kinds()
        self._slot = self._add_next()
        self._layout.addWidget(self._folds)
        self._confided = self._add_confided()
        self._objectives = self._add_objectives()
        self._add_moment()

    @property
    def next(self) -> Slot | None:
        """When to meet again: planned already, or to be planned."""
        return self._meeting.planned if self._slot is None else self._slot.slot

    @property
    def value(self) -> Beside:
        """All that is chosen now."""
        planned = self._slot.slot if self._slot is not None else None
        return Beside(
            on=self._day() or self._proposed.on,
            kind=self._kind,
            present=tuple(self._present.values) if self._present is not None else (),
            at=self._hour(),
            confided_by=self._confided.by if self._confided is not None else None,
            hide_from=self._confided.hidden_from if self._confided is not None else (),
            objectives=tuple(self._objectives.values) if self._objectives is not None else (),
            next_on=planned.on if planned is not None else None,
            next_at=planned.at if planned is not None else None,
        )

    def reads(self) -> bool:
        """Tell whether all that is typed beside reads; say under it what does not."""
        return all([self._check_day(), self._check_hour(), self._slot is None or self._slot.reads()])

    def _add_present(self) -> Several | None:
        people = [(one.id, one.name) for one in self._meeting.people]
        if not people:
            return None
        self._label(_("Présents"))
        made = Several(people, _("Présents"), self._proposed.present, private=True)
        made.chosen.connect(self.chosen)
        self._layout.addWidget(made)
        return made

    def _add_kinds(self) -> None:
        self._label(_("Comment"))
        line = QWidget()
        line.setObjectName("plain")
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        shown = [(kind, _(words)) for kind, words in FIRST_KINDS]
        first: Choice[ContactKind] = Choice(shown, _("Comment"), self._kind)
        first.chosen.connect(self._choose_first)
        others: Pick[ContactKind] = Pick(_("Autre façon"), other_kinds(self._kind), self._kind)
        others.setPlaceholderText(_("Autre façon…"))
        others.picked.connect(self._choose_other)
        self._first, self._others = first, others
        beside.addWidget(first, 1)
        beside.addWidget(others)
        if self._kind in dict(FIRST_KINDS):
            others.setCurrentIndex(-1)
        self._layout.addWidget(line)

    def _add_next(self) -> SlotChoice | None:
        self._label(_("Prochain rendez-vous"))
        if self._meeting.planned is not None:
            planned = shown_slot(self._meeting.planned, self._today)
            self._layout.addWidget(Words(_("{when}, déjà prévu").format(when=planned)))
            return None
        if self._meeting.proposed is None:
            return None
        made = SlotChoice(self._meeting.proposed, self._today, taken=False)
        if self._proposed.next_on is not None:
            made.choose(self._proposed.next_on, self._proposed.next_at)
        made.chosen.connect(self.chosen)
        self._layout.addWidget(made)
        return made

    def _add_confided(self) -> Confided | None:
        members = [(one.id, one.name) for one in self._meeting.people if one.of_household]
        if not members:
            return None
        made = Confided(members)
        made.choose(self._proposed.confided_by, self._proposed.hide_from)
        made.chosen.connect(self.chosen)
        self._fold(_("Confié par quelqu’un"), "shield", made, unfolded=bool(made.by or made.hidden_from))
        return made

    def _add_objectives(self) -> Several | None:
        if not self._meeting.objectives:
            return None
        made = Several(self._meeting.objectives, _("Objectifs"), self._proposed.objectives, private=True)
        made.chosen.connect(self.chosen)
        self._fold(_("Objectifs dont on a parlé"), "list-checks", made, unfolded=bool(self._proposed.objectives))
        return made

    def _add_moment(self) -> None:
        made = QWidget()
        made.setObjectName("plain")
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        self._on = Line(_("Le"), long_day(self._proposed.on), private=False)
        self._at = Line(
            _("À"), hour(self._proposed.at) if self._proposed.at else "", placeholder="14h30", private=False
        )
        self._on_labelled, self._at_labelled = Labelled(_("Le"), self._on), Labelled(_("À"), self._at)
        self._on.left.connect(self._check_day)
        self._at.left.connect(self._check_hour)
        for one in (self._on, self._at):
            one.textChanged.connect(self._changed)
        row.addWidget(self._on_labelled)
        row.addWidget(self._at_labelled)
        words = _("Le {day}").format(day=long_day(self._proposed.on))
        self._fold(words, "calendar", made, unfolded=False)

    def _fold(self, words: str, icon: str, folded: QWidget, *, unfolded: bool) -> None:
        made = Button(words, kind="choice", icon=icon)
        made.setCheckable(True)
        made.setChecked(unfolded)
        made.toggled.connect(folded.setVisible)
        folded.setVisible(unfolded)
        self._row.addWidget(made)
        self._layout.addWidget(folded)

    def _label(self, words: str) -> None:
        self._layout.addWidget(Words(words, Role.SECONDARY))

    def _choose_first(self, kind: ContactKind) -> None:
        self._kind = kind
        self._others.setCurrentIndex(-1)
        self.chosen.emit()

    def _choose_other(self, kind: ContactKind) -> None:
        self._kind = kind
        _let_go(self._first)
        self.chosen.emit()

    def _changed(self) -> None:
        self.chosen.emit()

    def _day(self) -> dt.date | None:
        try:
            return day_from_typed(self._on.text(), self._today)
        except Expected:
            return None

    def _hour(self) -> dt.time | None:
        try:
            return hour_from_typed(self._at.text().replace("\u00a0", " ")) if self._at.text().strip() else None
        except Expected:
            return None

    def _check_day(self) -> bool:
        return _says(self._on_labelled, self._on.text(), lambda text: day_from_typed(text, self._today))

    def _check_hour(self) -> bool:
        return _says(self._at_labelled, self._at.text(), hour_from_typed)


def _let_go(choice: Choice[ContactKind]) -> None:
    """Leave nothing chosen: what is chosen stands in the list beside."""
    for button in choice.buttons():
        group = button.group()
        group.setExclusive(False)
        button.setChecked(False)
        group.setExclusive(True)


def _says(field: Labelled, text: str, read: Callable[[str], object]) -> bool:
    """Say under a field what does not read; tell whether it reads, or is empty."""
    try:
        if text.strip():
            read(text)
    except Expected as trouble:
        field.complain(trouble.sentence)
        return False
    field.complain("")
    return True
