"""From rows to the values of the rules: where a case stands and what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import (
    agenda,
    cases,
    followup,
    procedure,
)
from app.domain.days import zone_from_text
from app.services.facts.household_facts import account, acts, budget_of, delay, person_name, plan
from app.services.facts.paper_facts import agreement, contracted_measure
from db.models.aid import Procedure
from db.models.arrears import Arrears
from db.models.budget import Budget
from db.models.committee import CommitteeItem
from db.models.consent import Consent
from db.models.contact import Contact
from db.models.contract import Contract, Objective, Progress
from db.models.diagnosis import Diagnosis
from db.models.household import Person as PersonRow
from db.models.lease import Lease, LeaseExam
from db.models.measure import Measure
from resources.vocabulary import (
    CommitteeDecision,
    ContactKind,
    ContactOutcome,
    LeaseKind,
    ObjectiveStage,
    ProcedureStatus,
)

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.rules import Rules
    from app.services.case_rows import CaseRows


NOT_A_MEETING = {ContactKind.LANDLORD_EXCHANGE, ContactKind.THIRD_PARTY_CALL, ContactKind.NO_SHOW}
WITH_THE_HOUSEHOLD = frozenset(set(ContactKind) - NOT_A_MEETING)


def history(rows: CaseRows, rules: Rules, day: dt.date) -> cases.CaseHistory:
    """Return the dated facts a case's state is derived from.

    Meeting somebody begins no diagnosis by itself: it does once they said yes to be accompanied, or once one is written
    with them (decision 6).
    """
    row, current = rows.case_file, rows.current(Diagnosis)
    held = [
        one.on_day
        for one in rows.all(Contact)
        if one.kind in WITH_THE_HOUSEHOLD and one.outcome in {None, ContactOutcome.HELD} and one.on_day <= day
    ]
    interviews = [text for one in rows.all(Diagnosis) for text in one.interviews or ()]
    begun = current is not None or rows.current(Measure) is not None
    met = [one.isoformat() for one in held] if begun else []
    first = min([*met, *interviews], default=None)
    agreed = agreement(rows, current, rules, day) if current is not None else None
    return cases.CaseHistory(
        referred_on=row.referral_received_on,
        first_contact_on=None if first is None else type(day).fromisoformat(first),
        approved_on=agreed.complete_on if agreed is not None else None,
        decisions=tuple(
            (item.held_on, CommitteeDecision(item.decision))
            for item in rows.all(CommitteeItem)
            if item.held_on is not None and item.decision is not None
        ),
        measure=contracted_measure(rows, rules, day),
        closed_on=row.closed_on,
        last_contact_on=max(held, default=None),
    )


def tenancy(rows: CaseRows) -> agenda.Tenancy:
    """Return the home: lease, account, housing of the latest budget."""
    lease, current_budget = rows.current(Lease), budget_of(rows, rows.current(Budget))
    return agenda.Tenancy(
        lease=_lease(rows, lease) if lease is not None else None,
        renewed_on=lease.renewed_on if lease is not None else None,
        rent=lease.rent if lease is not None else None,
        charges=lease.charges if lease is not None else None,
        clause_delay=delay(lease.clause_delay_value, lease.clause_delay_unit) if lease is not None else None,
        account=account(rows, rows.current(Arrears)),
        housing=current_budget.housing if current_budget is not None else None,
    )


def _lease(rows: CaseRows, lease: Lease) -> followup.Lease:
    return followup.Lease(
        LeaseKind(lease.kind),
        lease.signed_on,
        lease.trial_until,
        lease.ended_on,
        tuple(
            followup.Exam(one.due_on, one.held_on, one.prefect_told_on, one.ref)
            for one in rows.under(LeaseExam, "lease_id", lease)
        ),
        lease.ref,
    )


def case_facts(rows: CaseRows, rules: Rules, day: dt.date) -> agenda.CaseFacts:
    """Return the facts of a case that make its deadlines."""
    ledger, operator = rows.current(Arrears), rows.operator()
    return agenda.CaseFacts(
        zone=zone_from_text(operator.holiday_zone if operator is not None else None),
        tenancy=tenancy(rows),
        acts=acts(rows, ledger),
        hold=procedure.Hold(ledger.hold_from_day, ledger.hold_until) if ledger and ledger.hold_from_day else None,
        plan=plan(ledger),
        measure=contracted_measure(rows, rules, day),
        landlord_exchanges=tuple(
            one.on_day for one in rows.all(Contact) if one.kind == ContactKind.LANDLORD_EXCHANGE and _held(one)
        ),
        committee=tuple(
            followup.CommitteeItem(
                one.held_on, CommitteeDecision(one.decision) if one.decision else None, one.review_due_on, one.ref
            )
            for one in rows.all(CommitteeItem)
        ),
        contract=_review(rows.current(Contract)),
        objectives=_objectives(rows, day),
        permits=tuple(
            followup.Permit(one.residence_permit_valid_until, person_name(one), one.ref)
            for one in rows.all(PersonRow)
            if one.residence_permit_valid_until is not None
        ),
        consents=tuple(
            followup.ConsentEnd(one.until, one.purpose, one.ref, one.withdrawn_on)
            for one in rows.all(Consent)
            if one.until is not None
        ),
        procedures=tuple(
            followup.Procedure(
                one.chase_on, one.what or one.body, one.ref, ProcedureStatus(one.status) if one.status else None
            )
            for one in rows.all(Procedure)
        ),
    )


def _held(contact: Contact) -> bool:
    return contact.outcome in {None, ContactOutcome.HELD}


def _review(row: Contract | None) -> followup.ContractReview | None:
    return None if row is None else followup.ContractReview(row.review_on, row.ended_on, row.ref)


def _objectives(rows: CaseRows, day: dt.date) -> tuple[followup.Objective, ...]:
    return tuple(
        followup.Objective(
            one.due_on,
            one.household_words or one.expected_result,
            one.ref,
            one.achieved_on,
            followup.latest_stage(_stages(rows, one), day),
        )
        for one in rows.under(Objective, "contract_id", rows.current(Contract))
    )


def _stages(rows: CaseRows, objective: Objective) -> tuple[tuple[dt.date, ObjectiveStage | None], ...]:
    said = rows.under(Progress, "objective_id", objective)
    return tuple((one.on_day, ObjectiveStage(one.stage) if one.stage else None) for one in said)
