"""Every screen, in every state, at two sizes and in two themes, is as it was last looked at and found right."""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageDraw
from PySide6.QtWidgets import QDialog

import ui
from resources.vocabulary import DiagnosisPoint
from tests.journeys.world import REPOSITORY
from ui.destinations import CaseTab, Place
from ui.diagnosis.view_model import Screen
from ui.entry.step import Step
from ui.screens.company import company
from ui.screens.drawing import as_png, draw, sheet, thumbnail
from ui.screens.scene import EVERY
from ui.screens.scenes import SCENES, chosen
from ui.shell.navigator import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.screens.company import Company

pytestmark = [pytest.mark.thorough, pytest.mark.timeout(600)]
GOLDEN = Path(__file__).parent / "golden_screens"
README_PICTURES = REPOSITORY / "resources" / "pictures"
COLOURS = 64
PATCH = 16  # pixels of a golden picture, 32 of the screen: about one word
NAMED_OTHERWISE = {  # what a destination names by nothing, or by which of the eight
    Screen.POINTS: f"{Place.DIAGNOSIS}/None",
    Screen.POINT: f"{Place.DIAGNOSIS}/{DiagnosisPoint.FINANCIAL_SITUATION}",
}
MOST = 14  # mean difference of a patch, out of 255: what 64 colours and another machine's rounding may do


@pytest.fixture(scope="module")
def players(qapp, tmp_path_factory) -> Iterator[Company]:
    patch = pytest.MonkeyPatch()
    place = tmp_path_factory.mktemp("device") / "reglages.json"
    patch.setattr("app.settings.settings_file", lambda: place)
    with company() as made:
        yield made
    patch.undo()


def small(png: bytes) -> Image.Image:
    """Return a picture as it is kept: half the size."""
    seen = Image.open(io.BytesIO(png)).convert("RGB")
    return seen.reduce(2)


def worst_patch(one: Image.Image, other: Image.Image) -> float:
    """Return how much the most different part of two pictures differs, 0 to 255."""
    if one.size != other.size:
        return 255.0
    patches = ImageChops.difference(one, other).convert("L").reduce(PATCH)
    return float(patches.getextrema()[1])


def kept(name: str) -> Path:
    return GOLDEN / f"{name}.png"


def load_all() -> None:
    """Load every module of the window, so that each of its classes is there."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith(("__main__", "windows_departures")):
            importlib.import_module(module.name)


def names_of(base: type) -> set[str]:
    """Return the names of what derives from a class, near or far, in the window."""
    derived = [one for one in base.__subclasses__() if one.__module__.startswith("ui.")]
    return {one.__name__ for one in derived}.union(*(names_of(one) for one in derived))


def keep(name: str, seen: Image.Image) -> None:
    GOLDEN.mkdir(exist_ok=True)
    seen.quantize(COLOURS, dither=Image.Dither.NONE).save(kept(name), optimize=True)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_screen_is_as_it_was_found_right(scene, players, subtests):
    for shape in scene.kept:
        name = f"{scene.name}-{shape.mark}"
        seen = small(as_png(players.picture(scene, shape)))
        assert set(scene.shows) <= players.shown
        if os.environ.get("PALIER_UPDATE_GOLDEN"):
            keep(name, seen)
        with subtests.test(name):
            assert worst_patch(seen, Image.open(kept(name)).convert("RGB")) <= MOST


def test_one_word_more_is_seen(players):
    (scene,) = (one for one in SCENES if one.name == "aujourdhui")
    seen = small(as_png(players.picture(scene, EVERY[0])))
    keeping = io.BytesIO()
    seen.quantize(COLOURS, dither=Image.Dither.NONE).save(keeping, "PNG")
    back = Image.open(keeping).convert("RGB")
    assert worst_patch(seen, back) <= MOST
    ImageDraw.Draw(seen).text((300, 340), "demain", fill=(27, 36, 48))
    assert worst_patch(seen, back) > MOST


def test_a_scene_drawn_twice_is_the_same(players):
    for name in ("aujourdhui", "dossier-fil", "verrou"):
        (scene,) = (one for one in SCENES if one.name == name)
        first, second = (as_png(players.picture(scene, EVERY[0])) for _turn in range(2))
        assert worst_patch(small(first), small(second)) == 0


def test_every_place_has_its_scenes_and_no_two_have_one_name():
    needed = {module for module, _name in PAGES.values()}
    assert needed <= {one.needs for one in SCENES}
    assert len({one.name for one in SCENES}) == len(SCENES)
    assert set(Place) == set(PAGES)


def test_every_sheet_step_tab_and_screen_of_the_diagnosis_is_shown_by_a_scene():
    """What a scene says it shows is looked for each time it is drawn."""
    load_all()
    tabs = {f"{Place.CASE}/{tab}" for tab in CaseTab}
    talks = {f"{Place.DIAGNOSIS}/{screen}" for screen in Screen if screen not in NAMED_OTHERWISE}
    needed = names_of(QDialog) | names_of(Step) | tabs | talks | set(NAMED_OTHERWISE.values()) | {"PauseScreen"}
    assert len(needed) > 50
    assert needed - {name for scene in SCENES for name in scene.shows} == set()


def test_no_golden_picture_is_of_a_screen_that_is_gone():
    names = {f"{scene.name}-{shape.mark}.png" for scene in SCENES for shape in scene.kept}
    assert {path.name for path in GOLDEN.glob("*")} <= names


def test_golden_pictures_stay_small():
    assert sum(path.stat().st_size for path in GOLDEN.glob("*")) < 8_000_000


def test_the_pictures_of_the_readme_are_what_the_command_draws(qapp, own_settings, subtests):
    drawn = {name: small(picture) for name, picture in draw((), True, lambda _sentence: None)}
    assert set(drawn) == {path.name for path in README_PICTURES.glob("*")}
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    for name, seen in drawn.items():
        shown = small((README_PICTURES / name).read_bytes())
        with subtests.test(name):
            assert f"(resources/pictures/{name})" in readme
            assert worst_patch(seen, shown) <= MOST


def test_one_sheet_shows_each_look_of_each_scene(players):
    scenes = chosen(("verrou",))
    looks = {
        (scene.name, shape): thumbnail(players.picture(scene, shape)) for scene in scenes for shape in scene.shapes
    }
    made = Image.open(io.BytesIO(as_png(sheet(scenes, looks))))
    assert made.height > 200 * len(scenes)
