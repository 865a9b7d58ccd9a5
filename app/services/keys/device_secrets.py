"""The secret of this device, in its key ring: where it is asked for, the passphrase alone opens nothing (review F5).

Off until somebody wants it. It is never the only copy of anything: the kit opens without, so a kit checked on its paper
is asked for first. Whatever the key ring does has a name, and its sentence says what to do.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.changes import Changes
from app.errors import Expected
from app.ports import KeyRingTrouble, RingState
from app.services.keys.inside_settings import KIT_CHECKED_ON, InsideSettings
from app.services.keys.patience import asked, within
from app.services.troubles import told
from app.words import N_, _
from db import audit
from db.changing_keys import device_secret_wanted, refuse_secret, vault_of
from db.errors import StorageTrouble
from db.slots import BoundPassphrase, name_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.ports import KeyRing
    from db.vault import Vault

PATIENCE = 20.0  # seconds: a key ring may ask for its own password first
_LENGTH = 32


class BondState(StrEnum):
    """Whether the passphrase is bound to this device, and what became of its secret."""

    ALONE = "alone"
    BOUND = "bound"
    VANISHED = "device_secret_vanished"
    CHANGED = "device_secret_changed"
    ABSENT = "key_ring_absent"
    LOCKED = "key_ring_locked"
    SLOW = "key_ring_slow"
    FAILED = "key_ring_failed"


_SECRET_LOST = N_("La phrase de passe ne suffit pas\u00a0: {why}. Rien n’a changé\u00a0; prenez le kit de secours.")
_RING_SHUT = N_(
    "La phrase de passe ne suffit pas\u00a0: {why}. Rien n’a changé\u00a0; ouvrez votre session de nouveau et "
    "recommencez, ou prenez le kit de secours."
)
NOT_OPENED = {
    BondState.VANISHED: (_SECRET_LOST, N_("le secret de cet ordinateur n’est plus dans son trousseau")),
    BondState.CHANGED: (_SECRET_LOST, N_("le secret gardé dans le trousseau de cet ordinateur a été modifié")),
    BondState.ABSENT: (_SECRET_LOST, N_("cet ordinateur n’a pas de trousseau sûr, où serait son secret")),
    BondState.LOCKED: (_RING_SHUT, N_("le trousseau de cet ordinateur, qui garde son secret, est fermé")),
    BondState.SLOW: (_RING_SHUT, N_("le trousseau de cet ordinateur, qui garde son secret, ne répond pas")),
    BondState.FAILED: (_RING_SHUT, N_("le trousseau de cet ordinateur, qui garde son secret, répond par une erreur")),
}
NOT_BOUND = {
    RingState.ABSENT: N_("Cet ordinateur n’a pas de trousseau sûr. Rien n’a changé\u00a0; la phrase de passe suffit."),
    RingState.LOCKED: N_("Le trousseau de cet ordinateur est fermé. Rien n’a changé\u00a0; ouvrez-le et recommencez."),
    RingState.SLOW: N_("Le trousseau de cet ordinateur ne répond pas. Rien n’a changé\u00a0; recommencez plus tard."),
    RingState.FAILED: N_(
        "Le trousseau de cet ordinateur n’a pas gardé le secret. Rien n’a changé\u00a0; la phrase de passe suffit."
    ),
}
_OF_RING = {
    RingState.ABSENT: BondState.ABSENT,
    RingState.LOCKED: BondState.LOCKED,
    RingState.SLOW: BondState.SLOW,
    RingState.FAILED: BondState.FAILED,
}


@dataclass(frozen=True, slots=True)
class DeviceSecrets:
    """Completes a passphrase by this device's secret, for the vaults and the backups that ask for it."""

    ring: KeyRing
    patience: float = PATIENCE

    def completed(self, folder: Path, passphrase: str) -> str | BoundPassphrase:
        """Return what opens a vault or a backup: the passphrase, with the device's secret where it is wanted.

        Raises:
            Expected: a value of ``BondState`` other than ``ALONE`` and ``BOUND``.
            StorageTrouble: ``keys_missing``, ``keys_damaged``, ``newer_format``.
        """
        state, secret = self._found(folder)
        if state is BondState.ALONE:
            return passphrase
        if secret is None:
            sentence, why = NOT_OPENED[state]
            raise Expected(state.value, _(sentence).format(why=_(why)))
        return BoundPassphrase(passphrase, secret)

    def state(self, folder: Path) -> BondState:
        """Return whether a vault's passphrase is bound to this device, and what became of the secret."""
        return self._found(folder)[0]

    def draw(self, vault_id: str, random: Callable[[int], bytes]) -> bytes:
        """Draw a secret for a vault and have the key ring keep it, proved by reading it back.

        Raises:
            Expected: ``key_ring_absent`` …: nothing changed.
        """
        secret = random(_LENGTH)
        name = _place(vault_id, name_of(secret))

        def keep() -> None:
            self.ring.write(name, secret)
            if self.ring.read(name) != secret:
                raise KeyRingTrouble(RingState.FAILED)

        try:
            within(self.patience, keep)
        except KeyRingTrouble as trouble:
            raise Expected(_OF_RING[trouble.state].value, _(NOT_BOUND[trouble.state])) from trouble
        return secret

    def _found(self, folder: Path) -> tuple[BondState, bytes | None]:
        wanted = device_secret_wanted(folder)
        if wanted is None:
            return BondState.ALONE, None
        answer, secret = asked(self.ring, _place(vault_of(folder), wanted), self.patience)
        if answer is not RingState.ANSWERED:
            return _OF_RING[answer], None
        if secret is None:
            return BondState.VANISHED, None
        return (BondState.BOUND, secret) if name_of(secret) == wanted else (BondState.CHANGED, None)


