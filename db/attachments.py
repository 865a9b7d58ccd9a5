"""Bytes kept beside the rows: scans, photos, signed documents (security.md « The vault at rest »).

Under 1 MiB they are rows of the encrypted database. Above, a file of their own under ``files/``, closed with a random
key that is kept wrapped in the row, and named by the digest of its bytes: nothing about the content shows outside.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from sqlalchemy import select

from db.context import context_of
from db.errors import StorageTrouble, from_system
from db.files import make_folder, sync_folder, write_whole
from db.local import Attachment
from db.passphrase import message_key

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

LARGEST_ROW = 1 << 20
FILES = "files_folder"  # in session.info
_KEY_LENGTH = 32
_NONCE = bytes(12)  # each file, and each wrapping, has its own key
_USE = b"palier/1/attachment/key"


def put(session: Session, space_id: str, content: bytes) -> str:
    """Keep bytes in a space; return their SHA-256 in hexadecimal, by which they are found again.

    A file is on the disk before the row that names it is committed; the check reports a file no row names.
    """
    name = hashlib.sha256(content).hexdigest()
    if session.get(Attachment, (space_id, name)) is not None:
        return name
    context = context_of(session)
    row = Attachment(space_id=space_id, sha256=name, size=len(content), created_at=context.clock.now())
    if len(content) < LARGEST_ROW:
        row.content = content
    else:
        key, salt = context.ids.random_bytes(_KEY_LENGTH), context.ids.random_bytes(_KEY_LENGTH)
        wrapping = message_key(context.attachment_key, salt, _USE)
        row.wrapped_key = salt + ChaCha20Poly1305(wrapping).encrypt(_NONCE, key, name.encode())
        row.file = _write(session.info[FILES], ChaCha20Poly1305(key).encrypt(_NONCE, content, name.encode()))
    session.add(row)
    session.flush()
    return name


def get(session: Session, space_id: str, name: str) -> bytes:
    """Return the bytes kept under a SHA-256.

    Raises:
        StorageTrouble: ``attachment_missing``, ``attachment_damaged``.
    """
    row = session.get(Attachment, (space_id, name))
    if row is None:
        raise StorageTrouble("attachment_missing", name=name)
    content = row.content if row.content is not None else _opened(session, row)
    if hashlib.sha256(content).hexdigest() != name:
        raise StorageTrouble("attachment_damaged", name=name)
    return content


def damaged(session: Session) -> tuple[str, ...]:
    """Return the names of attachments that are missing or damaged."""
    found = []
    for row in session.scalars(select(Attachment).order_by(Attachment.sha256)).yield_per(1):
        try:
            get(session, row.space_id, row.sha256)
        except StorageTrouble:
            found.append(row.sha256)
    return tuple(found)


def unnamed_files(session: Session) -> tuple[str, ...]:
    """Return the files no row names: what a command that failed left behind."""
    known = set(session.scalars(select(Attachment.file).where(Attachment.file.is_not(None))))
    folder: Path = session.info[FILES]
    return tuple(sorted(path.name for path in folder.glob("*/*") if path.name not in known))


def wrap_anew(session: Session, key: bytes) -> None:
    """Wrap the key of each attachment under another key; a row that does not unwrap stays, the check tells of it."""
    context = context_of(session)
    for row in session.scalars(select(Attachment).where(Attachment.wrapped_key.is_not(None))):
        name = row.sha256.encode()
        with suppress(InvalidTag):
            own = _unwrapped(context.attachment_key, row.wrapped_key or b"", name)
            salt = context.ids.random_bytes(_KEY_LENGTH)
            row.wrapped_key = salt + ChaCha20Poly1305(message_key(key, salt, _USE)).encrypt(_NONCE, own, name)


def _unwrapped(key: bytes, wrapped: bytes, name: bytes) -> bytes:
    wrapping = message_key(key, wrapped[:_KEY_LENGTH], _USE)
    return ChaCha20Poly1305(wrapping).decrypt(_NONCE, wrapped[_KEY_LENGTH:], name)


def _write(folder: Path, closed: bytes) -> str:
    name = hashlib.sha256(closed).hexdigest()
    shelf = folder / name[:2]
    try:
        make_folder(shelf)
        write_whole(shelf / f"{name}.new", closed)
        (shelf / f"{name}.new").replace(shelf / name)
        sync_folder(shelf)
    except OSError as error:
        (shelf / f"{name}.new").unlink(missing_ok=True)
        raise from_system(error) from error
    return name


def _opened(session: Session, row: Attachment) -> bytes:
    folder: Path = session.info[FILES]
    name, wrapped = row.file or "", row.wrapped_key or b""
    try:
        closed = (folder / name[:2] / name).read_bytes()
        key = _unwrapped(context_of(session).attachment_key, wrapped, row.sha256.encode())
        return ChaCha20Poly1305(key).decrypt(_NONCE, closed, row.sha256.encode())
    except FileNotFoundError as error:
        raise StorageTrouble("attachment_missing", name=row.sha256) from error
    except OSError as error:
        raise from_system(error) from error
    except InvalidTag as error:
        raise StorageTrouble("attachment_damaged", name=row.sha256) from error
