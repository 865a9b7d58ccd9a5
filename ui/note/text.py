"""The one text zone of a note: each sentence tinted by its signs, guillemets one key away (decision 20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from typing_extensions import override

from ui.kit import theme
from ui.kit.discretion import discretion
from ui.kit.fields import Paragraphs, is_activation
from ui.note.view_model import Mark, marked, stretch_at, stretches

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

LEAST_LINES, MOST_LINES = 4, 24
_PADDING = 26


class Tints(QSyntaxHighlighter):
    """Tints each sentence by what it is; the sign itself, and the button pressed below, say it too."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.dress()

    def dress(self) -> None:
        """Take the colours of the look in force."""
        look = theme.current()
        self._formats = {mark: QTextCharFormat() for mark in (Mark.SPEECH, Mark.HYPOTHESIS, Mark.TASK)}
        speech, hypothesis, task = self._formats.values()
        speech.setForeground(look.colour("household"))
        speech.setBackground(look.colour("household_tint"))
        hypothesis.setForeground(look.colour("secondary"))
        hypothesis.setFontItalic(True)
        task.setForeground(look.colour("accent"))
        task.setFontWeight(QFont.Weight.DemiBold)
        self.rehighlight()

    @override
    def highlightBlock(self, text: str) -> None:
        for one in stretches(text):
            found = self._formats.get(one.mark)
            if found is not None:
                self.setFormat(_units(text[: one.start]), _units(text[one.start : one.start + one.length]), found)


class NoteText(Paragraphs):
    """The text of a note.

    Signals:
        mark_changed: the :class:`Mark` of the line the caret is in.
    """

    mark_changed = Signal(object)
    most = MOST_LINES  # the sheet sets it by the room there is

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__(name, placeholder=placeholder, lines=LEAST_LINES)
        self._tints = Tints(self.document())
        self._mark = Mark.SEEN
        self._caret = 0
        self.cursorPositionChanged.connect(self._moved)
        self.textChanged.connect(self._moved)

    @property
    def caret(self) -> int:
        """Where the caret is, in Qt's positions; where it was, while the text is covered."""
        return self._caret

    def take_up(self, text: str, caret: int) -> None:
        """Put a text found again back, the caret where it was."""
        self.show_text(text)
        self.put_caret(caret)

    def put_caret(self, caret: int) -> None:
        """Put the caret somewhere, were the text shorter than it was."""
        self._caret = caret
        if not discretion().covered:
            cursor = self.textCursor()
            cursor.setPosition(min(max(caret, 0), self.document().characterCount() - 1))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def room_for(self, height: int, least: int = LEAST_LINES) -> None:
        """Grow no higher than a height in pixels, so that the caret never leaves the sheet."""
        self.most = max(least, (height - _PADDING) // QFontMetrics(self.font()).lineSpacing())
        self._lines = max(least, self.most // 2)
        self._grow()

    def mark(self, mark: Mark) -> None:
        """Make the part of the line the caret stands in another kind of part, or an ordinary one again."""
        if discretion().covered:
            return
        cursor = self.textCursor()
        line, first = cursor.block().text(), cursor.block().position()
        here = stretch_at(line, _letters(line, cursor.positionInBlock()))
        typed = line[here.start : here.start + here.length]
        after = typed[len(typed.rstrip()) :] if typed.strip() else ""
        words = marked(typed, mark)
        end = first + _units(line[: here.start + here.length])
        from_end = max(end - cursor.position() - _units(after), 0)
        cursor.setPosition(first + _units(line[: here.start]))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words + after)
        inside = 2 if mark is Mark.SPEECH and words.startswith("«") else 0
        cursor.setPosition(max(first, cursor.position() - _units(after) - from_end - inside))
        self.setTextCursor(cursor)
        self.mark_changed.emit(self._mark)  # a button pressed for nothing shows again what is
        self.setFocus()

    def _moved(self) -> None:
        if discretion().covered:
            return
        cursor = self.textCursor()
        self._caret = cursor.position()
        line = cursor.block().text()
        mark = stretch_at(line, _letters(line, cursor.positionInBlock())).mark
        if mark is not self._mark:
            self._mark = mark
            self.mark_changed.emit(mark)

    @override
    def _grow(self) -> None:
        lines = max(self._lines, min(self.most, int(self.document().size().height()) + 1))
        self.setFixedHeight(lines * QFontMetrics(self.font()).lineSpacing() + _PADDING)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ends(event):
            event.accept()  # a button answers its key a tenth of a second later: the text does at once
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.text() == '"'
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and not self.isReadOnly()
        ):
            self._guillemet()
            return
        super().keyPressEvent(event)

    def _guillemet(self) -> None:
        """Type the guillemet no keyboard has: an opening one, a closing one when one is open on the line."""
        cursor = self.textCursor()
        ahead = QTextCursor(cursor)
        ahead.setPosition(cursor.selectionStart())
        ahead.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        before = ahead.selectedText()
        is_open = before.count("«") > before.count("»")
        cursor.insertText("\u00a0»" if is_open else "«\u00a0")
        self.setTextCursor(cursor)


def _units(text: str) -> int:
    """Return how long Qt finds a text: it counts an emoji twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _letters(text: str, units: int) -> int:
    """Return how many letters of a text stand before a place of Qt's."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))


def _ends(event: QKeyEvent) -> bool:
    return is_activation(event) and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
