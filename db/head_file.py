"""The head of the audit log, kept outside the database (review F8), and what the file was when it was closed.

Two slots of 512 bytes written in turn after each commit, without waiting for the disk: a killed process loses nothing,
a power cut may leave the file older than the database, never newer. So a database whose chain does not contain the
head written here was cut or put back. A transaction that writes no event (a draft, the index) is counted: the end of a
write-ahead log that holds nothing else is missed too. When the database is closed in order, a digest of all its pages
is kept as well: each page put back from an older copy is sound by itself, only the whole tells.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.errors import from_system
from db.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_SLOT = 512
_FIRST_FORM = 16 + 8 + 8 + 32
_SEALED = _FIRST_FORM + 8 + 32
_MAC = 32
UNKNOWN = bytes(32)  # no digest of the pages: the database is being written, or was not closed in order


@dataclass(frozen=True, slots=True)
class Head:
    """How far the audit log had come.

    Attributes:
        turn: Grows at each writing; says which slot is the newer.
        n: Number of the last event, 0 when there was none.
        mac: Link of that event.
        quiet: How many transactions wrote no event.
        pages: Digest of the database file as it was closed, or ``UNKNOWN``.
    """

    turn: int
    n: int
    mac: bytes
    quiet: int = 0
    pages: bytes = UNKNOWN


class HeadFile:
    """``palier.head``."""

    def __init__(self, path: Path, vault_id: bytes, key: bytes) -> None:
        self._path = path
        self._vault_id = vault_id
        self._key = key
        self._descriptor: int | None = None
        self._last = Head(0, 0, bytes(32))

    @property
    def last(self) -> Head:
        """The head last read or written here."""
        return self._last

    def create(self) -> None:
        """Write the head of an empty log, on the disk when this returns."""
        write_whole(self._path, self._slot(Head(0, 0, bytes(32))).ljust(2 * _SLOT, b"\0"))

    def read(self) -> Head | None:
        """Return the newest sound head, or None when the file is missing or neither slot is sound."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise from_system(error) from error
        heads = [head for start in (0, _SLOT) if (head := self._parsed(content[start : start + _SLOT]))]
        best = max(heads, key=lambda head: head.turn, default=None)
        self._last = best or Head(0, 0, bytes(32))
        return best

    def begin(self, n: int, mac: bytes, quiet: int) -> None:
        """Say where an opened database stands; the digest of its pages holds no more, and the disk knows it first."""
        durable = self._last.pages != UNKNOWN
        self._put(replace(self._last, n=n, mac=mac, quiet=quiet, pages=UNKNOWN), durable=durable)

    def forget_pages(self) -> None:
        """Let the digest of the pages hold no more, on the disk when this returns: a migration is about to write."""
        found = self.read()
        if found is not None and found.pages != UNKNOWN:
            self._put(replace(found, pages=UNKNOWN), durable=True)

    def write(self, n: int, mac: bytes) -> None:
        """Say how far the log has come; never raises, since what it follows is already saved."""
        self._put(replace(self._last, n=n, mac=mac))

    def follow(self, event: tuple[int, bytes] | None, quiet: int | None) -> None:
        """Say what a transaction that was committed wrote, its last event or how many wrote none; never raises."""
        if event is not None:
            self.write(*event)
        elif quiet is not None:
            self._put(replace(self._last, quiet=quiet))

    def write_pages(self, digest: bytes) -> None:
        """Say what the file is, now that it is closed; never raises."""
        self._put(replace(self._last, pages=digest))

    def _put(self, head: Head, *, durable: bool = False) -> None:
        self._last = replace(head, turn=self._last.turn + 1)
        slot = self._slot(self._last).ljust(_SLOT, b"\0")
        try:
            if self._descriptor is None:
                self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            os.lseek(self._descriptor, _SLOT * (self._last.turn % 2), os.SEEK_SET)
            os.write(self._descriptor, slot)
            if durable:
                os.fsync(self._descriptor)
        except OSError:  # the head lags, which at worst hides a cut of the tail until the next commit
            self.close()

    def close(self) -> None:
        """Close the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _slot(self, head: Head) -> bytes:
        numbers = head.turn.to_bytes(8, "big") + head.n.to_bytes(8, "big")
        sealed = self._vault_id + numbers + head.mac + head.quiet.to_bytes(8, "big") + head.pages
        return sealed + hmac.digest(self._key, sealed, hashlib.sha256)

    def _parsed(self, slot: bytes) -> Head | None:
        if len(slot) != _SLOT or not slot.startswith(self._vault_id):
            return None
        for length in (_SEALED, _FIRST_FORM):
            sealed, mac = slot[:length], slot[length : length + _MAC]
            if hmac.compare_digest(mac, hmac.digest(self._key, sealed, hashlib.sha256)):
                return _read(sealed)
        return None


def _read(sealed: bytes) -> Head:
    turn, n = int.from_bytes(sealed[16:24], "big"), int.from_bytes(sealed[24:32], "big")
    if len(sealed) == _FIRST_FORM:
        return Head(turn, n, sealed[32:])
    return Head(turn, n, sealed[32:64], int.from_bytes(sealed[64:72], "big"), sealed[72:])
