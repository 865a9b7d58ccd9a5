"""Making papers: which one, for whom, of which day; and writing in the log that it was printed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.changes import Changes
from app.documents.rendering import RECIPIENTS, content_hash, render
from app.domain.instants import time_zone
from app.errors import Expected
from app.services.case_rows import rows_of, zone_of_worker
from app.services.facts import paper_facts
from app.services.papers import agreements, amending, diagnosis, meetings
from app.services.papers.common import PaperContext
from app.services.troubles import told
from app.words import N_, _
from db import audit
from db.models.contact import Contact
from db.models.contract import Amendment, Contract
from db.models.diagnosis import Diagnosis
from db.models.document import Disclosure
from db.models.measure import Measure
from db.models.mutual_commitments import MutualCommitments
from db.spaces import space_for
from resources.vocabulary import DocumentKind, Recipient, SpaceKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from app.documents.values import DocumentValue
    from db.vault import Vault

Period = tuple["dt.date | None", "dt.date | None"]
NAMES = {
    DocumentKind.DIAGNOSIS_FORM: N_("diagnostic partagé"),
    DocumentKind.LANDLORD_SENTENCES: N_("ce que le bailleur reçoit du diagnostic"),
    DocumentKind.SUPPORT_CONTRACT: N_("contrat d’accompagnement"),
    DocumentKind.AMENDMENT: N_("avenant au contrat"),
    DocumentKind.MUTUAL_COMMITMENTS: N_("engagements réciproques"),
    DocumentKind.VISIT_REPORT: N_("compte rendu de visite"),
    DocumentKind.FOLLOWUP_SHEET: N_("fiche de suivi"),
}
WHOM = {
    Recipient.HOUSEHOLD: N_("le ménage"),
    Recipient.OPERATOR: N_("l’association"),
    Recipient.LANDLORD: N_("le bailleur"),
    Recipient.COMMITTEE: N_("le comité"),
    Recipient.FUNDER: N_("le financeur"),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper as bytes, never as a file: whoever asked decides where it goes."""

    kind: DocumentKind
    recipient: Recipient
    case_id: str
    pdf: bytes
    pages: int
    sha256: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper for a recipient who has it.

    Attributes:
        refusal: Why it cannot be made today, in one sentence; empty when it can.
        begun: Whether there is something of it; what was never begun is no refusal.
    """

    kind: DocumentKind
    recipient: Recipient
    refusal: str
    begun: bool = True


@dataclass(frozen=True, slots=True)
class Papers:
    """Makes the papers of one vault."""

    vault: Vault

    def make(
        self,
        kind: DocumentKind,
        case_id: str,
        recipient: Recipient,
        *,
        today: dt.date,
        which: str | None = None,
        period: Period = (None, None),
    ) -> Printed:
        """Make one paper for one recipient.

        Raises:
            Expected: nobody makes this paper for this recipient; there is nothing to print; one of the hard refusals.
        """
        refuse_recipient(kind, recipient)
        with told(self.vault.folder), self.vault.read() as session:
            context = self.context(session, case_id, recipient, today)
            value = value_of(kind, context, which, period)
        drawing = render(value)
        return Printed(
            kind,
            recipient,
            case_id,
            drawing.pdf,
            drawing.pages,
            hashlib.sha256(drawing.pdf).hexdigest(),
            content_hash(value),
        )

    def context(self, session: Session, case_id: str, recipient: Recipient, today: dt.date) -> PaperContext:
        """Return what a paper of this case needs."""
        return PaperContext(rows_of(session, case_id), recipient, today, self.vault.context.worker_id)

    def offered(self, case_id: str, *, today: dt.date) -> tuple[Offer, ...]:
        """Return each paper for each recipient who has one, and what stands in its way today; nothing is drawn."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            contract = rows.current(Contract)
            landlord_signs = contract is not None and bool(contract.landlord_signs)
            return tuple(
                self._offer(kind, PaperContext(rows, recipient, today, self._own))
                for kind in DocumentKind
                for recipient in recipients_of(kind, landlord_signs=landlord_signs)
            )

    @property
    def _own(self) -> str:
        return self.vault.context.worker_id

    def _offer(self, kind: DocumentKind, context: PaperContext) -> Offer:
        try:
            value_of(kind, context, None, (None, None))
        except Expected as refused:
            return Offer(kind, context.recipient, refused.sentence, begun=refused.code != "nothing_to_print")
        return Offer(kind, context.recipient, "")

    def record_print(self, printed: Printed, *, copies: int = 1) -> Changes:
        """Write in the log that a paper was printed, and in the register when it leaves the household and us."""
        with told(self.vault.folder):
            return self.vault.write(lambda session: self._record(session, printed, copies))

    def _record(self, session: Session, printed: Printed, copies: int) -> Changes:
        facts = {
            "document": printed.kind.value,
            "for": printed.recipient.value,
            "sha256": printed.sha256,
            "copies": copies,
        }
        audit.record(session, "print", "case", printed.case_id, facts)
        if printed.recipient in {Recipient.HOUSEHOLD, Recipient.OPERATOR}:
            return Changes(frozenset(), frozenset({printed.case_id}))
        context = self.vault.context
        day = context.clock.now().astimezone(time_zone(zone_of_worker(session, context.worker_id))).date()
        landlord_id, authorisation_id = _grounds(
            self.context(session, printed.case_id, printed.recipient, day), printed
        )
        session.add(
            Disclosure(
                id=context.ids.new(),
                space_id=space_for(session, SpaceKind.CASE_OPERATOR, printed.case_id).id,
                created_at=context.clock.now(),
                created_by=context.worker_id,
                what=printed.kind.value,
                to_whom=printed.recipient.value,
                organisation_id=landlord_id,
                at=context.clock.now(),
                authorisation_id=authorisation_id,
                how="print",
                by_id=context.worker_id,
            )
        )
        return Changes(frozenset({Disclosure.__tablename__}), frozenset({printed.case_id}))


