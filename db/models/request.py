"""What the household asks: asked, answered, settled (decision 5)."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, instant, link, long_text, word
from db.models.contact import Confided


class Request(Confided, Written, Journalled):
    """One request; its three instants are kept as written."""

    __tablename__ = "request"
    __table_args__ = (Index("ix_request_settled_at", "settled_at"),)

    requested_at: Mapped[str] = instant()
    channel: Mapped[str] = word()
    person_id: Mapped[str | None] = link("person")
    worker_id: Mapped[str | None] = link("worker")
    text: Mapped[str | None] = long_text()
    urgency: Mapped[str | None] = long_text()
    first_response_at: Mapped[str | None] = instant()
    settled_at: Mapped[str | None] = instant()
    outcome: Mapped[str | None] = long_text()
