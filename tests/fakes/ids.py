"""The Ids port, the same in every run."""

from __future__ import annotations

import hashlib
import threading
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ports import Clock


class FakeIds:
    """UUIDv7 that follow a clock and never go back; bytes that follow from a seed and never repeat."""

    def __init__(self, clock: Clock, seed: str = "palier") -> None:
        self._clock = clock
        self._seed = seed
        self._last = 0
        self._drawn = 0
        self._lock = threading.Lock()

    def new(self) -> str:
        with self._lock:
            self._last = max(int(self._clock.now().timestamp() * 1000) << 12, self._last + 1)
            stamp = self._last
        chance = int.from_bytes(self.random_bytes(8), "big") & ((1 << 62) - 1)
        return str(uuid.UUID(int=(stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | chance))

    def random_bytes(self, count: int) -> bytes:
        with self._lock:
            self._drawn += 1
            drawn = self._drawn
        return hashlib.shake_256(f"{self._seed} {drawn}".encode()).digest(count)
