"""What was changed of a contract after its signature, numbered by its days (review A8)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.documents import values
from app.domain import contracts
from app.domain.rules import shipped_rules
from app.services.facts import paper_facts
from app.services.papers import signers
from app.words import _
from db.models.contract import Amendment, Contract
from resources.labels import LABELS
from resources.vocabulary import AmendmentMotive, Recipient, SignatureCapacity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.papers.common import PaperContext


def amendments(context: PaperContext, contract: Contract) -> tuple[values.Amendment, ...]:
    """Return the amendments of a contract, oldest first; a landlord reads those they answered, and no other."""
    rows = in_order(context.rows.under(Amendment, "contract_id", contract))
    made = [amendment(context, number, row) for number, row in enumerate(rows, start=1)]
    if context.recipient is not Recipient.LANDLORD:
        return tuple(made)
    theirs = _(LABELS[SignatureCapacity.LANDLORD].public)
    return tuple(one for one in made if any(who.capacity == theirs for who in one.signatories))


def in_order(rows: Iterable[Amendment]) -> list[Amendment]:
    """Return amendments as they are numbered: by the day each takes effect, else the day it was handed."""
    return sorted(rows, key=_place)


def _place(row: Amendment) -> tuple[dt.date, dt.date]:
    """Return where an amendment stands among the others: by the day it takes effect, else the day it was handed."""
    return row.effective_on or row.handed_on or dt.date.max, row.handed_on or dt.date.max


def amendment(context: PaperContext, number: int, row: Amendment) -> values.Amendment:
    """Return what an amendment says and what each answered to it."""
    answers = signers.recorded(context, "amendment_id", row, ())
    contract = context.rows.by_id(Contract, row.contract_id)
    return values.Amendment(
        number=number,
        motive=_(LABELS[AmendmentMotive(row.motive)].public),
        changes=row.changes or "",
        handed_on=row.handed_on,
        effective_on=row.effective_on,
        signatories=tuple(signers.answer(context, one) for one in answers),
        waits=contract is not None and _waits(context, contract, row),
    )


def _waits(context: PaperContext, contract: Contract, row: Amendment) -> bool:
    parties = paper_facts.contract(context.rows, contract, shipped_rules(), context.today).parties
    return not contracts.signing(paper_facts.amendment(context.rows, row, parties), context.today).complete
