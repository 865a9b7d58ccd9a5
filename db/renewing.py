"""« Quelqu’un connaît ma phrase »: a new master key (review F2). The vault is copied, closed anew, and exchanged.

A change of passphrase wraps the same key again: whoever kept an older keys file and the old passphrase still opens the
vault. Here nothing that opened it opens it any more. The copy is made beside the vault, its pages encrypted under the
new key, its log sealed again, the keys of attachments wrapped again, and takes the vault's place as a backup one goes
back to does: killed anywhere, the vault is as before or as after. What was the vault is kept aside, under its old key.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from db import attachments, audit
from db.copying import copies_of
from db.engine import checkpoint, copy_connection, writer_engine
from db.errors import StorageTrouble, from_system, told_by_code
from db.escrow import EscrowPublicKey
from db.files import sync_file, write_whole
from db.folder import VaultFolder
from db.head_file import HeadFile
from db.keys_file import NAMES, load, unwrapped, with_secret, written
from db.opening import decided, put_back
from db.passphrase import KEY_LENGTH, vault_keys
from db.restoring import staging, tell
from db.slots import ESCROW
from db.vault import open_vault
from db.vault_lock import VaultLock

if TYPE_CHECKING:
    from pathlib import Path

    from db.copying import Copies
    from db.keys_file import KeysFile
    from db.passphrase import VaultKeys
    from db.slots import BoundPassphrase, Secret
    from db.vault import Surroundings, Vault


def renew(folder: Path, old: Secret, new: str | BoundPassphrase, around: Surroundings) -> Path | None:
    """Give a vault that is closed a new master key, which another passphrase opens.

    The organisation that may open it still may: its public key is known. The kit no longer opens it: make another.

    Args:
        folder: The vault.
        old: What opens it now.
        new: The passphrase that opens it from then on.
        around: What opening needs of the world.

    Returns:
        Where what was the vault is kept, under its old key.

    Raises:
        StorageTrouble: a code of :func:`db.vault.open_vault`, ``empty_passphrase``, ``copy_unsound``, ``disk_full`` …:
            nothing changed. ``renewed_unfinished``: it is decided, and the next opening ends it.
    """
    place = VaultFolder(folder)
    vault = open_vault(folder, old, around)
    try:
        _decide(vault, place, old, new)
    except StorageTrouble as error:
        if decided(place) is not None:
            raise StorageTrouble("renewed_unfinished", folder=str(folder)) from error
        raise
    try:
        lock = VaultLock(place.lock)
        try:
            return put_back(place)  # decided above: whoever opens the vault first does it
        finally:
            lock.release()
    except (StorageTrouble, OSError) as error:
        raise StorageTrouble("renewed_unfinished", folder=str(folder)) from error


def _decide(vault: Vault, place: VaultFolder, old: Secret, new: str | BoundPassphrase) -> None:
    try:
        with told_by_code(), staging(place, vault.around) as part:
            _fill(vault, part, old, new)
    except OSError as error:
        raise from_system(error) from error
    finally:
        vault.close()


def _fill(vault: Vault, part: Path, old: Secret, new: str | BoundPassphrase) -> None:
    """Make in an empty folder the vault under its new key; nothing writes in the vault meanwhile."""
    around, place = vault.around, VaultFolder(part)
    keys, _ = load(vault.folder)
    former, master = vault_keys(unwrapped(keys, old, around.policy)), around.ids.random_bytes(KEY_LENGTH)
    own = vault_keys(master)
    vault.maintain(lambda raw: vault.copies.write(raw, keys, part))
    _encrypt_anew(place.database, former, own)
    _seal_anew(place, keys, vault.copies, own)
    renewed = _keys_anew(keys, new, master, around)
    if unwrapped(renewed, new, around.policy) != master:
        raise StorageTrouble("keys_damaged", reason="slot")
    for name in NAMES:
        write_whole(part / name, written(renewed))
    tell(part, new, around, "change", {"what": "master_key"})
    copies_of(renewed, own, around).check(part)


def _encrypt_anew(database: Path, former: VaultKeys, own: VaultKeys) -> None:
    """Encrypt every page of a copy under another key; cut short, the copy is thrown away."""
    raw = copy_connection(database, former.database)
    try:
        raw.execute(f"PRAGMA rekey = \"x'{own.database.hex()}'\"").fetchall()
    finally:
        raw.close()
    sync_file(database)


def _seal_anew(place: VaultFolder, keys: KeysFile, former: Copies, own: VaultKeys) -> None:
    """Seal the log and its head, and wrap the keys of attachments, under another key, in one transaction."""
    engine = writer_engine(place.database, own.database)
    try:
        with Session(engine, info={"vault": former.context}) as session:
            audit.seal_anew(session, own.audit)
            attachments.wrap_anew(session, own.attachment)
            session.flush()
            at, quiet = audit.head(session), audit.quiet_count(session)
            session.commit()
        checkpoint(engine, "TRUNCATE")
    finally:
        engine.dispose()
    head = HeadFile(place.head, keys.vault_id, own.head)
    head.create()
    head.begin(*at, quiet)
    head.close()
    sync_file(place.head)


def _keys_anew(keys: KeysFile, new: str | BoundPassphrase, master: bytes, around: Surroundings) -> KeysFile:
    anew = replace(keys, renewal=keys.renewal + 1, slots=())
    anew = with_secret(anew, new, master, around)
    for slot in (slot for slot in keys.slots if slot["kind"] == ESCROW):
        key = EscrowPublicKey(slot["organisation"], slot["made_on"], slot["public"])
        anew = with_secret(anew, key, master, around)
    return anew
