"""A note still to be kept: with whom, what is chosen beside its text, its draft each half second (review A7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.errors import Expected
from app.services.drafts import Typed
from app.services.visit.notes import NewNote
from app.words import _
from ui.begun_text import BegunText
from ui.choosing.households import Household, HouseholdChooser, named_household
from ui.note.beside import BesideText
from ui.note.view_model import FIELD, NEW, TARGET, found_beside, kept_beside, kept_sentence
from ui.page import empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout

    from app.changes import Changes
    from app.services.visit.meetings import Meeting
    from ui.note.text import NoteText
    from ui.workplace import NoteAsked, Workplace


class NewNotePart(QObject):
    """What surrounds the text of a new note, and what becomes of it."""

    def __init__(self, workplace: Workplace, text: NoteText, asked: NoteAsked, draft: Typed | None) -> None:
        """Begin a note.

        Args:
            workplace: Where commands run.
            text: Its text zone.
            asked: Which note.
            draft: What was typed before, when it is taken up.
        """
        super().__init__(text)
        self._workplace, self._text = workplace, text
        begun, appointment_id = found_beside(draft.base if draft is not None else None)
        self._begun = begun
        self._appointment_id = asked.appointment_id or appointment_id
        self._case_id = draft.case_id if draft is not None else asked.case_id
        draft_id = asked.draft_id or NEW + (self._appointment_id or workplace.desk.new_id())
        self._draft = BegunText(self, workplace, draft_id, self._typed, kept=draft is not None)
        self._draft.missed = self._say
        self._is_ending = False
        self._meeting: Meeting | None = None
        self._beside: BesideText | None = None
        self._chooser: HouseholdChooser | None = None
        self._above: QVBoxLayout
        self._below: QVBoxLayout
        self.ended: Callable[[], None]
        self.complain: Callable[[str], None]
        self.laid_out: Callable[[], None]
        text.textChanged.connect(self._changed)

    def lay_out(self, above: QVBoxLayout, below: QVBoxLayout) -> None:
        """Show with whom above the text, or ask it; what is chosen beside comes when the window is free."""
        self._above, self._below = above, below
        if self._case_id is None:
            self._ask()
        QTimer.singleShot(0, self, self.read)

    def read(self) -> None:
        """Read what the note already knows, once its text can be typed in."""
        if self._chooser is not None:
            self._chooser.ask()
        elif self._case_id is not None:
            label = self._workplace.desk.overview.label(self._case_id)
            self._show_household(self._case_id, label)

    def finish(self) -> None:
        """Keep the note, and forget its draft."""
        if self._case_id is None or self._meeting is None or self._beside is None:
            if self._chooser is not None:
                self._chooser.complain(_("Choisissez avec qui\u00a0: la note est gardée en brouillon en attendant."))
            return
        if self._is_ending or not self._beside.reads():
            return
        self._is_ending = True
        self._draft.rest()
        desk, case_id, draft_id = self._workplace.desk, self._case_id, self._draft.id
        note = self._note(self._beside, self._meeting)

        def work() -> Changes:
            changes = desk.notes.write(case_id, note)
            desk.drafts.drop(draft_id)
            return changes

        said = kept_sentence(note.text, note.on)
        self._workplace.command(work, said=said, done=self.ended, failed=self._missed, owner=self)

    def leave(self) -> bool:
        """Leave the note as a draft, and say so; an empty one leaves nothing. Tell whether the sheet may close now."""
        return self._draft.leave(self.ended)

    def _typed(self) -> Typed:
        beside = self._beside.value if self._beside is not None else self._begun
        base = kept_beside(beside, self._appointment_id) if beside is not None else None
        return Typed(self._case_id, TARGET, FIELD, self._text.typed, self._text.caret, None, base)

    def _note(self, beside: BesideText, meeting: Meeting) -> NewNote:
        chosen = beside.value
        return NewNote(
            on=chosen.on,
            text=self._text.typed,
            kind=chosen.kind,
            present=chosen.present,
            confided_by=chosen.confided_by,
            hide_from=chosen.hide_from,
            at=chosen.at,
            place=meeting.place,
            objectives=chosen.objectives,
            appointment_id=self._appointment_id,
            next=beside.next,
        )

    def _missed(self, fault: BaseException) -> None:
        self._is_ending = False
        self._say(fault)
        self._draft.save()  # its clock was stopped

    def _say(self, fault: BaseException) -> None:
        if isinstance(fault, Expected):
            self.complain(fault.sentence)
        else:
            self._workplace.shell.present(fault)

    def _changed(self) -> None:
        self.complain("")
        self._draft.touched()

    def _ask(self) -> None:
        self._chooser = HouseholdChooser(self._workplace, _("Avec qui\u00a0?"))
        self._chooser.chosen.connect(self._choose)
        empty(self._above)
        empty(self._below)
        self._above.addWidget(self._chooser)
        self._beside = None

    def _choose(self, household: Household) -> None:
        self._case_id = household.case_id
        self._workplace.read(household.case_id)
        self._show_household(household.case_id, household.label, again=True)
        self._text.setFocus()
        self._changed()

    def _show_household(self, case_id: str, label: str, *, again: bool = False) -> None:
        """Show with whom the note is, and what the meeting knows."""
        desk = self._workplace.desk
        appointment_id = self._appointment_id
        self._meeting = (
            desk.appointments.begin(appointment_id)
            if appointment_id is not None
            else desk.appointments.propose(case_id, self._workplace.today)
        )
        empty(self._above)
        empty(self._below)
        self._chooser = None
        self._above.addWidget(named_household(label, self._change if again else None))
        self._beside = BesideText(self._meeting, self._workplace.today, self._begun)
        self._beside.chosen.connect(self._changed)
        self._below.addWidget(self._beside)
        self.laid_out()

    def _change(self) -> None:
        """Ask again with whom: those present and what was confided were of the other household."""
        self._case_id, self._begun, self._meeting = None, None, None
        self._ask()
        if self._chooser is not None:
            self._chooser.ask()
            self._chooser.setFocus()
