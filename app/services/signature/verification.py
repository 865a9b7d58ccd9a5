"""Verifying a paper, with or without a vault: four answers kept apart (review G3), each in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.documents.verifying import Trust, Verification, change_sentence, verify
from app.domain.instants import DEFAULT_ZONE, time_zone
from app.words import _, long_day
from resources.labels import LABELS
from resources.vocabulary import SignatureCapacity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.documents.verifying import SealedSignature


def verify_file(untrusted_pdf: bytes, known: Mapping[str, str]) -> Verification:
    """Return what a PDF proves and does not prove.

    Raises:
        Expected: the bytes are no readable PDF.
    """
    return verify(untrusted_pdf, known_certificates=known)


def as_document(verification: Verification, file_name: str, evidence: Any = None) -> dict[str, Any]:
    """Return the answer in the form of the interface."""
    return verification.as_json(file_name, evidence)


def sentences(verification: Verification) -> list[str]:
    """Return the answer to read: intact? by whom? at what proven time? trusted by what?"""
    if verification.intact is None:
        nobody = _(
            "Personne n’a signé ce fichier : il ne porte aucune signature, et rien ne prouve qu’il n’a pas changé."
        )
        return [nobody, *_waiting(verification)]
    if verification.intact:
        said = [_("Document intact : rien n’a changé depuis la dernière signature.")]
    else:
        said = [_("ATTENTION, ce document n’est pas celui qui a été signé. Ne vous y fiez pas ; demandez l’original.")]
        said += [change_sentence(change) for change in verification.changes_after]
        if verification.signatures:
            said.append(_("Les signatures qu’il portait ne valent plus rien ici :"))
    said += [_signature(signature) for signature in verification.signatures]
    return said + _waiting(verification)


def _waiting(verification: Verification) -> list[str]:
    return [_("Pas encore signé : {field}.").format(field=_place(field)) for field in verification.waiting]


def _place(field: str) -> str:
    """Return whose place a field is: « membre du ménage »; a field made elsewhere keeps its own name."""
    capacity = field.rpartition("_")[0]
    return (
        _(LABELS[SignatureCapacity(capacity)].public) if capacity in {one.value for one in SignatureCapacity} else field
    )


def _signature(signature: SealedSignature) -> str:
    # A paper is checked on any machine, with or without a vault: the day is that of where most of us work.
    local = signature.on.astimezone(time_zone(DEFAULT_ZONE)) if signature.on is not None else None
    when = long_day(local.date()) if local is not None else _("date inconnue")
    time = _("heure prouvée par un tiers") if signature.time_proven else _("date déclarée par l’appareil")
    return _("{name} : {when} ({time}). {trust}").format(
        name=signature.name or signature.field, when=when, time=time, trust=_trust(signature)
    )


def _trust(signature: SealedSignature) -> str:
    match signature.trust:
        case Trust.KNOWN:
            return _("Scellé par {device}, connu de ce coffre.").format(device=signature.sealed_by)
        case Trust.AUTHORITY:
            return _("Garanti par une autorité extérieure.")
        case Trust.UNKNOWN:
            return _("Scellé par {device}, identité non garantie par un tiers (empreinte {print}).").format(
                device=signature.sealed_by, print=signature.certificate_sha256[:16]
            )
