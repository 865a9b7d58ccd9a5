"""Really forgetting in one vault: an order is given or received, and nothing of what it names stays in the database.

One transaction takes it out of the envelopes, the merge document and its snapshot, the rows, the index, the lines of
the lists, the drafts and the joined files. What lies outside the database follows (:mod:`db.leftovers`), and is written
down in the same transaction, so that it is done even when the process is killed just after.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, or_, select, text

from db import audit
from db.expunge_orders import COLUMN, TABLE, Scope, attachment_mark, orders_on
from db.expunging import Expunged, expunge_envelopes
from db.figures import forget_figures, mark_spaces
from db.journal import Beside
from db.leftovers import Due, note_due
from db.local import Attachment, Draft, Envelope
from db.merge import row_of
from db.projection import project
from db.search_index import note_rows
from db.search_tables import SearchEntry, SearchName, SearchUse, SearchWord
from db.twins import twins_of
from db.types import Moment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from db.expunge_orders import Order, StandingOrder, Target
    from db.journal import Journal
    from db.local import Space
    from db.merge import Stored

_LEAST = 4  # letters of a line that says whose it is
_ARCHIVED = "archived_at"


def forget(
    session: Session, journal: Journal, space: Space, order: Order, instead: Mapping[Target, Stored] | None = None
) -> Expunged:
    """Give an order in a space, and obey it.

    Args:
        session: A writing session, which holds no other change.
        journal: Of the vault.
        space: Where what is forgotten stands; the one kept, of several made for one thing.
        order: The order.
        instead: What stands in a cell afterwards; nothing when not said.
    """
    rows = [Beside(TABLE, order.id, {COLUMN: order.encoded()}, {})]
    put_away = Moment().process_bind_param(order.at, session.get_bind().dialect)
    for target in order.targets:
        if target.column and (instead or {}).get(target) is not None:
            rows.append(Beside(target.table, target.row_id, {target.column: (instead or {})[target]}, {}, anew=True))
        elif target.row_id and not target.column:  # what refers to the row still does
            rows.append(Beside(target.table, target.row_id, {_ARCHIVED: put_away}, {}, anew=True))
    journal.write_beside(session, space, rows)
    done = Expunged()
    for one in twins_of(session, space):
        found = obey(session, journal, one, new={order.id})
        done.envelopes += found.envelopes
        done.parked += found.parked
        done.values |= found.values
        done.roots |= found.roots
    with journal.guard.projecting():
        written = project(session, space, journal.documents.of(session, space).document, done.roots)
    session.expire_all()
    note_rows(session, written)
    mark_spaces(session, [space.id])
    return done


def obey(session: Session, journal: Journal, space: Space, new: Collection[str] = ()) -> Expunged:
    """Take out of a space all that its orders name; whoever calls shows the rows named in the answer.

    Args:
        session: A writing session.
        journal: Of the vault.
        space: The space.
        new: Ids of the orders not obeyed before here: what lies outside the database is due for them.
    """
    orders = orders_on(session, journal.documents, space)
    if not orders:
        return Expunged()
    found = expunge_envelopes(session, journal, space)
    scope = Scope()
    for one in orders:
        scope.add(one.order.targets if one.order.id in new else ())
    found.roots |= scope.roots
    files = _remove_attachments(session, journal, space, orders)
    _remove_drafts(session, space, scope, found.values)
    _remove_lines(session, [row_of(root) for root in sorted(found.roots)])
    if space.case_id is not None and found.roots:
        forget_figures(session, [space.case_id])
    if new:
        note_due(session, Due(frozenset(_names(session, space, orders, new)), files))
        facts = {"orders": sorted(new), "envelopes": found.envelopes}
        audit.record(session, "forget", "space", space.id, facts)
    session.flush()  # a flush while rows are shown would end what the projection may write
    return found


def is_forgotten(orders: Sequence[StandingOrder], name: str) -> bool:
    """Tell whether an order names a joined file."""
    return any(
        not target.row_id or attachment_mark(one.order.id, name) in one.order.attachments
        for one in orders
        for target in one.order.targets
    )


def texts_of(session: Session, journal: Journal, space: Space) -> set[str]:
    """Return every text that stands in a space now."""
    rows = journal.documents.of(session, space).document.rows()
    return {value for _, registers in rows for value in registers.values() if isinstance(value, str)}


def _names(
    session: Session, space: Space, orders: Sequence[StandingOrder], new: Collection[str]
) -> Iterator[tuple[str, str]]:
    for one in orders:
        if one.order.id in new and one.stamp:
            lamport, _, replica = one.stamp.partition(".")
            here = (Envelope.space_id == space.id, Envelope.replica == replica, Envelope.lamport == int(lamport, 16))
            yield from ((space.id, name.hex()) for name in session.scalars(select(Envelope.hash).where(*here)))


def _remove_attachments(
    session: Session, journal: Journal, space: Space, orders: Sequence[StandingOrder]
) -> frozenset[str]:
    """Remove the joined files orders name and no row names any more; return those that lie in files of their own."""
    named = texts_of(session, journal, space)
    files: set[str] = set()
    for one in session.scalars(select(Attachment).where(Attachment.space_id == space.id)).all():
        if one.sha256 not in named and is_forgotten(orders, one.sha256):
            files.update({one.file} if one.file is not None else ())
            session.delete(one)
    session.flush()
    return frozenset(files)


def _remove_drafts(session: Session, space: Space, scope: Scope, values: Collection[str]) -> None:
    """Remove what was being typed about what is forgotten, and what has a line of it."""
    lines = {line.strip() for value in values for line in value.split("\n") if len(line.strip()) >= _LEAST}
    for draft in session.scalars(select(Draft).where(or_(Draft.space_id == space.id, Draft.space_id.is_(None)))).all():
        root = f"{draft.target}:{draft.row_id}"
        typed = {line.strip() for line in f"{draft.text}\n{draft.base or ''}".split("\n")}
        is_named = root in scope.rows or (root, draft.field) in scope.cells or not lines.isdisjoint(typed)
        if is_named or (scope.everything and draft.space_id == space.id):
            session.delete(draft)
    session.flush()


def _remove_lines(session: Session, rows: Collection[tuple[str, str]]) -> None:
    """Take rows out of the index whatever they say now: what is left of them is read again as any other change."""
    connection = session.connection()
    by_table: defaultdict[str, list[str]] = defaultdict(list)
    for table, row_id in rows:
        by_table[table].append(row_id)
    for table, ids in by_table.items():
        here = (SearchEntry.source_table == table, SearchEntry.source_id.in_(ids))
        for number in session.scalars(select(SearchEntry.id).where(*here)).all():
            session.execute(text("DELETE FROM search_text WHERE rowid = :id"), {"id": number})
            connection.execute(delete(SearchEntry).where(SearchEntry.id == number))
        words = session.scalars(select(SearchUse.word).where(SearchUse.row_id.in_(ids))).all()
        connection.execute(delete(SearchName).where(SearchName.row_id.in_(ids)))
        connection.execute(delete(SearchUse).where(SearchUse.row_id.in_(ids)))
        unused = ~exists().where(SearchUse.word == SearchWord.word)
        connection.execute(delete(SearchWord).where(SearchWord.word.in_(words), unused))
