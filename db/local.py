"""Tables of this device, never journalled: spaces and their keys, envelopes, caches, drafts, audit log, settings."""

from __future__ import annotations

import datetime as dt
from typing import cast

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base
from db.types import Day, Listing, Moment


def table_of(model: type[Base]) -> Table:
    """Return the table behind a class, for statements that need no objects."""
    return cast("Table", model.__table__)


class Space(Base):
    """Unit of sharing, of encryption and of merging (architecture.md, decision 4).

    ``epoch`` numbers its keys, ``generation`` its documents: both are there before anything changes them (review A9).
    """

    __tablename__ = "space"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)  # SpaceKind
    case_id: Mapped[str | None] = mapped_column(Text, index=True)
    organisation_id: Mapped[str | None] = mapped_column(Text)
    key: Mapped[bytes] = mapped_column(LargeBinary)
    epoch: Mapped[int] = mapped_column(Integer)
    generation: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[dt.datetime] = mapped_column(Moment)


class Device(Base):
    """A device whose signature is known; the one with a signing key is this one."""

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    worker_id: Mapped[str] = mapped_column(Text)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)  # Ed25519
    signing_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[dt.datetime] = mapped_column(Moment)


class Envelope(Base):
    """The truth: what each transaction wrote in each space, in the order it arrived here."""

    __tablename__ = "envelope"
    __table_args__ = (Index("ix_envelope_name", "space_id", "replica", "n", unique=True),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    space_id: Mapped[str] = mapped_column(ForeignKey("space.id"), index=True)
    generation: Mapped[int] = mapped_column(Integer)
    replica: Mapped[str] = mapped_column(Text)
    n: Mapped[int] = mapped_column(Integer)
    lamport: Mapped[int] = mapped_column(Integer)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    header: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    seal: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    stored_at: Mapped[dt.datetime] = mapped_column(Moment)
    written_at: Mapped[dt.datetime | None] = mapped_column(Moment)  # by its author's clock; NULL when written here


class ParkedEnvelope(Base):
    """An envelope that came before one it stands on, or that a later version wrote; tried again at each arrival."""

    __tablename__ = "parked_envelope"

    hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    header: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    seal: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    written_at: Mapped[dt.datetime] = mapped_column(Moment)
    parked_at: Mapped[dt.datetime] = mapped_column(Moment)


class DocumentCache(Base):
    """A space's document as of an envelope, so that opening need not replay them all (review A14)."""

    __tablename__ = "document_cache"

    space_id: Mapped[str] = mapped_column(ForeignKey("space.id"), primary_key=True)
    generation: Mapped[int] = mapped_column(Integer)
    envelope_id: Mapped[int] = mapped_column(Integer)  # the last one it holds
    lamport: Mapped[int] = mapped_column(Integer)
    frontier: Mapped[bytes] = mapped_column(LargeBinary)  # canonical CBOR of [[replica, n, hash]]
    snapshot: Mapped[bytes] = mapped_column(LargeBinary)


class Draft(Base):
    """What is being typed, saved at each pause, until it becomes a command (review A7)."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    space_id: Mapped[str | None] = mapped_column(Text, index=True)
    target: Mapped[str] = mapped_column(Text)  # table
    row_id: Mapped[str | None] = mapped_column(Text)  # of a row, or of one that will be
    field: Mapped[str] = mapped_column(Text)
    base: Mapped[str | None] = mapped_column(Text)  # what stood there when typing began
    text: Mapped[str] = mapped_column(Text)
    cursor: Mapped[int | None] = mapped_column(Integer)
    device_id: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[dt.datetime] = mapped_column(Moment)


class CaseFigure(Base):
    """What the lists show of a case, computed for one day in one language; made again whenever it is not sure.

    ``stale`` says that the case was written in since, ``touched`` how often, so that what is computed beside a write
    never passes for its result. ``computed_on`` is NULL until the first computation.
    """

    __tablename__ = "case_figure"
    __table_args__ = (
        Index("ix_case_figure_sort_key", "sort_key"),
        Index("ix_case_figure_referent_id", "referent_id", "case_id"),
    )

    case_id: Mapped[str] = mapped_column(Text, primary_key=True)
    number: Mapped[str] = mapped_column(Text)
    label: Mapped[str | None] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)  # folded, between spaces
    first_names: Mapped[tuple[str, ...] | None] = mapped_column(Listing)
    referent_id: Mapped[str | None] = mapped_column(Text)
    referent: Mapped[str | None] = mapped_column(Text)
    programme: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str | None] = mapped_column(Text)
    next_on: Mapped[dt.date | None] = mapped_column(Day)
    next_what: Mapped[str | None] = mapped_column(Text)
    next_neutral: Mapped[str | None] = mapped_column(Text)
    last_met_on: Mapped[dt.date | None] = mapped_column(Day)
    meet_every: Mapped[int | None] = mapped_column(Integer)  # days; NULL while nobody has to be met
    to_sign: Mapped[str | None] = mapped_column(Text)  # DocumentKind
    computed_on: Mapped[dt.date | None] = mapped_column(Day)
    language: Mapped[str | None] = mapped_column(Text)
    stale: Mapped[bool] = mapped_column(Boolean)
    touched: Mapped[int] = mapped_column(Integer)


class CaseAhead(Base):
    """One date ahead of a case, with its sentence and the days between which it belongs to a day's lines."""

    __tablename__ = "case_ahead"
    # All that ranks a day stands in the index: the sentences are read for the seven lines shown.
    __table_args__ = (Index("ix_case_ahead_harm", "harm", "due_on", "shown_from", "hidden_after", "case_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[str] = mapped_column(Text, index=True)
    kind: Mapped[str] = mapped_column(Text)  # DeadlineId or AheadKind
    due_on: Mapped[dt.date] = mapped_column(Day)
    extended_to: Mapped[dt.date | None] = mapped_column(Day)
    object: Mapped[str | None] = mapped_column(Text)
    sentence: Mapped[str] = mapped_column(Text)
    neutral: Mapped[str] = mapped_column(Text)  # where somebody else may read
    state: Mapped[str] = mapped_column(Text)  # DeadlineState
    harm: Mapped[int] = mapped_column(Integer)
    shown_from: Mapped[dt.date] = mapped_column(Day)
    hidden_after: Mapped[dt.date] = mapped_column(Day)


class AuditEvent(Base):
    """One link of the chain of reads, changes, prints, exports and shares."""

    __tablename__ = "audit_event"

    n: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment, index=True)
    worker_id: Mapped[str] = mapped_column(Text)
    device_id: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    object_id: Mapped[str | None] = mapped_column(Text, index=True)
    facts: Mapped[str] = mapped_column(Text)  # canonical JSON
    mac: Mapped[bytes] = mapped_column(LargeBinary)


class AuditSegment(Base):
    """What stays of a month of the log once its events were deleted: its last link, first of the next (review F9)."""

    __tablename__ = "audit_segment"

    first_n: Mapped[int] = mapped_column(Integer, primary_key=True)
    last_n: Mapped[int] = mapped_column(Integer)
    month: Mapped[str] = mapped_column(Text)  # YYYY-MM, in UTC
    head: Mapped[bytes] = mapped_column(LargeBinary)
    seal: Mapped[bytes] = mapped_column(LargeBinary)
    removed_at: Mapped[dt.datetime] = mapped_column(Moment)


class Attachment(Base):
    """The bytes of a scan, a photo, a signed document: here when small, in an encrypted file when not."""

    __tablename__ = "attachment"

    space_id: Mapped[str] = mapped_column(ForeignKey("space.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(Text, primary_key=True)  # of the bytes in clear
    size: Mapped[int] = mapped_column(Integer)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    file: Mapped[str | None] = mapped_column(Text)  # SHA-256 of the file's bytes, which is its name
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[dt.datetime] = mapped_column(Moment)


class Setting(Base):
    """A choice of this device; the value is JSON text."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
