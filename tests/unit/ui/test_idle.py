"""Nobody at the keyboard: seconds are counted down aloud, a gesture takes them back, at their end comes the pause."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.shell.idle import ANNOUNCED_MS, COUNT_MS, Idle


@pytest.fixture
def idle(opened) -> Idle:
    """The watch kept over the real window."""
    found = opened.window._idle
    assert found is not None
    return found


def test_the_seconds_left_are_counted_down(idle, opened):
    idle._wait.timeout.emit()
    assert "Pause dans 30 secondes" in opened.words()
    assert (idle._last.interval(), idle._count.interval()) == (ANNOUNCED_MS, COUNT_MS)
    idle._last.start(ANNOUNCED_MS - 2 * COUNT_MS)  # ten seconds later
    idle._count.timeout.emit()
    assert "Pause dans 20 secondes" in opened.words()


def test_a_gesture_takes_the_announcement_back(idle, opened):
    idle._wait.timeout.emit()
    assert "Pause dans" in opened.words()
    QTest.keyClick(opened.window.windowHandle(), Qt.Key.Key_Shift)
    assert "Pause dans" not in opened.words()
    assert not idle._last.isActive()
    assert not idle._count.isActive()
    assert idle._wait.isActive()


def test_at_the_end_comes_the_pause_which_without_a_code_is_a_lock(idle, opened):
    idle._wait.timeout.emit()
    idle._last.timeout.emit()
    assert not idle._count.isActive()
    assert opened.locked == ["replaced"]


def test_nothing_is_counted_below_the_last_step(idle, opened):
    told: list[int] = []
    idle._wait.timeout.emit()
    idle.announced.connect(told.append)
    idle._last.start(COUNT_MS // 10)
    idle._count.timeout.emit()
    assert told == []


def test_the_announcement_is_not_spoken_over_a_vault_that_is_gone(idle, opened):
    opened.window.lock()
    idle.announced.emit(30)
    idle.returned.emit()
    assert "Pause dans" not in opened.words()
