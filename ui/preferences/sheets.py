"""The sheets of the settings: another passphrase, another kit, the code of a pause."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from app.changes import Changes
from app.errors import Expected
from app.services.keys.passphrases import Strength, offer, weigh
from app.services.keys.pause_choices import choose_pin
from app.words import _
from ui.kit.banner import Banner
from ui.kit.fields import Labelled
from ui.kit.passphrase import NewPassphrase, same_passphrase
from ui.kit.pin import NewPin
from ui.kit.recovery import KitGroups, KitPaper
from ui.kit.secret import SecretLine
from ui.kit.sheets import Sheet
from ui.kit.texts import Words
from ui.page import empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from app.services.keys.recovery_kits import Kit
    from ui.workplace import Workplace

SETTINGS = Changes(frozenset({"setting"}))


class PinSheet(Sheet):
    """Chooses the code of a pause."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(_("Code de pause"), workplace.shell.window())
        self._workplace = workplace
        self.add(Words(_("Il termine une pause sans retaper la phrase de passe. Évitez une date ou une suite.")))
        self.pin = NewPin()
        self.add(self.pin)
        self.body.addStretch(1)
        self.gesture(_("Annuler"), self.reject)
        self._weak = self.gesture(_("Garder ce code quand même"), partial(self._keep, accept_weak=True))
        self._weak.hide()
        self.gesture(_("Garder"), self._keep, kind="accent")

    def _keep(self, *, accept_weak: bool = False) -> None:
        typed = self.pin.typed
        if not typed:
            self.pin.complain(_("Il faut six chiffres."))
            return
        if not self.pin.agree():
            return
        vault = self._workplace.desk.vault
        self._workplace.command(
            lambda: choose_pin(vault, typed, accept_weak=accept_weak),
            said=_("Code de pause gardé"),
            done=self.accept,
            failed=self._refused,
            owner=self,
        )

    def _refused(self, fault: BaseException) -> None:
        if not isinstance(fault, Expected):
            self._workplace.shell.present(fault)
            return
        self.pin.complain(fault.sentence)
        self._weak.setVisible(fault.code == "weak_pin")


