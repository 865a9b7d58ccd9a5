"""One process at a time opens a vault (review F10): a lock the system releases when the process ends or is replaced."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from db.errors import StorageTrouble, from_system

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class VaultLock:
    """The lock of a vault's folder, held from the moment it is made.

    Raises:
        StorageTrouble: ``in_use`` when another process, or another opening in this one, holds it;
            ``read_only_folder`` when the lock cannot even be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)  # close-on-exec, as Python opens all
        except OSError as error:
            raise from_system(error) from error
        try:
            _lock(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise StorageTrouble("in_use", folder=str(path.parent)) from error

    def release(self) -> None:
        """Let another open the vault."""
        os.close(self._descriptor)
