"""Instants as case files write them, local times of a zone, and half-days.

An instant without offset is a local time of the organisation; whoever stores it keeps its written form (review C8).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.days import HolidayZone, is_working
from app.domain.refusals import UnreadableValue

if TYPE_CHECKING:
    from app.domain.rules import Rule, Rules

DEFAULT_ZONE = "Europe/Paris"
"""Where an organisation works that does not say it."""
EXPECTED_INSTANT = "YYYY-MM-DDTHH:MM[:SS][±HH:MM|Z]"
_INSTANT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<time>[0-9]{2}:[0-9]{2}(:[0-9]{2})?)(?P<offset>Z|[+-][0-9]{2}:[0-9]{2})?",
    re.ASCII,
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}", re.ASCII)
_ONE_DAY = dt.timedelta(days=1)


def time_zone(name: str) -> ZoneInfo:
    """Find a time zone by its IANA name.

    Raises:
        UnreadableValue: Code ``time_zone``.
    """
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError) as problem:
        raise UnreadableValue("time_zone", found=name, expected="Europe/Paris") from problem


def day_from_text(text: str) -> dt.date:
    """Read a day ``YYYY-MM-DD`` that exists.

    Raises:
        UnreadableValue: Code ``day``.
    """
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise UnreadableValue("day", found=text, expected="YYYY-MM-DD")


def time_from_text(text: str) -> dt.time:
    """Read a time of day ``HH:MM``.

    Raises:
        UnreadableValue: Code ``time``.
    """
    try:
        if _TIME.fullmatch(text):
            return dt.time.fromisoformat(text)
    except ValueError:
        pass
    raise UnreadableValue("time", found=text, expected="HH:MM")


def instant_from_text(text: str, zone: ZoneInfo) -> dt.datetime:
    """Read an instant.

    Args:
        text: As a case file writes it, with or without seconds and offset.
        zone: Time zone of the organisation, for a time without offset.

    Returns:
        An aware instant in that zone.

    Raises:
        UnreadableValue: Codes ``instant``, ``nonexistent_time`` (29 March 2026 02:30 in Paris) and ``ambiguous_time``
            (a local time that comes twice needs an offset).
    """
    match = _INSTANT.fullmatch(text)
    if match is None:
        raise UnreadableValue("instant", found=text, expected=EXPECTED_INSTANT)
    try:
        written = dt.datetime.fromisoformat(text)
        return written.astimezone(zone) if match["offset"] else _local(written, zone)
    except (ValueError, OverflowError) as problem:
        if isinstance(problem, UnreadableValue):
            raise
        raise UnreadableValue("instant", found=text, expected=EXPECTED_INSTANT) from problem


def _local(written: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    here = written.replace(tzinfo=zone)
    there = here.astimezone(dt.UTC).astimezone(zone)
    if there.replace(tzinfo=None) != written:
        raise UnreadableValue("nonexistent_time", found=written.isoformat(), expected=EXPECTED_INSTANT)
    if here.utcoffset() != here.replace(fold=1).utcoffset():
        raise UnreadableValue("ambiguous_time", found=written.isoformat(), expected="YYYY-MM-DDTHH:MM±HH:MM")
    return here


def _clock(rule: Rule) -> dt.time:
    hour, minute = rule.numbers
    return dt.time(hour, minute)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Where mornings and afternoons of an organisation lie (review D5).

    Attributes:
        afternoon_from: First minute of the afternoon.
        evening_from: First minute that belongs to the next working morning.
        zone: Its public holidays.
    """

    afternoon_from: dt.time
    evening_from: dt.time
    zone: HolidayZone

    @classmethod
    def of_rules(cls, rules: Rules, day: dt.date, zone: HolidayZone) -> WorkingHours:
        """Take the hours the rules table sets on a day."""
        return cls(
            _clock(rules.on("half_day_afternoon_from", day)),
            _clock(rules.on("half_day_evening_from", day)),
            zone,
        )


@dataclass(frozen=True, slots=True, order=True)
class HalfDay:
    """A working morning or a working afternoon."""

    day: dt.date
    afternoon: bool


def half_day_of(moment: dt.datetime, hours: WorkingHours) -> HalfDay:
    """Give the working half-day a local moment belongs to; one outside belongs to the next (review D5)."""
    day, clock = moment.date(), moment.time()
    if is_working(day, hours.zone) and clock < hours.evening_from:
        return HalfDay(day, clock >= hours.afternoon_from)
    day += _ONE_DAY
    while not is_working(day, hours.zone):
        day += _ONE_DAY
    return HalfDay(day, afternoon=False)


def half_days_between(first: HalfDay, second: HalfDay, zone: HolidayZone) -> int:
    """Count the working half-days after ``first`` up to ``second``; 0 when it is the same one or before."""
    if second <= first:
        return 0
    span = (second.day - first.day).days
    worked = sum(is_working(first.day + dt.timedelta(days=step), zone) for step in range(1, span + 1))
    return 2 * worked + second.afternoon - first.afternoon
