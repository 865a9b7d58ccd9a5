from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.days import HolidayZone, is_working
from app.domain.instants import (
    WorkingHours,
    day_from_text,
    half_day_of,
    half_days_between,
    instant_from_text,
    time_from_text,
    time_zone,
)
from app.domain.refusals import UnreadableValue
from app.domain.requests import delay_class
from app.domain.rules import shipped_rules

PARIS = time_zone("Europe/Paris")
RULES = shipped_rules()
HOURS = WorkingHours.of_rules(RULES, dt.date(2026, 11, 20), HolidayZone.METROPOLE)
MOMENTS = st.builds(dt.datetime.combine, st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)), st.times())


def at(text):
    return instant_from_text(text, PARIS)


def test_a_time_without_offset_is_local():
    assert at("2026-11-09T14:10") == dt.datetime(2026, 11, 9, 13, 10, tzinfo=dt.UTC)


def test_a_time_with_offset_is_brought_to_the_zone():
    assert at("2026-11-09T13:10:30Z").isoformat() == "2026-11-09T14:10:30+01:00"
    assert at("2026-11-09T08:10-05:00") == at("2026-11-09T14:10")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-03-29T02:30", "nonexistent_time"),
        ("2026-10-25T02:30", "ambiguous_time"),
        ("2026-11-09", "instant"),
        ("2026-11-09 14:10", "instant"),
        ("20261109T1410", "instant"),
        ("2026-W46-1T14:10", "instant"),
        ("2026-02-30T14:10", "instant"),
        ("2026-11-09T24:00", "instant"),
        ("2026-11-09T14:10:00.5", "instant"),
        ("2026-11-09T14:10+25:00", "instant"),
        ("2026-11-09T14:10Z\n", "instant"),
        ("0001-01-01T00:00+14:00", "instant"),
    ],
)
def test_what_is_no_instant_is_refused_with_its_reason(text, code):
    with pytest.raises(UnreadableValue) as caught:
        at(text)
    assert caught.value.code == code


def test_an_hour_that_comes_twice_is_told_apart_by_its_offset():
    first, second = at("2026-10-25T02:30+02:00"), at("2026-10-25T02:30+01:00")
    assert second.astimezone(dt.UTC) - first.astimezone(dt.UTC) == dt.timedelta(hours=1)


@pytest.mark.parametrize("text", ["20261120", "2026-W47-5", "2026-02-29", "2026-11-20\n", "２026-11-20"])
def test_only_a_day_that_exists_is_read(text):
    with pytest.raises(UnreadableValue, match="day"):
        day_from_text(text)


def test_days_and_times_are_read_strictly():
    assert day_from_text("2024-02-29") == dt.date(2024, 2, 29)
    assert time_from_text("09:05") == dt.time(9, 5)
    for text in ("9:05", "09:60", "09:05:00", "0905"):
        with pytest.raises(UnreadableValue, match="time"):
            time_from_text(text)


def test_an_unknown_time_zone_is_refused():
    for name in ("Europe/Atlantis", "../etc/passwd", ""):
        with pytest.raises(UnreadableValue, match="time_zone"):
            time_zone(name)


@pytest.mark.parametrize(
    ("text", "day", "afternoon"),
    [
        ("2026-11-10T12:59", "2026-11-10", False),
        ("2026-11-10T13:00", "2026-11-10", True),
        ("2026-11-10T06:00", "2026-11-10", False),
        ("2026-11-10T19:30", "2026-11-12", False),
        ("2026-11-11T10:00", "2026-11-12", False),
        ("2026-11-14T15:00", "2026-11-16", False),
        ("2026-11-13T17:59", "2026-11-13", True),
        ("2026-11-13T18:00", "2026-11-16", False),
    ],
)
def test_a_moment_outside_belongs_to_the_next_working_half_day(text, day, afternoon):
    found = half_day_of(at(text), HOURS)
    assert (found.day, found.afternoon) == (dt.date.fromisoformat(day), afternoon)


@pytest.mark.parametrize(
    ("asked", "done", "expected"),
    [
        ("2026-11-09T09:00", "2026-11-09T09:01", "half_day"),
        ("2026-11-09T09:00", "2026-11-09T17:00", "half_day"),
        ("2026-11-09T09:00", "2026-11-10T12:00", "day"),
        ("2026-11-09T09:00", "2026-11-10T13:00", "late"),
        ("2026-11-13T17:00", "2026-11-16T09:00", "half_day"),
        ("2026-11-14T10:00", "2026-11-16T14:00", "half_day"),
        ("2026-11-10T17:00", "2026-11-12T15:00", "day"),
    ],
)
def test_requests_are_counted_in_half_days(asked, done, expected):
    assert delay_class(at(asked), at(done), HOURS, RULES) == expected


def test_what_did_not_happen_has_no_class():
    assert delay_class(at("2026-11-09T09:00"), None, HOURS, RULES) is None


@given(MOMENTS, MOMENTS)
def test_half_days_grow_with_time(one, other):
    first, second = sorted((one, other))
    early, late = half_day_of(first, HOURS), half_day_of(second, HOURS)
    assert is_working(early.day, HOURS.zone)
    assert early <= late
    assert half_days_between(late, early, HOURS.zone) == 0
    assert (half_days_between(early, late, HOURS.zone) == 0) == (early == late)


@given(MOMENTS, st.integers(1, 30))
def test_half_days_add_up(moment, days):
    first = half_day_of(moment, HOURS)
    second = half_day_of(moment + dt.timedelta(days=days), HOURS)
    third = half_day_of(moment + dt.timedelta(days=2 * days), HOURS)
    whole = half_days_between(first, third, HOURS.zone)
    assert whole == half_days_between(first, second, HOURS.zone) + half_days_between(second, third, HOURS.zone)
