"""The KeyRing port, in memory; it can be absent, locked, broken, or never answer."""

from __future__ import annotations

import threading

from app.ports import KeyRingTrouble, RingState


class FakeKeyRing:
    """Keeps what it is given, or does what a test says instead.

    Attributes:
        kept: What it keeps, by name.
        trouble: How it fails, None while it works.
        hangs: Set, it never answers until ``let_go``.
    """

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.trouble: RingState | None = None
        self.hangs = False
        self.written = 0
        self._open = threading.Event()

    def read(self, name: str) -> bytes | None:
        self._answer()
        return self.kept.get(name)

    def write(self, name: str, value: bytes) -> None:
        self._answer()
        self.written += 1
        self.kept[name] = value

    def remove(self, name: str) -> None:
        self._answer()
        self.kept.pop(name, None)

    def let_go(self) -> None:
        """Answer all those who wait."""
        self._open.set()

    def _answer(self) -> None:
        if self.hangs:
            self._open.wait()
        if self.trouble is not None:
            raise KeyRingTrouble(self.trouble)
