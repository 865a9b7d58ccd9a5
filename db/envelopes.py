"""One envelope: what one transaction wrote in one space, signed, then sealed (review A6, A9, A10, A12; sync.md).

The header is signed; it names the digest of the body in clear, so a member can offer another's envelope again under a
later epoch. The outer seal says which key of the space closes it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cbor2
import zstandard
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from db.errors import StorageTrouble
from db.passphrase import message_key

if TYPE_CHECKING:
    from collections.abc import Callable

FORMAT = 1
CODEC = "loro1+zstd"
MIN_READER = 1
_SIGNED = b"palier/1/envelope\0"
_USE = b"palier/1/envelope/body"
_SALT_LENGTH = 32
_NONCE = bytes(12)  # each envelope has its own key
_LARGEST = 256 << 20
_COMPRESSOR = zstandard.ZstdCompressor(level=3)


@dataclass(frozen=True, slots=True, order=True)
class Dependency:
    """An envelope that no other seen one descends from."""

    replica: str
    n: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """What is signed.

    Attributes:
        space_id: The space.
        generation: Of the space's document; grows when something is expunged (review A9).
        replica: 16 hexadecimal digits, new at each process start and after a rollback.
        n: 1, 2, 3 … of this replica in this space.
        previous: Hash of envelope n - 1 of this replica; 32 zero bytes at first.
        dependencies: The frontier the author had seen, sorted.
        lamport: 1 + the greatest seen.
        device_id: Device of the author.
        digest: SHA-256 of the body in clear.
        codec: How the body is written.
        min_reader: Format a reader must know; above its own it stores and does not skip.
    """

    space_id: str
    generation: int
    replica: str
    n: int
    previous: bytes
    dependencies: tuple[Dependency, ...]
    lamport: int
    device_id: str
    digest: bytes
    codec: str = CODEC
    min_reader: int = MIN_READER

    def encoded(self) -> bytes:
        """Return the canonical bytes."""
        return cbor2.dumps(
            [
                FORMAT,
                self.codec,
                self.min_reader,
                self.space_id,
                self.generation,
                self.replica,
                self.n,
                self.previous,
                [[one.replica, one.n, one.hash] for one in self.dependencies],
                self.lamport,
                self.device_id,
                self.digest,
            ],
            canonical=True,
        )


@dataclass(frozen=True, slots=True)
class Sealed:
    """An envelope as it is stored and sent."""

    header: bytes
    signature: bytes
    seal: bytes
    body: bytes

    @property
    def hash(self) -> bytes:
        """Return the name of the envelope: SHA-256 of what is signed."""
        return hashlib.sha256(self.header).digest()


def digest(update: bytes) -> bytes:
    """Return the digest of a body in clear."""
    return hashlib.sha256(update).digest()


def sealed(
    header: Header,
    update: bytes,
    *,
    space_key: bytes,
    epoch: int,
    signing_key: Ed25519PrivateKey,
    random: Callable[[int], bytes],
) -> Sealed:
    """Sign a header and close its body under the space's key."""
    encoded = header.encoded()
    salt = random(_SALT_LENGTH)
    seal = cbor2.dumps([epoch, salt], canonical=True)
    compressed = _COMPRESSOR.compress(update)
    padded = (len(compressed).to_bytes(4, "big") + compressed).ljust(padded_length(4 + len(compressed)), b"\0")
    body = ChaCha20Poly1305(message_key(space_key, salt, _USE)).encrypt(_NONCE, padded, encoded + seal)
    return Sealed(encoded, signing_key.sign(_SIGNED + encoded), seal, body)


def padded_length(length: int) -> int:
    """Return the Padmé length: at most 12 % more, and only log log of the length leaks."""
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()
    mask = (1 << max(exponent - kept, 0)) - 1
    return (length + mask) & ~mask


def header_of(envelope: Sealed) -> Header:
    """Read the header.

    Raises:
        StorageTrouble: ``journal_damaged``; ``newer_format`` when a later version wrote it.
    """
    try:
        form, codec, reader, *rest = cbor2.loads(envelope.header)
        if form > FORMAT or reader > MIN_READER:
            raise StorageTrouble("newer_format", found=max(form, reader), known=FORMAT)
        space_id, generation, replica, n, previous, dependencies, lamport, device_id, body = rest
        header = Header(
            space_id, generation, replica, n, previous, tuple(Dependency(*one) for one in dependencies), lamport,
            device_id, body, codec, reader,
        )  # fmt: skip
    except (cbor2.CBORError, TypeError, ValueError) as error:
        raise StorageTrouble("journal_damaged", reason="header") from error
    if header.encoded() != envelope.header:
        raise StorageTrouble("journal_damaged", reason="header")
    return header


def check_signature(envelope: Sealed, public_key: bytes) -> None:
    """Refuse an envelope its author did not sign.

    Raises:
        StorageTrouble: ``journal_damaged``.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(envelope.signature, _SIGNED + envelope.header)
    except InvalidSignature as error:
        raise StorageTrouble("journal_damaged", reason="signature") from error


def opened(envelope: Sealed, header: Header, space_key: bytes) -> bytes:
    """Return the body in clear.

    Raises:
        StorageTrouble: ``journal_damaged``.
    """
    try:
        _, salt = cbor2.loads(envelope.seal)
        key = message_key(space_key, salt, _USE)
        padded = ChaCha20Poly1305(key).decrypt(_NONCE, envelope.body, envelope.header + envelope.seal)
        length = int.from_bytes(padded[:4], "big")
        compressed = padded[4 : 4 + length]
        if zstandard.frame_content_size(compressed) > _LARGEST:
            raise StorageTrouble("journal_damaged", reason="size")
        update = zstandard.ZstdDecompressor().decompress(compressed)
    except (InvalidTag, cbor2.CBORError, zstandard.ZstdError, TypeError, ValueError) as error:
        raise StorageTrouble("journal_damaged", reason="body") from error
    if digest(update) != header.digest:
        raise StorageTrouble("journal_damaged", reason="digest")
    return update
