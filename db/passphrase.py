"""From a passphrase to a key, and from the master key to the others.

Argon2id and its floor: CNIL 2022-100 and security.md « Keys »; normalisation: review F1.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# Written out rather than left to ``str.split``: what is white must never change with a version of Python.
_WHITE = re.compile("[\t-\r\x1c-\x20\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
KEY_LENGTH = 32
CHECK_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs.

    Attributes:
        passes: Argon2 ``t``.
        memory: Argon2 ``m``, in KiB.
        lanes: Argon2 ``p``.
    """

    passes: int
    memory: int
    lanes: int


@dataclass(frozen=True, slots=True)
class CostPolicy:
    """The cost of new slots, and the costs accepted in existing ones.

    A floor keeps a forged file from making guesses cheap, a ceiling keeps it from freezing the machine. Tests pass a
    cheap policy; a vault made with it does not open under the standard one.
    """

    chosen: Cost = field(default_factory=lambda: Cost(3, 256 * 1024, 4))
    floor: Cost = field(default_factory=lambda: Cost(3, 128 * 1024, 1))
    ceiling: Cost = field(default_factory=lambda: Cost(10, 1024 * 1024, 16))

    def accepts(self, cost: Cost) -> bool:
        """Tell whether a stored cost lies between floor and ceiling; asked before anything is derived."""
        return (
            self.floor.passes <= cost.passes <= self.ceiling.passes
            and self.floor.memory <= cost.memory <= self.ceiling.memory
            and self.floor.lanes <= cost.lanes <= self.ceiling.lanes
        )


STANDARD = CostPolicy()


@dataclass(frozen=True, slots=True)
class SlotKey:
    """What a passphrase or a kit gives: the key of its slot, and a value that tells a wrong one at once."""

    key: bytes
    check: bytes


@dataclass(frozen=True, slots=True, repr=False)
class VaultKeys:
    """Every key of the vault, each derived from the master key for one use (security.md « Keys »)."""

    database: bytes
    audit: bytes
    attachment: bytes
    head: bytes


def normalised(passphrase: str) -> bytes:
    """Return the bytes of a passphrase however it was typed: NFKC, one space between words. This never changes."""
    return _WHITE.sub(" ", unicodedata.normalize("NFKC", passphrase)).strip(" ").encode("utf-8", "surrogatepass")


def passphrase_key(passphrase: str, salt: bytes, cost: Cost, device_secret: bytes | None = None) -> SlotKey:
    """Derive the key of a slot from a passphrase, at the given cost, and from a device's secret where there is one."""
    stretched = hash_secret_raw(normalised(passphrase), salt, cost.passes, cost.memory, cost.lanes, KEY_LENGTH, Type.ID)
    use = b"palier/1/slot/passphrase"
    both = HKDF(SHA256(), KEY_LENGTH + CHECK_LENGTH, device_secret, use).derive(stretched)
    return SlotKey(both[:KEY_LENGTH], both[KEY_LENGTH:])


def slot_key(secret: bytes, salt: bytes) -> SlotKey:
    """Derive the key of a slot from 256 bits drawn at random, which no one can guess."""
    both = HKDF(SHA256(), KEY_LENGTH + CHECK_LENGTH, salt, b"palier/1/slot/recovery_kit").derive(secret)
    return SlotKey(both[:KEY_LENGTH], both[KEY_LENGTH:])


def vault_keys(master: bytes) -> VaultKeys:
    """Derive the keys of each use from the master key."""
    return VaultKeys(
        database=_expand(master, b"palier/1/database", KEY_LENGTH),
        audit=_expand(master, b"palier/1/audit", KEY_LENGTH),
        attachment=_expand(master, b"palier/1/attachment", KEY_LENGTH),
        head=_expand(master, b"palier/1/head", KEY_LENGTH),
    )


def message_key(secret: bytes, salt: bytes, use: bytes) -> bytes:
    """Derive the key of one message from a lasting secret and the salt written beside the message."""
    return HKDF(SHA256(), KEY_LENGTH, salt, use).derive(secret)


def _expand(secret: bytes, use: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, None, use).derive(secret)
