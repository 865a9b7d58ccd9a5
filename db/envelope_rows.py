"""One row of the envelope table, whoever wrote it: this vault as it commits, or another one by a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlalchemy import insert

from db.errors import UnseenWrite
from db.local import Envelope, Space, table_of

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from db.envelopes import Header, Sealed

_ADD = insert(table_of(Envelope))


def add_envelope(
    session: Session,
    space: Space,
    header: Header,
    envelope: Sealed,
    stored_at: dt.datetime,
    written_at: dt.datetime | None = None,
) -> int:
    """Keep an envelope in the order it arrived here, and return its number.

    Args:
        session: A writing session.
        space: Its space.
        header: What it says of itself.
        envelope: Its bytes.
        stored_at: Now, in this vault.
        written_at: When its author wrote it; None for what is written here.

    Raises:
        UnseenWrite: the database gave it no number.
    """
    values = {
        "space_id": space.id,
        "generation": header.generation,
        "replica": header.replica,
        "n": header.n,
        "lamport": header.lamport,
        "hash": envelope.hash,
        "header": envelope.header,
        "signature": envelope.signature,
        "seal": envelope.seal,
        "body": envelope.body,
        "stored_at": stored_at,
    }
    if written_at is not None:
        values["written_at"] = written_at
    key = session.connection().execute(_ADD, values).inserted_primary_key
    if key is None:
        raise UnseenWrite("the database gave the envelope no number")
    return cast("int", key[0])
