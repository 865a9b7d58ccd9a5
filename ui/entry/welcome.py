"""The first steps of a first run: what Palier is, who one is; and the other vaults of this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from app.words import _
from ui.entry.step import Step
from ui.kit.buttons import Button
from ui.kit.fields import Labelled, Line, Pick
from ui.kit.files import ask_folder
from ui.kit.promises import Promises
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.keys.new_worker import NewWorker
    from app.settings import KnownVault


class Welcome(Step):
    """« Commencer », « Essayer sans risque », or a vault that exists.

    Signals:
        begun: « Commencer ».
        tried: « Essayer sans risque ».
        existing: a folder was chosen; carries it.
        moved: the vault will be made in another folder; carries it.
        back_asked: « Revenir à une sauvegarde… ».
    """

    begun = Signal()
    tried = Signal()
    existing = Signal(object)
    moved = Signal(object)
    back_asked = Signal()

    def __init__(self, folder: Path, back: Callable[[], object] | None) -> None:
        about = _(
            "Palier garde vos dossiers d’accompagnement sur cet ordinateur, chiffrés, sans connexion. "
            "Quelques minutes suffisent pour préparer votre coffre."
        )
        super().__init__(_("Bienvenue"), about)
        self._promises = Promises()
        self._promises.hide()
        self.add(self._promises)
        self._place = Words("", Role.HINT)
        self.add(self._place)
        self.show_place(folder)
        self.gesture(_("Commencer"), self.begun.emit, kind="accent")
        self.gesture(_("Essayer sans risque"), self.tried.emit)
        self.gesture(_("Ouvrir un coffre qui existe"), self._ask_existing)
        self.gesture(_("Ce qui est protégé, et ce qui ne l’est pas"), self._turn_promises, kind="quiet")
        self.gesture(_("Changer d’emplacement…"), self._ask_place, kind="quiet")
        self.gesture(_("Revenir à une sauvegarde…"), self.back_asked.emit, kind="quiet")
        if back is not None:
            self.back_by(_("Retour"), back)

    def show_place(self, folder: Path) -> None:
        """Say where the vault will be."""
        self._place.say(_("Le coffre sera dans {folder}.").format(folder=folder))

    def _turn_promises(self) -> None:
        self._promises.setVisible(self._promises.isHidden())

    def _ask_existing(self) -> None:
        chosen = ask_folder(self, _("Le dossier du coffre"))
        if chosen is not None:
            self.existing.emit(chosen)

    def _ask_place(self) -> None:
        chosen = ask_folder(self, _("Où faire le coffre"))
        if chosen is not None:
            self.moved.emit(chosen)


class Who(Step):
    """Who one is: written on papers, and never asked twice."""

    done = Signal()

    def __init__(self, back: Callable[[], object]) -> None:
        from resources.labels import LABELS  # noqa: PLC0415 -- a lock screen does not wait for all words
        from resources.vocabulary import Profession  # noqa: PLC0415

        super().__init__(
            _("Qui vous êtes"), _("Ce qui sera écrit sur vos documents. Tout peut être complété plus tard.")
        )
        self.name = Line(_("Votre nom"), private=False)
        self.profession = Pick(_("Votre métier"), [(one, _(LABELS[one].text)) for one in Profession])
        self.organisation = Line(_("Votre association"), private=False)
        self.add(Labelled(_("Votre nom"), self.name))
        self.add(Labelled(_("Votre métier"), self.profession))
        self.add(Labelled(_("Votre association"), self.organisation))
        self.gesture(_("Continuer"), self.done.emit, kind="accent")
        self.back_by(_("Retour"), back)

    @override
    def arrive(self) -> None:
        super().arrive()
        self.name.setFocus()

    def settle(self) -> None:
        """The vault is made: who it belongs to is read here, no longer written."""
        fields: tuple[QWidget, ...] = (self.name, self.profession, self.organisation)
        for one in fields:
            one.setEnabled(False)
        self.banner.say(_("Le coffre est fait à ce nom."))

    def worker(self) -> NewWorker:
        """Return who a new vault belongs to."""
        from app.services.keys.new_worker import NewWorker  # noqa: PLC0415
        from resources.vocabulary import Profession  # noqa: PLC0415

        return NewWorker(
            self.name.text().strip() or None,
            self.profession.value or Profession.SOCIAL_WORKER,
            self.organisation.text().strip() or None,
        )


class Another(Step):
    """The other vaults: those known here by their initials, a folder, or a new one.

    Signals:
        picked: carries the folder of a vault.
        new_asked: a vault is to be made.
    """

    picked = Signal(object)
    new_asked = Signal()

    def __init__(self, known: tuple[KnownVault, ...], back: Callable[[], object]) -> None:
        super().__init__(_("Autre coffre"), _("Chacun a le sien, même sur un ordinateur partagé."))
        for one in known:
            words = _("Coffre de {initials}").format(initials=one.initials) if one.initials else str(one.folder)
            self.add(Button(words, self._picking(one.folder), icon="lock", hint=str(one.folder)))
        self.gesture(_("Ouvrir un dossier…"), self._ask)
        self.gesture(_("Faire un coffre"), self.new_asked.emit)
        self.back_by(_("Retour"), back)

    def _picking(self, folder: Path) -> Callable[[], object]:
        return lambda: self.picked.emit(folder)

    def _ask(self) -> None:
        chosen = ask_folder(self, _("Le dossier du coffre"))
        if chosen is not None:
            self.picked.emit(chosen)
