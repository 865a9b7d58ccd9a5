"""How a line of the list is painted: who, where it stands, what comes next; 56 px at least, the focus in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.kit import theme
from ui.kit.discretion import discretion
from ui.kit.texts import in_order
from ui.persons.models import LINE, met, next_of, people

if TYPE_CHECKING:
    import datetime as dt

    from app.services.lists.listing import ListedCase

_SIDE, _NARROW = 16, 760


class CaseDelegate(QStyledItemDelegate):
    """Paints one case on two lines."""

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.today = today

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, max(56, theme.current().px(22) + theme.current().px(18) + 18))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: ListedCase | None = index.data(LINE)
        if line is None:
            return
        painter.save()
        self._ground(painter, option)
        space = option.rect.adjusted(_SIDE, 8, -_SIDE, -8)
        wide = space.width() > _NARROW
        right = space.width() // 2 if wide else 0
        self._texts(painter, QRect(space.left(), space.top(), space.width() - right, space.height()), _left(line))
        if wide:
            place = QRect(space.right() - right + _SIDE, space.top(), right - _SIDE, space.height())
            self._texts(painter, place, (next_of(line), f"{line.state_label} · {met(line, self.today)}"), strong=False)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        look = theme.current()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(option.rect, look.colour("tint"))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(option.rect.adjusted(2, 2, -2, -2), 6, 6)

    def _texts(self, painter: QPainter, space: QRect, texts: tuple[str, str], *, strong: bool = True) -> None:
        look = theme.current()
        first, second = texts
        height = look.px(22)
        painter.setPen(look.colour("text"))
        painter.setFont(theme.font(15, weight=QFont.Weight.DemiBold if strong else QFont.Weight.Normal))
        _line(painter, QRect(space.left(), space.top(), space.width(), height), first)
        painter.setPen(look.colour("secondary"))
        painter.setFont(theme.font(13))
        _line(painter, QRect(space.left(), space.top() + height, space.width(), look.px(18)), second)


def _left(line: ListedCase) -> tuple[str, str]:
    return discretion().shown(line.label), people(line)


def _line(painter: QPainter, space: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(in_order(text), Qt.TextElideMode.ElideRight, space.width())
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(space, left, shown)
