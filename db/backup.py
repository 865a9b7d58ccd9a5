"""Backups of a vault: folders that open as it does, made whole or not at all, beside the attachments they share.

``2026-11-20T0900.palier`` holds the database, the head and the keys file of its moment (UTC); ``files/ab/abcd…`` the
attachments, each there once whatever the number of backups (review B5, F4). What is being made ends in ``.part``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sqlalchemy import func, select

from db.copying import copies_of
from db.engine import checkpoint
from db.errors import StorageTrouble, from_system
from db.files import make_folder, sync_file, sync_folder
from db.folder import PART, VaultFolder, remove_folder
from db.keys_file import load
from db.local import Attachment, Draft, Envelope
from db.opening import CONTENTS, ENDING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from db.context import VaultContext
    from db.copying import Copies
    from db.keys_file import Around, KeysFile
    from db.passphrase import VaultKeys

T = TypeVar("T")
FILES = "files"
BEFORE_MIGRATION = "-avant"
_NAME = re.compile(r"(?P<stamp>\d{4}-\d{2}-\d{2}T\d{4})(?:-(?P<turn>\d+))?(?P<mark>-avant)?\.palier")
_STAMP = "%Y-%m-%dT%H%M"
_OVERHEAD = 16  # bytes the cipher adds to an attachment
STEPS = 2
"""Of a backup, and of its copy elsewhere: its own files, written and proved; then the attachments beside it."""


def _to_nobody(_done: int, _whole: int) -> None:
    """Tell nobody."""


class Backed(Protocol):
    """What is asked of an open vault to back it up."""

    folder: Path
    context: VaultContext
    copies: Copies

    def read(self) -> AbstractContextManager[Session]:
        """Give a reading session."""
        ...

    def maintain(self, work: Callable[[Any], T]) -> T:
        """Run a work on the writing connection, between two transactions."""
        ...

    def examine(self, work: Callable[[Any], T]) -> T:
        """Run a work on a reading connection of its own."""
        ...


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """One backup.

    Attributes:
        path: Its folder.
        made_at: The minute it was made, aware, in UTC.
        before_migration: Made by an older version's format, just before it was changed.
        size: Bytes, without the attachments it shares with others.
    """

    path: Path
    made_at: dt.datetime
    before_migration: bool
    size: int


def backups_in(shelf: Path) -> tuple[BackupFolder, ...]:
    """Return the whole backups of a folder, the newest first; none when it is absent."""
    found = []
    try:
        for path in shelf.iterdir() if shelf.is_dir() else ():
            if (named := _NAME.fullmatch(path.name)) is not None:
                with suppress(StorageTrouble):  # a folder that only bears such a name
                    found.append((int(named["turn"] or 1), backup_at(path)))
    except OSError as error:
        raise from_system(error) from error
    found.sort(key=lambda each: (each[1].made_at, each[0]), reverse=True)
    return tuple(one for _turn, one in found)


def backup_at(path: Path) -> BackupFolder:
    """Return the backup of a folder, whatever it was named since.

    Raises:
        StorageTrouble: ``database_missing`` when there is none.
    """
    named = _NAME.fullmatch(path.name)
    try:
        database = VaultFolder(path).database
        written = database.stat().st_mtime
        made_at = dt.datetime.strptime(named["stamp"], _STAMP).replace(tzinfo=dt.UTC) if named else None
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise StorageTrouble("database_missing", folder=str(path)) from error
    except OSError as error:
        raise from_system(error) from error
    before = named is not None and named["mark"] is not None
    return BackupFolder(path, made_at or dt.datetime.fromtimestamp(written, dt.UTC), before, size_of(path))


def size_of(folder: Path) -> int:
    """Return how many bytes the files of a folder take."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def back_up(vault: Backed, shelf: Path, tell: Callable[[int, int], None] = _to_nobody) -> BackupFolder:
    """Back an open vault up; whoever writes does not wait. One at a time.

    Args:
        vault: What to back up.
        shelf: Where.
        tell: Told how many steps are done, of :data:`STEPS`; what it raises ends the backup, and nothing half is left.

    Raises:
        StorageTrouble: ``disk_full``, ``disk_trouble``, ``read_only_folder``, ``copy_unsound``: nothing half is left,
            and the vault is untouched.
    """
    keys_file, _ = load(vault.folder)

    def fill(part: Path) -> None:
        vault.maintain(lambda raw: raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall())
        tell(0, STEPS)
        vault.examine(lambda raw: vault.copies.write(raw, keys_file, part))
        tell(1, STEPS)
        _share(vault.copies, part, VaultFolder(vault.folder).files, shelf / FILES, between=lambda: tell(1, STEPS))
        tell(STEPS, STEPS)

    return _made(shelf, vault.context.clock.now(), "", fill)


