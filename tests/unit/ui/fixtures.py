"""A window over a vault, as a test opens it: the real screens, a clock that stands still, no process replaced."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.settings import DeviceSettings
from ui.kit import theme
from ui.kit.discretion import discretion
from ui.shell.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.desk import Desk
    from tests.journeys.world import Device
    from ui.destinations import Destination
    from ui.page import Page
    from ui.shell.open_vault import OpenVault
    from ui.shell.window import Window


TURNS = 6  # a page is laid out over several turns of the event loop
PATIENCE = 60_000  # milliseconds, of a machine that has other work


@dataclass
class Opened:
    """A window over an open vault, and what a test asks of it."""

    window: Window
    desk: Desk
    locked: list[str] = field(default_factory=list)

    @property
    def vault(self) -> OpenVault:
        assert self.window.vault is not None
        return self.window.vault

    def go(self, destination: Destination) -> Page:
        """Go somewhere and return its page, everything settled."""
        self.vault.go(destination)
        self.settle()
        return self.vault.navigator.page(destination.place)

    def settle(self) -> None:
        """Let every command end and every screen look again."""
        for _turn in range(TURNS):
            QApplication.processEvents()  # what is laid out in its turn may ask for something to be read
        if self.window.vault is not None:
            assert self.vault.tasks.settle(PATIENCE)
        for _turn in range(TURNS):
            QApplication.processEvents()

    def case(self, number: str = "2026-0142") -> str:
        return self.desk.cases.find(number)

    def words(self, within: QWidget | None = None) -> str:
        """Return everything that can be read in a widget: labels, buttons, fields."""
        return "\n".join(texts(within or self.window))

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Press the visible button with these words."""
        for one in (within or self.window).findChildren(QPushButton):
            if one.isVisible() and words in {one.text().replace("&&", "&"), one.accessibleName()}:
                one.click()
                self.settle()
                return
        raise AssertionError(f"no button says « {words} »")


def texts(widget: QWidget) -> Iterator[str]:
    for one in widget.findChildren(QWidget):
        if one.isVisibleTo(widget):
            if isinstance(one, QLabel | QPushButton):
                yield one.text()
            elif isinstance(one, QLineEdit):
                yield one.displayText()
            elif isinstance(one, QComboBox):
                yield one.currentText()
            elif isinstance(one, QPlainTextEdit):
                yield one.toPlainText()


def shown(qtbot, device: Device, folder: Path) -> Opened:
    """Open a window over a vault, without its lock screen."""
    from ui.shell.window import Window

    locked: list[str] = []
    around = Surroundings(device.app, folder, DeviceSettings(), lambda: locked.append("replaced"))
    theme.apply(theme.ThemeName.LIGHT)
    window = Window(around)
    desk = device.open(folder)
    window.show()
    window.open_desk(desk)
    opened = Opened(window, desk, locked)
    opened.settle()
    return opened


def gone(made: Opened) -> None:
    """Close the window and let Qt dispose of it: what stays is dressed again at each change of look."""
    discretion().cover(False)
    made.window.close()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def opened(qtbot, device: Device, filled: Path) -> Iterator[Opened]:
    """The window over a vault that holds the example."""
    made = shown(qtbot, device, filled)
    yield made
    gone(made)


@pytest.fixture
def opened_unsigned(qtbot, device: Device, unsigned: Path) -> Iterator[Opened]:
    """The window over the example before anybody signed."""
    made = shown(qtbot, device, unsigned)
    yield made
    gone(made)


@pytest.fixture
def opened_empty(qtbot, device: Device, empty: Path) -> Iterator[Opened]:
    """The window over an empty vault."""
    made = shown(qtbot, device, empty)
    yield made
    gone(made)
