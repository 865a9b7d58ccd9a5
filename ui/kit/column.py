"""What stands in an area that scrolls: as high as its words are at the width they have."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class Column(QWidget):
    """A column of words that wrap.

    Qt gives a scrolled widget the height its words would take at the narrowest width: as much empty room below the
    page. The column has no least height of its own; its height follows its width.
    """

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
