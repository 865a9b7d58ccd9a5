"""The window: what opens the vault, the vault open, the pause; never two of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget
from typing_extensions import override

from app.settings import load, store
from app.words import _, language
from ui.entry.entrance import Entrance
from ui.kit import qt_words, theme
from ui.shell.idle import Idle
from ui.shell.tidying import Tidying
from ui.shell.whole_screen import WholeScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.desk import Desk
    from ui.entry.pause import PauseScreen
    from ui.shell.open_vault import OpenVault
    from ui.shell.surroundings import Surroundings

SMALLEST = (640, 480)
FIRST_SIZE = (1366, 768)
CRAMPED_HEIGHT, CRAMPED_TEXT = 700, 150  # review I3
MOMENT_MS = 1_000  # without an act: nobody is in the middle of a word


class Window(QMainWindow):
    """One window, one vault, one worker."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setWindowTitle("Palier")  # never a name (ux.md 6)
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self._around = around
        self._whole = WholeScreen(self)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.vault: OpenVault | None = None
        self._pause: PauseScreen | None = None
        self._idle: Idle | None = None
        self._tidying = Tidying(self, lambda: self._idle is None or self._idle.has_been_quiet(MOMENT_MS))
        self.entrance: Entrance | None = Entrance(around.build, around.folder, around.settings)
        self.entrance.opened.connect(self.open_desk)
        self._stack.addWidget(self.entrance)
        around.departures.left.connect(self.lock)
        self._add_shortcuts()

    def open_desk(self, desk: Desk) -> None:
        """Show a vault that was just opened."""
        from ui.shell.open_vault import OpenVault  # noqa: PLC0415 -- the lock screen does not wait for it

        self.vault = self._stand(OpenVault(desk, self, self.pause))
        to_say = self._leave_entrance()
        self.vault.begin()
        if to_say:
            self.vault.toast(to_say)

    def say_again(self) -> None:
        """Show the open vault again in the language now spoken: nothing closes, nothing typed is lost."""
        if self.vault is None:
            return
        qt_words.speak(language())
        before = self.vault
        before.leave()
        self._stack.removeWidget(before.frame)
        self.vault = self._stand(type(before)(before.desk, self, self.pause))
        self.vault.begin_again(before)
        before.frame.deleteLater()
        before.deleteLater()

    def _stand(self, vault: OpenVault) -> OpenVault:
        """Put what stands over an open vault in the window."""
        self.vault = vault
        vault.hub.lock_asked.connect(self.lock)
        if self._around.fills_screen:
            vault.signs.connect(self._whole.take)
        # queued: the button that was pressed is taken down only once its own work is done
        vault.hub.language_chosen.connect(self.say_again, Qt.ConnectionType.QueuedConnection)
        self._stack.addWidget(vault.frame)
        self._stack.setCurrentWidget(vault.frame)
        self._watch_idle()
        self._tidying.begin()
        self._around.departures.begin(self)
        self._measure()
        return vault

    def _leave_entrance(self) -> str:
        """Take the entrance down; return what is to say to whoever comes in."""
        entrance, self.entrance = self.entrance, None
        if entrance is None:
            return ""
        entrance.leave()
        self._stack.removeWidget(entrance)
        entrance.deleteLater()
        return entrance.to_say

    def pause(self) -> None:
        """Show a neutral screen: the process keeps the key, nothing readable stays (review F6)."""
        if self.vault is None or self._pause is not None:
            return
        from ui.entry.pause import PauseScreen  # noqa: PLC0415 -- a start does not wait for it

        if not self.vault.watch.may_pause():  # without a PIN there is no way back but the passphrase
            self.lock()
            return
        self.vault.put_away()
        _clear_clipboard()
        self._pause = PauseScreen(self.vault.watch.pausing, self.vault.watch.seconds)
        self._pause.resumed.connect(self.resume)
        self._pause.lock_asked.connect(self.lock)
        self._stack.addWidget(self._pause)
        self._stack.setCurrentWidget(self._pause)
        self._pause.setFocus()

    def resume(self) -> None:
        """Come back from a pause to where one was."""
        if self.vault is None or self._pause is None:
            return
        self._stack.setCurrentWidget(self.vault.frame)
        self._stack.removeWidget(self._pause)
        self._pause.deleteLater()
        self._pause = None
        if self._idle is not None:
            self._idle.acted()
        self.vault.bring_back()

    def lock(self) -> None:
        """Keep everything, close the vault, and let a fresh process show the lock screen."""
        if self.vault is None:
            return
        self.vault.close(quick=True)
        self.vault = None
        self._tidying.rest()
        _clear_clipboard()
        self._around.replace()

    def present(self, fault: BaseException) -> None:
        """Say a trouble, where there is somebody to say it to: an entrance says its own, a pause says nothing."""
        if self.vault is not None and self._pause is None:
            self.vault.present(fault)

    def set_look(self, name: theme.ThemeName, text_percent: int) -> None:
        """Change theme and size of text, and look again at everything."""
        theme.apply(name, text_percent)
        for made in self.findChildren(QObject):
            if (dress := getattr(made, "dress", None)) is not None:
                dress()
        self._measure()
        if self.vault is not None and self.vault.navigator.here is not None:
            self.vault.navigator.page(self.vault.navigator.here.place).again()

    def _watch_idle(self) -> None:
        if self.vault is None:
            return
        if self._idle is not None:
            self._idle.deleteLater()
        self._idle = Idle(self, self.vault.watch.minutes)
        self.vault.watch.minutes_changed.connect(self._idle.set_minutes)
        self._idle.idle.connect(self.pause)
        self._idle.announced.connect(self._announce)
        self._idle.returned.connect(self._take_back_announcement)

    def _announce(self, seconds: int) -> None:
        if self.vault is not None:
            said = _("Pause dans {seconds} secondes\u00a0; touchez une touche pour continuer.")
            self.vault.toast(said.format(seconds=seconds))

    def _take_back_announcement(self) -> None:
        if self.vault is not None:
            self.vault.toast("")

    def _measure(self) -> None:
        if self.vault is not None:
            cramped = self.height() < CRAMPED_HEIGHT or theme.current().text_percent > CRAMPED_TEXT
            self.vault.set_cramped(cramped=cramped)

    def _add_shortcuts(self) -> None:
        self._key("Ctrl+K", lambda vault: vault.search())
        self._key("Ctrl+N", lambda vault: vault.new_note())
        self._key("Ctrl+D", lambda vault: vault.take_request(vault.workplace.case_id))
        self._key("Ctrl+L", lambda _vault: self.pause())
        self._key("Ctrl+Shift+L", lambda _vault: self.lock())
        self._key("F9", lambda vault: vault.mask())
        self._key("F11", lambda vault: vault.share())
        self._key("F1", lambda vault: vault.help())
        self._key("Alt+Left", lambda vault: vault.step_back())
        self._key("Ctrl++", lambda _vault: self._enlarge(theme.STEP))
        self._key("Ctrl+-", lambda _vault: self._enlarge(-theme.STEP))

    def _key(self, keys: str, act: Callable[[OpenVault], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        shortcut.activated.connect(lambda: act(self.vault) if self.vault and self._pause is None else None)

    def _enlarge(self, step: int) -> None:
        look = theme.current()
        self.set_look(look.name, look.text_percent + step)
        store(load().shown_at(theme.current().text_percent))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.vault is not None:
            self.vault.close()
            self.vault = None
            self._tidying.rest()
        elif self.entrance is not None:
            self.entrance.leave()
        _clear_clipboard()  # what was lent for thirty seconds: nobody will be there to take it back
        super().closeEvent(event)


def _clear_clipboard() -> None:
    """Empty the clipboard if what it holds is still ours."""
    clipboard = QApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
