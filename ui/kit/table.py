"""A table to read: beside each drawing for those who read, and wherever figures stand in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ui.kit.discretion import discretion
from ui.kit.theme import current

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SHOWN = 12  # rows in sight before the table scrolls


class Table(QTableWidget):
    """Rows of texts; figures are set to the right, all cells covered by F9."""

    def __init__(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]], figures: set[int]) -> None:
        """Make a table.

        Args:
            name: What it says, for screen readers.
            columns: Heads of columns.
            rows: Texts, one a column.
            figures: Ranks of the columns that hold figures.
        """
        super().__init__(len(rows), len(columns))
        self.setAccessibleName(name)
        self._rows, self._figures = rows, figures
        self.setHorizontalHeaderLabels(list(columns))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for rank in range(len(columns) - 1):  # what a row is about is never cut, what is said of it takes the room left
            header.setSectionResizeMode(rank, QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        for rank in range(len(columns)):
            side = Qt.AlignmentFlag.AlignRight if rank in figures else Qt.AlignmentFlag.AlignLeft
            head = self.horizontalHeaderItem(rank)
            if head is not None:
                head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        height = current().px(22) + 14
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(height * (min(len(rows), MOST_SHOWN) + 1) + 8)
        discretion().changed.connect(self._fill)
        self._fill()

    def _fill(self, _covered: bool = False) -> None:
        for row, texts in enumerate(self._rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(discretion().shown(text))
                side = Qt.AlignmentFlag.AlignRight if column in self._figures else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
