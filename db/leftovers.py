"""What is forgotten and lies outside the tables: the write-ahead log, free pages, files, backups, what was put aside.

Written down in the transaction that forgets (``setting``), done after it, and gone on with at the next opening when the
process was killed or a stick was absent. ``secure_delete`` alone leaves rests: SQLite moves rows between pages without
wiping where they stood (2 runs of 21, of 150 markers each, measured): the database is written anew.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from db.backup import FILES, back_up, backups_in, place_of, remove, remove_unnamed_attachments
from db.errors import StorageTrouble
from db.folder import RESTORING, VaultFolder, remove_folder
from db.local import Attachment, Envelope, Setting, Space
from db.types import canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from db.copying import Copies
    from db.vault import Vault

_HERE, _SECOND = "forgetting_here", "forgetting_second"  # settings: what is due in the folder of the vault, on a stick
_WAITING = "palier.db-wal"


@dataclass(frozen=True, slots=True)
class Due:
    """What has still to go.

    Attributes:
        orders: Space, and hash of the envelope of an order: a copy that has the space without it holds what is
            forgotten.
        files: Names of files of attachments.
    """

    orders: frozenset[tuple[str, str]] = frozenset()
    files: frozenset[str] = frozenset()

    def __or__(self, other: Due) -> Due:
        """Return both."""
        return Due(self.orders | other.orders, self.files | other.files)

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.orders or self.files)


@dataclass(frozen=True, slots=True)
class Cleared:
    """What became of the copies in one folder.

    Attributes:
        removed: How many were removed, what was put aside included.
        made: Whether one was made anew.
        left: Those that could not be read, or not removed: what is forgotten may be in them.
    """

    removed: int = 0
    made: bool = False
    left: tuple[Path, ...] = ()


def note_due(session: Session, due: Due) -> None:
    """Write down what has to go, in the transaction that forgets."""
    for name in (_HERE, _SECOND):
        _keep(session, name, due_of(session, name) | due)


def due_of(session: Session, name: str) -> Due:
    """Return what is written down."""
    kept = session.scalar(select(Setting.value).where(Setting.name == name))
    if kept is None:
        return Due()
    orders, files = json.loads(kept)
    return Due(frozenset((space, hashed) for space, hashed in orders), frozenset(files))


def is_due_here(vault: Vault) -> bool:
    """Tell whether something has still to go from the folder of a vault."""
    with vault.read() as session:
        return bool(due_of(session, _HERE))


def is_due_in_second(vault: Vault) -> bool:
    """Tell whether something has still to go from the second folder."""
    with vault.read() as session:
        return bool(due_of(session, _SECOND))


def clear_here(vault: Vault) -> Cleared:
    """Write the database anew, remove the files and the copies that hold what is forgotten, and make a new backup.

    Whatever kills it, calling it again goes on. Nothing else of the vault is touched.

    Raises:
        StorageTrouble: ``disk_full``, ``disk_trouble`` …: it stays due.
    """
    with vault.read() as session:
        due = due_of(session, _HERE)
    if not due:
        return Cleared()
    place = VaultFolder(vault.folder)
    vault.catch_up()
    vault.pages.put_back()  # until it is answered, the log cannot be emptied
    vault.maintain(_write_anew)
    for name in sorted(due.files):
        place_of(place.files, name).unlink(missing_ok=True)
    backups = [one.path for one in backups_in(place.backups)]
    is_lacking = bool(backups) and not any(_is_surely_clean(vault.copies, path, due) for path in backups)
    if is_lacking:  # first, so that at no moment there is none
        back_up(vault, place.backups)
    cleared = _cleared(vault.copies, _copies_in(place), due)
    _remove_files(vault.copies, place.backups, due)
    vault.write(lambda session: _forget(session, _HERE, due))
    vault.maintain(lambda raw: raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    return Cleared(cleared.removed, made=is_lacking, left=cleared.left)


def clear_second(vault: Vault, shelf: Path) -> Cleared:
    """Remove from the second folder the copies that hold what is forgotten."""
    with vault.read() as session:
        due = due_of(session, _SECOND)
    if not due:
        return Cleared()
    cleared = _cleared(vault.copies, (one.path for one in backups_in(shelf)), due)
    _remove_files(vault.copies, shelf, due)
    vault.write(lambda session: _forget(session, _SECOND, due))
    return cleared


def nothing_is_due_in_second(vault: Vault) -> None:
    """Say that there is no second folder."""
    vault.write(lambda session: _forget(session, _SECOND, due_of(session, _SECOND)))


def _write_anew(raw: Any) -> None:
    raw.execute("VACUUM")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _copies_in(place: VaultFolder) -> list[Path]:
    """Return every copy in the folder of a vault: backups, what it was before a return to one, a return decided."""
    aside = (one for one in (place.replaced.iterdir() if place.replaced.is_dir() else ()) if one.is_dir())
    return [*(one.path for one in backups_in(place.backups)), *aside, *place.path.glob(f"{RESTORING}*")]


def _cleared(copies: Copies, paths: Iterable[Path], due: Due) -> Cleared:
    removed, left = 0, []
    for path in paths:
        try:
            if _is_clean(copies, path, due):
                continue
            _remove(path)
            removed += 1
        except (StorageTrouble, OSError):  # damaged, or of a disk that lets nothing go
            left.append(path)
    return Cleared(removed, left=tuple(left))


def _is_clean(copies: Copies, path: Path, due: Due) -> bool:
    """Tell whether a copy knows the orders, or knows nothing of their spaces; what waits in a log is not looked at."""
    if (path / _WAITING).exists() and (path / _WAITING).stat().st_size:
        return False
    with copies.read(path) as session:
        spaces = set(session.scalars(select(Space.id)))
        known = select(Envelope.hash).where(Envelope.hash.in_([bytes.fromhex(name) for _, name in due.orders]))
        orders = {found.hex() for found in session.scalars(known)}
        files = _files_named(session)
    return all(name in orders for space, name in due.orders if space in spaces) and not files & due.files


def _is_surely_clean(copies: Copies, path: Path, due: Due) -> bool:
    try:
        return _is_clean(copies, path, due)
    except StorageTrouble:
        return False


def _files_named(session: Session) -> set[str]:
    return set(session.scalars(select(Attachment.file).where(Attachment.file.is_not(None))))


def _remove(path: Path) -> None:
    for backup in backups_in(path.parent):
        if backup.path == path:
            remove(backup)
            return
    remove_folder(path)
    if path.exists():
        raise StorageTrouble("disk_trouble", folder=str(path))


def _remove_files(copies: Copies, shelf: Path, due: Due) -> None:
    for name in sorted(due.files):
        with suppress(OSError):
            place_of(shelf / FILES, name).unlink(missing_ok=True)
    remove_unnamed_attachments(copies, shelf)


def _forget(session: Session, name: str, done: Due) -> None:
    """Take what was done off what is due: what was asked for meanwhile stays, what could not be read was told."""
    kept = due_of(session, name)
    _keep(session, name, Due(kept.orders - done.orders, kept.files - done.files))


def _keep(session: Session, name: str, due: Due) -> None:
    if due:
        value = canonical_json([sorted(due.orders), sorted(due.files)])
        session.merge(Setting(name=name, value=value))
    else:
        session.execute(delete(Setting).where(Setting.name == name))
