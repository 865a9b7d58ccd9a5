"""The Progress port: keeps what it is told, and stops the work where a test says."""

from __future__ import annotations

from app.errors import Cancelled


class FakeProgress:
    """Somebody who waits.

    Attributes:
        told: How far the work was, each time it said so.
        decided: Whether it went past what may be stopped.
    """

    def __init__(self, stops_at: int | None = None) -> None:
        """Wait for a work, or stop it at its n-th word, counted from 0."""
        self.told: list[tuple[int, int]] = []
        self.decided = False
        self._stops_at = stops_at
        self._cancelled = False

    def cancel(self) -> None:
        """Stop the work at its next word, unless it is decided."""
        self._cancelled = not self.decided

    def tell(self, done: int, whole: int) -> None:
        self._refuse_stopped()
        self.told.append((done, whole))

    def decide(self) -> None:
        self._refuse_stopped()
        self.decided = True

    def _refuse_stopped(self) -> None:
        if self._cancelled or (self._stops_at is not None and len(self.told) == self._stops_at):
            raise Cancelled
