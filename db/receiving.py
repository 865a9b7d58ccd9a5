"""Taking in what another vault wrote: verified, stored as it came, applied in causal order, then shown (sync.md).

All of a parcel is one transaction. An envelope that stands on one not here yet is parked and tried again at each
arrival; one already here is nothing new; one refused keeps no other from coming in.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from db import attachments, audit
from db.documents import loaded
from db.envelope_rows import add_envelope
from db.envelopes import Dependency, Sealed, check_signature, header_of, opened
from db.errors import MergeTrouble, StorageTrouble
from db.expunge_orders import TABLE as ORDERS
from db.expunge_orders import orders_on
from db.figures import mark_spaces
from db.forgetting import is_forgotten, obey, texts_of
from db.local import Device, Envelope, ParkedEnvelope, Space
from db.merge import row_of
from db.parcels import CarriedEnvelope
from db.projection import project
from db.search_index import note_rows
from db.twins import carry_over, twins_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from db.documents import SpaceDocument
    from db.envelopes import Header
    from db.expunge_orders import StandingOrder
    from db.journal import Journal
    from db.merge import Document
    from db.parcels import Parcel
    from db.vault import Vault

STORED, KNOWN, PARKED, REFUSED, FORKED, OUTDATED = "stored", "known", "parked", "refused", "forked", "outdated"


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a parcel.

    Attributes:
        stored: Envelopes taken in, those parked before included.
        known: Already here.
        parked: Still waiting, for an earlier one or for a later version of Palier.
        refused: Not signed by whom they say, altered, or impossible.
        forked: Another envelope of that name is here: somebody's vault was copied while it was open.
        outdated: Written in a document that something was expunged from since (review A9).
        spaces: Spaces that have something new.
        tables: Tables that have something new.
        orders: Ids of the orders to forget that came, and were obeyed.
    """

    stored: int
    known: int
    parked: int
    refused: int
    forked: int
    outdated: int
    spaces: frozenset[str]
    tables: frozenset[str]
    orders: frozenset[str]


def receive(vault: Vault, parcel: Parcel) -> Received:
    """Take in a parcel, whole, in one transaction.

    Raises:
        StorageTrouble: ``parcel_refused``: it contradicts what is known of a device or of a space, or lacks what its
            rows refer to; nothing is changed.
    """
    try:
        return vault.write(lambda session: _Reception(session, vault.journal).take(parcel))
    except IntegrityError as error:  # found at the commit: a row refers to what the parcel does not hold
        raise StorageTrouble("parcel_refused", reason="reference") from error


