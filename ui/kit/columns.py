"""Two columns side by side where there is room for both, one above the other where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from ui.kit.column import FromTheTop
from ui.kit.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

NARROW = 860  # logical pixels at 100 % of text
GAP = 16


class Columns(QWidget):
    """A wide column and a narrow one; what is read first stands in the wide one."""

    def __init__(self, wide: int = 9, narrow: int = 5) -> None:
        """Make both columns, whose widths stand in that proportion."""
        super().__init__()
        self.setObjectName("plain")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GAP)
        self.left, self.right = FromTheTop(), FromTheTop()
        for column, share in ((self.left, wide), (self.right, narrow)):
            column.setSpacing(GAP)
            self._line.addLayout(column, share)

    @override
    def minimumSizeHint(self) -> QSize:
        # One above the other is always possible: two columns never make a page wider than the window.
        wide = max(self.left.minimumSize().width(), self.right.minimumSize().width())
        return QSize(wide, self._line.minimumSize().height())

    def _both(self) -> int:
        """Return the width under which the columns cannot stand side by side."""
        return self.left.minimumSize().width() + self.right.minimumSize().width() + GAP

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < max(NARROW * current().text_percent / 100, self._both())
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() != direction:
            self._line.setDirection(direction)
