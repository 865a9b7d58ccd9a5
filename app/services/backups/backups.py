"""Backups of an open vault: made when something changed, few enough for the disk, on a stick too; and the way back."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.changes import Changes
from app.domain.instants import time_zone
from app.domain.rotation import Kept, Rotation
from app.domain.rules import shipped_rules
from app.errors import Cancelled, Expected
from app.ports import UNWATCHED
from app.services.backups.looking import backup_of, backups_of, previewed, shelf_in
from app.services.backups.steps import PartOf
from app.services.backups.values import NO_ROOM, Backup, BackupKind, told_of_going_back, told_of_making
from app.services.case_rows import zone_of_worker
from app.services.keys.inside_settings import InsideSettings, SettingKey
from app.services.troubles import told
from app.words import N_, _
from db import audit
from db.backup import (
    STEPS,
    back_up,
    backup_at,
    backups_in,
    bytes_to_bring,
    bytes_to_come,
    copy_over,
    free_bytes,
    holds_all,
    remove,
    remove_unnamed_attachments,
)
from db.changing_keys import same_master_key
from db.copying import unlocked
from db.errors import StorageTrouble
from db.folder import VaultFolder
from db.keys_file import load
from db.restoring import stage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from typing import Any

    from app.ports import Progress
    from app.services.backups.values import Preview
    from app.services.keys.device_secrets import DeviceSecrets
    from app.services.soundness import Soundness
    from db.vault import Vault

MOST_DAYS, MOST_WEEKS = 7, 8
MAKING = 1 + STEPS  # the vault is looked at first
OTHER_KEY = N_(
    "Cette sauvegarde est d’avant la nouvelle clé du coffre\u00a0: elle s’ouvre avec la phrase de passe de ce jour-là. "
    "Rien n’a changé\u00a0; tapez-la pour y revenir, et le coffre s’ouvrira de nouveau avec elle."
)


def _number(found: Any) -> int:
    if isinstance(found, bool) or not isinstance(found, int):
        raise TypeError(found)
    return found


def _folder(found: Any) -> Path | None:
    return None if found is None else Path(found)


SECOND_FOLDER: SettingKey[Path | None] = SettingKey(
    "backup_second_folder", None, _folder, lambda place: None if place is None else str(place)
)
"""Where backups are copied too: a stick, a disk."""
DAYS = SettingKey("backup_days", MOST_DAYS, _number, int)
"""How many days keep their last backup."""
WEEKS = SettingKey("backup_weeks", MOST_WEEKS, _number, int)
"""How many weeks before those days keep theirs."""


class Elsewhere(StrEnum):
    """What became of the copy in the second folder."""

    NOT_ASKED = "not_asked"
    THERE = "there"
    ABSENT = "absent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class KeptUp:
    """What was done to have a backup of today.

    Attributes:
        last: The newest backup, made now or before.
        elsewhere: What became of its copy in the second folder.
        sentence: Why that copy failed.
    """

    last: Backup
    elsewhere: Elsewhere
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups of one open vault."""

    vault: Vault
    soundness: Soundness
    secrets: DeviceSecrets
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def make(self, to: Path | None = None, progress: Progress = UNWATCHED) -> Backup:
        """Make a backup now, in the vault's own folder or in another, and let go of those there are too many of.

        Args:
            to: Another folder; the vault's own by default.
            progress: Who waits; stopped, nothing half made stays and nothing else changed.

        Raises:
            Cancelled: who waits stopped it.
            Expected: ``no_room_for_backup``, ``disk_full``, ``disk_trouble``, ``read_only_folder``, ``copy_unsound``,
                ``inside_vault``, ``place_absent``, or what the look at the vault found: the vault and the other backups
                are as they were.
        """
        shelf = self._own if to is None else self._refuse_absent(self._refuse_inside(to), to)
        progress.tell(0, MAKING)
        self.soundness.refuse_unsound()  # a vault somebody altered never takes the place of a sound backup
        progress.tell(1, MAKING)
        with self._one_at_a_time, told_of_making(to or self.vault.folder):
            self._refuse_without_room(shelf, bytes_to_come(self.vault), apart=to is not None)
            with self._nothing_left_if_stopped(shelf):
                made = back_up(self.vault, shelf, PartOf(progress, 1, MAKING).tell)
            self._rotate(shelf, made.path.name)
            self._note("own" if to is None else "elsewhere")
        return backup_of(made.path)

    def keep_up(self, *, at_once: bool = False, progress: Progress = UNWATCHED) -> KeptUp:
        """Make the backup that is due, or one at once, then copy the newest to the second folder.

        Args:
            at_once: Whether one is made even when nothing changed.
            progress: Who waits; stopped during the copy, the backup of the vault's own folder stays.

        Raises:
            Cancelled: who waits stopped it.
            Expected: as :meth:`make`; what goes wrong in the second folder is only told.
        """
        last, second = self._last(), self.second_folder
        whole = MAKING + (STEPS if second is not None else 0)
        if at_once or last is None or self._own_is_due(self.vault.context.clock.now()):
            last = self.make(progress=PartOf(progress, 0, whole))
        if second is None:
            return KeptUp(last, Elsewhere.NOT_ASKED)
        if not second.is_dir():
            return KeptUp(last, Elsewhere.ABSENT)
        try:
            self._copy_elsewhere(last, second, PartOf(progress, MAKING, whole))
        except Expected as trouble:
            return KeptUp(last, Elsewhere.FAILED, trouble.sentence)
        return KeptUp(last, Elsewhere.THERE)

    def due(self, now: dt.datetime) -> bool:
        """Tell whether there is something to do: something changed a while ago, or a stick lacks the newest."""
        with told(self.vault.folder):
            return self._own_is_due(now) or self._second_lacks_the_last()

    def all(self) -> tuple[Backup, ...]:
        """Return all to which the vault may go back, the newest first."""
        second = self.second_folder
        return backups_of(self.vault.folder, None if second is None else self._second_shelf(second))

    def last(self) -> Backup | None:
        """Return the newest backup in the vault's own folder."""
        with told(self.vault.folder):
            return self._last()

    def preview(self, path: Path, passphrase: str | None = None, progress: Progress = UNWATCHED) -> Preview:
        """Say what a backup holds, and whether it is intact.

        Args:
            path: Its folder.
            passphrase: What opened the vault then; None reads it with the keys of the vault, open now.
            progress: Who waits.

        Raises:
            Cancelled: who waits stopped it.
            Expected: ``not_a_backup``, ``wrong_passphrase``; ``other_key`` without a passphrase, when the vault has
                another master key since.
        """
        backup, vault = backup_of(path), self.vault
        with told_of_going_back(vault.folder, self._local(backup.made_at).date()):
            if passphrase is not None:
                copies = unlocked(path, self.secrets.completed(path, passphrase), vault.around)
            elif same_master_key(path, vault.folder):
                copies = vault.copies
            else:
                raise Expected("other_key", _(OTHER_KEY))
            same = _same_passphrase(path, vault.folder)
            return previewed(copies, backup, same_passphrase=same, progress=progress)

    def newest_intact(self, progress: Progress = UNWATCHED) -> Preview | None:
        """Return what the newest holds that today's keys read whole, None when there is none.

        Those it goes past are damaged, of a former master key, or a vault that was put aside.

        Raises:
            Cancelled: who waits stopped it.
        """
        for one in self.all():
            if one.kind is BackupKind.REPLACED:
                continue
            with suppress(Expected):
                seen = self.preview(one.path, progress=progress)
                if seen.intact:
                    return seen
        return None

    def opened_otherwise(self) -> tuple[Backup, ...]:
        """Return those that today's passphrase does not open, or that a former master key does; the newest first."""
        return tuple(one for one in self.all() if _same_passphrase(one.path, self.vault.folder) is False)

    def make_again(self, progress: Progress = UNWATCHED) -> Changes:
        """Make a backup now, then remove all those a former passphrase or a former key opens.

        Args:
            progress: Who waits; it is decided once the new one is made, and proved.

        Raises:
            Cancelled: who waits stopped it before: then none was removed.
            Expected: as :meth:`make`: then none was removed.
        """
        self.make(progress=PartOf(progress, 0, MAKING + 1))
        progress.decide()
        for one in self.opened_otherwise():
            with told(one.path.parent):
                remove(backup_at(one.path))
        for shelf in {self._own, *(one.path.parent for one in self.all() if one.elsewhere)}:
            remove_unnamed_attachments(self.vault.copies, shelf)
        return Changes(frozenset({"setting"}))

    def go_back(self, path: Path, passphrase: str) -> Changes:
        """Decide to go back to a backup: done at the next opening, which is to follow; until then nothing changes.

        Raises:
            Expected: ``not_a_backup``, ``wrong_passphrase``, ``other_vault``, ``copy_unsound``, ``disk_full`` …
        """
        backup, vault = backup_of(path), self.vault
        with told_of_going_back(vault.folder, self._local(backup.made_at).date()):
            missing = stage(vault.folder, path, self.secrets.completed(path, passphrase), vault.around)
        warning = _("Des documents joints de cette sauvegarde manquent.")
        return Changes(warnings=(warning,) if missing else ())

    @property
    def second_folder(self) -> Path | None:
        """The second folder, None when none was chosen."""
        return InsideSettings(self.vault).get(SECOND_FOLDER)

    def choose_second_folder(self, folder: Path | None) -> Changes:
        """Choose where backups are copied too, or nowhere.

        Raises:
            Expected: ``inside_vault``.
        """
        if folder is not None:
            self._refuse_inside(folder)
        return InsideSettings(self.vault).set(SECOND_FOLDER, folder)

    def keep(self, days: int, weeks: int) -> Changes:
        """Choose how many days, and weeks before them, keep their last backup; never more than the rule."""
        rotation = self._rules().at_most(days, weeks)
        InsideSettings(self.vault).set(DAYS, rotation.days)
        return InsideSettings(self.vault).set(WEEKS, rotation.weeks)

    def rotation(self) -> Rotation:
        """Return how many backups are kept."""
        settings = InsideSettings(self.vault)
        return self._rules().at_most(settings.get(DAYS), settings.get(WEEKS))

    @property
    def _own(self) -> Path:
        return VaultFolder(self.vault.folder).backups

    def _second_shelf(self, folder: Path) -> Path:
        return shelf_in(folder, self.vault.context.vault_id)

    def _refuse_inside(self, folder: Path) -> Path:
        if folder.resolve().is_relative_to(self.vault.folder.resolve()):
            raise Expected(
                "inside_vault",
                _(
                    "Cet emplacement est dans le coffre lui-même. Rien n’a changé\u00a0; "
                    "choisissez une clé USB ou un autre disque."
                ),
            )
        return self._second_shelf(folder)

    def _refuse_absent(self, shelf: Path, folder: Path) -> Path:
        """Refuse a place that is not there: made anew, the folder of a stick would lie on this very disk."""
        if not folder.is_dir():
            raise Expected(
                "place_absent",
                _(
                    "L’emplacement {folder} n’existe pas. Aucune sauvegarde n’a été faite, rien n’a changé\u00a0; "
                    "branchez la clé, ou créez ce dossier."
                ).format(folder=folder),
            )
        return shelf

    def _rules(self) -> Rotation:
        return Rotation.of_rules(shipped_rules(), self.vault.context.clock.now().date())

    def _local(self, moment: dt.datetime) -> dt.datetime:
        with self.vault.read() as session:
            return moment.astimezone(time_zone(zone_of_worker(session, self.vault.context.worker_id)))

    def _last(self) -> Backup | None:
        found = backups_in(self._own)
        return backup_of(found[0].path) if found else None

    def _own_is_due(self, now: dt.datetime) -> bool:
        found = backups_in(self._own)
        last = next((one for one in found if one.made_at <= now), found[0] if found else None)
        return last is None or (self._rules().is_due(last.made_at, now) and not holds_all(self.vault, last))

    def _second_lacks_the_last(self) -> bool:
        second, last = self.second_folder, self._last()
        if second is None or last is None or not second.is_dir():
            return False
        return not (self._second_shelf(second) / last.path.name).exists()

    @contextmanager
    def _nothing_left_if_stopped(self, shelf: Path) -> Iterator[None]:
        """Take away the attachments a stopped backup brought, which no other names."""
        try:
            yield
        except Cancelled:
            remove_unnamed_attachments(self.vault.copies, shelf)
            raise

    def _copy_elsewhere(self, last: Backup, second: Path, progress: Progress) -> None:
        shelf = self._second_shelf(second)
        if (shelf / last.path.name).exists():
            return
        with self._one_at_a_time, told_of_making(second):
            self._refuse_without_room(shelf, last.size, apart=True)
            with self._nothing_left_if_stopped(shelf):
                copy_over(self.vault.copies, backup_at(last.path), shelf, progress.tell)
            self._rotate(shelf, last.path.name)
            self._note("elsewhere")

    def _refuse_without_room(self, shelf: Path, size: int, *, apart: bool) -> None:
        more = bytes_to_bring(self.vault, shelf) if apart else 0
        if not self.rotation().has_room(size + more, self._kept(shelf), free_bytes(shelf)):
            raise Expected("no_room_for_backup", _(NO_ROOM))

    def _kept(self, shelf: Path) -> list[Kept]:
        return [Kept(self._local(one.made_at), one.size, one.before_migration) for one in backups_in(shelf)]

    def _rotate(self, shelf: Path, just_made: str) -> None:
        """Let go of those there are too many of; never of the one just made, older than others by a clock set back."""
        found = backups_in(shelf)
        kept = self._kept(shelf)
        gone = self.rotation().surplus(kept, free_bytes(shelf))
        for folder, one in zip(found, kept, strict=True):
            if folder.path.name != just_made and any(one is other for other in gone):
                remove(folder)
        if gone:
            remove_unnamed_attachments(self.vault.copies, shelf)

    def _note(self, where: str) -> None:
        """Let the log say that a copy was made; a log that cannot be written does not unmake it."""
        with suppress(StorageTrouble):
            self.vault.write(lambda session: audit.record(session, "backup", "vault", None, {"to": where}))


def _same_passphrase(backup: Path, vault: Path) -> bool | None:
    """Tell whether the same passphrase opens both: its slots are the same."""
    try:
        slots = [[slot for slot in load(folder)[0].slots if slot["kind"] == "passphrase"] for folder in (backup, vault)]
    except StorageTrouble:
        return None
    return slots[0] == slots[1]
