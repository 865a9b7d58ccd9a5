"""Going back to a backup: it is opened beside the vault, then takes its place, which is kept (review F8)."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import audit
from db.backup import FILES, attachments_of, bring, digest_of, place_of
from db.copying import unlocked
from db.errors import StorageTrouble, from_system
from db.files import sync_file, sync_folder
from db.folder import PART, RESTORING, VaultFolder, remove_folder
from db.keys_file import load
from db.opening import CONTENTS, ENDING, put_back
from db.vault import open_vault
from db.vault_lock import VaultLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from db.copying import Copies
    from db.slots import Secret
    from db.vault import Surroundings

_WAITING = "palier.db-wal"


@dataclass(frozen=True, slots=True)
class PutBack:
    """What a return to a backup did.

    Attributes:
        kept_in: Where what was the vault before lies; None when there was none, or until the next opening.
        missing_attachments: How many attachments the backup names and nobody has any more.
    """

    kept_in: Path | None
    missing_attachments: int


def restore(folder: Path, backup: Path, secret: Secret, around: Surroundings) -> PutBack:
    """Put a backup in the place of a vault that is closed, or where there is none.

    Raises:
        StorageTrouble: ``in_use``, ``folder_not_empty``, ``disk_full`` …, or a code of :func:`stage`: nothing changed.
    """
    place = VaultFolder(folder)
    place.check_place(around.mounts)
    place.check_files()
    kept = any(any(shelf.glob(f"*{ENDING}")) for shelf in (place.backups, place.replaced))
    is_new = not kept and not any((folder / name).exists() for name in CONTENTS)
    if is_new:
        place.begin_creation()
    lock = None
    try:
        lock = VaultLock(place.lock)
        put_back(place)  # one decided before and never carried out
        missing = stage(folder, backup, secret, around)
        return PutBack(put_back(place), missing)
    except BaseException:
        if is_new:
            place.abandon_creation()
        raise
    finally:
        if lock is not None:
            lock.release()


def stage(folder: Path, backup: Path, secret: Secret, around: Surroundings) -> int:
    """Decide that the next opening of a vault goes back to a backup; until then the vault is as it was.

    The backup is copied, proved, opened by what opened it in its time, brought to today's tables, and its log says that
    it was put back, and from when: its head is then a new one, so that nobody takes it for a vault cut short.

    Args:
        folder: The vault, which the caller has open or locked.
        backup: The backup.
        secret: What opened the vault when the backup was made.
        around: What opening needs of the world.

    Returns:
        How many attachments are missing.

    Raises:
        StorageTrouble: ``other_vault``, ``wrong_passphrase``, ``copy_unsound``, ``database_damaged``, ``disk_full`` …
    """
    place = VaultFolder(folder)
    try:
        _refuse_another(folder, backup)
        copies = unlocked(backup, secret, around)
        with staging(place, around) as part:
            _copy(backup, part)
            copies.check(part)
            tell(part, secret, around, "restored", {"from": backup.name})
            return _bring_attachments(copies, part, backup.parent / FILES, place.files)
    except OSError as error:
        raise from_system(error) from error


@contextmanager
def staging(place: VaultFolder, around: Surroundings) -> Iterator[Path]:
    """Give an empty folder for what will be the vault; left without trouble, the next opening puts it in its place."""
    for former in place.path.glob(f"{RESTORING}*"):
        remove_folder(former)
    staged = _free_name(place, f"{around.clock.now():%Y-%m-%dT%H%M}")
    part = staged.with_name(staged.name + PART)
    part.mkdir(mode=0o700)
    try:
        yield part
        sync_folder(part)
        part.rename(staged)
        sync_folder(place.path)
    except BaseException:
        remove_folder(part)
        raise


def _refuse_another(folder: Path, backup: Path) -> None:
    try:
        here = load(folder)[0].vault_id
    except StorageTrouble:  # no keys, or none that can be read: then any backup is better
        return
    if load(backup)[0].vault_id != here:
        raise StorageTrouble("other_vault", folder=str(folder))


def _copy(backup: Path, part: Path) -> None:
    for name in (*CONTENTS, _WAITING):
        if (backup / name).exists():
            shutil.copyfile(backup / name, part / name)
            (part / name).chmod(0o600)
            sync_file(part / name)


def tell(part: Path, secret: Secret, around: Surroundings, action: str, facts: dict[str, Any]) -> None:
    """Open what will be the vault, and let its log say where it comes from."""
    vault = open_vault(part, secret, around)
    try:
        vault.write(lambda session: audit.record(session, action, "vault", vault.context.vault_id, facts))
    finally:
        vault.close()
    if (part / _WAITING).exists():
        raise StorageTrouble("disk_trouble", reason="the log was not brought into the database")
    for path in part.iterdir():
        if path.is_dir():
            remove_folder(path)
        elif path.name not in CONTENTS:
            path.unlink()
    for name in CONTENTS:
        sync_file(part / name)


def _bring_attachments(copies: Copies, part: Path, beside: Path, files: Path) -> int:
    """Let the vault have the attachments the backup names; a damaged one goes only where a sound one comes."""
    missing = 0
    for name, _size in attachments_of(copies, part):
        place, kept = place_of(files, name), place_of(beside, name)
        if _is_sound(place, name):
            continue
        if _is_sound(kept, name):
            place.unlink(missing_ok=True)
            bring(name, beside, files)
        else:
            missing += 1
    return missing


def _is_sound(path: Path, name: str) -> bool:
    return path.is_file() and digest_of(path) == name


def _free_name(place: VaultFolder, stamp: str) -> Path:
    turns = ("", *(f"-{count}" for count in range(2, 1000)))
    free = next(turn for turn in turns if not (place.replaced / f"{stamp}{turn}{ENDING}").exists())
    return place.path / f"{RESTORING}{stamp}{free}"