def copy_over(
    copies: Copies, backup: BackupFolder, shelf: Path, tell: Callable[[int, int], None] = _to_nobody
) -> BackupFolder:
    """Copy a backup to another folder, and prove it there; a slow stick never holds the vault up.

    Args:
        copies: What reads the backup.
        backup: The backup.
        shelf: Where to.
        tell: As for :func:`back_up`.
    """

    def fill(part: Path) -> None:
        for name in CONTENTS:
            tell(0, STEPS)
            shutil.copyfile(backup.path / name, part / name)
            sync_file(part / name)
        tell(0, STEPS)
        copies.check(part)
        tell(1, STEPS)
        source, files = backup.path.parent / FILES, shelf / FILES
        _share(copies, part, source, files, apart=True, between=lambda: tell(1, STEPS))
        tell(STEPS, STEPS)

    return _made(shelf, backup.made_at, BEFORE_MIGRATION if backup.before_migration else "", fill)


def back_up_before_migration(
    place: VaultFolder, engine: Engine, keys_file: KeysFile, keys: VaultKeys, around: Around
) -> None:
    """Back a vault up as an older version left it, before its tables are changed."""
    copies = copies_of(keys_file, keys, around)

    def fill(part: Path) -> None:
        checkpoint(engine, "TRUNCATE")
        with engine.connect() as connection:
            copies.write(connection.connection.driver_connection, keys_file, part)
        _share(copies, part, place.files, place.backups / FILES)

    _made(place.backups, around.clock.now(), BEFORE_MIGRATION, fill)


def holds_all(vault: Backed, backup: BackupFolder) -> bool:
    """Tell whether nothing was written since a backup, and the same secrets open both."""
    try:
        if load(backup.path)[0] != load(vault.folder)[0]:
            return False
        with vault.copies.read(backup.path) as session:
            then = _state(session)
    except StorageTrouble:
        return False
    with vault.read() as session:
        return _state(session) == then


