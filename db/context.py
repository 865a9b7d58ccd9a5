"""What a writing session knows of the world: its clock, its ids, who is at the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session


class Clock(Protocol):
    """The time of the device."""

    def now(self) -> dt.datetime:
        """Return the instant now, aware, in UTC."""
        ...


class Ids(Protocol):
    """Names for new things."""

    def new(self) -> str:
        """Return a new UUIDv7 as text."""
        ...

    def random_bytes(self, count: int) -> bytes:
        """Return bytes nobody can guess."""
        ...


@dataclass(frozen=True, slots=True)
class VaultContext:
    """Who and what writes: a vault belongs to one worker on one device (review E2).

    Attributes:
        vault_id: 32 hexadecimal digits, made when the vault was.
        device_id: 32 hexadecimal digits.
        worker_id: Bare id of the worker whose vault it is.
        audit_key: Key of the chain of the audit log, 32 bytes.
        attachment_key: Key that wraps the keys of attachments, 32 bytes.
    """

    vault_id: str
    device_id: str
    worker_id: str
    clock: Clock
    ids: Ids
    audit_key: bytes
    attachment_key: bytes


def context_of(session: Session) -> VaultContext:
    """Return the context of a session given by ``Vault.write`` or ``Vault.read``."""
    return cast("VaultContext", session.info["vault"])
