"""The shipped example read into domain values, by a small reader of its own."""

from __future__ import annotations

import datetime as dt
import json
from importlib import resources

from app.domain.agenda import CaseFacts, Tenancy
from app.domain.arrears import Movement, RentAccount
from app.domain.budget import Budget, Charge, Debt, Housing, Resource
from app.domain.contracts import Clause, PaperFacts, Signature, capacity_of, commitment_parties, contract_parties
from app.domain.days import Delay
from app.domain.diagnosis import Approval, DiagnosisContent, Point, content_hash
from app.domain.followup import (
    CommitteeItem,
    ContractReview,
    Lease,
    Objective,
    Permit,
    Procedure,
    latest_stage,
)
from app.domain.instants import instant_from_text, time_zone
from app.domain.measures import MeasureFacts
from app.domain.money import cents_from_text
from app.domain.persons import Person, adults
from app.domain.plans import Plan
from app.domain.procedure import Act, Hold
from app.domain.rules import shipped_rules
from app.domain.sharing import Consent, Sentence
from resources.vocabulary import (
    ApprovalStatus,
    ChargeType,
    CommitteeDecision,
    DelayUnit,
    DiagnosisPoint,
    LandlordShare,
    LeaseKind,
    MovementKind,
    ObjectiveStage,
    OrganisationKind,
    PointState,
    ProcedureStatus,
    ProcedureStep,
    Relation,
    ResourceType,
    Scheme,
    SignatureCapacity,
    WorkAxis,
)

RULES = shipped_rules()
TODAY = dt.date(2026, 11, 20)
PARIS = time_zone("Europe/Paris")


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def cents(text: str | None) -> int | None:
    return cents_from_text(text) if text is not None else None


def raw() -> dict:
    return json.loads((resources.files("resources") / "exchange" / "benali.json").read_text(encoding="utf-8"))


def persons(case: dict) -> tuple[Person, ...]:
    return tuple(
        Person(one["ref"], day(one.get("birth_date")), Relation(one["relation"]), one["first_name"])
        for one in case["household"]["persons"]
    )


def housing(case: dict) -> Housing:
    found = case["budget"]["housing"]
    amounts = {key: cents_from_text(value) for key, value in found.items() if key != "paid_to_landlord"}
    return Housing(**amounts, paid_to_landlord=found.get("paid_to_landlord"))


def budget(case: dict) -> Budget:
    found = case["budget"]
    return Budget(
        day(found["on"]),
        tuple(
            Resource(
                ResourceType(one["type"]),
                tuple(cents(amount) for amount in one.get("monthly", ())),
                cents(one.get("current")),
                one.get("person"),
            )
            for one in found["resources"]
        ),
        housing(case),
        tuple(Charge(ChargeType(one["type"]), cents(one["monthly"])) for one in found["charges"]),
        tuple(Debt(one.get("creditor"), None, cents(one["balance"]), cents(one["monthly"])) for one in found["debts"]),
    )


def account(case: dict) -> RentAccount:
    return RentAccount(
        tuple(
            Movement(
                day(one["on"]),
                MovementKind(one["kind"]),
                cents(one.get("debit")) or 0,
                cents(one.get("credit")) or 0,
                one.get("label"),
            )
            for one in case["arrears"]["movements"]
        )
    )


def delay(found: dict | None) -> Delay | None:
    return Delay.of(found["value"], DelayUnit(found["unit"])) if found else None


def acts(case: dict) -> tuple[Act, ...]:
    return tuple(
        Act(
            ProcedureStep(one["step"]),
            day(one["on"]),
            day(one.get("hearing_on")),
            delay(one.get("written_delay")),
        )
        for one in case["arrears"]["procedure"]
    )


def plan(case: dict) -> Plan:
    found = case["arrears"]["plan"]
    return Plan(day(found["from"]), cents(found["monthly"]), day(found.get("ended_on")))


def objectives(case: dict, today: dt.date) -> tuple[Objective, ...]:
    return tuple(
        Objective(
            day(one["due_on"]),
            one["expected_result"],
            one["ref"],
            day(one.get("achieved_on")),
            latest_stage(
                tuple((day(step["on"]), ObjectiveStage(step["stage"])) for step in one["progress"]),
                today,
            ),
        )
        for one in case["contract"]["objectives"]
    )


def measure(case: dict) -> MeasureFacts:
    found = case["measure"]
    return MeasureFacts(
        scheme=Scheme(found["scheme"]),
        decided_on=day(case["committee"][0]["held_on"]),
        contracted_on=day("2026-09-22"),
        started_on=day(found["started_on"]),
        ended_on=day(found.get("ended_on")),
        referent=found["referent"],
    )


