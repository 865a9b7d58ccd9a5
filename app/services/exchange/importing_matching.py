"""Which row is meant by which object of a file (review C2), and where new ones stand among the old."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from app.services.exchange.shapes_rows import STEP
from db.types import canonical_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.exchange.shapes_cells import Cells

_NAMESPACE: Final = uuid.UUID("6f0a4d0e-6f5e-5d0b-9d1e-2f6a0c1b7e54")


def made_id(*names: str) -> str:
    """Return the id of an imported row: the same on every device that imports the same file."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(names)))


def organisation_id(kind: str, siret: str | None, name: str, rank: int = 0) -> str:
    """Return the id of an organisation: of its kind and its SIRET, else its name; ``rank`` counts equal ones."""
    return made_id("organisation", kind, siret or name, str(rank))


def worker_id(organisation: str, name: str, rank: int = 0) -> str:
    """Return the id of a worker of an organisation (its id); ``rank`` counts equal ones."""
    return made_id("worker", organisation, name, str(rank))


def case_id(operator: str, number: str) -> str:
    """Return the id of a case of an operator (its id)."""
    return made_id("case", operator, number)


@dataclass(frozen=True, slots=True)
class Match:
    """The row an object of the file means (``None``: a new one) and its id."""

    row: Any | None
    id: str


@dataclass(slots=True)
class Incoming:
    """An object of a file on its way to a row."""

    ref: str | None
    cells: Cells


class Matcher:
    """Matches the objects of one list with the rows already there.

    Args:
        existing: The rows, in the order of the list.
        identity: Columns that tell which object it is without a ref; none: its rank.
        naming: Where the list stands (id of the outer row, key), for the ids of new rows.
        made: Row id to the id it would have had from a file, where they differ.
    """

    def __init__(
        self, existing: Sequence[Any], identity: tuple[str, ...], naming: tuple[str, str], made: Mapping[str, str]
    ) -> None:
        self.identity = identity
        self.naming = naming
        self.made = made
        self.free = {row.id: row for row in existing}
        self.taken: set[str] = set(self.free)

    def match(self, incoming: Sequence[Incoming], likely: tuple[int, Any] | None = None) -> list[Match]:
        """Return one match for each object, in their order.

        By ref; else by what tells which object it is, the first with the first among equals; else ``likely``; else
        the row once made from the very same object.

        Args:
            incoming: The objects of the file.
            likely: Index of an object and the row it means if neither found better.
        """
        found: dict[int, Match] = {}
        self._by_ref(incoming, found)
        self._by_identity(incoming, found)
        if likely is not None and likely[0] not in found and likely[1].id in self.free:
            found[likely[0]] = self._use(likely[1])
        for index, one in enumerate(incoming):
            if index not in found:
                found[index] = self._by_id(one)
        return [found[index] for index in range(len(incoming))]

    @property
    def unmatched(self) -> list[Any]:
        """Return the rows no object of the file means."""
        return list(self.free.values())

    def _use(self, row: Any) -> Match:
        del self.free[row.id]
        return Match(row, row.id)

    def _by_ref(self, incoming: Sequence[Incoming], found: dict[int, Match]) -> None:
        known = {row.ref: row for row in reversed(self.free.values()) if row.ref is not None}
        for index, one in enumerate(incoming):
            if one.ref is not None and one.ref in known:
                found[index] = self._use(known[one.ref])

    def _by_identity(self, incoming: Sequence[Incoming], found: dict[int, Match]) -> None:
        rows: dict[tuple[Any, ...], deque[Any]] = defaultdict(deque)
        for row in self.free.values():
            rows[tuple(getattr(row, column) for column in self.identity)].append(row)
        for index, one in enumerate(incoming):
            equals = rows.get(self._key(one)) if index not in found else None
            row = next((row for row in equals or () if one.ref is None or row.ref is None), None)
            if equals and row is not None:
                equals.remove(row)
                found[index] = self._use(row)

    def _key(self, one: Incoming) -> tuple[Any, ...]:
        return tuple(one.cells.values.get(column) for column in self.identity)

    def _by_id(self, one: Incoming) -> Match:
        key = (
            f"ref {one.ref}" if one.ref is not None else canonical_json([self._stable(cell) for cell in self._key(one)])
        )
        rank = 0
        while True:
            row_id = made_id(*self.naming, key, str(rank))
            row = self.free.get(row_id)
            if row is not None and (one.ref is None or row.ref is None):
                return self._use(row)
            if row_id not in self.taken:
                self.taken.add(row_id)
                return Match(None, row_id)
            rank += 1

    def _stable(self, cell: Any) -> Any:
        """Return a cell as every device would have it: ids as files make them, days as text."""
        if isinstance(cell, tuple):
            return [self._stable(item) for item in cell]
        if isinstance(cell, dt.date):
            return cell.isoformat()
        return self.made.get(cell, cell) if isinstance(cell, str) else cell


def placed(positions: Sequence[int | None], last: int = 0) -> list[int]:
    """Return the positions of a list: those already in order stay, so that one more line rewrites no other.

    Args:
        positions: The position of each object in the order of the file, ``None`` for a new one.
        last: The greatest position in the list, objects the file does not have included: new ones end up after it.
    """
    known = [position for position in positions if position is not None]
    if known != sorted(set(known)):
        return _evenly(len(positions))
    result: list[int] = []
    for index, position in enumerate(positions):
        before = result[-1] if result else 0
        if position is not None:
            result.append(position)
            continue
        following = [(rank, later) for rank, later in enumerate(positions[index:]) if later is not None]
        if not following:
            result.append(max(before, last) + STEP)
            continue
        room = (following[0][1] - before) // (following[0][0] + 1)
        if room < 1:
            return _evenly(len(positions))
        result.append(before + room)
    return result


def _evenly(count: int) -> list[int]:
    return [(rank + 1) * STEP for rank in range(count)]
