"""The support measure: its state, its referent, its pauses, its length (domain E.2.2, E.3-3, -6, -7; practice S-13).

A pause is one line, told to the household, with no amendment. States are derived from dated facts, never stored
(review H1).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from app.domain.days import Delay, add_months, after
from app.domain.refusals import Refusal

if TYPE_CHECKING:
    from app.domain.rules import Rule, Rules
    from resources.vocabulary import MeasureEnd, Scheme

_ONE_DAY = dt.timedelta(days=1)


class MeasureState(StrEnum):
    """Where a measure stands."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    CONTRACTED = "contracted"
    RUNNING = "running"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included; open when it has no last day."""

    starts_on: dt.date
    ends_on: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Tell whether the day lies in the span."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class ReferentPeriod(Period):
    """A span during which one worker was the referent."""

    worker: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """« Passer outre »: a dated motive that lets a soft rule be passed."""

    motive: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """Dated facts of a measure.

    Attributes:
        scheme: What pays for it.
        decided_on: Day a committee admitted it.
        contracted_on: Day the last required party signed the contract.
        started_on: Day it began.
        ended_on: First day it no longer runs.
        end_reason: How it ended.
        suspensions: Pauses, in any order.
        referents: History of referents, in any order; empty when only ``referent`` is known.
        referent: Referent since the start, when there is no history.
        renewal_count: How many times it was renewed.
        max_months: Longest length the local rule sets.
    """

    scheme: Scheme | None = None
    decided_on: dt.date | None = None
    contracted_on: dt.date | None = None
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    end_reason: MeasureEnd | None = None
    suspensions: tuple[Period, ...] = ()
    referents: tuple[ReferentPeriod, ...] = ()
    referent: str | None = None
    renewal_count: int = 0
    max_months: int | None = None

    def runs_on(self, day: dt.date) -> bool:
        """Tell whether it has begun and not ended, paused or not."""
        return reached(self.started_on, day) and not reached(self.ended_on, day)

    def paused_on(self, day: dt.date) -> bool:
        """Tell whether a pause covers the day."""
        return any(pause.covers(day) for pause in self.suspensions)


def reached(fact: dt.date | None, day: dt.date) -> bool:
    """Tell whether a dated fact is there on a day."""
    return fact is not None and fact <= day


def measure_state(facts: MeasureFacts, day: dt.date) -> MeasureState:
    """Derive the state of a measure on a day."""
    if reached(facts.ended_on, day):
        return MeasureState.ENDED
    if reached(facts.started_on, day):
        return MeasureState.SUSPENDED if facts.paused_on(day) else MeasureState.RUNNING
    if reached(facts.contracted_on, day):
        return MeasureState.CONTRACTED
    return MeasureState.DECIDED if reached(facts.decided_on, day) else MeasureState.PROPOSED


def referent_on(facts: MeasureFacts, day: dt.date) -> str | None:
    """Give the ref of the referent on a day; where the history overlaps, the one who came last."""
    covering = sorted((one for one in facts.referents if one.covers(day)), key=attrgetter("starts_on"))
    if covering:
        return covering[-1].worker
    return None if facts.referents else facts.referent


def referent_problems(facts: MeasureFacts) -> tuple[Refusal, ...]:
    """Check that at most one person is the referent at a time and that no day is without one (invariant 3)."""
    history = sorted(facts.referents, key=attrgetter("starts_on"))
    problems = [
        Refusal(code, (one.worker, following.worker))
        for one, following in pairwise(history)
        if (code := _join_problem(one, following)) is not None
    ]
    if history and facts.started_on is not None and facts.started_on < history[0].starts_on:
        problems.insert(0, Refusal("referent_gap", (history[0].worker,)))
    if history and history[-1].ends_on is not None and _ends_before(history[-1].ends_on, facts.ended_on):
        problems.append(Refusal("referent_gap", (history[-1].worker,)))
    return tuple(problems)


def _join_problem(one: Period, following: Period) -> str | None:
    if one.ends_on is None or following.starts_on <= one.ends_on:
        return "referent_overlap"
    return "referent_gap" if following.starts_on > one.ends_on + _ONE_DAY else None


def _ends_before(last_day: dt.date, ended_on: dt.date | None) -> bool:
    return ended_on is None or last_day + _ONE_DAY < ended_on


def suspension_problems(facts: MeasureFacts) -> tuple[Refusal, ...]:
    """Check that pauses are disjoint, in the right order and inside the measure (invariant 6)."""
    pauses = sorted(facts.suspensions, key=attrgetter("starts_on"))
    problems = [
        Refusal("suspensions_overlap", (one.starts_on.isoformat(), following.starts_on.isoformat()))
        for one, following in pairwise(pauses)
        if one.ends_on is None or following.starts_on <= one.ends_on
    ]
    problems += [
        Refusal("suspension_outside_measure", (pause.starts_on.isoformat(),))
        for pause in pauses
        if not _inside(pause, facts)
    ]
    problems += [
        Refusal("suspension_backwards", (pause.starts_on.isoformat(),))
        for pause in pauses
        if pause.ends_on is not None and pause.ends_on < pause.starts_on
    ]
    return tuple(problems)


def _inside(pause: Period, facts: MeasureFacts) -> bool:
    if facts.started_on is None or pause.starts_on < facts.started_on:
        return False
    return facts.ended_on is None or (pause.ends_on or pause.starts_on) <= facts.ended_on


@dataclass(frozen=True, slots=True)
class SchemeEnd:
    """When a scheme stops paying, and the row it stands on."""

    on: dt.date
    rule: Rule


def scheme_end(facts: MeasureFacts, rules: Rules) -> SchemeEnd | None:
    """Give the end of the scheme: the longest length written on the measure, else its period times its renewals.

    Returns:
        ``None`` for a measure not begun, or a scheme whose length nothing sets within the calendar.
    """
    if facts.started_on is None:
        return None
    if facts.max_months is not None:
        rule = rules.on("scheme_max_months", facts.started_on)
        return SchemeEnd(add_months(facts.started_on, facts.max_months), rule)
    period = rules.find(f"scheme_period_{facts.scheme}", facts.started_on)
    if period is None:
        return None
    months = Delay.of_rule(period).months * (1 + facts.renewal_count)
    try:
        return SchemeEnd(after(facts.started_on, Delay(months=months)), period)
    except OverflowError:  # a count of renewals nobody meant: nothing sets an end beyond the calendar
        return None


def length_problems(
    facts: MeasureFacts, rules: Rules, day: dt.date, override: Override | None = None
) -> tuple[Refusal, ...]:
    """Check renewals and length against the rule of the day the measure began (invariant 7).

    Args:
        facts: The measure.
        rules: Rules table.
        day: Day asked; a measure that ended is measured to its end.
        override: A dated motive: the rule is passed, the motive is kept by whoever calls.
    """
    if facts.started_on is None or override is not None:
        return ()
    problems: list[Refusal] = []
    allowed = rules.find(f"scheme_renewals_{facts.scheme}", facts.started_on)
    if allowed is not None and facts.renewal_count > allowed.number:
        problems.append(Refusal("too_many_renewals", (allowed.id,)))
    longest = _longest_months(facts, rules)
    until = min(day, facts.ended_on) if facts.ended_on is not None else day
    if longest is not None and until > add_months(facts.started_on, longest):
        problems.append(Refusal("longer_than_allowed", (str(longest),)))
    return tuple(problems)


def _longest_months(facts: MeasureFacts, rules: Rules) -> int | None:
    if facts.max_months is not None or facts.started_on is None:
        return facts.max_months
    period = rules.find(f"scheme_period_{facts.scheme}", facts.started_on)
    renewals = rules.find(f"scheme_renewals_{facts.scheme}", facts.started_on)
    if period is None:
        return None
    return Delay.of_rule(period).months * (1 + (renewals.number if renewals is not None else 0))
