"""What falls due in a case, on a day: one list for the law, the procedure, the contract and our own cadences.

Nothing is ever hidden by a hold, a pause or a truce (decisions 14): an entry only says what it stands under.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.rules import Rule

Fact = str | int | bool | None
Facts = Mapping[str, "Fact | dt.date"]


class DeadlineId(StrEnum):
    """Kinds of deadlines; part of the interface (review N1)."""

    ARREARS_REPORT = "arrears_report"
    CCAPEX_BEFORE_SUMMONS = "ccapex_before_summons"
    SUMMONS_TO_PAY_END = "summons_to_pay_end"
    EARLIEST_COURT_SUMMONS = "earliest_court_summons"
    PREFECT_NOTICE = "prefect_notice"
    ASSESSMENT_TO_JUDGE = "assessment_to_judge"
    HEARING = "hearing"
    LANDLORD_EXCHANGE = "landlord_exchange"
    COMMITTEE_REVIEW = "committee_review"
    CONTRACT_REVIEW = "contract_review"
    OBJECTIVE = "objective"
    PLAN_INSTALMENT = "plan_instalment"
    RESIDENCE_PERMIT = "residence_permit"
    CONSENT_END = "consent_end"
    PROCEDURE_CHASE = "procedure_chase"
    LEASE_EXAM = "lease_exam"
    LANDLORD_ANSWER_TO_PREFECT = "landlord_answer_to_prefect"
    SCHEME_END = "scheme_end"


class DeadlineState(StrEnum):
    """Where a deadline stands on the day asked."""

    UPCOMING = "upcoming"
    TODAY = "today"
    PASSED = "passed"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class Under(StrEnum):
    """What an entry stands under without being hidden or moved by it."""

    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that falls due.

    Attributes:
        due_on: Nominal day.
        id: Kind.
        state: Where it stands.
        rule: Id of the row of the rules table.
        source: Text the row stands on, in French.
        certainty: Certainty of the row.
        object: What it is about, to be read: a label, or ``None``.
        ref: Ref of the thing it is about, or ``None``.
        extended_to: Next working day, for a delay that moves; ``None`` for one that does not.
        under: ``hold`` while a promise of the landlord runs over the procedure.
        differs_from_computed: For a summons to pay, whether the delay written in the act or the lease gives another
            day than the law would; ``None`` for everything else.
        facts: What its sentence needs, by name.
    """

    due_on: dt.date
    id: DeadlineId
    state: DeadlineState
    rule: str
    source: str
    certainty: str
    object: str | None = None
    ref: str | None = None
    extended_to: dt.date | None = None
    under: Under | None = None
    differs_from_computed: bool | None = None
    facts: Facts = field(default_factory=dict)

    @property
    def sentence_key(self) -> str:
        """Key of its sentence: ``hearing.upcoming``, ``hearing.upcoming.hold``."""
        return ".".join(part.value for part in (self.id, self.state, self.under) if part is not None)


def state_on(due_on: dt.date, day: dt.date, *, done: bool = False, applicable: bool = True) -> DeadlineState:
    """Give the state of a deadline; a recorded fact comes before the calendar."""
    if not applicable:
        return DeadlineState.NOT_APPLICABLE
    if done:
        return DeadlineState.DONE
    if due_on == day:
        return DeadlineState.TODAY
    return DeadlineState.UPCOMING if due_on > day else DeadlineState.PASSED


@dataclass(frozen=True, slots=True)
class About:
    """What a deadline is about."""

    label: str | None = None
    ref: str | None = None


def deadline(
    kind: DeadlineId,
    due_on: dt.date,
    state: DeadlineState,
    rule: Rule,
    about: About | None = None,
    **facts: Fact | dt.date,
) -> Deadline:
    """Make an entry from a row of the rules table."""
    about = about or About()
    return Deadline(
        due_on, kind, state, rule.id, rule.source, rule.certainty, object=about.label, ref=about.ref, facts=facts
    )


def in_order(entries: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Sort entries by day, then kind, then what they are about."""
    return tuple(sorted(entries, key=lambda entry: (entry.due_on, entry.id.value, entry.object or "", entry.ref or "")))
