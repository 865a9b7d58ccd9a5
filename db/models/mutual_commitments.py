"""The one page a landlord signs: three lists of commitments followed alike (decision 1)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, count, day, flag, listing


class MutualCommitments(Written, Journalled):
    """One page of commitments; the current one is the last not marked ``earlier``."""

    __tablename__ = "mutual_commitments"

    earlier: Mapped[bool | None] = flag()
    on_day: Mapped[dt.date | None] = day()
    handed_on: Mapped[dt.date | None] = day()
    household: Mapped[tuple[str, ...] | None] = listing()
    operator: Mapped[tuple[str, ...] | None] = listing()
    landlord: Mapped[tuple[str, ...] | None] = listing()
    next_point_on: Mapped[dt.date | None] = day()
    originals: Mapped[int | None] = count()
