"""What may come before a committee, and decisions still to be told (decisions 2; invariant 1; practice S-03)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.refusals import Refusal
from resources.vocabulary import CommitteePurpose

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.diagnosis import Agreement
    from resources.vocabulary import CommitteeDecision, HouseholdAnswer


class Packet(StrEnum):
    """What a committee receives of a case."""

    NAMELESS = "nameless"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Presentation:
    """Whether a case may be presented, and with what.

    Attributes:
        refusal: Why not; hard.
        packet: What is shown when it may.
    """

    refusal: Refusal | None
    packet: Packet | None


def presentation(purpose: CommitteePurpose | None, found: Agreement) -> Presentation:
    """Decide invariant 1: nothing but a proposal comes before a committee without the adults' approval.

    Args:
        purpose: Why the case comes; a proposal carries no name and no content and needs no approval. Not written, it is
            held to the strictest: approval.
        found: What the adults say of the version that would be shown.
    """
    if purpose is CommitteePurpose.PROPOSAL:
        return Presentation(None, Packet.NAMELESS)
    if found.complete:
        return Presentation(None, Packet.CONTENT)
    return Presentation(Refusal("diagnosis_not_approved", (*found.disputed, *found.missing), hard=True), None)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and what became of it."""

    held_on: dt.date | None
    decision: CommitteeDecision | None
    told_on: dt.date | None = None
    answer: HouseholdAnswer | None = None


class Telling(StrEnum):
    """What is left to do of a decision: it is told, never mailed first."""

    NOTHING_DECIDED = "nothing_decided"
    TO_TELL = "to_tell"
    WAITING_ANSWER = "waiting_answer"
    ANSWERED = "answered"


def telling(item: Decided, day: dt.date) -> Telling:
    """Say where a decision stands with the household; its letter is printed only after it was told."""
    if item.decision is None or item.held_on is None or item.held_on > day:
        return Telling.NOTHING_DECIDED
    if item.told_on is None or item.told_on > day:
        return Telling.TO_TELL
    return Telling.WAITING_ANSWER if item.answer is None else Telling.ANSWERED
