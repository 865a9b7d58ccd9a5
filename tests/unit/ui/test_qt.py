"""The binding to Qt holds what the house relies on, whatever its version."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

CALLS, SLACK = 20_000, 1_000


class Teller(QObject):
    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0
        self.told.connect(self.hear)

    def hear(self, _what: object) -> None:
        self.heard += 1

    def event(self, event: QEvent) -> bool:
        return super().event(event)


def test_no_reference_to_none_is_lost_when_qt_calls_python_back(qapp):
    """PySide6 6.12.0 loses one at each call, then the process aborts; ``test_house`` proves the other way."""
    teller = Teller()
    event = QEvent(QEvent.Type.User)
    before = sys.getrefcount(None)
    for _call in range(CALLS // 2):
        teller.told.emit(None)
        QCoreApplication.sendEvent(teller, event)
    assert teller.heard == CALLS // 2
    assert sys.getrefcount(None) > before - SLACK


def test_no_reference_to_none_is_lost_when_nothing_is_answered(qapp, qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _call in range(CALLS // 4):
        widget.update()
        widget.setToolTip("")
        widget.parentWidget()
        widget.focusWidget()
    assert sys.getrefcount(None) > before - SLACK
