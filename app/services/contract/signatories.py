"""Who signs a document, as the screen shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.words import _
from resources.labels import LABELS
from resources.vocabulary import SignatureCapacity, SignatureMethod, SignatureOutcome

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from app.services.papers.common import Place


@dataclass(frozen=True, slots=True)
class SignatoryView:
    """Somebody who must sign; ``outcome`` is ``None`` while they said nothing."""

    signatory_id: str
    name: str
    capacity: SignatureCapacity
    capacity_label: str
    outcome: SignatureOutcome | None
    answer: str
    on: dt.date | None
    method: SignatureMethod | None


def signatory(place: Place) -> SignatoryView:
    """Return somebody who signs, with what they last answered."""
    shown = place.shown
    outcome = shown.outcome or (SignatureOutcome.SIGNED if shown.on is not None else None)
    answer = _(LABELS[outcome].text) if outcome is not None else ""
    return SignatoryView(
        place.signatory_id, shown.name, place.capacity, shown.capacity, outcome, answer, shown.on, shown.method
    )


def missing(places: Iterable[Place]) -> tuple[str, ...]:
    """Return the names of those who are awaited and have not signed."""
    found = ((place, signatory(place)) for place in places if place.awaited)
    return tuple(one.name for _place, one in found if one.outcome is not SignatureOutcome.SIGNED)
