"""A list that answers letters: the caret stays in the field, arrows choose a line, Enter takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.kit import theme
from ui.kit.discretion import discretion

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE = Qt.ItemDataRole.UserRole + 1
ROOT = QModelIndex()
_SIDE, _ABOVE, _BETWEEN = 14, 8, 2
Marks: TypeAlias = tuple[tuple[int, int], ...]
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


@dataclass(frozen=True, slots=True)
class Offered:
    """One line that may be taken.

    Attributes:
        title: What it is.
        about: What stands under it.
        careful: What to be careful of, under that.
        trail: What stands at its right: a kind, a key.
        figure: Whether the title is the answer itself, and stands large.
        private: Whether it says something of somebody: F9 covers its title, what is under it, what to be careful of.
        marks: Letters of the title that answer what was typed, as (from, to) positions; they are underlined.
    """

    title: str
    about: str = ""
    careful: str = ""
    trail: str = ""
    figure: bool = False
    private: bool = True
    marks: Marks = ()

    def shown(self, text: str) -> str:
        """Return a text of it as it may be shown now."""
        return discretion().shown(text) if self.private else text

    @property
    def said(self) -> str:
        """The line as a screen reader says it."""
        parts = (self.shown(self.title), self.shown(self.about), self.shown(self.careful), self.trail)
        return ", ".join(part for part in parts if part)


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Offered, ...] = ()
        discretion().changed.connect(self._cover)

    def show(self, lines: Sequence[Offered]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        return line.said if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None

    def _cover(self, _covered: bool) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))


class _Drawn(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line: Offered | None = index.data(LINE)
        return QSize(200, height_of(line, _room(option)) if line is not None else 0)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Offered | None = index.data(LINE)
        if line is None:
            return
        painter.save()
        look = theme.current()
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, look.colour("tint"))
        if chosen:  # a bar too: never a colour alone
            painter.fillRect(QRect(option.rect.topLeft(), QSize(4, option.rect.height())), look.colour("accent"))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        self._words(painter, option.rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE), line)
        painter.restore()

    def _words(self, painter: QPainter, space: QRect, line: Offered) -> None:
        rows = _rows(line, space.width())
        top = space.top() + max(0, (space.height() - sum(height for *_what, height in rows)) // 2)
        right = _trail(painter, QRect(space.left(), top, space.width(), rows[0][-1]), line.trail)
        for rank, (text, font, token, height) in enumerate(rows):
            width = space.width() - (right if rank == 0 else 0)
            painter.setFont(font)
            painter.setPen(theme.current().colour(token))
            shown = line.shown(text)
            marks = line.marks if rank == 0 and shown == text else ()  # what is covered answers nothing
            _put(painter, QRect(space.left(), top, width, height), shown, marks, wraps=line.figure)
            top += height


class LineList(QListView):
    """The lines offered; one is always the current one.

    Signals:
        taken: rank of the line that was pressed.
        moved: another line is the current one.
    """

    taken = Signal(int)
    moved = Signal()

    def __init__(self, name: str, most: int | None = None) -> None:
        """Make an empty list.

        Args:
            name: What it offers, for screen readers.
            most: How many lines are in sight at once; None for as many as there is room.
        """
        super().__init__()
        self._model, self._drawn, self._most = _Lines(), _Drawn(), most
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setItemDelegate(self._drawn)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the caret stays in the field; its keys move here
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # a fact that wraps is as high as the width wants
        self.clicked.connect(self._pressed)

    @property
    def lines(self) -> tuple[Offered, ...]:
        """What is offered now."""
        return self._model.lines

    @property
    def rank(self) -> int:
        """Which line is the current one; -1 when nothing is offered."""
        return self.currentIndex().row()

    def show_lines(self, lines: Sequence[Offered]) -> None:
        """Offer other lines, the first one current."""
        self._model.show(lines)
        if lines:
            self.setCurrentIndex(self._model.index(0))
        if self._most is not None:
            room = self.viewport().width() - 2 * _SIDE
            self.setFixedHeight(sum(height_of(one, room) for one in lines[: self._most]) + 4)
            self.setVisible(bool(lines))
        self.moved.emit()

    def moves(self, event: QKeyEvent) -> bool:
        """Go up or down when a key of the field says so."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self.lines:
            return False
        last = len(self.lines) - 1
        rank = self.rank + step
        if abs(step) == 1 and not 0 <= rank <= last:
            rank = last if rank < 0 else 0  # over the edge, round again
        self.setCurrentIndex(self._model.index(min(max(rank, 0), last)))
        self.moved.emit()
        return True

    def _pressed(self, index: QModelIndex) -> None:
        self.taken.emit(index.row())


