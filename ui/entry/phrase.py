"""The passphrase: chosen, then typed again with the words out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from app.words import _
from ui.entry.door import sentence_of
from ui.entry.step import Step
from ui.kit.fields import Labelled
from ui.kit.passphrase import NewPassphrase, same_passphrase
from ui.kit.secret import SecretLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.keys.passphrases import Strength
    from ui.entry.door import Door


class Phrase(Step):
    """Chooses a passphrase.

    Signals:
        done: one is chosen; carries it, and whether a weak one is kept all the same.
    """

    done = Signal(str, bool)

    def __init__(self, door: Door, back: Callable[[], object]) -> None:
        about = _(
            "Elle seule ouvre le coffre\u00a0: ni nous ni votre association ne la connaissons. "
            "Elle vous sera demandée à chaque ouverture."
        )
        super().__init__(_("Votre phrase de passe"), about)
        self._door = door
        self.choice = NewPassphrase(self._offer, self._weigh)
        self.choice.way.chosen.connect(self._chosen_otherwise)
        self.add(self.choice)
        self.gesture(_("Continuer"), self._judge, kind="accent")
        self._keep = self.gesture(_("Garder quand même"), self._keep_weak)
        self._keep.hide()
        self.back_by(_("Retour"), back)

    @override
    def arrive(self) -> None:
        super().arrive()
        self.choice.arrive()

    def _offer(self, show: Callable[[str], None]) -> None:
        self._door.run(lambda app: app.vaults.offered_passphrase(), show, self._failed, self)

    def _weigh(self, passphrase: str, then: Callable[[Strength], None]) -> None:
        self._door.run(lambda _app: _weighed(passphrase), then, self._failed, self)

    def _judge(self) -> None:
        if not self.choice.passphrase.strip():
            self.banner.say(_("Tapez une phrase de passe, ou prenez les sept mots."))
            return
        self.choice.judged(self._go_on, self._warn)

    def _go_on(self) -> None:
        self._chosen_otherwise(None)
        self.done.emit(self.choice.passphrase, False)

    def _warn(self, _strength: Strength) -> None:
        """Say that it is weak; why is said below what is typed."""
        self.banner.say(_("Cette phrase de passe se devine. Changez-la, ou gardez-la quand même."))
        self._keep.show()

    def _keep_weak(self) -> None:
        self.done.emit(self.choice.passphrase, True)

    def _chosen_otherwise(self, _way: object) -> None:
        self.banner.say("")
        self._keep.hide()

    def _failed(self, fault: BaseException) -> None:
        self.banner.say(sentence_of(fault))
        raise fault


class Again(Step):
    """Takes the passphrase a second time: what is kept is what the fingers know.

    Signals:
        done: it is the same.
    """

    done = Signal()

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__(_("Retapez-la"), _("Sans la relire si vous pouvez\u00a0: c’est le premier entraînement."))
        self._expected = ""
        self.secret = SecretLine(_("La même phrase de passe"))
        self._field = Labelled(_("La même phrase de passe"), self.secret)
        self.add(self._field)
        self.gesture(_("Continuer"), self._compare, kind="accent")
        self.back_by(_("La revoir"), back)

    def expect(self, passphrase: str) -> None:
        """Wait for this passphrase."""
        if passphrase != self._expected:
            self.secret.clear()
        self._expected = passphrase

    def forget(self) -> None:
        """Let the passphrase go."""
        self._expected = ""
        self.secret.clear()

    @override
    def arrive(self) -> None:
        super().arrive()
        self._field.complain("")
        self.secret.setFocus()

    def _compare(self) -> None:
        if same_passphrase(self.secret.typed, self._expected):
            self._field.complain("")
            self.done.emit()
            return
        self._field.complain(_("Ce n’est pas la même. Retapez-la, ou revoyez-la."))
        self.secret.setFocus()


def _weighed(passphrase: str) -> Strength:
    from app.services.keys.passphrases import weigh  # noqa: PLC0415 -- on its thread, when it is wanted

    return weigh(passphrase)