@dataclass(slots=True)
class _Reception:
    session: Session
    journal: Journal
    count: Counter[str] = field(default_factory=Counter)
    keys: dict[str, bytes] = field(default_factory=dict)
    roots: dict[str, set[str]] = field(default_factory=dict)
    before: dict[str, Document] = field(default_factory=dict)  # of the spaces left, as they were carried over
    new: set[str] = field(default_factory=set)
    spaces: dict[str, Space | None] = field(default_factory=dict)
    parked: set[bytes] = field(default_factory=set)
    orders: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)  # spaces in which something came, or waits since now
    stored: dict[str, dict[tuple[str, int], tuple[bytes, int]]] = field(default_factory=dict)

    def take(self, parcel: Parcel) -> Received:
        self._meet_devices(parcel)
        self._meet_spaces(parcel)
        envelopes = self._in_order(parcel)
        self._look_before({header.space_id for _, header in envelopes} | {one.space_id for one in parcel.spaces})
        for carried, header in envelopes:
            outcome = self._take_in(carried, header)
            self.count[outcome] += 1
            if self._park(carried, outcome) or outcome == STORED:
                self.changed.add(header.space_id)
        self.session.flush()
        for space_id in sorted(self.changed):  # where nothing came, all orders are obeyed already
            self._obey(space_id)
        self._join(parcel)
        self._carry_over()
        tables = self._show()
        return Received(
            **{name: self.count[name] for name in (STORED, KNOWN, PARKED, REFUSED, FORKED, OUTDATED)},
            spaces=frozenset(self.roots),
            tables=frozenset(tables),
            orders=frozenset(self.orders),
        )

    def _obey(self, space_id: str) -> None:
        """Take out what orders name, of what has just come, of what was here, and of what waits."""
        space = self._space(space_id)
        if space is None:
            return
        new = {row_id for table, row_id in map(row_of, self.roots.get(space_id, ())) if table == ORDERS}
        self.orders |= new
        twins = twins_of(self.session, space)
        for one in [twin for twin in twins if twin.id >= space_id] if new else [space]:
            found = obey(self.session, self.journal, one, new)
            if found.roots and one is twins[0]:  # the rows are those of the space kept
                self.roots.setdefault(one.id, set()).update(found.roots)

    def _join(self, parcel: Parcel) -> None:
        """Keep the files joined, by the space kept, where the rows that name them stand; none that was forgotten."""
        orders: dict[str, list[StandingOrder]] = {}
        for one in parcel.attachments:
            space = self._space(one.space_id)
            if space is None:
                continue
            kept = twins_of(self.session, space)[0]
            if kept.id not in orders:
                orders[kept.id] = orders_on(self.session, self.journal.documents, kept)
            name = hashlib.sha256(one.content).hexdigest()
            if not is_forgotten(orders[kept.id], name) or name in texts_of(self.session, self.journal, kept):
                attachments.put(self.session, kept.id, one.content)

    def _meet_devices(self, parcel: Parcel) -> None:
        self.keys = {one.id: one.public_key for one in self.session.execute(select(Device.id, Device.public_key))}
        now = self.journal.now()
        for one in parcel.devices:
            if one.device_id not in self.keys:
                self.keys[one.device_id] = one.public_key
                self.session.add(
                    Device(id=one.device_id, worker_id=one.worker_id, public_key=one.public_key, created_at=now)
                )
            if self.keys[one.device_id] != one.public_key:
                raise StorageTrouble("parcel_refused", reason="device", device=one.device_id)

    def _meet_spaces(self, parcel: Parcel) -> None:
        for one in parcel.spaces:
            here = self._space(one.space_id)
            if here is None:
                self.spaces[one.space_id] = here = Space(
                    id=one.space_id,
                    kind=one.kind,
                    case_id=one.case_id,
                    organisation_id=one.organisation_id,
                    key=one.key,
                    epoch=one.epoch,
                    generation=one.generation,
                    created_at=self.journal.now(),
                )
                self.session.add(here)
                self.new.add(here.id)
            if (here.kind, here.case_id, here.key) != (one.kind, one.case_id, one.key):
                raise StorageTrouble("parcel_refused", reason="space", space=one.space_id)
        self.session.flush()

    def _look_before(self, space_ids: set[str]) -> None:
        """Read the documents of the spaces left as they are before anything comes in."""
        for space_id in sorted(space_ids):
            space = self._space(space_id)
            for one in twins_of(self.session, space)[1:] if space is not None else ():
                self.before[one.id] = loaded(self.session, one).document

    def _carry_over(self) -> None:
        """Bring what the spaces left show into those kept; all of it when a space older than ours has come."""
        for space_id in sorted(self.before):
            left = self.session.get_one(Space, space_id)
            kept = twins_of(self.session, left)[0]
            roots = self.roots.pop(space_id, set())
            if kept.id in self.new:
                roots = {root for root, _ in self.journal.documents.of(self.session, left).document.rows()}
            if roots:
                carry_over(self.session, self.journal, kept, left, roots, self.before[space_id])
                self.roots.setdefault(kept.id, set()).update(roots)
                self._obey(kept.id)  # an order given there holds here

    def _in_order(self, parcel: Parcel) -> list[tuple[CarriedEnvelope, Header]]:
        """Return the envelopes of the parcel and those parked, so that none comes before one it stands on."""
        waiting = [
            CarriedEnvelope(_sealed(row), row.written_at) for row in self.session.scalars(select(ParkedEnvelope))
        ]
        self.parked = {one.envelope.hash for one in waiting}
        found, cannot_be_read = {}, False
        for carried in (*waiting, *parcel.envelopes):
            try:
                found[carried.envelope.hash] = (carried, header_of(carried.envelope))
            except StorageTrouble as trouble:
                outcome = PARKED if trouble.code == "newer_format" else REFUSED
                self.count[outcome] += 1
                cannot_be_read |= self._park(carried, outcome)
        if cannot_be_read:  # they may be of any space
            self.changed.update(header.space_id for _, header in found.values())
        return sorted(found.values(), key=lambda one: (one[1].lamport, one[1].replica, one[1].n))

    def _take_in(self, carried: CarriedEnvelope, header: Header) -> str:
        space = self._space(header.space_id)
        if space is None:
            return REFUSED
        there = self._stored(space).get((header.replica, header.n))
        if there is not None and there[0] == carried.envelope.hash:
            return KNOWN
        if not self._is_signed(carried, header):
            return REFUSED
        return FORKED if there is not None else self._place(space, carried, header)

    def _place(self, space: Space, carried: CarriedEnvelope, header: Header) -> str:
        """Take in an envelope signed and not here yet, if what it stands on is here."""
        if header.generation != space.generation:
            return OUTDATED if header.generation < space.generation else PARKED
        stored = self._stored(space)
        known = [(one, stored.get((one.replica, one.n), (b"", 0))) for one in _stands_on(header)]
        if any(there[0] != one.hash for one, there in known):
            return PARKED
        if any(there[1] >= header.lamport for _, there in known):
            return REFUSED
        return self._apply(space, carried, header)

    def _space(self, space_id: str) -> Space | None:
        if space_id not in self.spaces:  # kept here: the session forgets what nobody holds, and asks again
            self.spaces[space_id] = self.session.get(Space, space_id)
        return self.spaces[space_id]

    def _stored(self, space: Space) -> dict[tuple[str, int], tuple[bytes, int]]:
        """Return hash and Lamport number of each stored envelope of a space, by replica and number."""
        if space.id not in self.stored:
            columns = (Envelope.replica, Envelope.n, Envelope.hash, Envelope.lamport)
            found = self.session.execute(select(*columns).where(Envelope.space_id == space.id))
            self.stored[space.id] = {(replica, n): (name, lamport) for replica, n, name, lamport in found}
        return self.stored[space.id]

    def _is_signed(self, carried: CarriedEnvelope, header: Header) -> bool:
        try:
            check_signature(carried.envelope, header, self.keys)
        except StorageTrouble:
            return False
        return True

    def _apply(self, space: Space, carried: CarriedEnvelope, header: Header) -> str:
        try:
            update = opened(carried.envelope, header, space.key)
        except StorageTrouble:
            return REFUSED
        held = self.journal.documents.of(self.session, space)
        held.touched = True
        before = held.document.version()
        try:
            held.document.apply(update)
        except MergeTrouble as error:  # signed by a colleague, and yet broken: the document itself may be
            raise StorageTrouble("parcel_refused", reason="merge", space=space.id) from error
        self.roots.setdefault(space.id, set()).update(root for root, _, _ in held.document.keys_since(before))
        self._store(space, held, carried, header)
        return STORED

    def _store(self, space: Space, held: SpaceDocument, carried: CarriedEnvelope, header: Header) -> None:
        envelope = carried.envelope
        number = add_envelope(self.session, space, header, envelope, self.journal.now(), carried.written_at)
        self._stored(space)[header.replica, header.n] = (envelope.hash, header.lamport)
        held.stored(header, envelope, number)

    def _park(self, carried: CarriedEnvelope, outcome: str) -> bool:
        """Keep what has to wait, let go what waited; tell whether it waits since now."""
        envelope = carried.envelope
        is_parked = envelope.hash in self.parked
        if outcome != PARKED:
            if is_parked:
                self.session.execute(delete(ParkedEnvelope).where(ParkedEnvelope.hash == envelope.hash))
            return False
        if is_parked:
            return False
        self.parked.add(envelope.hash)
        self.session.add(
            ParkedEnvelope(
                hash=envelope.hash,
                header=envelope.header,
                signature=envelope.signature,
                seal=envelope.seal,
                body=envelope.body,
                written_at=carried.written_at,
                parked_at=self.journal.now(),
            )
        )
        return True

    def _show(self) -> set[str]:
        tables: set[str] = set()
        for space_id, roots in sorted(self.roots.items()):
            space = self.session.get_one(Space, space_id)
            held = self.journal.documents.of(self.session, space)
            with self.journal.guard.projecting():
                written = project(self.session, space, held.document, roots)
            note_rows(self.session, written)
            tables |= written.keys()
            audit.record(self.session, "receive", "space", space_id, {"envelope": held.frontier[-1].hash.hex()})
        if self.roots:
            mark_spaces(self.session, self.roots, everywhere=bool(tables & {"organisation", "worker"}))
        return tables


def _sealed(row: ParkedEnvelope) -> Sealed:
    return Sealed(row.header, row.signature, row.seal, row.body)


def _stands_on(header: Header) -> set[Dependency]:
    before = {Dependency(header.replica, header.n - 1, header.previous)} if header.n > 1 else set()
    return {*header.dependencies, *before}
