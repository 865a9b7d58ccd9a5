"""Windows kept open from scene to scene: opening a vault costs ten times what drawing a page does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ui.screens.stage import stage_on
from ui.screens.world import SHUT, world

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QPixmap

    from ui.screens.scene import Scene
    from ui.screens.stage import Shape, Stage
    from ui.screens.world import Stand, World


class Company:
    """Plays scenes; one that writes, or stands before a vault, has a window and a vault of its own.

    Attributes:
        shown: What was in sight in the last picture, as :meth:`ui.screens.stage.Stage.shown` calls it.
    """

    def __init__(self, vaults: World) -> None:
        self.shown: set[str] = set()
        self._vaults = vaults
        self._open: dict[tuple[Stand, dt.datetime], tuple[Stage, Path]] = {}

    def picture(self, scene: Scene, shape: Shape) -> QPixmap:
        """Return what is seen of a scene, looked at in one way."""
        if scene.writes or scene.stand in SHUT:
            return self._alone(scene, shape)
        key = (scene.stand, scene.instant)
        if key not in self._open:
            folder = self._vaults.folder(scene.stand)
            self._open[key] = (stage_on(folder, scene.stand, shape, scene.instant), folder)
        stage, _folder = self._open[key]
        stage.clear()
        stage.look(shape)
        try:
            return self._played(scene, stage)
        finally:
            stage.clear()

    def _played(self, scene: Scene, stage: Stage) -> QPixmap:
        scene.play(stage)
        seen = stage.picture()
        self.shown = stage.shown()
        return seen

    def leave(self) -> None:
        """Close every window."""
        for stage, folder in self._open.values():
            stage.leave()
            self._vaults.forget(folder)
        self._open.clear()

    def _alone(self, scene: Scene, shape: Shape) -> QPixmap:
        folder = self._vaults.folder(scene.stand)
        stage = stage_on(folder, scene.stand, shape, scene.instant)
        try:
            return self._played(scene, stage)
        finally:
            stage.leave()
            self._vaults.forget(folder)


@contextmanager
def company() -> Iterator[Company]:
    """Gather a company, over vaults that go with it."""
    with world() as vaults:
        made = Company(vaults)
        try:
            yield made
        finally:
            made.leave()
