"""Each port's real adapter and its fake twin obey the same contract."""

from __future__ import annotations

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from app.adapters import random_ids
from app.adapters.random_ids import RandomIds
from app.adapters.system_clock import SystemClock
from app.errors import Cancelled
from tests.fakes.clock import FakeClock
from tests.fakes.ids import FakeIds
from tests.fakes.progress import FakeProgress
from ui.tasks import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ports import Clock, Ids


class Chance:
    """An Ids adapter with a way to move the clock it stands on."""

    def __init__(self, ids: Ids, move: Callable[[float], None]) -> None:
        self.ids = ids
        self.move = move


@pytest.fixture(params=["real", "fake"])
def clock(request) -> Clock:
    return SystemClock() if request.param == "real" else FakeClock()


@pytest.fixture(params=["real", "fake"])
def chance(request, monkeypatch) -> Chance:
    if request.param == "fake":
        fake = FakeClock()
        return Chance(FakeIds(fake), lambda seconds: fake.advance(seconds=seconds))
    seconds = [1_795_000_000.0]
    monkeypatch.setattr(random_ids.time, "time", lambda: seconds[0])

    def move(by: float) -> None:
        seconds[0] += by

    return Chance(RandomIds(), move)


def test_now_is_aware_and_in_utc(clock):
    assert clock.now().utcoffset() == dt.timedelta(0)


def test_two_instants_asked_one_after_the_other_never_go_back_by_themselves(clock):
    first = clock.now()
    assert clock.now() >= first


def test_an_id_is_a_uuid_of_version_seven_written_as_usual(chance):
    text = chance.ids.new()
    read = uuid.UUID(text)
    assert (read.version, read.variant, str(read)) == (7, uuid.RFC_4122, text)


def test_ids_grow_within_one_millisecond(chance):
    made = [chance.ids.new() for _ in range(5000)]
    assert made == sorted(set(made))


def test_ids_grow_with_time(chance):
    first = chance.ids.new()
    chance.move(0.002)
    assert chance.ids.new() > first


@pytest.mark.parametrize("back", [-0.001, -3600, -400 * 86400])
def test_ids_still_grow_when_the_clock_is_set_back(chance, back):
    before = [chance.ids.new() for _ in range(3)]
    chance.move(back)
    after = [chance.ids.new() for _ in range(3)]
    assert [*before, *after] == sorted({*before, *after})


def test_ids_made_by_several_threads_are_all_different(chance):
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: chance.ids.new(), range(2000)))
    assert len(set(made)) == 2000


@pytest.mark.parametrize("count", [0, 1, 16, 32, 1000])
def test_random_bytes_are_as_many_as_asked(chance, count):
    assert len(chance.ids.random_bytes(count)) == count


def test_random_bytes_do_not_repeat(chance):
    assert len({chance.ids.random_bytes(16) for _ in range(500)}) == 500


def test_fake_ids_are_the_same_in_every_run():
    assert FakeIds(FakeClock()).new() == FakeIds(FakeClock()).new()
    assert FakeIds(FakeClock(), "other").new() != FakeIds(FakeClock()).new()


def test_the_fake_clock_stands_until_it_is_moved():
    clock = FakeClock()
    first = clock.now()
    assert clock.now() == first
    clock.advance(days=-1, minutes=5)
    assert clock.now() - first == dt.timedelta(days=-1, minutes=5)
    clock.set(dt.datetime(2031, 1, 1, tzinfo=dt.UTC))
    assert clock.now().year == 2031


@pytest.fixture(params=["real", "fake"])
def progress(request) -> Progress | FakeProgress:
    return Progress(lambda _done, _whole: None) if request.param == "real" else FakeProgress()


def test_a_work_that_was_stopped_hears_it_at_its_next_word_and_is_never_decided(progress):
    progress.tell(0, 2)
    progress.cancel()
    for word in (lambda: progress.tell(1, 2), progress.decide):
        with pytest.raises(Cancelled):
            word()


def test_a_work_that_is_decided_goes_to_its_end(progress):
    progress.decide()
    progress.cancel()
    progress.tell(1, 2)
    progress.decide()
