"""Departures as Windows tells them: messages to the window when the session is locked or left, and before a sleep."""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from typing_extensions import override

from ui.shell.departures import Departure, Departures

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

SESSION_CHANGE, POWER_BROADCAST = 0x02B1, 0x0218  # WM_WTSSESSION_CHANGE, WM_POWERBROADCAST
TOLD = {
    (SESSION_CHANGE, 0x2): Departure.USER_SWITCHED,  # WTS_CONSOLE_DISCONNECT
    (SESSION_CHANGE, 0x4): Departure.USER_SWITCHED,  # WTS_REMOTE_DISCONNECT
    (SESSION_CHANGE, 0x7): Departure.SESSION_LOCKED,  # WTS_SESSION_LOCK
    (POWER_BROADCAST, 0x4): Departure.SLEEP,  # PBT_APMSUSPEND
}
_THIS_SESSION = 0


class Message(ctypes.Structure):
    """The beginning of a message of Windows (MSG)."""

    _fields_ = (("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("word", ctypes.c_size_t))


def departure_told(message: int, word: int) -> Departure | None:
    """Return the departure a message tells of, None when it is about something else."""
    return TOLD.get((message, word))


class WindowsDepartures(Departures):
    """Listens to the messages of the window."""

    def __init__(self) -> None:
        super().__init__()
        self._filter: _Messages | None = None

    @override
    def begin(self, window: QWidget) -> None:
        application = QCoreApplication.instance()
        if self._filter is not None or application is None:
            return
        self._filter = _Messages(self.left.emit)
        application.installNativeEventFilter(self._filter)
        _ask_for_session_changes(int(window.winId()))


class _Messages(QAbstractNativeEventFilter):
    def __init__(self, tell: Callable[[Departure], object]) -> None:
        super().__init__()
        self._tell = tell

    @override
    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        if kind == b"windows_generic_MSG":
            found = Message.from_address(int(message))
            departure = departure_told(found.message, found.word)
            if departure is not None:
                self._tell(departure)
        return False, 0


def _ask_for_session_changes(window: int) -> None:
    if sys.platform == "win32":
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window), _THIS_SESSION)
