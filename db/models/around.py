"""Around the household: partners, actions to do, letters."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, bare, day, link, long_text, text, word
from db.models.contact import Confided


class Partner(Confided, Written, Journalled):
    """Somebody who helps this household."""

    __tablename__ = "partner"

    name: Mapped[str] = text()
    topic: Mapped[str | None] = word()
    contact: Mapped[str | None] = text()
    kind: Mapped[str | None] = text()
    since: Mapped[dt.date | None] = day()
    agreed_by_id: Mapped[str | None] = link("person")


class Action(Written, Journalled):
    """Something to do, by a worker or a person, before a day."""

    __tablename__ = "action"

    what: Mapped[str] = long_text()
    by_id: Mapped[str | None] = bare()
    due_on: Mapped[dt.date | None] = day()
    done_on: Mapped[dt.date | None] = day()
    contact_id: Mapped[str | None] = link("contact")


class Letter(Confided, Written, Journalled):
    """A letter written for the household (decision 17)."""

    __tablename__ = "letter"
    __table_args__ = (Index("ix_letter_chase_on", "chase_on"),)

    on_day: Mapped[dt.date] = day()
    kind: Mapped[str | None] = text()
    to_whom: Mapped[str | None] = text()
    organisation_id: Mapped[str | None] = link("organisation")
    subject: Mapped[str | None] = text()
    text: Mapped[str | None] = long_text()
    sent_on: Mapped[dt.date | None] = day()
    acknowledged_on: Mapped[dt.date | None] = day()
    chase_on: Mapped[dt.date | None] = day()
