"""Who signs beside the required parties: representatives, interpreters, witnesses, chosen persons (C.0, C.2-15).

A representative whom the directory knows has a place like everybody, on screen too. Others are named, or left to name,
in a frame that is signed by hand: nothing is sealed for somebody of whom the vault only knows a line of text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import values
from app.domain.contracts import capacity_of
from app.services.facts import paper_facts
from app.services.facts.household_facts import person_name
from app.services.facts.representatives import REPRESENTED, known_representative, protected
from app.words import _
from db.models.contract import Signature
from db.models.household import Household
from resources.labels import LABELS
from resources.vocabulary import SignatureCapacity, SignatureMethod, SignatureOutcome

if TYPE_CHECKING:
    from app.services.papers.common import PaperContext, Place
    from db.base import Journalled
    from db.models.household import Person


def represented(context: PaperContext) -> tuple[Person, ...]:
    """Return the adults for whom, or beside whom, somebody else signs too."""
    return protected(context.rows, context.adult_ids)


def quality(person: Person, *, discreet: bool = False) -> str:
    """Return in what quality a representative signs; ``discreet`` where a landlord reads (decision 10)."""
    name = person_name(person)
    if discreet:
        return _("aux côtés de {name}").format(name=name)
    if person.protection_measure in REPRESENTED:
        return _("représente {name}").format(name=name)
    return _("assiste {name}").format(name=name)


def recorded(context: PaperContext, parent_key: str, parent: Journalled, places: tuple[Place, ...]) -> list[Signature]:
    """Return the last answer of each of those who answered without being a required party, in order."""
    awaited = {place.signatory_id for place in places}
    last: dict[str, Signature] = {}
    for row in context.rows.under(Signature, parent_key, parent):
        before = last.get(row.signatory_id)
        if row.signatory_id not in awaited and (before is None or row.on_day >= before.on_day):
            last[row.signatory_id] = row
    return list(last.values())


def answer(context: PaperContext, row: Signature) -> values.Signatory:
    """Return what somebody answered, as it is printed."""
    return values.Signatory(
        field="",
        name=context.name_of(row.signatory_id),
        capacity=_capacity(context, row),
        method=SignatureMethod(row.method) if row.method else None,
        outcome=SignatureOutcome(row.outcome) if row.outcome else None,
        on=row.on_day,
    )


def _capacity(context: PaperContext, row: Signature) -> str:
    kind = paper_facts.organisation_kind(context.rows, row.signatory_id)
    written = SignatureCapacity(row.capacity) if row.capacity else None
    return _(LABELS[capacity_of(written, kind)].public)


def countersigning(
    context: PaperContext, places: tuple[Place, ...], others: list[Signature]
) -> tuple[values.Signatory, ...]:
    """Return a frame for each adult who may countersign what the operator alone must sign (DIPC, CASF D311)."""
    seated = {place.signatory_id for place in places} | {row.signatory_id for row in others}
    said = _("membre du ménage, contresignature facultative")
    return tuple(values.Signatory("", person_name(one), said) for one in context.adults if one.id not in seated)


def by_hand(
    context: PaperContext, places: tuple[Place, ...], others: list[Signature], *, discreet: bool = False
) -> tuple[values.Signatory, ...]:
    """Return the frames left to sign by hand: representatives nobody else stands for, and an interpreter."""
    said = {row.capacity for row in others}
    seated = {place.signatory_id for place in places} | {row.signatory_id for row in others}
    frames = []
    for person in represented(context):
        known = known_representative(context.rows, person)
        name = known.name if known is not None else (person.representative or "").split(",")[0].strip()
        there = known.id in seated if known is not None else SignatureCapacity.REPRESENTATIVE in said
        if name and not there:
            frames.append(values.Signatory("", name, quality(person, discreet=discreet)))
    household = context.rows.one(Household)
    language = household.interpreter_language if household is not None else None
    if language and SignatureCapacity.INTERPRETER not in said:
        spoken = _("interprète") if discreet else _("interprète ({language})").format(language=language)
        frames.append(values.Signatory("", "", spoken))
    return tuple(frames)
