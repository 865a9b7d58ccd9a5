"""A sentence about something that is off, laid where one is; it never covers what is being typed."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.kit.texts import Words


class Banner(QFrame):
    """A band with one sentence, out of sight while there is nothing to say."""

    def __init__(self, tone: str = "danger") -> None:
        """Make a band; ``tone`` is ``danger``, ``warning`` or ``accent``."""
        super().__init__()
        self.setObjectName("card")
        self.setProperty("tone", tone)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        self._words = Words("")
        layout.addWidget(self._words)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said now; empty when nothing is."""
        return "" if self.isHidden() else self._words.words

    def say(self, sentence: str) -> None:
        """Say a sentence, or nothing any more (empty sentence)."""
        self._words.say(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
