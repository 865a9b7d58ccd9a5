"""The recovery kit where it is made: its paper to print or keep, and the groups retyped from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Expected
from app.words import _
from ui.kit.buttons import Button
from ui.kit.fields import Labelled, Line
from ui.kit.flow import FlowLayout
from ui.kit.paper import PaperView
from ui.kit.printing import Copies, print_paper, save_copy
from ui.kit.reading import ReadingSheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.keys.recovery_kits import Kit
    from ui.tasks import Tasks

LEAST_HEIGHT = 220  # pixels under which nothing of the sheet is recognised: it is opened whole instead
PAPER_HEIGHT = 320  # pixels: enough to recognise the sheet, the gestures below stay in sight
SPACING = 8


class KitPaper(QWidget):
    """The paper of a kit, from memory; it is written in a file only when somebody asks.

    Signals:
        out: it was printed or saved.
    """

    out = Signal()

    def __init__(self, tasks: Tasks, pdf: bytes) -> None:
        """Show the paper.

        Args:
            tasks: What draws and prints away from the UI thread.
            pdf: The paper.
        """
        super().__init__()
        self._tasks, self._pdf = tasks, pdf
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        self._paper = PaperView(tasks, _("Le kit de secours"))
        self._paper.setFixedHeight(PAPER_HEIGHT)
        self._paper.show_pdf(pdf)
        layout.addWidget(self._paper)
        gestures = QWidget()
        gestures.setObjectName("plain")
        row = FlowLayout(gestures)
        self.printing = Button(_("Imprimer…"), self._print, kind="accent", icon="printer")
        row.addWidget(self.printing)
        row.addWidget(Button(_("Enregistrer le PDF…"), self._keep, icon="download"))
        row.addWidget(Button(_("Voir le kit"), self._open, icon="eye"))
        layout.addWidget(gestures)
        self._said = Words("", Role.SECONDARY)
        self._said.hide()
        layout.addWidget(self._said)

    @property
    def paper_height(self) -> int:
        """How much height the sheet takes, in pixels; out of sight, what is missing of none: the space below it."""
        return -SPACING if self._paper.isHidden() else self._paper.height()

    def give(self, height: int) -> None:
        """Let the sheet have this height, in pixels, so that the gestures below stay in sight; too little is none."""
        self._paper.setVisible(height >= LEAST_HEIGHT)
        self._paper.setFixedHeight(min(PAPER_HEIGHT, max(LEAST_HEIGHT, height)))

    def _open(self) -> None:
        """Show the sheet whole, over everything."""
        ReadingSheet(_("Le kit de secours"), self, self._tasks, self._pdf).open()

    def _print(self) -> None:
        self._tell(lambda: print_paper(self, self._tasks, [Copies(self._pdf)], self._printed))

    def _printed(self) -> None:
        self._say(_("Envoyé à l’imprimante."))
        self._left()

    def _left(self) -> None:
        self.printing.stand(kind="plain")
        self.out.emit()

    def _keep(self) -> None:
        def keep() -> None:
            if save_copy(self, self._pdf):
                self._say(_("Enregistré. Ce fichier ouvre le coffre\u00a0: imprimez-le, puis supprimez-le."))
                self._left()

        self._tell(keep)

    def _tell(self, gesture: Callable[[], object]) -> None:
        try:
            gesture()
        except Expected as refused:
            self._say(refused.sentence)

    def _say(self, sentence: str) -> None:
        self._said.say(sentence)
        self._said.show()


class KitGroups(QWidget):
    """Some groups to retype: a sheet that was never printed is found today, not the day it is needed."""

    def __init__(self, kit: Kit, parts: tuple[int, ...]) -> None:
        """Ask for groups.

        Args:
            kit: The kit just made.
            parts: Numbers of the groups asked, 1 to 13.
        """
        super().__init__()
        self._kit = kit
        self._fields: dict[int, Labelled] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in parts:
            label = _("Groupe {part}").format(part=part)
            self._fields[part] = Labelled(label, Line(label, private=False))
            layout.addWidget(self._fields[part])

    def lines(self) -> dict[int, Line]:
        """Return the fields by the number of their group."""
        return {part: field.field for part, field in self._fields.items() if isinstance(field.field, Line)}

    def arrive(self) -> None:
        """Put the caret in the first group."""
        next(iter(self.lines().values())).setFocus()

    def hold(self) -> bool:
        """Tell whether every group is the paper's; say which is not, and go there."""
        lines = self.lines()
        wrong = [part for part, line in lines.items() if not self._kit.checks(part, line.text())]
        for part, field in self._fields.items():
            sentence = _("Ce n’est pas le groupe {part} de la feuille\u00a0; relisez-le.").format(part=part)
            field.complain(sentence if part in wrong else "")
        if wrong:
            lines[wrong[0]].setFocus()
        return not wrong
