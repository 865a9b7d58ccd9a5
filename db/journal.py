"""Every change of every journalled row becomes part of one sealed envelope per space and transaction (review A).

Capture runs in ``after_flush``: ids, defaults and foreign keys exist only then. Sealing runs in ``before_commit``,
however many flushes the command made. What is stored is the truth: documents follow it and are thrown away whenever a
transaction that wrote in them fails.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import event, inspect

from db import audit
from db.base import Journalled
from db.documents import Documents, SpaceDocument, all_stored, last_of_replica
from db.envelope_rows import add_envelope
from db.envelopes import Header, digest, redacted, salted, sealed
from db.errors import MergeTrouble, UnseenWrite
from db.local import Space
from db.merge import MARK, root_name, stamp
from db.types import Derived
from db.versions import superseded_by

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from sqlalchemy import Dialect
    from sqlalchemy.orm import InstanceState, Mapper, Session, SessionTransaction, sessionmaker

    from db.context import VaultContext
    from db.envelopes import Sealed
    from db.guards import WriteGuard
    from db.merge import Stored, Superseded

_REPLICA_LENGTH = 8


@dataclass(frozen=True, slots=True)
class _Column:
    attribute: str
    name: str
    bind: Callable[[Any], Any] | None

    def stored(self, value: Any) -> Stored:
        bound = value if self.bind is None or value is None else self.bind(value)
        if isinstance(bound, bool):
            return int(bound)
        return str(bound) if isinstance(bound, str) else bound


@dataclass(frozen=True, slots=True)
class _Change:
    space_id: str
    table: str
    row_id: str
    is_new: bool
    values: dict[str, Stored]
    known: Mapping[str, Stored] | None = None  # what these values replace; None: all that stood there


@dataclass(frozen=True, slots=True)
class Beside:
    """Values to write in a row beside what stands there.

    Attributes:
        known: The values they replace, by column; any other that stands there stays.
        anew: Written even where the same value stands.
    """

    table: str
    row_id: str
    values: Mapping[str, Stored]
    known: Mapping[str, Stored]
    anew: bool = False


@dataclass(slots=True)
class _Pending:
    """What one transaction changed, in order; a savepoint that is undone takes its changes with it."""

    changes: list[_Change] = field(default_factory=list)
    marks: dict[SessionTransaction, int] = field(default_factory=dict)
    ending: bool = False
    sealed: bool = False


class Journal:
    """Captures, seals, and keeps the documents in step with what is stored. Only the writer thread uses it."""

    _dialect: Dialect  # known once it listens

    def __init__(self, context: VaultContext, signing_key: Ed25519PrivateKey, guard: WriteGuard) -> None:
        self.documents = Documents()
        self._context = context
        self._signing_key = signing_key
        self.guard = guard
        self._pending = _Pending()
        self._columns: dict[Mapper[Any], tuple[_Column, ...]] = {}
        self._replica = self._new_replica()

    def attach(self, sessions: sessionmaker[Session], dialect: Dialect) -> None:
        """Listen to the writing sessions, which speak a dialect."""
        self._dialect = dialect
        event.listen(sessions, "before_flush", self._before_flush)
        event.listen(sessions, "after_flush", self._after_flush)
        event.listen(sessions, "before_commit", self._before_commit)
        event.listen(sessions, "after_transaction_create", self._after_transaction_create)
        event.listen(sessions, "after_soft_rollback", self._after_soft_rollback)
        event.listen(sessions, "do_orm_execute", self.guard.before_orm_execute)

    def begin(self) -> None:
        """Begin a transaction."""
        self._pending = _Pending()
        self.guard.close()

    def end(self) -> None:
        """Say that the work is done: the next commit is the one that seals."""
        self._pending.ending = True

    def prepare(self, session: Session, space: Space) -> None:
        """Read what sealing a first change in a space reads: its document, and the pages that name its envelopes."""
        held = self.documents.of(session, space)
        last_of_replica(session, held, space.id, self._replica)
        all_stored(session, space.id, held.frontier)

    def write_beside(self, session: Session, space: Space, rows: Iterable[Beside]) -> None:
        """Write values beside those that stand in rows of a space, as one envelope; the projection shows them."""
        document = self.documents.of(session, space).document
        changes = [
            _Change(space.id, one.table, one.row_id, one.anew or not there, dict(one.values), one.known)
            for one in rows
            for there in (document.row(root_name(one.table, one.row_id)),)
        ]
        self._seal_space(session, space, changes)

    def redacted(self, space: Space, envelope: Sealed, update: bytes) -> Sealed:
        """Return an envelope with what is left of its body, signed by this device."""
        return redacted(
            envelope,
            update,
            space_key=space.key,
            epoch=space.epoch,
            device_id=self._context.device_id,
            signing_key=self._signing_key,
            random=self._context.ids.random_bytes,
        )

    def committed(self) -> bool:
        """Take note that the transaction is stored; tell whether a snapshot is due."""
        return self.documents.committed()

    def abandon(self) -> None:
        """Forget a failed transaction, with every document it wrote in, and never write as that replica again."""
        self._pending = _Pending()
        self.guard.close()
        if self.documents.abandon():
            self._replica = self._new_replica()

    def now(self) -> dt.datetime:
        """Return the instant now, by the clock of this vault."""
        return self._context.clock.now()

    def _new_replica(self) -> str:
        return self._context.ids.random_bytes(_REPLICA_LENGTH).hex()

    def _before_flush(self, session: Session, _flush_context: Any, _instances: Any) -> None:
        for row in session.deleted:
            if isinstance(row, Journalled):
                raise UnseenWrite(f"a row of {row.__tablename__} is archived, never deleted")
        for row in (*session.new, *session.dirty):
            if isinstance(row, Journalled):
                self.guard.announce(row.__tablename__, row.__dict__.get("id"))

    def _after_flush(self, session: Session, _flush_context: Any) -> None:
        self.guard.close()
        for rows, is_new in ((session.new, True), (session.dirty, False)):
            for row in rows:
                if isinstance(row, Journalled):
                    self._capture(inspect(row), is_new=is_new)

    def _columns_of(self, mapper: Mapper[Any]) -> tuple[_Column, ...]:
        """Return what is captured of a table: asked for when it is first written, 30 ms for all tables at once."""
        if mapper not in self._columns:
            self._columns[mapper] = tuple(_columns(mapper, self._dialect))
        return self._columns[mapper]

    def _capture(self, state: InstanceState[Any], *, is_new: bool) -> None:
        columns = self._columns_of(state.mapper)
        if is_new:
            values = {column.name: column.stored(state.dict.get(column.attribute)) for column in columns}
            values["id"] = state.dict["id"]  # a row without any value exists all the same
        else:
            _refuse_moved(state)
            values = {
                column.name: column.stored(state.dict.get(column.attribute))
                for column in columns
                if state.attrs[column.attribute].history.has_changes()
            }
        if values:
            if self._pending.sealed:
                raise UnseenWrite("a row changed after the transaction was sealed")
            row = cast("Journalled", state.obj())
            table = state.mapper.local_table.description
            self._pending.changes.append(_Change(row.space_id, table, row.id, is_new, values))

    def _before_commit(self, session: Session) -> None:
        if session.in_nested_transaction():
            return
        if not self._pending.ending:
            raise UnseenWrite("the transaction ends when the work returns, not before")
        session.flush()
        self._seal(session)
        audit.note_head(session)

    def _seal(self, session: Session) -> None:
        self._pending.sealed = True
        by_space: dict[str, dict[tuple[str, str], _Change]] = {}
        for change in self._pending.changes:
            rows = by_space.setdefault(change.space_id, {})
            before = rows.get((change.table, change.row_id))
            rows[change.table, change.row_id] = change if before is None else _merged(before, change)
        for space_id in sorted(by_space):
            space = session.get(Space, space_id)
            if space is None:
                raise UnseenWrite("a row names a space that does not exist")
            self._seal_space(session, space, list(by_space[space_id].values()))

    def _seal_space(self, session: Session, space: Space, changes: list[_Change]) -> None:
        held = self.documents.of(session, space)
        held.touched = True
        update = self._written(session, held, space, changes)
        if not update:
            return
        body = salted(update, self._context.ids.random_bytes)
        n, previous = last_of_replica(session, held, space.id, self._replica)
        header = Header(
            space_id=space.id,
            generation=space.generation,
            replica=self._replica,
            n=n + 1,
            previous=previous,
            dependencies=held.frontier,
            lamport=held.lamport + 1,
            device_id=self._context.device_id,
            digest=digest(body),
        )
        if not all_stored(session, space.id, header.dependencies):
            raise MergeTrouble("an envelope would depend on one that is not stored")
        self._store(session, space, held, header, body)

    def _written(self, session: Session, held: SpaceDocument, space: Space, changes: list[_Change]) -> bytes:
        held.document.write_as(_peer(self._replica, space.id))
        when = stamp(held.lamport + 1, self._replica)
        for change in changes:
            root = root_name(change.table, change.row_id)
            replaced = superseded_by(session, space, root) if change.known is None else _only(change.known)
            held.document.write_row(root, change.values, when, is_new=change.is_new, superseded=replaced)
        return held.update()

    def _store(self, session: Session, space: Space, held: SpaceDocument, header: Header, body: bytes) -> None:
        envelope = sealed(
            header,
            body,
            space_key=space.key,
            epoch=space.epoch,
            signing_key=self._signing_key,
            random=self._context.ids.random_bytes,
        )
        number = add_envelope(session, space, header, envelope, self._context.clock.now())
        held.stored(header, envelope, number)
        audit.record(session, "change", "space", space.id, {"envelope": envelope.hash.hex()})

    def _after_transaction_create(self, _session: Session, transaction: SessionTransaction) -> None:
        if transaction.nested:
            self._pending.marks[transaction] = len(self._pending.changes)

    def _after_soft_rollback(self, _session: Session, previous: SessionTransaction) -> None:
        self.guard.close()
        if previous.nested:
            del self._pending.changes[self._pending.marks.pop(previous, 0) :]


def _only(known: Mapping[str, Stored]) -> Superseded:
    return lambda column, seen: [
        key for key, value in seen.items() if column.startswith(MARK) or (column in known and known[column] == value)
    ]


def _columns(mapper: Mapper[Any], dialect: Dialect) -> Iterator[_Column]:
    for column in mapper.local_table.columns:
        if column.name in {"id", "space_id"} or isinstance(column.type, Derived):
            continue
        yield _Column(
            mapper.get_property_by_column(column).key,
            column.name,
            column.type.dialect_impl(dialect).bind_processor(dialect),
        )


def _refuse_moved(state: InstanceState[Any]) -> None:
    for name in ("id", "space_id"):
        if state.attrs[name].history.has_changes():
            raise UnseenWrite(f"a row never changes its {name}")


def _merged(before: _Change, change: _Change) -> _Change:
    return _Change(
        change.space_id, change.table, change.row_id, before.is_new or change.is_new, before.values | change.values
    )


def _peer(replica: str, space_id: str) -> int:
    """Return the engine's number for a replica in a space; the greatest is not allowed."""
    made = hashlib.sha256(f"{replica}:{space_id}".encode()).digest()
    return int.from_bytes(made[:8], "big") >> 1
