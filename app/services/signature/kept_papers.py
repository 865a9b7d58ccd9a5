"""Papers that are signed: what is kept of each, who signed and who is awaited, and the one to sign now (review G2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.changes import Changes
from app.documents.evidence import missing_signatories
from app.documents.rendering import content_hash
from app.services.case_rows import rows_of
from app.services.facts.frozen_papers import finals_of
from app.services.papers.common import PaperContext
from app.services.signature.signable import PARENT_KEYS, current, every, final_value, places_of
from app.services.signature.signing import SEALED, Signing
from app.services.troubles import told
from db import attachments, audit
from db.models.document import Document
from db.models.organisation import Worker
from resources.vocabulary import DocumentKind, Recipient, SignatureMethod, SignatureOutcome

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from app.services.papers.common import Place
    from app.services.signature.signing import Frozen
    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class Answered:
    """What one signatory answered, if anything.

    Attributes:
        outcome: None when they were not asked yet.
        method: On paper or on screen, of what was signed.
    """

    name: str
    capacity: str
    outcome: SignatureOutcome | None
    method: SignatureMethod | None
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A contract, an amendment or a page of mutual commitments, as it stands.

    Attributes:
        which: The id of the contract, amendment or commitments.
        document_id: The paper frozen last for it; None when it was never frozen here (signed elsewhere, on paper).
        current: Whether it is the current one of its kind.
    """

    kind: DocumentKind
    which: str
    document_id: str | None
    current: bool
    answers: tuple[Answered, ...]

    @property
    def signed(self) -> bool:
        """Whether everybody signed."""
        return bool(self.answers) and all(one.outcome is SignatureOutcome.SIGNED for one in self.answers)

    @property
    def begun(self) -> bool:
        """Whether somebody answered."""
        return any(one.outcome is not None for one in self.answers)


@dataclass(frozen=True, slots=True)
class ToSign:
    """The paper to sign now.

    Attributes:
        frozen: The final bytes and the places.
        pdf: The file after the last signature made here.
        signed: Ids of those who signed these bytes.
        answered: Ids of those who answered anything.
        witness: Who is at the keyboard, by name: who checked identities, who read aloud.
        witness_id: The same, by id.
    """

    frozen: Frozen
    pdf: bytes
    signed: frozenset[str]
    answered: frozenset[str]
    witness: str
    witness_id: str

    @property
    def awaited(self) -> tuple[Place, ...]:
        """The places of those who have not signed, in order."""
        return tuple(place for place in self.frozen.places if place.signatory_id not in self.signed)


@dataclass(frozen=True, slots=True)
class KeptPapers:
    """The papers that are signed, of one vault."""

    vault: Vault

    def of_case(self, case_id: str, today: dt.date) -> tuple[KeptPaper, ...]:
        """Return the contracts, amendments and commitments of a case that may be signed or are, the newest first.

        A version of the contract that another took the place of before anybody answered waits for nobody (S-04).
        """
        with told(self.vault.folder), self.vault.read() as session:
            context = self._context(session, case_id, today)
            kept = [self._kept(context, kind, row) for kind in PARENT_KEYS for row in every(context.rows, kind)]
        return tuple(one for one in reversed(kept) if not _was_replaced(one))

    def latest(self, document_id: str) -> bytes:
        """Return the file after the last signature made here, else the final one.

        Raises:
            LookupError: No such paper.
        """
        with told(self.vault.folder), self.vault.read() as session:
            final = session.get(Document, document_id)
            if final is None:
                raise LookupError(document_id)
            sealed = session.scalars(
                select(Document)
                .where(Document.which_id == document_id, Document.state == SEALED)
                .order_by(func.coalesce(Document.file_size, 0).desc())  # a seal only adds: the longest is the last
            ).first()
            last = sealed or final
            return attachments.get(session, last.space_id, last.sha256)

    def record_print(self, case_id: str, document_id: str, *, copies: int) -> Changes:
        """Write in the log that copies of a frozen or signed paper were printed."""
        with told(self.vault.folder):
            self.vault.write(
                lambda session: audit.record(session, "print", "document", document_id, {"copies": copies})
            )
        return Changes(frozenset(), frozenset({case_id}))

    def to_sign(self, kind: DocumentKind, case_id: str, *, today: dt.date) -> ToSign:
        """Return the paper to sign: the one frozen before while it says the same, or one frozen now.

        Raises:
            Expected: as :meth:`app.services.signature.signing.Signing.freeze`.
        """
        signing = Signing(self.vault)
        frozen = signing.resumed(kind, case_id, today=today)
        if frozen is None or not self._still_says(kind, case_id, frozen, today):
            frozen = signing.freeze(kind, case_id, today=today)
        return self.standing(frozen)

    def standing(self, frozen: Frozen) -> ToSign:
        """Return where the signing of a frozen paper stands now."""
        signing = Signing(self.vault)
        evidences = signing.evidences(frozen.sha256)
        required = [place.signatory_id for place in frozen.places]
        missing = missing_signatories(required, evidences, frozen.sha256)
        with told(self.vault.folder), self.vault.read() as session:
            worker = session.get(Worker, self.vault.context.worker_id)
            name = worker.name if worker is not None else ""
        return ToSign(
            frozen,
            signing.progress(frozen).pdf,
            frozenset(required) - frozenset(missing),
            frozenset(one.signatory for one in evidences),
            name,
            self.vault.context.worker_id,
        )

    def _still_says(self, kind: DocumentKind, case_id: str, frozen: Frozen, today: dt.date) -> bool:
        """Tell whether a frozen paper is the one to go on with: somebody signed it, or nothing changed since."""
        if any(one.outcome is SignatureOutcome.SIGNED for one in Signing(self.vault).evidences(frozen.sha256)):
            return True
        with told(self.vault.folder), self.vault.read() as session:
            kept = session.get(Document, frozen.document_id)
            context = self._context(session, case_id, today)
            row = current(context, kind)
            if kept is None or row is None:
                return False
            return kept.content_hash == content_hash(final_value(context, kind, row))

    def _context(self, session: Session, case_id: str, today: dt.date) -> PaperContext:
        return PaperContext(rows_of(session, case_id), Recipient.HOUSEHOLD, today, self.vault.context.worker_id)

    def _kept(self, context: PaperContext, kind: DocumentKind, row: Any) -> KeptPaper:
        finals = finals_of(context.rows, row.id)
        now = current(context, kind)
        return KeptPaper(
            kind,
            row.id,
            finals[-1].id if finals else None,
            now is not None and now.id == row.id,
            tuple(_answered(place) for place in places_of(context, kind, row)),
        )


def _was_replaced(paper: KeptPaper) -> bool:
    return paper.kind is DocumentKind.SUPPORT_CONTRACT and not paper.current and not paper.begun


def _answered(place: Place) -> Answered:
    shown = place.shown
    outcome = shown.outcome or (SignatureOutcome.SIGNED if shown.on is not None else None)
    return Answered(shown.name, shown.capacity, outcome, shown.method, shown.on)