@dataclass(frozen=True, slots=True)
class DeviceBond:
    """Binds the passphrase of an open vault to this device, or ends that."""

    vault: Vault
    secrets: DeviceSecrets

    def state(self) -> BondState:
        """Return whether it is bound, and what became of the secret; may wait for the key ring."""
        with told(self.vault.folder):
            return self.secrets.state(self.vault.folder)

    @property
    def asked_for(self) -> bool:
        """Whether the passphrase alone opens nothing; asks no key ring."""
        with told(self.vault.folder):
            return device_secret_wanted(self.vault.folder) is not None

    def begin(self, passphrase: str) -> Changes:
        """Ask for this device's secret beside the passphrase from now on.

        Raises:
            Expected: ``kit_first`` when no kit was checked on its paper, ``wrong_passphrase``, ``key_ring_absent`` …
        """
        if InsideSettings(self.vault).get(KIT_CHECKED_ON) is None:
            sentence = _(
                "Le trousseau se perd avec l’ordinateur\u00a0: il faut d’abord un kit de secours, vérifié sur sa "
                "feuille. Rien n’a changé\u00a0; faites le kit, puis recommencez."
            )
            raise Expected("kit_first", sentence)
        with told(self.vault.folder):
            old = self.secrets.completed(self.vault.folder, passphrase)
            refuse_secret(self.vault.folder, old, self.vault.around)  # told before the key ring is given anything
            context = self.vault.context
            secret = self.secrets.draw(context.vault_id, context.ids.random_bytes)
            self.vault.change_secret(old, BoundPassphrase(passphrase, secret))
        return self._noted("bound")

    def end(self, passphrase: str) -> Changes:
        """Let the passphrase alone open the vault again; what the key ring holds still opens older backups.

        Raises:
            Expected: ``wrong_passphrase``, or a value of ``BondState``.
        """
        with told(self.vault.folder):
            self.vault.change_secret(self.secrets.completed(self.vault.folder, passphrase), passphrase)
        return self._noted("alone")

    def _noted(self, what: str) -> Changes:
        with suppress(StorageTrouble):  # the change holds all the same
            self.vault.write(
                lambda session: audit.record(session, "change", "keys", None, {"what": "passphrase", "with": what})
            )
        return Changes(frozenset({"setting"}))


def rebound(former: str | BoundPassphrase, new: str) -> str | BoundPassphrase:
    """Return what another passphrase opens with: the device's secret stays where there was one."""
    return new if isinstance(former, str) else BoundPassphrase(new, former.device_secret)


def _place(vault_id: str, name: bytes) -> str:
    """Return under what the key ring keeps a secret: a newer one never takes the place of what older backups want."""
    return f"{vault_id}/device-secret/{name.hex()}"
