"""Evidence of one signature: who, of which exact bytes, checked how, on what day, with whom.

On-screen ink is a *simple* electronic signature: what makes it hold is this record, the paper exemplar, or both (design
security « Evidence of signature », domain B.4). It holds no number of an identity paper, no photograph, no place and no
dynamics of the hand (practice P-12, review G6). Each signatory has their own record; a document is signed when every
required signatory has one that names the same final bytes, on one or several exemplars (review G2).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.errors import Expected
from app.words import _
from resources.vocabulary import SignatureCapacity, SignatureMethod, SignatureOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FORMAT = "palier.evidence/1"
SHA256 = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"(?:\d[ .\u00a0\u202f-]?){6,}")
"""Six digits or more, spaced or not: an identity paper's number, which is never written (practice P-12)."""


class IdentityKnown(StrEnum):
    """How a signatory's identity was established; never filled in advance (practice 3, « signer »)."""

    KNOWN_TO_SERVICE = "known_to_service"
    DOCUMENT_SEEN = "document_seen"
    OTHER = "other"


class ReadHow(StrEnum):
    """How a signatory came to know the text."""

    READ_ALONE = "read_alone"
    READ_TOGETHER = "read_together"
    READ_TO_ME = "read_to_me"


class CopyHanded(StrEnum):
    """In what form a signatory received a copy."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class Identity:
    """How the identity was established.

    Attributes:
        how: One of three answers.
        by: The worker who did it.
        words: What « other » means; never a number.

    Raises:
        Expected: ``identity_number`` when a number was written.
    """

    how: IdentityKnown
    by: str
    words: str = ""

    def __post_init__(self) -> None:
        if NUMBER.search(self.words):
            raise Expected(
                "identity_number",
                _("Le numéro d’une pièce d’identité ne se note pas : « pièce vue » suffit. Le reste est gardé."),
                path="identity.words",
            )


@dataclass(frozen=True, slots=True)
class Reading:
    """How the text was read: a time, not a tick (practice D-14).

    Attributes:
        how: Alone, together or aloud.
        minutes: How long it took, when it was counted.
        by: Who read aloud, empty when nobody did.
    """

    how: ReadHow
    minutes: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is kept of one person being asked to sign one document.

    Attributes:
        document_sha256: SHA-256 of the final file, with its empty fields: the exact bytes shown.
        signatory: Id of the person or worker.
        name: As printed.
        capacity: In what quality.
        outcome: Signed, not today, or declined; the last two never block the support.
        at: Aware time of the device; kept as UTC and offset.
        device: Name of the device.
        method: Paper or screen; None when nothing was signed.
        identity: How the identity was established, when it was.
        reading: How the text was read, when it was.
        copy_handed: In what form a copy was handed, None when it was not (M-SIGN prints its sentence only then).
        witnesses: Names of those who attest, for somebody who cannot sign.
        interpreter: Name, or empty.
        reason: In the person's own words, only if they gave one.
        sealed_sha256: SHA-256 of the sealed file right after this signature; None on paper.
        certificate_sha256: Fingerprint of the vault's certificate; None on paper.

    Raises:
        ValueError: The parts contradict each other.
    """

    document_sha256: str
    signatory: str
    name: str
    capacity: SignatureCapacity
    outcome: SignatureOutcome
    at: dt.datetime
    device: str
    method: SignatureMethod | None = None
    identity: Identity | None = None
    reading: Reading | None = None
    copy_handed: CopyHanded | None = None
    witnesses: tuple[str, ...] = ()
    interpreter: str = ""
    reason: str = ""
    sealed_sha256: str | None = None
    certificate_sha256: str | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None or self.at.utcoffset() is None:
            raise ValueError("the time of an evidence needs its offset")
        for digest in (self.document_sha256, self.sealed_sha256, self.certificate_sha256):
            if digest is not None and not SHA256.fullmatch(digest):
                raise ValueError(f"no SHA-256: {digest!r}")
        signed = self.outcome is SignatureOutcome.SIGNED
        if signed != (self.method is not None):
            raise ValueError("a method is told of what was signed, and only of that")
        on_screen = self.method is SignatureMethod.SCREEN
        if on_screen != (self.sealed_sha256 is not None) or on_screen != (self.certificate_sha256 is not None):
            raise ValueError("a seal belongs to a signature on screen, and each of these has one")

    def as_values(self) -> dict[str, Any]:
        """Return the record as JSON values, the same keys always present."""
        return {
            "format": FORMAT,
            "document_sha256": self.document_sha256,
            "signatory": self.signatory,
            "name": self.name,
            "capacity": str(self.capacity),
            "outcome": str(self.outcome),
            "at": self.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "utc_offset_minutes": _offset_minutes(self.at),
            "device": self.device,
            "method": _word(self.method),
            "identity": None if self.identity is None else _identity_values(self.identity),
            "reading": None if self.reading is None else _reading_values(self.reading),
            "copy_handed": _word(self.copy_handed),
            "witnesses": list(self.witnesses),
            "interpreter": self.interpreter,
            "reason": self.reason,
            "sealed_sha256": self.sealed_sha256,
            "certificate_sha256": self.certificate_sha256,
        }

    def canonical(self) -> str:
        """Return the one JSON text of this record: keys sorted, no space, accents as they are."""
        return json.dumps(self.as_values(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical text, in UTF-8."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def evidence_from(values: Mapping[str, Any]) -> Evidence:
    """Return the record whose ``as_values`` these are; seconds are the finest time it keeps.

    Raises:
        ValueError: Another format, or a word this version does not know.
        KeyError: A key is missing.
    """
    if values["format"] != FORMAT:
        raise ValueError(f"unknown format of evidence: {values['format']!r}")
    zone = dt.timezone(dt.timedelta(minutes=values["utc_offset_minutes"]))
    return Evidence(
        document_sha256=values["document_sha256"],
        signatory=values["signatory"],
        name=values["name"],
        capacity=SignatureCapacity(values["capacity"]),
        outcome=SignatureOutcome(values["outcome"]),
        at=dt.datetime.fromisoformat(values["at"]).astimezone(zone),
        device=values["device"],
        method=SignatureMethod(values["method"]) if values["method"] else None,
        identity=_identity_from(values["identity"]),
        reading=_reading_from(values["reading"]),
        copy_handed=CopyHanded(values["copy_handed"]) if values["copy_handed"] else None,
        witnesses=tuple(values["witnesses"]),
        interpreter=values["interpreter"],
        reason=values["reason"],
        sealed_sha256=values["sealed_sha256"],
        certificate_sha256=values["certificate_sha256"],
    )


def missing_signatories(required: Sequence[str], evidences: Iterable[Evidence], final_sha256: str) -> tuple[str, ...]:
    """Return who has not signed these exact bytes yet, in the order asked (review G2).

    « Not today » is an answer, not a signature; a signature of any other bytes counts for nothing here.

    Args:
        required: Ids of the signatories this document needs.
        evidences: All those kept for the document, of any exemplar.
        final_sha256: SHA-256 of the final file.
    """
    signed = {
        evidence.signatory
        for evidence in evidences
        if evidence.document_sha256 == final_sha256 and evidence.outcome is SignatureOutcome.SIGNED
    }
    return tuple(signatory for signatory in required if signatory not in signed)


def _word(word: StrEnum | None) -> str | None:
    """Return a word as text, or None."""
    return None if word is None else str(word)


def _offset_minutes(at: dt.datetime) -> int:
    """Return how far from UTC the device's clock was set, in minutes."""
    offset = at.utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)


def _identity_values(identity: Identity) -> dict[str, Any]:
    """Return how the identity was established, as JSON values."""
    return {"how": str(identity.how), "by": identity.by, "words": identity.words}


def _reading_values(reading: Reading) -> dict[str, Any]:
    """Return how the text was read, as JSON values."""
    return {"how": str(reading.how), "minutes": reading.minutes, "by": reading.by}


def _identity_from(values: Mapping[str, Any] | None) -> Identity | None:
    """Return the identity check written so."""
    return None if values is None else Identity(IdentityKnown(values["how"]), values["by"], values["words"])


def _reading_from(values: Mapping[str, Any] | None) -> Reading | None:
    """Return the reading written so."""
    return None if values is None else Reading(ReadHow(values["how"]), values["minutes"], values["by"])
