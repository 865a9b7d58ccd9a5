"""Verifying done with pyHanko; call ``app.documents.verifying.verify``, which catches what hostile bytes cause here."""

# mypy: disable-error-code="no-untyped-call"
# pyHanko annotates its arguments, seldom its results.

from __future__ import annotations

import hashlib
import io
import logging
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DiffResult,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from app.documents.certificates import fingerprint
from app.documents.sealing_pades import PRIVATE_ENTRY, canonical_container
from app.documents.verifying_changes import described
from app.documents.verifying_values import MARKS, Change, ChangeKind, SealedSignature, Trust, Verification

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

MOST_REVISIONS = 64
"""More updates than any paper of ours has: refused before comparing them one by one."""

for _library in ("pyhanko", "pyhanko_certvalidator"):
    # They write pieces of the file where logs go: a paper about somebody is not for the diary.
    logging.getLogger(_library).addHandler(logging.NullHandler())
    logging.getLogger(_library).propagate = False

ENDING = re.compile(rb"startxref\s+\d+\s+%%EOF")
"""How a whole PDF ends; looked for first, for pyHanko walks back through millions of bytes one by one."""

LONGEST_NAME = 200
TIMESTAMP = "/DocTimeStamp"

ONLY_SIGNATURES = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        DocInfoRule().as_qualified(ModificationLevel.FORM_FILLING),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
        MetadataUpdateRule().as_qualified(ModificationLevel.FORM_FILLING),
    ],
    form_rule=FormUpdatingRule([SigFieldCreationRule(), SigFieldModificationRule()]),
    ignore_orphaned_objects=False,
)
"""What may follow a signature: other signatures, and proofs for archives. Filling any other field is a change, which
pyHanko's own policy lets pass; readers that touch the metadata while they sign are tolerated, but not after the last
signature."""


@dataclass(frozen=True, slots=True)
class _Examined:
    """One signature and what is wrong with it."""

    signature: SealedSignature | None
    changes: tuple[Change, ...]
    final_sha256: str | None


def examined(pdf: bytes, sha256: str, known: Mapping[str, str]) -> Verification:
    """Return what a file with marks of signatures proves; anything at all may be raised on hostile bytes."""
    if not ENDING.search(pdf[-2048:]):
        raise ValueError("the end of the file is missing")
    reader = PdfFileReader(io.BytesIO(pdf))
    if reader.xrefs.total_revisions > MOST_REVISIONS:
        raise ValueError("too many revisions to be a paper of ours")
    embedded = list(reader.embedded_signatures)
    results = [_examined(pdf, one, known) for one in embedded]
    changes = [change for result in results for change in result.changes]
    if not embedded or len(MARKS.findall(pdf)) > 2 * len(embedded):
        changes.append(Change(ChangeKind.SIGNATURE_MISSING))
    intact = all(change.kind is ChangeKind.VALIDATION_DATA for change in changes)
    finals = {result.final_sha256 for result in results if result.signature}
    return Verification(
        sha256,
        intact=intact,
        changes_after=tuple(dict.fromkeys(changes)),
        signatures=tuple(result.signature for result in results if result.signature),
        waiting=tuple(_printable(name) for name, value, _reference in enumerate_sig_fields(reader) if value is None),
        document_sha256=finals.pop() if intact and len(finals) == 1 else None,
    )


def _examined(pdf: bytes, embedded: EmbeddedPdfSignature, known: Mapping[str, str]) -> _Examined:
    """Check one signature against the bytes, without asking who vouches for it."""
    field = _printable(embedded.field_name)
    damaged = Change(ChangeKind.SIGNATURE_DAMAGED, field)
    try:
        # The signer's own certificate is the root of this check: it asks only whether the bytes are those it signed.
        # Who the certificate belongs to is answered apart, by its fingerprint, without revocation data (review G3).
        context = ValidationContext(trust_roots=[embedded.signer_cert], allow_fetching=False)
        is_timestamp = embedded.sig_object_type == TIMESTAMP
        check = validate_pdf_timestamp if is_timestamp else validate_pdf_signature
        status = check(embedded, context, diff_policy=ONLY_SIGNATURES)
    except Exception:  # noqa: BLE001 -- one signature that cannot be read is a finding, not the end of the check
        return _Examined(None, (damaged,), None)
    found: list[Change] = []
    if not status.intact:
        found.append(Change(ChangeKind.BYTES_ALTERED))
    elif not status.valid or not _fills_its_hole(pdf, embedded):
        found.append(damaged)
    untouched = not found
    found.extend(_later_changes(pdf, embedded))
    if is_timestamp:
        return _Examined(None, tuple(found), None)
    return _Examined(_signature(embedded, known, intact=untouched), tuple(found), _final_sha256(pdf, embedded))


