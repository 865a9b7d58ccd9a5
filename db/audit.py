"""Log of reads, changes, prints, exports and shares: a chain of HMACs, where nothing is cut or altered unseen.

Its head is kept outside the database (:mod:`db.head_file`): a chain that does not contain it was put back. The chain is
in monthly segments; those older than what the log is kept are deleted, and the last link of each stays (review F9):
it is the first link of the next.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

import cbor2
from sqlalchemy import bindparam, delete, insert, select, update

from db.context import context_of
from db.errors import StorageTrouble
from db.local import AuditEvent, AuditSegment, Setting, table_of
from db.types import canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from db.head_file import Head

START = bytes(32)
_RETIRED = b"retired"
_TOLD = ("n", "at", "worker_id", "device_id", "action", "kind", "object_id", "facts")
_TABLE = table_of(AuditEvent)
_LAST = select(_TABLE.c.n, _TABLE.c.mac).order_by(_TABLE.c.n.desc()).limit(1)
_ADD = insert(_TABLE)
_RELINK = update(_TABLE).where(_TABLE.c.n == bindparam("at_n")).values(mac=bindparam("link"))
_AT_ONCE = 5000
WRITTEN = "audit_written"  # set in session.info when the head moved
HEAD = "audit_head"  # in session.info, just before the commit: where the head will be
QUIET = "audit_quiet"  # in session.info instead: how many transactions wrote rows and no event
_QUIET_COUNT = "quiet_commits"  # a setting
_CHECKPOINT = "audit_checkpoint"  # a setting
_CHANGES = "changes_before"
_COUNT = (
    "INSERT INTO setting (name, value) VALUES (?, '1') "
    "ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value"
)


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
    return (last.n, last.mac) if last else _start(session)


def begin(session: Session) -> None:
    """Take note of where a transaction begins."""
    session.info[_CHANGES] = _changes(session)


def note_head(session: Session) -> None:
    """Note where the head will be once the transaction is committed, so that nothing need be read again after.

    A transaction that wrote rows and no event is counted: that it is missing must be noticed too.
    """
    if session.info.get(WRITTEN, False):
        if session.info.get(HEAD) is None:
            session.info[HEAD] = head(session)
    elif _changes(session) != session.info.get(_CHANGES):
        session.info[QUIET] = int(session.connection().exec_driver_sql(_COUNT, (_QUIET_COUNT,)).scalar_one())


def quiet_count(session: Session) -> int:
    """Return how many transactions wrote rows and no event."""
    return int(session.scalar(select(Setting.value).where(Setting.name == _QUIET_COUNT)) or 0)


def check_head(session: Session, outside: Head | None) -> None:
    """Refuse a log that does not contain the head kept outside, or whose tail is broken.

    The tail begins at the last event found sound by a whole check, or at the head when that is older.

    Raises:
        StorageTrouble: ``rolled_back``.
    """
    if outside is None:
        raise StorageTrouble("rolled_back", reason="no_head")
    link = _link_at(session, outside.n)
    if link is None or quiet_count(session) < outside.quiet:
        raise StorageTrouble("rolled_back", reason="cut", known=outside.n, found=head(session)[0])
    if link not in {outside.mac, _RETIRED}:
        raise StorageTrouble("rolled_back", reason="other_history", known=outside.n)
    broken = first_broken(session, after=min(outside.n, _checkpoint(session) or outside.n))
    if broken is not None:
        raise StorageTrouble("rolled_back", reason="altered", found=broken)


def contains(session: Session, n: int, mac: bytes) -> bool:
    """Tell whether the log holds this event, or held it in a segment that was let go since."""
    return _link_at(session, n) in {mac, _RETIRED}


def first_broken(session: Session, after: int = 0) -> int | None:
    """Return the number of the first event whose link is wrong, or None; all that is kept by default."""
    key = context_of(session).audit_key
    expected, link = _start(session)
    if after > expected:
        expected, link = after, session.scalars(select(AuditEvent.mac).where(AuditEvent.n == after)).one()
    events = session.connection().execute(select(_TABLE).where(_TABLE.c.n > expected).order_by(_TABLE.c.n))
    for event in events.yield_per(1000).mappings():
        expected += 1
        if event["n"] != expected or not hmac.compare_digest(event["mac"], _link(event, link, key)):
            return int(event["n"])
        link = event["mac"]
    return None


def found_sound(session: Session, until: int) -> None:
    """Take note, sealed, that a whole check found every event sound until one: openings begin there."""
    event = session.get(AuditEvent, until)
    if event is not None:
        seal = _seal(session, "checkpoint", until, event.mac)
        session.merge(Setting(name=_CHECKPOINT, value=canonical_json([until, seal.hex()])))


def seal_anew(session: Session, key: bytes) -> None:
    """Seal the whole log under another key, that of a copy whose master key is made anew.

    Raises:
        StorageTrouble: ``rolled_back`` when it is broken: what somebody altered is never sealed as if it were sound.
    """
    if (broken := first_broken(session)) is not None:
        raise StorageTrouble("rolled_back", reason="altered", found=broken)
    n, link = _start(session)
    for segment in session.scalars(select(AuditSegment)):
        segment.seal = _sealed_under(key, "segment", segment.last_n, segment.head)
    session.execute(delete(Setting).where(Setting.name == _CHECKPOINT))
    session.flush()
    while links := _links_anew(session, n, link, key):
        session.connection().execute(_RELINK, links)
        n, link = links[-1]["at_n"], links[-1]["link"]


def _links_anew(session: Session, after: int, link: bytes, key: bytes) -> list[dict[str, Any]]:
    """Return the links of the next thousands of events under another key."""
    events = session.connection().execute(select(_TABLE).where(_TABLE.c.n > after).order_by(_TABLE.c.n).limit(_AT_ONCE))
    links = []
    for event in events.mappings().all():
        link = _link(event, link, key)
        links.append({"at_n": event["n"], "link": link})
    return links


def retire(session: Session, before: dt.datetime) -> int:
    """Delete the monthly segments that ended before an instant, and keep the last link of each.

    A log found broken is not touched: what somebody altered is not to be forgotten. The segment one writes in stays.

    Args:
        session: A writing session.
        before: Beginning of the first month that stays, in UTC.

    Returns:
        How many events were deleted.
    """
    first_kept = session.scalar(select(AuditEvent.n).where(AuditEvent.at >= before).order_by(AuditEvent.n).limit(1))
    start = _start(session)[0]
    if first_kept is None or first_kept <= start + 1 or first_broken(session) is not None:
        return 0
    segments = list(_segments(session, first_kept))
    session.add_all(segments)
    session.flush()
    session.connection().execute(delete(_TABLE).where(_TABLE.c.n < first_kept))
    record(session, "retire", "log", None, {"until": segments[-1].last_n, "months": [one.month for one in segments]})
    return first_kept - 1 - start


def _segments(session: Session, first_kept: int) -> Iterator[AuditSegment]:
    """Yield what stays of the events before one, month after month as they follow one another."""
    rows = session.connection().execute(
        select(_TABLE.c.n, _TABLE.c.at, _TABLE.c.mac).where(_TABLE.c.n < first_kept).order_by(_TABLE.c.n)
    )
    first, last = None, None
    for row in rows.yield_per(1000):
        if last is not None and f"{row.at:%Y-%m}" != f"{last.at:%Y-%m}":
            yield _segment(session, first, last)
            first = None
        first, last = first or row, row
    if last is not None:
        yield _segment(session, first, last)


def _segment(session: Session, first: Any, last: Any) -> AuditSegment:
    return AuditSegment(
        first_n=first.n,
        last_n=last.n,
        month=f"{last.at:%Y-%m}",
        head=last.mac,
        seal=_seal(session, "segment", last.n, last.mac),
        removed_at=context_of(session).clock.now(),
    )


def _start(session: Session) -> tuple[int, bytes]:
    """Return the number and the link before the first event that is kept."""
    last = session.scalars(select(AuditSegment).order_by(AuditSegment.last_n.desc()).limit(1)).first()
    if last is None:
        return 0, START
    if not hmac.compare_digest(last.seal, _seal(session, "segment", last.last_n, last.head)):
        return 0, START  # then the first event kept is found broken
    return last.last_n, last.head


def _link_at(session: Session, n: int) -> bytes | None:
    """Return the link of an event; ``_RETIRED`` inside a segment that was deleted, None when there is none."""
    if n == 0:
        return START
    start, link = _start(session)
    if n <= start:
        return link if n == start else _RETIRED
    return session.scalar(select(AuditEvent.mac).where(AuditEvent.n == n))


def _checkpoint(session: Session) -> int:
    """Return the last event found sound by a whole check; 0 when there is none that still stands."""
    kept = session.scalar(select(Setting.value).where(Setting.name == _CHECKPOINT))
    if kept is None:
        return 0
    n, seal = json.loads(kept)
    link = session.scalar(select(AuditEvent.mac).where(AuditEvent.n == n))
    if link is None or not hmac.compare_digest(bytes.fromhex(seal), _seal(session, "checkpoint", n, link)):
        return 0
    return int(n)


def _seal(session: Session, what: str, n: int, link: bytes) -> bytes:
    return _sealed_under(context_of(session).audit_key, what, n, link)


def _sealed_under(key: bytes, what: str, n: int, link: bytes) -> bytes:
    sealed = cbor2.dumps([f"palier/1/log/{what}", n, link], canonical=True)
    return hmac.digest(key, sealed, hashlib.sha256)


def _changes(session: Session) -> int:
    raw: Any = session.connection().connection.driver_connection
    return int(raw.total_changes)


def _link(told: Mapping[Any, Any], previous: bytes, key: bytes) -> bytes:
    values = [told[name].isoformat(timespec="milliseconds") if name == "at" else told[name] for name in _TOLD]
    return hmac.digest(key, previous + cbor2.dumps(values, canonical=True), hashlib.sha256)
