"""What can be signed: the contract, an amendment of it, the mutual commitments; which of each, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.services.papers import agreements, amending
from app.services.papers.places import amendment_places, commitment_places, contract_places
from db.models.contract import Amendment, Contract
from db.models.mutual_commitments import MutualCommitments
from resources.vocabulary import DocumentKind

if TYPE_CHECKING:
    from app.documents.values import DocumentValue
    from app.services.case_rows import CaseRows
    from app.services.papers.common import PaperContext, Place

    Signable = Contract | Amendment | MutualCommitments

PARENT_KEYS: Final[dict[DocumentKind, str]] = {
    DocumentKind.SUPPORT_CONTRACT: "contract_id",
    DocumentKind.AMENDMENT: "amendment_id",
    DocumentKind.MUTUAL_COMMITMENTS: "mutual_commitments_id",
}
"""Papers that are signed, with the column by which a signature names what it belongs to."""


def every(rows: CaseRows, kind: DocumentKind) -> list[Any]:
    """Return all there is of a kind in a case, the oldest first."""
    if kind is DocumentKind.SUPPORT_CONTRACT:
        return list(rows.all(Contract))
    return list(rows.all(Amendment if kind is DocumentKind.AMENDMENT else MutualCommitments))


def current(context: PaperContext, kind: DocumentKind) -> Signable | None:
    """Return the one to sign now: the current contract or commitments, the first amendment that waits for somebody."""
    if kind is DocumentKind.SUPPORT_CONTRACT:
        return context.rows.current(Contract)
    if kind is DocumentKind.AMENDMENT:
        return amending.current_amendment(context)
    return context.rows.current(MutualCommitments)


def places_of(context: PaperContext, kind: DocumentKind, row: Any) -> tuple[Place, ...]:
    """Return who signs it, with what is known of each signature."""
    if kind is DocumentKind.SUPPORT_CONTRACT:
        return contract_places(context, row)
    if kind is DocumentKind.AMENDMENT:
        return amendment_places(context, amending.contract_of(context, row), row)
    return commitment_places(context, row)


def final_value(context: PaperContext, kind: DocumentKind, row: Any) -> DocumentValue:
    """Return what it says with empty places, as it is frozen.

    Raises:
        Expected: ``not_for_landlord`` when the landlord may not sign it.
    """
    if kind is DocumentKind.SUPPORT_CONTRACT:
        if row.landlord_signs:
            agreements.refuse_landlord(context, row)
        return agreements.support_contract(context, row, final=True)
    if kind is DocumentKind.AMENDMENT:
        return amending.amendment_paper(context, row, final=True)
    return agreements.mutual_commitments(context, row, final=True)
