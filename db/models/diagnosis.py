"""The shared diagnosis: one row a version, its eight points, its difficulties, its approvals."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, count, day, flag, link, listing, long_text, text, word


class Diagnosis(Written, Journalled):
    """One version of the diagnosis; the current one is the last not marked ``earlier``."""

    __tablename__ = "diagnosis"

    earlier: Mapped[bool | None] = flag()
    interviews: Mapped[tuple[str, ...] | None] = listing()
    place: Mapped[str | None] = text()
    present_ids: Mapped[tuple[str, ...] | None] = listing()
    author_ids: Mapped[tuple[str, ...] | None] = listing()
    work_axes: Mapped[tuple[str, ...] | None] = listing()
    operator_means: Mapped[str | None] = long_text()
    partners_to_mobilise: Mapped[tuple[str, ...] | None] = listing()
    estimated_duration_months: Mapped[int | None] = count()
    proposed_measure: Mapped[str | None] = word()
    household_opinion: Mapped[str | None] = long_text()
    disagreements: Mapped[str | None] = long_text()
    landlord_opinion: Mapped[str | None] = long_text()


class DiagnosisPointEntry(Written, Journalled):
    """What is said of one of the eight points; the texts of ``health_issues`` are health texts."""

    __tablename__ = "diagnosis_point"

    diagnosis_id: Mapped[str] = link("diagnosis")
    point: Mapped[str] = word()
    reported: Mapped[str | None] = long_text(raised_by="point")
    observed: Mapped[str | None] = long_text(raised_by="point")
    analysis: Mapped[str | None] = long_text(raised_by="point")
    strengths: Mapped[tuple[str, ...] | None] = listing()
    share_with_landlord: Mapped[str | None] = word()
    landlord_sentence: Mapped[str | None] = long_text(raised_by="point")
    state: Mapped[str | None] = word()
    household_read_on: Mapped[dt.date | None] = day()
    landlord_said_text: Mapped[str | None] = long_text()
    landlord_said_by_id: Mapped[str | None] = link("worker")
    landlord_said_on_day: Mapped[dt.date | None] = day()


class Difficulty(Written, Journalled):
    """One difficulty, its cause, its consequence."""

    __tablename__ = "difficulty"

    diagnosis_id: Mapped[str] = link("diagnosis")
    what: Mapped[str] = long_text()
    cause: Mapped[str | None] = long_text()
    consequence: Mapped[str | None] = long_text()


class Approval(Written, Journalled):
    """What one adult says of one version, named by the hash of its content (review E4)."""

    __tablename__ = "approval"

    diagnosis_id: Mapped[str] = link("diagnosis")
    person_id: Mapped[str] = link("person")
    status: Mapped[str] = word()
    on_day: Mapped[dt.date] = day()
    reservations: Mapped[str | None] = long_text()
    version_hash: Mapped[str | None] = text()
