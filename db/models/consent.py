"""What the household allows to be told, to whom, until when."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, day, link, listing, text


class Consent(Written, Journalled):
    """An authorisation to share: valid from ``given_on`` to ``until`` inclusive unless withdrawn (review E5)."""

    __tablename__ = "consent"

    person_ids: Mapped[tuple[str, ...]] = listing()
    recipient_id: Mapped[str] = link("organisation")
    topics: Mapped[tuple[str, ...]] = listing()
    purpose: Mapped[str | None] = text()
    given_on: Mapped[dt.date] = day()
    until: Mapped[dt.date | None] = day()
    withdrawn_on: Mapped[dt.date | None] = day()
    members_informed_ids: Mapped[tuple[str, ...] | None] = listing()
    form: Mapped[str | None] = text()
