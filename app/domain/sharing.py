"""Authorisations to share, and the sentences that may leave for a landlord on a day (review E4, E5; decisions 1, 7).

Nothing of a point goes to the landlord but one sentence written for them and read by the household. Health never goes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from resources.vocabulary import DiagnosisPoint, LandlordShare

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Consent:
    """An authorisation to share, per recipient and topic.

    Attributes:
        persons: Refs of who gives it.
        recipient: Ref of the organisation it is for.
        topics: Points it covers.
        given_on: First day it holds.
        until: Last day it holds; without one, it ends with the measure.
        withdrawn_on: First day it no longer holds.
        ref: How other values name it.
    """

    persons: tuple[str, ...]
    recipient: str
    topics: frozenset[DiagnosisPoint]
    given_on: dt.date
    until: dt.date | None = None
    withdrawn_on: dt.date | None = None
    ref: str | None = None

    def valid_on(self, day: dt.date, measure_ended_on: dt.date | None = None) -> bool:
        """Tell whether it holds on a day (review E5); without an end of its own it holds until the measure ends."""
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return False
        if self.until is None and measure_ended_on is not None and measure_ended_on <= day:
            return False
        return self.given_on <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one point says of sharing.

    Attributes:
        share: What the household chose.
        sentence: The sentence written for the landlord.
        read_on: Day the household read it.
        read_hash: Hash of the sentence they read, where it is known; another sentence is not sent.
    """

    share: LandlordShare = LandlordShare.NONE
    sentence: str | None = None
    read_on: dt.date | None = None
    read_hash: str | None = None


class LeftOut(StrEnum):
    """Why a point is not in what the landlord receives."""

    HEALTH = "health"
    NOT_SHARED = "not_shared"
    NO_SENTENCE = "no_sentence"
    NOT_READ = "not_read"
    CHANGED_SINCE_READ = "changed_since_read"
    NO_VALID_CONSENT = "no_valid_consent"
    NOT_ALL_AGREE = "not_all_agree"


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence that may leave, and the refs of the authorisations it leaves under."""

    point: DiagnosisPoint
    sentence: str
    consents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LandlordSentences:
    """What a landlord may receive on a day, and why the rest stays."""

    shared: tuple[SharedSentence, ...]
    left_out: tuple[tuple[DiagnosisPoint, LeftOut], ...]


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom and when sentences are asked.

    Attributes:
        recipient: Ref of the landlord.
        on: Day asked.
        measure_ended_on: End of the measure, with which open authorisations end.
        everyone: Refs of those who must all have agreed; empty where one valid authorisation is enough.
    """

    recipient: str
    on: dt.date
    measure_ended_on: dt.date | None = None
    everyone: frozenset[str] = frozenset()


def sentence_hash(sentence: str) -> str:
    """Give the fingerprint of a sentence as it was read: SHA-256 of its UTF-8 bytes."""
    return hashlib.sha256(sentence.encode()).hexdigest()


def landlord_sentences(
    points: Mapping[DiagnosisPoint, Sentence], consents: tuple[Consent, ...], audience: Audience
) -> LandlordSentences:
    """Sort the eight points into sentences that may leave and those that stay, in the order of the diagnosis.

    Args:
        points: Sentences of the approved version of the diagnosis; a point absent is not shared.
        consents: All authorisations of the case.
        audience: For whom and when.
    """
    shared: list[SharedSentence] = []
    left_out: list[tuple[DiagnosisPoint, LeftOut]] = []
    for point in DiagnosisPoint:
        sentence = points.get(point, Sentence())
        valid = tuple(consent for consent in consents if _covers(consent, point, audience))
        reason = _own_reason(point, sentence, audience.on) or _consent_reason(valid, audience)
        if reason is None:
            refs = tuple(consent.ref for consent in valid if consent.ref is not None)
            shared.append(SharedSentence(point, sentence.sentence or "", refs))
        else:
            left_out.append((point, reason))
    return LandlordSentences(tuple(shared), tuple(left_out))


def _covers(consent: Consent, point: DiagnosisPoint, audience: Audience) -> bool:
    return (
        consent.recipient == audience.recipient
        and point in consent.topics
        and consent.valid_on(audience.on, audience.measure_ended_on)
    )


def _own_reason(point: DiagnosisPoint, sentence: Sentence, day: dt.date) -> LeftOut | None:
    written = (sentence.sentence or "").strip()
    checks = (
        (point is DiagnosisPoint.HEALTH_ISSUES, LeftOut.HEALTH),
        (sentence.share is not LandlordShare.SENTENCE, LeftOut.NOT_SHARED),
        (not written, LeftOut.NO_SENTENCE),
        (sentence.read_on is None or sentence.read_on > day, LeftOut.NOT_READ),
        (_changed(sentence), LeftOut.CHANGED_SINCE_READ),
    )
    return next((reason for stops, reason in checks if stops), None)


def _changed(sentence: Sentence) -> bool:
    return sentence.read_hash is not None and sentence_hash(sentence.sentence or "") != sentence.read_hash


def _consent_reason(valid: tuple[Consent, ...], audience: Audience) -> LeftOut | None:
    if not valid:
        return LeftOut.NO_VALID_CONSENT
    agreed = {person for consent in valid for person in consent.persons}
    return None if audience.everyone <= agreed else LeftOut.NOT_ALL_AGREE
