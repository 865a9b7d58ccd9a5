"""The part of a case file about the household and what is decided with it: people, diagnosis, measure, contract."""

from __future__ import annotations

from app.services.exchange.shapes_grammar import (
    Freeze,
    Inner,
    Nesting,
    Shape,
    days,
    listed,
    ref,
    refs,
    written,
)
from db.models.committee import CommitteeItem
from db.models.consent import Consent
from db.models.contract import Amendment, Contract, Objective, Progress, Signature
from db.models.diagnosis import Approval, Diagnosis, DiagnosisPointEntry, Difficulty
from db.models.household import Household, Person, ResidentialPeriod
from db.models.measure import IntensityPeriod, Measure, ReferentPeriod, Suspension
from db.models.mutual_commitments import MutualCommitments

PERSON = Shape(
    Person,
    (
        *written("first_name", "last_name", "birth_name", "called", "civility"),
        *days("birth_date"),
        *written("relation", "nationality", "residence_permit.type"),
        *days("residence_permit.valid_until"),
        *listed("contact.ways"),
        *written("contact.hours", "contact.leave_message", "contact.phone", "contact.email", "contact.code_word"),
        *written("protection_measure", "representative", "shared_custody"),
        *listed("preferences"),
    ),
)
RESIDENTIAL_PERIOD = Shape(
    ResidentialPeriod, (*ref("person"), *days("from", "to"), *written("situation", "address", "exit_reason"))
)
HOUSEHOLD = Shape(
    Household,
    written("label", "interpreter_language", "protected_address", "address_form"),
    (
        Inner("persons", PERSON, "household_id"),
        Inner("residential_history", RESIDENTIAL_PERIOD, "household_id"),
    ),
)

POINT = Shape(
    DiagnosisPointEntry,
    (
        *written("reported", "observed", "analysis"),
        *listed("strengths"),
        *written("share_with_landlord", "landlord_sentence", "state"),
        *days("household_read_on", after=True),
        *written("landlord_said.text", after=True),
        *ref("landlord_said.by", after=True),
        *days("landlord_said.on", after=True),
    ),
    natural=("point",),
)
DIFFICULTY = Shape(Difficulty, written("what", "cause", "consequence"))
APPROVAL = Shape(
    Approval,
    (*ref("person"), *written("status"), *days("on"), *written("reservations")),
    natural=("person_id", "on_day"),
    freeze=Freeze.ALWAYS,
)
DIAGNOSIS = Shape(
    Diagnosis,
    (
        *listed("interviews"),
        *written("place"),
        *refs("present", "authors=author_ids"),
        *listed("work_axes"),
        *written("operator_means"),
        *listed("partners_to_mobilise"),
        *written("estimated_duration_months", "proposed_measure", "household_opinion", "disagreements"),
        *written("landlord_opinion", after=True),
    ),
    (
        Inner("points", POINT, "diagnosis_id", Nesting.KEYED),
        Inner("difficulties", DIFFICULTY, "diagnosis_id"),
        Inner("approvals", APPROVAL, "diagnosis_id", open=True),
    ),
    freeze=Freeze.APPROVED,
)

CONSENT = Shape(
    Consent,
    (
        *refs("persons=person_ids"),
        *ref("recipient"),
        *listed("topics"),
        *written("purpose"),
        *days("given_on", "until"),
        *days("withdrawn_on", after=True),
        *refs("members_informed"),
        *written("form"),
    ),
    natural=("person_ids", "recipient_id", "given_on"),
    freeze=Freeze.ALWAYS,
)
COMMITTEE_ITEM = Shape(
    CommitteeItem,
    (
        *written("kind", "number"),
        *days("planned_on", "held_on"),
        *written("place"),
        *refs("participants=participant_ids"),
        *written("purpose"),
        *ref("presenter"),
        *written("decision", "measure_type", "intensity"),
        *ref("operator"),
        *days("review_due_on"),
        *written("motive", "reservations"),
        *days("told_to_household_on"),
        *written("household_answer", after=True),
    ),
    natural=("kind", "planned_on", "held_on"),
    freeze=Freeze.TOLD,
)

REFERENT = Shape(ReferentPeriod, (*ref("worker"), *days("from", "to")))
INTENSITY = Shape(IntensityPeriod, (*days("from"), *written("level", "visit_every_days")))
SUSPENSION = Shape(Suspension, (*days("from", "to"), *written("reason"), *days("told_on")))
MEASURE = Shape(
    Measure,
    (
        *written("scheme", "measure_type", "phase", "graduated_action"),
        *ref("referent", "operator", "funder"),
        *days("started_on", "ended_on"),
        *written("end_reason", "renewal_count", "max_months"),
    ),
    (
        Inner("referents", REFERENT, "measure_id"),
        Inner("intensity", INTENSITY, "measure_id"),
        Inner("suspensions", SUSPENSION, "measure_id"),
    ),
    natural=("started_on",),
    definite=True,
)

SIGNATURE = Shape(
    Signature,
    (*ref("signatory"), *written("capacity"), *days("on"), *written("method", "outcome", "reason")),
    natural=("signatory_id",),
    freeze=Freeze.SIGNED,
)
PROGRESS = Shape(Progress, (*days("on"), *written("measured", "stage", "household_words")), natural=("on_day",))
OBJECTIVE = Shape(
    Objective,
    (
        *written("axis", "household_words", "expected_result", "indicator", "baseline", "target"),
        *days("due_on"),
        *days("achieved_on", after=True),
        *written("means", "partner"),
        *written("commitments.household", "commitments.operator", "commitments.landlord"),
        *listed("points"),
    ),
    (Inner("progress", PROGRESS, "objective_id", open=True),),
)
AMENDMENT = Shape(
    Amendment,
    (*written("number", "motive", "changes"), *days("handed_on", "effective_on")),
    (Inner("signatures", SIGNATURE, "amendment_id", open=True),),
    natural=("number", "motive", "handed_on"),
    freeze=Freeze.SIGNED,
)
CONTRACT = Shape(
    Contract,
    (
        *written("legal_regime"),
        *days("handed_on", "talked_again_on", "effective_on", "review_on"),
        *days("ended_on", after=True),
        *written("end_reason", after=True),
        *written("rhythm"),
        *written("originals", after=True),
        *written("landlord_signs"),
        *written("refusal_reason", after=True),
    ),
    (
        Inner("objectives", OBJECTIVE, "contract_id"),
        Inner("signatures", SIGNATURE, "contract_id", open=True),
        Inner("amendments", AMENDMENT, "contract_id", open=True),
    ),
    freeze=Freeze.SIGNED,
)
MUTUAL_COMMITMENTS = Shape(
    MutualCommitments,
    (
        *days("on", "handed_on"),
        *listed("household", "operator", "landlord"),
        *days("next_point_on", after=True),
        *written("originals", after=True),
    ),
    (Inner("signatures", SIGNATURE, "mutual_commitments_id", open=True),),
    freeze=Freeze.SIGNED,
)
