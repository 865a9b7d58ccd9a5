"""What is shown of backups, and the sentences about them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import Expected
from app.services.troubles import sentence_of
from app.words import N_, _, long_day
from db.errors import StorageTrouble

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

NOT_MADE = {
    "disk_full": N_(
        "Le disque est plein\u00a0: la sauvegarde n’a pas été faite. Le coffre est intact, les sauvegardes "
        "d’avant aussi\u00a0; libérez de la place et recommencez."
    ),
    "disk_trouble": N_(
        "Le disque n’a pas répondu\u00a0: la sauvegarde n’a pas été faite. Le coffre est intact, les sauvegardes "
        "d’avant aussi\u00a0; vérifiez la clé ou le disque et recommencez."
    ),
    "read_only_folder": N_(
        "Rien ne peut être écrit dans {folder}\u00a0: la sauvegarde n’a pas été faite. Le coffre est intact\u00a0; "
        "vérifiez que la clé n’est pas verrouillée, ou choisissez un autre emplacement."
    ),
    "copy_unsound": N_(
        "Une partie du coffre ne se lit plus\u00a0: la sauvegarde n’a pas été gardée. Les sauvegardes d’avant sont "
        "intactes\u00a0; contrôlez le coffre dans les Réglages, puis revenez à la plus récente."
    ),
}
NOT_MADE["database_damaged"] = NOT_MADE["copy_unsound"]
NO_ROOM = N_(
    "La sauvegarde n’a pas été faite\u00a0: elle prendrait plus du quart de la place libre. Le coffre est "
    "intact\u00a0; libérez de la place, ou choisissez une clé USB dans les Réglages."
)


class BackupKind(StrEnum):
    """Why a copy is there."""

    ORDINARY = "ordinary"
    BEFORE_UPDATE = "before_update"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy to which the vault may go back.

    Attributes:
        path: Its folder.
        made_at: When it was made, aware, in UTC.
        size: Bytes, attachments apart.
        kind: Why it is there; ``REPLACED`` is the vault as it was before it went back to a backup.
        elsewhere: In the second folder.
    """

    path: Path
    made_at: dt.datetime
    size: int
    kind: BackupKind = BackupKind.ORDINARY
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a copy holds.

    Attributes:
        backup: The copy.
        cases: How many cases; None when that cannot be read.
        last_note_on: Day of the last meeting or note; None when there is none.
        intact: Every page, the log and every attachment were read and are sound.
        missing_attachments: Attachments it names that no longer lie beside it.
        same_passphrase: Whether today's passphrase opens it; None where that is not known.
    """

    backup: Backup
    cases: int | None
    last_note_on: dt.date | None
    intact: bool
    missing_attachments: int
    same_passphrase: bool | None = None

    @property
    def usable(self) -> bool:
        """Whether one may go back to it: all of it reads, attachments that are missing apart."""
        return self.cases is not None and (self.intact or self.missing_attachments > 0)


@dataclass(frozen=True, slots=True)
class WentBack:
    """What a return to a backup did.

    Attributes:
        made_at: Moment of the backup, aware, in UTC.
        kept_in: Where the vault of before lies; None where there was none.
        missing_attachments: Attachments nobody has any more.
    """

    made_at: dt.datetime
    kept_in: Path | None
    missing_attachments: int


@contextmanager
def told_of_making(shelf: Path | str) -> Iterator[None]:
    """Turn what kept a backup from being made into its sentence."""
    try:
        yield
    except StorageTrouble as trouble:
        expected = sentence_of(trouble, shelf)  # a disk that is full is known there
        known = NOT_MADE.get(expected.code)
        raise Expected(expected.code, _(known).format(folder=shelf)) if known else expected from trouble


# The vault itself may be without keys or data: it is what going back is for.
_OF_THE_BACKUP = {"rolled_back", "database_damaged", "database_missing", "keys_damaged", "keys_missing"}


@contextmanager
def told_of_going_back(folder: Path | str, day: dt.date) -> Iterator[None]:
    """Turn what kept a vault from going back to a backup into its sentence.

    Args:
        folder: The vault.
        day: Local day of the backup, whose passphrase is asked.
    """
    try:
        yield
    except StorageTrouble as trouble:
        if trouble.code == "wrong_passphrase":
            sentence = _(
                "Ce n’est pas la phrase de passe de cette sauvegarde\u00a0: elle s’ouvre avec celle du {day}. "
                "Rien n’a changé\u00a0; recommencez."
            ).format(day=long_day(day))
            raise Expected(trouble.code, sentence) from trouble
        code = "copy_unsound" if trouble.code in _OF_THE_BACKUP else trouble.code
        raise sentence_of(StorageTrouble(code, **trouble.facts), folder) from trouble


def said_size(count: int) -> str:
    """Return a size as people say it."""
    return _("{count}\u00a0Mo").format(count=max(1, round(count / 1_000_000)))
