"""Deadlines of the support itself: committee, contract, objectives, plan, permits, démarches, leases, schemes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.days import Delay, after, before, months_between
from app.domain.deadlines import About, Deadline, DeadlineId, deadline, state_on
from app.domain.measures import MeasureFacts, reached, scheme_end
from app.domain.plans import next_instalment
from resources.vocabulary import CommitteeDecision, LeaseKind, ObjectiveStage, ProcedureStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.arrears import RentAccount
    from app.domain.plans import Plan
    from app.domain.rules import Rules

_ONE_DAY = dt.timedelta(days=1)
_SUBLET = frozenset({LeaseKind.SUBLEASE, LeaseKind.SLIDING_LEASE, LeaseKind.TRANSIT_SLIDING_LEASE})
_LAST_WORDS = frozenset({CommitteeDecision.REFUSE, CommitteeDecision.REDIRECT, CommitteeDecision.CLOSE})
_LEFT = frozenset({ObjectiveStage.DROPPED, ObjectiveStage.REFORMULATED})
_GIVEN_UP = frozenset({ProcedureStatus.REFUSED, ProcedureStatus.ABANDONED})


@dataclass(frozen=True, slots=True)
class CommitteeItem:
    """A case before a committee."""

    held_on: dt.date | None = None
    decision: CommitteeDecision | None = None
    review_due_on: dt.date | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class ContractReview:
    """When a contract is read again."""

    review_on: dt.date | None = None
    ended_on: dt.date | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """A dated objective; ``stage`` is the last one said by the household on the day asked."""

    due_on: dt.date | None
    label: str | None = None
    ref: str | None = None
    achieved_on: dt.date | None = None
    stage: ObjectiveStage | None = None


@dataclass(frozen=True, slots=True)
class Permit:
    """A residence permit of a person."""

    valid_until: dt.date
    label: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class ConsentEnd:
    """An authorisation to share that has an end of its own; one without ends with the measure."""

    until: dt.date
    label: str | None = None
    ref: str | None = None
    withdrawn_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """A démarche to chase."""

    chase_on: dt.date | None
    label: str | None = None
    ref: str | None = None
    status: ProcedureStatus | None = None


@dataclass(frozen=True, slots=True)
class Exam:
    """An examination of a sublease."""

    due_on: dt.date | None = None
    held_on: dt.date | None = None
    prefect_told_on: dt.date | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """Dates of the title of occupation.

    Attributes:
        kind: Title.
        signed_on: Day it was signed.
        trial_until: End of the examination period the convention sets.
        ended_on: Day it ended.
        exams: Examinations planned or held.
        ref: How other values name it.
    """

    kind: LeaseKind | None = None
    signed_on: dt.date | None = None
    trial_until: dt.date | None = None
    ended_on: dt.date | None = None
    exams: tuple[Exam, ...] = ()
    ref: str | None = None


def landlord_exchange(
    measure: MeasureFacts, held: tuple[dt.date, ...], rules: Rules, day: dt.date
) -> Iterator[Deadline]:
    """Give the next exchange with the landlord: so many days after the last one, else after the start of the measure.

    It is our own cadence: a pause of the measure leaves it in the list and makes it not applicable.
    """
    if measure.started_on is None or not measure.runs_on(day):
        return
    last = max((on for on in held if on <= day), default=None)
    rule = rules.on("landlord_operator_exchange", day)
    due_on = after(last or measure.started_on, Delay.of_rule(rule))
    state = state_on(due_on, day, applicable=not measure.paused_on(day))
    yield deadline(DeadlineId.LANDLORD_EXCHANGE, due_on, state, rule, last_on=last)


def committee_review(
    items: tuple[CommitteeItem, ...], measure: MeasureFacts, rules: Rules, day: dt.date
) -> Iterator[Deadline]:
    """Give the review the last session set, else the one its period sets while the measure runs."""
    held = sorted((item for item in items if item.held_on is not None and item.held_on <= day), key=_held_on)
    if not held or held[-1].decision in _LAST_WORDS:
        return
    last = held[-1]
    if last.review_due_on is not None:
        due_on, rule = last.review_due_on, rules.on("committee_review_date", day)
    elif measure.runs_on(day):
        rule = rules.on("committee_followup_period", _held_on(last))
        due_on = after(_held_on(last), Delay.of_rule(rule))
    else:
        return
    state = state_on(due_on, day, applicable=not reached(measure.ended_on, day))
    yield deadline(DeadlineId.COMMITTEE_REVIEW, due_on, state, rule, About(ref=last.ref), last_on=last.held_on)


def _held_on(item: CommitteeItem) -> dt.date:
    return item.held_on or dt.date.min


def contract_review(contract: ContractReview | None, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    """Give the day the contract is read again."""
    if contract is None or contract.review_on is None:
        return
    state = state_on(contract.review_on, day, applicable=not reached(contract.ended_on, day))
    rule = rules.on("contract_review_date", day)
    yield deadline(DeadlineId.CONTRACT_REVIEW, contract.review_on, state, rule, About(ref=contract.ref))


def objectives(found: tuple[Objective, ...], rules: Rules, day: dt.date) -> Iterator[Deadline]:
    """Give each dated objective; reached is done, dropped or reformulated no longer applies."""
    for objective in found:
        if objective.due_on is None:
            continue
        done = reached(objective.achieved_on, day) or objective.stage is ObjectiveStage.REACHED
        state = state_on(objective.due_on, day, done=done, applicable=objective.stage not in _LEFT)
        rule = rules.on("objective_date", day)
        yield deadline(DeadlineId.OBJECTIVE, objective.due_on, state, rule, About(objective.label, objective.ref))


def plan_instalment(account: RentAccount, plan: Plan | None, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    """Give the next instalment of the plan."""
    found = next_instalment(account, plan, day) if plan is not None else None
    if found is None:
        return
    schedule, instalment = found
    yield deadline(
        DeadlineId.PLAN_INSTALMENT,
        instalment.due_on,
        state_on(instalment.due_on, day),
        rules.on("repayment_plan", day),
        rank=instalment.rank,
        count=schedule.count,
        amount_cents=instalment.amount,
        last_on=schedule.last_on,
    )


def residence_permits(permits: tuple[Permit, ...], rules: Rules, day: dt.date) -> Iterator[Deadline]:
    """Give the last day of each residence permit."""
    for permit in permits:
        state = state_on(permit.valid_until, day)
        about = About(permit.label, permit.ref)
        yield deadline(
            DeadlineId.RESIDENCE_PERMIT, permit.valid_until, state, rules.on("residence_permit_expiry", day), about
        )


def consent_ends(consents: tuple[ConsentEnd, ...], rules: Rules, day: dt.date) -> Iterator[Deadline]:
    """Give the last day of each authorisation that has one; one withdrawn no longer applies."""
    for consent in consents:
        state = state_on(consent.until, day, applicable=not reached(consent.withdrawn_on, day))
        rule = rules.on("consent_end_date", day)
        yield deadline(DeadlineId.CONSENT_END, consent.until, state, rule, About(consent.label, consent.ref))


def procedure_chases(procedures: tuple[Procedure, ...], rules: Rules, day: dt.date) -> Iterator[Deadline]:
    """Give the day each démarche is chased."""
    for procedure in procedures:
        if procedure.chase_on is None:
            continue
        done = procedure.status is ProcedureStatus.DONE
        state = state_on(procedure.chase_on, day, done=done, applicable=procedure.status not in _GIVEN_UP)
        about = About(procedure.label, procedure.ref)
        yield deadline(
            DeadlineId.PROCEDURE_CHASE, procedure.chase_on, state, rules.on("procedure_chase_date", day), about
        )


def lease_exams(lease: Lease | None, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    """Give the examinations planned, and the next one the law sets every so many months from the sublease."""
    if lease is None:
        return
    applicable = not reached(lease.ended_on, day)
    for exam in lease.exams:
        if exam.due_on is None:
            continue
        state = state_on(exam.due_on, day, done=reached(exam.held_on, day), applicable=applicable)
        yield deadline(DeadlineId.LEASE_EXAM, exam.due_on, state, rules.on("lease_exam_date", day), About(ref=exam.ref))
    if applicable:
        yield from _next_legal_exam(lease, rules, day)


def _next_legal_exam(lease: Lease, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    if lease.kind not in _SUBLET or lease.signed_on is None:
        return
    rule = rules.on("sublease_exam_frequency", lease.signed_on)
    every = Delay.of_rule(rule).months
    rank = max(1, months_between(lease.signed_on, day - _ONE_DAY) // every + 1)
    start = after(lease.signed_on, Delay(months=every * (rank - 1)))
    due_on = after(lease.signed_on, Delay(months=every * rank))
    known = [exam.held_on or exam.due_on for exam in lease.exams]
    if any(on is not None and start < on for on in known):
        return
    yield deadline(DeadlineId.LEASE_EXAM, due_on, state_on(due_on, day), rule, About(ref=lease.ref), rank=rank)


def landlord_answer_to_prefect(lease: Lease | None, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    """Give the day by which the landlord tells the prefect whether a lease is offered (CCH L442-8-3), never moved."""
    if lease is None or lease.kind not in _SUBLET or lease.trial_until is None:
        return
    rule = rules.on("sublease_prefect_notice", lease.trial_until)
    due_on = before(lease.trial_until, Delay.of_rule(rule))
    told = sorted(exam.prefect_told_on for exam in lease.exams if exam.prefect_told_on is not None)
    recorded = next((on for on in told if on <= day), None)
    state = state_on(due_on, day, done=recorded is not None, applicable=not reached(lease.ended_on, day))
    yield deadline(
        DeadlineId.LANDLORD_ANSWER_TO_PREFECT,
        due_on,
        state,
        rule,
        About(ref=lease.ref),
        trial_until=lease.trial_until,
        recorded_on=recorded,
    )


def scheme_ends(measure: MeasureFacts, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    """Give the day the scheme stops paying."""
    found = scheme_end(measure, rules)
    if found is None:
        return
    state = state_on(found.on, day, applicable=not reached(measure.ended_on, day))
    scheme = measure.scheme.value if measure.scheme is not None else None
    yield deadline(DeadlineId.SCHEME_END, found.on, state, found.rule, About(scheme))


def latest_stage(progress: tuple[tuple[dt.date, ObjectiveStage | None], ...], day: dt.date) -> ObjectiveStage | None:
    """Give the last stage said by the household up to a day."""
    said = sorted(((on, stage) for on, stage in progress if stage is not None and on <= day), key=lambda pair: pair[0])
    return said[-1][1] if said else None
