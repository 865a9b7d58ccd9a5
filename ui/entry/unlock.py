"""The lock screen: whose vault, its passphrase, and what to do when it does not open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from typing_extensions import override

from app.errors import Expected
from app.services.keys.tries import Tries
from app.words import _, ngettext
from ui.entry.door import sentence_of
from ui.entry.step import Step
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


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of a vault before it is opened: its tries, and the passphrase of a demonstration."""

    tries: Tries
    demonstration: str | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What a try gave.

    Attributes:
        desk: The open vault, if the passphrase was the one.
        sentence: What to say of a passphrase that was not; None also when it was too early to try.
        wrong: Wrong passphrases in a row before the right one.
    """

    desk: Desk | None = None
    sentence: str | None = None
    wrong: int = 0


class Unlock(Step):
    """Asks for the passphrase of one vault.

    Attributes:
        wrong_before: Wrong passphrases tried before this window stood there.

    Signals:
        opened: the vault is open; carries its desk.
        another_asked: « Autre coffre… ».
        back_asked: « Revenir à une sauvegarde… ».
        lost: the passphrase is lost: the kit is wanted.
        known: somebody knows the passphrase: another key is wanted.
        picked: another vault of this device was picked; carries its folder.
    """

    opened = Signal(object)
    another_asked = Signal()
    back_asked = Signal()
    lost = Signal()
    known = Signal()
    picked = Signal(object)

    def __init__(self, door: Door, folder: Path, known: tuple[KnownVault, ...]) -> None:
        super().__init__(_("Ouvrir le coffre"), width=WIDTH)
        self._door = door
        self._folder = folder
        self._tries: Tries | None = None  # known once the program is there, with its clock
        self.wrong_before = 0
        self._wrong_here = 0
        self._show_whose(folder.absolute(), known)
        self.secret = SecretLine(_("Phrase de passe"))
        self._field = Labelled(_("Phrase de passe"), self.secret)
        self.add(self._field)
        self._open = self.gesture(_("Ouvrir"), self.open, kind="accent")
        self.gesture(_("J’ai perdu ma phrase de passe"), self.lost.emit, kind="quiet")
        self.gesture(_("Quelqu’un connaît ma phrase"), self.known.emit, kind="quiet")
        self.gesture(_("Autre coffre…"), self.another_asked.emit, kind="quiet")
        self.gesture(_("Revenir à une sauvegarde…"), self.back_asked.emit, kind="quiet")
        self._left = 0
        self._seconds = QTimer(self)
        self._seconds.timeout.connect(self._hold)
        self._busy = False

    @override
    def arrive(self) -> None:
        self.secret.setFocus()
        self._door.later(self._check, self._take, self._say_trouble, self)

    def open(self) -> None:
        """Open the vault with what is typed."""
        if self._busy or self._left or not self.secret.typed:
            return
        self._busy = True
        self._field.complain("")
        self.banner.say("")
        self.wait(_("Ouverture du coffre…"))
        folder, passphrase = self._folder, self.secret.typed
        self._door.run(lambda app: tried(app, folder, passphrase), self._answered, self._missed, self)

    def _show_whose(self, folder: Path, known: tuple[KnownVault, ...]) -> None:
        named = [one for one in known if one.initials]
        own = next((one for one in named if one.folder == folder), None)
        if own is not None and len(named) > 1:
            whose = Choice([(one.folder, one.initials) for one in named], _("À qui est le coffre"), own.folder)
            whose.chosen.connect(lambda place: self.picked.emit(place) if place != folder else None)
            self.add(whose)
        elif own is not None:
            self.add(Words(_("Coffre de {initials}").format(initials=own.initials), Role.SUBTITLE))

    def _check(self, app: App) -> _Found:
        app.vaults.refuse_unopenable(self._folder)
        return _Found(Tries(self._folder, app.clock), app.vaults.demonstration_passphrase(self._folder))

    def _take(self, found: _Found) -> None:
        """Take what is known; the passphrase of a demonstration protects nothing and is not asked."""
        self._tries = found.tries
        if found.demonstration and not self.secret.typed:
            self.secret.line.setText(found.demonstration)
        self._hold()

    def _answered(self, tried: Tried) -> None:
        if tried.desk is not None:
            self.wrong_before = max(0, tried.wrong - self._wrong_here)
            self.secret.clear()
            self.opened.emit(tried.desk)
            return
        self._end_try()
        if tried.sentence is not None:
            self._wrong_here += 1
            self._field.complain(tried.sentence)
            self.secret.line.selectAll()

    def _missed(self, fault: BaseException) -> None:
        self._end_try()
        self._say_trouble(fault)

    def _end_try(self) -> None:
        self._busy = False
        self.wait("")
        self.secret.setFocus()
        self._hold()

    def _say_trouble(self, fault: BaseException) -> None:
        self.banner.say(sentence_of(fault))
        if not isinstance(fault, Expected):
            raise fault

    def _hold(self) -> None:
        """Wait as long as the wrong passphrases ask for."""
        self._left = self._tries.seconds_left() if self._tries is not None else 0
        if self._left:
            self._seconds.start(SECOND_MS)
        else:
            self._seconds.stop()
        if not self._busy:
            self._show_left()

    def _show_left(self) -> None:
        waiting = ngettext("Nouvel essai dans {count} seconde.", "Nouvel essai dans {count} secondes.", self._left)
        self.state.say(waiting.format(count=self._left) if self._left else "")
        self.state.setVisible(bool(self._left))
        self._open.setEnabled(not self._left)


def tried(app: App, folder: Path, passphrase: str) -> Tried:
    """Try a passphrase; a wrong one is counted."""
    tries = Tries(folder, app.clock)
    if tries.seconds_left():
        return Tried()
    try:
        desk = app.vaults.open(folder, passphrase)
    except Expected as refused:
        if refused.code != "wrong_passphrase":
            raise
        tries.failed()
        return Tried(sentence=refused.sentence)
    return Tried(desk, wrong=tries.succeeded())
