"""What a scene is: a name, what it stands on, what is done in it, and how it is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING

from app.services.benchmark.still import MORNING
from ui.kit.theme import ThemeName
from ui.screens.stage import Shape, Stage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from ui.screens.world import Stand

    Play = Callable[[Stage], object]

LARGE, SMALL = (1366, 768), (1097, 540)  # ux.md: a 13-inch laptop, and one at 175 %
EVERY = tuple(Shape(size, name) for size in (LARGE, SMALL) for name in (ThemeName.LIGHT, ThemeName.DARK))
TWICE = Shape(LARGE, ThemeName.LIGHT, 200)
CONTRAST = Shape(LARGE, ThemeName.CONTRAST)
FOUR_K = Shape((3840, 2160), ThemeName.LIGHT)
TWO = (Shape(SMALL, ThemeName.LIGHT), Shape(LARGE, ThemeName.DARK))  # each size and each theme once
ONE = TWO[:1]  # for what needs a vault of its own for each picture


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen in one state.

    Attributes:
        name: Name of its pictures.
        stand: What vault it is over.
        play: What is done once the window is there.
        needs: The module that draws it.
        more: Looks beside the two sizes and two themes of all.
        readme: Name of its picture in the README, for those it shows.
        instant: The hour it is.
        writes: Whether it writes in its vault, which no other scene may then use.
        shows: What must be in sight at its end, as :meth:`ui.screens.stage.Stage.shown` calls it.
        kept: The looks whose pictures are kept and compared; all are drawn.
    """

    name: str
    stand: Stand
    play: Play = field(default=lambda _stage: None)
    needs: str = "ui.shell.window"
    more: tuple[Shape, ...] = ()
    readme: str = ""
    instant: dt.datetime = MORNING
    writes: bool = False
    shows: tuple[str, ...] = ()
    kept: tuple[Shape, ...] = EVERY

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """How it is looked at."""
        return (*EVERY, *self.more)

    @property
    def is_there(self) -> bool:
        """Whether this build has what draws it."""
        try:
            return find_spec(self.needs) is not None
        except ModuleNotFoundError:  # not even its package
            return False
