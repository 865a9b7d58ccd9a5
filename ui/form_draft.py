"""A sheet of several fields, all of it one draft each half second: a form half filled in is found again (review A7)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.words import _
from ui.autosave import DRAFT_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.services.drafts import Typed
    from ui.kit.fields import Line, Paragraphs
    from ui.workplace import Workplace


class FormDraft(QObject):
    """Keeps what is written in the fields of a sheet. Lives as long as the sheet."""

    def __init__(
        self,
        sheet: QObject,
        workplace: Workplace,
        draft_id: str,
        written: Callable[[], Mapping[str, str]],
        typed: Callable[[str], Typed],
    ) -> None:
        """Begin to keep.

        Args:
            sheet: What holds the fields.
            workplace: Where commands run.
            draft_id: The name of the draft.
            written: What is written and kept nowhere else, by field; nothing leaves no draft.
            typed: Makes the draft of a text.
        """
        super().__init__(sheet)
        self._workplace, self._id, self._written, self._typed = workplace, draft_id, written, typed
        self._kept = self._find()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self.save)

    @property
    def found(self) -> dict[str, str]:
        """What was written before, by field."""
        found: dict[str, str] = json.loads(self._kept) if self._kept else {}
        return found

    def watch(self, field: Line | Paragraphs) -> None:
        """Keep what is typed in a field."""
        field.textChanged.connect(self._touched)

    def save(self) -> bool:
        """Make what is written durable now; returns whether anything is."""
        self._timer.stop()
        written = dict(self._written())
        text = json.dumps(written, ensure_ascii=False) if written else ""
        if text != self._kept:
            before, self._kept = self._kept, text
            self._put(text, before)
        return bool(written)

    def rest(self) -> None:
        """Stop: a command took what is written, and forgets the draft itself."""
        self._timer.stop()
        self._kept = ""

    def leave(self) -> None:
        """Keep what is written as its sheet closes, and say so: it is taken up the next time."""
        if self.save():
            self._workplace.shell.toast(_("Ce que vous aviez tapé est gardé en brouillon."))

    def missed(self, fault: BaseException) -> None:
        """Keep again what a command did not take, and tell why."""
        self.save()
        self._workplace.shell.present(fault)

    def _put(self, text: str, before: str) -> None:
        desk, hub, shell, draft_id = self._workplace.desk, self._workplace.hub, self._workplace.shell, self._id
        typed = self._typed(text)

        def work() -> None:
            desk.drafts.save(draft_id, typed) if text else desk.drafts.drop(draft_id)

        def missed(fault: BaseException) -> None:
            if self._kept == text:  # it is not on the disk: the next key, or closing, tries again
                self._kept = before
            shell.present(fault)

        self._workplace.tasks.command(work, lambda _kept: hub.saved.emit(desk.now()), missed)

    def _touched(self, _text: str = "") -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _find(self) -> str:
        case_id = self._typed("").case_id
        return next((one.text for found, one in self._workplace.desk.drafts.found(case_id) if found == self._id), "")
