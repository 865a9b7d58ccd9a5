"""The recovery kit: a paper made once, printed, and checked by retyping a part of it; and its use one day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from app.errors import Expected
from app.words import _
from ui.entry.door import sentence_of
from ui.entry.step import Step
from ui.kit.fields import Labelled, Paragraphs
from ui.kit.recovery import KitGroups, KitPaper
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from app.services.desk import Desk
    from app.services.keys.recovery_kits import Kit
    from ui.entry.door import Door


class PrintKit(Step):
    """Shows the paper, prints or keeps it.

    Signals:
        done: it is on paper: it can be checked.
        later: « Plus tard ».
    """

    done = Signal()
    later = Signal()

    def __init__(self, door: Door, kit: Kit, pdf: bytes, back: Callable[[], object]) -> None:
        about = _(
            "Une feuille à garder sous clé, loin de l’ordinateur. Le jour où la phrase de passe est perdue, "
            "elle seule ouvre le coffre. Son code ne sera plus jamais montré."
        )
        super().__init__(_("Votre kit de secours"), about)
        self.kit = kit
        self.paper = KitPaper(door.tasks, pdf)
        self.add(self.paper)
        self._check = self.gesture(_("C’est imprimé\u00a0: vérifier"), self.done.emit)
        self.next_is(self.paper.printing)
        self.paper.out.connect(self._printed)
        self.gesture(_("Plus tard"), self.later.emit)
        self.back_by(_("Retour"), back)

    def _printed(self) -> None:
        self.next_is(self._check)

    @override
    def arrive(self) -> None:
        super().arrive()
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the sheet give way, so that its gestures are in sight without scrolling."""
        self.paper.give(self.paper.paper_height - self.too_high)


class CheckKit(Step):
    """Asks for three groups of the paper.

    Signals:
        done: the paper holds.
        later: « Plus tard ».
    """

    done = Signal()
    later = Signal()

    def __init__(self, kit: Kit, parts: tuple[int, ...], back: Callable[[], object]) -> None:
        super().__init__(_("Vérifier la feuille"), _("Retapez ces trois groupes, lus sur la feuille imprimée."))
        self.groups = KitGroups(kit, parts)
        self.add(self.groups)
        self.gesture(_("Vérifier"), self._check, kind="accent")
        self.gesture(_("Plus tard"), self.later.emit)
        self.back_by(_("Revoir la feuille"), back)

    @override
    def arrive(self) -> None:
        super().arrive()
        self.groups.arrive()

    def _check(self) -> None:
        if self.groups.hold():
            self.done.emit()


class UseKit(Step):
    """Takes the code of the paper in place of the passphrase.

    Signals:
        opened: the code opens the vault; carries its desk and the code.
    """

    opened = Signal(object, str)

    def __init__(self, door: Door, folder: Path, back: Callable[[], object]) -> None:
        about = _(
            "Prenez la feuille du kit de secours et tapez son code\u00a0: treize groupes de cinq signes. "
            "Vous choisirez ensuite une nouvelle phrase de passe."
        )
        super().__init__(_("Ouvrir avec le kit de secours"), about)
        self._door, self._folder = door, folder
        self.code = Paragraphs(_("Code du kit de secours"))
        self._field = Labelled(_("Code du kit de secours"), self.code, _("Espaces et majuscules ne comptent pas."))
        self.add(self._field)
        self.gesture(_("Ouvrir"), self._try, kind="accent")
        self.back_by(_("Retour"), back)
        self.code.finished.connect(self._try)
        self.add(Words(_("Sans la phrase de passe ni le kit, personne n’ouvre le coffre, nous non plus."), Role.HINT))

    @override
    def arrive(self) -> None:
        super().arrive()
        self.code.setFocus()

    def _try(self) -> None:
        typed, folder = self.code.typed, self._folder
        self._field.complain("")
        self.wait(_("Ouverture du coffre…"))
        self._door.run(
            lambda app: app.vaults.open_with_kit(folder, typed), partial(self._opened, typed), self._missed, self
        )

    def _opened(self, code: str, desk: Desk) -> None:
        self.wait("")
        self.code.show_text("")
        self.opened.emit(desk, code)

    def _missed(self, fault: BaseException) -> None:
        self.wait("")
        self._field.complain(sentence_of(fault))
        self.code.setFocus()
        if not isinstance(fault, Expected):
            raise fault
