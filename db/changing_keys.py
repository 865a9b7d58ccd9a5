"""Changing what opens a vault that is closed, and knowing what does: no secret is needed for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.folder import VaultFolder
from db.keys_file import kit_made_on, load, replace_secret
from db.opening import check_folder
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


def day_of_kit(folder: Path) -> str | None:
    """Return the day the kit that opens a vault was made, as ``2026-11-20``, None without one; no secret is needed.

    Raises:
        StorageTrouble: ``keys_missing``, ``keys_damaged``, ``newer_format``.
    """
    return kit_made_on(load(folder)[0])
