"""What a verification answers, and its shape on the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

MARKS = re.compile(rb"/ByteRange\b|/(?:ETSI\.CAdES\.detached|ETSI\.RFC3161|adbe\.pkcs7\.detached|adbe\.pkcs7\.sha1)\b")
"""What no signed file can be without; a signature dictionary is never compressed (ISO 32000-1, 12.8.1)."""


class Trust(StrEnum):
    """What vouches for the certificate of a seal."""

    KNOWN = "known"
    """In the directory of the vault that verifies."""

    UNKNOWN = "unknown"
    """Sealed by a device this machine cannot name; nothing is wrong with that."""

    AUTHORITY = "authority"
    """An outside authority vouches for it; no version yet knows one, the word is reserved by the interface."""


class ChangeKind(StrEnum):
    """What differs from what was signed."""

    BYTES_ALTERED = "bytes_altered"
    STRUCTURE_DAMAGED = "structure_damaged"
    SIGNATURE_DAMAGED = "signature_damaged"
    SIGNATURE_MISSING = "signature_missing"
    PAGES_ADDED = "pages_added"
    PAGES_REMOVED = "pages_removed"
    PAGE_CHANGED = "page_changed"
    FIELD_CHANGED = "field_changed"
    CONTENT_ADDED = "content_added"
    VALIDATION_DATA = "validation_data"
    """The only one that leaves the file intact: proofs an authority adds for archives (PAdES B-LT)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        kind: What it is.
        subject: Which page (from 1), how many, which field; empty when the kind says all.
    """

    kind: ChangeKind
    subject: str = ""


@dataclass(frozen=True, slots=True)
class SealedSignature:
    """One signature found in the file.

    Attributes:
        field: Name of its field.
        name: Signatory as the sealing device declares them; empty when it says nothing.
        capacity: A word of ``SignatureCapacity``, or empty for a seal made elsewhere.
        on: Declared time, with its offset; None when none is written.
        time_proven: Whether a trusted timestamp proves that time. Always false offline.
        certificate_sha256: Fingerprint of the certificate that sealed.
        sealed_by: The device: as the vault's directory names it, else as its certificate calls itself.
        trust: What vouches for the certificate.
        intact: Whether what it signed is unchanged, byte for byte.
    """

    field: str
    name: str
    capacity: str
    on: dt.datetime | None
    time_proven: bool
    certificate_sha256: str
    sealed_by: str
    trust: Trust
    intact: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """What a file says for itself.

    Attributes:
        sha256: Of the file as given.
        intact: None when the file bears no signature.
        changes_after: What differs from what was signed.
        signatures: In signing order.
        waiting: Signature fields still empty.
        document_sha256: SHA-256 of the final file that everybody signs, recomputed from the bytes; it is what the
            evidence names. None when the seal was not made by Palier, or when the file is not intact.
    """

    sha256: str
    intact: bool | None
    changes_after: tuple[Change, ...] = ()
    signatures: tuple[SealedSignature, ...] = ()
    waiting: tuple[str, ...] = ()
    document_sha256: str | None = None

    def as_json(self, file: str, evidence: object = None) -> dict[str, Any]:
        """Return the values of ``palier verify --json`` (review N1).

        Args:
            file: The file's name, as given.
            evidence: What the vault knows of these signatures, or None.
        """
        return {
            "file": file,
            "sha256": self.sha256,
            "document_sha256": self.document_sha256,
            "intact": self.intact,
            "changes_after": [{"kind": str(change.kind), "subject": change.subject} for change in self.changes_after],
            "signatures": [_signature_as_json(signature) for signature in self.signatures],
            "waiting": list(self.waiting),
            "evidence": evidence,
        }


def _signature_as_json(signature: SealedSignature) -> dict[str, Any]:
    """Return one signature with the keys of the interface."""
    return {
        "field": signature.field,
        "name": signature.name,
        "capacity": signature.capacity or None,
        "on": signature.on.isoformat() if signature.on else None,
        "time_proven": signature.time_proven,
        "certificate_sha256": signature.certificate_sha256,
        "sealed_by": signature.sealed_by,
        "trust": str(signature.trust),
        "intact": signature.intact,
    }
