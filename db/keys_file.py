"""The keys file: what opens the vault, kept twice (security.md « Keys », review F2, F3, F12).

``PALIERKEY`` + format byte + length (4 bytes) + canonical CBOR + SHA-256 of all before. What it holds are slots
(:mod:`db.slots`), each of which wraps the master key in its own way.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

import cbor2

from db.errors import StorageTrouble, from_system
from db.escrow import EscrowPublicKey
from db.files import sync_folder, write_whole
from db.passphrase import STANDARD, CostPolicy
from db.slots import ESCROW, KIT, PASSPHRASE, Sealing, Secret, is_bytes, is_number, is_sound, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.context import Clock, Ids
    from db.slots import NewSecret, Slot

MAGIC = b"PALIERKEY"
FORMAT = 1
DATABASE_FORMAT = 1
NAMES = ("palier.keys", "palier.keys.1")
_START = len(MAGIC) + 1 + 4
_LONGEST = 1 << 20
_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class KeysFile:
    """What the file says.

    Attributes:
        vault_id: 16 bytes.
        device_id: 16 bytes.
        database_format: Number of the layout of the database; above ours, refused before any question.
        generation: Grows at each change; of two sound copies the greater is right.
        slots: Each a map with at least ``kind``.
        renewal: How many times the master key was made anew; written only once it was.
    """

    vault_id: bytes
    device_id: bytes
    database_format: int
    generation: int
    slots: tuple[dict[str, Any], ...]
    renewal: int = 0

    def header(self) -> bytes:
        """Return the bytes each slot's seal also covers, so that no slot moves to another vault."""
        return canonical([self.vault_id, self.device_id, self.database_format])


class Around(Protocol):
    """What changing the file needs of the world."""

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def ids(self) -> Ids:
        """Chance."""
        ...

    @property
    def policy(self) -> CostPolicy:
        """Cost of a passphrase."""
        ...


class Damaged(ValueError):
    """These bytes are no keys file, or no longer."""


def canonical(value: Any) -> bytes:
    """Return the one way a value is written as CBOR."""
    return cbor2.dumps(value, canonical=True)


def written(keys: KeysFile) -> bytes:
    """Return the bytes of the file."""
    values = {
        "vault": keys.vault_id,
        "device": keys.device_id,
        "database": keys.database_format,
        "generation": keys.generation,
        "slots": list(keys.slots),
    }
    body = canonical(values | ({"renewal": keys.renewal} if keys.renewal else {}))
    before = MAGIC + bytes([FORMAT]) + len(body).to_bytes(4, "big") + body
    return before + hashlib.sha256(before).digest()


def parsed(untrusted: bytes) -> KeysFile:
    """Read the file's bytes.

    Raises:
        Damaged: the checksum or the shape is wrong.
        StorageTrouble: ``newer_format``, when the bytes are sound but made by a later version.
    """
    body = _body(untrusted)
    if untrusted[len(MAGIC)] > FORMAT:
        raise StorageTrouble("newer_format", found=untrusted[len(MAGIC)], known=FORMAT)
    try:
        values = cbor2.loads(body)
        if canonical(values) != body:
            raise Damaged
        keys = KeysFile(
            values["vault"],
            values["device"],
            values["database"],
            values["generation"],
            tuple(values["slots"]),
            values.get("renewal", 0),
        )
    except (cbor2.CBORError, LookupError, TypeError, ValueError) as error:
        raise Damaged from error
    _check_shape(keys)
    if keys.database_format > DATABASE_FORMAT:
        raise StorageTrouble("newer_format", found=keys.database_format, known=DATABASE_FORMAT)
    return keys


def _body(untrusted: bytes) -> bytes:
    if len(untrusted) < _START + 32 or len(untrusted) > _LONGEST or not untrusted.startswith(MAGIC):
        raise Damaged
    length = int.from_bytes(untrusted[len(MAGIC) + 1 : _START], "big")
    before, checksum = untrusted[:-32], untrusted[-32:]
    if len(before) != _START + length or hashlib.sha256(before).digest() != checksum:
        raise Damaged
    return before[_START:]


def _check_shape(keys: KeysFile) -> None:
    slots: tuple[Any, ...] = keys.slots
    sound = (
        is_bytes(keys.vault_id, _ID_LENGTH)
        and is_bytes(keys.device_id, _ID_LENGTH)
        and is_number(keys.database_format)
        and is_number(keys.generation)
        and is_number(keys.renewal)
        and all(is_sound(slot) for slot in slots)
    )
    if not sound:
        raise Damaged


def unwrapped(keys: KeysFile, secret: Secret, policy: CostPolicy = STANDARD) -> bytes:
    """Return the master key, 32 bytes.

    Raises:
        StorageTrouble: a code of :func:`db.slots.opened`.
    """
    return opened(keys.slots, keys.header(), secret, policy)


def kit_made_on(keys: KeysFile) -> str | None:
    """Return the day the kit that opens this vault was made, as ``2026-11-20``; None when there is none."""
    return next((slot["made_on"] for slot in keys.slots if slot["kind"] == KIT), None)


