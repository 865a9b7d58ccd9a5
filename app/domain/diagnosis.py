"""A version of the shared diagnosis: its canonical content, its hash, and who approved it (review E4, domain E.2.3).

An approval names a version by its content hash: any later edit opens a version to be approved again, and the approved
one is the only one a committee or a landlord's paper is made from.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from resources.vocabulary import ApprovalStatus, DiagnosisPoint, LandlordShare, PointState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_AGREED = frozenset({ApprovalStatus.APPROVED, ApprovalStatus.APPROVED_WITH_RESERVATIONS})


@dataclass(frozen=True, slots=True)
class Point:
    """What is written under one of the eight points.

    The day the household read the sentence and what the landlord said at stage 2 are facts about a version, not part
    of it.
    """

    reported: str | None = None
    observed: str | None = None
    analysis: str | None = None
    strengths: tuple[str, ...] = ()
    share_with_landlord: LandlordShare = LandlordShare.NONE
    landlord_sentence: str | None = None
    state: PointState | None = None


@dataclass(frozen=True, slots=True)
class Difficulty:
    """A difficulty, where it comes from and what it leads to."""

    what: str
    cause: str | None = None
    consequence: str | None = None


@dataclass(frozen=True, slots=True)
class DiagnosisContent:
    """All an adult reads and approves; days are ISO text."""

    interviews: tuple[str, ...] = ()
    place: str | None = None
    present: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    points: Mapping[DiagnosisPoint, Point] = field(default_factory=dict)
    difficulties: tuple[Difficulty, ...] = ()
    work_axes: tuple[str, ...] = ()
    operator_means: str | None = None
    partners_to_mobilise: tuple[str, ...] = ()
    estimated_duration_months: int | None = None
    proposed_measure: str | None = None
    household_opinion: str | None = None
    disagreements: str | None = None


def canonical_content(content: DiagnosisContent) -> bytes:
    """Write a version so that equal contents give equal bytes: JSON, sorted keys, no spaces, text kept to the byte."""
    points = {point.value: asdict(value) for point, value in content.points.items()}
    plain = {**asdict(content), "points": points}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_hash(content: DiagnosisContent) -> str:
    """Give the SHA-256 of a version, in hexadecimal; an approval names it."""
    return hashlib.sha256(canonical_content(content)).hexdigest()


@dataclass(frozen=True, slots=True)
class Approval:
    """What one adult said of one version.

    Attributes:
        person: Ref of the adult.
        status: What they said.
        on: When.
        content_hash: Version they read; ``None`` never matches a version.
    """

    person: str
    status: ApprovalStatus
    on: dt.date
    content_hash: str | None


class DiagnosisState(StrEnum):
    """Where a version stands on a day."""

    DRAFT = "draft"
    PARTLY_APPROVED = "partly_approved"
    APPROVED = "approved"
    APPROVED_WITH_RESERVATIONS = "approved_with_reservations"
    DISPUTED = "disputed"
    PRESENTED = "presented"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the adults say of a version on a day; refs in the household's order.

    Attributes:
        approved: Those who approved it.
        with_reservations: Those of them who had reservations.
        disputed: Those who dispute it.
        missing: Those who said nothing of this version.
        complete_on: Day the last of them approved, when all did.
    """

    approved: tuple[str, ...]
    with_reservations: tuple[str, ...]
    disputed: tuple[str, ...]
    missing: tuple[str, ...]
    complete_on: dt.date | None

    @property
    def complete(self) -> bool:
        """Whether every adult concerned approved this very version."""
        return self.complete_on is not None


def agreement(version: str, approvals: tuple[Approval, ...], adults: tuple[str, ...], day: dt.date) -> Agreement:
    """Read what each adult concerned last said of a version.

    Args:
        version: Content hash of the version.
        approvals: All approvals of the diagnosis; those of other versions do not count.
        adults: Refs of the adults concerned.
        day: Day asked; later approvals do not count.
    """
    said: dict[str, Approval] = {}
    for approval in sorted(approvals, key=lambda one: one.on):
        if approval.content_hash == version and approval.on <= day:
            said[approval.person] = approval
    heard = [(person, said[person]) for person in adults if person in said]
    agreed = tuple(person for person, approval in heard if approval.status in _AGREED)
    return Agreement(
        agreed,
        tuple(person for person, one in heard if one.status is ApprovalStatus.APPROVED_WITH_RESERVATIONS),
        tuple(person for person, one in heard if one.status is ApprovalStatus.DISPUTED),
        tuple(person for person in adults if person not in said),
        max(said[person].on for person in agreed) if adults and agreed == adults else None,
    )


def diagnosis_state(found: Agreement, presented_on: dt.date | None, day: dt.date) -> DiagnosisState:
    """Derive the state of a version.

    Args:
        found: What the adults say of it.
        presented_on: Day a committee discussed it, if one did.
        day: Day asked.
    """
    if found.complete_on is not None:
        if presented_on is not None and found.complete_on <= presented_on <= day:
            return DiagnosisState.PRESENTED
        return DiagnosisState.APPROVED_WITH_RESERVATIONS if found.with_reservations else DiagnosisState.APPROVED
    if found.disputed:
        return DiagnosisState.DISPUTED
    return DiagnosisState.PARTLY_APPROVED if found.approved else DiagnosisState.DRAFT
