"""A complete check of an open vault: pages, structure, references, log, envelopes against rows, attachments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db import attachments, audit
from db.errors import StorageTrouble
from db.projection import Difference, compare

if TYPE_CHECKING:
    from db.vault import Vault


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
    """

    pages: tuple[str, ...]
    structure: tuple[str, ...]
    references: tuple[tuple[str, int], ...]
    audit_broken_at: int | None
    journal: StorageTrouble | None
    tables: tuple[Difference, ...]
    attachments: tuple[str, ...]
    unnamed_files: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong."""
        found = (self.pages, self.structure, self.references, self.tables, self.attachments)
        return not any(found) and self.journal is None and self.audit_broken_at is None


def check(vault: Vault) -> Health:
    """Read the whole vault, about 2 ms a megabyte and every envelope; say all that is wrong."""
    pages, structure, references = vault.maintain(_database)
    journal: StorageTrouble | None = None
    tables: tuple[Difference, ...] = ()
    try:
        tables = compare(vault)
    except StorageTrouble as trouble:
        journal = trouble
    with vault.read() as session:
        return Health(
            pages=pages,
            structure=structure,
            references=references,
            audit_broken_at=audit.first_broken(session),
            journal=journal,
            tables=tables,
            attachments=attachments.damaged(session),
            unnamed_files=attachments.unnamed_files(session),
        )


def _database(raw: Any) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, int], ...]]:
    # The checkpoint first: the cipher's check reads the file, not what waits in the write-ahead log.
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    pages = tuple(str(row[0]) for row in raw.execute("PRAGMA cipher_integrity_check").fetchall())
    structure = tuple(str(row[0]) for row in raw.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok")
    references = tuple((row[0], row[1]) for row in raw.execute("PRAGMA foreign_key_check").fetchall())
    return pages, structure, references
