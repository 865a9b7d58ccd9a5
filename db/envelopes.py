"""One envelope: what one transaction wrote in one space, signed, then sealed (review A6, A9, A10, A12; sync.md).

The header is signed; it names the digest of the body in clear, so a member can offer another's envelope again under a
later epoch. The outer seal says which key of the space closes it, and who took something out of it since, if anybody.
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
    from collections.abc import Callable, Mapping

FORMAT = 1
CODEC = "loro1+salt+zstd"  # before it, "loro1+zstd": without salt
MIN_READER = 2
_SIGNED = b"palier/1/envelope\0"
_REDACTED = b"palier/1/redaction\0"
_USE = b"palier/1/envelope/body"
_SALT_LENGTH = 32
_GUARD = 16  # random bytes before a body, so that its digest, which stays, confirms no guess of what was taken out
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


@dataclass(frozen=True, slots=True)
class Redaction:
    """That something was taken out of an envelope since its author signed it; it stands in the seal.

    Attributes:
        device_id: Who took it out.
        digest: SHA-256 of the body that is left, in clear.
        signature: Of that device.
    """

    device_id: str
    digest: bytes
    signature: bytes


def salted(update: bytes, random: Callable[[int], bytes]) -> bytes:
    """Return the body of an envelope that holds an update."""
    return random(_GUARD) + update


def digest(update: bytes) -> bytes:
    """Return the digest of a body in clear."""
    return hashlib.sha256(update).digest()


def sealed(
    header: Header,
    clear: bytes,
    *,
    space_key: bytes,
    epoch: int,
    signing_key: Ed25519PrivateKey,
    random: Callable[[int], bytes],
) -> Sealed:
    """Sign a header and close its body (:func:`salted`) under the space's key."""
    encoded = header.encoded()
    salt = random(_SALT_LENGTH)
    seal = cbor2.dumps([epoch, salt], canonical=True)
    body = _closed(encoded, seal, clear, message_key(space_key, salt, _USE))
    return Sealed(encoded, signing_key.sign(_SIGNED + encoded), seal, body)


def redacted(
    envelope: Sealed,
    update: bytes,
    *,
    space_key: bytes,
    epoch: int,
    device_id: str,
    signing_key: Ed25519PrivateKey,
    random: Callable[[int], bytes],
) -> Sealed:
    """Return an envelope that holds another update: what is left of it once something was taken out.

    Its header, its author's signature and its name stay, so that what follows it still does; whoever took something
    out signs what is left.
    """
    body = salted(update, random)
    salt, left = random(_SALT_LENGTH), digest(body)
    signature = signing_key.sign(_REDACTED + envelope.header + left)
    seal = cbor2.dumps([epoch, salt, device_id, left, signature], canonical=True)
    closed = _closed(envelope.header, seal, body, message_key(space_key, salt, _USE))
    return Sealed(envelope.header, envelope.signature, seal, closed)


def redaction_of(envelope: Sealed) -> Redaction | None:
    """Return who took something out of an envelope, None when its body is what its author wrote.

    Raises:
        StorageTrouble: ``journal_damaged``.
    """
    try:
        _epoch, _salt, *found = cbor2.loads(envelope.seal)
        return Redaction(*found) if found else None
    except (cbor2.CBORError, TypeError, ValueError) as error:
        raise StorageTrouble("journal_damaged", reason="seal") from error


def _closed(header: bytes, seal: bytes, clear: bytes, key: bytes) -> bytes:
    compressed = _COMPRESSOR.compress(clear)
    padded = (len(compressed).to_bytes(4, "big") + compressed).ljust(padded_length(4 + len(compressed)), b"\0")
    return ChaCha20Poly1305(key).encrypt(_NONCE, padded, header + seal)


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


def check_signature(envelope: Sealed, header: Header, keys: Mapping[str, bytes]) -> None:
    """Refuse an envelope its author did not sign, or one of which somebody unknown took something out.

    Args:
        envelope: The envelope.
        header: Its header.
        keys: Public key of each device known.

    Raises:
        StorageTrouble: ``journal_damaged``.
    """
    redaction = redaction_of(envelope)
    _verify(keys.get(header.device_id), envelope.signature, _SIGNED + envelope.header)
    if redaction is not None:
        _verify(keys.get(redaction.device_id), redaction.signature, _REDACTED + envelope.header + redaction.digest)


def _verify(public_key: bytes | None, signature: bytes, signed: bytes) -> None:
    if public_key is None:
        raise StorageTrouble("journal_damaged", reason="unknown_device")
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed)
    except (InvalidSignature, TypeError, ValueError) as error:
        raise StorageTrouble("journal_damaged", reason="signature") from error


def opened(envelope: Sealed, header: Header, space_key: bytes) -> bytes:
    """Return the update an envelope holds.

    Raises:
        StorageTrouble: ``journal_damaged``.
    """
    try:
        _, salt, *_ = cbor2.loads(envelope.seal)
        key = message_key(space_key, salt, _USE)
        padded = ChaCha20Poly1305(key).decrypt(_NONCE, envelope.body, envelope.header + envelope.seal)
        length = int.from_bytes(padded[:4], "big")
        compressed = padded[4 : 4 + length]
        if zstandard.frame_content_size(compressed) > _LARGEST:
            raise StorageTrouble("journal_damaged", reason="size")
        clear = zstandard.ZstdDecompressor().decompress(compressed)
    except (InvalidTag, cbor2.CBORError, zstandard.ZstdError, TypeError, ValueError) as error:
        raise StorageTrouble("journal_damaged", reason="body") from error
    redaction = redaction_of(envelope)
    if digest(clear) != (header.digest if redaction is None else redaction.digest):
        raise StorageTrouble("journal_damaged", reason="digest")
    return clear[_GUARD:] if header.codec == CODEC or redaction is not None else clear
