"""What a worker chooses about pauses: six digits, and how long nobody must have acted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.keys.inside_settings import PAUSE_MINUTES, PIN, InsideSettings
from app.services.keys.pausing import PIN_COST, Pausing, new_pin

if TYPE_CHECKING:
    from app.changes import Changes
    from db.passphrase import Cost
    from db.vault import Vault

OFFERED_MINUTES = (2, 5, 10, 15, 30)


def choose_pin(vault: Vault, pin: str, *, accept_weak: bool = False, cost: Cost = PIN_COST) -> Changes:
    """Keep another PIN: what tells it from a wrong one, never the digits.

    Raises:
        Expected: ``not_a_pin``, ``weak_pin``.
    """
    verifier = new_pin(pin, vault.context.ids.random_bytes, cost, accept_weak=accept_weak)
    return InsideSettings(vault).set(PIN, verifier)


def forget_pin(vault: Vault) -> Changes:
    """Have no PIN any more: from now on a pause is a lock."""
    return InsideSettings(vault).set(PIN, None)


def pause_after(vault: Vault, minutes: int) -> Changes:
    """Choose how many minutes without a gesture lead to a pause."""
    return InsideSettings(vault).set(PAUSE_MINUTES, minutes)


def pausing_of(vault: Vault, now: float) -> Pausing:
    """Return where the window of a vault just opened stands, by the choices kept in it."""
    settings = InsideSettings(vault)
    return Pausing(now, settings.get(PIN), settings.pause_rules())


def instruct(pausing: Pausing, vault: Vault) -> None:
    """Have a window follow the choices kept in its vault from now on."""
    settings = InsideSettings(vault)
    pausing.use(settings.get(PIN), settings.pause_rules())
