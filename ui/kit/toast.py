"""« Annuler » : what was just done can be taken back for ten seconds, without a question before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from app.words import _
from ui.kit.buttons import Button
from ui.kit.texts import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent

SHOWN_MS = 10_000
_ABOVE_GESTURES = 84  # the same in a sheet, whose gestures stand there
_ABOVE = 56  # pixels above the lower edge: over the status line, never over what is typed


class Toast(QFrame):
    """One sentence at the bottom of the window, with « Annuler » when it can be taken back; a press puts it away.

    It stands on the sheet that is open, where it can be pressed, and goes back to the window when that sheet closes.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("toast")
        self._host = self._window_of = host
        self._inside = layout = QHBoxLayout(self)
        layout.setSpacing(12)
        self._words = Words("", wrap=False)
        self._undo = Button(_("Annuler"), self._take_back, hint=_("Ctrl+Z"))
        self._undo.setShortcut("Ctrl+Z")  # Tab comes here after all of the page; a text keeps its own
        layout.addWidget(self._words, 1)
        layout.addWidget(self._undo)
        self._back: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # pressed with a mouse, the keyboard stays where it was
        self._from: QWidget | None = None  # where the keyboard was before Tab led here
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)
        host.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done; it goes by itself. Nothing to say takes back what is said."""
        if not sentence:
            self._back = None
            self._go()
            return
        self._words.say(sentence)
        self.setAccessibleName(sentence)
        self._stand_on(self._front())
        self._back = undo
        self._undo.setVisible(undo is not None)
        self._inside.setContentsMargins(16, 8, 16 if undo is None else 8, 8)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    @override
    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._go()  # it may stand before what is wanted

    def dress(self) -> None:
        """Take the room its words need in the look in force."""
        if self.isVisible():
            self._place()

    def _take_back(self) -> None:
        back, self._back = self._back, None
        self._go()
        if back is not None:
            back()

    def _go(self) -> None:
        """Go; the keyboard is again where it was: what is taken back is laid out anew around that place."""
        before, self._from = self._from, None
        if self._undo.hasFocus() and before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.stop()
        self.hide()

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is self._undo and before is not None:
            self._from = before

    def _front(self) -> QWidget:
        """Return what takes presses: the sheet on top over our window, else what we stand in."""
        sheet, ours = QApplication.activeModalWidget(), self._window_of.window()
        if isinstance(sheet, QDialog) and sheet.isVisible() and sheet in ours.findChildren(QDialog):
            return sheet
        return self._window_of

    def _stand_on(self, host: QWidget) -> None:
        if host is self._host:
            return
        if self._host is not self._window_of:
            self._host.removeEventFilter(self)
        self._host = host
        self.setParent(host)
        if host is not self._window_of:
            host.installEventFilter(self)

    def _stand_again(self) -> None:
        """Stand on what is in front now; the ten seconds go on."""
        if self._timer.isActive():
            self._stand_on(self._front())
            self._place()
            self.show()
            self.raise_()

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
        above = _ABOVE if host is self._window_of else _ABOVE_GESTURES
        self.setGeometry((host.width() - width) // 2, host.height() - height - above, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif event.type() == QEvent.Type.Hide and watched is self._host and watched is not self._window_of:
            said = self.isVisibleTo(self._host)
            self._stand_on(self._window_of)  # at once: a sheet that closes is disposed of with what stands on it
            if said:
                QTimer.singleShot(0, self, self._stand_again)
        return super().eventFilter(watched, event)
