"""Who must sign, who did, and where a contract stands (decisions 1 and 3, review G1, G2, H1).

The contract binds household and operator. What the landlord signs is the page of mutual commitments; a programme may
add the landlord to the contract, and then no clause of it may come from a point not shared with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.measures import reached
from app.domain.refusals import Refusal
from resources.vocabulary import LegalRegime, OrganisationKind, SignatureCapacity, SignatureOutcome, WorkAxis

if TYPE_CHECKING:
    import datetime as dt

    from resources.vocabulary import DiagnosisPoint


class ContractState(StrEnum):
    """Where a contract stands."""

    DRAFT = "draft"
    HANDED_FOR_READING = "handed_for_reading"
    TALKED_AGAIN = "talked_again"
    PARTLY_SIGNED = "partly_signed"
    SIGNED = "signed"
    NOT_TODAY = "not_today"
    DECLINED = "declined"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Signature:
    """What came of asking one signatory.

    Attributes:
        signatory: Ref of a person or of a worker.
        capacity: In what quality; see :func:`capacity_of` where the file does not say.
        on: When.
        outcome: Signed, not today, declined.
    """

    signatory: str
    capacity: SignatureCapacity
    on: dt.date
    outcome: SignatureOutcome = SignatureOutcome.SIGNED


@dataclass(frozen=True, slots=True)
class Party:
    """A required party; an organisation has no person and signs by any of its workers."""

    capacity: SignatureCapacity
    person: str | None = None


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """Dated facts of a paper to sign.

    Attributes:
        parties: Required parties, in order.
        signatures: What came of asking, in any order.
        handed_on: Day it was handed over for reading.
        talked_again_on: Day it was talked about again.
        effective_on: Day it takes effect.
        ended_on: First day it no longer holds.
        refused: Whether a refusal is written without a signature line.
        has_referent: Whether the measure has a referent on the day asked; without one nothing is in force.
        amendments: The same facts of each amendment, which the same parties sign.
    """

    parties: tuple[Party, ...]
    signatures: tuple[Signature, ...] = ()
    handed_on: dt.date | None = None
    talked_again_on: dt.date | None = None
    effective_on: dt.date | None = None
    ended_on: dt.date | None = None
    refused: bool = False
    has_referent: bool = True
    amendments: tuple[PaperFacts, ...] = ()


def capacity_of(written: SignatureCapacity | None, organisation: OrganisationKind | None) -> SignatureCapacity:
    """Give the capacity of a signatory where the file may not say it.

    Args:
        written: Capacity the file says.
        organisation: Kind of the worker's organisation, or ``None`` for a person of the household.
    """
    if written is not None:
        return written
    if organisation is None:
        return SignatureCapacity.HOUSEHOLD
    return SignatureCapacity.LANDLORD if organisation is OrganisationKind.LANDLORD else SignatureCapacity.OPERATOR


def contract_parties(
    adults: tuple[str, ...],
    regime: LegalRegime | None = None,
    *,
    landlord_signs: bool = False,
    representatives: tuple[str, ...] = (),
) -> tuple[Party, ...]:
    """Give who must sign a contract.

    Every adult of the household and the operator; the landlord only where the programme adds them. The household may
    countersign an individual support document, which the director alone must sign (CASF D311).

    Args:
        adults: Refs of the adults.
        regime: What the contract stands on.
        landlord_signs: Whether the programme adds the landlord.
        representatives: Refs of those who represent an adult under guardianship (civil code, 473).
    """
    landlord = (Party(SignatureCapacity.LANDLORD),) if landlord_signs else ()
    if regime is LegalRegime.DIPC_L3114:
        return (Party(SignatureCapacity.OPERATOR), *landlord)
    representing = tuple(Party(SignatureCapacity.REPRESENTATIVE, one) for one in representatives)
    return (*_household(adults), Party(SignatureCapacity.OPERATOR), *landlord, *representing)


def commitment_parties(adults: tuple[str, ...]) -> tuple[Party, ...]:
    """Give who must sign the mutual commitments: every adult, the operator, the landlord."""
    return (*_household(adults), Party(SignatureCapacity.OPERATOR), Party(SignatureCapacity.LANDLORD))


def _household(adults: tuple[str, ...]) -> tuple[Party, ...]:
    return tuple(Party(SignatureCapacity.HOUSEHOLD, person) for person in adults)


@dataclass(frozen=True, slots=True)
class Signing:
    """What each required party answered by a day: signed, declined, not today, nothing yet."""

    signed: tuple[Party, ...]
    missing: tuple[Party, ...]
    declined: tuple[Party, ...]
    not_today: tuple[Party, ...]
    last_on: dt.date | None

    @property
    def complete(self) -> bool:
        """Whether every required party signed."""
        return bool(self.signed) and not self.missing


def signing(facts: PaperFacts, day: dt.date) -> Signing:
    """Read the last answer of each required party; ``missing`` are all those who have not signed."""
    last = {party: _last_answer(party, facts.signatures, day) for party in facts.parties}

    def those(outcome: SignatureOutcome) -> tuple[Party, ...]:
        return tuple(party for party, answer in last.items() if answer is not None and answer.outcome is outcome)

    signed = those(SignatureOutcome.SIGNED)
    days = [answer.on for answer in last.values() if answer is not None and answer.outcome is SignatureOutcome.SIGNED]
    return Signing(
        signed,
        tuple(party for party in facts.parties if party not in signed),
        those(SignatureOutcome.DECLINED),
        those(SignatureOutcome.NOT_TODAY),
        max(days, default=None),
    )


def _last_answer(party: Party, signatures: tuple[Signature, ...], day: dt.date) -> Signature | None:
    theirs = [one for one in signatures if one.on <= day and _answers_for(party, one)]
    return max(reversed(theirs), key=lambda one: one.on, default=None)  # of one day, the last said


def _answers_for(party: Party, signature: Signature) -> bool:
    if party.person is not None:
        return signature.signatory == party.person
    return signature.capacity is party.capacity


def contract_state(facts: PaperFacts, day: dt.date) -> ContractState:
    """Derive where a contract stands on a day."""
    if reached(facts.ended_on, day):
        return ContractState.ENDED
    found = signing(facts, day)
    if found.complete:
        if not (reached(facts.effective_on, day) and facts.has_referent):
            return ContractState.SIGNED
        amended = any(amendment_holds(one, day) for one in facts.amendments)
        return ContractState.AMENDED if amended else ContractState.IN_FORCE
    if not found.signed and (found.declined or facts.refused):  # somebody's refusal never undoes what others signed
        return ContractState.DECLINED
    return _unfinished_state(facts, found, day)


def _unfinished_state(facts: PaperFacts, found: Signing, day: dt.date) -> ContractState:
    steps = (
        (bool(found.signed), ContractState.PARTLY_SIGNED),
        (bool(found.not_today), ContractState.NOT_TODAY),
        (reached(facts.talked_again_on, day), ContractState.TALKED_AGAIN),
        (reached(facts.handed_on, day), ContractState.HANDED_FOR_READING),
    )
    return next((state for there, state in steps if there), ContractState.DRAFT)


def amendment_holds(facts: PaperFacts, day: dt.date) -> bool:
    """Tell whether an amendment changes its contract on a day: signed by all, and its day has come.

    One that says no day takes effect with the last signature.
    """
    return signing(facts, day).complete and (facts.effective_on is None or reached(facts.effective_on, day))


def commitments_state(facts: PaperFacts, day: dt.date) -> ContractState:
    """Derive where the mutual commitments stand: signed once all three sides signed, never more."""
    state = contract_state(facts, day)
    return ContractState.SIGNED if state is ContractState.IN_FORCE else state


@dataclass(frozen=True, slots=True)
class Clause:
    """An objective as the landlord's signature is concerned by it."""

    ref: str
    axis: WorkAxis | None = None
    points: tuple[DiagnosisPoint, ...] = ()


def landlord_signature_refusal(
    clauses: tuple[Clause, ...], shared: frozenset[DiagnosisPoint], *, landlord_signs: bool
) -> Refusal | None:
    """Say why the landlord may not sign a contract (decisions 1, review G1).

    Args:
        clauses: Objectives of the contract.
        shared: Points of the approved diagnosis that have a sentence for the landlord; health is never among them.
        landlord_signs: Whether the programme adds the landlord.

    Returns:
        A refusal that names the objectives, or ``None`` when the landlord may sign.
    """
    if not landlord_signs:
        return Refusal("landlord_signs_commitments_only")
    health = tuple(clause.ref for clause in clauses if clause.axis is WorkAxis.HEALTH)
    if health:
        return Refusal("health_objective", health, hard=True)
    kept = tuple(clause.ref for clause in clauses if not shared.issuperset(clause.points))
    return Refusal("objective_not_shared", kept, hard=True) if kept else None
