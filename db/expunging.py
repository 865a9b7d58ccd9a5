"""Taking out of a space's envelopes what orders name (decision 9, review A9).

Each envelope stays, under its name, without what is forgotten: what others wrote upon it, or unknowingly of the order,
keeps what it stands on. What a space holds is thus a function of its envelopes and of its orders alone, in whatever
order, and however often, both come in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.documents import sealed_of, stored_envelopes
from db.envelopes import Sealed, header_of, opened
from db.errors import StorageTrouble
from db.expunge_orders import TABLE as ORDERS
from db.expunge_orders import Scope, orders_on
from db.local import ParkedEnvelope
from db.merge import MARK, Document, acts_of, root_of, row_of, stamp, take_out

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sqlalchemy.orm import Session

    from db.envelopes import Header
    from db.expunge_orders import StandingOrder
    from db.journal import Journal
    from db.local import Envelope, Space


@dataclass(slots=True)
class Expunged:
    """What was taken out of a space.

    Attributes:
        envelopes: How many were rewritten.
        parked: How many that waited for others were let go; whoever wrote them gives them again.
        values: The texts taken out.
        roots: The rows they stood in.
    """

    envelopes: int = 0
    parked: int = 0
    values: set[str] = field(default_factory=set)
    roots: set[str] = field(default_factory=set)


def expunge_envelopes(session: Session, journal: Journal, space: Space) -> Expunged:
    """Rewrite every envelope of a space that holds what an order it does not follow names; its document after them."""
    orders = orders_on(session, journal.documents, space)
    if not orders:
        return Expunged()
    sieve = _Sieve(journal, space, orders)
    for row in _in_order(session, space):
        sieve.pass_through(row)
    for parked in session.scalars(select(ParkedEnvelope)).all():
        if sieve.must_let_go(parked):
            session.delete(parked)
            sieve.found.parked += 1
    if sieve.found.envelopes:
        session.flush()
        journal.documents.read_again(session, space)
    return sieve.found


def values_named(session: Session, space: Space, scope: Scope) -> set[str]:
    """Return every text ever written where a scope says."""
    return {value for root, key, value, _stands in _texts(session, space) if scope.takes(root, key)}


def cells_with(
    session: Session, space: Space, words: Collection[str], read: Callable[[str], str] = str
) -> dict[tuple[str, str], bool]:
    """Return each cell in which one of some texts stands or stood: its row's name and column, and whether it stands.

    Args:
        session: A session.
        space: The space.
        words: The texts.
        read: How a text is read before it is compared; as it is by default.
    """
    found: dict[tuple[str, str], bool] = {}
    for root, key, value, stands in _texts(session, space):
        said = read(value)
        if any(one in said for one in words):
            cell = (root, key.partition("|")[0])
            found[cell] = found.get(cell, False) or stands
    return found


def _texts(session: Session, space: Space) -> Iterator[tuple[str, str, str, bool]]:
    """Yield every text ever written in a space: its row's name, its key, itself, and whether it stands there now."""
    document, written = Document(), []
    for row in _in_order(session, space):
        before = document.version()
        document.apply(opened(sealed_of(row), header_of(sealed_of(row)), space.key))
        written += [(root_of(act), act["content"]) for act in acts_of(document.changes_since(before))]
    for root, content in written:
        value = content.get("value")
        if isinstance(value, str) and row_of(root)[0] != ORDERS:
            yield root, content["key"], value, content["key"] in document.row(root)


def _in_order(session: Session, space: Space) -> list[Envelope]:
    rows = stored_envelopes(session, space.id, space.generation)
    return sorted(rows, key=lambda one: (one.lamport, one.replica, one.n))


class _Sieve:
    """Goes through a space once, in causal order, with the document as it was written and as it will be."""

    def __init__(self, journal: Journal, space: Space, orders: Sequence[StandingOrder]) -> None:
        self.found = Expunged()
        self._journal = journal
        self._space = space
        self._orders = orders
        self._written, self._left = Document(), Document()
        self._followed: dict[tuple[str, int], int] = {}  # bits of the orders an envelope follows
        self._scopes: dict[int, Scope] = {}

    def pass_through(self, row: Envelope) -> None:
        envelope = sealed_of(row)
        header = header_of(envelope)
        scope = self._scope_on(header)
        update = opened(envelope, header, self._space.key)
        before, left_before = self._written.version(), self._left.version()
        self._written.apply(update)
        if scope is None or not self._sift(before, scope):
            self._left.apply(update)
            return
        rewritten = self._journal.redacted(self._space, envelope, self._left.updates_since(left_before))
        row.seal, row.body = rewritten.seal, rewritten.body
        self.found.envelopes += 1

    def _sift(self, before: bytes, scope: Scope) -> bool:
        """Let the document that will be have what an envelope did, less what is forgotten; tell whether it is less."""
        changes, is_less = self._written.changes_since(before), False
        for act in acts_of(changes):
            root, key, value = root_of(act), act["content"]["key"], act["content"].get("value")
            is_written = act["content"]["type"] == "insert"
            if not scope.takes(root, key) or root == MARK or not (is_written or scope.everything):
                continue
            take_out(act, whole=scope.everything)
            is_less = True
            self.found.roots.add(root)
            self.found.values.update({value} if isinstance(value, str) else ())
        if is_less:
            self._left.apply_changes(changes)
        return is_less

    def _scope_on(self, header: Header) -> Scope | None:
        """Return what the orders an envelope does not follow take out of it, None when there are none."""
        followed = self._followed_by(header)
        own = stamp(header.lamport, header.replica)
        followed |= sum(1 << place for place, one in enumerate(self._orders) if one.stamp == own)
        self._followed[header.replica, header.n] = followed
        return self._scope(followed)

    def _followed_by(self, header: Header) -> int:
        followed = self._followed.get((header.replica, header.n - 1), 0)
        for one in header.dependencies:
            followed |= self._followed.get((one.replica, one.n), 0)
        return followed

    def _scope(self, followed: int) -> Scope | None:
        if followed not in self._scopes:
            scope = self._scopes[followed] = Scope()
            known = {one.order.id for place, one in enumerate(self._orders) if followed >> place & 1}
            for one in self._orders:
                if one.order.id not in known:
                    scope.add(one.order.targets)
        found = self._scopes[followed]
        return found if found.everything or found.rows or found.cells else None

    def must_let_go(self, parked: ParkedEnvelope) -> bool:
        """Tell whether what waits may hold what is forgotten: it cannot be read act by act, and names its rows."""
        envelope = Sealed(parked.header, parked.signature, parked.seal, parked.body)
        try:
            header = header_of(envelope)
        except StorageTrouble:  # a later version wrote it, of this space or not
            return self._space.id.encode() in parked.header
        if header.space_id != self._space.id:
            return False
        scope = self._scope(self._followed_by(header))
        if scope is None:
            return False
        try:
            update = opened(envelope, header, self._space.key)
        except StorageTrouble:
            return True
        return scope.everything or any(root.partition(":")[2].encode() in update for root in scope.roots)
