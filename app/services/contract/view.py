"""What the screen of the contract shows: where it stands, what it says, who signs, what it still misses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain import contracts
from app.domain.contracts import ContractState
from app.domain.rules import shipped_rules
from app.services.contract.amendments_view import AmendmentView, amendment_views
from app.services.contract.changes import changes_between
from app.services.contract.objective_view import ObjectiveView, objective_views
from app.services.contract.signatories import SignatoryView, signatory
from app.services.contract.signatories import missing as missing_of
from app.services.contract.writing import is_signed, was_read
from app.services.facts import paper_facts
from app.services.papers import agreements
from app.services.papers.places import contract_places
from app.words import N_, _, long_day
from db.models.contract import Contract
from db.models.diagnosis import Diagnosis
from db.models.measure import Measure
from resources.labels import LABELS
from resources.vocabulary import (
    ContractEnd,
    LegalRegime,
)

if TYPE_CHECKING:
    import datetime as dt

    from app.services.papers.common import PaperContext

MOST_OBJECTIVES: Final = 4
STATES: Final = {
    ContractState.DRAFT: N_("en cours d’écriture"),
    ContractState.HANDED_FOR_READING: N_("remis pour lecture le {handed}"),
    ContractState.TALKED_AGAIN: N_("reparlé ensemble le {talked}"),
    ContractState.PARTLY_SIGNED: N_("signé par une partie, il manque : {missing}"),
    ContractState.SIGNED: N_("signé"),
    ContractState.NOT_TODAY: N_("pas signé aujourd’hui ; l’accompagnement continue"),
    ContractState.DECLINED: N_("le ménage ne souhaite pas signer ; l’accompagnement continue"),
    ContractState.IN_FORCE: N_("en cours"),
    ContractState.AMENDED: N_("en cours, modifié par avenant"),
    ContractState.ENDED: N_("terminé le {ended}"),
}
REFUSALS: Final = {
    "landlord_signs_commitments_only": N_(
        "Le contrat lie le ménage et l’association ; le bailleur signe les engagements réciproques."
    ),
    "health_objective": N_("Un objectif touche à la santé : le bailleur ne peut ni lire ni signer ce contrat."),
    "objective_not_shared": N_(
        "Un objectif vient d’un point qui n’est pas partagé avec le bailleur : il ne peut ni lire ni signer ce contrat."
    ),
}


@dataclass(frozen=True, slots=True)
class ContractView:
    """The contract of a case.

    Attributes:
        case_id: The case.
        contract_id: Its row; ``None`` when none was begun.
        version: Its number; 0 without one.
        state: Where it stands; ``None`` without one.
        state_label: The same in words, with its days and names.
        may_change: False once signed or ended: an amendment is another document.
        opens_version: Whether an edit opens a second version, because this one was handed over or answered.
        legal_regime: Which text it stands on.
        objectives: In order.
        rhythm: How often people meet, in words.
        effective_on: Day it takes effect.
        review_on: Day it is read together again.
        handed_on: Day it was handed for reading.
        talked_again_on: Day it was talked about again.
        handed_before_on: Day the version before was handed.
        ended_on: Day it ended.
        end_label: How, in words said to the household.
        originals: How many are made.
        landlord_signs: Whether the programme adds the landlord.
        landlord_refusal: Why the landlord may not sign, or nothing.
        signatories: Who signs.
        missing_signatories: Names of who has not.
        amendments: Oldest first.
        missing: What it still misses, in sentences; never blocks.
        changes_since_handed: What changed since the version handed before, in sentences.
    """

    case_id: str
    contract_id: str | None = None
    version: int = 0
    state: ContractState | None = None
    state_label: str = ""
    may_change: bool = True
    opens_version: bool = False
    legal_regime: LegalRegime | None = None
    objectives: tuple[ObjectiveView, ...] = ()
    rhythm: str = ""
    effective_on: dt.date | None = None
    review_on: dt.date | None = None
    handed_on: dt.date | None = None
    talked_again_on: dt.date | None = None
    handed_before_on: dt.date | None = None
    ended_on: dt.date | None = None
    end_label: str = ""
    originals: int | None = None
    landlord_signs: bool = False
    landlord_refusal: str = ""
    signatories: tuple[SignatoryView, ...] = ()
    missing_signatories: tuple[str, ...] = ()
    amendments: tuple[AmendmentView, ...] = ()
    missing: tuple[str, ...] = ()
    changes_since_handed: tuple[str, ...] = ()


def no_contract(case_id: str) -> ContractView:
    """Return the view of a case where no contract was begun."""
    said, lacks = _("pas encore commencé"), (_("Aucun objectif n’est encore choisi."),)
    return ContractView(case_id, state_label=said, missing=lacks)


def contract_view(context: PaperContext, row: Contract) -> ContractView:
    """Return what the screen shows of a contract on the day of the context."""
    rows, day = context.rows, context.today
    state = contracts.contract_state(paper_facts.contract(rows, row, shipped_rules(), day), day)
    places = contract_places(context, row)
    missing_names = missing_of(places)
    objectives = objective_views(rows, row, day)
    before = handed_before(context, row)
    refusal = agreements.landlord_refusal(context, row, landlord_signs=bool(row.landlord_signs))
    may_change = row.ended_on is None and not is_signed(rows, Contract, row)
    return ContractView(
        case_id=rows.case_id,
        contract_id=row.id,
        version=agreements.contract_version(context, row),
        state=state,
        state_label=_state_label(row, state, missing_names),
        may_change=may_change,
        opens_version=may_change and was_read(rows, Contract, row),
        legal_regime=LegalRegime(row.legal_regime) if row.legal_regime else None,
        objectives=objectives,
        rhythm=row.rhythm or "",
        effective_on=row.effective_on,
        review_on=row.review_on,
        handed_on=row.handed_on,
        talked_again_on=row.talked_again_on,
        handed_before_on=before.handed_on if before is not None else None,
        ended_on=row.ended_on,
        end_label=_(LABELS[ContractEnd(row.end_reason)].text) if row.end_reason else "",
        originals=row.originals,
        landlord_signs=bool(row.landlord_signs),
        landlord_refusal=_(REFUSALS[refusal.code]) if refusal is not None else "",
        signatories=tuple(signatory(one) for one in places),
        missing_signatories=missing_names,
        amendments=amendment_views(context, row),
        missing=_missing(context, row, objectives) if may_change else (),
        changes_since_handed=changes_between(rows, before, row) if before is not None else (),
    )


def _state_label(row: Contract, state: ContractState, missing: tuple[str, ...]) -> str:
    days = {"handed": row.handed_on, "talked": row.talked_again_on, "ended": row.ended_on}
    said = {name: long_day(day) if day is not None else "" for name, day in days.items()}
    return _(STATES[state]).format(**said, missing=", ".join(missing))


def handed_before(context: PaperContext, row: Contract) -> Contract | None:
    """Return the version people read before this one and did not all sign, which it follows."""
    found: Contract | None = None
    for one in context.rows.all(Contract):
        if one.id == row.id:
            return found
        facts = paper_facts.contract(context.rows, one, shipped_rules(), context.today)
        read = was_read(context.rows, Contract, one) and one.ended_on is None
        found = one if read and not contracts.signing(facts, context.today).complete else found
    return None


def _missing(context: PaperContext, row: Contract, objectives: tuple[ObjectiveView, ...]) -> tuple[str, ...]:
    """Return what a contract still misses; it is a list to look at, never a lock."""
    measure = context.rows.current(Measure)
    checks = (
        (not objectives, _("Aucun objectif n’est encore choisi.")),
        (len(objectives) > MOST_OBJECTIVES, _("Un contrat se tient mieux avec deux à quatre objectifs.")),
        (not row.rhythm, _("Le rythme des rencontres n’est pas écrit.")),
        (row.effective_on is None, _("Le jour où le contrat commence n’est pas écrit.")),
        (row.review_on is None, _("Le jour où l’on relit le contrat ensemble n’est pas écrit.")),
        (measure is None or measure.referent_id is None, _("Aucun référent n’est nommé.")),
        (row.handed_on is None, _("Le contrat n’a pas encore été remis pour lecture.")),
        (not _approved(context), _("Le diagnostic n’est pas encore approuvé par chaque adulte.")),
        (
            bool(context.unspecified),
            _("Adulte ou enfant\u00a0? À préciser dans «\u00a0Ménage\u00a0»\u00a0: {names}.").format(
                names=", ".join(context.unspecified)
            ),
        ),
    )
    said = [sentence for lacks, sentence in checks if lacks]
    return (*said, *(sentence for one in objectives for sentence in _missing_of(one)))


def _approved(context: PaperContext) -> bool:
    row = context.rows.current(Diagnosis)
    return row is not None and paper_facts.agreement(context.rows, row, shipped_rules(), context.today).complete


def _missing_of(objective: ObjectiveView) -> list[str]:
    checks = (
        (not objective.household_words, _("Objectif {number} : il manque les mots du ménage.")),
        (not objective.expected_result, _("Objectif {number} : ce qu’on pourra voir n’est pas écrit.")),
        (not objective.household, _("Objectif {number} : ce que vous faites n’est pas écrit.")),
        (not objective.operator, _("Objectif {number} : ce que nous faisons n’est pas écrit.")),
        (objective.due_on is None, _("Objectif {number} : aucun jour n’est prévu pour en reparler.")),
    )
    return [sentence.format(number=objective.number) for lacks, sentence in checks if lacks]
