"""Things of one size side by side where there is room for all, one under the other where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from ui.kit.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Abreast(QWidget):
    """Widgets of equal width, whichever way they stand."""

    def __init__(self, each: int, *, gap: int = 12) -> None:
        """Make room.

        Args:
            each: Least width of one, in logical pixels at 100 % of text.
            gap: Between two of them.
        """
        super().__init__()
        self.setObjectName("plain")
        self._each = each
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(gap)

    def add(self, widget: QWidget, *, top: bool = True) -> None:
        """Lay one more; at the top of the line, or as high as the line."""
        self._line.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag(0))

    @property
    def narrow(self) -> bool:
        """Whether they stand one under the other."""
        return self._line.direction() == QBoxLayout.Direction.TopToBottom

    def fits(self, width: int) -> bool:
        """Tell whether all of them stand side by side in a width."""
        return width >= self._each * self._line.count() * current().text_percent / 100

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self.fits(event.size().width())
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != direction:
            self._line.setDirection(direction)
            for rank in range(self._line.count()):
                item = self._line.itemAt(rank)
                if item is not None and item.alignment() and not fits:
                    item.setAlignment(Qt.AlignmentFlag(0))
