"""A sheet to read a paper that is kept: its pages, what it proves, printed or closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words import _
from ui.kit.paper import PaperView
from ui.kit.sheets import MARGIN, Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from ui.tasks import Tasks

WIDE = 900


class ReadingSheet(Sheet):
    """Shows a PDF from memory."""

    def __init__(self, title: str, parent: QWidget, tasks: Tasks, pdf: bytes, sentences: Iterable[str] = ()) -> None:
        """Show a paper.

        Args:
            title: What it is called; no name.
            parent: The window it stands over.
            tasks: What draws away from the UI thread.
            pdf: Its bytes.
            sentences: What it proves, said above it; they name people.
        """
        super().__init__(title, parent, width=WIDE)
        self.resize(self.width(), max(self.height(), parent.window().height() - 2 * MARGIN))
        for sentence in sentences:
            self.add(Words(sentence, Role.SECONDARY, private=True))
        self.view = PaperView(tasks, title)
        self.body.addWidget(self.view, 1)
        self.gesture(_("Fermer"), self.reject)
        self.view.show_pdf(pdf)

    def prints(self, pressed: Callable[[], object]) -> None:
        """Offer to print it."""
        self.gesture(_("Imprimer"), pressed, kind="accent")
