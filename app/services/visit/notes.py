"""Writing a note: one text, one command, one envelope (decision 20, review A7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.notes import read_note
from app.errors import Expected
from app.services.acting import perform
from app.services.exchange.shapes_rows import STEP
from app.services.troubles import told
from app.services.visit.appointments import planned
from app.services.visit.days_said import day_said
from app.services.visit.note_rewriting import WrittenNote, rewrite, written_note
from app.words import _
from db.models.around import Action
from db.models.contact import Appointment, Contact, ContactPassage
from resources.vocabulary import ContactKind, ContactOutcome

if TYPE_CHECKING:
    import datetime as dt

    from app.changes import Changes
    from app.domain.notes import Note
    from app.services.acting import Act
    from app.services.visit.meetings import Slot
    from db.vault import Vault

__all__ = ["SAYS_ENOUGH", "NewNote", "Notes", "WrittenNote"]

SAYS_ENOUGH = frozenset(
    {ContactKind.INFORMAL, ContactKind.ON_SITE_PRESENCE, ContactKind.OUTREACH_ATTEMPT, ContactKind.MARAUDE}
)
"""Ways to meet that may be kept without a word: « passée prendre un café » (practice S-25)."""


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note as its author writes it; what it may already know is in ``Appointments.propose`` and ``begin``.

    Attributes:
        on: Day of the meeting.
        text: One text, with marks (:mod:`app.domain.notes`).
        kind: How people met.
        present: Ids of persons and workers who were there.
        outcome: What came of the meeting; None = it was held.
        minutes: How long, when it was said.
        confided_by: Id of the person who confided it.
        hide_from: Ids of the persons of the household who must not see it.
        at: At what hour, when it was said.
        place: Where, when it was said.
        objectives: Ids of the objectives talked about.
        appointment_id: The appointment it comes from, which has then taken place.
        next: When to meet again: planned with the note.
    """

    on: dt.date
    text: str
    kind: ContactKind = ContactKind.HOME_VISIT
    present: tuple[str, ...] = ()
    outcome: ContactOutcome | None = None
    minutes: int | None = None
    confided_by: str | None = None
    hide_from: tuple[str, ...] = ()
    at: dt.time | None = None
    place: str | None = None
    objectives: tuple[str, ...] = ()
    appointment_id: str | None = None
    next: Slot | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """Writes the notes of one vault."""

    vault: Vault

    def write(self, case_id: str, note: NewNote) -> Changes:
        """Keep a note, the actions it names and the next meeting, in one durable transaction.

        An action whose words say a day to come is for that day.

        Raises:
            Expected: ``empty_note``, but for a way to meet that says enough by itself.
        """
        read = read_note(note.text)
        if not read.passages and not read.actions and note.kind not in SAYS_ENOUGH:
            raise Expected("empty_note", _("La note est vide : il n’y a rien à garder. Écrivez un mot, ou fermez-la."))
        return perform(self.vault, case_id, lambda act: _keep(act, note, read))[1]

    def read(self, case_id: str, contact_id: str) -> WrittenNote:
        """Return a note written before, as one text, marks put back.

        Raises:
            Expected: ``gone``.
        """
        with told(self.vault.folder), self.vault.read() as session:
            return written_note(session, case_id, contact_id)

    def rewrite(self, case_id: str, contact_id: str, text: str) -> Changes:
        """Keep a note as it is written now, paragraph by paragraph: what nobody touched stays what it was.

        Raises:
            Expected: ``gone``, ``frozen``; ``empty_note`` when nothing would be left of it.
        """
        return perform(self.vault, case_id, lambda act: rewrite(act, contact_id, text))[1]


def _keep(act: Act, note: NewNote, read: Note) -> None:
    contact = act.make(
        Contact,
        on_day=note.on,
        at_time=note.at.strftime("%H:%M") if note.at is not None else None,
        kind=note.kind,
        outcome=note.outcome,
        minutes=note.minutes,
        worker_id=act.context.worker_id,
        present_ids=note.present or None,
        place=note.place,
        objective_ids=note.objectives or None,
        next_on=note.next.on if note.next is not None else None,
        confided_by_id=note.confided_by,
        hide_from_ids=note.hide_from or None,
    )
    for rank, passage in enumerate(read.passages, start=1):
        act.make(ContactPassage, contact_id=contact.id, position=rank * STEP, kind=passage.kind, text=passage.text)
    for what in read.actions:
        due_on = day_said(what, note.on)
        act.make(Action, what=what, by_id=act.context.worker_id, due_on=due_on, contact_id=contact.id)
    if note.appointment_id is not None:
        act.change(act.row(Appointment, note.appointment_id), outcome=note.outcome or ContactOutcome.HELD)
    if note.next is not None and note.next.appointment_id is None:
        planned(act, note.next)
