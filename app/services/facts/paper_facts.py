"""From rows to the values of the rules: what is approved, agreed to and signed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from app.domain import (
    contracts,
    diagnosis,
    measures,
    sharing,
)
from app.services.facts.frozen_papers import asked
from app.services.facts.household_facts import adult_ids, measure
from app.services.facts.representatives import representing
from db.models.consent import Consent
from db.models.contract import Amendment, Contract, Signature
from db.models.diagnosis import Approval, Diagnosis, DiagnosisPointEntry, Difficulty
from db.models.household import Person
from resources.vocabulary import (
    ApprovalStatus,
    DiagnosisPoint,
    LandlordShare,
    LegalRegime,
    OrganisationKind,
    PointState,
    SignatureCapacity,
    SignatureOutcome,
)

if TYPE_CHECKING:
    from app.domain.rules import Rules
    from app.services.case_rows import CaseRows
    from db.base import Journalled
    from db.models.mutual_commitments import MutualCommitments


def signatures(
    rows: CaseRows, parent_key: str, parent: Contract | Amendment | MutualCommitments | None
) -> tuple[contracts.Signature, ...]:
    """Return what came of asking each signatory of a paper."""
    return tuple(
        contracts.Signature(
            one.signatory_id,
            contracts.capacity_of(
                SignatureCapacity(one.capacity) if one.capacity else None, organisation_kind(rows, one.signatory_id)
            ),
            one.on_day,
            SignatureOutcome(one.outcome) if one.outcome else SignatureOutcome.SIGNED,
        )
        for one in rows.under(Signature, parent_key, parent)
    )


def concerned(rows: CaseRows, parent_key: str, parent: Journalled, adults: tuple[str, ...]) -> tuple[str, ...]:
    """Return the adults a paper concerns: once somebody signed it, nobody who came into the case since.

    For one that was frozen elsewhere, or before its row said whom it asks (:func:`frozen_papers.asked`).

    Args:
        rows: The case.
        parent_key: The column by which a signature names the paper.
        parent: The paper.
        adults: Ids of the adults of the household.
    """
    answers = rows.under(Signature, parent_key, parent)
    signed = [one for one in answers if one.outcome in {None, SignatureOutcome.SIGNED}]
    if not signed:
        return adults
    first = min(signed, key=lambda one: one.on_day)
    answered = {one.signatory_id for one in answers}
    return tuple(one for one in adults if one in answered or not _came_after(rows.by_id(Person, one), first))


def _came_after(person: Person | None, signature: Signature) -> bool:
    """Tell whether somebody was named after a paper was signed; what a file brought was there from the beginning."""
    if person is None or person.created_at is None:
        return False
    if signature.created_at is None:
        return person.created_at.date() > signature.on_day
    return person.created_at > signature.created_at


def organisation_kind(rows: CaseRows, signatory_id: str) -> OrganisationKind | None:
    """Return the kind of a worker's organisation; None for a person of the household."""
    worker = rows.worker(signatory_id)
    organisation = rows.organisation(worker.organisation_id) if worker is not None else None
    return OrganisationKind(organisation.kind) if organisation is not None else None


def contract(rows: CaseRows, row: Contract, rules: Rules, day: dt.date) -> contracts.PaperFacts:
    """Return the dated facts of a contract."""
    regime = LegalRegime(row.legal_regime) if row.legal_regime else None
    facts = measure(rows)
    frozen = asked(rows, "contract_id", row)
    if frozen is not None:
        parties = frozen.required
    else:
        adults = concerned(rows, "contract_id", row, adult_ids(rows, row.handed_on or row.effective_on or day, rules))
        parties = contracts.contract_parties(
            adults,
            regime,
            landlord_signs=bool(row.landlord_signs),
            representatives=representing(rows, adults),
        )
    return contracts.PaperFacts(
        parties=parties,
        signatures=signatures(rows, "contract_id", row),
        handed_on=row.handed_on,
        talked_again_on=row.talked_again_on,
        effective_on=row.effective_on,
        ended_on=row.ended_on,
        refused=row.refusal_reason is not None,
        has_referent=measures.referent_on(facts, day) is not None,
        amendments=tuple(amendment(rows, one, parties) for one in rows.under(Amendment, "contract_id", row)),
    )


