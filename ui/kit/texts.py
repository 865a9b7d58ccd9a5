"""Words on a screen: plain text only, wrapped, covered by F9 when they are private."""

from __future__ import annotations

import re
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.kit.discretion import discretion
from ui.kit.theme import current

UNDERLINE = 3  # pixels
LONGEST_MARK = 40  # characters: a mark never pushes a page wider than the window


_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ENDLESS = re.compile(r"\S{32}(?=\S{8})")
_MARK, _MAY_BREAK = "\u200e", "\u200b"
SEPARATOR = " · "


class Role(StrEnum):
    """How a text stands on the page; the style gives each its size and weight."""

    HEADING = "heading"
    TITLE = "title"
    SUBTITLE = "subtitle"
    STRONG = "strong"
    BODY = "body"
    SECONDARY = "secondary"
    HINT = "hint"
    FIGURE = "figure"


class Words(QLabel):
    """A text. What comes from a case is ``private``: F9 covers it, in the accessibility tree too."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        *,
        private: bool = False,
        voice: str | None = None,
        tone: str | None = None,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Lay a text.

        Args:
            text: Plain text; it is never read as markup.
            role: How it stands on the page.
            private: Whether it says something of somebody.
            voice: ``household``, ``operator`` or ``landlord``: whose words these are.
            tone: ``success``, ``warning`` or ``danger``; the words themselves must say it too.
            wrap: Whether it may take several lines.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self._text = text
        self._private = private
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role is not Role.BODY:  # a name written from right to left stands where names stand
            self.setAlignment(
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            )
        self.setProperty("role", role.value)
        if voice is not None:
            self.setProperty("voice", voice)
        if tone is not None:
            self.setProperty("tone", tone)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if private:
            discretion().changed.connect(self._show)
        self._show()

    @property
    def words(self) -> str:
        """The text itself, covered or not."""
        return self._text

    @property
    def shown(self) -> str:
        """What may be read of it now, whether or not it was told already that F9 was pressed."""
        return discretion().shown(self._text) if self._private else self._text

    def say(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self._show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Underline a heading where the keyboard stands: a page with nothing to press begins there."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            wide = min(self.fontMetrics().horizontalAdvance(self.text()), self.width())
            painter.fillRect(0, self.height() - UNDERLINE, wide, UNDERLINE, current().colour("focus"))
            painter.end()

    def _show(self) -> None:
        shown = in_order(self.shown)
        if self._private and self.wordWrap():  # a name of 300 letters never pushes the page aside
            shown = _ENDLESS.sub(rf"\g<0>{_MAY_BREAK}", shown)
        self.setText(shown)
        self.setAccessibleName(self.shown)


def in_order(text: str) -> str:
    """Return a line whose parts stay in their order, and whole, when one of them is written from right to left."""
    if SEPARATOR not in text or not _FROM_RIGHT.search(text):
        return text
    return _MARK + text.replace(SEPARATOR, f"{_MARK}{SEPARATOR}")


class Pill(Words):
    """A short mark: a state, a tag; its tone is never the only sign."""

    def __init__(
        self, text: str, *, tone: str | None = None, private: bool = False, longest: int = LONGEST_MARK
    ) -> None:
        """Mark something; a text longer than ``longest`` characters is cut, whole in what it opens."""
        cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
        super().__init__(cut, private=private, tone=tone, wrap=False)
        self.setObjectName("pill")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
