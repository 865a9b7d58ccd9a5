"""What an import would write, gathered before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.services.exchange.problems import written

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.errors import Expected
    from app.services.exchange.problems import Path


@dataclass(frozen=True, slots=True)
class Left:
    """Something the case holds and the file does not: left alone, and said.

    Attributes:
        path: Where it would stand in the file (``contacts``, ``lease.ended_on``).
        row_id: The row that holds it.
    """

    path: str
    row_id: str


@dataclass(slots=True)
class Plan:
    """New rows, changes of known ones, refusals, and what is left alone."""

    added: list[Any] = field(default_factory=list)
    changes: list[tuple[Any, str, Any]] = field(default_factory=list)
    problems: list[Expected] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def change(self, row: Any, column: str, value: Any) -> None:
        """Plan a change, unless the row already says so: importing a file twice writes nothing."""
        if getattr(row, column) != value:
            self.changes.append((row, column, value))

    def leave(self, path: Path, row: Any) -> None:
        """Note that the file does not have something the case holds."""
        if getattr(row, "archived_at", None) is None:
            self.left.append(Left(written(path), row.id))

    def apply(self, session: Session) -> None:
        """Write it all."""
        for row, column, value in self.changes:
            setattr(row, column, value)
        session.add_all(self.added)
