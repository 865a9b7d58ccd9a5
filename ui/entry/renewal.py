"""Somebody knows the passphrase: another key of the vault, another passphrase, another kit; the vault then opens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from app.errors import Expected
from app.words import _, ngettext
from ui.entry.door import sentence_of
from ui.entry.flow import Flow
from ui.entry.kit import CheckKit, PrintKit
from ui.entry.phrase import Again, Phrase
from ui.entry.step import Step
from ui.entry.unlock import tried
from ui.kit.fields import Labelled
from ui.kit.secret import SecretLine
from ui.kit.texts import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.bootstrap import App
    from app.services.desk import Desk
    from app.services.keys.recovery_kits import Kit
    from ui.entry.door import Door


class Known(Step):
    """Says what will be done, and asks for the passphrase somebody knows.

    Signals:
        done: it opens the vault; carries it.
    """

    done = Signal(str)

    def __init__(self, door: Door, folder: Path, back: Callable[[], object]) -> None:
        about = _(
            "Le coffre reçoit une nouvelle clé\u00a0: ni l’ancienne phrase, ni l’ancien kit, ni une copie de "
            "l’ancienne clé ne l’ouvriront plus. Vous choisirez une nouvelle phrase et imprimerez un nouveau kit."
        )
        super().__init__(_("Quelqu’un connaît ma phrase"), about)
        self._door, self._folder = door, folder
        self.add(
            Words(
                _(
                    "Ce que cette personne a déjà copié s’ouvre encore avec l’ancienne phrase\u00a0: cela ne peut pas "
                    "être repris. Prévenez votre responsable."
                )
            )
        )
        self.secret = SecretLine(_("Phrase de passe actuelle"))
        self._field = Labelled(_("Phrase de passe actuelle"), self.secret)
        self.add(self._field)
        self.gesture(_("Continuer"), self._try, kind="accent")
        self.back_by(_("Retour"), back)

    @override
    def arrive(self) -> None:
        super().arrive()
        self.secret.setFocus()

    def _try(self) -> None:
        if not self.secret.typed:
            return
        folder, typed = self._folder, self.secret.typed
        self._field.complain("")
        self.wait(_("Vérification de la phrase de passe…"))
        self._door.run(lambda app: _refused(app, folder, typed), partial(self._answered, typed), self._missed, self)

    def _answered(self, typed: str, sentence: str) -> None:
        self.wait("")
        if sentence:
            self._field.complain(sentence)
            self.secret.setFocus()
            self.secret.line.selectAll()
            return
        self.secret.clear()
        self.done.emit(typed)

    def _missed(self, fault: BaseException) -> None:
        self.wait("")
        self.banner.say(sentence_of(fault))
        if not isinstance(fault, Expected):
            raise fault


class Renewal(Flow):
    """From the passphrase somebody knows to a vault under another key.

    Attributes:
        to_say: What is to say to whoever comes in.

    Signals:
        opened: the vault is open; carries its desk.
    """

    opened = Signal(object)

    def __init__(self, door: Door, folder: Path, back: Callable[[], object]) -> None:
        super().__init__()
        self._door, self._folder = door, folder
        self._desk: Desk | None = None
        self._old, self._new, self._weak = "", "", False
        self.to_say = ""
        self._known = Known(door, folder, back)
        self._known.done.connect(self._ask_phrase)
        self._phrase = Phrase(door, partial(self.show_step, self._known))
        self._phrase.done.connect(self._ask_again)
        self._again = Again(partial(self.show_step, self._phrase))
        self._again.done.connect(self._renew)
        self._print: PrintKit | None = None
        self.show_step(self._known)

    def close_desk(self) -> None:
        """Close the vault, when the window goes before the kit is made."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _ask_phrase(self, old: str) -> None:
        self._old = old
        self.show_step(self._phrase)

    def _ask_again(self, passphrase: str, weak: bool) -> None:
        self._new, self._weak = passphrase, weak
        self._again.expect(passphrase)
        self.show_step(self._again)

    def _renew(self) -> None:
        self._again.wait(
            _("Nouvelle clé du coffre\u00a0: chaque page est écrite de nouveau…"),
            to_its_end=_(
                "Cela va jusqu’au bout, car un coffre à moitié sous sa nouvelle clé ne servirait à personne\u00a0; "
                "jusque-là l’ancien reste entier, même si l’ordinateur s’éteint."
            ),
        )
        folder, old, new, weak = self._folder, self._old, self._new, self._weak
        self._door.run(
            lambda app: app.vaults.renew(folder, old, new, accept_weak=weak), self._renewed, self._missed, self
        )

    def _renewed(self, desk: Desk) -> None:
        self._desk, self._old = desk, ""
        new = self._new
        self._door.run(lambda _app: _kit(desk, new), self._show_kit, self._kit_failed, self)

    def _show_kit(self, made: tuple[Kit, bytes]) -> None:
        self._again.wait("")
        self._print = PrintKit(self._door, *made, self._end)
        self._print.done.connect(self._check)
        self._print.later.connect(self._end)
        self.show_step(self._print)

    def _kit_failed(self, _fault: BaseException) -> None:
        """The vault has its key: a kit that could not be made is asked for again once it is open."""
        self._end()

    def _check(self) -> None:
        assert self._print is not None  # noqa: S101 -- one came by it
        assert self._desk is not None  # noqa: S101
        kit = self._print.kit
        step = CheckKit(kit, kit.parts_to_ask(self._desk.vault.context.ids), partial(self.show_step, self._print))
        step.done.connect(self._checked)
        step.later.connect(self._end)
        self.show_step(step)

    def _checked(self) -> None:
        desk = self._desk
        assert desk is not None  # noqa: S101 -- one came by it
        self._door.run(
            lambda _app: desk.kits.record_check(desk.local_now().date()),
            lambda _changes: self._end(),
            lambda _fault: self._end(),
            self,
        )

    def _end(self) -> None:
        desk, self._desk, self._new = self._desk, None, ""
        if desk is None:
            return
        count = len(desk.backups.opened_otherwise())
        self.to_say = ngettext(
            "Nouvelle clé en place. {count} sauvegarde s’ouvre encore avec l’ancienne phrase\u00a0: Réglages.",
            "Nouvelle clé en place. {count} sauvegardes s’ouvrent encore avec l’ancienne phrase\u00a0: Réglages.",
            count,
        ).format(count=count)
        self.opened.emit(desk)

    def _missed(self, fault: BaseException) -> None:
        self._again.wait("")
        self._again.banner.say(sentence_of(fault))
        if not isinstance(fault, Expected):
            raise fault


def _refused(app: App, folder: Path, passphrase: str) -> str:
    """Try a passphrase as the lock screen does; return what to say when it is not the one."""
    found = tried(app, folder, passphrase)
    if found.desk is None:
        return found.sentence or _("Patientez avant un nouvel essai.")
    found.desk.close()
    return ""


def _kit(desk: Desk, passphrase: str) -> tuple[Kit, bytes]:
    kit = desk.kits.make(passphrase)
    return kit, kit.pdf()