def tenancy(case: dict) -> Tenancy:
    lease = case["lease"]
    return Tenancy(
        Lease(LeaseKind(lease["kind"]), day(lease["signed_on"])),
        day(lease.get("renewed_on")),
        cents(lease["rent"]),
        cents(lease["charges"]),
        delay(lease.get("clause_delay")),
        account(case),
        housing(case),
    )


def facts(case: dict, today: dt.date = TODAY) -> CaseFacts:
    hold = case["arrears"].get("hold")
    return CaseFacts(
        tenancy=tenancy(case),
        acts=acts(case),
        hold=Hold(day(hold["from"]), day(hold.get("until"))) if hold else None,
        plan=plan(case),
        measure=measure(case),
        landlord_exchanges=tuple(day(one["on"]) for one in case["contacts"] if one["kind"] == "landlord_exchange"),
        committee=tuple(
            CommitteeItem(day(one.get("held_on")), CommitteeDecision(one["decision"]), day(one.get("review_due_on")))
            for one in case["committee"]
        ),
        contract=ContractReview(day(case["contract"]["review_on"])),
        objectives=objectives(case, today),
        permits=tuple(
            Permit(day(one["residence_permit"]["valid_until"]), one["first_name"], one["ref"])
            for one in case["household"]["persons"]
            if "residence_permit" in one
        ),
        procedures=tuple(
            Procedure(day(one["chase_on"]), one["what"], None, ProcedureStatus(one["status"]))
            for one in case["procedures"]
        ),
    )


def moment(text: str | None) -> dt.datetime | None:
    return instant_from_text(text, PARIS) if text is not None else None


def diagnosis(case: dict) -> DiagnosisContent:
    found = case["diagnosis"]
    return DiagnosisContent(
        interviews=tuple(found["interviews"]),
        authors=tuple(found["authors"]),
        points={
            DiagnosisPoint(key): Point(
                one.get("reported"),
                one.get("observed"),
                one.get("analysis"),
                tuple(one.get("strengths", ())),
                LandlordShare(one["share_with_landlord"]),
                one.get("landlord_sentence"),
                PointState(one["state"]),
            )
            for key, one in found["points"].items()
        },
        household_opinion=found["household_opinion"],
    )


def approvals(case: dict) -> tuple[Approval, ...]:
    version = content_hash(diagnosis(case))
    return tuple(
        Approval(one["person"], ApprovalStatus(one["status"]), day(one["on"]), version)
        for one in case["diagnosis"]["approvals"]
    )


def sentences(case: dict) -> dict[DiagnosisPoint, Sentence]:
    return {
        DiagnosisPoint(key): Sentence(
            LandlordShare(one["share_with_landlord"]), one.get("landlord_sentence"), day(one.get("household_read_on"))
        )
        for key, one in case["diagnosis"]["points"].items()
    }


def consents(case: dict) -> tuple[Consent, ...]:
    return tuple(
        Consent(
            tuple(one["persons"]),
            one["recipient"],
            frozenset(DiagnosisPoint(topic) for topic in one["topics"]),
            day(one["given_on"]),
            day(one.get("until")),
            day(one.get("withdrawn_on")),
            "consent",
        )
        for one in case["consents"]
    )


def grown_ups(case: dict) -> tuple[str, ...]:
    return adults(persons(case), TODAY, RULES)


def _signatures(case: dict, found: list[dict]) -> tuple[Signature, ...]:
    kinds = {one["ref"]: OrganisationKind(one["kind"]) for one in case["organisations"]}
    workers = {one["ref"]: kinds[one["organisation"]] for one in case["workers"]}
    return tuple(
        Signature(
            one["signatory"],
            capacity_of(
                SignatureCapacity(one["capacity"]) if "capacity" in one else None, workers.get(one["signatory"])
            ),
            day(one["on"]),
        )
        for one in found
    )


def contract(case: dict) -> PaperFacts:
    found = case["contract"]
    return PaperFacts(
        contract_parties(grown_ups(case)),
        _signatures(case, found["signatures"]),
        handed_on=day(found["handed_on"]),
        effective_on=day(found["effective_on"]),
    )


def commitments(case: dict) -> PaperFacts:
    return PaperFacts(commitment_parties(grown_ups(case)), _signatures(case, case["mutual_commitments"]["signatures"]))


def clauses(case: dict) -> tuple[Clause, ...]:
    return tuple(
        Clause(one["ref"], WorkAxis(one["axis"]), tuple(DiagnosisPoint(point) for point in one["points"]))
        for one in case["contract"]["objectives"]
    )
