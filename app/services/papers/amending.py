"""An amendment as the paper of its own that household and operator sign (domain C.3)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from app.documents import values
from app.services.papers import agreements, amendments
from app.services.papers.kept_form import kept_form
from app.services.papers.places import amendment_places, amendment_signatories, contract_places
from app.words import speaking
from db.models.contract import Amendment, Contract
from resources.vocabulary import SignatureOutcome

if TYPE_CHECKING:
    from app.services.papers.common import PaperContext

_SIGNED = frozenset({None, SignatureOutcome.SIGNED})


def contract_of(context: PaperContext, row: Amendment) -> Contract:
    """Return the contract an amendment changes."""
    return next(one for one in context.rows.all(Contract) if one.id == row.contract_id)


def of_current(context: PaperContext) -> list[Amendment]:
    """Return the amendments of the current contract, in the order of their days."""
    return amendments.in_order(context.rows.under(Amendment, "contract_id", context.rows.current(Contract)))


def current_amendment(context: PaperContext) -> Amendment | None:
    """Return the first amendment of the current contract that waits for somebody, else the last one."""
    found = of_current(context)
    return next((one for one in found if waits(context, one)), found[-1] if found else None)


def waits(context: PaperContext, row: Amendment) -> bool:
    """Tell whether an amendment still waits for the signature of somebody."""
    places = amendment_places(context, contract_of(context, row), row)
    return any(one.awaited and (one.shown.on is None or one.shown.outcome not in _SIGNED) for one in places)


def amendment_paper(context: PaperContext, row: Amendment, *, final: bool = False) -> values.AmendmentPaper:
    """Return an amendment; ``final`` leaves the places to sign empty, as frozen before the first signature."""
    contract = contract_of(context, row)
    with speaking("fr"):
        return _amendment_paper(context, contract, row, final=final)


def _amendment_paper(
    context: PaperContext, contract: Contract, row: Amendment, *, final: bool
) -> values.AmendmentPaper:
    siblings = amendments.in_order(context.rows.under(Amendment, "contract_id", contract))
    number = 1 + [one.id for one in siblings].index(row.id)
    version = agreements.contract_version(context, contract)
    parties = contract_places(context, contract)
    signed_on = [one.shown.on for one in parties if one.awaited and one.shown.on and one.shown.outcome in _SIGNED]
    return values.AmendmentPaper(
        heading=context.heading(
            "avenant",
            f"{version}.{number}",
            draft=not final and row.handed_on is None and waits(context, row),
            speaks=kept_form(context, "amendment_id", row),
        ),
        legal=context.legal(contract.legal_regime),
        household=context.person_lines(adults_only=True),
        amendment=dataclasses.replace(amendments.amendment(context, number, row), signatories=(), waits=False),
        contract_reference=f"{context.rows.case_file.number}/contrat/{version}",
        contract_signed_on=max(signed_on, default=None),
        originals=contract.originals,
        signatories=amendment_signatories(context, contract, row, final=final),
    )
