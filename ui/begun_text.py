"""A text begun in a sheet (a note, a request): a draft each half second until a command keeps it (review A7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer

from app.words import _
from ui.autosave import DRAFT_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.drafts import Typed
    from ui.workplace import Workplace


class BegunText(QObject):
    """Keeps one text, and what is chosen beside it, as one draft. Lives as long as its sheet."""

    def __init__(
        self, sheet: QObject, workplace: Workplace, draft_id: str, typed: Callable[[], Typed], *, kept: bool
    ) -> None:
        """Begin to keep.

        Args:
            sheet: What holds the text.
            workplace: Where commands run.
            draft_id: The name of the draft.
            typed: Returns what stands there now; an empty text leaves no draft.
            kept: Whether a draft of this name is on the disk.
        """
        super().__init__(sheet)
        self._workplace, self.id, self._typed, self._kept = workplace, draft_id, typed, kept
        self.refused = False  # whether the disk did not take what was typed last: it stands on the screen only
        self.missed = workplace.shell.present  # says why
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self.save)

    def touched(self) -> None:
        """Something changed: it is on the disk within half a second, however fast one types."""
        if not self._timer.isActive():
            self._timer.start()

    def save(self, then: Callable[[], object] = lambda: None) -> None:
        """Make what is typed durable now; ``then`` is called once it is on the disk, never when it could not be."""
        self._timer.stop()
        typed = self._typed()
        if not typed.text.strip():
            self.refused = False
            self._drop()
            return
        self._kept = True
        desk, hub, draft_id = self._workplace.desk, self._workplace.hub, self.id

        def kept(_kept: object) -> None:
            self.refused = False
            hub.saved.emit(desk.now())
            then()

        self._workplace.tasks.command(lambda: desk.drafts.save(draft_id, typed), kept, self._missed)

    def leave(self, close: Callable[[], object]) -> bool:
        """Leave what is typed as a draft, and say so once it is on the disk.

        Args:
            close: Closes the sheet.

        Returns:
            Whether the sheet may close now; what the disk did not take last is tried again, and closes it when kept.
        """
        refused, toast = self.refused, self._workplace.shell.toast

        def kept() -> None:
            toast(_("Brouillon gardé\u00a0: il vous attend dans Aujourd’hui."))
            if refused and shiboken6.isValid(self):
                close()

        self.save(kept)
        return not self.refused

    def _missed(self, fault: BaseException) -> None:
        if shiboken6.isValid(self):
            self.refused = True
            self.missed(fault)
        else:
            self._workplace.shell.present(fault)

    def rest(self) -> None:
        """Stop: a command takes what is typed, and forgets the draft itself."""
        self._timer.stop()

    def _drop(self) -> None:
        if not self._kept:
            return
        self._kept = False
        drafts, draft_id = self._workplace.desk.drafts, self.id
        self._workplace.tasks.command(lambda: drafts.drop(draft_id))
