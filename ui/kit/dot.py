"""A dot in the colour of a voice, hollow for what is planned; its words stand beside it, never the colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.kit.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

SIDE = 10


class Dot(QWidget):
    """A mark beside a line."""

    def __init__(self, token: str, *, hollow: bool = False) -> None:
        """Make a dot of a colour token."""
        super().__init__()
        self._token, self._hollow = token, hollow
        self._side = current().px(SIDE)
        self.setFixedSize(self._side + 2, self._side + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = current().colour(self._token)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush if self._hollow else colour)
        painter.drawEllipse(QRectF(2, 2, self._side - 2, self._side - 2))
