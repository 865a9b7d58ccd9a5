"""The keyboard alone: Tab leads to every control of every screen and back, and what has the focus is seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.journeys.inspecting import stops, unreached, unseen_focus
from tests.journeys.somebody import without_manager
from ui.screens.company import company
from ui.screens.scene import LARGE
from ui.screens.scenes import SCENES
from ui.screens.stage import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.screens.company import Company
    from ui.screens.scene import Scene
    from ui.screens.stage import Stage

pytestmark = [pytest.mark.thorough, pytest.mark.timeout(600), without_manager]
ALIKE = ("masque", "long", "partage", "modifie")  # other words or other colours, the same controls
WALKED = [one for one in SCENES if one.is_there and not any(part in one.name for part in ALIKE)]


@pytest.fixture(scope="module")
def players(qapp, tmp_path_factory) -> Iterator[Company]:
    patch = pytest.MonkeyPatch()
    place = tmp_path_factory.mktemp("device") / "reglages.json"
    patch.setattr("app.settings.settings_file", lambda: place)
    with company() as made:
        yield made
    patch.undo()


@pytest.mark.parametrize("scene", WALKED, ids=lambda one: one.name)
def test_tab_leads_to_every_control_and_back_and_is_seen(players, scene: Scene):
    found: list[str] = []

    def play(stage: Stage) -> None:
        scene.play(stage)
        stage.settle()
        front = stage.sheets()[0] if stage.sheets() else stage.window
        front.activateWindow()
        stage.settle()
        reached = stops(front)
        found.extend(f"not reached: {one}" for one in unreached(front, reached))
        found.extend(f"not seen: {one}" for one in unseen_focus(front, reached))

    players.picture(replace(scene, play=play), Shape(LARGE))
    assert found == []
