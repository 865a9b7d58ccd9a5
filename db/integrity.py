"""A complete check of an open vault: pages, structure, references, log, envelopes against rows, attachments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import sqlcipher3.dbapi2

from db import attachments, audit
from db.errors import StorageTrouble
from db.projection import Difference, compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from db.vault import Vault

T = TypeVar("T")
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found; every list is empty when the vault is sound.

    Attributes:
        pages: What SQLCipher says of pages whose authentication fails, all of them.
        structure: What SQLite says of its own structure.
        references: (table, rowid) of rows that refer to nothing.
        audit_broken_at: Number of the first event of the log that was altered, or None.
        journal: Why the envelopes cannot be read (code and facts), or None.
        tables: Tables whose rows are not what the envelopes give.
        attachments: SHA-256 of attachments missing or damaged.
        unnamed_files: Files of attachments that no row names; harmless, they take room.
        unreadable: What kept the log or the attachments from being read at all.
    """

    pages: tuple[str, ...]
    structure: tuple[str, ...]
    references: tuple[tuple[str, int], ...]
    audit_broken_at: int | None
    journal: StorageTrouble | None
    tables: tuple[Difference, ...]
    attachments: tuple[str, ...]
    unnamed_files: tuple[str, ...]
    unreadable: tuple[StorageTrouble, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong."""
        found = (self.pages, self.structure, self.references, self.tables, self.attachments, self.unreadable)
        return not any(found) and self.journal is None and self.audit_broken_at is None


def check(vault: Vault) -> Health:
    """Read the whole vault, about 2 ms a megabyte and every envelope; say all that is wrong, and never raise for it."""
    # The checkpoint first: the cipher's check reads the file, not what waits in the write-ahead log.
    vault.maintain(lambda raw: raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    pages = tuple(str(row[0]) for row in _asked(vault, "cipher_integrity_check"))
    structure = tuple(str(row[0]) for row in _asked(vault, "integrity_check") if row[0] != "ok")
    references = tuple((str(row[0]), int(row[1] or 0)) for row in _asked(vault, "foreign_key_check") if len(row) > 1)
    tables, journal = _tried(lambda: compare(vault), ())
    broken, audit_trouble = _tried(lambda: _read(vault, audit.first_broken), None)
    lost, attachments_trouble = _tried(lambda: _read(vault, attachments.damaged), ())
    unnamed, files_trouble = _tried(lambda: _read(vault, attachments.unnamed_files), ())
    return Health(
        pages=pages,
        structure=structure,
        references=references,
        audit_broken_at=broken,
        journal=journal,
        tables=tables,
        attachments=lost,
        unnamed_files=unnamed,
        unreadable=tuple(one for one in (audit_trouble, attachments_trouble, files_trouble) if one is not None),
    )


def _asked(vault: Vault, pragma: str) -> list[Any]:
    def work(raw: Any) -> list[Any]:
        try:
            return list(raw.execute(f"PRAGMA {pragma}").fetchall())
        except sqlcipher3.dbapi2.DatabaseError as error:  # a page it cannot pass: that is an answer too
            return [(str(error),)]

    return vault.examine(work)


def _read(vault: Vault, work: Callable[[Session], T]) -> T:
    with vault.read() as session:
        return work(session)


def _tried(work: Callable[[], T], otherwise: D) -> tuple[T | D, StorageTrouble | None]:
    try:
        return work(), None
    except StorageTrouble as trouble:
        return otherwise, trouble
