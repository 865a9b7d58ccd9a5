"""Tabs in sight where there is room, one list button where there is not (review I3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.kit.buttons import Button
from ui.kit.fields import Pick
from ui.kit.theme import font

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
BESIDE = 32  # pixels of padding beside the words of a tab


class Tabs(QFrame, Generic[T]):
    """A row of tabs; one is always chosen.

    Signals:
        chosen: the value of a tab that was pressed.
    """

    chosen = Signal(object)

    def __init__(self, tabs: Sequence[tuple[T, str]], value: T, name: str, *, cramped: bool) -> None:
        """Show tabs.

        Args:
            tabs: (value, words).
            value: The one chosen.
            name: What they are the tabs of, for screen readers.
            cramped: Whether room is short: they become a list.
        """
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName("tabs")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._values = [one for one, _words in tabs]
        self._pick: Pick[T] | None = None
        self._group = QButtonGroup(self)
        if cramped:
            pick: Pick[T] = Pick(name, tabs, value)
            pick.setSizeAdjustPolicy(Pick.SizeAdjustPolicy.AdjustToContents)
            pick.picked.connect(self.chosen)
            layout.addWidget(pick)
            self._pick = pick
            return
        chosen = QFontMetrics(font(15, weight=QFont.Weight.DemiBold))  # the chosen one is bold, and moves nothing
        for rank, (one, words) in enumerate(tabs):
            made = Button(words, kind="tab")
            made.setCheckable(True)
            made.setChecked(one == value)
            made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            made.setMinimumWidth(chosen.horizontalAdvance(words) + BESIDE)
            self._group.addButton(made, rank)
            layout.addWidget(made)
        self._group.idClicked.connect(self._pressed)

    def in_sight(self) -> QWidget:
        """Return what says which one is chosen: its tab, or the list."""
        return self._pick or self._group.checkedButton() or self

    def _pressed(self, rank: int) -> None:
        self.chosen.emit(self._values[rank])
