"""Meetings: those held, those planned, and what was said."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, count, day, flag, instant, link, listing, long_text, text, word


class Confided:
    """What may be hidden inside the household itself (decision 8)."""

    confidentiality: Mapped[tuple[str, ...] | None] = listing()
    confided_by_id: Mapped[str | None] = link("person")
    hide_from_ids: Mapped[tuple[str, ...] | None] = listing()


class Contact(Confided, Written, Journalled):
    """One contact with the household or about it; NULL ``outcome`` is held."""

    __tablename__ = "contact"

    on_day: Mapped[dt.date] = day()
    at_time: Mapped[str | None] = instant()
    kind: Mapped[str] = word()
    outcome: Mapped[str | None] = word()
    notice: Mapped[bool | None] = flag()
    announced: Mapped[bool | None] = flag()
    landlord_present: Mapped[bool | None] = flag()
    landlord_announced: Mapped[bool | None] = flag()
    minutes: Mapped[int | None] = count()
    travel_minutes: Mapped[int | None] = count()
    worker_id: Mapped[str | None] = link("worker")
    present_ids: Mapped[tuple[str, ...] | None] = listing()
    place: Mapped[str | None] = text()
    objective_ids: Mapped[tuple[str, ...] | None] = listing()
    next_on: Mapped[dt.date | None] = day()
    interpreter: Mapped[str | None] = text()


class ContactPassage(Written, Journalled):
    """One paragraph of a note, in the order written (review H9); ``confidentiality`` of its contact applies."""

    __tablename__ = "contact_passage"

    contact_id: Mapped[str] = link("contact")
    kind: Mapped[str] = word()
    text: Mapped[str] = long_text()


class Appointment(Confided, Written, Journalled):
    """A planned meeting."""

    __tablename__ = "appointment"
    __table_args__ = (Index("ix_appointment_on_day", "on_day"),)

    on_day: Mapped[dt.date] = day()
    at_time: Mapped[str | None] = instant()
    minutes: Mapped[int | None] = count()
    kind: Mapped[str | None] = word()
    place: Mapped[str | None] = text()
    with_ids: Mapped[tuple[str, ...] | None] = listing()
    worker_id: Mapped[str | None] = link("worker")
    moved_from: Mapped[dt.date | None] = day()
    outcome: Mapped[str | None] = word()