class PassphraseSheet(Sheet):
    """Changes the passphrase: the present one, the next one twice."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(_("Changer la phrase de passe"), workplace.shell.window())
        self._workplace = workplace
        self.add(
            Words(
                _(
                    "Une sauvegarde faite avant s’ouvre encore avec l’ancienne. "
                    "Le kit de secours reste valable\u00a0: il n’y a rien à réimprimer."
                )
            )
        )
        self.old = SecretLine(_("Phrase de passe actuelle"))
        self._old = Labelled(_("Phrase de passe actuelle"), self.old)
        self.add(self._old)
        tasks, ids = workplace.tasks, workplace.desk.vault.context.ids

        def offered(show: Callable[[str], None]) -> None:
            tasks.fetch(lambda: offer(ids), show, owner=self)

        def weighed(passphrase: str, then: Callable[[Strength], None]) -> None:
            tasks.fetch(lambda: weigh(passphrase), then, owner=self)

        self.choice = NewPassphrase(offered, weighed)
        self.add(self.choice)
        self.again = SecretLine(_("La nouvelle, une deuxième fois"))
        self._again = Labelled(_("La nouvelle, une deuxième fois"), self.again)
        self.add(self._again)
        self.banner = Banner("warning")
        self.add(self.banner)
        self.body.addStretch(1)
        self.gesture(_("Annuler"), self.reject)
        self._weak = self.gesture(_("Garder quand même"), partial(self._change, accept_weak=True))
        self._weak.hide()
        self.gesture(_("Changer"), self._judge, kind="accent")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.old.setFocus()

    def _judge(self) -> None:
        same = same_passphrase(self.choice.passphrase, self.again.typed)
        self._old.complain("")
        self._again.complain("" if same else _("Ce n’est pas la même."))
        self._weak.hide()
        self.banner.say("")
        if not same:
            self.again.setFocus()
        else:
            self.choice.judged(self._change, self._warn)

    def _warn(self, _strength: Strength) -> None:
        self.banner.say(_("Cette phrase de passe se devine. Changez-la, ou gardez-la quand même."))
        self._weak.show()

    def _change(self, *, accept_weak: bool = False) -> None:
        kits, old, new = self._workplace.desk.kits, self.old.typed, self.choice.passphrase
        self._workplace.command(
            lambda: kits.change_passphrase(old, new, accept_weak=accept_weak),
            said=_("Phrase de passe changée"),
            done=self.accept,
            failed=self._refused,
            owner=self,
        )

    def _refused(self, fault: BaseException) -> None:
        if isinstance(fault, Expected) and fault.code == "wrong_passphrase":
            self._old.complain(fault.sentence)
            self.old.setFocus()
        elif isinstance(fault, Expected):
            self.banner.say(fault.sentence)
        else:
            self._workplace.shell.present(fault)


class KitSheet(Sheet):
    """Makes a kit: the passphrase, the paper, three groups retyped from it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(_("Nouveau kit de secours"), workplace.shell.window())
        self._workplace = workplace
        self._kit: Kit | None = None
        self.paper: KitPaper | None = None
        self.groups: KitGroups | None = None
        about = _("L’ancien kit n’ouvrira plus ce coffre\u00a0: détruisez sa feuille une fois la nouvelle vérifiée.")
        self.add(Words(about))
        self.secret = SecretLine(_("Phrase de passe"))
        self._field = Labelled(_("Phrase de passe"), self.secret)
        self.add(self._field)
        self.body.addStretch(1)
        self.gesture(_("Fermer"), self.reject)
        self._make_it = self.gesture(_("Faire le kit"), self._make, kind="accent")
        self._check_it = self.gesture(_("C’est imprimé\u00a0: vérifier"), self._ask_groups, kind="accent")
        self._done = self.gesture(_("Vérifier"), self._check, kind="accent")
        self._offer_only(self._make_it)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.secret.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_paper()

    def _fit_paper(self) -> None:
        """Let the paper give way, so that its gestures are in sight without scrolling."""
        if self.paper is not None:
            around = self.paper.heightForWidth(self.area.viewport().width()) - self.paper.paper_height
            self.paper.give(self.area.viewport().height() - around)

    def _offer_only(self, gesture: object) -> None:
        for one in (self._make_it, self._check_it, self._done):
            one.setVisible(one is gesture)

    def _make(self) -> None:
        desk, passphrase = self._workplace.desk, self.secret.typed
        self._make_it.setEnabled(False)

        def made() -> tuple[Kit, bytes]:
            kit = desk.kits.make(passphrase)
            return kit, kit.pdf()

        self._workplace.tasks.command(made, self._show, self._refused, self)

    def _show(self, made: tuple[Kit, bytes]) -> None:
        self._kit, pdf = made
        self.secret.clear()
        empty(self.body)
        self.paper = paper = KitPaper(self._workplace.tasks, pdf)
        paper.out.connect(self._printed)
        self.add(paper)
        self._fit_paper()
        self._offer_only(self._check_it)
        self._check_it.stand(kind="plain")
        paper.printing.setFocus()
        self._workplace.hub.changed.emit(SETTINGS)

    def _printed(self) -> None:
        self._check_it.stand(kind="accent")
        self._check_it.setFocus()

    def _refused(self, fault: BaseException) -> None:
        self._make_it.setEnabled(True)
        if isinstance(fault, Expected):
            self._field.complain(fault.sentence)
            self.secret.setFocus()
        else:
            self._workplace.shell.present(fault)

    def _ask_groups(self) -> None:
        if self._kit is None:
            return
        self.paper = None
        empty(self.body)
        self.groups = KitGroups(self._kit, self._kit.parts_to_ask(self._workplace.desk.vault.context.ids))
        self.add(Words(_("Retapez ces trois groupes, lus sur la feuille imprimée.")))
        self.add(self.groups)
        self.body.addStretch(1)
        self._offer_only(self._done)
        self.groups.arrive()

    def _check(self) -> None:
        if self.groups is None or not self.groups.hold():
            return
        desk = self._workplace.desk
        self._workplace.command(
            lambda: desk.kits.record_check(desk.local_now().date()),
            said=_("Kit de secours vérifié"),
            done=self.accept,
            owner=self,
        )
