"""Papers frozen to be signed, and whom each asks: written at that moment, whatever the household becomes after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.contracts import Party
from db.models.contract import Signature
from db.models.document import Document, SignatureEvidence
from resources.vocabulary import SignatureCapacity, SignatureOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.case_rows import CaseRows
    from db.base import Journalled

FINAL = "final"
_SIGNED = frozenset({None, SignatureOutcome.SIGNED.value})


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a paper asks.

    Attributes:
        required: Those it waits for, in order.
        offered: Those it only offers a place.
    """

    required: tuple[Party, ...]
    offered: tuple[Party, ...] = ()

    def written(self) -> tuple[dict[str, Any], ...]:
        """Return what the row of a frozen paper keeps; an organisation signs by any of its workers."""
        return tuple(
            {"capacity": one.capacity.value, "person": one.person, "required": required}
            for some, required in ((self.required, True), (self.offered, False))
            for one in some
        )

    def but(self, capacity: SignatureCapacity) -> Asked:
        """Return the same without those asked in a capacity."""
        return Asked(
            *(tuple(one for one in some if one.capacity is not capacity) for some in (self.required, self.offered))
        )


def finals_of(rows: CaseRows, which_id: str) -> list[Document]:
    """Return the papers frozen for a contract, an amendment or commitments, the oldest first."""
    found = [one for one in rows.all(Document) if one.which_id == which_id and one.state == FINAL]
    return sorted(found, key=lambda one: one.id)


def somebody_signed(rows: CaseRows, parent_key: str, parent: Journalled) -> bool:
    """Tell whether a paper bears a signature, after which it changes no more."""
    return any(one.outcome in _SIGNED for one in rows.under(Signature, parent_key, parent))


def asked(rows: CaseRows, parent_key: str, parent: Journalled) -> Asked | None:
    """Return whom a paper asked when it was frozen, once somebody signed it.

    None while it may still change; for one signed elsewhere, or frozen before this was written: the household tells.
    """
    if not somebody_signed(rows, parent_key, parent):
        return None
    final = _signed_final(rows, finals_of(rows, parent.id))
    return _read(final.signatories) if final is not None and final.signatories else None


def _signed_final(rows: CaseRows, finals: list[Document]) -> Document | None:
    """Return the one that was signed: of two frozen apart, then merged, it may not be the last."""
    signed = {one.document_id for one in rows.all(SignatureEvidence) if one.outcome in _SIGNED}
    return next((one for one in reversed(finals) if one.id in signed), finals[-1] if finals else None)


def _read(written: Iterable[dict[str, Any]]) -> Asked:
    both: dict[bool, list[Party]] = {True: [], False: []}
    for one in written:
        both[one["required"]].append(Party(SignatureCapacity(one["capacity"]), one["person"]))
    return Asked(tuple(both[True]), tuple(both[False]))
