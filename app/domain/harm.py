"""What is first among the dates ahead: what harms most if nobody looks (decision 16), in words and never in marks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from app.domain.deadlines import DeadlineId

if TYPE_CHECKING:
    from collections.abc import Mapping


class Harm(IntEnum):
    """What is lost when a date is ignored; the lowest comes first."""

    COURT = 1
    HOME = 2
    RIGHTS = 3
    LEASE = 4
    ENGAGEMENTS = 5
    CADENCE = 6
    NONE = 9


class AheadKind(StrEnum):
    """What is ahead of a case beside its deadlines."""

    EVICTION = "eviction"
    ACTION = "action"
    MEETING = "meeting"
    APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class Weight:
    """How a kind of date takes its place in a day.

    Attributes:
        harm: What is lost when it is ignored.
        days_before: From how many days before it is shown.
        days_after: For how many days it stays once passed, as long as no fact settles it.
    """

    harm: Harm
    days_before: int = 0
    days_after: int = 0


# What is shown when is a choice of the screen, not of the law: the dates themselves come from the rules table.
WEIGHTS: Mapping[StrEnum, Weight] = {
    DeadlineId.HEARING: Weight(Harm.COURT, 60),
    DeadlineId.ASSESSMENT_TO_JUDGE: Weight(Harm.COURT, 45, 15),
    DeadlineId.SUMMONS_TO_PAY_END: Weight(Harm.COURT, 60, 7),
    AheadKind.EVICTION: Weight(Harm.HOME, 120, 365),
    DeadlineId.RESIDENCE_PERMIT: Weight(Harm.RIGHTS, 75, 60),
    DeadlineId.PROCEDURE_CHASE: Weight(Harm.RIGHTS, 0, 60),
    DeadlineId.ARREARS_REPORT: Weight(Harm.RIGHTS, 15, 15),
    DeadlineId.CCAPEX_BEFORE_SUMMONS: Weight(Harm.RIGHTS, 15),
    DeadlineId.PREFECT_NOTICE: Weight(Harm.RIGHTS, 15),
    DeadlineId.EARLIEST_COURT_SUMMONS: Weight(Harm.RIGHTS, 15),
    DeadlineId.LEASE_EXAM: Weight(Harm.LEASE, 30, 60),
    DeadlineId.LANDLORD_ANSWER_TO_PREFECT: Weight(Harm.LEASE, 30, 15),
    DeadlineId.PLAN_INSTALMENT: Weight(Harm.LEASE, 5),
    DeadlineId.CONTRACT_REVIEW: Weight(Harm.ENGAGEMENTS, 14, 60),
    DeadlineId.CONSENT_END: Weight(Harm.ENGAGEMENTS, 14, 30),
    DeadlineId.COMMITTEE_REVIEW: Weight(Harm.ENGAGEMENTS, 14, 30),
    DeadlineId.SCHEME_END: Weight(Harm.ENGAGEMENTS, 45, 15),
    DeadlineId.OBJECTIVE: Weight(Harm.ENGAGEMENTS, 0, 30),
    AheadKind.ACTION: Weight(Harm.ENGAGEMENTS, 1, 60),
    DeadlineId.LANDLORD_EXCHANGE: Weight(Harm.CADENCE, 0, 60),
    AheadKind.MEETING: Weight(Harm.CADENCE, 0, 365),
    AheadKind.APPOINTMENT: Weight(Harm.NONE),
}