def height_of(line: Offered, room: int) -> int:
    """Return how high a line stands where its words have this room, in pixels: 56 at least, more when they need it."""
    high = sum(height for *_what, height in _rows(line, room))
    return max(56 if line.about else theme.TARGET, high + 2 * _ABOVE)


def _room(option: QStyleOptionViewItem) -> int:
    """Return the room words have in a line of the list that is drawn."""
    view = option.widget
    return (view.viewport().width() if isinstance(view, QListView) else option.rect.width()) - 2 * _SIDE


def _rows(line: Offered, room: int) -> list[tuple[str, QFont, str, int]]:
    """Return the texts of a line from top to bottom: words, font, colour token, height.

    An answer is never cut: one too long for the line stands smaller, and wraps.
    """
    rows = _one_line_each(line)
    if not line.figure:
        return rows
    first = room - (QFontMetrics(theme.font(13)).horizontalAdvance(line.trail) + _SIDE if line.trail else 0)
    words, font, token, _height = rows[0]
    if QFontMetrics(font).horizontalAdvance(words) > first:
        rows[0] = (words, theme.font(15, weight=QFont.Weight.DemiBold), token, theme.current().px(22))
    return [_wrapped(one, room if rank else first) for rank, one in enumerate(rows)]


def _wrapped(row: tuple[str, QFont, str, int], width: int) -> tuple[str, QFont, str, int]:
    words, font, token, height = row
    within = QRect(0, 0, max(1, width), 10_000)
    needed = QFontMetrics(font).boundingRect(within, Qt.TextFlag.TextWordWrap, words).height()
    return words, font, token, max(height, needed + _BETWEEN)


def _one_line_each(line: Offered) -> list[tuple[str, QFont, str, int]]:
    look = theme.current()
    size, height = (22, 30) if line.figure else (15, 22)
    rows = [(line.title, theme.font(size, weight=QFont.Weight.DemiBold), "text", look.px(height))]
    if line.about:
        rows.append((line.about, theme.font(13), "secondary", look.px(18) + _BETWEEN))
    if line.careful:
        rows.append((line.careful, theme.font(13, weight=QFont.Weight.DemiBold), "warning", look.px(18) + _BETWEEN))
    return rows


def _trail(painter: QPainter, space: QRect, text: str) -> int:
    """Write what stands at the right; return the room it takes."""
    if not text:
        return 0
    painter.setFont(theme.font(13))
    painter.setPen(theme.current().colour("secondary"))
    painter.drawText(space, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    return QFontMetrics(painter.font()).horizontalAdvance(text) + _SIDE


def _put(painter: QPainter, space: QRect, text: str, marks: Marks, *, wraps: bool) -> None:
    if wraps:
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(space, flags, text)
        return
    shown = painter.fontMetrics().elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, space.width())
    if marks:
        _put_marked(painter, space, shown, marks)
        return
    painter.drawText(space, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _put_marked(painter: QPainter, space: QRect, text: str, marks: Marks) -> None:
    """Write one line with some of its letters underlined; a layout places them whatever the direction they are read."""
    layout = QTextLayout(text, painter.font())
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_underlined(text, start, end) for start, end in marks])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(space.width())
    layout.endLayout()
    layout.draw(painter, QPointF(space.left(), space.top() + (space.height() - line.height()) / 2))


def _underlined(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = _units(text[:start])
    made.length = _units(text[start:end])
    made.format.setFontUnderline(True)
    made.format.setUnderlineColor(theme.current().colour("accent"))
    return made


def _units(text: str) -> int:
    """Return how many units Qt counts in a text: a face outside the basic plane counts for two."""
    return len(text.encode("utf-16-le")) // 2
