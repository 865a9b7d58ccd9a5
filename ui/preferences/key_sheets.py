"""Sheets that change who can open the vault: a sentence, the passphrase, one gesture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from typing_extensions import override

from app.errors import Expected
from app.words import _
from ui.kit.fields import Labelled
from ui.kit.secret import SecretLine
from ui.kit.sheets import Sheet
from ui.kit.texts import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from app.changes import Changes
    from app.services.keys.escrows import OrganisationKey
    from ui.workplace import Workplace


class SecretSheet(Sheet):
    """Asks for the passphrase before something that an open vault alone does not allow."""

    def __init__(
        self, workplace: Workplace, title: str, about: tuple[str, ...], gesture: str, act: Callable[[str], Changes]
    ) -> None:
        """Make a sheet.

        Args:
            workplace: The open vault and the window around it.
            title: What it is about.
            about: What it does, a sentence a line.
            gesture: The verb.
            act: What to do with the passphrase.
        """
        super().__init__(title, workplace.shell.window())
        self._workplace, self._act = workplace, act
        for sentence in about:
            self.add(Words(sentence))
        self.secret = SecretLine(_("Phrase de passe"))
        self._field = Labelled(_("Phrase de passe"), self.secret)
        self.add(self._field)
        self.body.addStretch(1)
        self.gesture(_("Annuler"), self.reject)
        self._go = self.gesture(gesture, self._do, kind="accent")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.secret.setFocus()

    def _do(self) -> None:
        typed, act = self.secret.typed, self._act
        self._field.complain("")
        self._go.setEnabled(False)
        self._workplace.command(
            lambda: act(typed), said=_("C’est fait"), done=self._leave, failed=self._refused, owner=self
        )

    def _leave(self) -> None:
        self.secret.clear()
        self.accept()

    def _refused(self, fault: BaseException) -> None:
        self._go.setEnabled(True)
        if isinstance(fault, Expected):
            self._field.complain(fault.sentence)
            self.secret.setFocus()
        else:
            self._workplace.shell.present(fault)


def bond_sheet(workplace: Workplace) -> SecretSheet:
    """Return the sheet that binds the passphrase to this computer."""
    about = (
        _(
            "Une copie volée du coffre ne s’ouvrira plus avec la phrase de passe seule\u00a0: il faudra aussi un "
            "secret gardé dans le trousseau de cet ordinateur."
        ),
        _("Si l’ordinateur est perdu ou réinstallé, seul le kit de secours ouvrira le coffre et ses sauvegardes."),
    )
    title = _("Demander aussi cet ordinateur")
    return SecretSheet(workplace, title, about, _("Demander"), workplace.desk.bond.begin)


def known_sheet(workplace: Workplace) -> Sheet:
    """Return the sheet that says what to do when somebody knows the passphrase: it is done at the lock screen."""
    sheet = Sheet(_("Quelqu’un connaît ma phrase de passe"), workplace.shell.window())
    for sentence in (
        _(
            "Changer la phrase de passe ne suffit pas\u00a0: une copie plus ancienne du coffre s’ouvre encore avec "
            "l’ancienne. Il faut une nouvelle clé du coffre, une nouvelle phrase et un nouveau kit."
        ),
        _(
            "Palier se verrouille. Sur l’écran d’ouverture, choisissez «\u00a0Quelqu’un connaît ma phrase\u00a0» et "
            "laissez-vous conduire\u00a0: quelques minutes, et une feuille à imprimer."
        ),
    ):
        sheet.add(Words(sentence))
    sheet.body.addStretch(1)
    sheet.gesture(_("Annuler"), sheet.reject)

    def lock() -> None:
        sheet.accept()
        # Locking replaces the process: not from inside the gesture of a sheet.
        QTimer.singleShot(0, workplace.hub, workplace.hub.lock_asked.emit)

    sheet.gesture(_("Verrouiller"), lock, kind="accent")
    return sheet


def unbond_sheet(workplace: Workplace) -> SecretSheet:
    """Return the sheet that lets the passphrase alone open the vault again."""
    about = (_("La phrase de passe seule ouvrira de nouveau le coffre, sur n’importe quel ordinateur."),)
    title = _("Ne plus demander cet ordinateur")
    return SecretSheet(workplace, title, about, _("Ne plus demander"), workplace.desk.bond.end)


def entrust_sheet(workplace: Workplace, key: OrganisationKey) -> SecretSheet:
    """Return the sheet that lets an organisation open the vault, once its key was compared by voice."""
    about = (
        _(
            "{organisation} pourra ouvrir ce coffre sans vous, avec deux de ses trois feuilles. Chaque ouverture reste "
            "écrite dans le registre des accès."
        ).format(organisation=key.organisation),
        _("Avant d’accepter, comparez de vive voix l’empreinte de la clé\u00a0: {fingerprint}").format(
            fingerprint=key.fingerprint
        ),
    )
    escrows = workplace.desk.escrows
    title = _("Permettre à l’organisation d’ouvrir")
    return SecretSheet(workplace, title, about, _("Permettre"), lambda typed: escrows.add(typed, key))
