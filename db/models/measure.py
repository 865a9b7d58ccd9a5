"""The support measure: its rhythm, its pauses, its referents."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, count, day, flag, link, long_text, word


class Measure(Written, Journalled):
    """One measure; the current one is the last not marked ``earlier``."""

    __tablename__ = "measure"

    earlier: Mapped[bool | None] = flag()
    scheme: Mapped[str | None] = word()
    measure_type: Mapped[str | None] = word()
    phase: Mapped[str | None] = word()
    graduated_action: Mapped[int | None] = count()
    referent_id: Mapped[str | None] = link("worker")
    operator_id: Mapped[str | None] = link("organisation")
    funder_id: Mapped[str | None] = link("organisation")
    started_on: Mapped[dt.date | None] = day()
    ended_on: Mapped[dt.date | None] = day()
    end_reason: Mapped[str | None] = word()
    renewal_count: Mapped[int | None] = count()
    max_months: Mapped[int | None] = count()


class ReferentPeriod(Written, Journalled):
    """Who follows the household, from when to when."""

    __tablename__ = "referent_period"

    measure_id: Mapped[str] = link("measure")
    worker_id: Mapped[str] = link("worker")
    from_day: Mapped[dt.date] = day()
    to_day: Mapped[dt.date | None] = day()


class IntensityPeriod(Written, Journalled):
    """How often people meet from a day on."""

    __tablename__ = "intensity_period"

    measure_id: Mapped[str] = link("measure")
    from_day: Mapped[dt.date] = day()
    level: Mapped[str] = word()
    visit_every_days: Mapped[int | None] = count()


class Suspension(Written, Journalled):
    """A pause of the measure; it never hides a legal date (decision 14)."""

    __tablename__ = "suspension"

    measure_id: Mapped[str] = link("measure")
    from_day: Mapped[dt.date] = day()
    to_day: Mapped[dt.date | None] = day()
    reason: Mapped[str | None] = long_text()
    told_on: Mapped[dt.date | None] = day()
