"""Names nobody chose: UUIDv7 (RFC 9562), which Python 3.11 does not make itself."""

from __future__ import annotations

import os
import threading
import time
import uuid


class RandomIds:
    """The Ids port over the system's chance and clock.

    Ids follow time and never go back, even within one millisecond or when the clock is set back: the last instant is
    kept and a counter takes over.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def new(self) -> str:
        """Return a new UUIDv7 as text."""
        with self._lock:
            # 48 bits of milliseconds then 12 bits that count within one of them, as one number that only grows.
            self._last = max(int(time.time() * 1000) << 12, self._last + 1)
            stamp = self._last
        chance = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
        number = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | chance
        return str(uuid.UUID(int=number))

    def random_bytes(self, count: int) -> bytes:
        """Return bytes nobody can guess."""
        return os.urandom(count)
