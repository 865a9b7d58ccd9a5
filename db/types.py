"""What a column is: its merge rule and how its value is written.

Every column of a journalled table is a :class:`Register` (one value; two written without knowing each other are both
kept), a :class:`MergedText` (a long text merged by paragraph) or :class:`Derived` (recomputed from the others, never
journalled). A test refuses any other.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

T = TypeVar("T")


class _Compared(TypeDecorator.Comparator[Any], Text.Comparator[Any]):
    """How columns are compared: as texts. One class for all: the library makes one a column, 741 of them, 2 MB."""


class _Written(TypeDecorator[T]):
    """Kept as text."""

    impl = Text
    cache_ok = True
    comparator_factory = _Compared


class Day(_Written[dt.date]):
    """A civil day, written ``YYYY-MM-DD``."""

    cache_ok = True

    @override
    def process_bind_param(self, value: dt.date | None, dialect: Dialect) -> str | None:
        if isinstance(value, dt.datetime):
            msg = "a day is expected, not an instant"
            raise TypeError(msg)
        return None if value is None else value.isoformat()

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> dt.date | None:
        return None if value is None else dt.date.fromisoformat(value)


class Moment(_Written[dt.datetime]):
    """An instant of this program's own making: aware, kept in UTC, written in ISO 8601."""

    cache_ok = True

    @override
    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "an instant without offset means nothing"
            raise TypeError(msg)
        return value.astimezone(dt.UTC).isoformat(timespec="milliseconds")

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        return None if value is None else dt.datetime.fromisoformat(value)


class Listing(_Written[tuple[Any, ...]]):
    """A list kept as canonical JSON text and replaced whole, so that no change in place escapes the journal."""

    cache_ok = True

    @override
    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(list(value))

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Any, ...] | None:
        return None if value is None else tuple(json.loads(value))


def canonical_json(value: Any) -> str:
    """Return the one way a value is written as JSON text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class _Marked(_Written[Any]):
    """A mark around the type that stores the value."""

    cache_ok = True

    def __init__(self, stored: TypeEngine[Any] | type[TypeEngine[Any]] = Text) -> None:
        super().__init__()
        self.stored: TypeEngine[Any] = stored() if isinstance(stored, type) else stored

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        # The stored type brings its own conversions: converting here as well would convert twice.
        return dialect.type_descriptor(self.stored)


class Register(_Marked):
    """One value, replaced whole."""

    cache_ok = True


class MergedText(_Marked):
    """A long text: edits of different paragraphs are both kept, of the same one as two versions."""

    cache_ok = True


class Derived(_Marked):
    """Recomputed from the row's other columns; never journalled."""

    cache_ok = True
