"""The Clock port, set by hand."""

from __future__ import annotations

import datetime as dt


class FakeClock:
    """Stands until it is moved."""

    def __init__(self, instant: dt.datetime = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)) -> None:
        self.instant = instant

    def now(self) -> dt.datetime:
        return self.instant

    def set(self, instant: dt.datetime) -> None:
        self.instant = instant

    def advance(self, **duration: float) -> None:
        """Move by a duration, which may be negative: somebody sets the device's clock back."""
        self.instant += dt.timedelta(**duration)
