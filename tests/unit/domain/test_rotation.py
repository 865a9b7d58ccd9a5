from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rotation import Kept, Rotation
from app.domain.rules import shipped_rules

ROTATION = Rotation.of_rules(shipped_rules(), dt.date(2026, 11, 20))
PLENTY = 10**15
FIRST = dt.datetime(2026, 1, 1, 9, 0, tzinfo=dt.UTC)
MOMENTS = st.lists(st.integers(0, 300 * 24), min_size=1, max_size=80, unique=True)


def made(hours: int, size: int = 1, *, before_migration: bool = False) -> Kept:
    return Kept(FIRST + dt.timedelta(hours=hours), size, before_migration)


def kept(backups, free: int = PLENTY) -> list[Kept]:
    gone = ROTATION.surplus(backups, free)
    return [one for one in backups if not any(one is other for other in gone)]


def test_the_rules_are_seven_days_eight_weeks_a_quarter_of_the_free_disk():
    assert (ROTATION.days, ROTATION.weeks, ROTATION.percent, ROTATION.every) == (7, 8, 25, dt.timedelta(hours=4))
    assert (ROTATION.at_most(3, 2).days, ROTATION.at_most(3, 2).weeks) == (3, 2)
    assert (ROTATION.at_most(99, 99).days, ROTATION.at_most(99, 99).weeks) == (7, 8)
    assert (ROTATION.at_most(0, -1).days, ROTATION.at_most(0, -1).weeks) == (1, 0)


@given(MOMENTS)
def test_the_last_of_each_of_the_last_seven_days_stays_then_of_each_of_eight_weeks(hours):
    backups = [made(one) for one in hours]
    stays = kept(backups)
    days = sorted({one.made_at.date() for one in backups}, reverse=True)
    for day in days[:7]:
        assert max((one for one in backups if one.made_at.date() == day), key=lambda one: one.made_at) in stays
    older = [one for one in backups if one.made_at.date() not in days[:7]]
    weeks = sorted({one.made_at.isocalendar()[:2] for one in older}, reverse=True)
    for week in weeks[:8]:
        of_week = [one for one in older if one.made_at.isocalendar()[:2] == week]
        assert max(of_week, key=lambda one: one.made_at) in stays
    assert len(stays) == min(len(days), 7) + min(len(weeks), 8) <= 15


@given(MOMENTS, st.randoms(use_true_random=False))
def test_rotating_after_each_backup_keeps_what_rotating_once_would(hours, chance):
    backups = [made(one) for one in sorted(hours)]
    day_after_day: list[Kept] = []
    for one in backups:
        day_after_day = kept([*day_after_day, one])
    mixed = chance.sample(backups, len(backups))
    assert sorted(day_after_day, key=lambda one: one.made_at) == sorted(kept(mixed), key=lambda one: one.made_at)


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 500)), min_size=1, max_size=40), st.integers(0, 20_000))
def test_together_they_never_take_more_than_a_quarter_of_what_is_free(sizes, free):
    backups = [made(hours, size) for hours, size in sizes]
    stays = kept(backups, free)
    taken = sum(one.size for one in stays)
    free_after = free + sum(one.size for one in backups) - taken
    assert len(stays) == 1 or 4 * taken <= free_after
    assert max(one.made_at for one in backups) in {one.made_at for one in stays}


@given(MOMENTS, st.integers(0, 79))
def test_the_way_back_before_a_change_of_tables_stays_and_they_are_fifteen_at_most(hours, which):
    backups = [made(one, before_migration=rank == which % len(hours)) for rank, one in enumerate(hours)]
    stays = kept(backups)
    assert any(one.before_migration for one in stays)
    assert len(stays) <= 15
    assert max(backups, key=lambda one: one.made_at) in stays


@pytest.mark.parametrize(
    ("last", "due"), [(None, True), (0, False), (3.9, False), (4, True), (900, True), (-1, True), (-9000, True)]
)
def test_one_is_due_four_hours_after_the_last_whatever_the_clock_did(last, due):
    now = FIRST
    assert ROTATION.is_due(None if last is None else now - dt.timedelta(hours=last), now) is due


def test_one_that_would_take_more_than_a_quarter_of_the_free_disk_is_not_begun():
    assert ROTATION.has_room(100, [], 500)
    assert not ROTATION.has_room(100, [], 499)
    assert ROTATION.has_room(100, [made(0, 400)], 101)
    assert not ROTATION.has_room(100, [made(0, 4000)], 99)
