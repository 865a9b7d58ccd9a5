"""Slots of the keys file: each wraps the master key in its own way (security.md « Keys », review F1, F5, F7).

A passphrase, alone or with a secret of the device; the code of a paper kit; the public key of an organisation. What a
slot says in clear its seal also covers, with the vault it belongs to. Kinds unknown here are kept as they are.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cbor2
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from db import escrow
from db.errors import StorageTrouble
from db.escrow import EscrowKey, EscrowPublicKey
from db.passphrase import CHECK_LENGTH, KEY_LENGTH, Cost, CostPolicy, normalised, passphrase_key, slot_key
from db.recovery_code import RecoveryCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from db.passphrase import SlotKey

PASSPHRASE, KIT, ESCROW = "passphrase", "recovery_kit", "escrow"
_SALT_LENGTH, _NONCE_LENGTH, _NAME_LENGTH = 16, 12, 16
_DEVICE = "device_secret"
_SHAPES = {
    PASSPHRASE: ("kind", "kdf", "passes", "memory", "lanes", "salt", _DEVICE),
    KIT: ("kind", "kdf", "made_on", "salt"),
    ESCROW: ("kind", "kem", "organisation", "made_on", "added_on", "public"),
}
"""What each kind of slot says in clear; the name of a device's secret only where there is one."""

Slot = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class BoundPassphrase:
    """A passphrase and the secret of the device it is typed on: where the slot asks for both, neither opens alone.

    Attributes:
        words: The passphrase, as typed.
        device_secret: 32 bytes; ignored by a slot that asks for the passphrase alone.
    """

    words: str
    device_secret: bytes


Secret = str | BoundPassphrase | RecoveryCode | EscrowKey
"""What opens a vault: its passphrase, alone or with the device's secret; the code of its kit; an organisation's key."""

NewSecret = str | BoundPassphrase | RecoveryCode | EscrowPublicKey
"""What a slot is made for."""


@dataclass(frozen=True, slots=True, repr=False)
class Sealing:
    """What every slot is sealed with.

    Attributes:
        header: Which vault, so that no slot moves to another.
        master: The key it wraps, 32 bytes.
        random: Draws bytes.
        policy: Cost of a passphrase.
        day: Of today, as ``2026-11-20``.
    """

    header: bytes
    master: bytes
    random: Callable[[int], bytes]
    policy: CostPolicy
    day: str

    def slot(self, secret: NewSecret) -> Slot:
        """Return the slot by which a secret opens the vault.

        Raises:
            StorageTrouble: ``empty_passphrase``.
        """
        if isinstance(secret, RecoveryCode):
            return self._kit(secret)
        if isinstance(secret, EscrowPublicKey):
            return self._escrow(secret)
        return self._passphrase(secret)

    def _passphrase(self, secret: str | BoundPassphrase) -> Slot:
        words, device_secret = _apart(secret)
        if not normalised(words):
            raise StorageTrouble("empty_passphrase")
        cost = self.policy.chosen
        slot: Slot = {
            "kind": PASSPHRASE,
            "kdf": "argon2id",
            "passes": cost.passes,
            "memory": cost.memory,
            "lanes": cost.lanes,
            "salt": self.random(_SALT_LENGTH),
        }
        if device_secret is not None:
            slot[_DEVICE] = name_of(device_secret)
        return self._sealed(slot, passphrase_key(words, slot["salt"], cost, device_secret))

    def _kit(self, code: RecoveryCode) -> Slot:
        """Return the slot of a kit; 256 bits drawn at random need no stretching."""
        slot: Slot = {"kind": KIT, "kdf": "hkdf-sha256", "made_on": self.day, "salt": self.random(_SALT_LENGTH)}
        return self._sealed(slot, slot_key(code.secret, slot["salt"]))

    def _escrow(self, key: EscrowPublicKey) -> Slot:
        slot: Slot = {
            "kind": ESCROW,
            "kem": escrow.KEM_NAME,
            "organisation": key.organisation,
            "made_on": key.made_on,
            "added_on": self.day,
            "public": key.public,
        }
        return slot | {"sealed": escrow.seal(key.public, self.master, self.header + _clear(slot))}

    def _sealed(self, slot: Slot, derived: SlotKey) -> Slot:
        nonce = self.random(_NONCE_LENGTH)
        wrapped = ChaCha20Poly1305(derived.key).encrypt(nonce, self.master, self.header + _clear(slot))
        return slot | {"check": derived.check, "nonce": nonce, "wrapped": wrapped}


def kind_of(secret: Secret | NewSecret) -> str:
    """Return the kind of slot a secret opens, or is kept in."""
    if isinstance(secret, RecoveryCode):
        return KIT
    return ESCROW if isinstance(secret, EscrowKey | EscrowPublicKey) else PASSPHRASE


def name_of(device_secret: bytes) -> bytes:
    """Return what names a device's secret in clear, 16 bytes: which one is wanted is known before any try."""
    return hashlib.sha256(b"palier/1/device-secret" + device_secret).digest()[:_NAME_LENGTH]


