"""Who has a place to sign on an agreement, and what is known of each signature (decision 1, C.0)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import contracts
from app.services.facts import paper_facts
from app.services.facts.frozen_papers import Asked, asked
from app.services.facts.representatives import ASSISTED, known_representative, representing
from app.services.papers import signers
from app.services.papers.common import to_sign_on_screen
from resources.vocabulary import LegalRegime, SignatureCapacity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.documents import values
    from app.services.papers.common import PaperContext, Place
    from db.models.contract import Amendment, Contract
    from db.models.mutual_commitments import MutualCommitments

_ORGANISATIONS = frozenset({SignatureCapacity.OPERATOR, SignatureCapacity.LANDLORD})


@dataclass(frozen=True, slots=True)
class Signed:
    """What signatures belong to: the column that names it, and its row."""

    key: str
    row: Contract | Amendment


def contract_places(context: PaperContext, row: Contract) -> tuple[Place, ...]:
    """Return who signs a contract, with what is known of each signature.

    Whoever assists an adult has a place when the directory knows them, and is not awaited.
    """
    return _places(context, row, Signed("contract_id", row), landlord_signs=bool(row.landlord_signs))


def amendment_places(context: PaperContext, contract: Contract, row: Amendment) -> tuple[Place, ...]:
    """Return who signs an amendment: household and operator, as for its contract.

    Never the landlord, even of a contract they sign: nothing says which point an amendment comes from, and what changes
    for the landlord is written on the mutual commitments.
    """
    return _places(context, contract, Signed("amendment_id", row), landlord_signs=False)


def _places(context: PaperContext, contract: Contract, signed: Signed, *, landlord_signs: bool) -> tuple[Place, ...]:
    frozen = _frozen(context, contract, signed)
    if frozen is None:
        frozen = _of_the_household(context, contract, landlord_signs=landlord_signs)
    offered = {one.person for one in frozen.offered}
    return tuple(
        dataclasses.replace(_beside(context, place, discreet=landlord_signs), awaited=place.signatory_id not in offered)
        for place in context.places((*frozen.required, *frozen.offered), signed.key, signed.row)
    )


def _frozen(context: PaperContext, contract: Contract, signed: Signed) -> Asked | None:
    """Return whom a contract or an amendment asked when it was frozen; an amendment asks those of its contract."""
    own = asked(context.rows, signed.key, signed.row)
    if own is not None or signed.row is contract:
        return own
    theirs = asked(context.rows, "contract_id", contract)
    return theirs.but(SignatureCapacity.LANDLORD) if theirs is not None else None


def _of_the_household(context: PaperContext, contract: Contract, *, landlord_signs: bool) -> Asked:
    regime = LegalRegime(contract.legal_regime) if contract.legal_regime else None
    adults = paper_facts.concerned(context.rows, "contract_id", contract, context.adult_ids_in_order)
    required = representing(context.rows, adults)
    parties = contracts.contract_parties(adults, regime, landlord_signs=landlord_signs, representatives=required)
    assisting = () if regime is LegalRegime.DIPC_L3114 else representing(context.rows, adults, ASSISTED)
    beside = (contracts.Party(SignatureCapacity.REPRESENTATIVE, one) for one in assisting if one not in required)
    return Asked(parties, tuple(beside))


def asked_by(places: Iterable[Place]) -> Asked:
    """Return whom the places of a paper ask; an organisation, not the worker who stands for it today."""
    both: dict[bool, list[contracts.Party]] = {True: [], False: []}
    for one in places:
        person = None if one.capacity in _ORGANISATIONS else one.signatory_id
        both[one.awaited].append(contracts.Party(one.capacity, person))
    return Asked(tuple(both[True]), tuple(both[False]))


def _beside(context: PaperContext, place: Place, *, discreet: bool) -> Place:
    """Return a representative's place with whom they represent or assist; other places as they are."""
    if place.capacity is not SignatureCapacity.REPRESENTATIVE:
        return place
    whom = [
        one
        for one in signers.represented(context)
        if (known := known_representative(context.rows, one)) is not None and known.id == place.signatory_id
    ]
    said = ", ".join(signers.quality(one, discreet=discreet) for one in whom)
    return dataclasses.replace(place, shown=dataclasses.replace(place.shown, capacity=said))


def contract_signatories(context: PaperContext, row: Contract, *, final: bool) -> tuple[values.Signatory, ...]:
    """Return every frame of a contract: the parties, who else answered, who is awaited by hand."""
    places, discreet = contract_places(context, row), bool(row.landlord_signs)
    return _frames(context, Signed("contract_id", row), places, final=final, discreet=discreet)


def amendment_signatories(
    context: PaperContext, contract: Contract, row: Amendment, *, final: bool
) -> tuple[values.Signatory, ...]:
    """Return every frame of an amendment."""
    places = amendment_places(context, contract, row)
    return _frames(context, Signed("amendment_id", row), places, final=final, discreet=False)


def _frames(
    context: PaperContext, signed: Signed, places: tuple[Place, ...], *, final: bool, discreet: bool
) -> tuple[values.Signatory, ...]:
    shown = tuple(place.shown for place in places)
    others = signers.recorded(context, signed.key, signed.row, places)
    answers = () if final else tuple(signers.answer(context, one) for one in others)
    complete = not final and all(one.on is not None for one in shown)
    if complete:
        return (*shown, *answers)
    kept = [] if final else others
    awaited = (
        *signers.countersigning(context, places, kept),
        *signers.by_hand(context, places, kept, discreet=discreet),
    )
    return (*(to_sign_on_screen(shown) if final else shown), *answers, *awaited)


def commitment_places(context: PaperContext, row: MutualCommitments) -> tuple[Place, ...]:
    """Return who signs the mutual commitments."""
    key = "mutual_commitments_id"
    frozen = asked(context.rows, key, row)
    if frozen is not None:
        return context.places(frozen.required, key, row)
    adults = paper_facts.concerned(context.rows, key, row, context.adult_ids_in_order)
    return context.places(contracts.commitment_parties(adults), key, row)
