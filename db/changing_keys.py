"""Changing what opens a vault that is closed, and knowing what does: no secret is needed for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.escrow import EscrowPublicKey
from db.folder import VaultFolder
from db.keys_file import kit_made_on, load, replace_secret, store, unwrapped, without_escrow
from db.opening import check_folder
from db.slots import ESCROW, wanted_device_secret
from db.vault_lock import VaultLock

if TYPE_CHECKING:
    from pathlib import Path

    from db.slots import NewSecret, Secret
    from db.vault import Surroundings


def change_secret(folder: Path, old: Secret, new: NewSecret, around: Surroundings) -> None:
    """Make another passphrase, kit or organisation open a vault that is closed.

    Raises:
        StorageTrouble: ``in_use``, ``empty_passphrase``, or a code of :func:`db.opening.check_folder` or
            :func:`db.keys_file.unwrapped`.
    """
    check_folder(folder, around.mounts)
    lock = VaultLock(VaultFolder(folder).lock)
    try:
        replace_secret(folder, old, new, around)
    finally:
        lock.release()


def refuse_secret(folder: Path, secret: Secret, around: Surroundings) -> None:
    """Refuse what does not open a vault.

    Raises:
        StorageTrouble: a code of :func:`db.keys_file.load` or :func:`db.keys_file.unwrapped`.
    """
    unwrapped(load(folder)[0], secret, around.policy)


def day_of_kit(folder: Path) -> str | None:
    """Return the day the kit that opens a vault was made, as ``2026-11-20``, None without one; no secret is needed.

    Raises:
        StorageTrouble: ``keys_missing``, ``keys_damaged``, ``newer_format``.
    """
    return kit_made_on(load(folder)[0])


def same_master_key(one: Path, other: Path) -> bool:
    """Tell whether two folders of one vault lie under the same master key.

    Raises:
        StorageTrouble: ``keys_missing``, ``keys_damaged``, ``newer_format``.
    """
    return load(one)[0].renewal == load(other)[0].renewal


def device_secret_wanted(folder: Path) -> bytes | None:
    """Return the name of the device's secret a vault's passphrase needs, None when it needs none.

    Raises:
        StorageTrouble: ``keys_missing``, ``keys_damaged``, ``newer_format``.
    """
    return wanted_device_secret(load(folder)[0].slots)


def vault_of(folder: Path) -> str:
    """Return the id of the vault a folder holds, or is a copy of.

    Raises:
        StorageTrouble: ``keys_missing``, ``keys_damaged``, ``newer_format``.
    """
    return load(folder)[0].vault_id.hex()


def escrow_of(folder: Path) -> tuple[EscrowPublicKey, str] | None:
    """Return the organisation's key that opens a vault and the day it was added, None when none does.

    Raises:
        StorageTrouble: ``keys_missing``, ``keys_damaged``, ``newer_format``.
    """
    slot = next((slot for slot in load(folder)[0].slots if slot["kind"] == ESCROW), None)
    if slot is None:
        return None
    return EscrowPublicKey(slot["organisation"], slot["made_on"], slot["public"]), slot["added_on"]


def end_escrow(folder: Path) -> None:
    """Let no organisation open a vault any more; its caller has it open or locked.

    Raises:
        StorageTrouble: ``keys_missing``, ``keys_damaged``, ``disk_full`` …
    """
    keys, _ = load(folder)
    store(folder, without_escrow(keys), verify=lambda _read: None)
