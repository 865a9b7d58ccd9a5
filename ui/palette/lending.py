"""A value lent to the clipboard: taken back after thirty seconds, if it is still ours."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtWidgets import QApplication

LENT_MS = 30_000
_KEPT_BY_NO_HISTORY = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x00",
}


class Lending(QObject):
    """Holds what was copied from the palette, which is gone long before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lent = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(LENT_MS)
        self.timer.timeout.connect(self.take_back)

    def lend(self, text: str) -> None:
        """Copy a value; histories of the clipboard are asked not to keep it."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _KEPT_BY_NO_HISTORY.items():
            data.setData(kind, value)
        QApplication.clipboard().setMimeData(data)
        self._lent = text
        self.timer.start()

    def take_back(self) -> None:
        """Empty the clipboard, unless something else was copied since."""
        clipboard = QApplication.clipboard()
        if self._lent and clipboard.text() == self._lent:
            clipboard.clear()
        self._lent = ""


def lending(window: QObject) -> Lending:
    """Return what lends for a window: one a window, kept by it."""
    return window.findChild(Lending) or Lending(window)
