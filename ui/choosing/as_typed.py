"""A field whose list answers as one types: asked once the letters rest, and what is in sight is taken by Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from ui.kit.fields import is_activation

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.choosing.lines import LineList
    from ui.kit.fields import Line

RESTED_MS = 60  # between a letter and the answer: shorter than anybody reads


class AsTyped(QObject):
    """Binds a field and its list; the caret never leaves the field."""

    def __init__(self, line: Line, shown: LineList, ask: Callable[[], None], take: Callable[[int], None]) -> None:
        """Bind them.

        Args:
            line: Where letters are typed; it owns this.
            shown: The list that answers.
            ask: Fills the list; calls :meth:`asked`.
            take: Takes the line of that rank, -1 when there is none.
        """
        super().__init__(line)
        self._line, self._shown = line, shown
        self._ask, self._take = ask, take
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RESTED_MS)
        self._timer.timeout.connect(ask)
        line.textChanged.connect(self._begin)
        line.installEventFilter(self)
        shown.taken.connect(take)
        shown.moved.connect(self._say)

    def asked(self) -> None:
        """Wait no more: what is shown answers all the letters."""
        self._timer.stop()

    def settle(self) -> None:
        """Ask at once if letters were typed since."""
        if self._timer.isActive():
            self._ask()

    def _begin(self) -> None:
        self._timer.start()

    def _say(self) -> None:
        rank = self._shown.rank
        self._line.setAccessibleDescription(self._shown.lines[rank].said if rank >= 0 else "")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if is_activation(event):
            self.settle()
            self._take(self._shown.rank)
            return True
        return self._shown.moves(event)
