"""« Deux versions »: values written unknowingly of one another, kept until somebody chooses (review A1, A10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect
from sqlalchemy.orm.attributes import flag_modified

from db.documents import loaded
from db.guards import journalled_mappers
from db.lineage import lineage_of
from db.merge import contested, row_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from db.base import Journalled
    from db.lineage import Lineage, Write
    from db.local import Space
    from db.merge import Registers, Stored, Superseded

_CHOSEN = "chosen_cells"  # in session.info: (root, column) of the cells this transaction settles


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """A cell that waits for somebody to choose.

    Attributes:
        table: Of the row.
        row_id: Of the row.
        column: As the database names it.
        versions: The values kept, the one shown first.
    """

    table: str
    row_id: str
    column: str
    versions: tuple[Write, ...]


def open_choices(session: Session, space: Space) -> tuple[OpenChoice, ...]:
    """Return the cells of a space in which several versions stand, by table, row and column."""
    document = loaded(session, space).document
    cells = sorted((root, column) for root, registers in document.rows() for column in contested(registers))
    if not cells:
        return ()
    lineage = lineage_of(session, space, cells)
    found = ((cell, lineage.resolved(cell).versions) for cell in cells)
    return tuple(OpenChoice(*row_of(root), column, versions) for (root, column), versions in found if versions)


def choose(session: Session, row: Journalled, attribute: str, value: Any) -> None:
    """Write the value somebody chose: it supersedes every version, even when it is the one shown already."""
    column = inspect(type(row)).attrs[attribute].columns[0].name
    session.info.setdefault(_CHOSEN, set()).add((f"{row.__tablename__}:{row.id}", column))
    setattr(row, attribute, value)
    flag_modified(row, attribute)


def model_of(table: str) -> type[Any]:
    """Return the class of a journalled table."""
    return next(one.class_ for one in journalled_mappers() if one.local_table.description == table)


def python_value(session: Session, table: str, column: str, stored: Stored) -> Any:
    """Return what a row gives for a stored value."""
    dialect = session.get_bind().dialect
    kind = model_of(table).__table__.columns[column].type
    read = kind.dialect_impl(dialect).result_processor(dialect, None)
    return read(stored) if read is not None else stored


def superseded_by(session: Session, space: Space, root: str) -> Superseded:
    """Return what tells which keys of a contested column a writing replaces.

    Whoever edits the value shown has not chosen: the other versions stay. Texts that were put together are one text.
    """
    lineages: dict[str, Lineage] = {}

    def replaced(column: str, seen: Registers) -> Collection[str]:
        if not contested(seen) or (root, column) in session.info.get(_CHOSEN, ()):
            return seen.keys()
        lineage = lineages.get(column) or lineages.setdefault(column, lineage_of(session, space, [(root, column)]))
        resolution = lineage.resolved((root, column))
        if not resolution.versions:
            return seen.keys()
        return [key for key, value in seen.items() if value == resolution.value]

    return replaced
