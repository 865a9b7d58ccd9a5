"""How far something counted has come, as a bar; the count itself stands in words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.kit.discretion import discretion
from ui.kit.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

HEIGHT = 8


class Gauge(QWidget):
    """A bar from 0 to 1, of one colour whatever it says."""

    def __init__(self, name: str, ratio: float, counted: str) -> None:
        super().__init__()
        self._ratio = min(max(float(ratio), 0.0), 1.0)
        self._name, self._counted = name, counted
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        discretion().changed.connect(self._cover)
        self._cover()

    def _cover(self, _covered: bool = False) -> None:
        self.setAccessibleName(discretion().shown(self._name))
        self.setAccessibleDescription(discretion().shown(self._counted))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour("line"))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), HEIGHT), 4, 4)
        if self._ratio:
            painter.setBrush(current().colour("accent"))
            painter.drawRoundedRect(QRectF(0, 0, max(self.width() * self._ratio, HEIGHT), HEIGHT), 4, 4)
