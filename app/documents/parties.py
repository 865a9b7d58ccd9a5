"""Who is on a document: parties, letterhead, legal frame, signatories. Used through ``app.documents.values``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from resources.vocabulary import AddressForm

if TYPE_CHECKING:
    import datetime as dt

    from resources.vocabulary import LeaseKind, LegalRegime, Recipient, SignatureMethod, SignatureOutcome


class DocumentState(StrEnum):
    """A draft bears the watermark PROJET; a final text is frozen."""

    DRAFT = "draft"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An association, a landlord: as its own letters show it."""

    name: str
    service: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    registration: str = ""


@dataclass(frozen=True, slots=True)
class Worker:
    """A professional: name, profession in words, how to reach them."""

    name: str
    profession: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the household, named as they want to be; ``detail`` is short (age, « signataire du bail »)."""

    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What every page needs.

    Attributes:
        operator: Whose letterhead it is.
        reference: ``case/kind/version``, printed as given.
        recipient: Who this copy is made for; decides size, hash and mentions.
        edited_on: Day of edition.
        state: Draft or final.
        exemplar: Words after « Exemplaire : »; empty = the recipient's.
        speaks: How it speaks to the household; only the household's own copies say otherwise than « vous ».
    """

    operator: Organisation
    reference: str
    recipient: Recipient
    edited_on: dt.date
    state: DocumentState = DocumentState.FINAL
    exemplar: str = ""
    speaks: AddressForm = AddressForm.VOUS


@dataclass(frozen=True, slots=True)
class LegalFrame:
    """What decides the legal mentions (domain C.0.1 as corrected by law 4); what is empty is not printed.

    Attributes:
        regime: Text a contract stands on.
        tenure: Title of occupation; None when there is no dwelling yet.
        stopping_consequences: For every other tenure than a direct lease: what stopping may change.
        legal_basis: Legal basis of the processing, in words.
        keeping: How long the file is kept after the last contact.
        data_contact: Whom to ask for one's rights.
        complaint_to: Person in charge of the service.
        mediator: Only when one exists.
        qualified_person: Only for a service of article L. 312-1 CASF.
        participants: Who took part in writing a DIPC.
    """

    regime: LegalRegime | None = None
    tenure: LeaseKind | None = None
    stopping_consequences: str = ""
    legal_basis: str = ""
    keeping: str = "deux ans"
    data_contact: str = ""
    complaint_to: str = ""
    mediator: str = ""
    qualified_person: str = ""
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """One place to sign.

    Attributes:
        field: Stable name of the place in the PDF, unique in the document, letters, digits and ``_`` only; empty for
            a place that is only ever signed by hand.
        name: Who signs; empty leaves the name to write by hand.
        capacity: In what quality, in words (« membre du ménage », « pour l’association »).
        method: How they signed, None while nobody did.
        outcome: What came of asking; None = signed when there is a day, else not asked yet.
        on: Day of that.
    """

    field: str
    name: str
    capacity: str
    method: SignatureMethod | None = None
    outcome: SignatureOutcome | None = None
    on: dt.date | None = None
