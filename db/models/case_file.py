"""The case itself, and how it names the organisations and workers of the directory."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import GENERAL, Written, day, link, listing, long_text, text, word


class CaseFile(Written, Journalled):
    """One household's case: its number, its days, who sent it. One row a space."""

    __tablename__ = "case_file"

    operator_id: Mapped[str | None] = link("organisation")
    number: Mapped[str] = text(GENERAL)
    programme: Mapped[str | None] = text()
    opened_on: Mapped[dt.date] = day()
    closed_on: Mapped[dt.date | None] = day()
    closing_reason: Mapped[str | None] = long_text()
    category: Mapped[str | None] = word(GENERAL)
    referral_organisation_id: Mapped[str | None] = link("organisation")
    referral_worker_id: Mapped[str | None] = link("worker")
    referral_received_on: Mapped[dt.date | None] = day()
    referral_alert_signs: Mapped[tuple[str, ...] | None] = listing()
    referral_text: Mapped[str | None] = long_text()
    referral_told_to_household_on: Mapped[dt.date | None] = day()


class CaseOrganisation(Written, Journalled):
    """An organisation this case names.

    ``said`` lists the keys the case file gave of it, so that an export gives back neither less nor what another case
    said; NULL for all that is known.
    """

    __tablename__ = "case_organisation"

    organisation_id: Mapped[str] = link("organisation")
    said: Mapped[tuple[str, ...] | None] = listing(GENERAL)


class CaseWorker(Written, Journalled):
    """A worker this case names; ``role`` describes and never grants (review C9)."""

    __tablename__ = "case_worker"

    worker_id: Mapped[str] = link("worker")
    role: Mapped[str | None] = word(GENERAL)
    said: Mapped[tuple[str, ...] | None] = listing(GENERAL)
