"""How the démarches of all households are grouped: by when somebody has to move."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.words import N_, _, long_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.procedures.chases import Chase

SOON = dt.timedelta(days=7)
GROUPS = (N_("À relancer maintenant"), N_("Dans les sept jours"), N_("Plus tard"))


def grouped(chases: Iterable[Chase], today: dt.date) -> list[tuple[str, list[Chase]]]:
    """Return (title, démarches) for each group that has some."""
    groups: list[list[Chase]] = [[], [], []]
    for one in chases:
        groups[0 if one.is_due else 1 if one.day <= today + SOON else 2].append(one)
    return [(_(title), found) for title, found in zip(GROUPS, groups, strict=True) if found]


def about(one: Chase) -> str:
    """Return what stands under a démarche: what it is about, where, and when to ask again."""
    chase = _("à relancer le {day}").format(day=long_day(one.chase_on)) if one.chase_on else ""
    due = _("pour le {day}").format(day=long_day(one.due_on)) if one.due_on else ""
    topic = one.topic_label if one.topic_label != one.what else ""
    return " · ".join(part for part in (topic, one.whom, chase, due) if part)