def _fills_its_hole(pdf: bytes, embedded: EmbeddedPdfSignature) -> bool:
    """Tell whether the signed bytes are all the others: one hole, holding the container and zeros, nothing else.

    pyHanko compares lengths only; a byte range that overlaps, or data hidden after the container, would pass.
    """
    start, length, resume, rest = (int(value) for value in embedded.byte_range)
    hole = pdf[length:resume]
    content: bytes = embedded.pkcs7_content
    container = content[: _der_length(content)]
    return (
        start == 0
        and resume + rest <= len(pdf)
        and hole[:1] + hole[-1:] == b"<>"
        and hole[1:-1] in {content.hex().encode(), content.hex().upper().encode()}
        and not content[len(container) :].strip(b"\0")
        and (not _private(embedded) or container == canonical_container(embedded.signer_cert, embedded.signer_info))
    )


def _der_length(container: bytes) -> int:
    """Return how many bytes the outermost DER value takes; a container is always long enough for the long form."""
    count = container[1] & 0x7F
    return 2 + count + int.from_bytes(container[2 : 2 + count], "big")


def _later_changes(pdf: bytes, embedded: EmbeddedPdfSignature) -> Iterator[Change]:
    """Yield what was done to the file after this signature, other than signing it again."""
    end = int(embedded.byte_range[2]) + int(embedded.byte_range[3])
    result: Any = embedded.diff_result
    level = result.modification_level if isinstance(result, DiffResult) else ModificationLevel.OTHER
    is_last = embedded is embedded.reader.embedded_signatures[-1]
    if level == ModificationLevel.NONE and end == len(pdf):
        return
    if level == ModificationLevel.LTA_UPDATES and is_last and _ends_cleanly(pdf, embedded.reader):
        yield Change(ChangeKind.VALIDATION_DATA)
    elif is_last or not _may_follow(level, embedded):
        yield from described(pdf[:end], pdf)


def _may_follow(level: ModificationLevel, embedded: EmbeddedPdfSignature) -> bool:
    """Tell whether updates of this level are what the signature itself lets follow (DocMDP, ISO 32000-1, 12.8.2.2)."""
    allowed = embedded.docmdp_level
    most = ModificationLevel.FORM_FILLING.value
    if allowed is not None:
        most = min(most, allowed.value)
    return bool(ModificationLevel.LTA_UPDATES.value <= level.value <= most)


def _ends_cleanly(pdf: bytes, reader: PdfFileReader) -> bool:
    """Tell whether nothing follows the last update."""
    return pdf.rstrip(b"\r\n").endswith(f"startxref\n{reader.last_startxref}\n%%EOF".encode())


def _signature(embedded: EmbeddedPdfSignature, known: Mapping[str, str], *, intact: bool) -> SealedSignature:
    """Return the signature as its own dictionary and certificate present it."""
    certificate = embedded.signer_cert
    sha256 = fingerprint(certificate.dump())
    return SealedSignature(
        field=_printable(embedded.field_name),
        name=_printable(embedded.sig_object.get("/Name", "")),
        capacity=_printable(_private(embedded).get("/Capacity", "")),
        on=embedded.self_reported_timestamp,
        time_proven=False,  # only a trusted timestamp proves a time, and none is asked for offline
        certificate_sha256=sha256,
        sealed_by=known.get(sha256, "") or _printable(certificate.subject.native.get("common_name", "")),
        trust=Trust.KNOWN if intact and sha256 in known else Trust.UNKNOWN,  # a copied certificate vouches for nothing
        intact=intact,
    )


def _private(embedded: EmbeddedPdfSignature) -> Mapping[str, Any]:
    """Return what Palier wrote inside the signature, nothing for a seal made elsewhere."""
    entry = embedded.sig_object.get(PRIVATE_ENTRY, {})
    return entry if isinstance(entry, dict) else {}


def _final_sha256(pdf: bytes, embedded: EmbeddedPdfSignature) -> str | None:
    """Return the SHA-256 of the final file, when the bytes give the one that was signed."""
    private = _private(embedded)
    length = private.get("/FinalLength", 0)
    computed = hashlib.sha256(pdf[:length]).hexdigest() if isinstance(length, int) and 0 < length <= len(pdf) else None
    return computed if computed is not None and computed == private.get("/FinalSHA256") else None


def _printable(text: object) -> str:
    """Return a text of the file fit for a screen: no control nor direction characters, not too long."""
    kept = (char for char in str(text) if unicodedata.category(char)[0] != "C")
    return "".join(kept).strip()[:LONGEST_NAME]
