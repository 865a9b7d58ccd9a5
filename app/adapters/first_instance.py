"""One window a vault: a second start asks the first one to come to the front, and ends.

Whoever holds the lock file is the first; the system lets it go when the process ends or is replaced, so nothing is
stale. The channel is a local socket beside it that carries no content: whatever arrives means « come to the front ».
"""

from __future__ import annotations

import hashlib
import os
import socket
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from app.paths import runtime_folder

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 2.0  # seconds a second start waits for the first one to answer
_WORD = b"raise\n"

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FirstInstance:
    """The place of the first window on a vault, held until it is released or the process ends.

    Where the system has no local sockets (Windows), the place is held and nobody can call.
    """

    def __init__(self, lock: int, ear: socket.socket | None, address: Path) -> None:
        self._lock = lock
        self._ear = ear
        self._address = address

    def fileno(self) -> int | None:
        """Return the descriptor to watch for reading, or None where nobody can call."""
        return None if self._ear is None else self._ear.fileno()

    def called(self) -> bool:
        """Take the calls that wait; tell whether there was any, that is whether to come to the front."""
        answered = False
        while self._ear is not None:
            try:
                caller, _address = self._ear.accept()
            except OSError:  # none is left
                break
            with caller, suppress(OSError):
                caller.send(_WORD)
            answered = True
        return answered

    def release(self) -> None:
        """Give the place up."""
        if self._ear is not None:
            self._ear.close()
            self._ear = None
            with suppress(OSError):
                self._address.unlink()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def claim(vault: Path, folder: Path | None = None, patience: float = PATIENCE) -> FirstInstance | None:
    """Take the place of the first window on a vault, or call the window that has it.

    Args:
        vault: Folder of the vault the window shows, there or not.
        folder: Where lock and socket lie; by default what lives as long as the session.
        patience: Seconds to wait for the first window's answer.

    Returns:
        The place; None when another window has it and was called: this start may end.
    """
    room = folder or runtime_folder()
    name = hashlib.sha256(os.fsencode(os.path.abspath(vault))).hexdigest()[:16]  # noqa: PTH100 -- nothing is looked up
    address = room / f"{name}.sock"
    try:
        _prepare(room)
        lock = os.open(room / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:  # no place for a channel: the vault's own lock still keeps two windows apart
        return FirstInstance(-1, None, address)
    end = time.monotonic() + patience
    while not _taken(lock):  # the first one may be starting, or ending: it is called, or followed
        if _answered(address, patience) or time.monotonic() > end:
            os.close(lock)
            return None
        time.sleep(0.02)
    return FirstInstance(lock, _listening(address), address)


def _taken(lock: int) -> bool:
    try:
        _lock(lock)
    except OSError:
        return False
    return True


def _prepare(room: Path) -> None:
    """Make the folder; one that belongs to somebody else is no place to listen."""
    room.mkdir(parents=True, exist_ok=True, mode=0o700)
    if hasattr(os, "getuid") and room.stat().st_uid != os.getuid():
        raise PermissionError(room)


def _listening(address: Path) -> socket.socket | None:
    if not hasattr(socket, "AF_UNIX"):
        return None
    address.unlink(missing_ok=True)  # left by a process that was replaced or killed: its lock is ours now
    ear = socket.socket(socket.AF_UNIX)
    before = os.umask(0o077)
    try:
        ear.bind(os.fspath(address))
        ear.listen()
        ear.setblocking(False)  # noqa: FBT003 -- the library's own way
    except OSError:  # a path longer than sockets allow: nobody can call, the lock still holds
        ear.close()
        return None
    finally:
        os.umask(before)
    return ear


def _answered(address: Path, patience: float) -> bool:
    """Call the first window; tell whether it answered."""
    if not hasattr(socket, "AF_UNIX"):
        return False
    with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
        line.settimeout(patience)
        line.connect(os.fspath(address))
        return line.recv(len(_WORD)) == _WORD
    return False
