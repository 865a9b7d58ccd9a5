"""By which half-day a request is answered, then settled (decision 5): half-days in words, never a stopwatch."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.days import HolidayZone, is_working
from app.domain.instants import HalfDay, half_day_of

if TYPE_CHECKING:
    from app.domain.instants import WorkingHours
    from app.domain.rules import Rules

_ONE_DAY = dt.timedelta(days=1)


class CallBack(StrEnum):
    """When somebody is to be called back, seen from now."""

    AS_SOON_AS_POSSIBLE = "as_soon_as_possible"
    THIS_MORNING = "this_morning"
    THIS_AFTERNOON = "this_afternoon"
    TOMORROW_MORNING = "tomorrow_morning"
    TOMORROW_AFTERNOON = "tomorrow_afternoon"
    LATER_MORNING = "later_morning"
    LATER_AFTERNOON = "later_afternoon"


def half_day_after(first: HalfDay, count: int, zone: HolidayZone) -> HalfDay:
    """Give the working half-day so many half-days later."""
    found = first
    for _step in range(count):
        if not found.afternoon:
            found = HalfDay(found.day, afternoon=True)
            continue
        day = found.day + _ONE_DAY
        while not is_working(day, zone):
            day += _ONE_DAY
        found = HalfDay(day, afternoon=False)
    return found


def answer_by(asked: dt.datetime, hours: WorkingHours, rules: Rules) -> HalfDay:
    """Give the last half-day in which a request is still answered « in the half-day »."""
    same_or_next, _one_after = rules.on("half_day_classes", asked.date()).numbers
    return half_day_after(half_day_of(asked, hours), same_or_next, hours.zone)


def settle_by(asked: dt.datetime, hours: WorkingHours, rules: Rules) -> HalfDay:
    """Give the last half-day in which a request is still settled « in the day »."""
    _same_or_next, one_after = rules.on("half_day_classes", asked.date()).numbers
    return half_day_after(half_day_of(asked, hours), one_after, hours.zone)


def call_back(due: HalfDay, now: dt.datetime, hours: WorkingHours) -> CallBack:
    """Say when a half-day is, seen from a local moment.

    Args:
        due: Half-day to call back in.
        now: Local and aware.
        hours: Half-days of the organisation.
    """
    if due.day < now.date() or (due.day == now.date() and not due.afternoon and now.time() >= hours.afternoon_from):
        return CallBack.AS_SOON_AS_POSSIBLE
    if due.day == now.date() and now.time() < hours.evening_from:
        return CallBack.THIS_AFTERNOON if due.afternoon else CallBack.THIS_MORNING
    if due.day == now.date():
        return CallBack.AS_SOON_AS_POSSIBLE
    if due.day == now.date() + _ONE_DAY:
        return CallBack.TOMORROW_AFTERNOON if due.afternoon else CallBack.TOMORROW_MORNING
    return CallBack.LATER_AFTERNOON if due.afternoon else CallBack.LATER_MORNING
