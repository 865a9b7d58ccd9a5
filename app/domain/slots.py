"""When to meet again: the usual day and hour, at the agreed rhythm, but no holiday and no hour already taken."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from app.domain.days import is_holiday

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.domain.days import HolidayZone
    from app.domain.rules import Rules

_DAYS_IN_A_WEEK = 7
_HALF_A_WEEK = 3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting held or planned; ``at`` is ``None`` when its hour was not said."""

    on: dt.date
    at: dt.time | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Free:
    """A day and an hour that are free."""

    on: dt.date
    at: dt.time | None
    minutes: int


def next_free(
    before: Sequence[Met],
    every_days: int | None,
    today: dt.date,
    zone: HolidayZone,
    taken: Collection[Met],
    rules: Rules,
) -> Free:
    """Give the next meeting: the week day and the hour most met on, at the rhythm agreed, after the last and today.

    Args:
        before: Meetings held and planned with this household, oldest first.
        every_days: Agreed rhythm, None when nothing was agreed.
        today: The day it is.
        zone: Public holidays.
        taken: Everything else the worker has planned.
        rules: The table: how long a meeting lasts and how often people meet when nobody said.
    """
    usual = rules.on("meeting_usual_minutes", today).number
    last = max((one.on for one in before), default=today)
    weekday = _most_common([one.on.weekday() for one in before], last.weekday())
    at = _most_common([one.at for one in before if one.at is not None], None)
    minutes = _most_common([one.minutes for one in before if one.minutes], usual)
    every = every_days or rules.on("meeting_every_days", today).number
    day = _nearest(last + dt.timedelta(days=every), weekday)
    while day <= today or day <= last:
        day += dt.timedelta(days=_DAYS_IN_A_WEEK)
    # What is taken ends one day, and no holiday keeps one week day for ever: some week is free.
    while is_holiday(day, zone) or any(_meets(Free(day, at, minutes), one, usual) for one in taken):
        day += dt.timedelta(days=_DAYS_IN_A_WEEK)
    return Free(day, at, minutes)


def _nearest(day: dt.date, weekday: int) -> dt.date:
    ahead = (weekday - day.weekday()) % _DAYS_IN_A_WEEK
    return day + dt.timedelta(days=ahead if ahead <= _HALF_A_WEEK else ahead - _DAYS_IN_A_WEEK)


def _most_common(values: Sequence[T], otherwise: T) -> T:
    """Return what comes most often, the latest of those that come as often."""
    counts = Counter(reversed(values))
    return counts.most_common(1)[0][0] if counts else otherwise


def _meets(free: Free, other: Met, usual: int) -> bool:
    if free.on != other.on or free.at is None or other.at is None:
        return False  # an hour nobody said is in nobody's way
    begin, there = dt.datetime.combine(free.on, free.at), dt.datetime.combine(other.on, other.at)
    return begin < there + dt.timedelta(minutes=other.minutes or usual) and there < begin + dt.timedelta(
        minutes=free.minutes
    )
