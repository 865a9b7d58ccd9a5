"""The rent account, its plan, the procedure and what the landlord promised. Amounts are integer cents."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, cents, count, day, flag, instant, link, long_text, text, word


class Arrears(Written, Journalled):
    """One rent account; the current one is the last not marked ``earlier``."""

    __tablename__ = "arrears"

    earlier: Mapped[bool | None] = flag()
    plan_from_day: Mapped[dt.date | None] = day()
    plan_monthly: Mapped[int | None] = cents()
    plan_agreed_with_id: Mapped[str | None] = link("organisation")
    plan_kind: Mapped[str | None] = word()
    plan_ended_on: Mapped[dt.date | None] = day()
    hold_from_day: Mapped[dt.date | None] = day()
    hold_until: Mapped[dt.date | None] = day()
    hold_by_id: Mapped[str | None] = link("organisation")
    hold_promise: Mapped[str | None] = long_text()


class Movement(Written, Journalled):
    """One line of a rent account, debit or credit."""

    __tablename__ = "movement"

    arrears_id: Mapped[str] = link("arrears")
    on_day: Mapped[dt.date] = day()
    kind: Mapped[str] = word()
    label: Mapped[str | None] = text()
    debit: Mapped[int | None] = cents()
    credit: Mapped[int | None] = cents()


class ArrearsStep(Written, Journalled):
    """One act of the eviction procedure; a delay written in it prevails (review D4)."""

    __tablename__ = "arrears_step"

    arrears_id: Mapped[str] = link("arrears")
    step: Mapped[str] = word()
    on_day: Mapped[dt.date] = day()
    hearing_on: Mapped[dt.date | None] = day()
    hearing_at: Mapped[str | None] = instant()
    place: Mapped[str | None] = text()
    written_delay_value: Mapped[int | None] = count()
    written_delay_unit: Mapped[str | None] = word()
    text: Mapped[str | None] = long_text()
