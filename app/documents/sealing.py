"""Freeze a document for signature, then seal it once per signatory.

1. ``prepare_final`` adds every signature field; the result is the **final** file: its SHA-256 is what each evidence
   names (review G2).
2. ``seal`` adds one signature to one field, as an incremental update: the final bytes stay an exact prefix, so that the
   paper everybody agreed to can be taken out of any sealed copy. Those who sign elsewhere or on paper get the same
   final bytes; sealed files are never joined.

PAdES baseline B-B, no network, no timestamp: the time is the one the device declares.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.documents.sealing_values import SealRequest, SignatureBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.certificates import SealingKey

__all__ = ["SealRequest", "SignatureBox", "prepare_final", "seal", "sha256_of"]


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of a file, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def prepare_final(pdf: bytes, boxes: Sequence[SignatureBox]) -> bytes:
    """Return the final file: the document with one empty, visible field per signatory.

    All fields exist before the first signature, for a field added later would void it (research 2.4). The same document
    and boxes always give the same bytes.

    Args:
        pdf: The document as drawn, never signed.
        boxes: One per signatory, in signing order.

    Raises:
        ValueError: No box, the same name twice, a page the document does not have, or a document with a signature.
    """
    from app.documents.sealing_pades import with_fields  # noqa: PLC0415 -- pyHanko takes 0.3 s, only when sealing

    names = [box.field_name for box in boxes]
    if not names or len(set(names)) != len(names):
        raise ValueError("each signatory has one field, and there is at least one")
    return with_fields(pdf, boxes)


def seal(pdf: bytes, request: SealRequest, key: SealingKey) -> bytes:
    """Return the file with one more signature, its ink visible in the field and no font brought in (review G4).

    The first signature certifies the document: only the other prepared fields may still be filled (DocMDP, level 2).
    Name, reason, capacity and the SHA-256 of the final file stand in the signature dictionary, hence inside the signed
    bytes; they are what the device declares. The signed attributes hold what PAdES asks for (digest, certificate) and
    no second copy of the name, which could disagree.

    Args:
        pdf: The final file, or the file after the signature before.
        request: Who signs, where and when.
        key: The vault's own.

    Raises:
        Expected: ``already_signed`` when that field is signed, ``signed_elsewhere`` when another software signed first.
        ValueError: The field was never prepared.
    """
    from app.documents.sealing_pades import sealed  # noqa: PLC0415 -- as above

    return sealed(pdf, request, key)
