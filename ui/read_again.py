"""A quiet line where something is about to leave: words to read once more, and the way to them; never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import _
from resources.vocabulary import DocumentKind
from ui.destinations import SHARING, Destination, Place
from ui.kit.buttons import Button
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.diagnosis.reading_again import ToReadAgain


class ReadAgain(QWidget):
    """What may let guess somebody's health, and « Relire »."""

    def __init__(self, case_id: str, found: Sequence[ToReadAgain], go: Callable[[Destination], object]) -> None:
        """Name the words.

        Args:
            case_id: The case.
            found: What to read again.
            go: Shows a place.
        """
        super().__init__()
        self.setObjectName("plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for one in found:
            column.addWidget(Words(one.sentence, Role.SECONDARY, private=True, tone="warning"))
        if found:
            there = _way_to(case_id, found[0])
            self.again = Button(_("Relire"), lambda: go(there), name=_("Relire avant que le bailleur lise"))
            column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)


def _way_to(case_id: str, found: ToReadAgain) -> Destination:
    if found.point is None:
        return Destination(Place.CONTRACT, case_id, DocumentKind.MUTUAL_COMMITMENTS.value)
    return Destination(Place.DIAGNOSIS, case_id, SHARING)
