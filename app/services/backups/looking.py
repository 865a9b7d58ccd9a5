"""What lies in the folders of backups, and what a copy holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import Expected
from app.ports import UNWATCHED
from app.services.backups.values import Backup, BackupKind, Preview
from app.services.troubles import told
from app.words import _
from db.backup import backup_at, backups_in, missing_attachments
from db.errors import StorageTrouble
from db.folder import VaultFolder
from db.models.case_file import CaseFile
from db.models.contact import Contact

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.ports import Progress
    from db.backup import BackupFolder
    from db.copying import Copies


def shelf_in(folder: Path, vault_id: str) -> Path:
    """Return where the backups of one vault lie in a folder others may use too."""
    return folder / f"palier-{vault_id[:8]}"


def backups_of(folder: Path, elsewhere: Path | None = None) -> tuple[Backup, ...]:
    """Return all to which a vault may go back, the newest first; no secret is needed.

    Args:
        folder: The vault.
        elsewhere: The folder of its backups on a stick, when there is one; absent, it has none.
    """
    place = VaultFolder(folder)
    with told(folder):
        found = [*_described(backups_in(place.backups)), *_described(backups_in(place.replaced), BackupKind.REPLACED)]
    if elsewhere is not None:
        with told(elsewhere):
            found += _described(backups_in(elsewhere), elsewhere=True)
    return tuple(sorted(found, key=lambda one: one.made_at, reverse=True))


def backups_under(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a folder somebody chose, the newest first: one of them, a stick, or what a vault was in.

    Raises:
        Expected: ``not_a_backup`` when there is none.
    """
    with told(folder):
        shelves = (folder, *(path for path in folder.glob("palier-*") if path.is_dir()), VaultFolder(folder).backups)
        found = [one for shelf in shelves for one in _described(backups_in(shelf), elsewhere=True)]
    if not found:
        found = [backup_of(folder)]
    return tuple(sorted(found, key=lambda one: one.made_at, reverse=True))


def backup_of(path: Path) -> Backup:
    """Return the backup a folder is.

    Raises:
        Expected: ``not_a_backup``.
    """
    try:
        found = backup_at(path)
    except StorageTrouble as trouble:
        sentence = _(
            "Il n’y a pas de sauvegarde dans {folder}. Rien n’a changé\u00a0; "
            "choisissez un dossier «\u00a0.palier\u00a0»."
        )
        raise Expected("not_a_backup", sentence.format(folder=path)) from trouble
    replaced = path.parent.name == VaultFolder(path.parent.parent).replaced.name
    return _described((found,), BackupKind.REPLACED if replaced else BackupKind.ORDINARY)[0]


READING = 3


def previewed(
    copies: Copies, backup: Backup, *, same_passphrase: bool | None = None, progress: Progress = UNWATCHED
) -> Preview:
    """Read a copy whole, and say what it holds.

    Raises:
        Cancelled: who waits stopped it.
    """
    intact, cases, last, missing = True, None, None, 0
    try:
        progress.tell(0, READING)
        with copies.read(backup.path) as session:
            cases = session.scalar(select(func.count()).select_from(CaseFile).where(CaseFile.archived_at.is_(None)))
            last = session.scalar(select(func.max(Contact.on_day)).where(Contact.archived_at.is_(None)))
        progress.tell(1, READING)
        missing = missing_attachments(copies, backup.path)
        progress.tell(2, READING)
        copies.check(backup.path)
    except StorageTrouble:
        intact = False
    return Preview(backup, cases, last, intact and not missing, missing, same_passphrase)


def _described(
    found: Iterable[BackupFolder], kind: BackupKind = BackupKind.ORDINARY, *, elsewhere: bool = False
) -> list[Backup]:
    return [
        Backup(one.path, one.made_at, one.size, BackupKind.BEFORE_UPDATE if one.before_migration else kind, elsewhere)
        for one in found
    ]
