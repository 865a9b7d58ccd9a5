"""Going back to a backup before any vault is open: choose a day, see what it holds, go back to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea
from typing_extensions import override

from app.errors import Cancelled, Expected
from app.services.backups.saying import GOES_TO_ITS_END, backups_said, moment_said, preview_sentences
from app.services.backups.values import BackupKind
from app.services.keys.tries import Tries
from app.words import _, ngettext
from ui.entry.door import sentence_of
from ui.entry.step import Step
from ui.kit.buttons import Choice
from ui.kit.fields import Labelled, Paragraphs
from ui.kit.files import ask_folder
from ui.kit.secret import SecretLine
from ui.kit.texts import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.bootstrap import App
    from app.services.backups.values import Backup, Preview
    from app.services.desk import Desk
    from ui.entry.door import Door
    from ui.tasks import Progress

WRONG = frozenset({"wrong_passphrase", "wrong_kit"})


class GoingBack(Step):
    """From a list of days to the vault of one of them; what was there is kept aside.

    Signals:
        opened: the vault is open on the backup; carries its desk.
        restored: the vault is the backup, to be opened with the kit; carries what to say.
    """

    opened = Signal(object)
    restored = Signal(str)

    def __init__(self, door: Door, folder: Path, back: Callable[[], object]) -> None:
        """Look for what one may go back to.

        Args:
            door: Runs what needs the program.
            folder: The vault, whole, damaged or missing.
            back: Returns to where one came from.
        """
        about = _(
            "Vous voyez d’abord ce qu’elle contient. Ce qui est là maintenant est gardé à côté, rien n’est effacé."
        )
        super().__init__(_("Revenir à une sauvegarde"), about)
        self._door, self._folder = door, folder
        self._chosen: Backup | None = None
        self._with_kit = False
        self._looked = False
        self._reading: Progress | None = None
        door.tasks.progressed.connect(self._went_on)
        self.days: Choice[Backup] = Choice((), _("Sauvegarde"))
        self.add(self.days)
        self.secret = SecretLine(_("Phrase de passe de ce jour-là"))
        self._field = Labelled(_("Phrase de passe de ce jour-là"), self.secret)
        self.code = Paragraphs(_("Code du kit de secours"))
        self._code = Labelled(_("Code du kit de secours"), self.code, _("Celui qui ouvrait le coffre ce jour-là."))
        self.seen = Words("")
        for one in (self._field, self._code, self.seen):
            self.add(one)
            one.hide()
        self._look = self.gesture(_("Voir ce qu’elle contient"), self._ask_preview, kind="accent")
        self._go = self.gesture(_("Revenir à cette sauvegarde"), self._restore)
        self.back_by(_("Retour"), back)
        self.gesture(_("Chercher dans un autre dossier…"), self._ask_place, kind="quiet")
        self._turn = self.gesture(_("Avec le kit de secours"), self._turn_kit, kind="quiet")
        self._stand()

    @override
    def arrive(self) -> None:
        super().arrive()
        if not self._looked:
            self._looked = True
            self.wait(_("Recherche des sauvegardes…"))
            folder = self._folder
            self._door.run(lambda _app: _found_in(folder), self._show_days, self._missed, self)

    def _show_days(self, found: Sequence[Backup]) -> None:
        self.wait("")
        former, self._chosen = self.days, None
        self.days = Choice(backups_said(found, None), _("Sauvegarde"))
        self.days.chosen.connect(self._choose)
        self.body.replaceWidget(former, self.days)
        self.days.show()  # at once: the layout would, later, and Tab skips what is not shown
        former.deleteLater()
        if not found:
            self.banner.say(
                _(
                    "Il n’y a pas de sauvegarde dans {folder}. Rien n’a changé\u00a0; cherchez sur la clé USB ou le "
                    "disque où elles sont copiées."
                ).format(folder=self._folder)
            )
        self._stand()
        first = next(iter(self.days.buttons()), None)
        if first is not None:
            self.setTabOrder(first, self.secret)
            first.setFocus()
        newest = next((one for one in found if one.kind is not BackupKind.REPLACED), None)
        if newest is not None:  # what it holds is seen before anything is done; another is a tap away
            self.days.choose(newest)
            self._choose(newest)

    def _choose(self, backup: Backup) -> None:
        self._chosen = backup
        self._forget_preview()
        (self.code if self._with_kit else self.secret).setFocus()

    def _stand(self) -> None:
        """Show what can be done now."""
        self._field.setVisible(self._chosen is not None and not self._with_kit)
        self._code.setVisible(self._chosen is not None and self._with_kit)
        self._look.setVisible(self._chosen is not None)
        self._turn.setVisible(self._chosen is not None)
        self._turn.say(_("Avec la phrase de passe") if self._with_kit else _("Avec le kit de secours"))
        if not self.seen.words:
            self._go.hide()
            self.seen.hide()

    def _forget_preview(self) -> None:
        self.banner.say("")
        self._field.complain("")
        self._code.complain("")
        self.seen.say("")
        if self._chosen is not None:
            self._look.stand(kind="accent")
            self._next = self._look
        self._stand()

    def _turn_kit(self) -> None:
        self._with_kit = not self._with_kit
        self._forget_preview()
        (self.code if self._with_kit else self.secret).setFocus()

    def _ask_place(self) -> None:
        chosen = ask_folder(self, _("Où sont les sauvegardes"))
        if chosen is not None:
            self._forget_preview()
            self.wait(_("Recherche des sauvegardes…"))
            self._door.run(lambda _app: _found_under(chosen), self._show_days, self._missed, self)

    @property
    def _typed(self) -> str:
        return self.code.typed if self._with_kit else self.secret.typed

    def _ask_preview(self) -> None:
        if self._chosen is None or not self._typed:
            return
        backup, typed, with_kit, folder = self._chosen, self._typed, self._with_kit, self._folder
        self._forget_preview()
        progress = self._door.tasks.telling()
        self._reading = progress
        self.wait(_("Lecture de la sauvegarde…"), stop=progress.cancel)
        self._door.run(
            lambda app: _previewed(app, folder, backup, _Typed(typed, with_kit=with_kit), progress),
            partial(self._show, backup),
            self._missed,
            self,
        )

    def _went_on(self, said: tuple[Progress, int, int]) -> None:
        progress, done, whole = said
        if progress is self._reading:
            self.going_on.bar.tell(done, whole)

    def _show(self, backup: Backup, seen: Preview) -> None:
        self.wait("")
        if backup is not self._chosen:
            return
        self.seen.say("\n".join(preview_sentences(seen)))
        self.seen.show()
        self._go.setVisible(seen.usable)
        if seen.usable:  # what was typed gives way to what is next, which stays in sight on a small screen
            self.next_is(self._go)
            for one in (self._field, self._code, self._look, self._turn):
                one.hide()
            QTimer.singleShot(0, self, self._bring_in_sight)

    def _bring_in_sight(self) -> None:
        area = self.findChild(QScrollArea)
        if area is not None:
            area.ensureWidgetVisible(self._go)

    def _restore(self) -> None:
        assert self._chosen is not None  # noqa: S101 -- its preview is in sight
        backup, typed, with_kit, folder = self._chosen, self._typed, self._with_kit, self._folder
        self.wait(
            _("Retour à la sauvegarde…"),
            to_its_end=_(GOES_TO_ITS_END),
        )

        def work(app: App) -> Desk | None:
            app.vaults.restore(folder, backup.path, typed, with_kit=with_kit)
            return None if with_kit else app.vaults.open(folder, typed)

        self._door.run(work, partial(self._end, backup), self._missed, self)

    def _end(self, backup: Backup, desk: Desk | None) -> None:
        self.wait("")
        self.secret.clear()
        self.code.show_text("")
        if desk is not None:
            self.opened.emit(desk)
            return
        said = _(
            "Le coffre est revenu au {moment}. Ouvrez-le avec le kit, par «\u00a0J’ai perdu ma phrase de passe\u00a0»."
        )
        self.restored.emit(said.format(moment=moment_said(backup.made_at, None)))

    def _missed(self, fault: BaseException) -> None:
        self.wait("")
        self._stand()
        if isinstance(fault, Cancelled):
            (self.code if self._with_kit else self.secret).setFocus()
            return
        if isinstance(fault, Expected) and fault.code in WRONG | {"kit_mistyped"}:
            field, line = (self._code, self.code) if self._with_kit else (self._field, self.secret)
            field.complain(fault.sentence)
            line.setFocus()
            return
        self.banner.say(sentence_of(fault))
        if not isinstance(fault, Expected):
            raise fault


def _found_in(folder: Path) -> Sequence[Backup]:
    from app.services.backups.looking import backups_of  # noqa: PLC0415 -- loaded with the program, off this thread

    return backups_of(folder)


def _found_under(folder: Path) -> Sequence[Backup]:
    from app.services.backups.looking import backups_under  # noqa: PLC0415 -- as above

    return backups_under(folder)


@dataclass(frozen=True, slots=True, repr=False)
class _Typed:
    """What was typed to open a backup, and whether it is the kit's."""

    words: str
    with_kit: bool


def _previewed(app: App, folder: Path, backup: Backup, typed: _Typed, progress: Progress) -> Preview:
    """Read a backup; a wrong passphrase is counted as at the lock screen, or this would be a way round it."""
    tries = Tries(folder, app.clock)
    if left := tries.seconds_left():
        waiting = ngettext("Nouvel essai dans {count} seconde.", "Nouvel essai dans {count} secondes.", left)
        raise Expected("wrong_passphrase", waiting.format(count=left))
    try:
        seen = app.vaults.preview_backup(backup.path, typed.words, with_kit=typed.with_kit, progress=progress)
    except Expected as refused:
        if refused.code in WRONG:
            tries.failed()
        raise
    tries.succeeded()
    return seen
