"""What the window needs of the world; tests give other things in its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.shell.departures import Departures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.bootstrap import App
    from app.settings import DeviceSettings


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The world around the window.

    Attributes:
        build: Puts the program together; called off the UI thread, since its libraries take half a second to load.
        folder: The vault folder of this start.
        settings: Choices of this device that are nobody's secret: theme, size of text.
        replace: Replaces this process by a fresh one at the lock screen; nothing of the vault outlives it.
        departures: What tells that somebody leaves the computer; by default nothing does.
        fills_screen: Whether signing takes the whole screen; a window that is drawn keeps its size.
    """

    build: Callable[[], App]
    folder: Path
    settings: DeviceSettings
    replace: Callable[[], None]
    departures: Departures = field(default_factory=Departures)
    fills_screen: bool = True
