"""The first run: a few calm steps from an empty folder to an open vault; nothing typed is lost by going back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import Expected
from app.paths import demonstration_folder
from app.words import _
from ui.entry.comfort import Comfort
from ui.entry.door import holds_vault, sentence_of
from ui.entry.flow import Flow
from ui.entry.phrase import Again, Phrase
from ui.entry.welcome import Welcome, Who

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.bootstrap import App
    from app.services.desk import Desk
    from app.services.keys.recovery_kits import Kit
    from app.settings import DeviceSettings
    from ui.entry.door import Door
    from ui.entry.kit import PrintKit
    from ui.entry.step import Step


class FirstRun(Flow):
    """Welcome, who one is, the passphrase, the kit, what the eyes like.

    Signals:
        opened: the vault is made and open; carries its desk.
        existing: a vault that exists is wanted; carries its folder.
        looked: another look was chosen; carries the settings of this device.
        back_asked: a backup is to take the place of a vault that is not there; carries its folder.
    """

    opened = Signal(object)
    existing = Signal(object)
    looked = Signal(object)
    back_asked = Signal(object)

    def __init__(
        self, door: Door, folder: Path, settings: DeviceSettings, back: Callable[[], object] | None = None
    ) -> None:
        """Begin with an empty folder; ``back`` returns to the lock screen one came from, if any."""
        super().__init__()
        self._door, self._folder, self._settings = door, folder, settings
        self._desk: Desk | None = None
        self._passphrase, self._weak, self._made_with = "", False, ""
        self._welcome = Welcome(folder, back)
        self._welcome.begun.connect(self._ask_who)
        self._welcome.tried.connect(self._try_without_risk)
        self._welcome.existing.connect(self._open_existing)
        self._welcome.moved.connect(self._move)
        self._welcome.back_asked.connect(lambda: self.back_asked.emit(self._folder))
        self._who: Who | None = None
        self._phrase: Phrase | None = None
        self._again: Again | None = None
        self._print: PrintKit | None = None
        self._comfort: Comfort | None = None
        self.show_step(self._welcome)

    def close_desk(self) -> None:
        """Close the vault just made, when the window goes before its last step."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _open_existing(self, folder: Path) -> None:
        if holds_vault(folder):
            self.existing.emit(folder)
        else:
            sentence = _(
                "Il n’y a pas de coffre dans {folder}. Choisissez le dossier qui contient «\u00a0palier.db\u00a0»."
            )
            self._welcome.banner.say(sentence.format(folder=folder))

    def _move(self, folder: Path) -> None:
        if holds_vault(folder):
            self.existing.emit(folder)
            return
        self._folder = folder
        self._welcome.show_place(folder)

    def _try_without_risk(self) -> None:
        self._welcome.wait(_("Préparation de la démonstration…"))
        self._door.run(_demonstration, self.opened.emit, partial(self._missed, self._welcome), self)

    def _ask_who(self) -> None:
        if self._who is None:
            self._who = Who(partial(self.show_step, self._welcome))
            self._who.done.connect(self._ask_phrase)
        self.show_step(self._who)

    def _ask_phrase(self) -> None:
        if self._phrase is None:
            self._phrase = Phrase(self._door, self._ask_who)
            self._phrase.done.connect(self._take_phrase)
        self.show_step(self._phrase)

    def _take_phrase(self, passphrase: str, weak: bool) -> None:
        self._passphrase, self._weak = passphrase, weak
        if self._again is None:
            self._again = Again(self._ask_phrase)
            self._again.done.connect(self._make)
        self._again.expect(passphrase)
        self.show_step(self._again)

    def _make(self) -> None:
        """Make the vault, or change the passphrase of the one made a step ago."""
        assert self._who is not None  # noqa: S101 -- one came by it
        assert self._again is not None  # noqa: S101
        self._again.wait(_("Préparation du coffre et du kit de secours…"))
        missed = partial(self._missed, self._again)
        desk, old, new, weak = self._desk, self._made_with, self._passphrase, self._weak
        if desk is not None:
            self._door.run(
                lambda _app: _changed(desk, old, new, weak=weak), lambda _done: self._made(desk), missed, self
            )
            return
        folder, worker = self._folder, self._who.worker()

        def create(app: App) -> Desk:
            app.vaults.create(folder, new, worker, accept_weak=weak)
            return app.vaults.open(folder, new)

        self._door.run(create, self._made, missed, self)

    def _made(self, desk: Desk) -> None:
        self._desk, self._made_with = desk, self._passphrase
        if self._who is not None:
            self._who.settle()
        if self._print is not None:  # the kit is as good with another passphrase
            self._done_waiting()
            self.show_step(self._print)
            return
        passphrase = self._passphrase
        self._door.run(lambda _app: _kit(desk, passphrase), self._show_kit, self._kit_failed, self)

    def _show_kit(self, made: tuple[Kit, bytes]) -> None:
        from ui.entry.kit import PrintKit  # noqa: PLC0415 -- printing is loaded when there is something to print

        self._done_waiting()
        kit, pdf = made
        self._print = PrintKit(self._door, kit, pdf, self._ask_phrase)
        self._print.done.connect(self._check_kit)
        self._print.later.connect(self._ask_comfort)
        self.show_step(self._print)

    def _kit_failed(self, fault: BaseException) -> None:
        """The vault is there: a kit that could not be made is asked for again later."""
        self._done_waiting()
        self._ask_comfort()
        if self._comfort is not None:
            self._comfort.banner.say(sentence_of(fault))

    def _check_kit(self) -> None:
        from ui.entry.kit import CheckKit  # noqa: PLC0415 -- as above

        assert self._print is not None  # noqa: S101
        assert self._desk is not None  # noqa: S101
        kit, ids = self._print.kit, self._desk.vault.context.ids
        step = CheckKit(kit, kit.parts_to_ask(ids), partial(self.show_step, self._print))
        step.done.connect(self._checked)
        step.later.connect(self._ask_comfort)
        self.show_step(step)

    def _checked(self) -> None:
        desk, step = self._desk, self.step()
        assert desk is not None  # noqa: S101
        self._door.run(
            lambda _app: desk.kits.record_check(desk.local_now().date()),
            lambda _changes: self._ask_comfort(),
            partial(self._missed, step),
            self,
        )

    def _ask_comfort(self) -> None:
        if self._comfort is None:
            self._comfort = Comfort(self._settings, self._back_to_kit)
            self._comfort.looked.connect(self.looked)
            self._comfort.done.connect(self._finish)
        self.show_step(self._comfort)

    def _back_to_kit(self) -> None:
        self.show_step(self._print) if self._print is not None else self._ask_phrase()

    def _finish(self, pin: str, weak: bool) -> None:
        assert self._desk is not None  # noqa: S101
        assert self._comfort is not None  # noqa: S101
        desk = self._desk
        if not pin:
            self._end(desk)
            return
        self._comfort.wait(_("Ouverture du coffre…"))
        self._door.run(
            lambda _app: _keep_pin(desk, pin, weak=weak), lambda _done: self._end(desk), self._pin_refused, self
        )

    def _pin_refused(self, fault: BaseException) -> None:
        assert self._comfort is not None  # noqa: S101
        self._comfort.wait("")
        self._comfort.refuse(sentence_of(fault), weak=isinstance(fault, Expected) and fault.code == "weak_pin")
        if not isinstance(fault, Expected):
            raise fault

    def _end(self, desk: Desk) -> None:
        self._desk = None
        self._passphrase = self._made_with = ""
        self.opened.emit(desk)

    def _missed(self, step: Step, fault: BaseException) -> None:
        step.wait("")
        step.banner.say(sentence_of(fault))
        if not isinstance(fault, Expected):
            raise fault

    def _done_waiting(self) -> None:
        if self._again is not None:
            self._again.wait("")
            self._again.forget()


def _demonstration(app: App) -> Desk:
    folder = demonstration_folder()
    passphrase = app.vaults.demonstration_passphrase(folder) if holds_vault(folder) else None
    return app.vaults.open(folder, passphrase or app.vaults.create_demonstration(folder))


def _changed(desk: Desk, old: str, new: str, *, weak: bool) -> None:
    if old != new:
        desk.kits.change_passphrase(old, new, accept_weak=weak)


def _kit(desk: Desk, passphrase: str) -> tuple[Kit, bytes]:
    kit = desk.kits.make(passphrase)
    return kit, kit.pdf()


def _keep_pin(desk: Desk, pin: str, *, weak: bool) -> None:
    from app.services.keys.pause_choices import choose_pin  # noqa: PLC0415 -- by then the services are there

    choose_pin(desk.vault, pin, accept_weak=weak)
