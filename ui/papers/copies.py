"""How many copies for whom: one line each, counted by buttons as large as a finger."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.words import _
from ui.kit.buttons import Button
from ui.kit.texts import Role, Words
from ui.kit.theme import current

MOST = 9


class Counter(QWidget):
    """A number of copies.

    Signals:
        counted: The number, at each change.
    """

    counted = Signal(int)

    def __init__(self, whom: str, count: int) -> None:
        """Count copies for somebody (« le ménage »)."""
        super().__init__()
        self.setObjectName("plain")
        self.count = count
        self._whom = whom
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        self.less = Button("−", lambda: self._step(-1), name=_("Un exemplaire de moins pour {whom}").format(whom=whom))
        self.more = Button("+", lambda: self._step(1), name=_("Un exemplaire de plus pour {whom}").format(whom=whom))
        self._shown = Words("", Role.FIGURE, wrap=False)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown.setFixedWidth(current().px(28))
        for button in (self.less, self.more):
            button.setFixedWidth(current().target)
        for one in (self.less, self._shown, self.more):
            line.addWidget(one)
        self._show()

    def set_most(self, most: int) -> None:
        """Allow no copy (a refusal), or the usual number."""
        self.setEnabled(most > 0)
        if not most and self.count:
            self._step(-self.count)

    def _step(self, by: int) -> None:
        self.count = min(max(self.count + by, 0), MOST)
        self._show()
        self.counted.emit(self.count)

    def _show(self) -> None:
        self._shown.say(str(self.count))
        self._shown.setAccessibleName(_("{count} pour {whom}").format(count=self.count, whom=self._whom))
        self.less.setEnabled(self.count > 0)
        self.more.setEnabled(self.count < MOST)
