"""What every paper needs of a case: letterhead, people, places to sign, legal frame."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.documents import values
from app.domain.contracts import capacity_of
from app.domain.days import age_on
from app.domain.persons import unspecified
from app.domain.rules import shipped_rules
from app.services.facts import household_facts, paper_facts
from app.words import _, long_day
from db.models.case_file import CaseWorker
from db.models.contract import Signature
from db.models.household import Household, Person
from db.models.lease import Dwelling, Lease
from db.models.measure import Measure
from resources.labels import LABELS
from resources.vocabulary import (
    AddressForm,
    DwellingType,
    LeaseKind,
    LegalRegime,
    OrganisationKind,
    Profession,
    Recipient,
    SignatureCapacity,
    SignatureMethod,
    SignatureOutcome,
    WorkAxis,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from app.domain.contracts import Party
    from app.services.case_rows import CaseRows
    from db.base import Journalled
    from db.models.organisation import Organisation, Worker


@dataclass(frozen=True, slots=True)
class Place:
    """A place to sign and who it is for.

    Attributes:
        shown: The place as it is printed.
        signatory_id: A person or a worker.
        capacity: In what quality they are asked.
        awaited: Whether the paper waits for them, or only offers them a place.
    """

    shown: values.Signatory
    signatory_id: str
    capacity: SignatureCapacity
    awaited: bool = True


@dataclass(frozen=True)
class PaperContext:
    """One case, one recipient, one day.

    Attributes:
        rows: The case.
        recipient: Whom the paper is for.
        today: Day of edition.
        own_worker_id: The worker whose vault it is: signs when nobody else is named.
    """

    rows: CaseRows
    recipient: Recipient
    today: dt.date
    own_worker_id: str

    @cached_property
    def adults(self) -> list[Person]:
        """The adults of the household, in its order."""
        rules = shipped_rules()
        wanted = set(household_facts.adult_ids(self.rows, self.today, rules))
        return [row for row in self.rows.all(Person) if row.id in wanted]

    @cached_property
    def adult_ids_in_order(self) -> tuple[str, ...]:
        """Ids of the adults, in the household's order."""
        return tuple(row.id for row in self.adults)

    @cached_property
    def adult_ids(self) -> frozenset[str]:
        """Ids of the adults: a copy for the household is read by all of them."""
        return frozenset(self.adult_ids_in_order)

    @cached_property
    def unspecified(self) -> tuple[str, ...]:
        """Names of those of whom it is to be said whether they are adults: until then they sign nothing."""
        found = unspecified(household_facts.persons(self.rows), self.today, shipped_rules())
        return tuple(self.name_of(one) for one in found)

    @cached_property
    def referent(self) -> Worker | None:
        """The referent of the current measure, else the worker whose vault it is."""
        measure = self.rows.current(Measure)
        named = self.rows.worker(measure.referent_id) if measure is not None else None
        return named or self.rows.worker(self.own_worker_id)

    @cached_property
    def landlord_worker(self) -> Worker | None:
        """The first worker of a landlord this case names."""
        for link in self.rows.all(CaseWorker):
            worker = self.rows.worker(link.worker_id)
            organisation = self.rows.organisation(worker.organisation_id) if worker is not None else None
            if organisation is not None and organisation.kind == OrganisationKind.LANDLORD:
                return worker
        return None

    @cached_property
    def address_form(self) -> AddressForm:
        """How papers speak to the household on its own copies; « vous » on every other."""
        household = self.rows.one(Household)
        if self.recipient is not Recipient.HOUSEHOLD or household is None or household.address_form is None:
            return AddressForm.VOUS
        return AddressForm(household.address_form)

    def heading(
        self, kind: str, version: int | str, *, draft: bool = False, speaks: AddressForm | None = None
    ) -> values.Heading:
        """Return what every page needs; the reference is ``case/kind/version``.

        Args:
            kind: Word of the reference.
            version: What counts papers of this kind.
            draft: Whether it bears the watermark PROJET.
            speaks: How it speaks to the household, for a paper that keeps the form it was signed in.
        """
        return values.Heading(
            operator=organisation(self.rows.operator()),
            reference=f"{self.rows.case_file.number}/{kind}/{version}",
            recipient=self.recipient,
            edited_on=self.today,
            state=values.DocumentState.DRAFT if draft else values.DocumentState.FINAL,
            speaks=speaks or self.address_form,
        )

    def legal(self, regime: str | None = None) -> values.LegalFrame:
        """Return what decides the legal mentions."""
        lease, operator = self.rows.current(Lease), self.rows.operator()
        contact = [operator.name, operator.address, operator.phone] if operator is not None else []
        return values.LegalFrame(
            regime=LegalRegime(regime) if regime else None,
            tenure=LeaseKind(lease.kind) if lease is not None else None,
            data_contact=", ".join(part for part in contact if part),
            participants=tuple(self.name_of(row.id) for row in self.adults),
        )

    def dwelling(self) -> str:
        """Return the address of the current home and its size."""
        lease = self.rows.current(Lease)
        found = self.rows.under(Dwelling, "lease_id", lease)
        if not found or not found[0].address:
            return ""
        size = f" ({_(LABELS[DwellingType(found[0].type)].text)})" if found[0].type else ""
        return f"{found[0].address}{size}"

    def person_lines(self, *, adults_only: bool = False) -> tuple[values.Person, ...]:
        """Return the household: names as they want to be called, age, who signed the lease."""
        people = self.adults if adults_only else self.rows.all(Person)
        return tuple(values.Person(household_facts.person_name(row), self._detail(row)) for row in people)

    def tenants(self) -> tuple[values.Person, ...]:
        """Return the tenants by name and nothing else: what a landlord may know."""
        lease = self.rows.current(Lease)
        ids = set((lease.tenant_ids if lease is not None else None) or self.adult_ids)
        return tuple(values.Person(household_facts.person_name(row)) for row in self.rows.all(Person) if row.id in ids)

    def _detail(self, row: Person) -> str:
        lease = self.rows.current(Lease)
        parts = []
        if row.birth_date is not None:
            parts.append(_("{age} ans").format(age=age_on(row.birth_date, self.today)))
        if lease is not None and row.id in (lease.tenant_ids or ()):
            parts.append(_("signataire du bail"))
        return ", ".join(parts)

    def name_of(self, someone_id: str | None) -> str:
        """Return the name of a person or a worker."""
        person = self.rows.by_id(Person, someone_id)
        if person is not None:
            return household_facts.person_name(person)
        found = self.rows.worker(someone_id)
        return found.name if found is not None else ""

    def places(self, parties: Iterable[Party], parent_key: str, parent: Journalled | None) -> tuple[Place, ...]:
        """Return the places to sign of a paper, with what is known of each signature."""
        rows = self.rows.under(Signature, parent_key, parent)
        counted: dict[SignatureCapacity, int] = {}
        found = []
        for party in parties:
            signatory_id = party.person or self._signs_for(party.capacity, rows)
            if signatory_id is None:
                continue
            counted[party.capacity] = rank = counted.get(party.capacity, 0) + 1
            said = [row for row in rows if row.signatory_id == signatory_id]
            field = f"{party.capacity.value}_{rank}"
            found.append(Place(self._signatory(field, signatory_id, party, said), signatory_id, party.capacity))
        return tuple(found)

    def _signs_for(self, capacity: SignatureCapacity, rows: list[Signature]) -> str | None:
        """Return who signs for an organisation: who already did, else the referent or the landlord's worker."""
        for row in rows:
            written = SignatureCapacity(row.capacity) if row.capacity else None
            kind = paper_facts.organisation_kind(self.rows, row.signatory_id)
            if kind is not None and capacity_of(written, kind) is capacity:
                return row.signatory_id
        worker = self.landlord_worker if capacity is SignatureCapacity.LANDLORD else self.referent
        return worker.id if worker is not None else None

    def _signatory(self, field: str, signatory_id: str, party: Party, said: list[Signature]) -> values.Signatory:
        last = max(reversed(said), key=lambda row: row.on_day, default=None)  # of one day, the last said
        outcome = SignatureOutcome(last.outcome) if last is not None and last.outcome else None
        return values.Signatory(
            field=field,
            name=self.name_of(signatory_id) or _("personne retirée du dossier"),
            capacity=self._capacity_words(signatory_id, party.capacity, last),
            method=SignatureMethod(last.method) if last is not None and last.method else None,
            outcome=outcome,
            on=last.on_day if last is not None else None,
        )

    def _capacity_words(self, signatory_id: str, capacity: SignatureCapacity, last: Signature | None) -> str:
        """Return in what quality somebody signs; an adult of the household may have signed in another one."""
        if capacity is SignatureCapacity.HOUSEHOLD:
            written = last.capacity if last is not None and last.capacity else capacity
            return _(LABELS[SignatureCapacity(written)].public)
        whom = _(LABELS[capacity].public)
        shown = worker(self.rows.worker(signatory_id))
        return f"{shown.profession}, {whom}" if shown.profession else whom


