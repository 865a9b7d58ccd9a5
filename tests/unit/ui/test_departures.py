"""Somebody leaves the computer: whatever tells it, the vault is locked, and a system that tells nothing is silent."""

from __future__ import annotations

import ctypes
import os
import select
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.settings import DeviceSettings
from tests.fakes.clock import FakeClock
from tests.journeys.world import REPOSITORY
from tests.unit.ui.fixtures import Opened, gone
from ui.shell.departures import MISSED, Departure, Departures, Several, Sleeps
from ui.shell.departures_here import _sources
from ui.shell.surroundings import Surroundings
from ui.shell.window import Window
from ui.shell.windows_departures import POWER_BROADCAST, SESSION_CHANGE, Message, _Messages, departure_told

if TYPE_CHECKING:
    from collections.abc import Iterator


class Told(Departures):
    """A system whose departures a test tells."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = 0

    def begin(self, _window: QWidget) -> None:
        self.begun += 1


@pytest.fixture
def system(qtbot) -> Told:
    return Told()


@pytest.fixture
def opened(qtbot, device, filled, system) -> Iterator[Opened]:
    locked: list[str] = []
    window = Window(Surroundings(device.app, filled, DeviceSettings(), lambda: locked.append("replaced"), system))
    window.show()
    assert system.begun == 0  # nothing is listened to before a vault is open
    desk = device.open(filled)
    window.open_desk(desk)
    made = Opened(window, desk, locked)
    made.settle()
    yield made
    gone(made)


@pytest.mark.parametrize("departure", Departure)
def test_each_departure_locks(opened, system, departure):
    assert system.begun == 1
    system.left.emit(departure)
    assert opened.locked == ["replaced"]
    assert opened.window.vault is None


def test_somebody_who_leaves_during_a_pause_finds_the_vault_locked(opened, system):
    from app.services.keys.pause_choices import choose_pin

    opened.vault.workplace.command(lambda: choose_pin(opened.desk.vault, "271828"))
    opened.settle()
    opened.window.pause()
    assert opened.locked == []
    system.left.emit(Departure.SLEEP)
    assert opened.locked == ["replaced"]


def test_a_departure_told_twice_locks_once(opened, system):
    system.left.emit(Departure.SESSION_LOCKED)
    system.left.emit(Departure.SLEEP)
    assert opened.locked == ["replaced"]


def test_before_a_vault_is_open_a_departure_changes_nothing(qtbot, device, filled, system):
    locked: list[str] = []
    window = Window(Surroundings(device.app, filled, DeviceSettings(), lambda: locked.append("replaced"), system))
    qtbot.addWidget(window)
    system.left.emit(Departure.SLEEP)
    assert locked == []


# On any system.


def test_a_computer_that_slept_is_noticed_when_it_wakes(qtbot):
    clock, left = FakeClock(), []
    sleeps = Sleeps(clock)
    sleeps.left.connect(left.append)
    sleeps.begin(QWidget())
    clock.advance(milliseconds=MISSED - 1)  # the computer had much to do
    sleeps.look()
    clock.advance(days=-1)  # somebody set the clock
    sleeps.look()
    assert left == []
    clock.advance(minutes=2)
    sleeps.look()
    assert left == [Departure.SLEEP]
    sleeps.look()
    assert left == [Departure.SLEEP]


def test_several_sources_are_heard(system):
    other, left = Told(), []
    both = Several(lambda: (system, other))
    both.left.connect(left.append)
    both.begin(QWidget())
    other.left.emit(Departure.SLEEP)
    system.left.emit(Departure.USER_SWITCHED)
    assert (system.begun, other.begun) == (1, 1)
    assert left == [Departure.SLEEP, Departure.USER_SWITCHED]


@pytest.mark.parametrize(("name", "count"), [("linux", 2), ("win32", 2), ("darwin", 1)])
def test_each_system_has_what_tells_of_departures(qtbot, monkeypatch, name, count):
    monkeypatch.setattr(sys, "platform", name)
    assert len(tuple(_sources())) == count


def test_a_lock_screen_loads_no_bus():
    seen = subprocess.run(
        [sys.executable, "-c", "import ui.main, sys; print('PySide6.QtDBus' in sys.modules)"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert seen.stdout == "False\n"


# Windows.

LOCK, CONSOLE_CONNECT, UNLOCK, DISCONNECT, SUSPEND, RESUME = 0x7, 0x1, 0x8, 0x2, 0x4, 0x7


@pytest.mark.parametrize(
    ("message", "word", "told"),
    [
        (SESSION_CHANGE, LOCK, Departure.SESSION_LOCKED),
        (SESSION_CHANGE, DISCONNECT, Departure.USER_SWITCHED),
        (POWER_BROADCAST, SUSPEND, Departure.SLEEP),
        (SESSION_CHANGE, UNLOCK, None),
        (SESSION_CHANGE, CONSOLE_CONNECT, None),
        (POWER_BROADCAST, RESUME, None),
        (0x0200, LOCK, None),
    ],
)
def test_messages_of_windows_tell_of_departures(qtbot, message, word, told):
    assert departure_told(message, word) == told
    left: list[Departure] = []
    whole = Message(None, message, word)
    seen = _Messages(left.append)
    seen.nativeEventFilter(QByteArray(b"windows_generic_MSG"), ctypes.addressof(whole))
    seen.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), 0)
    assert left == ([] if told is None else [told])


# Linux: a bus of our own, and somebody on it who says what logind and screen savers say.

pytest_linux = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="no bus to speak on"
)
if sys.platform == "linux":
    from PySide6.QtDBus import (
        QDBusConnection,
        QDBusMessage,
        QDBusUnixFileDescriptor,
        QDBusVariant,
        QDBusVirtualObject,
    )

    from ui.shell.desktop_departures import (
        LOGIN,
        LOGIN_PATH,
        MANAGER,
        PROPERTIES,
        SAVERS,
        SESSION,
        DesktopDepartures,
        session_path,
    )

    class Login(QDBusVirtualObject):
        """Stands for logind: sessions with what they say of themselves, delays that are held or not."""

        def __init__(self, bus: QDBusConnection) -> None:
            super().__init__()
            self.bus = bus
            self.says: dict[str, bool] = {"LockedHint": False, "Active": True}
            self.asked: list[list[Any]] = []
            self.delays: list[int] = []
            assert bus.registerService(LOGIN)
            assert bus.registerVirtualObject(LOGIN_PATH, self, QDBusConnection.VirtualObjectRegisterOption.SubPath)

        def introspect(self, _path: str) -> str:
            return ""

        @override
        def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
            reply = message.createReply()
            if message.member() == "Inhibit":
                self.asked.append(message.arguments())
                ours, theirs = os.pipe()
                self.delays.append(ours)
                reply.setArguments([QDBusUnixFileDescriptor(theirs)])
                os.close(theirs)
            else:
                reply.setArguments([QDBusVariant(self.says[message.arguments()[1]])])
            return bus.send(reply)

        def held(self) -> bool:
            """Tell whether the last delay is held: its file is open somewhere."""
            return bool(self.delays) and not select.select([self.delays[-1]], [], [], 0)[0]

        def tell(self, path: str, interface: str, name: str, *words: Any) -> None:
            told = QDBusMessage.createSignal(path, interface, name)
            told.setArguments(list(words))
            assert self.bus.send(told)

        def session_says(self, path: str, **changed: bool) -> None:
            self.says |= changed
            self.tell(path, PROPERTIES, "PropertiesChanged", SESSION, {}, list(changed))


OURS = "2"


@pytest.fixture
def address() -> Iterator[str]:
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as bus:  # fmt: skip
        yield bus.stdout.readline().strip()
        bus.terminate()


@pytest.fixture
def login(qtbot, address) -> Iterator[Login]:
    made = Login(QDBusConnection.connectToBus(address, "login"))
    yield made
    made.bus.unregisterService(LOGIN)
    QDBusConnection.disconnectFromBus("login")
    for one in made.delays:
        os.close(one)


@pytest.fixture
def desktop(qtbot, address, login) -> Iterator[DesktopDepartures]:
    bus = QDBusConnection.connectToBus(address, "ours")
    made = DesktopDepartures(bus, bus, OURS)
    made.begin(QWidget())
    qtbot.waitUntil(login.held)
    yield made
    QDBusConnection.disconnectFromBus("ours")


@pytest.fixture
def left(desktop) -> list[Departure]:
    heard: list[Departure] = []
    desktop.left.connect(heard.append)
    return heard


TELLING = {
    "sleep": (lambda login: login.tell(LOGIN_PATH, MANAGER, "PrepareForSleep", True), Departure.SLEEP),
    "lock": (lambda login: login.tell(session_path(OURS), SESSION, "Lock"), Departure.SESSION_LOCKED),
    "locked": (lambda login: login.session_says(session_path(OURS), LockedHint=True), Departure.SESSION_LOCKED),
    "switch": (lambda login: login.session_says(session_path(OURS), Active=False), Departure.USER_SWITCHED),
    "screen saver": (lambda login: login.tell("/saver", SAVERS[1], "ActiveChanged", True), Departure.SESSION_LOCKED),
}


@pytest_linux
@pytest.mark.parametrize(("tells", "departure"), TELLING.values(), ids=TELLING.keys())
def test_a_desktop_tells_of_departures(qtbot, login, left, tells, departure):
    tells(login)
    qtbot.waitUntil(lambda: left == [departure])


@pytest_linux
def test_what_happens_to_another_session_and_what_ends_are_no_departure(qtbot, login, left):
    login.tell(session_path("c7"), SESSION, "Lock")
    login.session_says(session_path("c7"), Active=False)
    login.says["Active"] = True
    login.session_says(session_path(OURS), LockedHint=False)
    login.tell(LOGIN_PATH, MANAGER, "PrepareForSleep", False)
    login.tell("/saver", SAVERS[0], "ActiveChanged", False)
    login.tell("/other", PROPERTIES, "PropertiesChanged", "org.example.Other", {}, [])
    login.tell(session_path(OURS), SESSION, "Lock")  # what comes last is heard last
    qtbot.waitUntil(lambda: bool(left))
    assert left == [Departure.SESSION_LOCKED]


@pytest_linux
def test_sleep_is_asked_to_wait_for_the_lock_and_for_nothing_else(qtbot, login, desktop):
    assert login.asked == [["sleep", "Palier", "Palier", "delay"]]
    held: list[bool] = []
    desktop.left.connect(lambda _one: held.append(login.held()))
    login.tell(LOGIN_PATH, MANAGER, "PrepareForSleep", True)
    qtbot.waitUntil(lambda: held == [True])
    qtbot.waitUntil(lambda: not login.held())  # nothing was open: the computer sleeps at once
    login.tell(LOGIN_PATH, MANAGER, "PrepareForSleep", False)
    qtbot.waitUntil(login.held)
    assert len(login.asked) == 2


@pytest_linux
def test_the_delay_is_not_handed_to_the_process_that_takes_our_place(desktop):
    assert desktop._delay is not None
    assert not os.get_inheritable(desktop._delay.fileDescriptor())


@pytest_linux
def test_without_a_bus_nothing_is_told_and_nothing_fails(qtbot):
    nowhere = QDBusConnection("nowhere")
    made = DesktopDepartures(nowhere, nowhere, "")
    made.begin(QWidget())
    made.begin(QWidget())
    left: list[Departure] = []
    made.left.connect(left.append)
    QTimer.singleShot(0, lambda: left.append(Departure.SLEEP))
    qtbot.waitUntil(lambda: bool(left))
    assert left == [Departure.SLEEP]


@pytest_linux
def test_without_logind_screen_savers_are_still_heard(qtbot, address):
    bus, other = (QDBusConnection.connectToBus(address, name) for name in ("alone", "other"))
    made = DesktopDepartures(bus, bus, OURS)
    made.begin(QWidget())
    told = QDBusMessage.createSignal("/saver", SAVERS[0], "ActiveChanged")
    told.setArguments([True])
    left: list[Departure] = []
    made.left.connect(left.append)
    assert other.send(told)
    qtbot.waitUntil(lambda: left == [Departure.SESSION_LOCKED])
    for name in ("alone", "other"):
        QDBusConnection.disconnectFromBus(name)


@pytest_linux
@pytest.mark.parametrize(("number", "last"), [("2", "_32"), ("c2", "c2"), ("1-a", "_31_2da")])
def test_a_session_is_found_by_its_number(number, last):
    assert session_path(number) == f"/org/freedesktop/login1/session/{last}"
