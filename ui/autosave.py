"""Two clocks of saving (review A7): each half second what is typed is a durable draft; left alone, a command.

There is no Save button. The draft becomes a command when the caret leaves, after twenty seconds without a key, on
Ctrl+Entrée, when the page is left, on pause, lock and quit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.kit.fields import Line, Paragraphs
from ui.kit.focus import caret_of, put_caret

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.services.drafts import Typed
    from ui.workplace import Workplace

DRAFT_MS = 500
COMMAND_MS = 20_000


class Autosave(QObject):
    """Keeps one text zone safe while it is typed in. Lives as long as its field."""

    def __init__(
        self,
        workplace: Workplace,
        field: Line | Paragraphs,
        place: Typed,
        keep: Callable[[str], Changes],
        reads: Callable[[str], bool] = lambda _text: True,
    ) -> None:
        """Watch a field.

        Args:
            workplace: Where commands run.
            field: The text zone; what stands in it now is what the vault holds.
            place: Which field of which row this is (its text and cursor are not read).
            keep: The command that keeps a text; runs off the UI thread.
            reads: Whether a text can be kept as it is, and says under the field what is off; until then it is a draft.
        """
        super().__init__(field)
        self._workplace = workplace
        self._field = field
        self._place = replace(place, base=typed_in(field))
        self._keep = keep
        self._reads = reads
        self._base = typed_in(field)
        self._kept = False  # whether a draft is on the disk
        self._draft = self._timer(DRAFT_MS, self._save_draft)
        self._command = self._timer(COMMAND_MS, self.flush)
        field.textChanged.connect(self._typed)
        field.left.connect(self.flush)
        if isinstance(field, Paragraphs):
            field.finished.connect(self.flush)

    @property
    def draft_id(self) -> str:
        """The name of the draft: one a field of a row, whoever opens it again."""
        place = self._place
        return ":".join((place.target, place.row_id or place.case_id or "", place.field))

    @property
    def pending(self) -> bool:
        """Whether something typed is not yet a command."""
        return typed_in(self._field) != self._base

    def show_text(self, text: str) -> None:
        """Take what the vault holds now, unless something else is being typed; the caret stays where it is.

        Spaces around it are not another text: somebody may be between two words.
        """
        if self.pending or typed_in(self._field).strip() == text.strip():
            return
        self._base = text
        caret = caret_of(self._field)
        blocked = self._field.blockSignals(True)
        if isinstance(self._field, Paragraphs):
            self._field.show_text(text)
        else:
            self._field.setText(text)
        put_caret(self._field, caret)
        self._field.blockSignals(blocked)

    def take_up(self, text: str, cursor: int) -> None:
        """Put a draft found again back where it was typed, the caret where it was."""
        if isinstance(self._field, Paragraphs):
            self._field.show_text(text)  # which stays covered while F9 covers the screen
            self._typed()
        else:
            self._field.setText(text)
        put_caret(self._field, cursor)

    def flush(self, then: Callable[[], object] = lambda: None) -> None:
        """Turn what is typed into a command now; ``then`` is called once it is kept, never when it could not be."""
        self._draft.stop()
        self._command.stop()
        if not self.pending:
            self._drop_draft()
            then()
            return
        if not self._reads(typed_in(self._field)):
            self._save_draft()
            return
        text, keep, drafts, draft_id = typed_in(self._field), self._keep, self._workplace.desk.drafts, self.draft_id

        def work() -> Changes:
            changes = keep(text)
            drafts.drop(draft_id)
            return changes

        self._kept = False
        before, self._base = self._base, text
        self._workplace.command(work, done=then, failed=lambda fault: self._missed(before, fault), owner=self)

    def _missed(self, before: str, fault: BaseException) -> None:
        self._kept = True
        self._base = before  # what is typed is still a draft, and will be tried again
        self._workplace.shell.present(fault)

    def _typed(self) -> None:
        if not self._draft.isActive():
            self._draft.start()
        self._command.start()

    def _save_draft(self) -> None:
        desk, hub, draft_id = self._workplace.desk, self._workplace.hub, self.draft_id
        if not self.pending:
            self._drop_draft()
            return
        self._kept = True
        typed = replace(self._place, text=typed_in(self._field), cursor=caret_of(self._field), base=self._base)
        self._workplace.tasks.command(
            lambda: desk.drafts.save(draft_id, typed), lambda _kept: hub.saved.emit(desk.now())
        )

    def _drop_draft(self) -> None:
        """Forget the draft of what was typed back to what it was."""
        if self._kept:
            self._kept = False
            drafts, draft_id = self._workplace.desk.drafts, self.draft_id
            self._workplace.tasks.command(lambda: drafts.drop(draft_id))

    def _timer(self, milliseconds: int, then: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(then)
        return made


def typed_in(field: Line | Paragraphs) -> str:
    """Return what is typed in a field, covered or not."""
    return field.typed if isinstance(field, Paragraphs) else field.text()
