"""A small screen, large letters: every control of every screen has a name, is large enough, whole and within reach."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from tests.journeys.inspecting import flaws
from ui.kit.theme import ThemeName
from ui.screens.company import company
from ui.screens.scene import LARGE, SMALL
from ui.screens.scenes import SCENES
from ui.screens.stage import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.screens.company import Company
    from ui.screens.scene import Scene
    from ui.screens.stage import Stage

pytestmark = [pytest.mark.thorough, pytest.mark.timeout(600)]
SHAPES = {"small": Shape(SMALL), "large letters": Shape(LARGE, ThemeName.LIGHT, 200)}


def test_what_is_wrong_is_found(qtbot):
    """The look itself can fail: a low button without a name, words cut, a field wider than its place."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    low, cut = QPushButton(window), QLabel("des mots bien trop longs pour la place", window)
    low.setStyleSheet("min-height: 0; max-height: 20px; padding: 0; border: 0")
    low.setFixedSize(100, 20)
    cut.setGeometry(0, 40, 60, 20)
    QLineEdit(window).setGeometry(250, 80, 100, 50)
    window.show()
    found = "\n".join(flaws(window))
    for flaw in ("no name", "20 pixels high", "cut by", "sticks out"):
        assert flaw in found


@pytest.fixture(scope="module")
def players(qapp, tmp_path_factory) -> Iterator[Company]:
    patch = pytest.MonkeyPatch()
    place = tmp_path_factory.mktemp("device") / "reglages.json"
    patch.setattr("app.settings.settings_file", lambda: place)
    with company() as made:
        yield made
    patch.undo()


def looked_at(players: Company, scene: Scene, shape: Shape) -> list[str]:
    """Play a scene, and look at every control in front."""
    found: list[str] = []

    def play(stage: Stage) -> None:
        scene.play(stage)
        stage.settle()
        sheets = stage.sheets()
        found.extend(flaws(sheets[0] if sheets else stage.window))

    players.picture(replace(scene, play=play), shape)
    return found


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("scene", [one for one in SCENES if one.is_there], ids=lambda one: one.name)
def test_every_control_is_named_large_enough_whole_and_within_reach(players, scene, shape):
    assert looked_at(players, scene, SHAPES[shape]) == []
