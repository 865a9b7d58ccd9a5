"""Everything that falls due in one case, in order (review N1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain import followup
from app.domain.arrears import Constitution, RentAccount, constitution, monthly_reference
from app.domain.days import HolidayZone
from app.domain.deadlines import Deadline, DeadlineState, in_order
from app.domain.measures import MeasureFacts
from app.domain.procedure import ProcedureFacts, procedure_deadlines
from resources.vocabulary import MovementKind

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.budget import Housing
    from app.domain.days import Delay
    from app.domain.plans import Plan
    from app.domain.procedure import Act, Hold
    from app.domain.rules import Rules


@dataclass(frozen=True, slots=True)
class Tenancy:
    """The home: its lease in dates and in cents, its account, the housing of the latest budget.

    Attributes:
        lease: Dates of the title.
        renewed_on: Last renewal.
        rent: Rent of the lease.
        charges: Charges of the lease.
        clause_delay: Delay of a summons written in the lease.
        account: Rent account.
        housing: Housing of the latest budget, whatever its day.
    """

    lease: followup.Lease | None = None
    renewed_on: dt.date | None = None
    rent: int | None = None
    charges: int | None = None
    clause_delay: Delay | None = None
    account: RentAccount = field(default_factory=RentAccount)
    housing: Housing | None = None

    def constituted(self, rules: Rules, day: dt.date) -> Constitution | None:
        """Tell when the arrears that run on a day were constituted."""
        reference = monthly_reference(self.rent, self.charges, self.housing)
        return constitution(self.account, reference, rules, day)

    def has_benefit(self) -> bool:
        """Tell whether a housing benefit is paid; unknown counts as yes."""
        if self.housing is None or self.housing.housing_benefit > 0:
            return True
        return bool(self.account.of_kind(MovementKind.HOUSING_BENEFIT))


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Facts of a case that make its deadlines; absent things are empty.

    Attributes:
        zone: Public holidays of the operator.
        tenancy: The home.
        acts: Acts of the procedure.
        hold: Promise of the landlord.
        plan: Repayment plan.
        measure: The current measure.
        landlord_exchanges: Days of the exchanges held with the landlord.
        committee: Committee items.
        contract: The current contract's review.
        objectives: Objectives of the current contract.
        permits: Residence permits.
        consents: Authorisations that have an end of their own.
        procedures: Démarches.
    """

    zone: HolidayZone = HolidayZone.METROPOLE
    tenancy: Tenancy = field(default_factory=Tenancy)
    acts: tuple[Act, ...] = ()
    hold: Hold | None = None
    plan: Plan | None = None
    measure: MeasureFacts = field(default_factory=MeasureFacts)
    landlord_exchanges: tuple[dt.date, ...] = ()
    committee: tuple[followup.CommitteeItem, ...] = ()
    contract: followup.ContractReview | None = None
    objectives: tuple[followup.Objective, ...] = ()
    permits: tuple[followup.Permit, ...] = ()
    consents: tuple[followup.ConsentEnd, ...] = ()
    procedures: tuple[followup.Procedure, ...] = ()

    def procedure(self, rules: Rules, day: dt.date) -> ProcedureFacts:
        """Gather what the procedure's own rules need."""
        lease = self.tenancy.lease
        signed = [
            on for on in (lease.signed_on if lease is not None else None, self.tenancy.renewed_on) if on is not None
        ]
        return ProcedureFacts(
            acts=self.acts,
            zone=self.zone,
            lease_signed_on=max(signed, default=None),
            clause_delay=self.tenancy.clause_delay,
            hold=self.hold,
            constituted=self.tenancy.constituted(rules, day),
            has_benefit=self.tenancy.has_benefit(),
            account=self.tenancy.account,
        )


def case_deadlines(facts: CaseFacts, rules: Rules, day: dt.date) -> tuple[Deadline, ...]:
    """Give every deadline of a case, by day, kind and object; no hold, pause nor truce hides any."""
    account = facts.tenancy.account
    return in_order(
        (
            *procedure_deadlines(facts.procedure(rules, day), rules, day),
            *followup.landlord_exchange(facts.measure, facts.landlord_exchanges, rules, day),
            *followup.committee_review(facts.committee, facts.measure, rules, day),
            *followup.contract_review(facts.contract, rules, day),
            *followup.objectives(facts.objectives, rules, day),
            *followup.plan_instalment(account, facts.plan, rules, day),
            *followup.residence_permits(facts.permits, rules, day),
            *followup.consent_ends(facts.consents, rules, day),
            *followup.procedure_chases(facts.procedures, rules, day),
            *followup.lease_exams(facts.tenancy.lease, rules, day),
            *followup.landlord_answer_to_prefect(facts.tenancy.lease, rules, day),
            *followup.scheme_ends(facts.measure, rules, day),
        )
    )


def still_open(entries: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Keep what is still ahead: today's and coming ones."""
    return tuple(entry for entry in entries if entry.state in {DeadlineState.TODAY, DeadlineState.UPCOMING})
