"""Wrong passphrases are slowed and counted, even through a replacement of the process."""

from __future__ import annotations

import pytest

from app.services.keys.tries import NAME, Tries, wait_after
from tests.fakes.clock import FakeClock


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def tries(tmp_path, clock):
    return Tries(tmp_path, clock)


def test_each_wrong_passphrase_doubles_the_wait_up_to_a_minute():
    assert [wait_after(wrong) for wrong in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert wait_after(10**9) == 60


def test_the_wait_passes_with_time(tries, clock):
    assert tries.seconds_left() == 0
    for expected in (1, 2, 4, 8):
        assert tries.failed() == expected
    assert tries.seconds_left() == 8
    clock.advance(seconds=5)
    assert tries.seconds_left() == 3
    clock.advance(seconds=5)
    assert tries.seconds_left() == 0


def test_a_fresh_process_knows_the_count(tries, tmp_path, clock):
    tries.failed()
    tries.failed()
    assert Tries(tmp_path, clock).wrong() == 2


def test_the_right_passphrase_says_how_many_were_wrong_and_forgets_them(tries, tmp_path):
    tries.failed()
    tries.failed()
    assert tries.succeeded() == 2
    assert tries.succeeded() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_clock_set_back_makes_nobody_wait(tries, clock):
    tries.failed()
    clock.advance(days=-1)
    assert tries.seconds_left() == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"wrong": "x"}', b'{"wrong": 3, "last": 5}', b"\xff" * 9])
def test_a_damaged_count_is_none(tries, tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    assert (tries.wrong(), tries.seconds_left()) == (0, 0)
    assert tries.failed() == 1


def test_a_folder_that_cannot_be_written_does_not_stop_the_window(tmp_path, clock):
    tries = Tries(tmp_path / "absent", clock)
    assert tries.failed() == 1
    assert tries.succeeded() == 0
