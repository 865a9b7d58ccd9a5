"""How a case file is described beside the tables: fields, and objects inside objects.

A field says which key of the file stands in which column and how its value is written there. A key with a dot stands
in an object inside the object. What is not a field is a list of objects, one object, or the eight points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Kind(Enum):
    """How a value of the file stands in a column."""

    AS_WRITTEN = auto()  # text, word, instant, decimal number, count, flag
    DAY = auto()
    MONEY = auto()  # integer cents
    LISTED = auto()  # a list of small values
    AMOUNTS = auto()  # a list of amounts
    REF = auto()  # the id of the object a ref names
    REFS = auto()


class Nesting(Enum):
    """How objects stand inside an object."""

    LIST = auto()
    ONE = auto()
    KEYED = auto()  # an object whose keys name the rows, as the eight points
    VERSIONS = auto()  # the current one under its key, those before under ``earlier``
    NOTE = auto()  # ordered passages, or three texts in files written before them


class Freeze(Enum):
    """What makes an object unchangeable by an import (review A15)."""

    NEVER = auto()
    ALWAYS = auto()
    SIGNED = auto()  # one of its signatures was given
    APPROVED = auto()  # one of its approvals was given
    TOLD = auto()  # it was told to the household


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the file and its column.

    Attributes:
        path: The key, with dots for objects inside the object (``contact.phone``).
        after: A fact that may still be recorded on an object that can no longer change.
    """

    path: str
    column: str
    kind: Kind
    after: bool = False


@dataclass(frozen=True, slots=True)
class Inner:
    """Objects inside an object.

    Attributes:
        key: The key of the file.
        parent: Column of the inner rows that names the outer row; empty at the root, where the space does.
        open: More of them may be added, and each changed by its own rule, when the outer object can no longer change.
    """

    key: str
    shape: Shape
    parent: str = ""
    nesting: Nesting = Nesting.LIST
    open: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One kind of object of the file; two shapes are never equal.

    Attributes:
        natural: Columns that tell which object it is when it has no ``ref``; empty for all of them (review C2).
        definite: Two current things with complete and different natural keys are two things, not one corrected.
    """

    model: type[Any]
    fields: tuple[Field, ...]
    inner: tuple[Inner, ...] = ()
    natural: tuple[str, ...] = ()
    freeze: Freeze = Freeze.NEVER
    definite: bool = False

    @property
    def identity(self) -> tuple[str, ...]:
        """Return the columns that tell which object it is."""
        return self.natural or tuple(field.column for field in self.fields)


_RENAMED = {"on": "on_day", "at": "at_time", "from": "from_day", "to": "to_day"}


def _column(path: str, suffix: str = "") -> str:
    *objects, last = path.split(".")
    return "_".join([*objects, _RENAMED.get(last, last)]) + suffix


def _fields(kind: Kind, suffix: str = "") -> Callable[..., tuple[Field, ...]]:
    def of(*names: str, after: bool = False) -> tuple[Field, ...]:
        pairs = (name.partition("=") for name in names)
        return tuple(Field(path, column or _column(path, suffix), kind, after) for path, _, column in pairs)

    return of


# Each takes keys, written « key » or « key=column » where the column has another name.
written = _fields(Kind.AS_WRITTEN)
days = _fields(Kind.DAY)
money = _fields(Kind.MONEY)
listed = _fields(Kind.LISTED)
amounts = _fields(Kind.AMOUNTS)
ref = _fields(Kind.REF, "_id")
refs = _fields(Kind.REFS, "_ids")
