"""An organisation's key: its public half seals vaults, its private half is on three sheets, two of which open (F7).

The master key is sealed by HPKE (RFC 9180: X25519, HKDF-SHA-256, ChaCha20-Poly1305). The private half is shared by
Shamir's scheme over the field of 256 elements: one sheet alone tells nothing of it. Each sheet is a code of thirteen
groups, as a kit's is, whose spare bits carry its number.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from db.errors import StorageTrouble
from db.recovery_code import SIGNS, RecoveryCode, read_marked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FORMAT = "palier-escrow-key/1"
KEM_NAME = "x25519-hkdf-sha256-chacha20poly1305"
KEY_LENGTH = 32
SEALED_LENGTH = 32 + KEY_LENGTH + 16  # the sender's key of one use, the wrapped key, its seal
SHEETS, NEEDED = 3, 2
_LONGEST_NAME = 200
_LONGEST_FILE = 4096
_USE = b"palier/1/slot/escrow"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_PRIMITIVE = 0b1_0001_1011  # x⁸ + x⁴ + x³ + x + 1


@dataclass(frozen=True, slots=True)
class EscrowPublicKey:
    """What an organisation gives to those whose vaults it may open.

    Attributes:
        organisation: Its name, as it is shown.
        made_on: Day the key was made, as ``2026-11-20``.
        public: 32 bytes.
    """

    organisation: str
    made_on: str
    public: bytes

    def fingerprint(self) -> tuple[str, ...]:
        """Return four groups of four signs, to compare by voice with who made the key."""
        told = json.dumps([self.organisation, self.made_on], ensure_ascii=True).encode() + self.public
        number = int.from_bytes(hashlib.sha256(b"palier/1/escrow-key" + told).digest()[:10], "big")
        signs = "".join(SIGNS[number >> 5 * place & 31] for place in reversed(range(16)))
        return tuple(signs[start : start + 4] for start in range(0, 16, 4))

    def written(self) -> bytes:
        """Return the bytes of the file that is handed over."""
        values = {
            "format": FORMAT,
            "organisation": self.organisation,
            "made_on": self.made_on,
            "public_key": base64.b64encode(self.public).decode("ascii"),
            "fingerprint": " ".join(self.fingerprint()),
        }
        return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


@dataclass(frozen=True, slots=True, repr=False)
class EscrowKey:
    """The private half, put together from two sheets; never written as a whole.

    Attributes:
        private: 32 bytes.
    """

    private: bytes

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        return X25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()


def new_key(random: Callable[[int], bytes]) -> EscrowKey:
    """Draw a key."""
    return EscrowKey(random(KEY_LENGTH))


def read_public_key(untrusted: bytes) -> EscrowPublicKey:
    """Read the file an organisation gave.

    Raises:
        StorageTrouble: ``not_an_escrow_key``: another file, or one that was altered.
    """
    try:
        if len(untrusted) > _LONGEST_FILE:
            raise StorageTrouble("not_an_escrow_key")
        values = json.loads(untrusted)
        key = _checked(values)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise StorageTrouble("not_an_escrow_key") from error
    if values.get("fingerprint") != " ".join(key.fingerprint()):
        raise StorageTrouble("not_an_escrow_key")
    return key


def _checked(values: Any) -> EscrowPublicKey:
    name, day = values["organisation"], values["made_on"]
    public = base64.b64decode(values["public_key"], validate=True)
    sound = (
        values["format"] == FORMAT
        and isinstance(name, str)
        and 0 < len(name.strip()) <= _LONGEST_NAME
        and name.isprintable()
        and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) is not None
        and len(public) == KEY_LENGTH
    )
    if not sound:
        raise ValueError(values)
    seal(public, bytes(KEY_LENGTH), b"")  # a few points agree with everybody: nothing can be sealed to them
    return EscrowPublicKey(name, day, public)


def seal(public: bytes, master: bytes, told: bytes) -> bytes:
    """Seal the master key to a public key, bound to what the slot tells in clear."""
    return _SUITE.encrypt(master, X25519PublicKey.from_public_bytes(public), info=_USE + told)


def unseal(key: EscrowKey, sealed: bytes, told: bytes) -> bytes:
    """Return the master key.

    Raises:
        InvalidTag: it was not sealed to this key, or was altered.
    """
    return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(key.private), info=_USE + told)


def sheets_of(key: EscrowKey, random: Callable[[int], bytes]) -> tuple[RecoveryCode, ...]:
    """Share a key between three sheets: at place x of each byte's line, key + x × slope."""
    slope = random(KEY_LENGTH)
    return tuple(
        RecoveryCode(bytes(byte ^ _times(x, lean) for byte, lean in zip(key.private, slope, strict=True)), mark=x)
        for x in range(1, SHEETS + 1)
    )


def key_of_sheets(typed: Sequence[str]) -> EscrowKey:
    """Put a key together from two sheets, as people type them.

    Raises:
        StorageTrouble: ``kit_mistyped``, with ``sheet``, which of them counts from 1; ``sheets_needed`` when they are
            not two different sheets.
    """
    codes = [_read_sheet(number, text) for number, text in enumerate(typed, 1)]
    if len({code.mark for code in codes}) != NEEDED or len(codes) != NEEDED:
        raise StorageTrouble("sheets_needed")
    one, other = codes
    # The line through both points, at zero: each weighs the other's place over the distance of the two.
    distance = _inverse(one.mark ^ other.mark)
    weights = _times(other.mark, distance), _times(one.mark, distance)
    pairs = zip(one.secret, other.secret, strict=True)
    return EscrowKey(bytes(_times(weights[0], left) ^ _times(weights[1], right) for left, right in pairs))


def _read_sheet(number: int, typed: str) -> RecoveryCode:
    try:
        code = read_marked(typed)
    except StorageTrouble as trouble:
        raise StorageTrouble(trouble.code, sheet=number, **trouble.facts) from trouble
    if not 1 <= code.mark <= SHEETS:
        raise StorageTrouble("sheets_needed")
    return code


def _times(left: int, right: int) -> int:
    """Return a product in the field of 256 elements."""
    product = 0
    for place in range(8):
        product ^= (left << place) * (right >> place & 1)
    for place in reversed(range(8, 16)):
        product ^= (_PRIMITIVE << place - 8) * (product >> place & 1)
    return product


def _inverse(value: int) -> int:
    return next(other for other in range(1, 256) if _times(value, other) == 1)
