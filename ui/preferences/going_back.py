"""Going back to a backup: choose a day, see what it holds, type the passphrase of that day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from typing_extensions import override

from app.errors import Cancelled, Expected
from app.services.backups.saying import GOES_TO_ITS_END, preview_sentences
from app.words import _
from ui.kit.buttons import Choice
from ui.kit.fields import Labelled
from ui.kit.going_on import GoingOn
from ui.kit.secret import SecretLine
from ui.kit.sheets import Sheet
from ui.kit.texts import Words
from ui.preferences.backups_view_model import choices

if TYPE_CHECKING:
    from app.changes import Changes
    from app.services.backups.values import Backup, Preview
    from ui.tasks import Progress
    from ui.workplace import Workplace


class GoBackSheet(Sheet):
    """Decides to go back; the window then locks, and opens on the backup."""

    def __init__(self, workplace: Workplace, *, look_for_intact: bool = False) -> None:
        """Show what one may go back to.

        Args:
            workplace: Of the open vault.
            look_for_intact: Read them, the newest first, and choose the first that is whole: the vault is damaged.
        """
        super().__init__(_("Revenir à une sauvegarde"), workplace.shell.window())
        self._workplace = workplace
        self._chosen: Backup | None = None
        found = choices(workplace.desk)
        self.add(
            Words(
                _(
                    "Le coffre de maintenant est gardé à côté, avec son jour\u00a0: il reste dans cette liste. "
                    "Palier se verrouille, puis s’ouvre sur la sauvegarde, avec la phrase de passe du jour où elle a "
                    "été faite."
                )
                if found
                else _("Il n’y a pas encore de sauvegarde.")
            )
        )
        self.days: Choice[Backup] = Choice(found, _("Sauvegarde"))
        self.days.chosen.connect(self._look)
        self.add(self.days)
        self.seen = Words("")
        self.add(self.seen)
        self.secret = SecretLine(_("Phrase de passe de ce jour-là"))
        self._field = Labelled(_("Phrase de passe de ce jour-là"), self.secret)
        self.add(self._field)
        self._field.hide()
        self.body.addStretch(1)
        self.going_on = GoingOn(workplace.tasks, to_its_end=_(GOES_TO_ITS_END), button=False)
        self.keep_in_sight(self.going_on)
        self._leaves = self.gesture(_("Annuler"), self.reject)
        self._go = self.gesture(_("Revenir à cette sauvegarde"), self._decide, kind="accent")
        self._go.setEnabled(False)
        if look_for_intact and found:
            self.going_on.run(
                _("Recherche de la plus récente qui soit intacte…"),
                workplace.desk.backups.newest_intact,
                self._offer,
                self._missed_all,
            )

    def _offer(self, intact: Preview | None) -> None:
        """Choose the newest intact one; a hand that chose meanwhile has stopped the search."""
        if intact is None:
            self.seen.say(_("Aucune ne se lit en entier avec les clés d’aujourd’hui. Choisissez un jour pour le voir."))
            return
        self._chosen = intact.backup
        self.days.choose(intact.backup)
        self._show(intact.backup, intact)

    def _missed_all(self, fault: BaseException) -> None:
        if not isinstance(fault, Cancelled):
            self._workplace.shell.present(fault)

    def _look(self, backup: Backup) -> None:
        self._chosen = backup
        self._go.setEnabled(False)
        self._field.complain("")
        self.seen.say("")
        backups = self._workplace.desk.backups
        self.going_on.run(
            _("Lecture de la sauvegarde…"),
            lambda progress: backups.preview(backup.path, progress=progress),
            partial(self._show, backup),
            partial(self._missed, backup),
        )

    def _show(self, backup: Backup, seen: Preview) -> None:
        if backup is not self._chosen:  # another was chosen meanwhile
            return
        self.seen.say("\n".join(preview_sentences(seen)))
        self._field.setVisible(seen.usable)
        self._go.setEnabled(seen.usable)
        if seen.usable:
            self.secret.setFocus()

    def _missed(self, backup: Backup, fault: BaseException) -> None:
        if isinstance(fault, Cancelled):
            return
        if not isinstance(fault, Expected):
            self._workplace.shell.present(fault)
        elif backup is self._chosen:
            self.seen.say(fault.sentence)
            under_another_key = fault.code == "other_key"  # proved when it is gone back to, not before
            self._field.setVisible(under_another_key)
            self._go.setEnabled(under_another_key)

    def _decide(self) -> None:
        if self._chosen is None:
            return
        path, secret, backups = self._chosen.path, self.secret.typed, self._workplace.desk.backups
        self._wait(busy=True)
        self._field.complain("")

        def work(progress: Progress) -> Changes:
            progress.decide()
            return backups.go_back(path, secret)

        self.going_on.run(_("Retour à la sauvegarde…"), work, self._leave, self._refused, writes=True)

    def _wait(self, *, busy: bool) -> None:
        for one in (self._go, self._leaves, self.days, self._field):
            one.setEnabled(not busy)

    @override
    def reject(self) -> None:
        """Leave, and read no further; but a return that has begun ends."""
        self.going_on.stop()
        if not self.going_on.decided:
            super().reject()

    def _leave(self, _changes: Changes) -> None:
        self.secret.clear()
        self.accept()
        # Locking replaces the process: not from inside the answer to a command.
        QTimer.singleShot(0, self._workplace.hub, self._workplace.hub.lock_asked.emit)

    def _refused(self, fault: BaseException) -> None:
        self._wait(busy=False)
        if isinstance(fault, Expected):
            self._field.complain(fault.sentence)
            self.secret.setFocus()
        else:
            self._workplace.shell.present(fault)
