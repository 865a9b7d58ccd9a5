"""Copies of one moment of a vault: written in one step, read back by really opening them (review B2, B5).

A copy is a folder that opens as a vault does: its database under the same key, the keys file and the head of its
moment. Attachments are not in it: they are written once and lie beside all copies (:mod:`db.backup`).
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db import audit
from db.context import VaultContext
from db.engine import copy_connection, copy_engine
from db.errors import StorageTrouble, from_database, from_driver, from_system
from db.files import sync_file, sync_folder, write_whole
from db.folder import VaultFolder
from db.head_file import HeadFile
from db.keys_file import NAMES, load, unwrapped, written
from db.passphrase import vault_keys
from db.schema import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.keys_file import Around, KeysFile
    from db.passphrase import VaultKeys
    from db.slots import Secret

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
_LAST_EVENT = "SELECT n, mac FROM audit_event ORDER BY n DESC LIMIT 1"
_QUIET = "SELECT value FROM setting WHERE name = 'quiet_commits'"

Counts = dict[str, int]
"""Rows of each table."""


@dataclass(frozen=True, slots=True, repr=False)
class Copies:
    """Writes and reads the copies of one vault; holds its keys.

    Attributes:
        context: Whose vault it is.
        keys: Its keys.
    """

    context: VaultContext
    keys: VaultKeys

    def write(self, source: Any, keys_file: KeysFile, target: Path) -> None:
        """Copy one moment into an empty folder, on the disk and proved when this returns.

        Args:
            source: The driver's connection, in no transaction, that nothing else uses meanwhile.
            keys_file: What opens the vault at this moment.
            target: Where.

        Raises:
            StorageTrouble: ``disk_full``, ``disk_trouble``, ``copy_unsound``: then the vault's own pages are to blame.
        """
        place = VaultFolder(target)
        try:
            for name in NAMES:
                write_whole(target / name, written(keys_file))
            os.close(os.open(place.database, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            counts = self._copy(source, place)
            self.check(target, counts)
            sync_folder(target)
        except sqlcipher3.dbapi2.DatabaseError as error:
            raise from_driver(error) or StorageTrouble("copy_unsound", reason=str(error)) from error
        except OSError as error:
            raise from_system(error) from error

    @contextmanager
    def read(self, folder: Path) -> Iterator[Session]:
        """Give a session over a copy, which is never written.

        Raises:
            StorageTrouble: ``database_damaged``, ``database_missing``, ``disk_trouble``.
        """
        place = VaultFolder(folder)
        if not place.database.is_file():
            raise StorageTrouble("database_missing", folder=str(folder))
        engine = copy_engine(place.database, self.keys.database)
        try:
            with Session(engine, info={"vault": self.context}) as session:
                yield session
        except DBAPIError as error:
            raise from_database(error) or StorageTrouble("database_damaged", reason=str(error.orig)) from error
        finally:
            engine.dispose()

    def check(self, folder: Path, counts: Counts | None = None) -> None:
        """Open a copy and read it whole: each page, the log to the head beside it, the rows it must hold.

        Args:
            folder: The copy.
            counts: Rows of each table at the moment it was made, when they are known.

        Raises:
            StorageTrouble: ``copy_unsound``, ``database_damaged``, ``rolled_back`` …
        """
        head = HeadFile(VaultFolder(folder).head, bytes.fromhex(self.context.vault_id), self.keys.head).read()
        with self.read(folder) as session:
            raw: Any = session.connection().connection.driver_connection
            if raw.execute("PRAGMA cipher_integrity_check").fetchall():
                raise StorageTrouble("copy_unsound", reason="pages")
            if counts is not None and _counted(raw) != counts:
                raise StorageTrouble("copy_unsound", reason="rows")
            if _revision(raw) != HEAD:  # what an older version wrote is compared with its head when it is opened
                return
            audit.check_head(session, head)
            if audit.first_broken(session) is not None:
                raise StorageTrouble("copy_unsound", reason="log")

    def _copy(self, source: Any, place: VaultFolder) -> Counts:
        copy = copy_connection(place.database, self.keys.database)
        try:
            source.execute("BEGIN")  # the rows counted are those of the very moment that is copied
            try:
                counts = _counted(source)
                _refuse_damaged(source)
                source.backup(copy)
            finally:
                source.execute("ROLLBACK")
            self._write_head(copy, place)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file, that a stick can carry
        finally:
            copy.close()
        sync_file(place.database)
        return counts

    def _write_head(self, raw: Any, place: VaultFolder) -> None:
        n, mac = raw.execute(_LAST_EVENT).fetchone() or (0, audit.START)
        quiet = raw.execute(_QUIET).fetchone()
        head = HeadFile(place.head, bytes.fromhex(self.context.vault_id), self.keys.head)
        head.create()
        head.begin(n, mac, int(quiet[0]) if quiet else 0)
        head.close()
        sync_file(place.head)


def copies_of(keys_file: KeysFile, keys: VaultKeys, around: Around) -> Copies:
    """Return what writes and reads copies of a vault of which only the keys are known."""
    vault, device = keys_file.vault_id.hex(), keys_file.device_id.hex()
    return Copies(VaultContext(vault, device, "", around.clock, around.ids, keys.audit, keys.attachment), keys)


def unlocked(folder: Path, secret: Secret, around: Around) -> Copies:
    """Return what reads a copy, by what opened the vault when it was made.

    Raises:
        StorageTrouble: ``keys_missing``, ``keys_damaged``, ``newer_format``, ``wrong_passphrase``, ``wrong_kit``,
            ``no_kit``.
    """
    keys_file, _ = load(folder)
    return copies_of(keys_file, vault_keys(unwrapped(keys_file, secret, around.policy)), around)


def _counted(raw: Any) -> Counts:
    names = [str(row[0]) for row in raw.execute(_TABLES).fetchall()]
    return {name: int(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}  # noqa: S608


def _refuse_damaged(source: Any) -> None:
    """Refuse a damaged page: the copy would hold zeros in its place, sealed as if they had been written (measured)."""
    if source.execute("PRAGMA cipher_integrity_check").fetchall():
        raise StorageTrouble("copy_unsound", reason="pages")


def _revision(raw: Any) -> str:
    return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
