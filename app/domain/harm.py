"""What is first among the dates ahead: what harms most if nobody looks (decision 16), in words and never in marks.

Which kind comes before which is said here; from when and for how long each is shown are rows of
``resources/rules/attention.toml``.
"""

from __future__ import annotations

import datetime as dt
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from app.domain.deadlines import DeadlineId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.rules import Rules


class Harm(IntEnum):
    """What is lost when a date is ignored; the lowest comes first."""

    COURT = 1
    HOME = 2
    RIGHTS = 3
    LEASE = 4
    ENGAGEMENTS = 5
    CADENCE = 6
    NONE = 7


class AheadKind(StrEnum):
    """What is ahead of a case beside its deadlines."""

    EVICTION = "eviction"
    ACTION = "action"
    MEETING = "meeting"
    APPOINTMENT = "appointment"


HARMS: Mapping[DeadlineId | AheadKind, Harm] = {
    DeadlineId.HEARING: Harm.COURT,
    DeadlineId.ASSESSMENT_TO_JUDGE: Harm.COURT,
    DeadlineId.SUMMONS_TO_PAY_END: Harm.COURT,
    AheadKind.EVICTION: Harm.HOME,
    DeadlineId.RESIDENCE_PERMIT: Harm.RIGHTS,
    DeadlineId.PROCEDURE_CHASE: Harm.RIGHTS,
    DeadlineId.ARREARS_REPORT: Harm.RIGHTS,
    DeadlineId.CCAPEX_BEFORE_SUMMONS: Harm.RIGHTS,
    DeadlineId.PREFECT_NOTICE: Harm.RIGHTS,
    DeadlineId.EARLIEST_COURT_SUMMONS: Harm.RIGHTS,
    DeadlineId.LEASE_EXAM: Harm.LEASE,
    DeadlineId.LANDLORD_ANSWER_TO_PREFECT: Harm.LEASE,
    DeadlineId.PLAN_INSTALMENT: Harm.LEASE,
    DeadlineId.CONTRACT_REVIEW: Harm.ENGAGEMENTS,
    DeadlineId.CONSENT_END: Harm.ENGAGEMENTS,
    DeadlineId.COMMITTEE_REVIEW: Harm.ENGAGEMENTS,
    DeadlineId.SCHEME_END: Harm.ENGAGEMENTS,
    DeadlineId.OBJECTIVE: Harm.ENGAGEMENTS,
    AheadKind.ACTION: Harm.ENGAGEMENTS,
    DeadlineId.LANDLORD_EXCHANGE: Harm.CADENCE,
    AheadKind.MEETING: Harm.CADENCE,
    AheadKind.APPOINTMENT: Harm.NONE,
}


def kind_of(written: str) -> DeadlineId | AheadKind:
    """Give the kind of a date from the word it is kept under."""
    return AheadKind(written) if written in {kind.value for kind in AheadKind} else DeadlineId(written)


def shown_between(
    kind: DeadlineId | AheadKind, due_on: dt.date, extended_to: dt.date | None, rules: Rules
) -> tuple[dt.date, dt.date]:
    """Give the first and last day on which a date is spoken of.

    Args:
        kind: Of the date.
        due_on: Nominal day, whose row of the table holds.
        extended_to: Where the calendar moves it.
        rules: The table.
    """
    if kind is AheadKind.MEETING:  # our own cadence: said once it is over, and until people meet
        return due_on + dt.timedelta(days=1), dt.date.max
    before, after = rules.on(f"attention_{kind.value}", due_on).numbers
    return due_on - dt.timedelta(days=before), max(due_on, extended_to or due_on) + dt.timedelta(days=after)
