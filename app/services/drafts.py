"""What is being typed, saved at each pause: durable, local, never journalled (review A7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from app.services.troubles import told
from db.local import Draft
from db.spaces import space_for
from resources.vocabulary import SpaceKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a field that is being typed in.

    Attributes:
        case_id: The case it is about, never another.
        target: What kind of thing (a table).
        field: Which field.
        text: All of it.
        cursor: Where the caret is.
        row_id: The row, or the one that will be.
        base: What stood there when typing began.
    """

    case_id: str
    target: str
    field: str
    text: str
    cursor: int = 0
    row_id: str | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Drafts:
    """Keeps the drafts of one vault."""

    vault: Vault

    def save(self, draft_id: str, typed: Typed) -> None:
        """Save what is typed under the id of its draft; returns once it is on the disk."""
        with told(self.vault.folder):
            self.vault.write(lambda session: self._keep(session, draft_id, typed))

    def _keep(self, session: Session, draft_id: str, typed: Typed) -> None:
        context = self.vault.context
        session.merge(
            Draft(
                id=draft_id,
                space_id=space_for(session, SpaceKind.CASE_OPERATOR, typed.case_id).id,
                target=typed.target,
                row_id=typed.row_id,
                field=typed.field,
                base=typed.base,
                text=typed.text,
                cursor=typed.cursor,
                device_id=context.device_id,
                saved_at=context.clock.now(),
            )
        )

    def found(self, case_id: str) -> tuple[tuple[str, Typed], ...]:
        """Return the drafts of a case whose command never ran: « Brouillon retrouvé », oldest first."""
        with told(self.vault.folder), self.vault.read() as session:
            space_id = space_for(session, SpaceKind.CASE_OPERATOR, case_id).id
            rows = session.scalars(select(Draft).where(Draft.space_id == space_id).order_by(Draft.saved_at, Draft.id))
            return tuple(
                (row.id, Typed(case_id, row.target, row.field, row.text, row.cursor or 0, row.row_id, row.base))
                for row in rows
            )

    def drop(self, draft_id: str) -> None:
        """Forget a draft: its command ran, or its author gave it up."""
        with told(self.vault.folder):
            self.vault.write(lambda session: session.execute(delete(Draft).where(Draft.id == draft_id)))
