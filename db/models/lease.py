"""Where the household lives and by what title. Amounts are integer cents."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, cents, count, day, flag, link, listing, long_text, text, word


class Lease(Written, Journalled):
    """One title of occupation; the current one is the last not marked ``earlier``."""

    __tablename__ = "lease"

    earlier: Mapped[bool | None] = flag()
    kind: Mapped[str] = word()
    signed_on: Mapped[dt.date | None] = day()
    renewed_on: Mapped[dt.date | None] = day()
    started_on: Mapped[dt.date | None] = day()
    ends_on: Mapped[dt.date | None] = day()
    ended_on: Mapped[dt.date | None] = day()
    rent: Mapped[int | None] = cents()
    charges: Mapped[int | None] = cents()
    deposit: Mapped[int | None] = cents()
    tenant_ids: Mapped[tuple[str, ...] | None] = listing()
    tenant_of_record: Mapped[str | None] = word()
    clause_delay_value: Mapped[int | None] = count()
    clause_delay_unit: Mapped[str | None] = word()
    slide_motive: Mapped[str | None] = word()
    slide_conditions: Mapped[tuple[str, ...] | None] = listing()
    trial_until: Mapped[dt.date | None] = day()


class Dwelling(Written, Journalled):
    """The dwelling of a lease; shared flats are told by a ``same_dwelling`` link."""

    __tablename__ = "dwelling"

    lease_id: Mapped[str] = link("lease")
    address: Mapped[str | None] = text()
    type: Mapped[str | None] = word()
    area_m2: Mapped[str | None] = text()  # a decimal number kept as written
    floor: Mapped[str | None] = text()
    financing: Mapped[str | None] = word()
    furnished: Mapped[bool | None] = flag()
    accessibility: Mapped[str | None] = long_text()
    available_until: Mapped[dt.date | None] = day()
    apl_ceiling: Mapped[int | None] = cents()


class LeaseExam(Written, Journalled):
    """One examination of a sublease meant to slide (practice S-10)."""

    __tablename__ = "lease_exam"

    lease_id: Mapped[str] = link("lease")
    due_on: Mapped[dt.date | None] = day()
    held_on: Mapped[dt.date | None] = day()
    criteria: Mapped[tuple[str, ...] | None] = listing()
    household_view: Mapped[str | None] = long_text()
    operator_view: Mapped[str | None] = long_text()
    landlord_view: Mapped[str | None] = long_text()
    proposal: Mapped[str | None] = word()
    prefect_told_on: Mapped[dt.date | None] = day()
    refusal_motive: Mapped[str | None] = long_text()
