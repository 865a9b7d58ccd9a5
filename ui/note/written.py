"""A note written before: one text again, kept paragraph by paragraph when the caret leaves it; its details in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.services.drafts import Typed
from app.words import _, hour, long_day
from ui.autosave import Autosave
from ui.forms.sheet import Asked, RowSheet
from ui.kit.texts import Pill, Role, Words
from ui.note.view_model import FIELD, TARGET

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from app.services.visit.note_rewriting import WrittenNote
    from ui.note.text import NoteText
    from ui.workplace import Workplace

SEPARATOR = " · "


class WrittenNotePart(QObject):
    """What surrounds the text of a note written before."""

    def __init__(self, workplace: Workplace, text: NoteText, case_id: str, note: WrittenNote) -> None:
        super().__init__(text)
        self._workplace, self._text, self._case_id, self._note = workplace, text, case_id, note
        self.ended: Callable[[], None]
        self.complain: Callable[[str], None]
        self.laid_out: Callable[[], None]
        text.show_text(note.text)
        text.setReadOnly(note.closed)
        contact_id, notes = note.contact_id, workplace.desk.notes
        place = Typed(case_id, TARGET, FIELD, "", row_id=contact_id)
        self._autosave = Autosave(workplace, text, place, lambda typed: notes.rewrite(case_id, contact_id, typed))
        self._take_up()

    def lay_out(self, above: QVBoxLayout, below: QVBoxLayout) -> None:
        """Show how, when and with whom people met; what keeps the note as it is, if something does."""
        note = self._note
        day = long_day(note.on)
        when = _("{day} à {hour}").format(day=day, hour=hour(note.at)) if note.at is not None else day
        above.addWidget(Words(SEPARATOR.join((note.kind_label.capitalize(), when)), Role.STRONG))
        if note.present:
            above.addWidget(Words(", ".join(note.present), Role.SECONDARY, private=True))
        if note.confided_by:
            above.addWidget(Pill(_("confié par {name}").format(name=note.confided_by), private=True))
        if note.closed:
            below.addWidget(Words(_("Cela ne change plus\u00a0: c’est signé."), Role.SECONDARY))
        elif note.by_other:
            said = _("Cette note est de {name}\u00a0: pour ajouter un mot, écrivez plutôt la vôtre.")
            below.addWidget(Words(said.format(name=note.by_other), Role.SECONDARY))

    def details(self, window: QWidget) -> None:
        """Open the meeting itself: day, way, people, who confided it; there it can be taken out of the thread."""
        self._autosave.flush()
        row = self._workplace.desk.editing.row(self._case_id, TARGET, self._note.contact_id)
        RowSheet(self._workplace, window, self._case_id, Asked(TARGET, title=_("Détails de la rencontre")), row).open()
        self.ended()

    def finish(self) -> None:
        """Keep what is typed, then leave: what cannot be kept stays in sight."""
        self._autosave.flush(self.ended)

    def leave(self) -> bool:
        """Keep what is typed; tell whether the sheet may close now, or closes once it is kept."""
        if not self._autosave.pending:
            return True
        self.finish()
        return False

    def _take_up(self) -> None:
        for draft_id, typed in self._workplace.desk.drafts.found(self._case_id):
            if draft_id == self._autosave.draft_id and typed.text.strip():
                self._text.setPlainText(typed.text)
                self._text.put_caret(typed.cursor)
