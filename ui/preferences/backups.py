"""Backups in the settings: the last one, one more now, a second place, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Cancelled, Expected
from app.services.backups.backups import Elsewhere
from app.words import _
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.files import ask_folder
from ui.kit.going_on import GoingOn
from ui.kit.texts import Role, Words
from ui.preferences.backups_view_model import former_sentence, last_sentence, second_sentence
from ui.preferences.going_back import GoBackSheet
from ui.preferences.lines import line
from ui.preferences.making_again import MakeAgainSheet

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.backups.backups import KeptUp
    from ui.workplace import Workplace


class BackupsCard(Card):
    """What protects from a lost, broken or stolen computer."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(_("Sauvegardes"))
        self._workplace = workplace
        self._last, self._second = Words("", Role.SECONDARY), Words("", Role.SECONDARY)
        self._now = Button(_("Sauvegarder maintenant"), self._make)
        self._choose = Button(_("Choisir l’emplacement…"), self._ask_second)
        self._leave = Button(_("Ne plus y copier"), self._leave_second)
        back = Button(_("Revenir à une sauvegarde…"), self._go_back)
        self.add(line(_("Dernière sauvegarde"), self._last, self._now))
        self.going_on = GoingOn(workplace.tasks)
        self.add(self.going_on)
        self.add(line(_("Deuxième emplacement"), self._second, self._choose, self._leave))
        about = Words(
            _("Vous voyez d’abord ce qu’elle contient. Le coffre de maintenant est gardé\u00a0: rien n’est effacé."),
            Role.SECONDARY,
        )
        self.add(line(_("Revenir en arrière"), about, back))
        self._former = Words("", Role.SECONDARY)
        make_again = Button(_("Refaire et supprimer les anciennes…"), lambda: MakeAgainSheet(workplace).open())
        self._opened_otherwise = line(_("Ouvertes par une phrase d’avant"), self._former, make_again)
        self.add(self._opened_otherwise)
        self.trouble = Banner("warning")
        self.add(self.trouble)
        workplace.hub.backed_up.connect(self.tell)

    def tell(self) -> None:
        """Say again what there is."""
        desk = self._workplace.desk
        self._last.say(last_sentence(desk))
        self._second.say(second_sentence(desk))
        self._leave.setVisible(desk.backups.second_folder is not None)
        former = former_sentence(desk)
        self._former.say(former)
        self._opened_otherwise.setVisible(bool(former))

    def _make(self) -> None:
        backups = self._workplace.desk.backups
        self.trouble.say("")
        self.going_on.run(
            _("Sauvegarde en cours…"),
            lambda progress: backups.keep_up(at_once=True, progress=progress),
            self._made,
            self._missed,
            pressed=self._now,
        )

    def _made(self, kept: KeptUp) -> None:
        self.tell()
        if kept.elsewhere is Elsewhere.FAILED:
            self.trouble.say(kept.sentence)
        else:
            self._workplace.shell.toast(_("Sauvegarde faite et relue"))

    def _missed(self, fault: BaseException) -> None:
        self.tell()
        if isinstance(fault, Expected):
            self.trouble.say(fault.sentence)
        elif not isinstance(fault, Cancelled):
            self._workplace.shell.present(fault)

    def _ask_second(self) -> None:
        chosen = ask_folder(self, _("Où copier aussi les sauvegardes"))
        if chosen is not None:
            self._keep_second(chosen)

    def _leave_second(self) -> None:
        self._choose.setFocus()
        self._keep_second(None)

    def _keep_second(self, folder: Path | None) -> None:
        backups = self._workplace.desk.backups
        self.trouble.say("")
        self._workplace.command(
            lambda: backups.choose_second_folder(folder), done=self.tell, failed=self._missed, owner=self
        )

    def _go_back(self) -> None:
        GoBackSheet(self._workplace).open()
