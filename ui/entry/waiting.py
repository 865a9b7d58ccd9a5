"""What is waited for at the door longer than half a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.words import _
from ui.kit.buttons import Button
from ui.kit.going_on import SOON_MS, Bar
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable


class Waiting(QWidget):
    """That it goes on, how far, « Annuler » or why not."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._why = Words("", Role.SECONDARY)
        self._stop: Callable[[], object] | None = None
        self.bar = Bar()
        self.stop_button = Button(_("Annuler"), self._press)
        column.addWidget(self._why)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        column.addLayout(row)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        self.hide()

    def follow(self, sentence: str, why: str, stop: Callable[[], object] | None) -> None:
        """Begin to wait for something, or end with an empty sentence."""
        self._stop = stop
        self._why.say(why)
        self._why.setVisible(bool(why))
        self.stop_button.setVisible(stop is not None)
        self.bar.begin(sentence)
        if sentence:
            self._soon.start(SOON_MS)
        else:
            self._soon.stop()
            self.hide()

    def _show(self) -> None:
        self.show()
        if self._stop is not None:
            self.stop_button.setFocus()

    def _press(self) -> None:
        if self._stop is not None:
            self._stop()
