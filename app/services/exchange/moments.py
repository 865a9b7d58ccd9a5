"""Days and local times of a case file: those that do not exist, and those that exist twice (review C8, D7)."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from functools import cache
from typing import TYPE_CHECKING, Final

from app.services.exchange.problems import problem, quoted
from app.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.errors import Expected
    from app.services.exchange.guide import Met
    from app.services.exchange.problems import Path

USUAL_ZONE: Final = "Europe/Paris"
_AT_WITH_ON: Final = (("at", "on"), ("hearing_at", "hearing_on"))
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def clock_problems(met: tuple[Met, ...]) -> Iterator[Expected]:
    """Find days that do not exist and, in the first operator's zone, times that do not or that need an offset."""
    yield from _zone_problems(met)
    zone = _zone_of_the_operator(met)
    for one in met:
        if isinstance(one.value, dict):
            yield from _meeting_problems(one, zone)
        elif isinstance(one.value, str) and _well_written(one):
            written = one.rule.get("x-written")
            if written == "day" and _day(one.value) is None:
                yield _no_such_day(one.path, one.value)
            elif written == "instant":
                yield from _instant_problems(one, zone)


def _well_written(one: Met) -> bool:
    return re.search(one.rule.get("pattern", ""), one.value) is not None


def _zone_problems(met: tuple[Met, ...]) -> Iterator[Expected]:
    for one in met:
        if one.name == "organisation" and isinstance(one.value, dict):
            zone = one.value.get("time_zone")
            if isinstance(zone, str) and not _known(zone):
                expected = _("un fuseau horaire connu, comme Europe/Paris ou Indian/Reunion")
                yield problem("unknown_time_zone", (*one.path, "time_zone"), found=quoted(zone), expected=expected)


def _known(zone: str) -> bool:
    return zone == USUAL_ZONE or zone in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def _zone_of_the_operator(met: tuple[Met, ...]) -> dt.tzinfo | None:
    """Return the zone in which local times are read; ``None`` where this machine has no table of zones."""
    operators = (
        one.value
        for one in met
        if one.name == "organisation" and isinstance(one.value, dict) and one.value.get("kind") == "operator"
    )
    wished = next(operators, {}).get("time_zone")
    name = wished if isinstance(wished, str) and _known(wished) else USUAL_ZONE
    try:
        return zoneinfo.ZoneInfo(name)
    except zoneinfo.ZoneInfoNotFoundError:
        return None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _no_such_day(path: Path, found: str) -> Expected:
    return problem("no_such_day", path, found=quoted(found), expected=_("un jour qui existe au calendrier"))


def _instant_problems(one: Met, zone: dt.tzinfo | None) -> Iterator[Expected]:
    try:
        moment = dt.datetime.fromisoformat(one.value)
    except ValueError:
        yield _no_such_day(one.path, one.value)
        return
    if moment.tzinfo is None:
        trouble = local_trouble(moment, zone)
        if trouble == "no_such_local_time":
            yield _no_such_time(one.path, one.value)
        elif trouble:
            expected = _("son décalage (+01:00 ou +02:00), car cette heure existe deux fois ce jour-là")
            yield problem("ambiguous_local_time", one.path, found=quoted(one.value), expected=expected)


def _no_such_time(path: Path, found: str) -> Expected:
    expected = _("une heure qui existe ce jour-là, les horloges ayant avancé")
    return problem("no_such_local_time", path, found=quoted(found), expected=expected)


def _meeting_problems(one: Met, zone: dt.tzinfo | None) -> Iterator[Expected]:
    for at, on in _AT_WITH_ON:
        time, day = one.value.get(at), one.value.get(on)
        if not (isinstance(time, str) and isinstance(day, str) and _TIME.fullmatch(time)):
            continue
        date = _day(day)
        if date is None:
            continue
        moment = dt.datetime.combine(date, dt.time.fromisoformat(time))
        if local_trouble(moment, zone) == "no_such_local_time":
            yield _no_such_time((*one.path, at), f"{day} {time}")


def local_trouble(moment: dt.datetime, zone: dt.tzinfo | None) -> str:
    """Return what is wrong with a local time: nothing (empty), it does not exist, or it exists twice."""
    if zone is None:
        return ""
    early, late = moment.replace(tzinfo=zone, fold=0), moment.replace(tzinfo=zone, fold=1)
    if early.utcoffset() == late.utcoffset():
        return ""
    back = early.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None)
    return "ambiguous_local_time" if back == moment else "no_such_local_time"
