"""Ids that follow one another, a zone that is always the same: the same pictures on every machine."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import threading
import time
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.services.benchmark.still import MORNING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.ports import Clock

BEFORE = MORNING - dt.timedelta(hours=1)  # when the vaults were filled: what is written at the hour comes after


class CountedIds:
    """The Ids port: UUIDv7 of one instant that follow one another, bytes that follow from a seed."""

    def __init__(self, clock: Clock, seed: str) -> None:
        self._first = int(clock.now().timestamp() * 1000) << 12
        self._seed = seed
        self._given = 0
        self._drawn = 0
        self._lock = threading.Lock()

    def new(self) -> str:
        """Return the next id."""
        with self._lock:
            self._given += 1
            stamp = self._first + self._given
        chance = int.from_bytes(self.random_bytes(8), "big") & ((1 << 62) - 1)
        return str(uuid.UUID(int=(stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | chance))

    def random_bytes(self, count: int) -> bytes:
        """Return the next bytes; anybody can guess them, and they keep nobody's data."""
        with self._lock:
            self._drawn += 1
            drawn = self._drawn
        return hashlib.shake_256(f"{self._seed} {drawn}".encode()).digest(count)


@contextmanager
def in_zone(name: str) -> Iterator[None]:
    """Let hours be said as in a zone, where the system lets a program choose: before a vault is open, none is known."""
    before = os.environ.get("TZ")
    _choose_zone(name)
    try:
        yield
    finally:
        _choose_zone(before)


def _choose_zone(name: str | None) -> None:
    if name is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = name
    if hasattr(time, "tzset"):
        time.tzset()
