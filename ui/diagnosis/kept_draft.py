"""A text that stays a draft until somebody does something with it: each half second on the disk, never journalled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.autosave import DRAFT_MS
from ui.kit.focus import caret_of

if TYPE_CHECKING:
    from app.services.drafts import Drafts, Typed
    from ui.kit.fields import Paragraphs
    from ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class OneDraft:
    """One draft on the disk. Reading and writing it wait for the disk: writes only off the UI thread."""

    drafts: Drafts
    place: Typed

    @property
    def id(self) -> str:
        """Its name."""
        return ":".join((self.place.target, self.place.row_id or "", self.place.field))

    def read(self) -> Typed | None:
        """Return what is on the disk, if anything is."""
        return next((typed for one, typed in self.drafts.found(self.place.case_id) if one == self.id), None)

    def write(self, text: str, cursor: int = 0) -> None:
        """Put a text on the disk; nothing is left of an empty one."""
        if text.strip():
            self.drafts.save(self.id, replace(self.place, text=text, cursor=cursor))
        else:
            self.drafts.drop(self.id)


class KeptDraft(QObject):
    """Keeps one text zone as a draft. Lives as long as its field."""

    def __init__(self, workplace: Workplace, field: Paragraphs, place: Typed) -> None:
        """Watch a field, and put what was typed there before back in it."""
        super().__init__(field)
        self.draft = OneDraft(workplace.desk.drafts, place)
        self._workplace, self._field = workplace, field
        self._saved = field.typed
        self._writing: list[str] = []  # texts on their way to the disk: until they are there, it says less
        self._is_draft = False  # whether what is shown was put on the disk as a draft
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(DRAFT_MS)
        self._clock.timeout.connect(self.keep)
        self.look_again()
        field.textChanged.connect(self._typed)
        field.left.connect(self.keep)
        field.finished.connect(self.keep)

    def keep(self) -> None:
        """Put what is typed on the disk now."""
        self._clock.stop()
        text = self._field.typed
        if text == self._saved:
            return
        before, self._saved = self._saved, text
        self._is_draft = True
        draft, cursor, desk, hub = self.draft, caret_of(self._field), self._workplace.desk, self._workplace.hub
        writing, shell = self._writing, self._workplace.shell
        writing.append(text)

        def kept(_nothing: object) -> None:
            writing.remove(text)
            hub.saved.emit(desk.now())

        def missed(fault: BaseException) -> None:
            writing.remove(text)
            if self._saved == text:  # what is typed is not on the disk: the next key, or leaving, tries again
                self._saved = before
            shell.present(fault)

        self._workplace.tasks.command(lambda: draft.write(text, cursor), kept, missed)

    def _typed(self) -> None:
        if not self._clock.isActive():  # started again at each key, it would wait for the fingers to rest
            self._clock.start()

    def look_again(self) -> None:
        """Show what is on the disk, unless something else is being typed."""
        if self._field.typed != self._saved or self._writing:
            return
        found = self.draft.read()
        if found is None and not self._is_draft:  # what is shown is kept elsewhere
            return
        self._is_draft = found is not None
        text, cursor = (found.text, found.cursor) if found is not None else ("", 0)
        if text == self._saved:
            return
        self._saved = text
        self._field.show_text(text)
        caret = self._field.textCursor()
        caret.setPosition(min(cursor, self._field.document().characterCount() - 1))
        self._field.setTextCursor(caret)

    def given(self) -> str:
        """Give what is typed to a command that drops the draft itself; returns it."""
        self._clock.stop()
        self._saved = self._field.typed
        self._is_draft = False
        return self._saved

    def owed(self) -> None:
        """Say that what is typed is on the disk nowhere any more: the command that took it was taken back."""
        self._saved = ""
        self.keep()
