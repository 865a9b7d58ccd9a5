"""Agreements: what will be said to whom, who agreed, who takes it back, and the register of who received what (P-13).

What is agreed to is a few sentences read together, never a grid of boxes. An agreement holds until the end of the
measure unless another day is said (review E5); it is never changed, it is taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from app.domain.instants import time_zone
from app.domain.rules import shipped_rules
from app.errors import Expected
from app.services.acting import perform, perform_on
from app.services.case_rows import rows_of, zone_of_worker
from app.services.diagnosis import reading_again
from app.services.facts import paper_facts
from app.services.facts.household_facts import adult_ids, person_name
from app.services.papers.common import PaperContext
from app.services.papers.diagnosis import POINTS, landlord_of, point_title
from app.services.papers.service import NAMES, WHOM
from app.services.troubles import told
from app.words import _
from db.models.consent import Consent
from db.models.diagnosis import Diagnosis, DiagnosisPointEntry
from db.models.document import Disclosure
from db.models.household import Person
from db.models.measure import Measure
from db.models.organisation import Organisation
from resources.vocabulary import DiagnosisPoint, DocumentKind, LandlordShare, OrganisationKind, Recipient

if TYPE_CHECKING:
    import datetime as dt

    from app.changes import Changes
    from app.services.acting import Act
    from app.services.case_rows import CaseRows
    from app.services.diagnosis.reading_again import ToReadAgain
    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class Adult:
    """Somebody who may agree."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence written for a recipient.

    Attributes:
        point: The point of the diagnosis it comes from.
        title: What that point is called.
        sentence: The words that would leave.
        read_on: Day the household read it; without one it leaves nowhere.
    """

    point: DiagnosisPoint
    title: str
    sentence: str
    read_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be asked today: « À votre bailleur, nous dirons… D’accord ? ».

    Attributes:
        recipient_id: The organisation.
        sentences: What would be said, in the order of the diagnosis.
        adults: Who is asked.
        agreed: Ids of those whose agreement covers every sentence today.
        to_read_again: Sentences with words that let guess somebody's health.
    """

    recipient_id: str
    recipient: str
    sentences: tuple[Said, ...]
    adults: tuple[Adult, ...]
    agreed: frozenset[str]
    to_read_again: tuple[ToReadAgain, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement that was given.

    Attributes:
        together: Whether all the adults gave it; what one alone confides in is not for the other to read (D-07).
        until: Last day it holds; without one, it ends with the measure.
        holds: Whether it holds today.
    """

    consent_id: str
    who: tuple[str, ...]
    together: bool
    recipient: str
    topics: tuple[str, ...]
    purpose: str
    given_on: dt.date
    until: dt.date | None
    withdrawn_on: dt.date | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Received:
    """One line of the register: what went to whom, when, and on which agreement.

    Attributes:
        on: Day, where the worker works.
        under: The agreement it rests on; None when it needs none.
    """

    what: str
    to_whom: str
    on: dt.date
    under: Agreement | None


@dataclass(frozen=True, slots=True)
class CaseAgreements:
    """Agreements and register of one case; ``asked`` is None when there is nothing to ask."""

    asked: Asked | None
    given: tuple[Agreement, ...]
    received: tuple[Received, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody agrees to.

    Attributes:
        persons: Ids of the adults who agree.
        recipient: Id of the organisation.
        topics: Points the sentences come from.
        until: Last day; None for the end of the measure.
    """

    persons: tuple[str, ...]
    recipient: str
    topics: tuple[DiagnosisPoint, ...]
    purpose: str = ""
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Agreements:
    """Reads, takes and takes back the agreements of one vault."""

    vault: Vault

    def of_case(self, case_id: str, today: dt.date) -> CaseAgreements:
        """Return what may be asked, what was given and who received what, as of a day."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            zone = time_zone(zone_of_worker(session, self.vault.context.worker_id))
            context = PaperContext(rows, Recipient.HOUSEHOLD, today, self.vault.context.worker_id)
            given = {row.id: _agreement(context, row) for row in rows.all(Consent)}
            received = [
                Received(_what(row.what), _whom(rows, row), row.at.astimezone(zone).date(), given.get(_id(row)))
                for row in sorted(rows.all(Disclosure), key=lambda row: row.at, reverse=True)
            ]
            return CaseAgreements(_asked(context), tuple(reversed(given.values())), tuple(received))

    def to_read_again(self, case_id: str, kind: DocumentKind, today: dt.date) -> tuple[ToReadAgain, ...]:
        """Return what of a paper is better read once more before it leaves for a landlord; it may be nothing."""
        with told(self.vault.folder), self.vault.read() as session:
            context = PaperContext(rows_of(session, case_id), Recipient.LANDLORD, today, self.vault.context.worker_id)
            return reading_again.in_paper(context, kind)

    def give(self, case_id: str, given: Given, *, on: dt.date) -> Changes:
        """Write down that somebody agrees.

        Raises:
            Expected: ``nobody_agreed``, ``nothing_to_agree``; ``health_stays`` when health would go to a landlord.
        """
        return perform(self.vault, case_id, lambda act: _give(act, given, on))[1]

    def withdraw(self, consent_id: str, *, on: dt.date) -> Changes:
        """Write down that an agreement is taken back; what already left is not called back.

        Raises:
            Expected: ``gone``, ``already_withdrawn``.
        """
        return perform_on(self.vault, Consent, consent_id, lambda act, row: _withdraw(act, row, on))[1]


def _give(act: Act, given: Given, on: dt.date) -> None:
    if not given.persons:
        raise Expected("nobody_agreed", _("Personne n’a dit oui\u00a0: rien n’est noté. Choisissez qui est d’accord."))
    if not given.topics:
        raise Expected(
            "nothing_to_agree", _("Aucune phrase n’est prête\u00a0: il n’y a rien à accepter pour l’instant.")
        )
    recipient = act.session.get(Organisation, given.recipient)
    if recipient is None:
        raise LookupError(given.recipient)
    if recipient.kind == OrganisationKind.LANDLORD and DiagnosisPoint.HEALTH_ISSUES in given.topics:
        raise Expected("health_stays", _("La santé ne part jamais chez le bailleur. Rien n’est noté."))
    act.make(
        Consent,
        person_ids=given.persons,
        recipient_id=given.recipient,
        topics=tuple(topic.value for topic in given.topics),
        purpose=given.purpose or None,
        given_on=on,
        until=given.until,
    )


def _withdraw(act: Act, row: Consent, on: dt.date) -> None:
    if row.withdrawn_on is not None:
        raise Expected("already_withdrawn", _("Cet accord est déjà retiré. Rien n’a changé."))
    act.change(row, withdrawn_on=on)


def _asked(context: PaperContext) -> Asked | None:
    try:
        landlord = landlord_of(context)
    except Expected:  # nobody to ask for
        return None
    rows, today = context.rows, context.today
    sentences = tuple(_sentences(context))
    wanted = {one.point for one in sentences}
    covered: dict[str, set[DiagnosisPoint]] = {}
    for one in paper_facts.consents(rows):
        if one.recipient == landlord.id and one.valid_on(today, _measure_end(rows)):
            for person in one.persons:
                covered.setdefault(person, set()).update(one.topics)
    agreed = frozenset(person for person, topics in covered.items() if wanted and wanted <= topics)
    return Asked(
        landlord.id,
        landlord.name,
        sentences,
        _adults(context),
        agreed,
        reading_again.in_sentences(context, rows.current(Diagnosis)),
    )


def _sentences(context: PaperContext) -> list[Said]:
    entries = context.rows.under(DiagnosisPointEntry, "diagnosis_id", context.rows.current(Diagnosis))
    said = {
        DiagnosisPoint(one.point): one
        for one in entries
        if one.share_with_landlord == LandlordShare.SENTENCE and (one.landlord_sentence or "").strip()
    }
    return [
        Said(point, point_title(point), said[point].landlord_sentence or "", said[point].household_read_on)
        for point in POINTS
        if point in said and point is not DiagnosisPoint.HEALTH_ISSUES
    ]


def _adults(context: PaperContext) -> tuple[Adult, ...]:
    ids = adult_ids(context.rows, context.today, shipped_rules())
    return tuple(Adult(row.id, person_name(row)) for row in context.rows.all(Person) if row.id in ids)


def _measure_end(rows: CaseRows) -> dt.date | None:
    measure = rows.current(Measure)
    return measure.ended_on if measure is not None else None


def _agreement(context: PaperContext, row: Consent) -> Agreement:
    recipient = context.rows.organisation(row.recipient_id)
    fact = next(one for one in paper_facts.consents(context.rows) if one.ref == row.id)
    return Agreement(
        consent_id=row.id,
        who=tuple(context.name_of(one) for one in row.person_ids or ()),
        together=context.adult_ids <= set(row.person_ids or ()),
        recipient=recipient.name if recipient is not None else "",
        topics=tuple(point_title(point) for point in POINTS if point in fact.topics),
        purpose=row.purpose or "",
        given_on=row.given_on,
        until=row.until,
        withdrawn_on=row.withdrawn_on,
        holds=fact.valid_on(context.today, _measure_end(context.rows)),
    )


def _id(row: Disclosure) -> str:
    return row.authorisation_id or ""


def _what(written: str) -> str:
    """Return what was disclosed in words: a kind of paper, else as it was written."""
    return _(NAMES[DocumentKind(written)]) if written in set(DocumentKind) else written


def _whom(rows: CaseRows, row: Disclosure) -> str:
    organisation: Any = rows.organisation(row.organisation_id)
    if organisation is not None:
        return cast("str", organisation.name)
    return _(WHOM[Recipient(row.to_whom)]) if row.to_whom in set(Recipient) else row.to_whom
