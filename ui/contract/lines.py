"""A list written as one types: each line is a thing said, with its mark; Alt+↑ and Alt+↓ move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.words import _
from ui.kit.fields import Paragraphs
from ui.kit.theme import current

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARKS = 14  # pixels at the left of the words, at 100 % of text
MARK = "•"
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LinesZone(Paragraphs):
    """One text zone for a whole list: Enter adds a line, what is erased is taken out."""

    grown = Signal()

    def __init__(self, name: str, text: str = "", *, placeholder: str = "", lines: int = 2) -> None:
        """Make a zone of at least ``lines`` lines."""
        super().__init__(name, text, placeholder=placeholder, lines=lines)
        self._room = round(MARKS * current().text_percent / 100)
        self.setViewportMargins(self._room, 0, 0, 0)
        self.setAccessibleDescription(_("Une ligne par engagement\u00a0; Alt+↑ et Alt+↓ déplacent la ligne."))
        self._marks = _Marks(self)
        self.updateRequest.connect(self._mark)

    @property
    def rank(self) -> int:
        """The line the caret is on, from 0."""
        return self.textCursor().blockNumber()

    def move_line(self, by: int) -> None:
        """Move the line of the caret up or down; at an end it stays."""
        lines, rank = self.typed.split("\n"), self.rank
        if self.isReadOnly() or not 0 <= rank + by < len(lines):
            return
        column = self.textCursor().positionInBlock()
        lines.insert(rank + by, lines.pop(rank))
        caret = self.textCursor()
        caret.select(QTextCursor.SelectionType.Document)
        caret.insertText("\n".join(lines))  # one step for Ctrl+Z
        caret.setPosition(self.document().findBlockByNumber(rank + by).position() + column)
        self.setTextCursor(caret)

    def _mark(self, _where: QRect, _scrolled: int) -> None:
        self._marks.update()

    def marks(self) -> Iterator[tuple[int, int]]:
        """Return where the mark of each line that says something stands: top and height, in the view."""
        block = self.firstVisibleBlock()
        line = QFontMetrics(self.font()).lineSpacing()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if block.text().strip():
                yield round(place.top()), line
            block = block.next()

    @override
    def _grow(self) -> None:
        super()._grow()
        self.needs = self.minimumHeight()
        self.grown.emit()

    @override
    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        room = self.viewport().geometry()
        self._marks.setGeometry(room.x() - self._room, room.y(), self._room, room.height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _MOVES.get(Qt.Key(event.key())) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
        if by is None:
            super().keyPressEvent(event)
        else:
            self.move_line(by)


def level(zones: Sequence[LinesZone]) -> None:
    """Keep zones side by side of one height: the three lists look alike, whoever has most to do."""

    def again() -> None:
        for zone in zones:
            zone.setFixedHeight(max(one.needs for one in zones))

    for zone in zones:
        zone.grown.connect(again)
    again()


class _Marks(QWidget):
    """What is drawn at the left of the lines; not a word of it is read."""

    def __init__(self, zone: LinesZone) -> None:
        super().__init__(zone)
        self._zone = zone

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._zone.font())
        painter.setPen(current().colour("hint"))
        for top, height in self._zone.marks():
            painter.drawText(QRect(0, top, self.width(), height), Qt.AlignmentFlag.AlignCenter, MARK)
        painter.end()


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
