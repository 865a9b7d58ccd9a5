"""« Reporter » ou « Porte close »: a slot proposed, then whose doing it is; three gestures (practice 5-3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.drafts import Typed
from app.services.visit.appointments import Whose, not_come_yet
from app.services.visit.meetings import Slot, is_ours_to_move
from app.words import _
from resources.labels import LABELS
from ui.form_draft import FormDraft
from ui.forms.resuming import MOVING
from ui.forms.sheet import FORM
from ui.kit.buttons import Button
from ui.kit.flow import FlowLayout
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words
from ui.note.slot import SlotChoice
from ui.note.view_model import shown_slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.services.visit.appointments import Missed
    from app.services.visit.meetings import Meeting
    from ui.workplace import Workplace

SEVERAL = 3  # meetings that did not take place, after which another way is worth a word
SEPARATOR = " · "
FIELD = "slot"  # of its draft: the other day that is typed


class PostponeSheet(Sheet):
    """Moves an appointment, or writes that nobody opened."""

    def __init__(self, workplace: Workplace, parent: QWidget, case_id: str, appointment_id: str) -> None:
        """Open an appointment to move it.

        Args:
            workplace: Where commands run.
            parent: The window.
            case_id: The case.
            appointment_id: The appointment.
        """
        super().__init__(_("Reporter le rendez-vous"), parent)
        self._workplace, self._case_id, self._appointment_id = workplace, case_id, appointment_id
        self._trouble = Words("", Role.SECONDARY, tone="danger")
        self._draft: FormDraft | None = None
        meeting = workplace.desk.appointments.begin(appointment_id)
        self._tell(meeting)
        if is_ours_to_move(meeting.kind):
            self._offer(meeting)
        else:
            self._leave()

    def _leave(self) -> None:
        """Say that somebody else fixed it: nothing here moves it."""
        sentence = _(
            "Ce rendez-vous a été fixé par d’autres (tribunal, préfecture…)\u00a0: il ne se reporte pas ici. "
            "Si sa date change, corrigez-la dans le fil du dossier."
        )
        self.add(Words(sentence))
        self.body.addStretch(1)
        self.gesture(_("Fermer"), self.reject).setFocus()

    def _offer(self, meeting: Meeting) -> None:
        workplace = self._workplace
        proposed = workplace.desk.appointments.propose_next(self._case_id, workplace.today)
        self.add(Words(_("Se revoir"), Role.SECONDARY))
        self.slot = SlotChoice(_alike(proposed, meeting), workplace.today, taken=True)
        self.add(self.slot)
        self.add(Words(_("Sans nouvelle date, le rendez-vous est seulement annulé."), Role.HINT))
        self.keep_in_sight(self._trouble)
        self._trouble.hide()
        self._on = meeting.on
        self.keep_in_sight(self._ends())
        self.body.addStretch(1)
        self.gesture(_("Fermer"), self.reject)
        self._keep_typed()
        self.slot.line.setFocus()

    def _keep_typed(self) -> None:
        """Keep the other day that is typed, and take up the one typed before a pause, a lock or a fall."""
        line, typed = self.slot.line, Typed(self._case_id, MOVING, FORM, "", row_id=self._appointment_id)
        self._draft = FormDraft(
            self,
            self._workplace,
            self._draft_id,
            lambda: {FIELD: line.text().strip()} if line.text().strip() else {},
            lambda text: replace(typed, text=text),
        )
        line.setText(self._draft.found.get(FIELD, ""))
        self._draft.watch(line)

    @property
    def _draft_id(self) -> str:
        return f"{FORM}:{MOVING}:{self._appointment_id}"

    def _tell(self, meeting: Meeting) -> None:
        desk, today = self._workplace.desk, self._workplace.today
        label = desk.overview.label(self._case_id)
        when = shown_slot(_slot_of(meeting), today)
        kind = _(LABELS[meeting.kind].text).capitalize()
        self.add(Words(label, Role.STRONG, private=True))
        self.add(Words(SEPARATOR.join((kind, when)), Role.SECONDARY))
        sentence = other_way(desk.appointments.missed(self._case_id))
        if sentence:
            self.add(Words(sentence))

    def _ends(self) -> QWidget:
        made = QWidget()
        made.setObjectName("plain")
        row = FlowLayout(made, spacing=8)
        for words, icon, pressed in (
            (_("Prévenu par eux"), "phone", lambda: self._move(Whose.HOUSEHOLD)),
            (_("Prévenu par nous"), "send", lambda: self._move(Whose.OPERATOR)),
            (_("Porte close"), "door-closed", self._closed_door),
        ):
            row.addWidget(Button(words, pressed, icon=icon))
        return made

    def _move(self, by: Whose) -> None:
        appointments, appointment_id, slot = self._workplace.desk.appointments, self._appointment_id, self.slot.slot
        if slot is None:
            self._end(lambda: appointments.cancel(appointment_id, by), _("Rendez-vous annulé."))
        else:
            said = _("Rendez-vous reporté au {when}.").format(when=shown_slot(slot, self._workplace.today))
            self._end(lambda: appointments.postpone(appointment_id, slot, by)[1], said)

    def _closed_door(self) -> None:
        """Write that nobody opened; before its day it is said that it cannot be, and nothing is written."""
        refused = not_come_yet(self._on, self._workplace.today)
        if refused is not None:
            self._trouble.say(refused.sentence)
            self._trouble.show()
            return
        appointments, appointment_id, slot = self._workplace.desk.appointments, self._appointment_id, self.slot.slot
        said = _("Porte close notée.")
        if slot is not None:
            said = _("Porte close notée. Prochain rendez-vous\u00a0: {when}.").format(
                when=shown_slot(slot, self._workplace.today)
            )
        self._end(lambda: appointments.closed_door(appointment_id, slot), said)

    def _end(self, work: Callable[[], Changes], said: str) -> None:
        if not self.slot.reads():
            self.slot.take_focus()
            return
        if self._draft is not None:
            self._draft.rest()
        drafts, draft_id = self._workplace.desk.drafts, self._draft_id

        def ended() -> Changes:
            changes = work()
            drafts.drop(draft_id)
            return changes

        self._workplace.command(ended, said=said)
        self.accept()

    @override
    def reject(self) -> None:
        """Leave: a day typed is a draft, taken up the next time."""
        if self._draft is not None:
            self._draft.leave()
        super().reject()


def other_way(missed: Missed) -> str:
    """Return the one sentence about meetings that did not take place: about the way, never about the person."""
    count = missed.by_household + missed.by_us + missed.closed_door
    if count < SEVERAL:
        return ""
    if count == SEVERAL:
        return _("Trois rendez-vous manqués\u00a0: et si nous changions d’heure, de lieu, de façon\u00a0?")
    return _("Plusieurs rendez-vous manqués\u00a0: et si nous changions d’heure, de lieu, de façon\u00a0?")


def _slot_of(meeting: Meeting) -> Slot:
    return Slot(meeting.on, meeting.at, meeting.minutes, meeting.kind, meeting.place, meeting.present)


def _alike(proposed: Slot, meeting: Meeting) -> Slot:
    """Return the slot proposed, met in the same way, at the same place, with the same people."""
    same = _slot_of(meeting)
    return replace(same, on=proposed.on, at=proposed.at or same.at, minutes=same.minutes or proposed.minutes)
