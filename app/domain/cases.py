"""Where a case stands, derived from dated facts (domain E.2.1, review H1), and the numbers made here (review H2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.days import Delay, after
from app.domain.measures import MeasureFacts, MeasureState, measure_state, reached, referent_on
from resources.vocabulary import CommitteeDecision

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from app.domain.rules import Rules


class CaseState(StrEnum):
    """Where a case stands."""

    PROSPECT = "prospect"
    REFERRED = "referred"
    IN_DIAGNOSIS = "in_diagnosis"
    PENDING_COMMITTEE = "pending_committee"
    REJECTED = "rejected"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSING = "closing"
    WATCH = "watch"
    CLOSED = "closed"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """Dated facts of a case; absent things are ``None``.

    Attributes:
        referred_on: Day the referral was received.
        first_contact_on: First contact held with people who said yes, or interview of a diagnosis.
        approved_on: Day the last adult approved the diagnosis.
        decisions: Decisions of committees, with their day.
        measure: The current measure.
        closed_on: First day the case is closed.
        last_contact_on: Last contact with the household, from which keeping is counted.
    """

    referred_on: dt.date | None = None
    first_contact_on: dt.date | None = None
    approved_on: dt.date | None = None
    decisions: tuple[tuple[dt.date, CommitteeDecision], ...] = ()
    measure: MeasureFacts = field(default_factory=MeasureFacts)
    closed_on: dt.date | None = None
    last_contact_on: dt.date | None = None


def case_state(history: CaseHistory, rules: Rules, day: dt.date) -> CaseState:
    """Derive the state of a case on a day; a restart is a new measure on the same case."""
    if history.closed_on is not None and history.closed_on <= day:
        return _closed_state(history, history.closed_on, rules, day)
    return _measure_state(history, day) or _early_state(history, day)


def _closed_state(history: CaseHistory, closed_on: dt.date, rules: Rules, day: dt.date) -> CaseState:
    kept = Delay.of_rule(rules.on("retention_active", closed_on))
    return CaseState.ARCHIVED if after(history.last_contact_on or closed_on, kept) <= day else CaseState.CLOSED


def _last_decision(history: CaseHistory, day: dt.date) -> CommitteeDecision | None:
    taken = sorted((pair for pair in history.decisions if pair[0] <= day), key=lambda pair: pair[0])
    return taken[-1][1] if taken else None


def _measure_state(history: CaseHistory, day: dt.date) -> CaseState | None:
    state = measure_state(history.measure, day)
    if state is MeasureState.ENDED:
        return CaseState.WATCH
    if state is MeasureState.SUSPENDED:
        return CaseState.SUSPENDED
    begun = state is MeasureState.RUNNING or (
        state is MeasureState.CONTRACTED and referent_on(history.measure, day) is not None
    )
    if not begun:
        return None
    return CaseState.CLOSING if _last_decision(history, day) is CommitteeDecision.CLOSE else CaseState.ACTIVE


def _early_state(history: CaseHistory, day: dt.date) -> CaseState:
    steps = (
        (_last_decision(history, day) is CommitteeDecision.REFUSE, CaseState.REJECTED),
        (reached(history.approved_on, day), CaseState.PENDING_COMMITTEE),
        (reached(history.first_contact_on, day), CaseState.IN_DIAGNOSIS),
        (reached(history.referred_on, day), CaseState.REFERRED),
    )
    return next((state for there, state in steps if there), CaseState.PROSPECT)


def next_case_number(year: int, device_letters: str, existing: Iterable[str]) -> str:
    """Make the number of a new case: ``2026-CM-007``.

    Two devices never make the same one, since each has its two letters; imported numbers are kept as they are.

    Args:
        year: Year of opening.
        device_letters: The two capital letters of this device.
        existing: Numbers already there; those of another shape do not count.
    """
    pattern = re.compile(rf"{year:04d}-{re.escape(device_letters)}-([0-9]{{3,}})", re.ASCII)
    used = [int(match[1]) for number in existing if (match := pattern.fullmatch(number)) is not None]
    return f"{year:04d}-{device_letters}-{max(used, default=0) + 1:03d}"