def with_secret(keys: KeysFile, secret: NewSecret, master: bytes, around: Around, on: str | None = None) -> KeysFile:
    """Return the next generation, where this secret has taken the place of the one of its kind; other slots stay.

    Args:
        keys: The present generation.
        secret: What is to open the vault.
        master: The key it wraps.
        around: Chance and cost of a passphrase.
        on: The day where people are, as ``2026-11-20``; that of Greenwich when nobody says it.

    Raises:
        StorageTrouble: ``empty_passphrase``.
    """
    day = on or around.clock.now().date().isoformat()
    slot = Sealing(keys.header(), master, around.ids.random_bytes, around.policy, day).slot(secret)
    return _next(keys, slot["kind"], slot)


def without_escrow(keys: KeysFile) -> KeysFile:
    """Return the next generation, which no organisation opens."""
    return _next(keys, ESCROW)


def _next(keys: KeysFile, kind: str, *slots: Slot) -> KeysFile:
    others = tuple(slot for slot in keys.slots if slot["kind"] != kind)
    first, last = ((), slots) if kind != PASSPHRASE else (slots, ())
    return replace(keys, generation=keys.generation + 1, slots=(*first, *others, *last))


def load(folder: Path) -> tuple[KeysFile, tuple[str, ...]]:
    """Read the keys file from whichever copy is sound.

    Returns:
        What it says, and the names of the copies that are missing, damaged or behind, for :func:`restore`.

    Raises:
        StorageTrouble: ``keys_missing``, ``keys_damaged``, ``newer_format``; a code of the disk when what could not
            be read leaves no sound copy.
    """
    copies = {name: _read(folder / name) for name in NAMES}
    if all(content is None for content in copies.values()):
        raise StorageTrouble("keys_missing", folder=str(folder))
    sound = {name: keys for name, content in copies.items() if (keys := _parsed_or_none(content)) is not None}
    if not sound:
        unread = next((content for content in copies.values() if isinstance(content, OSError)), None)
        raise StorageTrouble("keys_damaged", reason="both_copies") if unread is None else from_system(unread)
    best = max(sound.values(), key=lambda keys: keys.generation)
    return best, tuple(name for name in NAMES if sound.get(name) != best)


def restore(folder: Path, keys: KeysFile, names: tuple[str, ...]) -> None:
    """Rewrite the copies named, from the one that is sound."""
    for name in names:
        _replace(folder, name, written(keys))


def store(folder: Path, keys: KeysFile, *, verify: Callable[[KeysFile], object]) -> None:
    """Write both copies: the new file is opened before it takes the old one's place.

    From then on it is what opens the vault: a second copy that cannot be written is no failure, the next opening makes
    it again.

    Args:
        folder: The vault's folder.
        keys: What to write.
        verify: Called with what was read back; raises when it does not open.
    """
    content = written(keys)
    _replace(folder, NAMES[0], content, verify)
    with suppress(StorageTrouble):
        _replace(folder, NAMES[1], content)


def replace_secret(folder: Path, old: Secret, new: NewSecret, around: Around, on: str | None = None) -> None:
    """Make another passphrase, another kit or an organisation open the vault; the master key stays.

    Args:
        folder: Where the keys file lies.
        old: What opens it now.
        new: What takes the place of the secret of its kind: the others stay.
        around: Chance, cost of a passphrase.
        on: The day, as :func:`with_secret` takes it.

    Raises:
        StorageTrouble: ``empty_passphrase``, or a code of :func:`load` or :func:`unwrapped`.
    """
    keys, _ = load(folder)
    master = unwrapped(keys, old, around.policy)
    # An organisation's private key is not here: that the former secret still opens is all that can be proved.
    proof: Secret = old if isinstance(new, EscrowPublicKey) else new
    changed = with_secret(keys, new, master, around, on)
    store(folder, changed, verify=lambda read: unwrapped(read, proof, around.policy))


def _parsed_or_none(content: bytes | OSError | None) -> KeysFile | None:
    if not isinstance(content, bytes):
        return None
    try:
        return parsed(content)
    except Damaged:
        return None


def _read(path: Path) -> bytes | OSError | None:
    try:
        if not path.is_file():  # a folder holds no keys, and a pipe would be waited for
            return b"" if path.is_symlink() or path.exists() else None
        with path.open("rb") as stream:
            return stream.read(_LONGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:  # a sector the disk lost: the other copy is there for that
        return error


def _replace(folder: Path, name: str, content: bytes, verify: Callable[[KeysFile], object] | None = None) -> None:
    new = folder / "palier.keys.new"
    try:
        write_whole(new, content)
        read_back = parsed(new.read_bytes())
        if verify is not None:
            verify(read_back)
        new.replace(folder / name)
        sync_folder(folder)
    except OSError as error:
        raise from_system(error) from error
    finally:
        new.unlink(missing_ok=True)
