"""Signing on the spot: the final paper frozen first, then each signatory's seal, refusal or « not today » (G2)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.documents.evidence import CopyHanded, Evidence, Identity, Reading, evidence_from, missing_signatories
from app.documents.ink import drawn, fault_sentence, judge
from app.documents.rendering import content_hash, render
from app.documents.sealing import SealRequest, SignatureBox, prepare_final, seal
from app.domain.instants import time_zone
from app.errors import Expected
from app.services.case_rows import rows_of, zone_of_worker
from app.services.exchange.shapes_rows import STEP
from app.services.facts.frozen_papers import FINAL, finals_of
from app.services.papers.common import PaperContext
from app.services.papers.kept_form import template_written
from app.services.papers.places import asked_by
from app.services.signature.sealing_keys import SealingKeys
from app.services.signature.signable import PARENT_KEYS, current, final_value, places_of
from app.services.signature.verification import verify_file
from app.services.troubles import told
from app.words import _
from db import attachments, audit
from db.models.contract import Signature
from db.models.document import Document, SignatureEvidence
from db.spaces import space_for
from resources.vocabulary import (
    DocumentKind,
    Recipient,
    SignatureMethod,
    SignatureOutcome,
    SpaceKind,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from app.documents.certificates import SealingKey
    from app.documents.ink import Ink
    from app.documents.pieces import SignatureBox as DrawnBox
    from app.documents.values import DocumentValue
    from app.documents.verifying import Verification
    from app.services.papers.common import Place
    from app.services.signature.signable import Signable
    from db.vault import Vault

SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A final paper, the same bytes for everybody who signs it, here, elsewhere or on paper.

    Attributes:
        document_id: Its row.
        sha256: Of the final bytes: what every evidence names.
        pdf: The final bytes.
        places: Who signs, in order.
    """

    document_id: str
    case_id: str
    sha256: str
    pdf: bytes
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How it was signed: what the evidence keeps beside the name (security « Evidence of signature »)."""

    identity: Identity | None = None
    reading: Reading | None = None
    copy_handed: CopyHanded | None = None
    witnesses: tuple[str, ...] = ()
    interpreter: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the signing of a paper stands: the last sealed bytes and who is missing (state ``partly_signed``)."""

    pdf: bytes
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """Freezes, seals and records for one vault."""

    vault: Vault

    def freeze(self, kind: DocumentKind, case_id: str, *, today: dt.date) -> Frozen:
        """Freeze the current contract or mutual commitments, with an empty field for each signatory.

        Everybody signs the household's own copy: the simplified version first, then the whole text.

        Raises:
            Expected: ``nothing_to_sign``, ``already_signed``, ``not_for_landlord`` when the landlord may not sign it.
        """
        with told(self.vault.folder):
            with self.vault.read() as session:
                context = PaperContext(
                    rows_of(session, case_id), Recipient.HOUSEHOLD, today, self.vault.context.worker_id
                )
                row = self._row(context, kind)
                value, places = final_value(context, kind, row), places_of(context, kind, row)
            drawing = render(value)
            final = prepare_final(drawing.pdf, _boxes(drawing.boxes, places))
            frozen = Frozen(self.vault.context.ids.new(), case_id, hashlib.sha256(final).hexdigest(), final, places)
            self.vault.write(lambda session: self._keep_final(session, frozen, kind, row.id, value))
        return frozen

    def resumed(self, kind: DocumentKind, case_id: str, *, today: dt.date) -> Frozen | None:
        """Return the paper frozen last for the current contract or commitments, to be signed on another day.

        Its bytes are those frozen then; its places are those of the day it was made.
        """
        with told(self.vault.folder), self.vault.read() as session:
            context = PaperContext(rows_of(session, case_id), Recipient.HOUSEHOLD, today, self.vault.context.worker_id)
            row = current(context, kind)
            made = [] if row is None else finals_of(context.rows, row.id)
            if row is None or not made:
                return None
            last = made[-1]
            then = dataclasses.replace(context, today=last.made_on)
            pdf = attachments.get(session, last.space_id, last.sha256)
            return Frozen(last.id, case_id, last.sha256, pdf, places_of(then, kind, row))

    def _row(self, context: PaperContext, kind: DocumentKind) -> Signable:
        row = current(context, kind)
        if row is None:
            raise Expected("nothing_to_sign", _("Ce dossier n’a rien à signer de cette sorte."))
        signed = [
            one
            for one in context.rows.under(Signature, PARENT_KEYS[kind], row)
            if one.outcome in {None, SignatureOutcome.SIGNED}
        ]
        if signed:
            raise Expected(
                "already_signed",
                _("Ce document est déjà signé : il ne change plus. Faites un avenant, ou un nouveau document."),
            )
        return row

    def _keep_final(
        self, session: Session, frozen: Frozen, kind: DocumentKind, row_id: str, value: DocumentValue
    ) -> None:
        space_id = space_for(session, SpaceKind.CASE_OPERATOR, frozen.case_id).id
        session.add(
            Document(
                **self._made(frozen.document_id, space_id),
                kind=kind,
                recipient=Recipient.HOUSEHOLD,
                which_id=row_id,
                state=FINAL,
                sha256=frozen.sha256,
                content_hash=content_hash(value),
                template_version=template_written(kind, value.heading.speaks),
                made_on=value.heading.edited_on,
                signatories=asked_by(frozen.places).written(),
                file_size=len(frozen.pdf),
                attachment_id=attachments.put(session, space_id, frozen.pdf),
            )
        )
        audit.record(session, "freeze", "document", frozen.document_id, {"sha256": frozen.sha256})

    def sign_on_screen(self, frozen: Frozen, place: Place, ink: Ink, how: Circumstances) -> bytes:
        """Seal the paper for one signatory with their ink; returns the file after this signature.

        Raises:
            Expected: ``ink_refused`` for a blank, a dot or a straight line; ``already_signed``.
        """
        fault = judge(ink)
        if fault is not None:
            raise Expected("ink_refused", fault_sentence(fault))
        at = self.vault.context.clock.now()
        key = self.sealing_key()
        request = SealRequest(place.shown.field, place.shown.name, place.capacity, at, drawn(ink))
        with told(self.vault.folder):
            sealed = seal(self._latest(frozen), request, key)
            evidence = dataclasses.replace(
                self._asked(frozen, place, at, how),
                outcome=SignatureOutcome.SIGNED,
                method=SignatureMethod.SCREEN,
                sealed_sha256=hashlib.sha256(sealed).hexdigest(),
                certificate_sha256=key.sha256,
            )
            self.vault.write(lambda session: self._keep_answer(session, frozen, place, evidence, sealed))
        return sealed

    def record_on_paper(self, frozen: Frozen, place: Place, how: Circumstances) -> None:
        """Record that somebody signed their own exemplar of the same final bytes by hand."""
        self._record(frozen, place, SignatureOutcome.SIGNED, how, SignatureMethod.PAPER)

    def record_not_today(self, frozen: Frozen, place: Place, how: Circumstances) -> None:
        """Record « Je ne signe pas aujourd’hui »; the support goes on (decision 3)."""
        self._record(frozen, place, SignatureOutcome.NOT_TODAY, how, None)

    def record_declined(self, frozen: Frozen, place: Place, how: Circumstances) -> None:
        """Record a refusal, with the reason only if one was given; the support goes on."""
        self._record(frozen, place, SignatureOutcome.DECLINED, how, None)

    def _record(
        self,
        frozen: Frozen,
        place: Place,
        outcome: SignatureOutcome,
        how: Circumstances,
        method: SignatureMethod | None,
    ) -> None:
        at = self.vault.context.clock.now()
        asked = self._asked(frozen, place, at, how)
        evidence = dataclasses.replace(asked, outcome=outcome, method=method)
        with told(self.vault.folder):
            self.vault.write(lambda session: self._keep_answer(session, frozen, place, evidence, None))

    def _asked(self, frozen: Frozen, place: Place, at: dt.datetime, how: Circumstances) -> Evidence:
        """Return the record of somebody being asked; until the answer is known it says that nothing was signed."""
        return Evidence(
            frozen.sha256,
            place.signatory_id,
            place.shown.name,
            place.capacity,
            SignatureOutcome.NOT_TODAY,
            at,
            self.vault.context.device_id,
            identity=how.identity,
            reading=how.reading,
            copy_handed=how.copy_handed,
            witnesses=how.witnesses,
            interpreter=how.interpreter,
            reason=how.reason,
        )

    def _keep_answer(
        self, session: Session, frozen: Frozen, place: Place, evidence: Evidence, sealed: bytes | None
    ) -> None:
        final = session.get(Document, frozen.document_id)
        if final is None:
            raise LookupError(frozen.document_id)
        self._refuse_second(session, final, place)
        signature_id = self._keep_signature(session, final, place, evidence)
        if sealed is not None:
            self._keep_sealed(session, final, sealed, evidence)
        session.add(
            SignatureEvidence(
                **self._made(self.vault.context.ids.new(), final.space_id),
                document_id=final.id,
                signature_id=signature_id,
                sha256=frozen.sha256,
                signatory_id=place.signatory_id,
                outcome=evidence.outcome,
                method=evidence.method,
                at=evidence.at,
                record=evidence.canonical(),
                record_sha256=evidence.sha256,
            )
        )
        audit.record(session, "sign", "document", final.id, {"evidence": evidence.sha256, "outcome": evidence.outcome})

    def _refuse_second(self, session: Session, final: Document, place: Place) -> None:
        """Refuse a second answer of who signed, and a signature on other bytes than those already signed (G2)."""
        query = select(SignatureEvidence.signatory_id, SignatureEvidence.document_id).join(
            Document, SignatureEvidence.document_id == Document.id
        )
        signed = SignatureEvidence.outcome == SignatureOutcome.SIGNED
        found = session.execute(query.where(Document.which_id == final.which_id, signed)).all()
        if any(one.signatory_id == place.signatory_id for one in found):
            raise Expected(
                "already_signed",
                _("{name} a déjà signé ce document ; rien n’a été ajouté.").format(name=place.shown.name),
            )
        if any(one.document_id != final.id for one in found):
            raise Expected(
                "already_signed",
                _("Quelqu’un a déjà signé ce document figé plus tôt. Rien n’a été ajouté ; reprenez celui-là."),
            )

    def _day_of(self, session: Session, final: Document, evidence: Evidence) -> dt.date:
        """Return the day of an answer: that of the paper, and as many days later as went by since it was frozen."""
        zone = time_zone(zone_of_worker(session, self.vault.context.worker_id))
        frozen_on, answered_on = (at.astimezone(zone).date() for at in (final.created_at or evidence.at, evidence.at))
        return final.made_on + max(answered_on - frozen_on, dt.timedelta(0))

    def _keep_signature(self, session: Session, final: Document, place: Place, evidence: Evidence) -> str:
        parent_key = PARENT_KEYS[DocumentKind(final.kind)]
        own = self._made(self.vault.context.ids.new(), final.space_id)
        last = session.scalar(
            select(func.max(Signature.position)).where(getattr(Signature, parent_key) == final.which_id)
        )
        session.add(
            Signature(
                **own,
                **{parent_key: final.which_id},
                position=(last or 0) + STEP,
                signatory_id=place.signatory_id,
                capacity=place.capacity,
                on_day=self._day_of(session, final, evidence),
                method=evidence.method,
                outcome=None if evidence.outcome is SignatureOutcome.SIGNED else evidence.outcome,
                reason=evidence.reason or None,
            )
        )
        return str(own["id"])

    def _keep_sealed(self, session: Session, final: Document, sealed: bytes, evidence: Evidence) -> None:
        session.add(
            Document(
                **self._made(self.vault.context.ids.new(), final.space_id),
                kind=final.kind,
                recipient=final.recipient,
                which_id=final.id,
                state=SEALED,
                sha256=evidence.sealed_sha256 or "",
                content_hash=final.content_hash,
                template_version=final.template_version,
                made_on=final.made_on,
                file_size=len(sealed),
                attachment_id=attachments.put(session, final.space_id, sealed),
            )
        )

    def _made(self, row_id: str, space_id: str) -> dict[str, Any]:
        context = self.vault.context
        return {"id": row_id, "space_id": space_id, "created_at": context.clock.now(), "created_by": context.worker_id}

    def _latest(self, frozen: Frozen) -> bytes:
        """Return the file after the last signature made here, else the final file; its bytes are checked by hash."""
        with self.vault.read() as session:
            query = select(Document).where(Document.which_id == frozen.document_id, Document.state == SEALED)
            # A seal only adds to the file: the longest is the last, whatever the clock said meanwhile.
            last = max(session.scalars(query), key=lambda row: row.file_size or 0, default=None)
            return attachments.get(session, last.space_id, last.sha256) if last is not None else frozen.pdf

    def progress(self, frozen: Frozen) -> Progress:
        """Return the last sealed file and the names of those whose signature is missing."""
        with told(self.vault.folder):
            latest = self._latest(frozen)
            evidences = self.evidences(frozen.sha256)
        required = [place.signatory_id for place in frozen.places if place.awaited]
        names = {place.signatory_id: place.shown.name for place in frozen.places}
        missing = missing_signatories(required, evidences, frozen.sha256)
        return Progress(latest, tuple(names[one] for one in missing))

    def evidences(self, final_sha256: str) -> tuple[Evidence, ...]:
        """Return what is kept of everybody who was asked to sign that final paper, oldest first."""
        query = select(SignatureEvidence).where(SignatureEvidence.sha256 == final_sha256).order_by(SignatureEvidence.id)
        with self.vault.read() as session:
            return tuple(evidence_from(json.loads(row.record)) for row in session.scalars(query))

    def sealing_key(self) -> SealingKey:
        """Return the vault's own key and certificate, made at the first signature and kept inside the vault."""
        return SealingKeys(self.vault).own()

    def verify(self, untrusted_pdf: bytes) -> tuple[Verification, list[dict[str, Any]] | None]:
        """Verify a paper with what this vault knows: its certificate, and the evidence it keeps of the signatures."""
        found = verify_file(untrusted_pdf, SealingKeys(self.vault).known())
        kept = self.evidences(found.document_sha256) if found.document_sha256 else ()
        return found, [one.as_values() for one in kept] or None


def _boxes(drawn_boxes: Sequence[DrawnBox], places: tuple[Place, ...]) -> list[SignatureBox]:
    """Return the fields to prepare, each with what a screen reader says of it."""
    names = {place.shown.field: place.shown.name for place in places}
    return [
        SignatureBox(
            one.field, one.page, one.x0, one.y0, one.x1, one.y1, _("Signature de {name}").format(name=names[one.field])
        )
        for one in drawn_boxes
    ]
