"""The voices of a point side by side; without the room, one speaks and the others are a line each (U-05)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.words import _
from ui.diagnosis.abreast import Abreast
from ui.diagnosis.view_model import preview
from ui.kit.cards import Card, Row
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.diagnosis.panel import Zone

EACH = 360  # logical pixels a voice needs to be read, at 100 % of text


class Voice(QWidget):
    """One voice: its box with the text zone, or one line of it.

    Signals:
        asked: the line was pressed: this voice is to speak.
    """

    asked = Signal()

    def __init__(self, title: str, voice: str, zone: Zone | None, text: str = "") -> None:
        """Make a voice.

        Args:
            title: Whose words these are.
            voice: ``household``, ``operator`` or ``landlord``.
            zone: Where it is written; None where it is only read.
            text: What it says, where it is only read.
        """
        super().__init__()
        self.setObjectName("plain")
        self.zone, self._text = zone, text
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.card = Card(title, voice=voice)
        self.card.add(zone.field if zone is not None else Words(text, private=True))
        layout.addWidget(self.card)
        self._begun = Words("", Role.SECONDARY, private=True)
        self._nothing = Words(_("rien d’écrit pour l’instant"), Role.HINT)
        self.folded = Row(self.asked.emit)
        self.folded.say(Words(title, Role.STRONG, voice=voice), self._begun, self._nothing)
        layout.addWidget(self.folded)
        self.fold(folded=False)

    def fold(self, *, folded: bool) -> None:
        """Show one line, or all of it."""
        text = preview(self.zone.field.typed if self.zone is not None else self._text)
        self._begun.say(text)
        self._begun.setVisible(bool(text))
        self._nothing.setVisible(not text)
        self.card.setVisible(not folded)
        self.folded.setVisible(folded)
        self.folded.say()


class Voices(Abreast):
    """Two voices, or three where the landlord has facts of their own."""

    def __init__(self, voices: list[Voice]) -> None:
        super().__init__(EACH)
        self._voices = voices
        self._speaking = 0
        for rank, voice in enumerate(voices):
            self.add(voice)
            voice.asked.connect(partial(self.speak, rank))

    def speak(self, rank: int) -> None:
        """Let a voice speak: its zone is wide and has the caret."""
        self._speaking = rank
        self._arrange()
        zone = self._voices[rank].zone
        if zone is not None:
            zone.field.setFocus()

    def look_again(self) -> None:
        """Show what is written now in the folded lines."""
        self._arrange()

    def _arrange(self) -> None:
        writing = [rank for rank, one in enumerate(self._voices) if one.zone is not None and one.zone.field.hasFocus()]
        self._speaking = writing[0] if writing else self._speaking
        for rank, voice in enumerate(self._voices):
            voice.fold(folded=self.narrow and rank != self._speaking)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        before = self.narrow
        super().resizeEvent(event)
        if before != self.narrow:
            self._arrange()
