"""Which backups are kept: the newest of each of the last days, then of each week, within a share of the free disk."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from app.domain.rules import Rules


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup, as rotation sees it.

    Attributes:
        made_at: The local moment it was made.
        size: Bytes it takes by itself.
        before_migration: Made before the tables were changed: the newest of these is the way back to an older version.
    """

    made_at: dt.datetime
    size: int
    before_migration: bool = False


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many are kept.

    Attributes:
        days: Days that keep their newest.
        weeks: Weeks, before those days, that keep their newest.
        percent: What they may take together of the free disk; the newest is kept in any case.
        every: How long after a backup the next one is due.
    """

    days: int
    weeks: int
    percent: int
    every: dt.timedelta

    @classmethod
    def of_rules(cls, rules: Rules, day: dt.date) -> Rotation:
        """Take the numbers the rules table sets on a day."""
        numbers = (rules.on(name, day).number for name in ("backup_days", "backup_weeks", "backup_share"))
        days, weeks, percent = numbers
        return cls(days, weeks, percent, dt.timedelta(hours=rules.on("backup_every", day).number))

    def at_most(self, days: int, weeks: int) -> Rotation:
        """Return a rotation that keeps fewer; never more than the rule."""
        return replace(self, days=min(max(days, 1), self.days), weeks=min(max(weeks, 0), self.weeks))

    def surplus(self, kept: Sequence[Kept], free: int) -> tuple[Kept, ...]:
        """Return what is to be removed, the oldest first.

        Args:
            kept: All backups of one place; the order of equal moments is kept.
            free: Bytes free on its disk, beside them.
        """
        newest_first = sorted(kept, key=lambda one: one.made_at, reverse=True)
        stays = self._in_turn(newest_first)
        while len(stays) > 1 and not self._fits(stays, free + sum(one.size for one in kept)):
            stays.pop()
        return tuple(one for one in reversed(newest_first) if not any(one is other for other in stays))

    def has_room(self, size: int, kept: Iterable[Kept], free: int) -> bool:
        """Tell whether a backup of that size may be made: beside those there are, and within the share without them."""
        return size < free and 100 * size <= self.percent * (free + sum(one.size for one in kept) - size)

    def is_due(self, last: dt.datetime | None, now: dt.datetime) -> bool:
        """Tell whether enough time went by since the last backup; one from a clock set wrong tells nothing."""
        return last is None or not dt.timedelta(0) <= now - last < self.every

    def _in_turn(self, newest_first: Sequence[Kept]) -> list[Kept]:
        days = _newest_of_each(newest_first, lambda one: one.made_at.date(), self.days)
        oldest_day = min((one.made_at.date() for one in days), default=dt.date.max)
        before = [one for one in newest_first if one.made_at.date() < oldest_day]
        weeks = _newest_of_each(before, lambda one: one.made_at.isocalendar()[:2], self.weeks)
        stays = [*days, *weeks]
        way_back = next((one for one in newest_first if one.before_migration), None)
        if way_back is not None and not any(one is way_back for one in stays):
            stays = [*stays[: max(1, self.days + self.weeks - 1)], way_back]
        return sorted(stays, key=lambda one: one.made_at, reverse=True)

    def _fits(self, stays: Sequence[Kept], disk: int) -> bool:
        taken = sum(one.size for one in stays)
        return 100 * taken <= self.percent * (disk - taken)


def _newest_of_each(newest_first: Iterable[Kept], of: Callable[[Kept], Hashable], most: int) -> list[Kept]:
    found: dict[Hashable, Kept] = {}
    for one in newest_first:
        if of(one) not in found and len(found) < most:
            found[of(one)] = one
    return list(found.values())
