"""The process that takes the place of a window that locks: waited for."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 600  # looks, a tenth of a second apart
_between = threading.Event()


def answers(runtime: Path) -> bool:
    """Tell whether a window whose runtime folder this is answers a call: its loop runs, its lock screen stands."""
    for address in runtime.rglob("*.sock"):
        with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2.0)
            line.connect(str(address))
            return bool(line.recv(16))
    return False


def wait_for_lock_screen(runtime: Path) -> None:
    """Wait until a fresh process answers in the place of the one that locked."""
    for _look in range(PATIENCE):
        if answers(runtime):
            return
        _between.wait(0.1)
    raise AssertionError("no lock screen answers")
