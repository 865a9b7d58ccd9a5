"""The lock screen: whose vault, its passphrase, and what to do when it does not open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from typing_extensions import override

from app.errors import Expected
from app.words import _, ngettext
from ui.entry.door import sentence_of
from ui.entry.step import Step
from ui.entry.tries import Tries
from ui.kit.buttons import Choice
from ui.kit.fields import Labelled
from ui.kit.secret import SecretLine
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from pathlib import Path

    from app.bootstrap import App
    from app.services.desk import Desk
    from app.settings import KnownVault
    from ui.entry.door import Door

SECOND_MS = 1000
WIDTH = 480


class Unlock(Step):
    """Asks for the passphrase of one vault.

    Signals:
        opened: the vault is open; carries its desk.
        another_asked: « Autre coffre… ».
        lost: the passphrase is lost: the kit is wanted.
        picked: another vault of this device was picked; carries its folder.
    """

    opened = Signal(object)
    another_asked = Signal()
    lost = Signal()
    picked = Signal(object)

    def __init__(self, door: Door, folder: Path, known: tuple[KnownVault, ...]) -> None:
        super().__init__(_("Ouvrir le coffre"), width=WIDTH)
        self._door = door
        self._folder = folder
        self._tries = Tries(folder)
        self._show_whose(folder.absolute(), known)
        self.secret = SecretLine(_("Phrase de passe"))
        self._field = Labelled(_("Phrase de passe"), self.secret)
        self.add(self._field)
        self._open = self.gesture(_("Ouvrir"), self.open, kind="accent")
        self.gesture(_("J’ai perdu ma phrase de passe"), self.lost.emit, kind="quiet")
        self.gesture(_("Autre coffre…"), self.another_asked.emit, kind="quiet")
        self._left = self._tries.wait
        self._seconds = QTimer(self)
        self._seconds.timeout.connect(self._second_passed)
        self._busy = False
        self._hold()

    @override
    def arrive(self) -> None:
        self.secret.setFocus()
        self._door.run(self._check, self._fill_in, self._say_trouble, self)

    def open(self) -> None:
        """Open the vault with what is typed."""
        if self._busy or self._left or not self.secret.typed:
            return
        self._busy = True
        self._field.complain("")
        self.banner.say("")
        self.wait(_("Ouverture du coffre…"))
        passphrase = self.secret.typed
        self._door.run(lambda app: app.vaults.open(self._folder, passphrase), self._opened, self._missed, self)

    def _show_whose(self, folder: Path, known: tuple[KnownVault, ...]) -> None:
        named = [one for one in known if one.initials]
        own = next((one for one in named if one.folder == folder), None)
        if own is not None and len(named) > 1:
            whose = Choice([(one.folder, one.initials) for one in named], _("À qui est le coffre"), own.folder)
            whose.chosen.connect(lambda place: self.picked.emit(place) if place != folder else None)
            self.add(whose)
        elif own is not None:
            self.add(Words(_("Coffre de {initials}").format(initials=own.initials), Role.SUBTITLE))

    def _check(self, app: App) -> str | None:
        app.vaults.refuse_unopenable(self._folder)
        return app.vaults.demonstration_passphrase(self._folder)

    def _fill_in(self, demonstration: str | None) -> None:
        """Type the passphrase of a demonstration: it protects nothing and is not asked."""
        if demonstration and not self.secret.typed:
            self.secret.line.setText(demonstration)

    def _opened(self, desk: Desk) -> None:
        self._tries.forget()
        self.secret.clear()
        self.opened.emit(desk)

    def _missed(self, fault: BaseException) -> None:
        self._busy = False
        self.wait("")
        if isinstance(fault, Expected) and fault.code == "wrong_passphrase":
            self._left = self._tries.missed()
            self._field.complain(fault.sentence)
            self.secret.line.selectAll()
        self._hold()
        self.secret.setFocus()
        if not (isinstance(fault, Expected) and fault.code == "wrong_passphrase"):
            self._say_trouble(fault)

    def _say_trouble(self, fault: BaseException) -> None:
        self.banner.say(sentence_of(fault))
        if not isinstance(fault, Expected):
            raise fault

    def _hold(self) -> None:
        if self._left:
            self._seconds.start(SECOND_MS)
        self._show_state()

    def _second_passed(self) -> None:
        self._left = max(0, self._left - 1)
        if not self._left:
            self._seconds.stop()
        self._show_state()

    def _show_state(self) -> None:
        if self._busy:
            return
        waiting = ngettext("Nouvel essai dans {count} seconde.", "Nouvel essai dans {count} secondes.", self._left)
        self.state.say(waiting.format(count=self._left) if self._left else "")
        self.state.setVisible(bool(self._left))
        self._open.setEnabled(not self._left)
