"""Before a vault is opened: its folder is looked at, and a return to a backup that was decided is carried out."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from db.errors import from_system
from db.files import make_folder, sync_folder, write_whole
from db.folder import MOUNTS, PART, RESTORING, VaultFolder, remove_folder
from db.keys_file import NAMES as KEYS_NAMES
from db.keys_file import load
from db.vault_lock import VaultLock

if TYPE_CHECKING:
    from pathlib import Path

CONTENTS = ("palier.db", "palier.head", *KEYS_NAMES)
_WAITING = ("palier.db-wal", "palier.db-shm")
ENDING = ".palier"


def check_folder(folder: Path, mounts: Path = MOUNTS) -> None:
    """Refuse, before any passphrase is asked, a folder that cannot be opened.

    Raises:
        StorageTrouble: ``synchronised_folder``, ``impossible_place``, ``out_of_place``, ``not_a_vault``,
            ``keys_missing``, ``database_missing``, ``keys_damaged``, ``newer_format``; ``in_use`` while a return to a
            backup is under way.
    """
    place = VaultFolder(folder)
    place.check_place(mounts)
    place.check_files()
    if decided(place) is not None:
        lock = VaultLock(place.lock)
        try:
            put_back(place)
        finally:
            lock.release()
    place.check_holds_vault()
    load(folder)


def put_back(place: VaultFolder) -> Path | None:
    """Carry out a return to a backup that was decided; whatever killed it before, it goes on where it was.

    What was the vault until now is moved aside, never deleted. Whoever calls holds the lock.

    Returns:
        Where what was the vault is kept; None when nothing was decided.
    """
    staged = decided(place)
    if staged is None:
        return None
    aside = place.replaced / f"{staged.name.removeprefix(RESTORING)}{ENDING}"
    try:
        make_folder(aside)
        _exchange(place.path, staged, aside)
        kept = any(aside.iterdir())
        if not kept:  # there was no vault here
            aside.rmdir()
            with suppress(OSError):
                place.replaced.rmdir()
        for folder in (aside, place.replaced, place.path) if kept else (place.path,):
            sync_folder(folder)
    except OSError as error:
        raise from_system(error) from error
    remove_folder(staged)
    place.end_creation()
    return aside if kept else None


def decided(place: VaultFolder) -> Path | None:
    """Return what the next opening puts in the place of the vault, if anything."""
    found = (one for one in place.path.glob(f"{RESTORING}*") if not one.name.endswith(PART))
    return min(found, default=None)


def _exchange(vault: Path, staged: Path, aside: Path) -> None:
    if (staged / CONTENTS[0]).exists():  # the waiting log belongs to the database that goes
        for name in _WAITING:
            _move(vault / name, aside / name)
    for name in CONTENTS:
        if (staged / name).exists():
            _keep(vault / name, aside / name)
            sync_folder(aside)  # a power cut finds what goes aside, the waiting log too, before another takes its name
            (staged / name).replace(vault / name)


def _keep(current: Path, aside: Path) -> None:
    """Keep a file aside; the keys are copied, so that there is no moment without them."""
    if not current.exists() or aside.exists():
        return
    if current.name in KEYS_NAMES:
        new = aside.with_name(f"{aside.name}.new")
        write_whole(new, current.read_bytes())
        new.replace(aside)
    else:
        current.rename(aside)


def _move(current: Path, aside: Path) -> None:
    with suppress(FileNotFoundError):
        current.rename(aside)
