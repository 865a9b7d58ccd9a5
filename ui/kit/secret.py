"""A field for what nobody else may read: covered unless asked, never proposed again, capitals told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.words import _
from ui.kit.buttons import Button
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
    | Qt.InputMethodHint.ImhHiddenText
)


class _Tell(Protocol):
    def __call__(self, *, locked: bool) -> None: ...


class SecretLine(QWidget):
    """A covered line with « Afficher » beside it and a word when capitals are locked.

    Signals:
        changed: what is typed changed.
    """

    changed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._capitals = Words(_("Les majuscules sont verrouillées."), Role.SECONDARY, tone="warning")
        self._capitals.hide()
        self.line = _Covered(self._tell_capitals)
        self.line.setAccessibleName(name)
        self.line.setInputMethodHints(_HINTS)
        self.line.textChanged.connect(self.changed)
        self._uncover = Button(_("Afficher"), self._turn, name=_("Afficher ce qui est tapé"))
        self.setFocusProxy(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self._uncover)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._capitals)
        self._cover(covered=True)

    @property
    def typed(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what is typed, and cover what will be."""
        self.line.setText("")  # unlike clear(), nothing is left to undo
        self._cover(covered=True)

    def _turn(self) -> None:
        self._cover(covered=self.line.echoMode() == QLineEdit.EchoMode.Normal)

    def _cover(self, *, covered: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Password if covered else QLineEdit.EchoMode.Normal)
        self._uncover.setText(_("Afficher") if covered else _("Masquer"))
        self._uncover.setAccessibleName(_("Afficher ce qui est tapé") if covered else _("Masquer ce qui est tapé"))

    def _tell_capitals(self, *, locked: bool) -> None:
        self._capitals.setVisible(locked)


class _Covered(QLineEdit):
    """The line itself; Qt has no word for locked capitals, a letter typed tells."""

    def __init__(self, tell: _Tell) -> None:
        super().__init__()
        self._tell = tell
        self.setEchoMode(QLineEdit.EchoMode.Password)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.lower() != letter.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell(locked=letter.isupper() is not shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self._tell(locked=False)  # the next letter knows better
        super().keyPressEvent(event)
