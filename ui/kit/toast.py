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
        self._inside = layout = QHBoxLayout(self)
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
        """Say what was done; it goes by itself. Nothing to say takes back what is said."""
        if not sentence:
            self._back = None
            self.hide()
            return
        self._words.say(sentence)
        self.setAccessibleName(sentence)
        self._back = undo
        self._undo.setVisible(undo is not None)
        self._inside.setContentsMargins(16, 8, 16 if undo is None else 8, 8)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    @override
    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.hide()  # it may stand before what is wanted

    def dress(self) -> None:
        """Take the room its words need in the look in force."""
        if self.isVisible():
            self._place()

    def _take_back(self) -> None:
        back, self._back = self._back, None
        self.hide()
        if back is not None:
            back()

    def _place(self) -> None:
        host, room = self._host, self._host.width() - 32
        self._words.ensurePolished()
        self._undo.ensurePolished()
        self._words.setWordWrap(False)
        self._inside.activate()
        width, height = self.sizeHint().width(), self.sizeHint().height()
        if width > room:  # on several lines, whole
            self._words.setWordWrap(True)
            self._inside.activate()
            width, height = room, self._inside.totalHeightForWidth(room)
        self.setGeometry((host.width() - width) // 2, host.height() - height - _ABOVE, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
