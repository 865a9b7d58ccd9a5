"""One object of a case file as the cells of one row, and back: the only place that knows how a value is kept.

A cell cannot tell an absent key from one written ``null``, ``[]`` or ``{}``: the marks of ``written`` do (see
``db.models.columns.Written``), so that a file comes back as it was (review C4).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from app.services.exchange.shapes_grammar import Field, Kind, Nesting

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from app.services.exchange.shapes_grammar import Shape

OLDER_NOTE: Final = ("observed", "reported", "analysis")
"""Keys of a note in older files, in the order in which they are read as passages (review H9)."""
OLDER_NOTE_MARK: Final = "note-"


@dataclass(slots=True)
class Cells:
    """What a file says of one row.

    Attributes:
        values: Column to value, for each key the file has.
        said: Each key the file has, with dots for those inside an object.
        marks: What the values cannot tell (``key`` null, ``key[]``, ``key{}``, ``key-`` for « -0.00 »).
    """

    values: dict[str, Any] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)

    def marks_over(self, before: Collection[str] | None) -> tuple[str, ...] | None:
        """Return the marks of a row once this file is read: those of keys it does not have stay."""
        kept = {mark for mark in before or () if _key_of(mark) not in self.said}
        return tuple(sorted(kept | self.marks)) or None


def cells_of(shape: Shape, value: Mapping[str, Any], ids: Mapping[str, str]) -> Cells:
    """Return the cells of an object.

    Args:
        shape: What the object is.
        value: The object, already checked.
        ids: Ref to row id, for every object the file names before this one.
    """
    cells = Cells()
    _read(_tree(shape), value, "", cells, ids)
    _mark_inner(shape, value, cells)
    if value.get("ref", "") is None:
        cells.said.add("ref")
        cells.marks.add("ref")
    return cells


def object_of(
    shape: Shape, row: Any, names: Mapping[str, str], marks: Collection[str], only: Collection[str] | None = None
) -> dict[str, Any]:
    """Return an object without what stands inside it.

    Args:
        shape: What the row is.
        row: The row.
        names: Row id to ref; what has none is no longer there and is left out.
        marks: The marks kept with the row.
        only: The keys to give, when not all.
    """
    found: dict[str, Any] = {}
    for one in shape.fields:
        if only is None or one.path in only:
            _give(one, getattr(row, one.column), names, marks, found)
    for mark in marks:
        if mark.endswith("{}") and mark[:-2] in _parts(shape):
            _put(found, mark[:-2], {})
        elif mark in _parts(shape):
            _put(found, mark, None)
    return found


def _key_of(mark: str) -> str:
    return mark.rstrip("{}[]-0123456789") if mark[-1] in "]}-" else mark


@cache
def _tree(shape: Shape) -> dict[str, Any]:
    """Return the fields of a shape as the nested objects of the file."""
    tree: dict[str, Any] = {}
    for one in shape.fields:
        *objects, last = one.path.split(".")
        branch = tree
        for name in objects:
            branch = branch.setdefault(name, {})
        branch[last] = one
    return tree


@cache
def _parts(shape: Shape) -> frozenset[str]:
    """Return the paths of the objects whose keys are columns."""
    return frozenset(one.path[:at] for one in shape.fields for at, sign in enumerate(one.path) if sign == ".")


def _read(tree: Mapping[str, Any], value: Mapping[str, Any], prefix: str, cells: Cells, ids: Mapping[str, str]) -> None:
    for key, item in value.items():
        place = tree.get(key)
        if place is None:
            continue
        path = prefix + key
        cells.said.add(path)
        if isinstance(place, Field):
            _read_field(place, item, cells, ids)
        elif item:
            _read(place, item, f"{path}.", cells, ids)
        else:
            cells.marks.add(path if item is None else f"{path}{{}}")
            if item is None:
                _empty(place, cells)


def _empty(tree: Mapping[str, Field], cells: Cells) -> None:
    """Empty an object written null; only the case itself, never null, holds another object."""
    for place in tree.values():
        cells.values[place.column] = None
        cells.said.add(place.path)


def _read_field(one: Field, item: Any, cells: Cells, ids: Mapping[str, str]) -> None:
    if item is None:
        cells.marks.add(one.path)
        cells.values[one.column] = None
    elif one.kind is Kind.MONEY:
        cells.values[one.column] = _cents(item, one.path, cells)
    elif one.kind is Kind.AMOUNTS:
        paths = (f"{one.path}[{rank}]" for rank in range(len(item)))
        cells.values[one.column] = tuple(map(_cents, item, paths, [cells] * len(item)))
    else:
        cells.values[one.column] = _KEPT[one.kind](item, ids)


_KEPT: Mapping[Kind, Callable[[Any, Mapping[str, str]], Any]] = {
    Kind.AS_WRITTEN: lambda item, _ids: item,
    Kind.DAY: lambda item, _ids: dt.date.fromisoformat(item),
    Kind.LISTED: lambda item, _ids: tuple(item),
    Kind.REF: lambda item, ids: ids[item],
    Kind.REFS: lambda item, ids: tuple(ids[ref] for ref in item),
}


def _cents(written: str, path: str, cells: Cells) -> int:
    cents = int(written.replace(".", ""))
    if not cents and written.startswith("-"):
        cells.marks.add(f"{path}-")
    return cents


def _mark_inner(shape: Shape, value: Mapping[str, Any], cells: Cells) -> None:
    for inner in shape.inner:
        if inner.nesting is Nesting.NOTE:
            _mark_older_note(value, cells)
        if inner.key not in value:
            continue
        cells.said.add(inner.key)
        item = value[inner.key]
        if item is None:
            cells.marks.add(inner.key)
        elif item == []:
            cells.marks.add(f"{inner.key}[]")
        elif item == {} and inner.nesting is Nesting.KEYED:
            cells.marks.add(f"{inner.key}{{}}")


def _mark_older_note(value: Mapping[str, Any], cells: Cells) -> None:
    for key in OLDER_NOTE:
        if key in value:
            cells.said |= {key, "note"}
            cells.marks.add(OLDER_NOTE_MARK if value[key] is not None else key)


def _give(one: Field, value: Any, names: Mapping[str, str], marks: Collection[str], found: dict[str, Any]) -> None:
    item: Any = None
    if value is None:
        if one.path not in marks:
            return
    elif one.kind is Kind.MONEY:
        item = _euros(value, one.path, marks)
    elif one.kind is Kind.AMOUNTS:
        item = [_euros(cents, f"{one.path}[{rank}]", marks) for rank, cents in enumerate(value)]
    elif one.kind is Kind.REF and value not in names:
        return
    else:
        item = _GIVEN[one.kind](value, names)
    _put(found, one.path, item)


_GIVEN: Mapping[Kind, Callable[[Any, Mapping[str, str]], Any]] = {
    Kind.AS_WRITTEN: lambda value, _names: value,
    Kind.DAY: lambda value, _names: value.isoformat(),
    Kind.LISTED: lambda value, _names: list(value),
    Kind.REF: lambda value, names: names[value],
    Kind.REFS: lambda value, names: [names[known] for known in value if known in names],
}


def _euros(cents: int, path: str, marks: Collection[str]) -> str:
    minus = "-" if cents < 0 or (not cents and f"{path}-" in marks) else ""
    return f"{minus}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _put(found: dict[str, Any], path: str, item: Any) -> None:
    *objects, last = path.split(".")
    for name in objects:
        found = found.setdefault(name, {})
    found.setdefault(last, item)
