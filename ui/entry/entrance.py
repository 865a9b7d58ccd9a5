"""What opens the vault: the lock screen at once, the program put together while the worker types."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.paths import default_vault_folder
from app.settings import load, store
from app.words import _, ngettext
from ui.entry.door import Door, free_folder, holds_backups, holds_vault
from ui.entry.unlock import Unlock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent

    from app.bootstrap import App
    from app.services.desk import Desk
    from app.settings import DeviceSettings
    from ui.entry.flow import Flow
    from ui.entry.step import Step

ACTS = {
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletMove,
    QEvent.Type.TabletPress,
}


class Entrance(QWidget):
    """Leads from a folder to an open vault.

    Attributes:
        to_say: What is to say to whoever came in, once; often nothing.

    Signals:
        opened: a vault is open; carries its desk.
    """

    opened = Signal(object)

    def __init__(self, build: Callable[[], App], folder: Path, settings: DeviceSettings) -> None:
        """Stand before a vault.

        Args:
            build: Puts the program together; called on another thread, at the first act of somebody.
            folder: The vault folder of this start; without a vault in it, the first run begins.
            settings: Choices of this device.
        """
        super().__init__()
        self.setObjectName("canvas")
        self._settings = settings
        self._folder = folder
        self._left = False
        self.to_say = ""
        self._door = Door(build)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._seen = False
        self._watch(QApplication.instance())
        self.stand_before(folder)

    def stand_before(self, folder: Path) -> None:
        """Show what opens a folder: its passphrase, or the first run when it holds no vault."""
        self._folder = folder
        if holds_vault(folder):
            self._show(self._unlock(folder))
        elif holds_backups(folder):  # the vault has gone, what it can be made from is here
            self._go_back(folder)
        else:
            self._begin(folder, None)

    def settle(self) -> None:
        """Let everything asked of the program so far end."""
        self._door.tasks.settle()

    def leave(self) -> None:
        """End what was begun here: the window closes, or the vault is open."""
        if self._left:
            return
        self._left = True
        watcher = QApplication.instance()
        if watcher is not None:  # it would go on seeing every event of the open vault
            watcher.removeEventFilter(self)
        close = getattr(self._stack.currentWidget(), "close_desk", None)
        if close is not None:
            close()
        self._door.stop()

    def _watch(self, application: QObject | None) -> None:
        if application is not None:
            application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in ACTS:  # somebody is there: the program is put together while they type
            watcher = QApplication.instance()
            if watcher is not None:
                watcher.removeEventFilter(self)
            if not self._left:
                self._door.prepare()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self._arrive)  # nothing before the first picture

    def _arrive(self) -> None:
        if self._seen and not self._left:
            cast("Step | Flow", self._stack.currentWidget()).arrive()

    def _unlock(self, folder: Path) -> Unlock:
        made = Unlock(self._door, folder, self._settings.vaults)
        made.opened.connect(self._enter)
        made.picked.connect(self.stand_before)
        made.another_asked.connect(self._ask_another)
        made.lost.connect(self._recover)
        made.known.connect(self._renew)
        made.back_asked.connect(partial(self._go_back, folder))
        return made

    def _begin(self, folder: Path, back: Callable[[], object] | None) -> None:
        from ui.entry.first_run import FirstRun  # noqa: PLC0415 -- a lock screen does not wait for it

        made = FirstRun(self._door, folder, self._settings, back)
        made.opened.connect(self._enter)
        made.existing.connect(self.stand_before)
        made.looked.connect(self._keep_look)
        made.back_asked.connect(self._go_back)
        self._show(made)

    def _recover(self) -> None:
        from ui.entry.recovery import Recovery  # noqa: PLC0415 -- as the first run

        made = Recovery(self._door, self._folder, self._return)
        made.opened.connect(self._enter)
        self._show(made)

    def _renew(self) -> None:
        from ui.entry.renewal import Renewal  # noqa: PLC0415 -- as the first run

        made = Renewal(self._door, self._folder, self._return)
        made.opened.connect(self._enter)
        self._show(made)

    def _go_back(self, folder: Path) -> None:
        from ui.entry.going_back import GoingBack  # noqa: PLC0415 -- as the first run

        begin = partial(self._begin, folder, self._return if holds_vault(self._folder) else None)
        made = GoingBack(self._door, folder, self._return if folder == self._folder and holds_vault(folder) else begin)
        made.opened.connect(self._enter)
        made.restored.connect(partial(self._stand_restored, folder))
        self._show(made)

    def _stand_restored(self, folder: Path, sentence: str) -> None:
        self.stand_before(folder)
        cast("Unlock", self._stack.currentWidget()).banner.say(sentence)

    def _ask_another(self) -> None:
        from ui.entry.welcome import Another  # noqa: PLC0415 -- as the first run

        here = self._folder.absolute()
        made = Another(tuple(one for one in self._settings.vaults if one.folder != here), self._return)
        made.picked.connect(self.stand_before)
        made.new_asked.connect(self._begin_another)
        self._show(made)

    def _begin_another(self) -> None:
        self._begin(free_folder(default_vault_folder()), self._return)

    def _return(self) -> None:
        self.stand_before(self._folder)

    def _keep_look(self, settings: DeviceSettings) -> None:
        self._settings = replace(load(), theme=settings.theme, text_percent=settings.text_percent)
        store(self._settings)

    def _enter(self, desk: Desk) -> None:
        self._left = True
        self._door.stop()
        way = self._stack.currentWidget()
        self.to_say = getattr(way, "to_say", "") or sentences(desk, getattr(way, "wrong_before", 0))
        if not desk.demonstration:  # a try is no vault of this computer: the next start begins for good
            store(load().opened(desk.vault.folder, desk.initials))
        self.opened.emit(desk)

    def _show(self, shown: Step | Flow) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(shown)
        self._stack.setCurrentWidget(shown)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        self._arrive()


def sentences(desk: Desk, wrong: int) -> str:
    """Return what is to say to whoever opened a vault.

    Args:
        desk: The open vault.
        wrong: Wrong passphrases tried before they came.
    """
    said = []
    if wrong:
        tried = ngettext(
            "Une phrase de passe fausse a été essayée avant votre arrivée.",
            "{count} phrases de passe fausses ont été essayées avant votre arrivée.",
            wrong,
        )
        said.append(tried.format(count=wrong))
    if "keys_restored" in desk.notices:
        said.append(_("Le fichier de clés était abîmé\u00a0: il a été refait de sa copie."))
    if not desk.demonstration and desk.kits.checked_on() is None:
        said.append(_("Votre kit de secours reste à vérifier\u00a0: Réglages, «\u00a0Kit de secours\u00a0»."))
    return " ".join(said)
