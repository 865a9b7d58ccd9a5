"""The note (Ctrl+N): one text zone the caret stands in at once; everything else is proposed and one press away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.words import _
from ui.autosave import DRAFT_MS
from ui.kit.buttons import Button
from ui.kit.flow import FlowLayout
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words
from ui.note.new import NewNotePart
from ui.note.text import NoteText
from ui.note.view_model import MARKS, NEW, Mark, quiet_sentences
from ui.note.written import WrittenNotePart

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.services.drafts import Typed
    from ui.workplace import NoteAsked, Workplace

WIDTH, HIGHEST = 780, 760
_AROUND_TEXT = 290  # pixels above and under the text that stay in sight: with whom, its marks, the gestures
_LEAST = 3


class NoteSheet(Sheet):
    """A note, new or written before."""

    def __init__(self, workplace: Workplace, parent: QWidget, asked: NoteAsked) -> None:
        """Open a note.

        Args:
            workplace: Where commands run.
            parent: The window.
            asked: Which note.
        """
        draft = _found(workplace, asked)
        is_new = asked.contact_id is None and (draft is None or draft.row_id is None)
        super().__init__(_("Nouvelle note") if is_new else _("Note"), parent, width=WIDTH)
        self.resize(self.width(), min(HIGHEST, self.maximumHeight()))
        self._workplace = workplace
        self._marks: dict[Mark, Button] = {}
        self.text = NoteText(_("La note"), _("Ce que vous avez vu, entendu, fait…"))
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        self._complaint = Words("", Role.SECONDARY, tone="danger")
        self._quiet = Words("", Role.SECONDARY)
        self._lay_out()
        self._part = self._new(asked, draft) if is_new else self._written(asked, draft)
        self._part.ended, self._part.complain, self._part.laid_out = self.accept, self._complain, self.feet_last
        self._part.lay_out(self._above, self._below)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(DRAFT_MS)
        self._looking.timeout.connect(self._look)
        self.text.textChanged.connect(self._looking.start)
        self.text.finished.connect(self._part.finish)
        self._begin(draft, asked)

    @override
    def reject(self) -> None:
        """Leave: a new note stays a draft, one written before is kept; what the disk refuses stays in sight."""
        if self._part.leave():
            super().reject()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.text.room_for(event.size().height() - _AROUND_TEXT, _LEAST)

    def _lay_out(self) -> None:
        self._above.setSpacing(4)
        self._below.setSpacing(4)
        self.body.addLayout(self._above)
        self.add(self.text)
        self.add(self._legend())
        self.add(self._complaint)
        self.add(self._quiet)
        self._complaint.hide()
        self._quiet.hide()
        self.body.addLayout(self._below)
        self.body.addStretch(1)
        self.text.mark_changed.connect(self._show_mark)

    def _legend(self) -> QWidget:
        """Return what each sign makes of a sentence, as buttons that put it; a keyboard types the sign itself."""
        made = QWidget()
        made.setObjectName("plain")
        row = FlowLayout(made, spacing=8)
        for mark, sign, words in MARKS:
            button = Button(
                f"{sign}  {_(words)}", kind="choice", name=_("Cette phrase\u00a0: {what}").format(what=_(words))
            )
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the caret stays in the text
            button.clicked.connect(lambda _on=False, one=mark: self.text.mark(one))
            self._marks[mark] = button
            row.addWidget(button)
        return made

    def _new(self, asked: NoteAsked, draft: Typed | None) -> NewNotePart:
        part = NewNotePart(self._workplace, self.text, asked, draft)
        self.gesture(_("Fermer"), self.reject)
        self.gesture(_("Terminer la note"), part.finish, kind="accent").setToolTip(_("Ctrl+Entrée"))
        return part

    def _written(self, asked: NoteAsked, draft: Typed | None) -> WrittenNotePart:
        case_id = (draft.case_id if draft is not None else None) or asked.case_id or ""
        contact_id = asked.contact_id or (draft.row_id if draft is not None else None) or ""
        note = self._workplace.desk.notes.read(case_id, contact_id)
        part = WrittenNotePart(self._workplace, self.text, case_id, note)
        self.foot.insertWidget(0, Button(_("Détails"), self._details, kind="quiet", icon="pen-line"))
        self.gesture(_("Fermer"), part.finish, kind="accent")
        return part

    def _details(self) -> None:
        if isinstance(self._part, WrittenNotePart):
            self._part.details(self._workplace.shell.window())

    def _begin(self, draft: Typed | None, asked: NoteAsked) -> None:
        """Put the caret where it is needed: with whom, when nobody knows it, else in the text."""
        if draft is not None and isinstance(self._part, NewNotePart):
            self.text.take_up(draft.text, draft.cursor)
        self._look()
        with_whom = isinstance(self._part, NewNotePart) and asked.case_id is None and draft is None
        first = self._above.itemAt(0) if with_whom else None
        chooser = first.widget() if first is not None else None
        (chooser or self.text).setFocus()

    def _look(self) -> None:
        """Say beside the text what is better unwritten; the text stays."""
        sentences = quiet_sentences(self.text.typed)
        self._quiet.say("\n".join(sentences))
        self._quiet.setVisible(bool(sentences))

    def _complain(self, sentence: str) -> None:
        self._complaint.say(sentence)
        self._complaint.setVisible(bool(sentence))
        self.text.setAccessibleDescription(sentence)

    def _show_mark(self, mark: Mark) -> None:
        for one, button in self._marks.items():
            button.setChecked(one is mark)


def _found(workplace: Workplace, asked: NoteAsked) -> Typed | None:
    """Return the draft asked for, or the one of that appointment; on its own case, never on another."""
    draft_id = asked.draft_id or (f"{NEW}{asked.appointment_id}" if asked.appointment_id else None)
    if draft_id is None:
        return None
    places = dict.fromkeys((asked.case_id, None))
    found = (one for case_id in places for one in workplace.desk.drafts.found(case_id))
    return next((typed for one_id, typed in found if one_id == draft_id), None)
