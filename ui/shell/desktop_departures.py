"""Departures as Linux desktops tell them, over D-Bus: logind for sleep, lock and switch, screen savers for a lock.

Sleep waits for the lock: logind is asked for a delay, held as a file that the replaced process lets go of by ending.
Without a bus, without logind, nothing is told and nothing fails. No call is waited for.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)
from typing_extensions import override

from ui.shell.departures import Departure, Departures

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"
MANAGER, SESSION, PROPERTIES = f"{LOGIN}.Manager", f"{LOGIN}.Session", "org.freedesktop.DBus.Properties"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")


class DesktopDepartures(Departures):
    """Listens to the buses of the desktop."""

    def __init__(
        self, system: QDBusConnection | None = None, session: QDBusConnection | None = None, own: str | None = None
    ) -> None:
        """Take the buses, those of the desktop by default.

        Args:
            system: The bus of the computer.
            session: The bus of whoever is at the keyboard.
            own: How the system calls this session; when nobody says, any session's departure is ours.
        """
        super().__init__()
        self._given = system, session
        self._own = os.environ.get("XDG_SESSION_ID", "") if own is None else own
        self._system: QDBusConnection | None = None
        self._delay: QDBusUnixFileDescriptor | None = None

    @override
    def begin(self, _window: QWidget) -> None:
        if self._system is not None:
            return
        self._system = self._given[0] or QDBusConnection.systemBus()
        session = self._given[1] or QDBusConnection.sessionBus()
        path = session_path(self._own) if self._own else ""
        self._hear(self._system, LOGIN, LOGIN_PATH, (MANAGER, "PrepareForSleep"), "about_to_sleep(QDBusMessage)")
        self._hear(self._system, LOGIN, path, (SESSION, "Lock"), "session_locked(QDBusMessage)")
        self._hear(self._system, LOGIN, path, (PROPERTIES, "PropertiesChanged"), "session_changed(QDBusMessage)")
        for saver in SAVERS:
            self._hear(session, "", "", (saver, "ActiveChanged"), "screen_saved(QDBusMessage)")
        self._ask_for_delay()

    def _hear(self, bus: QDBusConnection, service: str, path: str, signal: tuple[str, str], slot: str) -> None:
        if bus.isConnected():  # a slot is a text; its stub wants bytes, which the library refuses
            bus.connect(service, path, *signal, self, SLOT(slot))  # type: ignore[call-overload]

    @Slot(QDBusMessage)
    def about_to_sleep(self, told: QDBusMessage) -> None:
        """Lock before the computer sleeps; ask for the next delay when it wakes."""
        if told.arguments()[:1] == [True]:
            self.left.emit(Departure.SLEEP)
            self._delay = None  # nothing was open: sleep waits for nobody
        else:
            self._ask_for_delay()

    @Slot(QDBusMessage)
    def session_locked(self, _told: QDBusMessage) -> None:
        """Lock with the session."""
        self.left.emit(Departure.SESSION_LOCKED)

    @Slot(QDBusMessage)
    def session_changed(self, told: QDBusMessage) -> None:
        """Ask what became of the session: what changed is told in a form Qt for Python does not read."""
        if told.arguments()[:1] != [SESSION]:
            return
        self._ask_of_session(told.path(), "LockedHint", self._take_locked)
        self._ask_of_session(told.path(), "Active", self._take_active)

    @Slot(QDBusMessage)
    def screen_saved(self, told: QDBusMessage) -> None:
        """Lock when a screen saver covers the screen."""
        if told.arguments()[:1] == [True]:
            self.left.emit(Departure.SESSION_LOCKED)

    def _take_locked(self, value: object) -> None:
        if value is True:
            self.left.emit(Departure.SESSION_LOCKED)

    def _take_active(self, value: object) -> None:
        if value is False:
            self.left.emit(Departure.USER_SWITCHED)

    def _take_delay(self, value: object) -> None:
        self._delay = value if isinstance(value, QDBusUnixFileDescriptor) else None

    def _ask_for_delay(self) -> None:
        words = ["sleep", "Palier", "Palier", "delay"]
        self._ask(LOGIN_PATH, (MANAGER, "Inhibit"), words, self._take_delay)

    def _ask_of_session(self, path: str, name: str, take: Callable[[object], None]) -> None:
        self._ask(path, (PROPERTIES, "Get"), [SESSION, name], take)

    def _ask(self, path: str, method: tuple[str, str], words: list[str], take: Callable[[object], None]) -> None:
        """Ask logind something; no answer, or a refusal, is silent."""
        if self._system is None or not self._system.isConnected():
            return
        call = QDBusMessage.createMethodCall(LOGIN, path, *method)
        call.setArguments(words)
        _Answer(QDBusPendingCallWatcher(self._system.asyncCall(call)), take, self)


class _Answer(QObject):
    """Waits for one answer."""

    def __init__(self, call: QDBusPendingCallWatcher, take: Callable[[object], None], parent: QObject) -> None:
        super().__init__(parent)
        self._take = take
        call.setParent(self)
        call.finished.connect(self._ended)

    def _ended(self, call: QDBusPendingCallWatcher) -> None:
        found = [] if call.isError() else call.reply().arguments()
        if found:
            value = found[0]
            self._take(value.variant() if isinstance(value, QDBusVariant) else value)
        self.deleteLater()


def session_path(number: str) -> str:
    """Return the path logind gives a session: what is no letter or digit is written ``_3a``, and a first digit too."""
    signs = [
        sign if sign.isascii() and (sign.isalpha() or (sign.isdigit() and rank)) else f"_{ord(sign):02x}"
        for rank, sign in enumerate(number)
    ]
    return f"{LOGIN_PATH}/session/{''.join(signs)}"
