"""Verify a sealed file: with no vault, no network, and no trust in the file.

Four questions are answered apart (review G3): is it intact, who sealed it, at what proven time, trusted by what.
A file that cannot be read but bears marks of a signature is not intact: it is never called « unsigned ».
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.documents.verifying_values import MARKS, Change, ChangeKind, SealedSignature, Trust, Verification
from app.errors import Expected
from app.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Change", "ChangeKind", "SealedSignature", "Trust", "Verification", "change_sentence", "verify"]

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes; a signed contract with its ink takes less than one megabyte."""

HEADER_WITHIN = 1024
"""Where ``%PDF-`` may stand at the latest (ISO 32000-1, annex H)."""


def verify(untrusted_pdf: bytes, *, known_certificates: Mapping[str, str] | None = None) -> Verification:
    """Return what a PDF file's signatures prove and do not prove.

    Args:
        untrusted_pdf: Any bytes at all.
        known_certificates: SHA-256 of certificates the vault knows, and whose they are.

    Raises:
        Expected: ``empty_file``, ``file_too_large``, ``not_a_pdf``, ``encrypted_pdf`` or ``damaged_pdf``.
    """
    _refuse_what_is_no_document(untrusted_pdf)
    sha256 = hashlib.sha256(untrusted_pdf).hexdigest()
    from app.documents import verifying_changes, verifying_pades  # noqa: PLC0415 -- pyHanko takes 0.3 s, only here

    if verifying_changes.is_encrypted(untrusted_pdf):
        raise Expected(
            "encrypted_pdf",
            _(
                "Ce PDF est protégé par un mot de passe : nous ne pouvons pas le contrôler. "
                "Demandez-en une copie sans mot de passe."
            ),
        )
    if not MARKS.search(untrusted_pdf):
        waiting = verifying_changes.empty_signature_fields(untrusted_pdf)
        if waiting is None:
            raise _damaged()
        return Verification(sha256, intact=None, waiting=waiting)
    try:
        return verifying_pades.examined(untrusted_pdf, sha256, dict(known_certificates or {}))
    except Exception:  # noqa: BLE001 -- hostile bytes break a parser in any way there is; none may look like a success
        return Verification(sha256, intact=False, changes_after=(Change(ChangeKind.STRUCTURE_DAMAGED),))


def change_sentence(change: Change) -> str:
    """Return a difference in one plain French sentence."""
    return {
        ChangeKind.BYTES_ALTERED: _("Le contenu signé a été modifié."),
        ChangeKind.STRUCTURE_DAMAGED: _("Le fichier signé est abîmé ou a été modifié : il ne se lit plus."),
        ChangeKind.SIGNATURE_DAMAGED: _("Une signature est abîmée ou ne se lit pas ({subject})."),
        ChangeKind.SIGNATURE_MISSING: _("Une signature a été retirée ou cachée."),
        ChangeKind.PAGES_ADDED: _("Des pages ont été ajoutées après la signature : {subject}."),
        ChangeKind.PAGES_REMOVED: _("Des pages ont été retirées après la signature : {subject}."),
        ChangeKind.PAGE_CHANGED: _("La page {subject} a été modifiée après la signature."),
        ChangeKind.FIELD_CHANGED: _("Un champ a été modifié après la signature : {subject}."),
        ChangeKind.CONTENT_ADDED: _("Quelque chose a été ajouté au fichier après la signature."),
        ChangeKind.VALIDATION_DATA: _("Des preuves d’archivage ont été ajoutées ; le contenu n’a pas changé."),
    }[change.kind].format(subject=change.subject)


def _refuse_what_is_no_document(content: bytes) -> None:
    """Refuse what is empty, too large or no PDF, before any parser sees it."""
    if not content:
        raise Expected("empty_file", _("Ce fichier est vide. Demandez-en une autre copie."))
    if len(content) > LARGEST_FILE:
        raise Expected(
            "file_too_large",
            _("Ce fichier dépasse 50 Mo : ce n’est pas un document signé par Palier. Rien n’a été ouvert."),
        )
    if b"%PDF-" not in content[:HEADER_WITHIN]:
        raise Expected(
            "not_a_pdf", _("Ce fichier n’est pas un PDF : il n’y a rien à vérifier. Choisissez le PDF signé.")
        )


def _damaged() -> Expected:
    """Return the refusal of a PDF nothing can read."""
    return Expected(
        "damaged_pdf",
        _(
            "Ce PDF est abîmé ou incomplet : nous ne pouvons ni le lire ni le vérifier. "
            "Demandez-en une autre copie ; votre exemplaire papier reste valable."
        ),
    )
