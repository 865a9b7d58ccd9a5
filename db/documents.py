"""The merge documents in memory: a cache of stored envelopes, never ahead of them (review A3)."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cbor2
from sqlalchemy import bindparam, delete, select

from db.envelopes import Dependency, Header, Sealed, header_of, opened
from db.local import DocumentCache, Envelope, table_of
from db.merge import Document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from db.local import Space

_ENVELOPE = table_of(Envelope).c
_OF_REPLICA = (_ENVELOPE.space_id == bindparam("space"), _ENVELOPE.replica == bindparam("by"))
_LAST = select(_ENVELOPE.n, _ENVELOPE.hash).where(*_OF_REPLICA).order_by(_ENVELOPE.n.desc()).limit(1)
_HASH = select(_ENVELOPE.hash).where(*_OF_REPLICA, _ENVELOPE.n == bindparam("number"))
KEPT = 32
SNAPSHOT_EVERY = 64


@dataclass(slots=True)
class SpaceDocument:
    """A space's document and where it stands.

    Attributes:
        document: What the merge engine holds.
        generation: Of the document.
        committed: Version of the document as of the last stored envelope.
        frontier: Envelopes no other stored one descends from.
        lamport: Greatest seen.
        envelope_id: Last stored envelope it holds.
        unsaved: Envelopes since the last snapshot.
        touched: Written by the transaction that is not committed yet.
    """

    document: Document
    generation: int
    committed: bytes
    frontier: tuple[Dependency, ...]
    lamport: int
    envelope_id: int
    unsaved: int = 0
    touched: bool = False

    def update(self) -> bytes:
        """Return what the stored envelopes lack; empty when that is nothing."""
        if self.document.version() == self.committed:
            return b""
        return self.document.updates_since(self.committed)

    def stored(self, header: Header, envelope: Sealed, envelope_id: int) -> None:
        """Take note of an envelope that holds all this document now has."""
        self.frontier = after(self.frontier, header, envelope.hash)
        self.lamport = max(self.lamport, header.lamport)
        self.committed = self.document.version()
        self.envelope_id = envelope_id
        self.unsaved += 1


def after(frontier: Iterable[Dependency], header: Header, digest: bytes) -> tuple[Dependency, ...]:
    """Return the frontier once an envelope is known."""
    gone = {*header.dependencies, Dependency(header.replica, header.n - 1, header.previous)}
    return tuple(sorted({*frontier} - gone | {Dependency(header.replica, header.n, digest)}))


def stored_envelopes(session: Session, space_id: str, generation: int, after_id: int = 0) -> list[Envelope]:
    """Return the envelopes of a space's document, in the order they arrived."""
    return list(
        session.scalars(
            select(Envelope)
            .where(Envelope.space_id == space_id, Envelope.generation == generation, Envelope.id > after_id)
            .order_by(Envelope.id)
        )
    )


def sealed_of(row: Envelope) -> Sealed:
    """Return the envelope a row holds."""
    return Sealed(row.header, row.signature, row.seal, row.body)


class Documents:
    """The documents last used. Only the writer thread touches it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, SpaceDocument] = OrderedDict()

    def of(self, session: Session, space: Space) -> SpaceDocument:
        """Return the document of a space, loaded from its snapshot and the envelopes since."""
        found = self._kept.get(space.id)
        if found is None:
            found = self._kept[space.id] = loaded(session, space)
        self._kept.move_to_end(space.id)
        return found

    def read_again(self, session: Session, space: Space) -> SpaceDocument:
        """Return the document of a space made afresh, after its envelopes were rewritten."""
        session.execute(delete(DocumentCache).where(DocumentCache.space_id == space.id))
        found = self._kept[space.id] = loaded(session, space)
        found.touched = True
        return found

    def committed(self) -> bool:
        """Take note that what was written is stored; tell whether a snapshot is due."""
        for one in self._kept.values():
            one.touched = False
        self._shrink(2 * KEPT)  # giving one back takes as long as sealing a note: that waits for a quiet moment
        return any(one.unsaved >= SNAPSHOT_EVERY for one in self._kept.values())

    def keep_few(self) -> None:
        """Give the memory of the documents used longest ago back."""
        self._shrink(KEPT)

    def _shrink(self, most: int) -> None:
        while len(self._kept) > most:
            self._kept.popitem(last=False)

    def abandon(self) -> bool:
        """Throw away every document the failed transaction wrote in; tell whether there was any."""
        touched = [space_id for space_id, one in self._kept.items() if one.touched]
        for space_id in touched:
            del self._kept[space_id]
        return bool(touched)

    def forget(self) -> None:
        """Throw everything away, what is stored included, when the envelopes alone must speak."""
        self._kept.clear()

    def save_snapshots(self, session: Session, at_least: int) -> None:
        """Write a snapshot of each document that has as many envelopes since its last one; no envelope is removed."""
        for space_id, one in self._kept.items():
            if one.unsaved < at_least:
                continue
            session.execute(delete(DocumentCache).where(DocumentCache.space_id == space_id))
            session.add(
                DocumentCache(
                    space_id=space_id,
                    generation=one.generation,
                    envelope_id=one.envelope_id,
                    lamport=one.lamport,
                    frontier=cbor2.dumps([[d.replica, d.n, d.hash] for d in one.frontier], canonical=True),
                    snapshot=one.document.snapshot(),
                )
            )
            one.unsaved = 0


def loaded(session: Session, space: Space) -> SpaceDocument:
    """Return the document of a space as it is stored, for one reading; who writes asks :class:`Documents`."""
    cache = session.get(DocumentCache, space.id)
    if cache is not None and cache.generation == space.generation:
        document = Document(cache.snapshot)
        frontier = tuple(Dependency(*one) for one in cbor2.loads(cache.frontier))
        found = SpaceDocument(
            document, space.generation, document.version(), frontier, cache.lamport, cache.envelope_id
        )
    else:
        document = Document()
        found = SpaceDocument(document, space.generation, document.version(), (), 0, 0)
    for row in stored_envelopes(session, space.id, space.generation, found.envelope_id):
        envelope = sealed_of(row)
        header = header_of(envelope)
        document.apply(opened(envelope, header, space.key))
        found.stored(header, envelope, row.id)
    return found


def last_of_replica(session: Session, held: SpaceDocument, space_id: str, replica: str) -> tuple[int, bytes]:
    """Return the number and hash of the last envelope a replica stored in a space; 0 and zeros when none."""
    for one in held.frontier:
        if one.replica == replica:
            return one.n, one.hash
    row = session.connection().execute(_LAST, {"space": space_id, "by": replica}).first()
    return (row.n, row.hash) if row else (0, bytes(32))


def all_stored(session: Session, space_id: str, dependencies: Iterable[Dependency]) -> bool:
    """Tell whether every dependency is a stored envelope, with that very hash."""
    connection = session.connection()
    return all(
        connection.scalar(_HASH, {"space": space_id, "by": one.replica, "number": one.n}) == one.hash
        for one in dependencies
    )
