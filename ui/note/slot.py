"""When to meet next: one proposed, one press away; another day or hour typed as people say it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Expected
from app.words import _
from ui.kit import theme
from ui.kit.buttons import Button
from ui.kit.fields import Line, come_in_sight
from ui.kit.flow import FlowLayout
from ui.kit.texts import Role, Words
from ui.note.view_model import shown_slot, slot_from_typed

if TYPE_CHECKING:
    import datetime as dt

    from app.services.visit.meetings import Slot

_LINE_WIDTH = 240


class SlotChoice(QWidget):
    """A slot, taken or not.

    Signals:
        chosen: it was taken, let go, or changed.
    """

    chosen = Signal()

    def __init__(self, proposed: Slot, today: dt.date, *, taken: bool) -> None:
        super().__init__()
        self._slot, self._today = proposed, today
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        beside = QWidget()
        beside.setObjectName("plain")
        row = FlowLayout(beside, spacing=8)
        self.chip = Button("", kind="choice", icon="calendar-clock")
        self.chip.setCheckable(True)
        self.chip.setChecked(taken)
        self.chip.toggled.connect(self._toggled)
        self.line = Line(_("Autre jour ou autre heure"), placeholder=_("ou\u00a0: mardi, +7, 14h30…"), private=False)
        self.line.setFixedWidth(theme.current().px(_LINE_WIDTH))
        self.line.textChanged.connect(self._typed)
        self.line.left.connect(self._complain)
        row.addWidget(self.chip)
        row.addWidget(self.line)
        outer.addWidget(beside)
        self._trouble = Words("", Role.SECONDARY, tone="danger")
        outer.addWidget(self._trouble)
        self._trouble.hide()
        self._say()

    @property
    def slot(self) -> Slot | None:
        """The slot taken; None for none."""
        return self._slot if self.chip.isChecked() else None

    def choose(self, on: dt.date, at: dt.time | None) -> None:
        """Take another slot without telling anybody."""
        self._slot = replace(self._slot, on=on, at=at, appointment_id=None)
        blocked = self.chip.blockSignals(True)
        self.chip.setChecked(True)
        self.chip.blockSignals(blocked)
        self._say()

    def reads(self) -> bool:
        """Tell whether what is typed is a day or an hour, or nothing; say under it when it is not."""
        self._complain()
        return self._trouble.isHidden()

    def take_focus(self) -> None:
        """Let what was typed be corrected, with what is off about it in sight."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: come_in_sight(self._trouble))  # once it has its place

    def _typed(self, text: str) -> None:
        self._trouble.hide()
        if not text.strip():
            return
        try:
            self._slot = slot_from_typed(text, self._slot, self._today)
        except Expected:
            return  # not a day yet: somebody is typing
        self.chip.setChecked(True)
        self._say()
        self.chosen.emit()

    def _complain(self) -> None:
        sentence = ""
        if self.line.text().strip():
            try:
                slot_from_typed(self.line.text(), self._slot, self._today)
            except Expected as trouble:
                sentence = trouble.sentence
        self._trouble.say(sentence)
        self._trouble.setVisible(bool(sentence))

    def _toggled(self, _on: bool) -> None:
        self.chosen.emit()

    def _say(self) -> None:
        words = shown_slot(self._slot, self._today)
        self.chip.say(words, _("Se revoir {when}").format(when=words))
