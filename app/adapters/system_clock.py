"""The time of this device."""

from __future__ import annotations

import datetime as dt


class SystemClock:
    """The Clock port over the system's clock."""

    def now(self) -> dt.datetime:
        """Return the instant now, aware, in UTC."""
        return dt.datetime.now(dt.UTC)
