"""A layout that goes to the next line when the window is narrow or the words are large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterator


class FlowLayout(QLayout):
    """Lays widgets side by side and wraps them like words."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arranged(QRect(0, 0, width, 0), place=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arranged(rect, place=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _visible(self) -> Iterator[QLayoutItem]:
        for item in self._items:
            if not item.isEmpty():
                yield item

    def _arranged(self, rect: QRect, *, place: bool) -> int:
        """Place the widgets (or only measure) and return the height they take."""
        top, height = rect.y(), 0
        for line in self._lines(rect.width()):
            top += height + self.spacing() if height else 0
            height = max(size.height() for _item, size in line)
            left = rect.x()
            for item, size in line:
                if place:
                    # An item would keep a button as low as one line of its words.
                    wraps = item.widget() if item.hasHeightForWidth() else None
                    (wraps or item).setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self.spacing()
        return top + height - rect.y()

    def _lines(self, room: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """Yield what stands on each line, and its size; what is lower stands in the middle of its line."""
        line: list[tuple[QLayoutItem, QSize]] = []
        left = 0
        for item in self._visible():
            size = item.sizeHint()
            if size.width() > room:
                size = QSize(room, item.heightForWidth(room) if item.hasHeightForWidth() else size.height())
            if line and left + size.width() > room:
                yield line
                line, left = [], 0
            line.append((item, size))
            left += size.width() + self.spacing()
        if line:
            yield line