def amendment(rows: CaseRows, row: Amendment, parties: tuple[contracts.Party, ...]) -> contracts.PaperFacts:
    """Return the dated facts of an amendment, which the parties of its contract sign but the landlord (domain C.3)."""
    frozen = asked(rows, "amendment_id", row)
    return contracts.PaperFacts(
        parties=frozen.required
        if frozen is not None
        else tuple(one for one in parties if one.capacity is not SignatureCapacity.LANDLORD),
        signatures=signatures(rows, "amendment_id", row),
        handed_on=row.handed_on,
        effective_on=row.effective_on,
    )


def commitments(rows: CaseRows, row: MutualCommitments, rules: Rules, day: dt.date) -> contracts.PaperFacts:
    """Return the dated facts of mutual commitments."""
    key = "mutual_commitments_id"
    frozen = asked(rows, key, row)
    adults = concerned(rows, key, row, adult_ids(rows, row.handed_on or row.on_day or day, rules))
    return contracts.PaperFacts(
        parties=frozen.required if frozen is not None else contracts.commitment_parties(adults),
        signatures=signatures(rows, "mutual_commitments_id", row),
        handed_on=row.handed_on,
        effective_on=row.on_day,
    )


def diagnosis_content(rows: CaseRows, row: Diagnosis) -> diagnosis.DiagnosisContent:
    """Return a version of the diagnosis as the adults read it."""
    points = {
        DiagnosisPoint(one.point): diagnosis.Point(
            reported=one.reported,
            observed=one.observed,
            analysis=one.analysis,
            strengths=one.strengths or (),
            share_with_landlord=LandlordShare(one.share_with_landlord or LandlordShare.NONE),
            landlord_sentence=one.landlord_sentence,
            state=PointState(one.state) if one.state else None,
        )
        for one in rows.under(DiagnosisPointEntry, "diagnosis_id", row)
    }
    return diagnosis.DiagnosisContent(
        interviews=row.interviews or (),
        place=row.place,
        present=row.present_ids or (),
        authors=row.author_ids or (),
        points=points,
        difficulties=tuple(
            diagnosis.Difficulty(one.what, one.cause, one.consequence)
            for one in rows.under(Difficulty, "diagnosis_id", row)
        ),
        work_axes=row.work_axes or (),
        operator_means=row.operator_means,
        partners_to_mobilise=row.partners_to_mobilise or (),
        estimated_duration_months=row.estimated_duration_months,
        proposed_measure=row.proposed_measure,
        household_opinion=row.household_opinion,
        disagreements=row.disagreements,
    )


def agreement(rows: CaseRows, row: Diagnosis, rules: Rules, day: dt.date) -> diagnosis.Agreement:
    """Return what each adult concerned says of a version: those of age when it was talked over."""
    version = diagnosis.content_hash(diagnosis_content(rows, row))
    talked_on = max(map(dt.date.fromisoformat, row.interviews or ()), default=day)
    said = tuple(
        diagnosis.Approval(one.person_id, ApprovalStatus(one.status), one.on_day, one.version_hash)
        for one in rows.under(Approval, "diagnosis_id", row)
    )
    return diagnosis.agreement(version, said, adult_ids(rows, talked_on, rules), day)


def consents(rows: CaseRows) -> tuple[sharing.Consent, ...]:
    """Return the authorisations to share; refs are row ids."""
    return tuple(
        sharing.Consent(
            one.person_ids or (),
            one.recipient_id,
            frozenset(DiagnosisPoint(topic) for topic in one.topics or ()),
            one.given_on,
            one.until,
            one.withdrawn_on,
            one.id,
        )
        for one in rows.all(Consent)
    )


def contracted_measure(rows: CaseRows, rules: Rules, day: dt.date) -> measures.MeasureFacts:
    """Return the dated facts of the current measure, with the day the last required party signed its contract."""
    facts, row = measure(rows), rows.current(Contract)
    if row is None:
        return facts
    found = contracts.signing(contract(rows, row, rules, day), day)
    return dataclasses.replace(facts, contracted_on=found.last_on if found.complete else None)


def bind_approvals(rows: CaseRows) -> None:
    """Write on approvals that came in a file the version they are of: the one that file holds (review E4)."""
    for row in rows.all(Diagnosis):
        version = diagnosis.content_hash(diagnosis_content(rows, row))
        for approval in rows.under(Approval, "diagnosis_id", row):
            living = rows.session.get(Approval, approval.id) if approval.version_hash is None else None
            if living is not None:
                living.version_hash = version
