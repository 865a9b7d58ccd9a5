"""What household and operator sign: contract, objectives, amendments, signatures."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, bare, count, day, flag, link, listing, long_text, text, word


class Contract(Written, Journalled):
    """One contract; the current one is the last not marked ``earlier``. Its state is derived (review H1)."""

    __tablename__ = "contract"

    earlier: Mapped[bool | None] = flag()
    legal_regime: Mapped[str | None] = word()
    handed_on: Mapped[dt.date | None] = day()
    talked_again_on: Mapped[dt.date | None] = day()
    effective_on: Mapped[dt.date | None] = day()
    review_on: Mapped[dt.date | None] = day()
    ended_on: Mapped[dt.date | None] = day()
    end_reason: Mapped[str | None] = word()
    rhythm: Mapped[str | None] = text()
    originals: Mapped[int | None] = count()
    landlord_signs: Mapped[bool | None] = flag()
    refusal_reason: Mapped[str | None] = long_text()


class Objective(Written, Journalled):
    """One objective, in the household's words first."""

    __tablename__ = "objective"

    contract_id: Mapped[str] = link("contract")
    axis: Mapped[str | None] = word()
    household_words: Mapped[str | None] = long_text()
    expected_result: Mapped[str | None] = long_text()
    indicator: Mapped[str | None] = text()
    baseline: Mapped[str | None] = text()
    target: Mapped[str | None] = text()
    due_on: Mapped[dt.date | None] = day()
    achieved_on: Mapped[dt.date | None] = day()
    means: Mapped[str | None] = long_text()
    partner: Mapped[str | None] = text()
    commitments_household: Mapped[str | None] = long_text()
    commitments_operator: Mapped[str | None] = long_text()
    commitments_landlord: Mapped[str | None] = long_text()
    points: Mapped[tuple[str, ...] | None] = listing()


class Progress(Written, Journalled):
    """What is counted on a day, and the stage said by the household; never a mark (decision 4)."""

    __tablename__ = "progress"

    objective_id: Mapped[str] = link("objective")
    on_day: Mapped[dt.date] = day()
    measured: Mapped[str | None] = text()
    stage: Mapped[str | None] = word()
    household_words: Mapped[str | None] = long_text()


class Amendment(Written, Journalled):
    """A change of a signed contract; the number shown is computed from the days (review A8)."""

    __tablename__ = "amendment"

    contract_id: Mapped[str] = link("contract")
    number: Mapped[int | None] = count()
    motive: Mapped[str] = word()
    changes: Mapped[str | None] = long_text()
    handed_on: Mapped[dt.date | None] = day()
    effective_on: Mapped[dt.date | None] = day()


class Signature(Written, Journalled):
    """What came of asking somebody to sign a contract, an amendment or mutual commitments (one of the three)."""

    __tablename__ = "signature"

    contract_id: Mapped[str | None] = link("contract")
    amendment_id: Mapped[str | None] = link("amendment")
    mutual_commitments_id: Mapped[str | None] = link("mutual_commitments")
    signatory_id: Mapped[str] = bare()  # a person or a worker
    capacity: Mapped[str | None] = word()
    on_day: Mapped[dt.date] = day()
    method: Mapped[str | None] = word()
    outcome: Mapped[str | None] = word()  # NULL: signed
    reason: Mapped[str | None] = long_text()
