"""Backups a former passphrase opens: made again under today's, the former ones removed for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from app.errors import Cancelled, Expected
from app.words import _
from ui.kit.banner import Banner
from ui.kit.going_on import GoingOn
from ui.kit.sheets import Sheet
from ui.kit.texts import Words
from ui.preferences.backups_view_model import former_days

if TYPE_CHECKING:
    from app.changes import Changes
    from ui.workplace import Workplace


class MakeAgainSheet(Sheet):
    """Names what will be removed before it is."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(_("Refaire les sauvegardes"), workplace.shell.window())
        self._workplace = workplace
        self.add(
            Words(
                _(
                    "Palier fait d’abord une sauvegarde neuve et la relit. Puis il supprime pour de bon celles-ci, et "
                    "on ne pourra plus y revenir\u00a0:"
                )
            )
        )
        self.add(Words("\n".join(former_days(workplace.desk))))
        self.add(
            Words(_("Une copie sur une clé USB qui n’est pas branchée reste à supprimer à la main quand vous l’aurez."))
        )
        self.banner = Banner("warning")
        self.add(self.banner)
        self.body.addStretch(1)
        self.going_on = GoingOn(
            workplace.tasks,
            to_its_end=_(
                "La sauvegarde neuve est faite et relue\u00a0; les anciennes sont supprimées une à une, et cela va "
                "jusqu’au bout pour n’en laisser aucune à moitié."
            ),
            button=False,
        )
        self.keep_in_sight(self.going_on)
        workplace.tasks.decided.connect(self._decided)
        self._leave = self.gesture(_("Annuler"), self.reject)
        self._go = self.gesture(_("Refaire et supprimer"), self._make, kind="accent")

    def _make(self) -> None:
        self._go.setEnabled(False)
        self.banner.say("")
        make_again = self._workplace.desk.backups.make_again
        self.going_on.run(_("Sauvegarde en cours…"), make_again, self._made, self._missed)
        self._leave.setFocus()

    def _decided(self, _progress: object) -> None:
        self._leave.setEnabled(not self.going_on.decided)

    @override
    def reject(self) -> None:
        """Stop what goes on, if it may be; else leave."""
        if self.going_on.progress is None:
            super().reject()
        else:
            self.going_on.stop()

    def _made(self, _changes: Changes) -> None:
        self._workplace.hub.backed_up.emit()
        self._workplace.shell.toast(_("Sauvegardes refaites"))
        self.accept()

    def _missed(self, fault: BaseException) -> None:
        self._leave.setEnabled(True)
        self._go.setEnabled(True)
        self._go.setFocus()
        if isinstance(fault, Expected):
            self.banner.say(fault.sentence)
        elif not isinstance(fault, Cancelled):
            self._workplace.shell.present(fault)
