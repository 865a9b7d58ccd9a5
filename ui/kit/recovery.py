"""The recovery kit where it is made: its paper to print or keep, and the groups retyped from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import _
from ui.kit.buttons import Button
from ui.kit.fields import Labelled, Line
from ui.kit.files import ask_place
from ui.kit.flow import FlowLayout
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from app.services.recovery_kits import Kit


class KitPaper(QWidget):
    """The paper of a kit, from memory; it is written in a file only when somebody asks."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        gestures = QWidget()
        gestures.setObjectName("plain")
        row = FlowLayout(gestures)
        row.addWidget(Button(_("Enregistrer le PDF…"), self._keep, icon="download"))
        layout.addWidget(gestures)
        self._said = Words("", Role.SECONDARY)
        self._said.hide()
        layout.addWidget(self._said)

    def _keep(self) -> None:
        place = ask_place(self, _("Enregistrer le kit de secours"), "kit-de-secours.pdf", "PDF (*.pdf)")
        if place is None:
            return
        try:
            place.write_bytes(self._pdf)
        except OSError:
            self._say(_("Rien ne peut être écrit à cet endroit\u00a0; choisissez-en un autre."))
            return
        self._say(_("Enregistré. Ce fichier ouvre le coffre\u00a0: imprimez-le, puis supprimez-le."))

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
