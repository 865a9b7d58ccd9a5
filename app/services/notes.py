"""Writing a note: one text, one command, one envelope (decision 20, review A7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.changes import Changes
from app.domain.notes import read_note
from app.errors import Expected
from app.services.exchange.shapes_rows import STEP
from app.services.troubles import told
from app.words import _
from db.models.around import Action
from db.models.contact import Contact, ContactPassage
from db.spaces import space_for
from resources.vocabulary import ContactKind, ContactOutcome, SpaceKind

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from app.domain.notes import Note
    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note as its author writes it.

    Attributes:
        on: Day of the meeting.
        text: One text, with marks (:mod:`app.domain.notes`).
        kind: How people met.
        present: Ids of persons and workers who were there.
        outcome: What came of the meeting; None = it was held.
        minutes: How long, when it was said.
        confided_by: Id of the person who confided it.
        hide_from: Ids of the persons of the household who must not see it.
    """

    on: dt.date
    text: str
    kind: ContactKind = ContactKind.HOME_VISIT
    present: tuple[str, ...] = ()
    outcome: ContactOutcome | None = None
    minutes: int | None = None
    confided_by: str | None = None
    hide_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notes:
    """Writes the notes of one vault."""

    vault: Vault

    def write(self, case_id: str, note: NewNote) -> Changes:
        """Keep a note and the actions it names, in one durable transaction.

        Raises:
            Expected: ``empty_note``.
        """
        read = read_note(note.text)
        if not read.passages and not read.actions:
            raise Expected("empty_note", _("La note est vide : il n’y a rien à garder. Écrivez un mot, ou fermez-la."))
        with told(self.vault.folder):
            self.vault.write(lambda session: self._keep(session, case_id, note, read))
        return Changes(frozenset({"contact", "action"}), frozenset({case_id}))

    def _keep(self, session: Session, case_id: str, note: NewNote, read: Note) -> None:
        # Without a position, what is written here comes after what was imported, in the order of its ids: of time.
        space_id = space_for(session, SpaceKind.CASE_OPERATOR, case_id).id
        contact = Contact(
            **self._made(space_id),
            on_day=note.on,
            kind=note.kind,
            outcome=note.outcome,
            minutes=note.minutes,
            worker_id=self.vault.context.worker_id,
            present_ids=note.present or None,
            confided_by_id=note.confided_by,
            hide_from_ids=note.hide_from or None,
        )
        session.add(contact)
        for rank, passage in enumerate(read.passages, start=1):
            session.add(
                ContactPassage(
                    **self._made(space_id),
                    contact_id=contact.id,
                    position=rank * STEP,
                    kind=passage.kind,
                    text=passage.text,
                )
            )
        for what in read.actions:
            session.add(
                Action(
                    **self._made(space_id),
                    what=what,
                    by_id=self.vault.context.worker_id,
                    contact_id=contact.id,
                )
            )

    def _made(self, space_id: str) -> dict[str, Any]:
        context = self.vault.context
        return {
            "id": context.ids.new(),
            "space_id": space_id,
            "created_at": context.clock.now(),
            "created_by": context.worker_id,
        }
