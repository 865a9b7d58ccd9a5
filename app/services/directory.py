"""The directory: organisations and those who work in them, shared by all the cases of a vault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.changes import Changes
from app.services.exchange.importing_matching import organisation_id, worker_id
from app.services.troubles import told
from app.words import _
from db import audit
from db.context import context_of
from db.models.organisation import Organisation, Worker
from db.spaces import space_for
from resources.labels import LABELS
from resources.vocabulary import OrganisationKind, Profession, SpaceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One organisation; ``kind_label`` is what it is to a household."""

    id: str
    kind: OrganisationKind
    kind_label: str
    name: str
    service: str
    address: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """Somebody who works in an organisation."""

    id: str
    organisation_id: str
    organisation: str
    name: str
    profession: Profession | None
    profession_label: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation to add."""

    kind: OrganisationKind
    name: str
    service: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    siret: str | None = None


@dataclass(frozen=True, slots=True)
class NewColleague:
    """Somebody to add to an organisation."""

    organisation_id: str
    name: str
    profession: Profession | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """Reads and completes the directory of one vault."""

    vault: Vault

    def organisations(self, kind: OrganisationKind | None = None) -> tuple[OrganisationLine, ...]:
        """Return the organisations, of one kind or all, by name."""
        query = select(Organisation).where(Organisation.archived_at.is_(None))
        if kind is not None:
            query = query.where(Organisation.kind == kind.value)
        with told(self.vault.folder), self.vault.read() as session:
            rows = session.scalars(query.order_by(Organisation.sort_key, Organisation.id))
            return tuple(map(_organisation_line, rows))

    def workers(self, organisation: str | None = None) -> tuple[WorkerLine, ...]:
        """Return the workers, of one organisation (its id) or all, by name."""
        query = (
            select(Worker, Organisation.name)
            .join(Organisation, Worker.organisation_id == Organisation.id, isouter=True)
            .where(Worker.archived_at.is_(None))
        )
        if organisation is not None:
            query = query.where(Worker.organisation_id == organisation)
        with told(self.vault.folder), self.vault.read() as session:
            found = session.execute(query.order_by(Worker.sort_key, Worker.id))
            return tuple(_worker_line(row, name or "") for row, name in found)

    def add_organisation(self, new: NewOrganisation) -> tuple[str, Changes]:
        """Add an organisation, or find the one of that kind that has this SIRET, or this name whatever its capitals."""
        return self._write("organisation", lambda session: _organisation(session, new))

    def add_worker(self, new: NewColleague) -> tuple[str, Changes]:
        """Add somebody to an organisation, or find the one of that very name already in it."""
        return self._write("worker", lambda session: _worker(session, new))

    def _write(self, kind: str, work: Callable[[Session], tuple[str, bool]]) -> tuple[str, Changes]:
        def run(session: Session) -> tuple[str, bool]:
            row_id, is_new = work(session)
            if is_new:
                audit.record(session, "change", kind, row_id)
            return row_id, is_new

        with told(self.vault.folder):
            row_id, is_new = self.vault.write(run)
        return row_id, Changes(frozenset({kind} if is_new else ()))


def _organisation_line(row: Organisation) -> OrganisationLine:
    kind = OrganisationKind(row.kind)
    texts = (row.name, row.service or "", row.address or "", row.phone or "", row.email or "")
    return OrganisationLine(row.id, kind, _(LABELS[kind].text), *texts)


def _worker_line(row: Worker, organisation: str) -> WorkerLine:
    profession = Profession(row.profession) if row.profession else None
    return WorkerLine(
        row.id,
        row.organisation_id,
        organisation,
        row.name,
        profession,
        _(LABELS[profession].text) if profession is not None else "",
        row.phone or "",
        row.email or "",
    )


def _organisation(session: Session, new: NewOrganisation) -> tuple[str, bool]:
    query = select(Organisation).where(Organisation.kind == new.kind.value, Organisation.archived_at.is_(None))
    for known in session.scalars(query.order_by(Organisation.id)):
        if (known.name or "").casefold() == new.name.casefold() or (new.siret and known.siret == new.siret):
            return known.id, False
    # Ids are made of names, so that a file which names the same organisation meets the same row (review C2).
    row_id = organisation_id(new.kind, new.siret, new.name)
    if session.get(Organisation, row_id) is not None:
        row_id = _fresh(session)
    texts = {"service": new.service, "address": new.address, "phone": new.phone, "email": new.email}
    session.add(Organisation(id=row_id, kind=new.kind, name=new.name, siret=new.siret, **texts, **_made(session)))
    return row_id, True


def _worker(session: Session, new: NewColleague) -> tuple[str, bool]:
    if session.get(Organisation, new.organisation_id) is None:
        raise LookupError(new.organisation_id)
    query = select(Worker.id).where(
        Worker.organisation_id == new.organisation_id, Worker.name == new.name, Worker.archived_at.is_(None)
    )
    known = session.scalars(query.order_by(Worker.id)).first()
    if known is not None:
        return known, False
    row_id = worker_id(new.organisation_id, new.name)
    if session.get(Worker, row_id) is not None:
        row_id = _fresh(session)
    session.add(
        Worker(
            id=row_id,
            organisation_id=new.organisation_id,
            name=new.name,
            profession=new.profession,
            phone=new.phone,
            email=new.email,
            **_made(session),
        )
    )
    return row_id, True


def _fresh(session: Session) -> str:
    return context_of(session).ids.new()


def _made(session: Session) -> dict[str, Any]:
    context = context_of(session)
    return {
        "space_id": space_for(session, SpaceKind.ORGANISATION).id,
        "created_at": context.clock.now(),
        "created_by": context.worker_id,
    }