def _grounds(context: PaperContext, printed: Printed) -> tuple[str | None, str | None]:
    """Return the landlord a paper goes to, if it does, and the agreement it leaves under, if it needs one."""
    try:
        landlord = diagnosis.landlord_of(context)
    except Expected:  # a paper for others of a case that names no landlord
        return None, None
    to_landlord = landlord.id if printed.recipient is Recipient.LANDLORD else None
    if printed.kind not in {DocumentKind.LANDLORD_SENTENCES, DocumentKind.DIAGNOSIS_FORM}:
        return to_landlord, None
    measure = context.rows.current(Measure)
    ended_on = measure.ended_on if measure is not None else None
    valid = [
        one.ref
        for one in paper_facts.consents(context.rows)
        if one.recipient == landlord.id and one.valid_on(context.today, ended_on)
    ]
    return to_landlord, next(reversed(valid), None)


def recipients_of(kind: DocumentKind, *, landlord_signs: bool = False) -> tuple[Recipient, ...]:
    """Return who has a paper, the household first; the landlord has a contract only where they sign it."""
    everyone = RECIPIENTS[kind] if landlord_signs else frozenset(one for one in Recipient if _has(one, kind))
    return tuple(one for one in Recipient if one in everyone)


def refuse_recipient(kind: DocumentKind, recipient: Recipient) -> None:
    """Refuse a paper nobody makes for this recipient, and say which ones they have (review C6).

    Raises:
        Expected: ``no_such_paper``.
    """
    if recipient in RECIPIENTS[kind]:
        return
    theirs = [f"{_(NAMES[one])} ({one.value})" for one in DocumentKind if _has(recipient, one)]
    if not theirs:
        raise Expected(
            "no_such_paper",
            _("Aucun document n’est fait pour {whom}. Rien n’est parti.").format(whom=_(WHOM[recipient])),
        )
    raise Expected(
        "no_such_paper",
        _("Ce document ({document}) n’a pas de version pour {whom}. Pour {whom}, il y a : {list}.").format(
            document=_(NAMES[kind]), whom=_(WHOM[recipient]), list=", ".join(theirs)
        ),
    )


def _has(recipient: Recipient, kind: DocumentKind) -> bool:
    """Tell whether a recipient ordinarily has a paper; a landlord has the contract only where a programme says so."""
    if recipient is Recipient.LANDLORD and kind is DocumentKind.SUPPORT_CONTRACT:
        return False
    return recipient in RECIPIENTS[kind]


def value_of(kind: DocumentKind, context: PaperContext, which: str | None, period: Period) -> DocumentValue:
    """Return what a paper says, for its recipient."""
    match kind:
        case DocumentKind.DIAGNOSIS_FORM | DocumentKind.LANDLORD_SENTENCES:
            whole = kind is DocumentKind.DIAGNOSIS_FORM
            make = diagnosis.diagnosis_form if whole else diagnosis.landlord_sentences
            return make(context, _diagnosis(context, kind, which))
        case DocumentKind.SUPPORT_CONTRACT:
            return agreements.support_contract(context, chosen(context, kind, context.rows.all(Contract), which))
        case DocumentKind.AMENDMENT:
            return amending.amendment_paper(context, _amendment(context, kind, which))
        case DocumentKind.MUTUAL_COMMITMENTS:
            rows = context.rows.all(MutualCommitments)
            return agreements.mutual_commitments(context, chosen(context, kind, rows, which))
        case DocumentKind.VISIT_REPORT:
            rows_to_choose = meetings.visits(context) if which is None else context.rows.all(Contact)
            return meetings.visit_report(context, chosen(context, kind, rows_to_choose, which))
        case DocumentKind.FOLLOWUP_SHEET:
            return meetings.followup_sheet(context, period)


def _diagnosis(context: PaperContext, kind: DocumentKind, which: str | None) -> Diagnosis:
    """Return the version asked for; landlord and committee get the last approved one (review E4)."""
    asked: Diagnosis = chosen(context, kind, context.rows.all(Diagnosis), which)
    if context.recipient in {Recipient.HOUSEHOLD, Recipient.OPERATOR} or which is not None:
        return asked
    return diagnosis.last_approved(context) or asked


def _amendment(context: PaperContext, kind: DocumentKind, which: str | None) -> Amendment:
    """Return the amendment asked for, else the one to sign; of the current contract only, as those are numbered."""
    current = amending.current_amendment(context) if which is None else None
    found: Amendment = current or chosen(context, kind, amending.of_current(context), which)
    return found


def chosen(context: PaperContext, kind: DocumentKind, rows: Sequence[Any], which: str | None) -> Any:
    """Return the row asked for by its ref, its id or its day; the latest one when nothing is asked.

    Raises:
        Expected: ``nothing_to_print``.
    """
    found = [row for row in rows if which is None or which in _names(row)]
    if not found:
        raise Expected(
            "nothing_to_print",
            _("Rien à imprimer dans le dossier {number} pour ce document : {document}{which}.").format(
                number=context.rows.case_file.number,
                document=_(NAMES[kind]),
                which=f" « {which} »" if which is not None else "",
            ),
        )
    current = [row for row in found if not getattr(row, "earlier", None)]
    return (current or found)[-1]


def _names(row: Any) -> set[str]:
    day = getattr(row, "on_day", None) or getattr(row, "handed_on", None)
    return {name for name in (row.ref, row.id, day.isoformat() if day is not None else None) if name}
