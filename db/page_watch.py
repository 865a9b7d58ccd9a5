"""Is the database file still what it was when it was closed? Asked beside the first commands of each opening.

SQLCipher authenticates each page by itself: one put back from yesterday's copy passes. The head file therefore keeps a
digest of all pages, taken when the database is closed in order. While it is compared, a reading transaction that began
before any write keeps the file as it is: what is written meanwhile waits in the write-ahead log.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from db.head_file import UNKNOWN

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from db.head_file import HeadFile

PAGE = 4096
_SEAL = 80  # of each page: its random vector (16) and its HMAC-SHA512 (64), which stand for all of it
_AT_ONCE = 256  # pages
_WHEN_QUICK = 0.1  # seconds: a lock waits for little


def digest(database: Path, key: bytes, stop: threading.Event | None = None, within: float | None = None) -> bytes:
    """Return what tells this very file from any other; ``UNKNOWN`` when it was stopped or took too long.

    Args:
        database: The file, which nobody writes.
        key: Secret of the vault.
        stop: Ends the reading early.
        within: Seconds it may take.
    """
    end = None if within is None else time.monotonic() + within
    found = hmac.new(key, b"palier/1/pages", hashlib.sha256)
    # Opening the file apart from SQLite lets its own locks of the process go; another process stands before ours.
    with database.open("rb", buffering=0) as file:
        while content := file.read(PAGE * _AT_ONCE):
            if (stop is not None and stop.is_set()) or (end is not None and time.monotonic() > end):
                return UNKNOWN
            for start in range(0, len(content), PAGE):
                found.update(content[start : start + PAGE][-_SEAL:])
            found.update(len(content).to_bytes(4, "big"))
    return found.digest()


class PageWatch:
    """One opening of one database file."""

    def __init__(self, database: Path, head: HeadFile, key: bytes, writer: Engine) -> None:
        self._database = database
        self._head = head
        self._key = key
        self._writer = writer
        self._changes = (0, 0)  # rows written when it was opened, and when it was closed
        self._known = UNKNOWN
        self._found = UNKNOWN
        self._as_opened = (0, 0)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, known: bytes, readers: Engine) -> None:
        """Begin to compare the file with what is known of it, before anything is written."""
        self._known = known
        self._as_opened = self._stamp()
        self._changes = (self._rows_written(), 0)
        if known == UNKNOWN:
            return
        still = readers.raw_connection()
        raw: Any = still.driver_connection
        raw.execute("BEGIN")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchall()

        def compare() -> None:
            try:
                with suppress(OSError):
                    self._found = digest(self._database, self._key, self._stop)
            finally:
                still.invalidate()

        self._thread = threading.Thread(target=compare, name="palier-pages", daemon=True)
        self._thread.start()

    def put_back(self) -> bool:
        """Wait for the answer: is there a page, or are there several, that somebody put back?"""
        if self._thread is not None:
            self._thread.join()
        return self._known != UNKNOWN and self._found not in {UNKNOWN, self._known}

    def let_go(self, *, quick: bool) -> None:
        """Let the file go, so that it may be closed; the answer is awaited when it matters and there is time."""
        self._changes = (self._changes[0], self._rows_written())
        if quick or not self._written:
            self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def end(self, *, quick: bool) -> None:
        """Note what the file is, now that all connections are closed.

        What was found put back, or not wholly read, is not blessed: the next opening says it again.
        """
        waiting = self._database.with_name(self._database.name + "-wal")
        with suppress(OSError):
            if waiting.exists() and waiting.stat().st_size:
                return
            if self._known != UNKNOWN and (self.put_back() or (not self._written and self._stamp() == self._as_opened)):
                self._head.write_pages(self._known)
            elif self._known == self._found:
                self._head.write_pages(digest(self._database, self._key, within=_WHEN_QUICK if quick else None))

    @property
    def _written(self) -> bool:
        return self._changes[0] != self._changes[1]

    def _rows_written(self) -> int:
        with self._writer.connect() as connection:
            raw: Any = connection.connection.driver_connection
            return int(raw.total_changes)

    def _stamp(self) -> tuple[int, int]:
        found = self._database.stat()
        return found.st_mtime_ns, found.st_size
