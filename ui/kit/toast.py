"""« Annuler » : what was just done can be taken back for ten seconds, without a question before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from app.words import _
from ui.kit.buttons import Button
from ui.kit.texts import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent

SHOWN_MS = 10_000
_ABOVE = 56  # pixels above the lower edge: over the status line, never over what is typed


class Toast(QFrame):
    """One sentence at the bottom of the window, with « Annuler » when it can be taken back; a press puts it away."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("toast")
        self._host = host
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        self._words = Words("", wrap=False)
        self._undo = Button(_("Annuler"), self._take_back)
        layout.addWidget(self._words)
        layout.addWidget(self._undo)
        self._back: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done; it goes by itself."""
        self._words.say(sentence)
        self.setAccessibleName(sentence)
        self._back = undo
        self._undo.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    @override
    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.hide()  # it may stand before what is wanted

    def _take_back(self) -> None:
        back, self._back = self._back, None
        self.hide()
        if back is not None:
            back()

    def _place(self) -> None:
        self.adjustSize()
        host = self._host
        width = min(self.sizeHint().width(), host.width() - 32)
        self.setGeometry((host.width() - width) // 2, host.height() - self.height() - _ABOVE, width, self.height())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
