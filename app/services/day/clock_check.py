"""Is the computer's date before what was written last? An empty battery or a slip sets a laptop years back.

Dates and half-days would all be wrong without anybody noticing. It is said in one quiet line; nothing is held back.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.local import AuditEvent

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOLERATED = dt.timedelta(days=1)


def written_after(session: Session, now: dt.datetime) -> dt.datetime | None:
    """Return when something was last written here, if that lies more than a day after now."""
    last = session.scalar(
        select(AuditEvent.at).where(AuditEvent.action == "change").order_by(AuditEvent.at.desc()).limit(1)
    )
    return last if last is not None and last - now > TOLERATED else None
