"""Writing versions: a command that reads the case whole, copies rows and opens what follows a version answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import inspect

from app.services.acting import perform
from app.services.case_rows import rows_of
from app.services.exchange.shapes_rows import STEP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.changes import Changes
    from app.services.acting import Act
    from db.base import Journalled
    from db.vault import Vault

T = TypeVar("T", bound="Journalled")
_OWN = frozenset({"id", "space_id", "created_at", "created_by", "archived_at", "ref", "written"})


class Pen:
    """What a command writes a case with; ``rows`` are those of the case before it began."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.rows = rows_of(act.session, act.case_id)

    @property
    def worker_id(self) -> str:
        """The worker whose vault it is."""
        return self.act.context.worker_id

    def add(self, model: type[T], **values: Any) -> T:
        """Add a row; without a position it comes after those of its list."""
        return self.act.make(model, **{column: value for column, value in values.items() if value is not None})

    def copy(self, model: type[T], row: T, **values: Any) -> T:
        """Add a row that says what another says, but for ``values``."""
        columns = [one.key for one in inspect(model).column_attrs if one.key not in _OWN]
        return self.add(model, **{**{key: getattr(row, key) for key in columns}, **values})

    def row(self, model: type[T], row_id: str) -> T:
        """Return a living row of this case, to be changed.

        Raises:
            Expected: ``gone``.
        """
        return self.act.row(model, row_id)

    def change(self, row: Journalled, **values: Any) -> None:
        """Write what differs, and only that."""
        self.act.change(row, **values)

    def set_aside(self, row: Journalled) -> None:
        """Archive a row: nothing is ever deleted."""
        self.act.archive(row)

    def put_in_order(self, rows: Iterable[Journalled]) -> None:
        """Give rows of one list the order in which they come."""
        for rank, row in enumerate(rows, start=1):
            self.act.change(row, position=rank * STEP)


def change(vault: Vault, case_id: str, work: Callable[[Pen], object]) -> Changes:
    """Run a work on one case in one transaction; what changed nothing gives empty changes."""
    return perform(vault, case_id, lambda act: work(Pen(act)))[1]
