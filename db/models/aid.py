"""Aids asked for, démarches, their supporting papers, and the schemes used before."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, cents, count, day, link, text, word
from db.models.contact import Confided


class Aid(Written, Journalled):
    """One request for aid. Amounts are integer cents."""

    __tablename__ = "aid"

    scheme: Mapped[str] = word()
    kind: Mapped[str | None] = word()
    asked: Mapped[int | None] = cents()
    granted: Mapped[int | None] = cents()
    on_day: Mapped[dt.date] = day()
    status: Mapped[str | None] = word()
    decided_on: Mapped[dt.date | None] = day()
    paid_on: Mapped[dt.date | None] = day()


class Procedure(Confided, Written, Journalled):
    """One démarche (decision 18)."""

    __tablename__ = "procedure"
    __table_args__ = (Index("ix_procedure_chase_on", "chase_on"),)

    topic: Mapped[str] = word()
    body: Mapped[str | None] = text()
    what: Mapped[str | None] = text()
    status: Mapped[str | None] = word()
    on_day: Mapped[dt.date | None] = day()
    due_on: Mapped[dt.date | None] = day()
    chase_on: Mapped[dt.date | None] = day()


class Piece(Written, Journalled):
    """A supporting paper of an aid or of a démarche (one of the two): seen by default, copied only until a day."""

    __tablename__ = "piece"

    aid_id: Mapped[str | None] = link("aid")
    procedure_id: Mapped[str | None] = link("procedure")
    name: Mapped[str] = text()
    state: Mapped[str | None] = word()
    on_day: Mapped[dt.date | None] = day()
    by_id: Mapped[str | None] = link("worker")
    until: Mapped[dt.date | None] = day()


class SchemePeriod(Written, Journalled):
    """A scheme the household used before."""

    __tablename__ = "scheme_period"

    scheme: Mapped[str] = word()
    from_day: Mapped[dt.date] = day()
    to_day: Mapped[dt.date | None] = day()
    renewals: Mapped[int | None] = count()
