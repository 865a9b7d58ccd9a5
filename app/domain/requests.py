"""Requests of a household: asked, answered, settled, counted in half-days (decisions 5, practice S-05, review D5)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.instants import half_day_of, half_days_between

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.instants import WorkingHours
    from app.domain.rules import Rules


class DelayClass(StrEnum):
    """How soon something came."""

    HALF_DAY = "half_day"
    DAY = "day"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class RequestDelays:
    """How soon a request was answered and settled; ``None`` while it was not."""

    answered: DelayClass | None
    settled: DelayClass | None


def delay_class(asked: dt.datetime, moment: dt.datetime | None, hours: WorkingHours, rules: Rules) -> DelayClass | None:
    """Class the time between a request and a moment.

    Args:
        asked: When the household asked, local and aware.
        moment: When it was answered or settled, or ``None``.
        hours: Half-days of the organisation.
        rules: Rules table (``half_day_classes``: the same or the next half-day, then the one after).

    Returns:
        ``None`` when the moment is missing.
    """
    if moment is None:
        return None
    count = half_days_between(half_day_of(asked, hours), half_day_of(moment, hours), hours.zone)
    same_or_next, the_one_after = rules.on("half_day_classes", asked.date()).numbers
    if count <= same_or_next:
        return DelayClass.HALF_DAY
    return DelayClass.DAY if count <= the_one_after else DelayClass.LATE


def request_delays(
    asked: dt.datetime,
    answered: dt.datetime | None,
    settled: dt.datetime | None,
    hours: WorkingHours,
    rules: Rules,
) -> RequestDelays:
    """Class both delays of a request: the first answer, and the intervention the rule is about."""
    return RequestDelays(delay_class(asked, answered, hours, rules), delay_class(asked, settled, hours, rules))
