"""The one description of a case file beside the tables.

Both directions read it: rows are written from it and files given back from it (review C2, C3, C4).
"""

from __future__ import annotations

from typing import Any

from app.services.exchange.shapes_grammar import (
    Inner,
    Nesting,
    Shape,
    amounts,
    days,
    listed,
    money,
    ref,
    refs,
    written,
)
from app.services.exchange.shapes_project import (
    COMMITTEE_ITEM,
    CONSENT,
    CONTRACT,
    DIAGNOSIS,
    HOUSEHOLD,
    MEASURE,
    MUTUAL_COMMITMENTS,
)
from db.models.aid import Aid, Piece, Procedure, SchemePeriod
from db.models.around import Action, Letter, Partner
from db.models.arrears import Arrears, ArrearsStep, Movement
from db.models.budget import Budget, BudgetCharge, BudgetDebt, BudgetResource
from db.models.case_file import CaseFile
from db.models.contact import Appointment, Contact, ContactPassage
from db.models.lease import Dwelling, Lease, LeaseExam
from db.models.organisation import Organisation, Worker
from db.models.request import Request

CONFIDED = (*listed("confidentiality"), *ref("confided_by"), *refs("hide_from"))

ORGANISATION = Shape(
    Organisation,
    (
        *written("kind", "name", "service", "address", "phone", "email", "siret", "rna"),
        *listed("approvals"),
        *written("time_zone", "holiday_zone"),
    ),
)
# ``role`` is of the case, not of the directory: it describes and grants nothing (review C9).
WORKER = Shape(Worker, (*ref("organisation"), *written("name", "profession", "secrecy_basis", "phone", "email")))

PASSAGE = Shape(ContactPassage, written("as=kind", "text"))
CONTACT = Shape(
    Contact,
    (
        *days("on"),
        *written("at", "kind", "outcome", "notice", "announced", "landlord_present", "landlord_announced"),
        *written("minutes", "travel_minutes"),
        *ref("worker"),
        *refs("present"),
        *written("place"),
        *refs("objectives=objective_ids"),
        *days("next_on"),
        *written("interpreter"),
        *CONFIDED,
    ),
    (Inner("note", PASSAGE, "contact_id", Nesting.NOTE),),
    natural=("on_day", "at_time", "kind", "worker_id"),
)
REQUEST = Shape(
    Request,
    (
        *written("requested_at", "channel"),
        *ref("person", "worker"),
        *written("text", "urgency", "first_response_at", "settled_at", "outcome"),
        *CONFIDED,
    ),
    natural=("requested_at", "channel"),
)
APPOINTMENT = Shape(
    Appointment,
    (
        *days("on"),
        *written("at", "minutes", "kind", "place"),
        *refs("with"),
        *ref("worker"),
        *days("moved_from"),
        *written("outcome"),
        *CONFIDED,
    ),
)

RESOURCE = Shape(
    BudgetResource,
    (*written("type"), *ref("person"), *amounts("monthly"), *money("current"), *written("proof")),
)
CHARGE = Shape(BudgetCharge, (*written("type", "label"), *money("monthly")))
DEBT = Shape(BudgetDebt, (*written("creditor", "type"), *money("balance", "monthly")))
BUDGET = Shape(
    Budget,
    (
        *days("on"),
        *money("housing.rent", "housing.charges", "housing.housing_benefit", "housing.rls"),
        *money("housing.energy_works", "housing.annexes"),
        *written("housing.paid_to_landlord"),
    ),
    (
        Inner("resources", RESOURCE, "budget_id"),
        Inner("charges", CHARGE, "budget_id"),
        Inner("debts", DEBT, "budget_id"),
    ),
    natural=("on_day",),
    definite=True,
)

DWELLING = Shape(
    Dwelling,
    (
        *written("address", "type", "area_m2", "floor", "financing", "furnished", "accessibility"),
        *days("available_until"),
        *money("apl_ceiling"),
    ),
)
EXAM = Shape(
    LeaseExam,
    (
        *days("due_on", "held_on"),
        *listed("criteria"),
        *written("household_view", "operator_view", "landlord_view", "proposal"),
        *days("prefect_told_on"),
        *written("refusal_motive"),
    ),
)
LEASE = Shape(
    Lease,
    (
        *written("kind"),
        *days("signed_on", "renewed_on", "started_on", "ends_on", "ended_on"),
        *money("rent", "charges", "deposit"),
        *refs("tenants=tenant_ids"),
        *written("tenant_of_record", "clause_delay.value", "clause_delay.unit", "slide_motive"),
        *listed("slide_conditions"),
        *days("trial_until"),
    ),
    (Inner("dwelling", DWELLING, "lease_id", Nesting.ONE), Inner("exams", EXAM, "lease_id")),
    natural=("signed_on",),
    definite=True,
)

