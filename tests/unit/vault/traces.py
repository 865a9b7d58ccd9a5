"""Where a text is still to be found in a vault: in every table, opened or not, on every page, in files and backups."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import select

from db import attachments
from db.backup import backups_in
from db.documents import sealed_of
from db.envelopes import Sealed, header_of, opened
from db.folder import VaultFolder
from db.local import Attachment, DocumentCache, Envelope, ParkedEnvelope, Space

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from db.vault import Vault

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_PAGE, _RESERVED, _SALT = 4096, 80, 16


def traces(vault: Vault, marker: str) -> set[str]:
    """Return the names of the places where a text stands."""
    sought = marker.encode()
    found = {name for name, content in _everywhere(vault) if sought in content}
    key = vault._held.derived.database
    place = VaultFolder(vault.folder)
    if any(sought in page for page in pages(place.database, key)):
        found.add("pages")
    if any(sought in page for page in frames(place.database.with_name("palier.db-wal"), key)):
        found.add("log")
    for path in [*(one.path for one in backups_in(place.backups)), *place.replaced.glob("*.palier")]:
        found |= {f"backup {name}" for name in _in_copy(vault, path, sought)}
    return found


def _in_copy(vault: Vault, path: Path, sought: bytes) -> Iterator[str]:
    with vault.copies.read(path) as session:
        yield from (name for name, content in _in_session(session) if sought in content)
    if any(sought in page for page in pages(path / "palier.db", vault._held.derived.database)):
        yield "pages"


def _everywhere(vault: Vault) -> Iterator[tuple[str, bytes]]:
    with vault.read() as session:
        yield from _in_session(session)
        for row in session.scalars(select(Attachment)):
            yield "joined", attachments.get(session, row.space_id, row.sha256)


def _in_session(session: Session) -> Iterator[tuple[str, bytes]]:
    connection = session.connection()
    for name in connection.exec_driver_sql(_TABLES).scalars().all():
        rows = connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()  # noqa: S608
        for value in (value for row in rows for value in row if value is not None):
            yield name, value if isinstance(value, bytes) else str(value).encode()
    keys = {space.id: space.key for space in session.scalars(select(Space))}
    for row in session.scalars(select(Envelope)):
        yield "envelopes opened", opened(sealed_of(row), header_of(sealed_of(row)), keys[row.space_id])
    for parked in session.scalars(select(ParkedEnvelope)):
        envelope = Sealed(parked.header, parked.signature, parked.seal, parked.body)
        header = header_of(envelope)
        yield "parked opened", opened(envelope, header, keys[header.space_id])
    for cache in session.scalars(select(DocumentCache)):
        yield "snapshots", cache.snapshot


def pages(database: Path, key: bytes) -> Iterator[bytes]:
    """Yield each page of an encrypted database in clear, free ones and what no row reaches included."""
    content = _copied(database)
    for start in range(0, len(content), _PAGE):
        yield _clear(content[start : start + _PAGE], key, _SALT if start == 0 else 0)


def frames(log: Path, key: bytes) -> Iterator[bytes]:
    """Yield each page that lies in a write-ahead log."""
    content = _copied(log) if log.exists() else b""
    for start in range(32, len(content), 24 + _PAGE):
        page = content[start + 24 : start + 24 + _PAGE]
        yield _clear(page, key, _SALT if content[start : start + 4] == b"\0\0\0\1" else 0)


def _clear(page: bytes, key: bytes, begins: int) -> bytes:
    body, vector = page[begins : _PAGE - _RESERVED], page[_PAGE - _RESERVED : _PAGE - _RESERVED + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(body) + decryptor.finalize()


def _copied(path: Path) -> bytes:
    # Opening a file SQLite has open lets its locks go: a copy made by another process's eyes is read instead.
    with tempfile.TemporaryDirectory() as folder:
        return Path(shutil.copyfile(path, Path(folder) / "copy")).read_bytes()