def bytes_to_come(vault: Backed) -> int:
    """Return about how many bytes the next backup takes by itself."""

    def asked(raw: Any) -> int:
        pages, size = (int(raw.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
        return pages * size

    return vault.examine(asked)


def bytes_to_bring(vault: Backed, shelf: Path) -> int:
    """Return how many bytes of attachments do not lie in a folder yet."""
    with vault.read() as session:
        named = session.execute(select(Attachment.file, Attachment.size).where(Attachment.file.is_not(None)).distinct())
        return sum(size for name, size in named if not place_of(shelf / FILES, str(name)).exists())


def free_bytes(shelf: Path) -> int:
    """Return how many bytes are free on the disk where a folder is, or will be made."""
    try:
        return shutil.disk_usage(next(one for one in (shelf, *shelf.parents) if one.exists())).free
    except OSError as error:
        raise from_system(error) from error


def remove(backup: BackupFolder) -> None:
    """Remove a backup; at no moment is there half of one."""
    try:
        gone = backup.path.with_name(backup.path.name + PART)
        backup.path.rename(gone)
        sync_folder(gone.parent)  # else a power cut could leave its name to what is left of it
    except OSError as error:
        raise from_system(error) from error
    remove_folder(gone)


def remove_unnamed_attachments(copies: Copies, shelf: Path) -> None:
    """Remove the attachments no backup of a folder names; none while a backup cannot be read."""
    named: set[str] = set()
    try:
        for backup in backups_in(shelf):
            named.update(name for name, _size in attachments_of(copies, backup.path))
    except StorageTrouble:
        return
    for path in (shelf / FILES).glob("*/*"):
        if path.name not in named:
            with suppress(OSError):
                path.unlink()


def attachments_of(copies: Copies, folder: Path) -> tuple[tuple[str, int], ...]:
    """Return the files of attachments a copy names, and how many bytes each has in clear."""
    with copies.read(folder) as session:
        rows = session.execute(select(Attachment.file, Attachment.size).where(Attachment.file.is_not(None)).distinct())
        return tuple((str(name), int(size)) for name, size in rows)


def missing_attachments(copies: Copies, backup: Path) -> int:
    """Return how many attachments a backup names and no longer lie beside it, whole by their size."""
    places = ((place_of(backup.parent / FILES, name), size) for name, size in attachments_of(copies, backup))
    return sum(not place.is_file() or place.stat().st_size != size + _OVERHEAD for place, size in places)


def bring(name: str, source: Path, files: Path, *, apart: bool = False) -> bool:
    """Put an attachment in a folder of attachments: linked where the disk can, else copied and proved by its name.

    Args:
        name: SHA-256 of its bytes.
        source: Folder of attachments where it may be.
        files: Folder where it must be.
        apart: Never linked: what damages one leaves the other.

    Returns:
        Whether it is there.
    """
    target = place_of(files, name)
    if target.exists():
        return True
    origin = place_of(source, name)
    if not origin.exists():
        return False
    make_folder(target.parent)
    done = (not apart and _linked(origin, target)) or _copied(origin, target)
    sync_folder(target.parent)
    return done


def place_of(files: Path, name: str) -> Path:
    """Return where an attachment lies in a folder of attachments."""
    return files / name[:2] / name


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _made(shelf: Path, moment: dt.datetime, mark: str, fill: Callable[[Path], None]) -> BackupFolder:
    try:
        make_folder(shelf)
        for half in shelf.glob(f"*{PART}"):
            remove_folder(half)
        path = _free_name(shelf, moment, mark)
        part = path.with_name(path.name + PART)
        part.mkdir(mode=0o700)
        try:
            fill(part)
            sync_folder(part)
            part.rename(path)
        except BaseException:
            remove_folder(part)
            raise
        sync_folder(shelf)
        return BackupFolder(path, moment.replace(second=0, microsecond=0), bool(mark), size_of(path))
    except OSError as error:
        raise from_system(error) from error


def _free_name(shelf: Path, moment: dt.datetime, mark: str) -> Path:
    stamp = f"{moment.astimezone(dt.UTC):{_STAMP}}"
    names = (f"{stamp}{turn}{mark}{ENDING}" for turn in ("", *(f"-{count}" for count in range(2, 1000))))
    return next(shelf / name for name in names if not (shelf / name).exists())


def _share(
    copies: Copies,
    part: Path,
    source: Path,
    files: Path,
    *,
    apart: bool = False,
    between: Callable[[], None] = lambda: None,
) -> None:
    """Put the attachments a copy names beside the backups; one that is missing in the vault is the check's to tell."""
    for name, _size in attachments_of(copies, part):
        between()
        bring(name, source, files, apart=apart)


def _linked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except (OSError, NotImplementedError):  # another disk, or one that knows no links
        return False
    return True


def _copied(source: Path, target: Path) -> bool:
    new = target.with_name(f"{target.name}.new")
    try:
        shutil.copyfile(source, new)
        sync_file(new)
        sound = digest_of(new) == target.name
        if sound:
            new.replace(target)
        return sound
    finally:
        new.unlink(missing_ok=True)


def _state(session: Session) -> tuple[Any, ...]:
    """Return what changes with all that people write; not what is only computed, read or logged."""
    drafts = session.execute(select(func.count(), func.max(Draft.saved_at)).select_from(Draft)).one()
    return session.scalar(select(func.max(Envelope.id))), *drafts
