"""How days are counted: forward, backward, in months, in working days, and in the winter truce.

Sources: code de procédure civile 640 to 642, Cass. 3e civ., avis of 6 November 2025 n° 25-70.018 (weeks are days, a
backward delay never moves), code du travail L3133-1 (public holidays). A nominal day and its extended day are both
kept: the household is told the nominal one.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from dateutil.easter import easter

from app.domain.refusals import UnreadableValue
from app.domain.rules import shipped_rules
from resources.vocabulary import DelayUnit

if TYPE_CHECKING:
    from app.domain.rules import Rule

_ONE_DAY = dt.timedelta(days=1)
_DAYS_IN_A_WEEK = 7
_MONTHS_IN_A_YEAR = 12
_SATURDAY = 5
_SUNDAY = 6


class HolidayZone(StrEnum):
    """Where public holidays differ (code du travail L3133-1, L3134-13, L3422-2)."""

    METROPOLE = "metropole"
    ALSACE_MOSELLE = "alsace_moselle"
    GUADELOUPE = "guadeloupe"
    MARTINIQUE = "martinique"
    GUYANE = "guyane"
    LA_REUNION = "la_reunion"
    MAYOTTE = "mayotte"
    SAINT_BARTHELEMY = "saint_barthelemy"
    SAINT_MARTIN = "saint_martin"


class WorkingWeek(StrEnum):
    """Which days count as working days, public holidays always excepted (law 5)."""

    OUVRES = "ouvres"
    OUVRABLES = "ouvrables"


def zone_from_text(text: str | None) -> HolidayZone:
    """Read a holiday zone; absent means ``metropole``.

    Raises:
        UnreadableValue: Code ``holiday_zone``.
    """
    try:
        return HolidayZone(text or HolidayZone.METROPOLE)
    except ValueError as problem:
        raise UnreadableValue("holiday_zone", found=str(text), expected=" | ".join(HolidayZone)) from problem


@cache
def public_holidays(zone: HolidayZone, year: int) -> frozenset[dt.date]:
    """Give the public holidays of a zone in a year."""
    rules = shipped_rules()
    fixed = rules.of("public_holidays") + rules.of(f"public_holidays_{zone.value}")
    movable = rules.of("movable_holidays") + rules.of(f"movable_holidays_{zone.value}")
    days = {
        dt.date(year, month, day)
        for row in fixed
        for month, day in zip(row.numbers[::2], row.numbers[1::2], strict=True)
    }
    return frozenset(days | {easter(year) + dt.timedelta(days=count) for row in movable for count in row.numbers})


def is_holiday(day: dt.date, zone: HolidayZone) -> bool:
    """Tell whether a day is a public holiday of the zone."""
    return day in public_holidays(zone, day.year)


def is_working(day: dt.date, zone: HolidayZone, week: WorkingWeek = WorkingWeek.OUVRES) -> bool:
    """Tell whether a day is worked: Monday to Friday (ouvrés) or Saturday (ouvrables), public holidays excepted."""
    first_idle = _SATURDAY if week is WorkingWeek.OUVRES else _SUNDAY
    return day.weekday() < first_idle and not is_holiday(day, zone)


def next_working_day(day: dt.date, zone: HolidayZone) -> dt.date:
    """Give that day, or the first day after it that is no Saturday, Sunday nor holiday (CPC 642)."""
    while not is_working(day, zone):
        day += _ONE_DAY
    return day


def add_months(day: dt.date, months: int) -> dt.date:
    """Count months forward or backward: the same day number, else the last of the month (CPC 641).

    Raises:
        OverflowError: When the calendar ends before.
    """
    count = day.year * _MONTHS_IN_A_YEAR + day.month - 1 + months
    year, month = divmod(count, _MONTHS_IN_A_YEAR)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError("beyond the calendar")
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def months_between(first: dt.date, day: dt.date) -> int:
    """Give how many whole months, counted from ``first``, have passed on ``day`` (negative before it)."""
    months = (day.year - first.year) * _MONTHS_IN_A_YEAR + day.month - first.month
    return months if add_months(first, months) <= day else months - 1


def age_on(birth: dt.date, day: dt.date) -> int:
    """Give the age in whole years; someone born on 29 February turns older on 28 February of common years."""
    return months_between(birth, day) // _MONTHS_IN_A_YEAR


@dataclass(frozen=True, slots=True)
class Delay:
    """A length of time as a text or an act writes it; months are counted before days (CPC 641)."""

    months: int = 0
    days: int = 0

    @classmethod
    def of(cls, value: int, unit: DelayUnit) -> Delay:
        """Make a delay of days, weeks (seven days each: avis 25-70.018) or months."""
        if unit is DelayUnit.MONTHS:
            return cls(months=value)
        return cls(days=value * _DAYS_IN_A_WEEK if unit is DelayUnit.WEEKS else value)

    @classmethod
    def of_rule(cls, rule: Rule) -> Delay:
        """Make a delay of a row whose unit begins with days, weeks, months or years (``months_from_admission``)."""
        unit = rule.unit.removeprefix("calendar_").split("_", 1)[0]
        if unit == "years":
            return cls(months=rule.number * _MONTHS_IN_A_YEAR)
        return cls.of(rule.number, DelayUnit(unit))


@dataclass(frozen=True, slots=True)
class Term:
    """The end of a delay: what the text says, and where the calendar moves it."""

    nominal: dt.date
    extended: dt.date


def after(start: dt.date, delay: Delay) -> dt.date:
    """Count a delay forward; the starting day does not count, the last day is whole (CPC 641, 642)."""
    return add_months(start, delay.months) + dt.timedelta(days=delay.days)


def before(day: dt.date, delay: Delay) -> dt.date:
    """Count a delay backward; such a delay never moves (avis 25-70.018)."""
    return add_months(day, -delay.months) - dt.timedelta(days=delay.days)


def term(start: dt.date, delay: Delay, zone: HolidayZone) -> Term:
    """Count a forward delay that moves to the next working day (CPC 642)."""
    nominal = after(start, delay)
    return Term(nominal, next_working_day(nominal, zone))


def add_working_days(start: dt.date, count: int, zone: HolidayZone, week: WorkingWeek = WorkingWeek.OUVRES) -> dt.date:
    """Count working days forward, or backward when negative; the starting day does not count."""
    step = _ONE_DAY if count >= 0 else -_ONE_DAY
    left, day = abs(count), start
    while left:
        day += step
        left -= is_working(day, zone, week)
    return day


@dataclass(frozen=True, slots=True)
class Truce:
    """A yearly truce, both days included, as ``(month, day)``; it may cross the new year."""

    first: tuple[int, int]
    last: tuple[int, int]

    @classmethod
    def of_rule(cls, rule: Rule) -> Truce:
        """Read a row whose value is ``[month, day, month, day]``."""
        month, day, last_month, last_day = rule.numbers
        return cls((month, day), (last_month, last_day))

    def covers(self, day: dt.date) -> bool:
        """Tell whether the day lies in the truce."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last

    def first_day_outside(self, day: dt.date) -> dt.date:
        """Give that day, or the first one after the truce it lies in."""
        while self.covers(day):
            day += _ONE_DAY
        return day
