"""The amendments of a contract, as the screen shows them: what each changes, where it stands, who it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain import contracts
from app.domain.contracts import ContractState
from app.domain.rules import shipped_rules
from app.services.contract.signatories import missing, signatory
from app.services.facts import paper_facts
from app.services.papers import amending, amendments
from app.services.papers.places import amendment_places
from app.words import N_, _, long_day
from db.models.contract import Amendment
from resources.labels import LABELS
from resources.vocabulary import AmendmentMotive

if TYPE_CHECKING:
    import datetime as dt

    from app.services.contract.signatories import SignatoryView
    from app.services.papers.common import PaperContext
    from db.models.contract import Contract

STATES: Final = {
    ContractState.DRAFT: N_("en cours d’écriture"),
    ContractState.HANDED_FOR_READING: N_("remis pour lecture le {handed}"),
    ContractState.PARTLY_SIGNED: N_("signé par une partie, il manque : {missing}"),
    ContractState.NOT_TODAY: N_("pas signé aujourd’hui ; le contrat continue tel quel"),
    ContractState.DECLINED: N_("pas signé ; le contrat continue tel quel"),
    ContractState.SIGNED: N_("signé"),
    ContractState.IN_FORCE: N_("signé, il s’applique"),
}


@dataclass(frozen=True, slots=True)
class AmendmentView:
    """A change of a signed contract, which its parties sign apart.

    Attributes:
        number: By its day among the others.
        state_label: Where it stands, in words.
        may_change: False once anybody signed.
        to_sign: Whether it is the one to sign now: one at a time, the oldest first.
        signatories: Who signs.
        missing_signatories: Names of who has not.
    """

    id: str
    number: int
    motive: AmendmentMotive
    motive_label: str
    changes: str
    handed_on: dt.date | None
    effective_on: dt.date | None
    state: ContractState
    state_label: str
    may_change: bool
    to_sign: bool
    signatories: tuple[SignatoryView, ...] = ()
    missing_signatories: tuple[str, ...] = ()


def amendment_views(context: PaperContext, contract: Contract) -> tuple[AmendmentView, ...]:
    """Return the amendments of a contract, oldest first."""
    rows = amendments.in_order(context.rows.under(Amendment, "contract_id", contract))
    return tuple(_view(context, contract, number, row) for number, row in enumerate(rows, start=1))


def _view(context: PaperContext, contract: Contract, number: int, row: Amendment) -> AmendmentView:
    facts = paper_facts.contract(context.rows, contract, shipped_rules(), context.today)
    own = paper_facts.amendment(context.rows, row, facts.parties)
    state = contracts.contract_state(own, context.today)
    places = amendment_places(context, contract, row)
    now, lacks, motive = amending.current_amendment(context), missing(places), AmendmentMotive(row.motive)
    handed = long_day(row.handed_on) if row.handed_on is not None else ""
    return AmendmentView(
        id=row.id,
        number=number,
        motive=motive,
        motive_label=_(LABELS[motive].text),
        changes=row.changes or "",
        handed_on=row.handed_on,
        effective_on=row.effective_on,
        state=state,
        state_label=_(STATES[state]).format(handed=handed, missing=", ".join(lacks)),
        may_change=not contracts.signing(own, context.today).signed,
        to_sign=bool(lacks) and now is not None and now.id == row.id and contract.ended_on is None,
        signatories=tuple(signatory(place) for place in places),
        missing_signatories=lacks,
    )