def to_sign_on_screen(signatories: Iterable[values.Signatory]) -> tuple[values.Signatory, ...]:
    """Return the places to sign as a final paper shows them: empty, left to the ink on the screen."""
    return tuple(dataclasses.replace(one, method=SignatureMethod.SCREEN, outcome=None, on=None) for one in signatories)


def organisation(row: Organisation | None) -> values.Organisation:
    """Return an organisation as its own letters show it."""
    if row is None:
        return values.Organisation(_("Association"))
    registration = _("SIRET {number}").format(number=row.siret) if row.siret else ""
    return values.Organisation(
        row.name, row.service or "", row.address or "", row.phone or "", row.email or "", registration
    )


def worker(row: Worker | None) -> values.Worker:
    """Return a professional: the public name of their work, never what it would reveal."""
    if row is None:
        return values.Worker("")
    kind = Profession(row.profession) if row.profession else Profession.OTHER
    profession = "" if kind is Profession.OTHER else _(LABELS[kind].public)
    return values.Worker(row.name, profession, phone=row.phone or "", email=row.email or "")


def axis_label(word: str | None) -> str:
    """Return the label of a domain of support."""
    return _(LABELS[WorkAxis(word)].text) if word else ""


def dated(prefix: str, day: dt.date | None) -> str:
    """Return words with a day, or nothing without one."""
    return prefix.format(day=long_day(day)) if day is not None else ""
