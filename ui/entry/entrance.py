"""What opens the vault: the lock screen at once, the program put together while the worker types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from app.settings import load, store
from app.words import _
from ui.entry.door import Door, holds_vault
from ui.entry.unlock import Unlock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.bootstrap import App
    from app.services.desk import Desk
    from app.settings import DeviceSettings
    from ui.entry.step import Step


class Entrance(QWidget):
    """Leads from a folder to an open vault.

    Signals:
        opened: a vault is open; carries its desk.
    """

    opened = Signal(object)

    def __init__(self, build: Callable[[], App], folder: Path, settings: DeviceSettings) -> None:
        """Stand before a vault.

        Args:
            build: Puts the program together; called on another thread, after the first paint.
            folder: The vault folder of this start; without a vault in it, the first run begins.
            settings: Choices of this device.
        """
        super().__init__()
        self.setObjectName("canvas")
        self._settings = settings
        self._door = Door(build)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        QTimer.singleShot(0, self, self._door.prepare)
        self.stand_before(folder)

    def stand_before(self, folder: Path) -> None:
        """Show what opens a folder: its passphrase, or the first run when it holds no vault."""
        if holds_vault(folder):
            self._show(self._unlock(folder))
        else:
            self._begin(folder)

    def _unlock(self, folder: Path) -> Unlock:
        made = Unlock(self._door, folder, self._settings.vaults)
        made.opened.connect(self._enter)
        made.picked.connect(self.stand_before)
        made.another_asked.connect(self._ask_another)
        return made

    def _begin(self, folder: Path) -> None:
        raise NotImplementedError

    def _ask_another(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Le dossier du coffre"))
        if chosen:
            from pathlib import Path  # noqa: PLC0415

            self.stand_before(Path(chosen))

    def _enter(self, desk: Desk) -> None:
        self._door.stop()
        self._settings = load().opened(desk.vault.folder, "")
        store(self._settings)
        self.opened.emit(desk)

    def _show(self, step: Step) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(step)
        self._stack.setCurrentWidget(step)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        step.arrive()
