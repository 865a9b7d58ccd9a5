"""What stands in an area that scrolls: as high as its words are at the width they have."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.kit.theme import current

LAYOUTS = 3  # until all is as high as it will be: the width is known, what does not fit goes below, the height


def lay_out_now() -> None:
    """Give everything its room now: what is read of it is as it will stay."""
    for _turn in range(LAYOUTS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


class Column(QWidget):
    """A column of words that wrap.

    Qt gives a scrolled widget the height its words would take at the narrowest width: as much empty room below the
    page. The column has no least height of its own; its height follows its width.
    """

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class FromTheTop(QVBoxLayout):
    """Things one under the other, the room left below them.

    Qt lets a layout aligned to the top be no higher than it is at the width it would like best: where there is less
    width, the lines that wrap are cut. This one is as high as it must be at the width it has.

    Attributes:
        fills: Whether something in it takes the room left instead.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        if parent is not None:  # else it is laid in another
            parent.setLayout(self)
        self.fills = False

    @override
    def setGeometry(self, rect: QRect) -> None:
        if not self.fills:
            wanted = self.heightForWidth(rect.width()) if self.hasHeightForWidth() else self.sizeHint().height()
            rect = QRect(rect.topLeft(), QSize(rect.width(), min(rect.height(), wanted)))
        super().setGeometry(rect)


class Readable(FromTheTop):
    """The body of a page: in the middle of a very wide screen, no wider than lines are read easily, margins counted.

    Attributes:
        bounded: Whether it is so; what is drawn on may want all the room.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bounded = True

    @override
    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(self._kept(width))

    @override
    def setGeometry(self, rect: QRect) -> None:
        width = self._kept(rect.width())
        super().setGeometry(QRect(rect.x() + (rect.width() - width) // 2, rect.y(), width, rect.height()))

    def _kept(self, width: int) -> int:
        return min(width, current().widest) if self.bounded else width
