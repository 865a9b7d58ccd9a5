"""What is being typed, saved at each pause: durable, local, never journalled (review A7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from app.services.lists.figures import labels_of
from app.services.troubles import told
from app.words import on_one_line
from db.local import Draft, Space
from db.spaces import space_for
from resources.vocabulary import SpaceKind

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from db.vault import Vault

BEGINNING = 80  # characters


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a field that is being typed in.

    Attributes:
        case_id: The case it is about, never another; None while no case was chosen yet.
        target: What kind of thing (a table).
        field: Which field.
        text: All of it.
        cursor: Where the caret is.
        row_id: The row, or the one that will be.
        base: What stood there when typing began.
    """

    case_id: str | None
    target: str
    field: str
    text: str
    cursor: int = 0
    row_id: str | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class FoundDraft:
    """A draft whose command never ran: « Brouillon retrouvé ».

    Attributes:
        id: Of the draft.
        typed: What was being typed.
        case_label: How the household is called; None while no case was chosen.
        saved_at: When, aware.
        beginning: Its first words, on one line.
    """

    id: str
    typed: Typed
    case_label: str | None
    saved_at: dt.datetime
    beginning: str


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
                space_id=_space_of(session, typed.case_id),
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

    def found(self, case_id: str | None) -> tuple[tuple[str, Typed], ...]:
        """Return the drafts of a case whose command never ran, or of those without a case, oldest first."""
        with told(self.vault.folder), self.vault.read() as session:
            here = Draft.space_id == _space_of(session, case_id) if case_id is not None else Draft.space_id.is_(None)
            rows = session.scalars(select(Draft).where(here).order_by(Draft.saved_at, Draft.id))
            return tuple((row.id, _typed(row, case_id)) for row in rows)

    def all_found(self) -> tuple[FoundDraft, ...]:
        """Return the drafts of every case, and of none, whose command never ran, newest first."""
        query = select(Draft, Space.case_id).outerjoin(Space, Space.id == Draft.space_id)
        with told(self.vault.folder), self.vault.read() as session:
            rows = session.execute(query.order_by(Draft.saved_at.desc(), Draft.id)).all()
            labels = labels_of(session, {case_id for _row, case_id in rows if case_id is not None})
        return tuple(
            FoundDraft(
                id=row.id,
                typed=_typed(row, case_id),
                case_label=labels.get(case_id or ""),
                saved_at=row.saved_at,
                beginning=_beginning(row.text),
            )
            for row, case_id in rows
        )

    def drop(self, draft_id: str) -> None:
        """Forget a draft: its command ran, or its author gave it up."""
        with told(self.vault.folder):
            self.vault.write(lambda session: session.execute(delete(Draft).where(Draft.id == draft_id)))


def _space_of(session: Session, case_id: str | None) -> str | None:
    return space_for(session, SpaceKind.CASE_OPERATOR, case_id).id if case_id is not None else None


def _typed(row: Draft, case_id: str | None) -> Typed:
    return Typed(case_id, row.target, row.field, row.text, row.cursor or 0, row.row_id, row.base)


def _beginning(text: str) -> str:
    return on_one_line(text, BEGINNING)
