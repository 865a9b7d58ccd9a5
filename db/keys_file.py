"""The keys file: what opens the vault, kept twice (security.md « Keys », review F2, F3, F12).

``PALIERKEY`` + format byte + length (4 bytes) + canonical CBOR + SHA-256 of all before. Each slot wraps the master key
in its own way; kinds unknown here are kept as they are, so that a later version may add its own.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

import cbor2
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from db.errors import StorageTrouble, from_system
from db.files import sync_folder, write_whole
from db.passphrase import CHECK_LENGTH, KEY_LENGTH, STANDARD, Cost, CostPolicy, normalised, passphrase_key, slot_key
from db.recovery_code import RecoveryCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.context import Clock, Ids
    from db.passphrase import SlotKey

MAGIC = b"PALIERKEY"
FORMAT = 1
DATABASE_FORMAT = 1
NAMES = ("palier.keys", "palier.keys.1")
_START = len(MAGIC) + 1 + 4
_LONGEST = 1 << 20
_ID_LENGTH = 16
_SALT_LENGTH = 16
_NONCE_LENGTH = 12
_PASSPHRASE = "passphrase"  # noqa: S105 - the kind of a slot, not a secret
_KIT = "recovery_kit"
_SHAPES = {
    _PASSPHRASE: ("kind", "kdf", "passes", "memory", "lanes", "salt"),
    _KIT: ("kind", "kdf", "made_on", "salt"),
}
"""What each kind of slot says in clear, which its seal also covers."""

Secret = str | RecoveryCode
"""What opens a vault: its passphrase, or the code of its kit."""


@dataclass(frozen=True, slots=True)
class KeysFile:
    """What the file says.

    Attributes:
        vault_id: 16 bytes.
        device_id: 16 bytes.
        database_format: Number of the layout of the database; above ours, refused before any question.
        generation: Grows at each change; of two sound copies the greater is right.
        slots: Each a map with at least ``kind``.
    """

    vault_id: bytes
    device_id: bytes
    database_format: int
    generation: int
    slots: tuple[dict[str, Any], ...]

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
    body = canonical(
        {
            "vault": keys.vault_id,
            "device": keys.device_id,
            "database": keys.database_format,
            "generation": keys.generation,
            "slots": list(keys.slots),
        }
    )
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
            values["vault"], values["device"], values["database"], values["generation"], tuple(values["slots"])
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
        _is_bytes(keys.vault_id, _ID_LENGTH)
        and _is_bytes(keys.device_id, _ID_LENGTH)
        and _is_number(keys.database_format)
        and _is_number(keys.generation)
        and all(isinstance(slot, dict) and isinstance(slot.get("kind"), str) for slot in slots)
        and all(_is_passphrase_slot(slot) for slot in slots if slot["kind"] == _PASSPHRASE)
        and all(_is_kit_slot(slot) for slot in slots if slot["kind"] == _KIT)
    )
    if not sound:
        raise Damaged


def _is_bytes(value: object, length: int) -> bool:
    return isinstance(value, bytes) and len(value) == length


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_passphrase_slot(slot: dict[str, Any]) -> bool:
    return (
        slot.get("kdf") == "argon2id"
        and all(_is_number(slot.get(name)) for name in ("passes", "memory", "lanes"))
        and _wraps_a_key(slot)
    )


def _is_kit_slot(slot: dict[str, Any]) -> bool:
    return slot.get("kdf") == "hkdf-sha256" and _is_day(slot.get("made_on")) and _wraps_a_key(slot)


def _is_day(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None


def _wraps_a_key(slot: dict[str, Any]) -> bool:
    return (
        _is_bytes(slot.get("salt"), _SALT_LENGTH)
        and _is_bytes(slot.get("check"), CHECK_LENGTH)
        and _is_bytes(slot.get("nonce"), _NONCE_LENGTH)
        and _is_bytes(slot.get("wrapped"), KEY_LENGTH + 16)
    )


def passphrase_slot(
    keys: KeysFile, passphrase: str, master: bytes, random: Callable[[int], bytes], policy: CostPolicy = STANDARD
) -> dict[str, Any]:
    """Return the slot by which this passphrase opens the vault.

    Raises:
        StorageTrouble: ``empty_passphrase``.
    """
    if not normalised(passphrase):
        raise StorageTrouble("empty_passphrase")
    cost = policy.chosen
    slot: dict[str, Any] = {
        "kind": _PASSPHRASE,
        "kdf": "argon2id",
        "passes": cost.passes,
        "memory": cost.memory,
        "lanes": cost.lanes,
        "salt": random(_SALT_LENGTH),
    }
    return _sealed(keys, slot, passphrase_key(passphrase, slot["salt"], cost), master, random)


def kit_slot(
    keys: KeysFile, code: RecoveryCode, made_on: str, master: bytes, random: Callable[[int], bytes]
) -> dict[str, Any]:
    """Return the slot by which a kit opens the vault; 256 bits drawn at random need no stretching."""
    slot: dict[str, Any] = {"kind": _KIT, "kdf": "hkdf-sha256", "made_on": made_on, "salt": random(_SALT_LENGTH)}
    return _sealed(keys, slot, slot_key(code.secret, slot["salt"]), master, random)


def _sealed(
    keys: KeysFile, slot: dict[str, Any], derived: SlotKey, master: bytes, random: Callable[[int], bytes]
) -> dict[str, Any]:
    nonce = random(_NONCE_LENGTH)
    wrapped = ChaCha20Poly1305(derived.key).encrypt(nonce, master, keys.header() + canonical(slot))
    return slot | {"check": derived.check, "nonce": nonce, "wrapped": wrapped}


def unwrapped(keys: KeysFile, secret: Secret, policy: CostPolicy = STANDARD) -> bytes:
    """Return the master key, 32 bytes.

    Raises:
        StorageTrouble: ``wrong_passphrase``; ``no_kit`` when none was ever made, ``wrong_kit`` when the code is another
            vault's or a former kit's; ``keys_damaged`` when a slot's cost lies outside the policy, or when the secret
            is right and the wrapped key is not.
    """
    kind = _PASSPHRASE if isinstance(secret, str) else _KIT
    slots = [slot for slot in keys.slots if slot["kind"] == kind]
    for slot in slots:
        derived = _derived(slot, secret, policy)
        if hmac.compare_digest(derived.check, slot["check"]):
            return _open_slot(keys, slot, derived.key)
    raise StorageTrouble("wrong_passphrase" if kind == _PASSPHRASE else "wrong_kit" if slots else "no_kit")


def _derived(slot: dict[str, Any], secret: Secret, policy: CostPolicy) -> SlotKey:
    if isinstance(secret, RecoveryCode):
        return slot_key(secret.secret, slot["salt"])
    cost = Cost(slot["passes"], slot["memory"], slot["lanes"])
    if not policy.accepts(cost):
        raise StorageTrouble("keys_damaged", reason="cost", passes=cost.passes, memory=cost.memory)
    return passphrase_key(secret, slot["salt"], cost)


def _open_slot(keys: KeysFile, slot: dict[str, Any], key: bytes) -> bytes:
    covered = keys.header() + canonical({name: slot[name] for name in _SHAPES[slot["kind"]]})
    try:
        return ChaCha20Poly1305(key).decrypt(slot["nonce"], slot["wrapped"], covered)
    except InvalidTag as error:
        raise StorageTrouble("keys_damaged", reason="slot") from error


def kit_made_on(keys: KeysFile) -> str | None:
    """Return the day the kit that opens this vault was made, as ``2026-11-20``; None when there is none."""
    return next((slot["made_on"] for slot in keys.slots if slot["kind"] == _KIT), None)


def with_kit(
    keys: KeysFile, code: RecoveryCode, made_on: str, master: bytes, random: Callable[[int], bytes]
) -> KeysFile:
    """Return the next generation, where this kit has taken the place of the one before; other slots stay."""
    others = tuple(slot for slot in keys.slots if slot["kind"] != _KIT)
    slot = kit_slot(keys, code, made_on, master, random)
    return replace(keys, generation=keys.generation + 1, slots=(*others, slot))


def rewrapped(
    keys: KeysFile, passphrase: str, master: bytes, random: Callable[[int], bytes], policy: CostPolicy = STANDARD
) -> KeysFile:
    """Return the next generation, where this passphrase has taken the place of the one before; other slots stay."""
    others = tuple(slot for slot in keys.slots if slot["kind"] != _PASSPHRASE)
    slot = passphrase_slot(keys, passphrase, master, random, policy)
    return replace(keys, generation=keys.generation + 1, slots=(slot, *others))


def load(folder: Path) -> tuple[KeysFile, tuple[str, ...]]:
    """Read the keys file from whichever copy is sound.

    Returns:
        What it says, and the names of the copies that are missing, damaged or behind, for :func:`restore`.

    Raises:
        StorageTrouble: ``keys_missing``, ``keys_damaged``, ``newer_format``.
    """
    copies = {name: _read(folder / name) for name in NAMES}
    if all(content is None for content in copies.values()):
        raise StorageTrouble("keys_missing", folder=str(folder))
    sound = {name: keys for name, content in copies.items() if (keys := _parsed_or_none(content)) is not None}
    if not sound:
        raise StorageTrouble("keys_damaged", reason="both_copies")
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


def replace_secret(folder: Path, old: Secret, new: Secret, around: Around) -> None:
    """Make another passphrase, or another kit, open the vault; the master key stays.

    Args:
        folder: Where the keys file lies.
        old: What opens it now.
        new: What takes the place of the passphrase, or of the kit: the other stays.
        around: Chance, cost of a passphrase, and the day a kit is made.

    Raises:
        StorageTrouble: ``empty_passphrase``, or a code of :func:`load` or :func:`unwrapped`.
    """
    keys, _ = load(folder)
    master, random = unwrapped(keys, old, around.policy), around.ids.random_bytes
    if isinstance(new, RecoveryCode):
        changed = with_kit(keys, new, around.clock.now().date().isoformat(), master, random)
    else:
        changed = rewrapped(keys, new, master, random, around.policy)
    store(folder, changed, verify=lambda read: unwrapped(read, new, around.policy))


def _parsed_or_none(content: bytes | None) -> KeysFile | None:
    if content is None:
        return None
    try:
        return parsed(content)
    except Damaged:
        return None


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as stream:
            return stream.read(_LONGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise from_system(error) from error


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