MOVEMENT = Shape(
    Movement,
    (*days("on"), *written("kind", "label"), *money("debit", "credit")),
    natural=("on_day", "kind", "label"),
)
STEP = Shape(
    ArrearsStep,
    (
        *written("step"),
        *days("on", "hearing_on"),
        *written("hearing_at", "place", "written_delay.value", "written_delay.unit", "text"),
    ),
)
ARREARS = Shape(
    Arrears,
    (
        *days("plan.from"),
        *money("plan.monthly"),
        *ref("plan.agreed_with"),
        *written("plan.kind"),
        *days("plan.ended_on", "hold.from", "hold.until"),
        *ref("hold.by"),
        *written("hold.promise"),
    ),
    (Inner("movements", MOVEMENT, "arrears_id"), Inner("procedure", STEP, "arrears_id")),
)

PIECE = Shape(Piece, (*written("name", "state"), *days("on"), *ref("by"), *days("until")))
AID = Shape(
    Aid,
    (
        *written("scheme", "kind"),
        *money("asked", "granted"),
        *days("on"),
        *written("status"),
        *days("decided_on", "paid_on"),
    ),
    (Inner("pieces", PIECE, "aid_id"),),
)
PROCEDURE = Shape(
    Procedure,
    (*written("topic", "body", "what", "status"), *days("on", "due_on", "chase_on"), *CONFIDED),
    (Inner("pieces", PIECE, "procedure_id"),),
)
PARTNER = Shape(
    Partner,
    (*written("name", "topic", "contact", "kind"), *days("since"), *ref("agreed_by"), *CONFIDED),
)
ACTION = Shape(Action, (*written("what"), *ref("by"), *days("due_on", "done_on"), *ref("from_contact=contact_id")))
LETTER = Shape(
    Letter,
    (
        *days("on"),
        *written("kind", "to=to_whom"),
        *ref("organisation"),
        *written("subject", "text"),
        *days("sent_on", "acknowledged_on", "chase_on"),
        *CONFIDED,
    ),
)
SCHEME_PERIOD = Shape(SchemePeriod, (*written("scheme"), *days("from", "to"), *written("renewals")))

# In this order every ref points at something read before: objectives before contacts, contacts before actions.
CASE = Shape(
    CaseFile,
    (
        *written("programme", "case.number=number"),
        *days("case.opened_on=opened_on", "case.closed_on=closed_on"),
        *written("case.closing_reason=closing_reason", "case.category=category"),
        *ref("case.referral.organisation=referral_organisation_id", "case.referral.worker=referral_worker_id"),
        *days("case.referral.received_on=referral_received_on"),
        *listed("case.referral.alert_signs=referral_alert_signs"),
        *written("case.referral.text=referral_text"),
        *days("case.referral.told_to_household_on=referral_told_to_household_on"),
    ),
    (
        Inner("household", HOUSEHOLD, nesting=Nesting.ONE),
        Inner("diagnosis", DIAGNOSIS, nesting=Nesting.VERSIONS),
        Inner("consents", CONSENT),
        Inner("committee", COMMITTEE_ITEM),
        Inner("measure", MEASURE, nesting=Nesting.VERSIONS),
        Inner("contract", CONTRACT, nesting=Nesting.VERSIONS),
        Inner("mutual_commitments", MUTUAL_COMMITMENTS, nesting=Nesting.VERSIONS),
        Inner("contacts", CONTACT),
        Inner("requests", REQUEST),
        Inner("budget", BUDGET, nesting=Nesting.VERSIONS),
        Inner("lease", LEASE, nesting=Nesting.VERSIONS),
        Inner("arrears", ARREARS, nesting=Nesting.VERSIONS),
        Inner("aids", AID),
        Inner("partners", PARTNER),
        Inner("procedures", PROCEDURE),
        Inner("appointments", APPOINTMENT),
        Inner("actions", ACTION),
        Inner("letters", LETTER),
        Inner("scheme_history", SCHEME_PERIOD),
    ),
)


def every_shape(root: Shape = CASE) -> tuple[Shape, ...]:
    """Return each shape of a case once, outer ones first."""
    found: dict[type[Any], Shape] = {root.model: root}
    for inner in root.inner:
        for shape in every_shape(inner.shape):
            found.setdefault(shape.model, shape)
    return tuple(found.values())
