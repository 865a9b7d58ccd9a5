"""Troubles of storage, named by a code; the use cases make the sentence.

Codes: ``already_exists``, ``attachment_damaged``, ``attachment_missing``, ``copy_unsound``, ``database_damaged``,
``database_missing``, ``disk_full``, ``disk_trouble``, ``empty_passphrase``, ``folder_not_empty``,
``impossible_place``, ``in_use``, ``journal_damaged``, ``keys_damaged``, ``keys_missing``, ``kit_mistyped``,
``newer_format``, ``newer_parcel``, ``no_kit``, ``not_a_parcel``, ``not_a_vault``, ``other_vault``, ``out_of_place``,
``parcel_damaged``, ``parcel_refused``, ``read_only_folder``, ``rolled_back``, ``synchronised_folder``,
``vault_moved``, ``wrong_kit``, ``wrong_passphrase``.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FROM_SQLITE = (
    ("database or disk is full", "disk_full"),
    ("disk i/o error", "disk_trouble"),
    ("readonly database", "read_only_folder"),
    ("unable to open database file", "read_only_folder"),
    ("disk image is malformed", "database_damaged"),
    ("file is not a database", "database_damaged"),
    ("database is locked", "in_use"),
)
_FROM_SYSTEM = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EACCES: "read_only_folder",
    errno.EPERM: "read_only_folder",
    errno.EROFS: "read_only_folder",
    errno.EIO: "disk_trouble",
    errno.ENAMETOOLONG: "impossible_place",
    errno.ENOTDIR: "impossible_place",
    errno.ELOOP: "impossible_place",
}


class StorageTrouble(Exception):
    """What the world did to the vault; nothing acknowledged is lost.

    Attributes:
        code: One of the codes listed above.
        facts: What the sentence may need (paths, sizes, names), never a content of the vault.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


class UnseenWrite(RuntimeError):
    """A fault of ours: a journalled table was written in a way the journal cannot see (review A4)."""


class MergeTrouble(RuntimeError):
    """The merge engine refused or broke: its own errors are no ``Exception`` and are caught at the port."""


def from_database(error: DBAPIError) -> StorageTrouble | None:
    """Return the trouble of the world behind a database error, or None when the fault is ours."""
    return from_driver(error.orig)


def from_driver(error: BaseException | None) -> StorageTrouble | None:
    """Return the trouble of the world behind an error of the driver itself, or None when the fault is ours."""
    message = str(error).lower()
    for words, code in _FROM_SQLITE:
        if words in message:
            return StorageTrouble(code, message=message)
    return None


@contextmanager
def told_by_code() -> Iterator[None]:
    """Name what the database, its driver or the system cannot do; faults of ours burst as they are.

    Raises:
        StorageTrouble: any code of the disk.
    """
    try:
        yield
    except OSError as error:
        raise from_system(error) from error
    except (DBAPIError, sqlcipher3.dbapi2.DatabaseError) as error:
        trouble = from_driver(error.orig if isinstance(error, DBAPIError) else error)
        if trouble is None:
            raise
        raise trouble from error


def from_system(error: OSError) -> StorageTrouble:
    """Return the trouble behind a system error on a file of the vault."""
    return StorageTrouble(_FROM_SYSTEM.get(error.errno or 0, "disk_trouble"), message=error.strerror or "")
