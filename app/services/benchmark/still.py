"""A clock that stands: generated cases end on one day, and what is measured or drawn must be the same next year."""

from __future__ import annotations

import datetime as dt

MORNING = dt.datetime(2026, 11, 20, 8, 14, tzinfo=dt.UTC)  # 09:14 in Paris, the day of the example


class StillClock:
    """The Clock port, at one instant."""

    def __init__(self, instant: dt.datetime = MORNING) -> None:
        self._instant = instant

    def now(self) -> dt.datetime:
        """Return the instant."""
        return self._instant
