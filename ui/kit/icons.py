"""Icons: line drawings (Lucide, ISC), tinted when they are loaded, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.kit.theme import ICONS, current

SCALES = (1, 2)
SIDE = 20  # logical pixels at 100 % of text
BESIDE_WORDS = 6  # room after an icon that stands before words; a style sheet cannot ask for it


def side() -> int:
    """Return how wide and high an icon is beside words, in logical pixels."""
    return current().px(SIDE)


def icon(name: str, colour: str = "text", after: int = 0) -> QIcon:
    """Return an icon in a colour of the look in force.

    Args:
        name: Name of a file of ``resources/icons``.
        colour: Colour token of the theme.
        after: Room left empty at its right, in logical pixels.
    """
    return _icon(name, current().colours[colour], side(), after)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, side: int, after: int) -> QIcon:
    made = QIcon()
    for scale in SCALES:
        made.addPixmap(pixmap(name, colour, side, scale, after))
    return made


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, side: int, scale: float = 1, after: int = 0) -> QPixmap:
    """Return an icon as an image, ``side`` logical pixels wide and high, of a colour ``#RRGGBB``."""
    source = (ICONS / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    drawn = QPixmap(round((side + after) * scale), round(side * scale))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side * scale, side * scale))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn
