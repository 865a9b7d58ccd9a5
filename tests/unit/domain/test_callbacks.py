"""Half-days in which somebody is called back: working ones, in words, never a stopwatch."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from app.domain.callbacks import CallBack, answer_by, call_back, half_day_after, settle_by
from app.domain.days import HolidayZone
from app.domain.instants import HalfDay, WorkingHours, half_days_between
from app.domain.requests import DelayClass, delay_class
from app.domain.rules import shipped_rules

PARIS = ZoneInfo("Europe/Paris")
RULES = shipped_rules()
HOURS = WorkingHours(dt.time(13), dt.time(18), HolidayZone.METROPOLE)


def moment(day, hour, minute=0, month=11):
    return dt.datetime(2026, month, day, hour, minute, tzinfo=PARIS)


def half_day(day, *, afternoon, month=11):
    return HalfDay(dt.date(2026, month, day), afternoon=afternoon)


@pytest.mark.parametrize(
    ("asked", "answer", "settle"),
    [
        (moment(19, 9), half_day(19, afternoon=True), half_day(20, afternoon=False)),
        (moment(19, 15), half_day(20, afternoon=False), half_day(20, afternoon=True)),
        (moment(20, 15), half_day(23, afternoon=False), half_day(23, afternoon=True)),  # over a week-end
        (moment(20, 20), half_day(23, afternoon=True), half_day(24, afternoon=False)),  # an evening is the next morning
        (moment(10, 15), half_day(12, afternoon=False), half_day(12, afternoon=True)),  # over 11 November
    ],
)
def test_a_request_is_answered_by_the_next_half_day_and_settled_by_the_one_after(asked, answer, settle):
    assert answer_by(asked, HOURS, RULES) == answer
    assert settle_by(asked, HOURS, RULES) == settle


@pytest.mark.parametrize("hour", [8, 10, 13, 17, 19])
@pytest.mark.parametrize("day", range(9, 16))
def test_what_is_said_in_time_is_counted_in_time(day, hour):
    asked = moment(day, hour)
    due = answer_by(asked, HOURS, RULES)
    answered = dt.datetime.combine(due.day, dt.time(17 if due.afternoon else 12), PARIS)
    assert delay_class(asked, answered, HOURS, RULES) is DelayClass.HALF_DAY


@pytest.mark.parametrize("count", range(6))
def test_half_days_after_are_those_counted_between(count):
    first = half_day(10, afternoon=True)
    assert half_days_between(first, half_day_after(first, count, HOURS.zone), HOURS.zone) == count


@pytest.mark.parametrize(
    ("due", "now", "said"),
    [
        (half_day(19, afternoon=False), moment(19, 12, 59), CallBack.THIS_MORNING),
        (half_day(19, afternoon=False), moment(19, 13), CallBack.AS_SOON_AS_POSSIBLE),
        (half_day(19, afternoon=True), moment(19, 9), CallBack.THIS_AFTERNOON),
        (half_day(19, afternoon=True), moment(19, 18), CallBack.AS_SOON_AS_POSSIBLE),
        (half_day(18, afternoon=True), moment(19, 8), CallBack.AS_SOON_AS_POSSIBLE),
        (half_day(20, afternoon=False), moment(19, 9), CallBack.TOMORROW_MORNING),
        (half_day(20, afternoon=True), moment(19, 20), CallBack.TOMORROW_AFTERNOON),
        (half_day(23, afternoon=False), moment(20, 17), CallBack.LATER_MORNING),
        (half_day(23, afternoon=True), moment(20, 20), CallBack.LATER_AFTERNOON),
    ],
)
def test_a_half_day_is_said_as_people_say_it(due, now, said):
    assert call_back(due, now, HOURS) is said
