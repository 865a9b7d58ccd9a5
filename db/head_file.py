"""The head of the audit log, kept outside the database (review F8).

Two slots of 512 bytes written in turn after each commit, without waiting for the disk: a killed process loses nothing,
a power cut may leave the file older than the database, never newer. So a database whose chain does not contain the
head written here was cut or put back.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import from_system
from db.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_SLOT = 512
_SEALED = 16 + 8 + 8 + 32
_MAC = 32


@dataclass(frozen=True, slots=True)
class Head:
    """How far the audit log had come.

    Attributes:
        turn: Grows at each writing; says which slot is the newer.
        n: Number of the last event, 0 when there was none.
        mac: Link of that event.
    """

    turn: int
    n: int
    mac: bytes


class HeadFile:
    """``palier.head``."""

    def __init__(self, path: Path, vault_id: bytes, key: bytes) -> None:
        self._path = path
        self._vault_id = vault_id
        self._key = key
        self._descriptor: int | None = None
        self._turn = 0

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
        self._turn = best.turn if best else 0
        return best

    def write(self, n: int, mac: bytes) -> None:
        """Say how far the log has come; never raises, since what it follows is already saved."""
        self._turn += 1
        slot = self._slot(Head(self._turn, n, mac)).ljust(_SLOT, b"\0")
        try:
            if self._descriptor is None:
                self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            os.lseek(self._descriptor, _SLOT * (self._turn % 2), os.SEEK_SET)
            os.write(self._descriptor, slot)
        except OSError:  # the head lags, which at worst hides a cut of the tail until the next commit
            self.close()

    def close(self) -> None:
        """Close the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _slot(self, head: Head) -> bytes:
        sealed = self._vault_id + head.turn.to_bytes(8, "big") + head.n.to_bytes(8, "big") + head.mac
        return sealed + hmac.digest(self._key, sealed, hashlib.sha256)

    def _parsed(self, slot: bytes) -> Head | None:
        sealed, mac = slot[:_SEALED], slot[_SEALED : _SEALED + _MAC]
        if len(slot) != _SLOT or not sealed.startswith(self._vault_id):
            return None
        if not hmac.compare_digest(mac, hmac.digest(self._key, sealed, hashlib.sha256)):
            return None
        return Head(int.from_bytes(sealed[16:24], "big"), int.from_bytes(sealed[24:32], "big"), sealed[32:])
