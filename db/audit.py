"""Log of reads, changes, prints, exports and shares: a chain of HMACs, where nothing is cut or altered unseen.

Its head is kept outside the database (:mod:`db.head_file`): a chain that does not contain it was put back.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from typing import TYPE_CHECKING, Any

import cbor2
from sqlalchemy import insert, select

from db.context import context_of
from db.errors import StorageTrouble
from db.local import AuditEvent, table_of
from db.types import canonical_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from db.head_file import Head

START = bytes(32)
_TOLD = ("n", "at", "worker_id", "device_id", "action", "kind", "object_id", "facts")
_TABLE = table_of(AuditEvent)
_LAST = select(_TABLE.c.n, _TABLE.c.mac).order_by(_TABLE.c.n.desc()).limit(1)
_ADD = insert(_TABLE)
WRITTEN = "audit_written"  # set in session.info when the head moved
HEAD = "audit_head"  # in session.info, just before the commit: where the head will be


def record(
    session: Session, action: str, kind: str, object_id: str | None = None, facts: dict[str, Any] | None = None
) -> None:
    """Add an event to the log, in the transaction of what it tells.

    Args:
        session: A writing session.
        action: What was done: ``read``, ``change``, ``print``, ``export`` …
        kind: On what kind of thing.
        object_id: Which one.
        facts: Values that JSON knows; never a content of a case.
    """
    context = context_of(session)
    n, previous = head(session)
    told = {
        "n": n + 1,
        "at": context.clock.now().astimezone(dt.UTC),
        "worker_id": context.worker_id,
        "device_id": context.device_id,
        "action": str(action),
        "kind": str(kind),
        "object_id": object_id,
        "facts": canonical_json(facts or {}),
    }
    link = _link(told, previous, context.audit_key)
    session.connection().execute(_ADD, told | {"mac": link})
    session.info[WRITTEN] = True
    # A savepoint may be taken back: then the database is asked.
    session.info[HEAD] = None if session.in_nested_transaction() else (n + 1, link)


def head(session: Session) -> tuple[int, bytes]:
    """Return the number and the link of the last event."""
    last = session.connection().execute(_LAST).first()
    return (last.n, last.mac) if last else (0, START)


def note_head(session: Session) -> None:
    """Note where the head will be once the transaction is committed, so that nothing need be read again after."""
    if session.info.get(WRITTEN, False) and session.info.get(HEAD) is None:
        session.info[HEAD] = head(session)


def check_head(session: Session, outside: Head | None) -> None:
    """Refuse a log that does not contain the head kept outside, or whose tail after it is broken.

    Raises:
        StorageTrouble: ``rolled_back``.
    """
    if outside is None:
        raise StorageTrouble("rolled_back", reason="no_head")
    link = START
    if outside.n:
        found = session.get(AuditEvent, outside.n)
        if found is None:
            raise StorageTrouble("rolled_back", reason="cut", known=outside.n, found=head(session)[0])
        link = found.mac
    if link != outside.mac:
        raise StorageTrouble("rolled_back", reason="other_history", known=outside.n)
    broken = first_broken(session, after=outside.n)
    if broken is not None:
        raise StorageTrouble("rolled_back", reason="altered", found=broken)


def first_broken(session: Session, after: int = 0) -> int | None:
    """Return the number of the first event whose link is wrong, or None; the whole chain by default."""
    key = context_of(session).audit_key
    link, expected = START, after
    if after:
        link = session.scalars(select(AuditEvent.mac).where(AuditEvent.n == after)).one()
    events = session.connection().execute(select(_TABLE).where(_TABLE.c.n > after).order_by(_TABLE.c.n))
    for event in events.yield_per(1000).mappings():
        expected += 1
        if event["n"] != expected or not hmac.compare_digest(event["mac"], _link(event, link, key)):
            return int(event["n"])
        link = event["mac"]
    return None


def _link(told: Mapping[Any, Any], previous: bytes, key: bytes) -> bytes:
    values = [told[name].isoformat(timespec="milliseconds") if name == "at" else told[name] for name in _TOLD]
    return hmac.digest(key, previous + cbor2.dumps(values, canonical=True), hashlib.sha256)
