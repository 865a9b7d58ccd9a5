"""What tells of departures on this system; each system loads its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from app.adapters.system_clock import SystemClock
from ui.shell.departures import Departures, Several, Sleeps

if TYPE_CHECKING:
    from collections.abc import Iterable


def departures_of_system() -> Departures:
    """Return what tells of departures here."""
    return Several(_sources)


def _sources() -> Iterable[Departures]:
    yield Sleeps(SystemClock())
    system = sys.platform
    if system == "win32":
        from ui.shell.windows_departures import WindowsDepartures  # noqa: PLC0415 -- each system loads its own

        yield WindowsDepartures()
    elif system == "linux":
        from ui.shell.desktop_departures import DesktopDepartures  # noqa: PLC0415 -- as above

        yield DesktopDepartures()
