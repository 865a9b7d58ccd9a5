"""The key ring's memory in the window: it says what it must, and holds nothing up."""

from __future__ import annotations

import shutil

import pytest

from app.ports import RingState
from app.services.keys.last_seen import SeenState
from tests.journeys.world import copied
from tests.unit.ui.fixtures import gone, shown
from ui.preferences.going_back import GoBackSheet


def looked(qtbot, made) -> SeenState:
    qtbot.waitUntil(lambda: made.desk.last_seen.seen is not None)
    made.settle()
    return made.desk.last_seen.seen.state


@pytest.fixture
def put_back(qtbot, device, filled, tmp_path):
    """A window over a folder somebody put back to an older copy."""
    older = copied(filled, tmp_path / "copie")
    for _turn in range(2):
        made = shown(qtbot, device, filled)
        looked(qtbot, made)
        device.clock.advance(minutes=3)
        gone(made)
    shutil.rmtree(filled)
    copied(older, filled)
    made = shown(qtbot, device, filled)
    assert looked(qtbot, made) is SeenState.PUT_BACK
    yield made
    gone(made)


def test_a_folder_put_back_is_said_with_what_can_be_done(put_back):
    assert "plus ancien que celui que cet ordinateur a vu le" in put_back.vault.frame.troubles.sentence
    put_back.press("Voir les sauvegardes")
    assert put_back.window.findChildren(GoBackSheet)
    assert not put_back.vault.frame.troubles.isVisible()


def test_what_was_wanted_is_said_once(qtbot, device, put_back):
    put_back.press("C’est voulu")
    folder = put_back.desk.vault.folder
    put_back.window.close()
    made = shown(qtbot, device, folder)
    assert looked(qtbot, made) is SeenState.AGREES
    gone(made)


def test_locking_tells_the_key_ring(qtbot, device, opened):
    looked(qtbot, opened)
    assert device.key_ring.kept == {}
    opened.window.lock()
    assert opened.locked == ["replaced"]
    assert list(device.key_ring.kept) == [opened.desk.last_seen.name]


def test_a_key_ring_that_never_answers_holds_neither_the_window_nor_a_lock_up(qtbot, device, filled):
    device.key_ring.hangs = True
    made = shown(qtbot, device, filled)
    try:
        assert made.words()
        made.window.lock()
        assert made.locked == ["replaced"]
    finally:
        device.key_ring.let_go()
        gone(made)


def test_a_broken_key_ring_says_nothing_in_the_window(qtbot, device, filled):
    device.key_ring.trouble = RingState.FAILED
    made = shown(qtbot, device, filled)
    assert looked(qtbot, made) is SeenState.FAILED
    assert made.vault.frame.troubles.sentence == ""
    gone(made)


def test_what_vanished_from_the_key_ring_is_told(qtbot, device, filled):
    for turn in (1, 2):
        made = shown(qtbot, device, filled)
        looked(qtbot, made)
        gone(made)
        qtbot.waitUntil(lambda turn=turn: device.key_ring.written == turn)  # a lock waits for it no longer than it may
    device.key_ring.kept.clear()
    made = shown(qtbot, device, filled)
    assert looked(qtbot, made) is SeenState.VANISHED
    qtbot.waitUntil(lambda: "ne se souvient plus de ce coffre" in made.words())
    gone(made)
