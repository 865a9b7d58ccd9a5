"""How a column is declared: what it holds, how it merges, how confidential it is.

Nothing is NOT NULL (review A8: a merge may bring half a row). A column every command and every checked file writes is
nevertheless annotated without ``None``, so that services need not ask twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Integer, Text, event
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column

from db.base import inside
from db.types import Day, Derived, Listing, MergedText, Moment, Register
from resources.vocabulary import Confidentiality

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

FULL = Confidentiality.FULL
GENERAL = Confidentiality.GENERAL


ADDED = 1
"""Place of a column that came by a migration: after those every table has."""


def _column(
    kind: TypeEngine[Any], level: Confidentiality | None = None, place: int = 0, /, **info: str
) -> MappedColumn[Any]:
    facts: dict[str, str] = dict(info)
    if level is not None:
        facts["confidentiality"] = level.value
    return mapped_column(kind, nullable=True, info=facts, sort_order=place)


def text(level: Confidentiality = FULL, **info: str) -> MappedColumn[Any]:
    """Declare a short text replaced whole; ``level`` is who may read it (review E6)."""
    return _column(Register(Text), level, **info)


def long_text(level: Confidentiality = FULL, **info: str) -> MappedColumn[Any]:
    """Declare a long text whose paragraphs merge (review A1)."""
    return _column(MergedText(Text), level, **info)


def word(level: Confidentiality = FULL) -> MappedColumn[Any]:
    """Declare a word of the vocabulary; the word itself may be more confidential than its column (decision 10)."""
    return _column(Register(Text), level)


def instant(level: Confidentiality = FULL) -> MappedColumn[Any]:
    """Declare an instant or an hour kept as written, with or without offset and seconds (review C8)."""
    return _column(Register(Text), level)


def listing(level: Confidentiality = FULL, place: int = 0) -> MappedColumn[Any]:
    """Declare a list of small values, replaced whole."""
    return _column(Register(Listing), level, place)


def day() -> MappedColumn[Any]:
    """Declare a civil day."""
    return _column(Register(Day))


def moment() -> MappedColumn[Any]:
    """Declare an instant of this program's own making."""
    return _column(Register(Moment))


def cents() -> MappedColumn[Any]:
    """Declare an amount of money in integer cents."""
    return _column(Register(Integer))


def count() -> MappedColumn[Any]:
    """Declare a whole number."""
    return _column(Register(Integer))


def flag() -> MappedColumn[Any]:
    """Declare a yes or a no; NULL is « not said »."""
    return _column(Register(Boolean))


def derived(level: Confidentiality = FULL) -> MappedColumn[Any]:
    """Declare a text computed from the row's other columns by its ``derive``."""
    return mapped_column(Derived(Text), nullable=True, index=True, info={"confidentiality": level.value})


def link(target: str) -> MappedColumn[Any]:
    """Declare a reference to a row of the same space, or to ``organisation`` and ``worker``."""
    return mapped_column(
        Register(Text), inside(f"{target}.id"), nullable=True, index=True, info={"confidentiality": GENERAL.value}
    )


def bare() -> MappedColumn[Any]:
    """Declare a bare id: the row may be in another space, or of several kinds; the reader copes with its absence."""
    return _column(Register(Text), GENERAL)


class Written:
    """What a row keeps of the case file it came from, so that the file can be given back as it was (review C4).

    ``written`` holds what a column cannot tell from an absence: ``key`` for a null, ``key[]`` for an empty list,
    ``key{}`` for an empty object, ``key-`` for an amount written « -0.00 ». ``position`` orders the rows of a list.
    """

    ref: Mapped[str | None] = text(GENERAL)
    position: Mapped[int | None] = count()
    written: Mapped[tuple[str, ...] | None] = listing(GENERAL)


class Searched:
    """A row with derived columns: ``derive`` is pure, called before each write and again by the projection."""

    def derive(self) -> None:
        """Compute the derived columns from the others."""
        raise NotImplementedError


@event.listens_for(Searched, "before_insert", propagate=True)
@event.listens_for(Searched, "before_update", propagate=True)
def _derive(_mapper: object, _connection: object, row: Searched) -> None:
    row.derive()
