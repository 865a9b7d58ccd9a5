"""What a cell showed to whom: every value ever written in it, who had seen which, and what it shows now (review A1).

Asked only for cells that hold several values; the envelopes of the space are then read again (0.1 ms each).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from db.documents import sealed_of, stored_envelopes
from db.envelopes import header_of, opened
from db.guards import journalled_mappers
from db.merge import Document, contested, row_of, shown, stamp
from db.paragraphs import put_together
from db.types import MergedText

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy.orm import Session

    from db.envelopes import Header
    from db.local import Envelope, Space
    from db.merge import Registers, Stored

Cell: TypeAlias = tuple[str, str]
"""Root of the row, and column."""


@dataclass(slots=True)
class Write:
    """A value as somebody wrote it.

    Attributes:
        stamp: Lamport number and replica.
        value: What was written.
        device_id: On which device.
        written_at: When, by the clock of that device: shown, never compared.
        bit: Of the envelope that holds it.
        seen: Bits of all its author had, its own included.
        gone: Bits of the envelopes that took it away.
    """

    stamp: str
    value: Stored
    device_id: str
    written_at: dt.datetime
    bit: int
    seen: int
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a cell shows, and between what there is to choose: empty when nothing is."""

    value: Stored
    versions: tuple[Write, ...] = ()


@dataclass(slots=True)
class Lineage:
    """The life of some cells of a space. Use :func:`lineage_of`."""

    writes: dict[Cell, dict[str, Write]]
    everything: int = 0
    _reach: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(self, document: Document, row: Envelope, space: Space) -> None:
        """Apply the next envelope in causal order, and note what it did to the cells."""
        header = header_of(sealed_of(row))
        before = document.version()
        document.apply(opened(sealed_of(row), header, space.key))
        bit = 1 << len(self._reach)
        seen = bit | self._seen(header)
        self._reach[header.replica, header.n] = seen
        self.everything |= bit
        roots = {root for root, _ in self.writes}
        for root, key, is_written in document.keys_since(before):
            if root not in roots:
                continue
            column, _, when = key.partition("|")
            cell = self.writes.get((root, column))
            if cell is None:
                continue
            if not is_written and when in cell:  # else it was taken out for good
                cell[when].gone |= bit
            elif is_written and when == stamp(header.lamport, header.replica):
                value = document.row(root)[key]
                cell[when] = Write(when, value, header.device_id, row.written_at or row.stored_at, bit, seen)

    def _seen(self, header: Header) -> int:
        reach = self._reach.get((header.replica, header.n - 1), 0)
        for one in header.dependencies:
            reach |= self._reach.get((one.replica, one.n), 0)
        return reach

    def resolved(self, cell: Cell, within: int | None = None) -> Resolution:
        """Return what a cell shows.

        Args:
            cell: One of those asked for.
            within: Bits of the envelopes taken into account; all of them when not given.
        """
        mask = self.everything if within is None else within
        alive = [one for one in self.writes[cell].values() if one.bit & mask and not one.gone & mask]
        alive.sort(key=lambda one: one.stamp)
        if not alive:
            return Resolution(None)
        groups = _of_one_value(alive)
        latest = groups[-1]
        if len(groups) == 1:
            return Resolution(latest.value)
        text = self._put_together(cell, groups)
        return Resolution(latest.value, tuple(reversed(groups))) if text is None else Resolution(text)

    def _put_together(self, cell: Cell, groups: list[Write]) -> str | None:
        """Return all the texts as one, None when that is for somebody to choose."""
        if not _is_long_text(cell) or any(one.seen & other.bit for one in groups for other in groups if one != other):
            return None  # what was there and was left there is no edit to put together
        text, seen = groups[0].value, groups[0].seen
        for one in groups[1:]:
            base = self.resolved(cell, seen & one.seen)
            if base.versions or not (isinstance(base.value, str) and isinstance(text, str)):
                return None
            text = put_together(base.value, text, one.value) if isinstance(one.value, str) else None
            seen |= one.seen
        return text if isinstance(text, str) else None


def _of_one_value(alive: Iterable[Write]) -> list[Write]:
    """Return the writes with two equal values made one, as if each had seen what both had (review A10)."""
    found: dict[tuple[type, Stored], Write] = {}
    for one in alive:
        name = (type(one.value), one.value)
        earlier = found.pop(name, None)
        bits, seen = (earlier.bit, earlier.seen) if earlier is not None else (0, 0)
        found[name] = Write(
            one.stamp, one.value, one.device_id, one.written_at, one.bit | bits, one.seen | seen, one.gone
        )
    return list(found.values())


def lineage_of(session: Session, space: Space, cells: Collection[Cell]) -> Lineage:
    """Read the life of some cells in the stored envelopes of their space."""
    lineage = Lineage({cell: {} for cell in cells})
    document = Document()
    rows = stored_envelopes(session, space.id, space.generation)
    for row in sorted(rows, key=lambda one: (one.lamport, one.replica, one.n)):
        lineage.add(document, row, space)
    return lineage


def shown_rows(
    session: Session, space: Space, rows: Iterable[tuple[str, Registers]]
) -> Iterator[tuple[str, dict[str, Stored]]]:
    """Yield each row's name and the one value each of its columns shows."""
    listed = list(rows)
    cells = {(root, column) for root, registers in listed for column in contested(registers)}
    lineage = lineage_of(session, space, cells) if cells else None
    for root, registers in listed:
        values = shown(registers)
        if lineage is not None:
            values |= {column: lineage.resolved((root, column)).value for name, column in cells if name == root}
        yield root, values


def _is_long_text(cell: Cell) -> bool:
    return (row_of(cell[0])[0], cell[1]) in _long_texts()


@cache
def _long_texts() -> frozenset[tuple[str, str]]:
    return frozenset(
        (mapper.local_table.description, column.name)
        for mapper in journalled_mappers()
        for column in mapper.local_table.columns
        if isinstance(column.type, MergedText)
    )
