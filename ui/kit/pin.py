"""Choosing the six digits that end a pause."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.words import _
from ui.kit.fields import Labelled, Line

PIN_LENGTH = 6


class NewPin(QWidget):
    """Six digits, twice; left empty, there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.first = _digits(_("Code de pause, six chiffres"))
        self.second = _digits(_("Le même code"))
        self._field = Labelled(_("Code de pause, six chiffres"), self.first)
        self._again = Labelled(_("Le même code"), self.second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._field)
        layout.addWidget(self._again)

    @property
    def typed(self) -> str:
        """What is typed first; empty for no PIN."""
        return self.first.text()

    def agree(self) -> bool:
        """Tell whether both are the same six digits, or both empty; say what is off."""
        short = bool(self.typed) and len(self.typed) < PIN_LENGTH
        differ = not short and self.typed != self.second.text()
        self._field.complain(_("Il faut six chiffres.") if short else "")
        self._again.complain(_("Ce n’est pas le même code.") if differ else "")
        if short or differ:
            (self.first if short else self.second).setFocus()
        return not (short or differ)

    def complain(self, sentence: str) -> None:
        """Say what is off with these digits."""
        self._field.complain(sentence)

    def clear(self) -> None:
        """Forget what is typed."""
        for line in (self.first, self.second):
            line.setText("")


def _digits(name: str) -> Line:
    made = Line(name, private=False)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setValidator(QRegularExpressionValidator(QRegularExpression(f"[0-9]{{0,{PIN_LENGTH}}}"), made))
    return made
