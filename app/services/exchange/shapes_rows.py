"""The rows of one case, read with one query a table and found again by what they stand in."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, select

from app.services.exchange.shapes import every_shape
from db.models.case_file import CaseOrganisation, CaseWorker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.services.exchange.shapes_grammar import Inner
    from db.base import Journalled

STEP: Final = 1024
"""Distance between the positions of a list as first written, so that one more finds room between two."""


class Rows:
    """The rows of a case by table, in the order of their lists.

    Args:
        session: A session on the vault.
        space_id: The case's ``case/operator`` space; ``None`` for a case that is not there yet.
    """

    def __init__(self, session: Session, space_id: str | None) -> None:
        self.tables: dict[type[Any], list[Any]] = {}
        self._inside: dict[tuple[type[Any], str], dict[str | None, list[Any]]] = {}
        models: list[type[Journalled]] = [*(shape.model for shape in every_shape()), CaseOrganisation, CaseWorker]
        for model in models:
            found: Iterable[Any] = [] if space_id is None else session.scalars(_of_space(model), {"space": space_id})
            self.tables[model] = sorted(found, key=_order)

    def under(self, inner: Inner, parent_id: str) -> list[Any]:
        """Return the rows of a list of one object, archived ones too."""
        if not inner.parent:
            return self.tables[inner.shape.model]
        column = (inner.shape.model, inner.parent)
        if column not in self._inside:
            by_parent: dict[str | None, list[Any]] = defaultdict(list)
            for row in self.tables[inner.shape.model]:
                by_parent[getattr(row, inner.parent)].append(row)
            self._inside[column] = by_parent
        return self._inside[column].get(parent_id, [])

    def shown(self, inner: Inner, parent_id: str) -> list[Any]:
        """Return the rows of a list of one object that are not archived."""
        return [row for row in self.under(inner, parent_id) if row.archived_at is None]

    def __iter__(self) -> Iterator[Any]:
        for rows in self.tables.values():
            yield from rows


@cache
def _of_space(model: type[Journalled]) -> Select[Any]:
    """Return the question for a table, put together once: a case asks fifty of them each time it is opened."""
    return select(model).where(model.space_id == bindparam("space"))


def current_and_earlier(rows: list[Any]) -> tuple[Any | None, list[Any]]:
    """Return the current of several versions, the last not marked ``earlier``, and those before, oldest first."""
    current = next((row for row in reversed(rows) if not row.earlier), None)
    return current, [row for row in rows if row is not current]


def _order(row: Any) -> tuple[bool, int, str, str]:
    made = row.created_at.isoformat() if row.created_at else ""
    return row.position is None, row.position or 0, made, row.id
