"""Do the files we write still lie where they did? Asked before each commit.

A folder can be renamed or deleted under an open database, which goes on writing in what nobody finds again.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from db.errors import StorageTrouble

if TYPE_CHECKING:
    from pathlib import Path


class InPlace:
    """The database file of an open vault and its write-ahead log, each known by its device and number."""

    def __init__(self, database: Path) -> None:
        """Take note of the file, while a connection holds it: its number cannot become another's meanwhile."""
        self._database = str(database)
        self._log = f"{database}-wal"
        self._known = _number(self._database)
        self._known_log: tuple[int, int] | None = None  # made with the first transaction, again with a new connection

    def check(self) -> None:
        """Refuse to go on when a path leads elsewhere than to what is open (5 µs).

        Raises:
            StorageTrouble: ``vault_moved``.
        """
        log = _number(self._log)
        if self._known_log is None:
            self._known_log = log
        if log is None or log != self._known_log or _number(self._database) != self._known:
            raise StorageTrouble("vault_moved")

    def connected_again(self) -> None:
        """Take the log as it is found next: the last connection to go takes it away, the next one makes another."""
        self._known_log = None


def _number(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 -- at each commit
    except OSError:
        return None
    return found.st_dev, found.st_ino
