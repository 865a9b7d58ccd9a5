"""Writing in one case: rows made, copied and set aside inside one durable transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import inspect

from app.changes import Changes
from app.services.case_rows import rows_of
from app.services.exchange.shapes_rows import STEP
from app.services.troubles import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy.orm import Session

    from db.base import Journalled
    from db.context import VaultContext
    from db.vault import Vault

T = TypeVar("T", bound="Journalled")
_OWN = frozenset({"id", "space_id", "created_at", "created_by", "archived_at", "ref", "written"})


class Pen:
    """What a command writes a case with; ``rows`` are those of the case before it began."""

    def __init__(self, session: Session, context: VaultContext, case_id: str) -> None:
        self.session = session
        self.context = context
        self.rows = rows_of(session, case_id)

    def add(self, model: type[T], **values: Any) -> T:
        """Add a row; without a position it comes after those of its list."""
        row = model(
            id=self.context.ids.new(),
            space_id=self.rows.space_id,
            created_at=self.context.clock.now(),
            created_by=self.context.worker_id,
            **values,
        )
        self.session.add(row)
        return row

    def copy(self, model: type[T], row: T, **values: Any) -> T:
        """Add a row that says what another says, but for ``values``."""
        said = {key: getattr(row, key) for key in inspect(model).column_attrs.keys() if key not in _OWN}  # noqa: SIM118 -- no dictionary
        return self.add(model, **{**said, **values})

    def row(self, model: type[T], row_id: str) -> T:
        """Return a living row of this case, to be changed.

        Raises:
            LookupError: there is none of that id here.
        """
        found = self.session.get(model, row_id)
        if found is None or found.space_id != self.rows.space_id or found.archived_at is not None:
            raise LookupError(row_id)
        return found

    def set_aside(self, row: Journalled) -> None:
        """Archive a row: nothing is ever deleted."""
        row.archived_at = self.context.clock.now()

    def put_in_order(self, rows: Iterable[Any]) -> None:
        """Give rows of one list the order in which they come."""
        for rank, row in enumerate(rows, start=1):
            row.position = rank * STEP


def change(vault: Vault, case_id: str, work: Callable[[Pen], Iterable[str]]) -> Changes:
    """Run a work on one case in one transaction.

    Args:
        vault: The vault.
        case_id: The case.
        work: What is done; gives the names of the tables it touched, none when there was nothing to do.
    """
    with told(vault.folder):
        kinds = vault.write(lambda session: frozenset(work(Pen(session, vault.context, case_id))))
    return Changes(kinds, frozenset({case_id}) if kinds else frozenset())
