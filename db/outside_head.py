"""The head of the log as something outside the folder saw it last: the system's key ring (review F8).

The whole folder put back to an older copy is sound by itself; only what was kept elsewhere tells. What is kept lags
behind the log or stands with it, never before: it is written once a commit is on the disk.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import cbor2
from sqlalchemy import select

from db import audit
from db.local import AuditEvent

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from db.context import VaultContext
    from db.head_file import HeadFile

_FORMAT = 1
_MAC = 32
_LONGEST = 200


class Standing(StrEnum):
    """How a vault stands to what was seen of it."""

    AGREES = "agrees"
    """Its log contains what was seen, or it went back to a backup on purpose since."""
    PUT_BACK = "put_back"
    """Its log does not contain what was seen: the folder is an older copy."""


@dataclass(frozen=True, slots=True)
class SeenHead:
    """What was seen.

    Attributes:
        at: When, aware, in UTC.
        n: Number of the last event then.
        mac: Its link.
        quiet: How many transactions had written no event.
    """

    at: dt.datetime
    n: int
    mac: bytes
    quiet: int


@dataclass(frozen=True, slots=True, repr=False)
class OutsideHead:
    """Writes and reads what something outside keeps of one vault; holds the key that seals it.

    Attributes:
        context: Whose vault it is.
        file: Where its log stands, known even once it is closed.
        key: Of the head file.
    """

    context: VaultContext
    file: HeadFile
    key: bytes

    def sealed(self) -> bytes:
        """Return what to keep outside: where the log stands now."""
        head, at = self.file.last, self.context.clock.now().astimezone(dt.UTC)
        body = cbor2.dumps([_FORMAT, at.isoformat(timespec="milliseconds"), head.n, head.mac, head.quiet])
        return body + self._seal(body)

    def read(self, untrusted: bytes) -> SeenHead | None:
        """Return what was kept; None when these bytes are not ours, or not this vault's."""
        body, seal = untrusted[:-_MAC], untrusted[-_MAC:]
        if len(untrusted) > _LONGEST or not hmac.compare_digest(seal, self._seal(body)):
            return None
        _format, at, n, mac, quiet = cbor2.loads(body)  # sealed by us
        return SeenHead(dt.datetime.fromisoformat(at), n, mac, quiet)

    def compare(self, session: Session, seen: SeenHead) -> Standing:
        """Compare the log with what was seen of it; a return to a backup decided since then is no trouble."""
        if audit.contains(session, seen.n, seen.mac) and audit.quiet_count(session) >= seen.quiet:
            return Standing.AGREES
        on_purpose = select(AuditEvent.n).where(AuditEvent.action == "restored", AuditEvent.at >= seen.at).limit(1)
        return Standing.PUT_BACK if session.scalar(on_purpose) is None else Standing.AGREES

    def _seal(self, body: bytes) -> bytes:
        told = b"palier/1/outside-head" + bytes.fromhex(self.context.vault_id) + body
        return hmac.digest(self.key, told, hashlib.sha256)
