"""The one page all three sign, as it is shown: three lists alike, the next point, who is missing (decision 1)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain import contracts
from app.domain.contracts import ContractState
from app.domain.rules import shipped_rules
from app.errors import Expected
from app.services.contract.signatories import SignatoryView, signatory
from app.services.contract.writing import is_signed, was_read
from app.services.diagnosis.leak_warnings import leaks_of
from app.services.facts import paper_facts
from app.services.papers.diagnosis import landlord_of
from app.services.papers.places import commitment_places
from app.words import N_, _, long_day
from db.models.mutual_commitments import MutualCommitments
from resources.vocabulary import SignatureCapacity, SignatureOutcome

if TYPE_CHECKING:
    import datetime as dt

    from app.services.diagnosis.leak_warnings import Leak
    from app.services.papers.common import PaperContext
    from db.models.organisation import Organisation

STATES: Final = {
    ContractState.DRAFT: N_("en cours d’écriture"),
    ContractState.HANDED_FOR_READING: N_("remis pour lecture le {handed}"),
    ContractState.TALKED_AGAIN: N_("reparlé ensemble"),
    ContractState.PARTLY_SIGNED: N_("signé par une partie, il manque : {missing}"),
    ContractState.SIGNED: N_("signé par les trois"),
    ContractState.NOT_TODAY: N_("pas signé aujourd’hui ; l’accompagnement continue"),
    ContractState.DECLINED: N_("pas signé ; l’accompagnement continue"),
    ContractState.IN_FORCE: N_("signé par les trois"),
    ContractState.AMENDED: N_("signé par les trois"),
    ContractState.ENDED: N_("terminé"),
}
_BY_ALL: Final = frozenset({ContractState.SIGNED, ContractState.IN_FORCE, ContractState.AMENDED})


@dataclass(frozen=True, slots=True)
class CommitmentsView:
    """The mutual commitments of a case.

    Attributes:
        case_id: The case.
        commitments_id: Its row; ``None`` when none was begun.
        version: Its number; 0 without one.
        state: Where it stands; ``None`` without one.
        state_label: The same in words.
        may_change: False once anybody signed.
        opens_version: Whether an edit opens a second version.
        household: What you do.
        operator: What we do.
        landlord: What the landlord does.
        landlord_name: Who that is.
        landlord_id: Their organisation; ``None`` when the case names no landlord.
        landlord_person: Who signs for them; empty when the case names nobody there, and the page has no place for them.
        on: Day of the page.
        handed_on: Day it was handed for reading.
        next_point_on: Day all three look at it again.
        originals: How many are made.
        signatories: Who signs.
        missing_signatories: Names of who has not.
        leaks: Words that let guess health, which the landlord would read.
        missing: What it still misses, in sentences; never blocks.
    """

    case_id: str
    commitments_id: str | None = None
    version: int = 0
    state: ContractState | None = None
    state_label: str = ""
    may_change: bool = True
    opens_version: bool = False
    household: tuple[str, ...] = ()
    operator: tuple[str, ...] = ()
    landlord: tuple[str, ...] = ()
    landlord_name: str = ""
    landlord_id: str | None = None
    landlord_person: str = ""
    on: dt.date | None = None
    handed_on: dt.date | None = None
    next_point_on: dt.date | None = None
    originals: int | None = None
    signatories: tuple[SignatoryView, ...] = ()
    missing_signatories: tuple[str, ...] = ()
    leaks: tuple[Leak, ...] = ()
    missing: tuple[str, ...] = ()


def commitments_view(context: PaperContext, row: MutualCommitments | None) -> CommitmentsView:
    """Return what the screen shows of a page, or of a case where none was begun."""
    rows, day = context.rows, context.today
    landlord = _landlord(context)
    named = CommitmentsView(
        rows.case_id,
        state_label=_("pas encore commencés"),
        landlord_name=landlord.name or "" if landlord is not None else "",
        landlord_id=landlord.id if landlord is not None else None,
        landlord_person=context.landlord_worker.name or "" if context.landlord_worker is not None else "",
    )
    if row is None:
        return named
    state = contracts.commitments_state(paper_facts.commitments(rows, row, shipped_rules(), day), day)
    signatories = tuple(signatory(one) for one in commitment_places(context, row))
    missing = tuple(one.name for one in signatories if one.outcome is not SignatureOutcome.SIGNED)
    handed = long_day(row.handed_on) if row.handed_on is not None else ""
    may_change = not is_signed(rows, MutualCommitments, row)
    every = [*(row.household or ()), *(row.operator or ()), *(row.landlord or ())]
    return dataclasses.replace(
        named,
        commitments_id=row.id,
        version=1 + [one.id for one in rows.all(MutualCommitments)].index(row.id),
        state=state,
        state_label=_label(state, signatories).format(handed=handed, missing=", ".join(missing)),
        may_change=may_change,
        opens_version=may_change and was_read(rows, MutualCommitments, row),
        household=tuple(row.household or ()),
        operator=tuple(row.operator or ()),
        landlord=tuple(row.landlord or ()),
        on=row.on_day,
        handed_on=row.handed_on,
        next_point_on=row.next_point_on,
        originals=row.originals,
        signatories=signatories,
        missing_signatories=missing,
        leaks=tuple(leak for line in every for leak in leaks_of(line)),
        missing=_missing(context, row) if may_change else (),
    )


def _landlord(context: PaperContext) -> Organisation | None:
    try:
        return landlord_of(context)
    except Expected:
        return None


def _label(state: ContractState, signatories: tuple[SignatoryView, ...]) -> str:
    """Return the words of a state; a page signed by two never says that all three did."""
    if state in _BY_ALL and not any(one.capacity is SignatureCapacity.LANDLORD for one in signatories):
        return _("signé, sans le bailleur")
    return _(STATES[state])


def _missing(context: PaperContext, row: MutualCommitments) -> tuple[str, ...]:
    checks = (
        (not row.household, _("Rien n’est encore écrit de ce que vous faites.")),
        (not row.operator, _("Rien n’est encore écrit de ce que nous faisons.")),
        (not row.landlord, _("Rien n’est encore écrit de ce que fait le bailleur.")),
        (_landlord(context) is None, _("Ce dossier ne nomme aucun bailleur.")),
        (
            context.landlord_worker is None,
            _("Personne n’est nommé chez le bailleur\u00a0: la page n’a pas de place pour sa signature."),
        ),
        (row.next_point_on is None, _("Le jour du prochain point à trois n’est pas écrit.")),
        (row.handed_on is None, _("La page n’a pas encore été remise pour lecture.")),
    )
    return tuple(sentence for lacks, sentence in checks if lacks)
