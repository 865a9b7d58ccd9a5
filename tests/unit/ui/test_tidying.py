"""What is left of pages is collected when nobody is in the middle of something."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QObject

from ui.shell.tidying import DUE, LATE, Tidying


class Left:
    """Something that holds itself: only a whole collection gives it back, once it is old."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def old() -> weakref.ref[Left]:
    left = Left()
    gc.collect()  # it is among what is old, and nothing waits
    return weakref.ref(left)


@pytest.fixture(autouse=True)
def unfrozen():
    yield
    gc.unfreeze()


def wait(lesser: int) -> None:
    """Let so many lesser collections go by."""
    for _one in range(lesser):
        gc.collect(1)


@pytest.mark.parametrize(
    ("lesser", "quiet", "collected"),
    [(DUE - 1, True, False), (DUE, True, True), (DUE, False, False), (LATE, False, True)],
)
def test_what_is_left_is_collected_once_it_is_due_and_nobody_acts_or_when_it_is_late(old, lesser, quiet, collected):
    tidying = Tidying(QObject(), lambda: quiet)
    wait(lesser)
    tidying.look()
    assert (old() is None) is collected


def test_while_a_vault_is_open_no_key_waits_for_a_whole_collection(opened):
    lesser, more, whole = gc.get_threshold()
    assert (lesser, more) == (700, 10)
    assert whole > 1_000_000
    opened.window.close()
    assert gc.get_threshold() == (700, 10, 10)


def test_somebody_who_just_acted_is_not_quiet_and_is_after_a_moment(opened, qtbot):
    idle = opened.window._idle
    idle.acted()
    assert not idle.has_been_quiet(60)
    qtbot.waitUntil(lambda: idle.has_been_quiet(60))
