"""Opening a case by hand, and what makes it grow: its people, its home, its organisations, its end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.domain.cases import next_case_number
from app.services.acting import Act, done, perform
from app.services.troubles import told
from app.words import _
from db.context import context_of
from db.models.case_file import CaseFile, CaseOrganisation, CaseWorker
from db.models.household import Household, Person
from db.models.lease import Dwelling, Lease
from db.models.measure import Measure, ReferentPeriod
from db.models.organisation import Organisation, Worker, folded
from db.spaces import space_for
from resources.vocabulary import LeaseKind, Relation, SpaceKind, WorkerRole

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from db.vault import Vault
    from resources.vocabulary import AlertSign, CaseCategory

_LETTERS = 2


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody of the household, with what is known of them that day."""

    first_name: str
    last_name: str | None = None
    called: str | None = None
    birth_date: dt.date | None = None
    relation: Relation | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """Who wrote to us about the household, when and in which words.

    Attributes:
        organisation_id: Of the directory.
        worker_id: Of the directory.
        received_on: When it came.
        text: Their words, marked as theirs.
        alert_signs: Why they worried.
        told_to_household_on: When the household was told that somebody spoke of them.
    """

    organisation_id: str | None = None
    worker_id: str | None = None
    received_on: dt.date | None = None
    text: str | None = None
    alert_signs: tuple[AlertSign, ...] = ()
    told_to_household_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to open; nothing but somebody's first name need be known.

    Attributes:
        persons: Who lives there, as they give their names.
        label: How the case is called, chosen with them; without one it is « Dossier 2026-CM-007 ».
        number: As the organisation gave it; without one, it is made here.
        opened_on: Today when it is not said.
        adhered_on: The day the household said yes; ``None`` before (« aller-vers », decision 6).
        programme: An identifier of ``resources.labels.PROGRAMMES``.
        category: Getting a home or keeping it.
        address: Of the home.
        lease_kind: By what title they live there.
        landlord_id: Of the directory.
        referral: Who wrote to us.
    """

    persons: tuple[NewPerson, ...] = ()
    label: str | None = None
    number: str | None = None
    opened_on: dt.date | None = None
    adhered_on: dt.date | None = None
    programme: str | None = None
    category: CaseCategory | None = None
    address: str | None = None
    lease_kind: LeaseKind = LeaseKind.DIRECT_LEASE
    landlord_id: str | None = None
    referral: Referral | None = None


@dataclass(frozen=True, slots=True)
class Households:
    """Opens and closes the cases of one vault."""

    vault: Vault

    def open_case(self, new: NewCase) -> tuple[str, Changes]:
        """Open a case in one transaction; a number that another case bears is kept and told (review H2)."""
        with told(self.vault.folder):
            return self.vault.write(lambda session: _open(session, new))

    def next_number(self, today: dt.date) -> str:
        """Return the number the next case opened here will bear."""
        with told(self.vault.folder), self.vault.read() as session:
            return _number(session, today)

    def add_person(self, case_id: str, person: NewPerson) -> tuple[str, Changes]:
        """Add somebody to the household."""
        return perform(self.vault, case_id, lambda act: _person(act, _household(act), person).id)

    def adhere(self, case_id: str, on: dt.date) -> Changes:
        """Write that the household said yes: the support begins, and we are the referent."""
        return perform(self.vault, case_id, lambda act: _adhere(act, on))[1]

    def close_case(self, case_id: str, on: dt.date, reason: str | None = None) -> Changes:
        """Close a case from a day on; all of it stays readable."""
        return perform(self.vault, case_id, lambda act: act.change(_case(act), closed_on=on, closing_reason=reason))[1]

    def reopen_case(self, case_id: str) -> Changes:
        """Open a closed case again, as it was."""
        return perform(self.vault, case_id, lambda act: act.change(_case(act), closed_on=None, closing_reason=None))[1]

    def name_organisation(self, case_id: str, organisation_id: str) -> Changes:
        """Make the case name an organisation of the directory, its landlord for one; twice does nothing."""
        return perform(self.vault, case_id, lambda act: _name_organisation(act, organisation_id))[1]

    def name_worker(self, case_id: str, worker_id: str, role: WorkerRole | None = None) -> Changes:
        """Make the case name a worker of the directory; the role describes and grants nothing (review C9)."""
        return perform(self.vault, case_id, lambda act: _name_worker(act, worker_id, role))[1]

    def replace_worker(self, case_id: str, worker_id: str) -> Changes:
        """Make the case name a worker in the place of all it names of the same organisation, who are put aside."""
        return perform(self.vault, case_id, lambda act: _replace_worker(act, worker_id))[1]


def _open(session: Session, new: NewCase) -> tuple[str, Changes]:
    context = context_of(session)
    own = session.get(Worker, context.worker_id)
    operator_id = own.organisation_id if own is not None else None
    case_id = context.ids.new()
    space_for(session, SpaceKind.CASE_OPERATOR, case_id, operator_id)
    return done(Act(session, case_id), lambda act: _fill(act, new, operator_id))


def _fill(act: Act, new: NewCase, operator_id: str | None) -> str:
    opened_on = new.opened_on or act.today()
    number = new.number or _number(act.session, opened_on)
    if act.session.scalars(
        select(CaseFile.id).where(CaseFile.number == number, CaseFile.archived_at.is_(None))
    ).first():
        act.warnings.append(
            _("Un autre dossier porte déjà le numéro {number}. Les deux sont gardés ; changez l’un des deux.").format(
                number=number
            )
        )
    act.make(
        CaseFile,
        row_id=act.case_id,
        operator_id=operator_id,
        number=number,
        programme=new.programme,
        opened_on=opened_on,
        category=new.category,
        **_referral(new.referral),
    )
    household = act.make(Household, label=new.label)
    persons = [_person(act, household, person) for person in new.persons]
    sender = new.referral.organisation_id if new.referral is not None else None
    for organisation_id in (operator_id, new.landlord_id, sender):
        if organisation_id is not None:
            _name_organisation(act, organisation_id)
    _name_worker(act, act.context.worker_id, None)
    if new.referral is not None and new.referral.worker_id is not None:
        _name_worker(act, new.referral.worker_id, None)
    if new.address is not None:
        _home(act, new, persons)
    if new.adhered_on is not None:
        _adhere(act, new.adhered_on)
    return act.case_id


def _referral(referral: Referral | None) -> dict[str, Any]:
    if referral is None:
        return {}
    return {
        "referral_organisation_id": referral.organisation_id,
        "referral_worker_id": referral.worker_id,
        "referral_received_on": referral.received_on,
        "referral_text": referral.text,
        "referral_alert_signs": referral.alert_signs or None,
        "referral_told_to_household_on": referral.told_to_household_on,
    }


def _person(act: Act, household: Household, person: NewPerson) -> Person:
    return act.make(
        Person,
        household_id=household.id,
        first_name=person.first_name,
        last_name=person.last_name,
        called=person.called,
        birth_date=person.birth_date,
        relation=person.relation,
        contact_phone=person.phone,
    )


def _home(act: Act, new: NewCase, persons: list[Person]) -> None:
    tenants = tuple(row.id for row in persons if row.relation == Relation.HOLDER)
    lease = act.make(Lease, kind=new.lease_kind, tenant_ids=tenants or None)
    act.make(Dwelling, lease_id=lease.id, address=new.address)


def _adhere(act: Act, on: dt.date) -> None:
    worker_id = act.context.worker_id
    known = act.session.scalars(
        select(Measure).where(
            Measure.space_id == act.space_id, Measure.archived_at.is_(None), Measure.earlier.is_not(True)
        )
    ).first()
    measure = known or act.make(Measure, operator_id=_case(act).operator_id)
    act.change(measure, started_on=on, referent_id=measure.referent_id or worker_id)
    if known is None:
        act.make(ReferentPeriod, measure_id=measure.id, worker_id=worker_id, from_day=on)
    _name_worker(act, worker_id, WorkerRole.REFERENT)


def _case(act: Act) -> CaseFile:
    return act.row(CaseFile, act.case_id)


def _household(act: Act) -> Household:
    query = select(Household).where(Household.space_id == act.space_id, Household.archived_at.is_(None))
    return act.session.scalars(query.order_by(Household.id)).first() or act.make(Household)


def _name_organisation(act: Act, organisation_id: str) -> None:
    if act.session.get(Organisation, organisation_id) is None:
        raise LookupError(organisation_id)
    query = select(CaseOrganisation.id).where(
        CaseOrganisation.space_id == act.space_id,
        CaseOrganisation.organisation_id == organisation_id,
        CaseOrganisation.archived_at.is_(None),
    )
    if act.session.scalars(query).first() is None:
        act.make(CaseOrganisation, organisation_id=organisation_id)


def _name_worker(act: Act, worker_id: str, role: WorkerRole | None) -> None:
    if act.session.get(Worker, worker_id) is None:
        raise LookupError(worker_id)
    query = select(CaseWorker).where(
        CaseWorker.space_id == act.space_id, CaseWorker.worker_id == worker_id, CaseWorker.archived_at.is_(None)
    )
    known = act.session.scalars(query.order_by(CaseWorker.id)).first()
    if known is None:
        act.make(CaseWorker, worker_id=worker_id, role=role)
    elif role is not None:
        act.change(known, role=role)


def _replace_worker(act: Act, worker_id: str) -> None:
    _name_worker(act, worker_id, None)
    colleagues = (
        select(Worker.id)
        .where(Worker.organisation_id == act.session.get_one(Worker, worker_id).organisation_id, Worker.id != worker_id)
        .scalar_subquery()
    )
    query = select(CaseWorker).where(
        CaseWorker.space_id == act.space_id, CaseWorker.worker_id.in_(colleagues), CaseWorker.archived_at.is_(None)
    )
    for before in act.session.scalars(query.order_by(CaseWorker.id)).all():
        act.archive(before)


def _number(session: Session, day: dt.date) -> str:
    own = session.get(Worker, context_of(session).worker_id)
    known = session.scalars(select(CaseFile.number).where(CaseFile.number.startswith(f"{day.year:04d}-"))).all()
    return next_case_number(day.year, _initials(own.name if own is not None else ""), known)


def _initials(name: str) -> str:
    """Return the two letters of the numbers made here: « CM » for Claire Morel, « CL » for Claire alone."""
    words = [word for word in re.split(r"[^a-z]+", folded(name)) if word]
    letters = words[0][0] + words[-1][0] if len(words) >= _LETTERS else "".join(words)[:_LETTERS]
    return letters.upper().ljust(_LETTERS, "X")
