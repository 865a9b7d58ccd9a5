"""The folder of a vault: its names, and the folders where no vault may be (review F4)."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from db.errors import StorageTrouble, from_system
from db.files import make_folder, sync_folder
from db.keys_file import NAMES as KEYS_NAMES
from db.vault_lock import VaultLock

MOUNTS = Path("/proc/self/mounts")
PART = ".part"  # ends the name of what is not whole yet
RESTORING = "palier.restoring-"
RESERVE = 20 << 20
ROOM_TO_CREATE = 64 << 20
_PARTS = (
    "onedrive", "nextcloud", "owncloud", "dropbox", "google drive", "googledrive", "my drive", "mon drive", "icloud",
    "icloud drive", "iclouddrive", "mobile documents", "cloudstorage", "kdrive", "pcloud", "seafile",
)  # fmt: skip
_MARKS = (
    ".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".tmp.drivedownload", ".stfolder",
    ".849C9593-D756-4E56-8D6E-42412F2A707B", ".sync_*.db", "._sync_*.db",
)  # fmt: skip
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "ncpfs", "davfs", "fuse.sshfs", "fuse.davfs2"}
    | {"fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.s3fs"}
)
_OURS = (*KEYS_NAMES, "palier.db", "palier.head")
_BESIDE = ("palier.db-wal", "palier.db-shm", "palier.lock")


@dataclass(frozen=True, slots=True)
class VaultFolder:
    """The names inside a vault's folder. The folder is 0700, its files 0600."""

    path: Path

    @property
    def database(self) -> Path:
        """Return the path of the encrypted database."""
        return self.path / "palier.db"

    @property
    def head(self) -> Path:
        """Return the path of the head of the audit log."""
        return self.path / "palier.head"

    @property
    def lock(self) -> Path:
        """Return the path of the lock."""
        return self.path / "palier.lock"

    @property
    def files(self) -> Path:
        """Return the folder of encrypted attachments."""
        return self.path / "files"

    @property
    def backups(self) -> Path:
        """Return the folder of backups."""
        return self.path / "backups"

    @property
    def replaced(self) -> Path:
        """Return the folder of what was the vault before it went back to a backup."""
        return self.path / "replaced"

    @property
    def _unfinished(self) -> Path:
        return self.path / "palier.creating"

    @property
    def _reserve(self) -> Path:
        return self.path / "palier.reserve"

    def check_place(self, mounts: Path = MOUNTS) -> None:
        """Refuse a folder another program copies, or that is on the network: write-ahead logging needs a local disk.

        Raises:
            StorageTrouble: ``synchronised_folder``, with ``by``, what was recognised; ``impossible_place``.
        """
        path = self.path.absolute()
        try:
            by = _synchronised_by(path) or _remote_file_system(path.resolve(), mounts)
        except (OSError, RuntimeError) as error:  # a loop of links is a RuntimeError to pathlib
            raise StorageTrouble("impossible_place", folder=str(path)) from error
        if by is not None:
            raise StorageTrouble("synchronised_folder", folder=str(path), by=by)

    def check_holds_vault(self) -> None:
        """Refuse a folder that holds no vault, or half of one.

        Raises:
            StorageTrouble: ``not_a_vault``, ``keys_missing``, ``database_missing``.
        """
        try:
            has_keys = any((self.path / name).exists() for name in KEYS_NAMES)
            has_database = self.database.exists()
            unfinished = self._unfinished.exists() and not has_keys
        except OSError as error:
            raise from_system(error) from error
        if has_keys and has_database:
            return
        code = "not_a_vault" if unfinished or not has_keys | has_database else "keys_missing"
        raise StorageTrouble("database_missing" if has_keys else code, folder=str(self.path))

    def check_files(self) -> None:
        """Refuse a folder, a link that leads nowhere or a pipe under the name of a file of the vault.

        Raises:
            StorageTrouble: ``out_of_place``, with its ``name``.
        """
        for name in (*_OURS, *_BESIDE):
            one = self.path / name
            try:
                is_other = os.path.lexists(one) and not one.is_file()
            except OSError as error:
                raise from_system(error) from error
            if is_other:
                raise StorageTrouble("out_of_place", folder=str(self.path), name=name)

    def begin_creation(self) -> None:
        """Make the folder and its rooms, marked as unfinished until :meth:`end_creation`.

        Raises:
            StorageTrouble: ``already_exists``, ``folder_not_empty``, ``disk_full``, ``read_only_folder``;
                ``in_use`` while another process makes one here.
        """
        try:
            self._clear_unfinished()
            self._refuse_occupied()
            make_folder(self.path)
            self._check_room()
            self._unfinished.touch(0o600)
            sync_folder(self.path)  # a power cut that left the rooms without the mark would leave a place « not empty »
            self.path.chmod(0o700)
            for room in ("files", "backups", "tmp"):
                (self.path / room).mkdir(mode=0o700)
        except OSError as error:
            raise from_system(error) from error

    def end_creation(self) -> None:
        """Say that the vault is whole."""
        self._unfinished.unlink(missing_ok=True)

    def abandon_creation(self) -> None:
        """Leave no half vault behind."""
        for room in (*(self.path / name for name in ("files", "backups", "tmp")), *self.path.glob(f"{RESTORING}*")):
            shutil.rmtree(room, ignore_errors=True)
        for pattern in (*KEYS_NAMES, "palier.keys.new", "palier.db*", "palier.head", "palier.lock", "palier.reserve"):
            for path in self.path.glob(pattern):
                path.unlink(missing_ok=True)
        with suppress(OSError):
            sync_folder(self.path)  # the mark goes last, for a power cut too
        self._unfinished.unlink(missing_ok=True)

    def empty_temporary(self) -> None:
        """Remove what a process killed before left: in ``tmp``, half of a backup, half of a restoring."""
        halves = (*self.backups.glob(f"*{PART}"), *self.path.glob(f"{RESTORING}*{PART}"))
        temporary = self.path / "tmp"
        for half in (temporary, *halves):
            shutil.rmtree(half, ignore_errors=True)
        if not temporary.is_dir():
            temporary.unlink(missing_ok=True)
        temporary.mkdir(mode=0o700, exist_ok=True)

    def fill_reserve(self, size: int = RESERVE) -> None:
        """Keep room aside while there is plenty, for the save that would fail on a full disk (review L3)."""
        try:
            if self._reserve.exists() or shutil.disk_usage(self.path).free < 10 * size:
                return
            descriptor = os.open(self._reserve, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(descriptor, 0, size)
                else:
                    os.write(descriptor, bytes(size))
            finally:
                os.close(descriptor)
        except OSError:  # a comfort, never a condition
            return

    def release_reserve(self) -> bool:
        """Give the room kept aside back to the disk; tell whether there was any."""
        try:
            self._reserve.unlink()
        except OSError:
            return False
        return True

    def _clear_unfinished(self) -> None:
        if self._unfinished.exists() and not any((self.path / name).exists() for name in KEYS_NAMES):
            VaultLock(self.lock).release()  # whoever is making a vault here at this moment holds it
            self.abandon_creation()

    def _refuse_occupied(self) -> None:
        if any((self.path / name).exists() for name in _OURS):
            raise StorageTrouble("already_exists", folder=str(self.path))
        if self.path.exists() and not (self.path.is_dir() and next(self.path.iterdir(), None) is None):
            raise StorageTrouble("folder_not_empty", folder=str(self.path))

    def _check_room(self) -> None:
        free = shutil.disk_usage(self.path).free
        if free < ROOM_TO_CREATE:
            raise StorageTrouble("disk_full", free=free, needed=ROOM_TO_CREATE)


def _synchronised_by(path: Path) -> str | None:
    for folder in (path, *path.parents):
        name = folder.name.lower()
        if any(name == part or name.startswith((f"{part} -", f"{part}-", f"{part} (")) for part in _PARTS):
            return folder.name
        for mark in _MARKS:
            if next(folder.glob(mark), None) is not None:
                return mark
    return None


def _remote_file_system(path: Path, mounts: Path) -> str | None:
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    best, kind = "", None
    for line in lines:
        _, point, found, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, found
    return kind if kind in _REMOTE else None


def remove_folder(folder: Path) -> None:
    """Remove a folder of ours and what is in it; what cannot be removed now is removed at the next start."""
    shutil.rmtree(folder, ignore_errors=True)
