"""A sheet to read a paper that is kept: its pages, what it proves; printed, or kept as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Expected
from app.words import _
from ui.kit.outside import warn_of_copy
from ui.kit.paper import PaperView
from ui.kit.printing import Copies, print_paper, save_copy
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
        self._tasks, self._pdf = tasks, pdf
        self._kept: Callable[[], object] = _nobody
        self.view = PaperView(tasks, title)
        self.body.addWidget(self.view, 1)
        self._said = Words("", Role.SECONDARY)
        self._said.hide()
        self.add(self._said)
        self.gesture(_("Fermer"), self.reject)
        self.view.show_pdf(pdf)
        self.view.area.setFocus()  # arrows read

    def leaves(self, kept: Callable[[], object]) -> None:
        """Offer to print it and to keep it as a file, byte for byte; ``kept`` is told of each copy that left."""
        self._kept = kept
        self.gesture(_("Enregistrer le PDF…"), self._warn, kind="quiet")
        self.gesture(_("Imprimer"), self._print, kind="accent")

    def _warn(self) -> None:
        warn_of_copy(self, self._keep)

    def _keep(self) -> None:
        self._tell(lambda: self._kept() if save_copy(self, self._pdf) else None)

    def _print(self) -> None:
        self._tell(lambda: print_paper(self, self._tasks, [Copies(self._pdf)], self._kept))

    def _tell(self, gesture: Callable[[], object]) -> None:
        try:
            gesture()
        except Expected as refused:
            self._said.say(refused.sentence)
            self._said.show()


def _nobody() -> None:
    """Nobody is to be told of a copy."""
