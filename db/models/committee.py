"""What a committee heard and decided of this case."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, bare, day, link, listing, long_text, text, word


class CommitteeItem(Written, Journalled):
    """This case at one session; ``session_id`` is the bare id of a session of the organisation space."""

    __tablename__ = "committee_item"

    session_id: Mapped[str | None] = bare()
    kind: Mapped[str] = word()
    number: Mapped[str | None] = text()
    planned_on: Mapped[dt.date | None] = day()
    held_on: Mapped[dt.date | None] = day()
    place: Mapped[str | None] = text()
    participant_ids: Mapped[tuple[str, ...] | None] = listing()
    purpose: Mapped[str | None] = word()
    presenter_id: Mapped[str | None] = link("worker")
    decision: Mapped[str | None] = word()
    measure_type: Mapped[str | None] = word()
    intensity: Mapped[str | None] = word()
    operator_id: Mapped[str | None] = link("organisation")
    review_due_on: Mapped[dt.date | None] = day()
    motive: Mapped[str | None] = long_text()
    reservations: Mapped[str | None] = long_text()
    told_to_household_on: Mapped[dt.date | None] = day()
    household_answer: Mapped[str | None] = word()