def wanted_device_secret(slots: Sequence[Slot]) -> bytes | None:
    """Return the name of the device's secret the passphrase needs; None when it needs none."""
    return next((slot.get(_DEVICE) for slot in slots if slot["kind"] == PASSPHRASE), None)


def opened(slots: Sequence[Slot], header: bytes, secret: Secret, policy: CostPolicy) -> bytes:
    """Return the master key, 32 bytes.

    Raises:
        StorageTrouble: ``wrong_passphrase``; ``device_secret_needed`` when the passphrase alone was given, or with
            another device's secret; ``no_kit`` when none was ever made, ``wrong_kit`` when the code is another vault's
            or a former kit's; ``no_escrow``, ``wrong_escrow``, for an organisation's key; ``keys_damaged`` when a
            slot's cost lies outside the policy, or when the secret is right and the wrapped key is not.
    """
    kind = kind_of(secret)
    mine = [slot for slot in slots if slot["kind"] == kind]
    for slot in mine:
        told = header + _clear(slot)
        if isinstance(secret, EscrowKey):
            if hmac.compare_digest(secret.public, slot["public"]):
                with _damaged_if_refused():
                    return escrow.unseal(secret, slot["sealed"], told)
        elif (key := _key_of(slot, secret, policy)) is not None:
            with _damaged_if_refused():
                return ChaCha20Poly1305(key).decrypt(slot["nonce"], slot["wrapped"], told)
    if kind == PASSPHRASE:
        raise StorageTrouble("wrong_passphrase")
    raise StorageTrouble(f"{'wrong' if mine else 'no'}_{'kit' if kind == KIT else 'escrow'}")


def is_sound(slot: object) -> bool:
    """Tell whether a slot has the shape of its kind; one of a later version needs a kind and nothing else."""
    if not isinstance(slot, dict) or not isinstance(slot.get("kind"), str):
        return False
    shape = {PASSPHRASE: _is_passphrase, KIT: _is_kit, ESCROW: _is_escrow}.get(slot["kind"])
    return shape is None or shape(slot)


def is_bytes(value: object, length: int) -> bool:
    """Tell whether a value is so many bytes."""
    return isinstance(value, bytes) and len(value) == length


def is_number(value: object) -> bool:
    """Tell whether a value is a whole number, zero or more."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _apart(secret: str | BoundPassphrase) -> tuple[str, bytes | None]:
    return (secret, None) if isinstance(secret, str) else (secret.words, secret.device_secret)


def _key_of(slot: Slot, secret: str | BoundPassphrase | RecoveryCode, policy: CostPolicy) -> bytes | None:
    """Return the key a secret gives for a slot; None when it is not the right one."""
    if isinstance(secret, RecoveryCode):
        derived = slot_key(secret.secret, slot["salt"])
    else:
        derived = _stretched(slot, secret, policy)
    return derived.key if hmac.compare_digest(derived.check, slot["check"]) else None


def _stretched(slot: Slot, secret: str | BoundPassphrase, policy: CostPolicy) -> SlotKey:
    cost = Cost(slot["passes"], slot["memory"], slot["lanes"])
    if not policy.accepts(cost):
        raise StorageTrouble("keys_damaged", reason="cost", passes=cost.passes, memory=cost.memory)
    words, device_secret = _apart(secret)
    wanted = slot.get(_DEVICE)
    if wanted is None:
        device_secret = None
    elif device_secret is None or name_of(device_secret) != wanted:
        raise StorageTrouble("device_secret_needed")
    return passphrase_key(words, slot["salt"], cost, device_secret)


@contextmanager
def _damaged_if_refused() -> Iterator[None]:
    try:
        yield
    except InvalidTag as error:
        raise StorageTrouble("keys_damaged", reason="slot") from error


def _clear(slot: Slot) -> bytes:
    return cbor2.dumps({name: slot[name] for name in _SHAPES[slot["kind"]] if name in slot}, canonical=True)


def _is_passphrase(slot: Slot) -> bool:
    return (
        slot.get("kdf") == "argon2id"
        and all(is_number(slot.get(name)) for name in ("passes", "memory", "lanes"))
        and (_DEVICE not in slot or is_bytes(slot[_DEVICE], _NAME_LENGTH))
        and _wraps_a_key(slot)
    )


def _is_kit(slot: Slot) -> bool:
    return slot.get("kdf") == "hkdf-sha256" and _is_day(slot.get("made_on")) and _wraps_a_key(slot)


def _is_escrow(slot: Slot) -> bool:
    return (
        slot.get("kem") == escrow.KEM_NAME
        and isinstance(slot.get("organisation"), str)
        and _is_day(slot.get("made_on"))
        and _is_day(slot.get("added_on"))
        and is_bytes(slot.get("public"), KEY_LENGTH)
        and is_bytes(slot.get("sealed"), escrow.SEALED_LENGTH)
    )


def _is_day(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None


def _wraps_a_key(slot: Slot) -> bool:
    return (
        is_bytes(slot.get("salt"), _SALT_LENGTH)
        and is_bytes(slot.get("check"), CHECK_LENGTH)
        and is_bytes(slot.get("nonce"), _NONCE_LENGTH)
        and is_bytes(slot.get("wrapped"), KEY_LENGTH + 16)
    )
