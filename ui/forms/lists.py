"""A card that lists the rows of one kind: each opens its sheet, one button adds another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.editing.registry import editable
from app.words import _
from ui.forms.sheet import Asked, RowSheet
from ui.kit.buttons import Button
from ui.kit.cards import Row, Rows
from ui.kit.texts import Role, Words
from ui.page import empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.services.editing.views import RowView
    from ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows.

    Attributes:
        asked: The kind of row, what a new one stands in and has from the start.
        title: What the card is called.
        said: What a row says: strong words, a second line, what stands at the right.
        add: Words of the button that adds one; none by default.
        empty: The sentence of an empty list.
        earlier: Whether versions before the current one are listed too.
        newest_first: Whether the last day comes first: in a long list only some rows are shown at once.
    """

    asked: Asked
    title: str
    said: Callable[[RowView], tuple[str, str, str]]
    add: str = ""
    empty: str = ""
    earlier: bool = True
    newest_first: bool = False


# What stands in a row and is shown in its sheet.
INSIDE = {
    "aid": ("piece",),
    "procedure": ("piece",),
    "lease": ("lease_exam",),
    "measure": ("intensity_period", "referent_period", "suspension"),
}
MOST_SAID = 4  # fields a line says


class RowList(Rows):
    """The rows of one kind in a case, read when it is made."""

    def __init__(self, workplace: Workplace, case_id: str, listed: Listed) -> None:
        """List the rows of a case, as ``listed`` says."""
        super().__init__(listed.title)
        self._workplace, self._case_id, self._listed = workplace, case_id, listed
        if listed.add:
            name = f"{listed.add}\u00a0: {listed.title}"  # a page has several
            self.beside_title(Button(listed.add, self._add, kind="quiet", icon="plus", name=name))
        rows = workplace.desk.editing.rows(case_id, listed.asked.kind, listed.asked.parent_id)
        shown = [row for row in rows if listed.earlier or not row.earlier]
        if listed.newest_first:
            shown.reverse()
        self.fill(shown, lambda row: self._line(row, listed.said))
        if not shown:
            self.add(Words(listed.empty or _("Rien de noté."), Role.SECONDARY))

    def _line(self, row: RowView, said: Callable[[RowView], tuple[str, str, str]]) -> Row:
        strong, second, trailing = said(row)
        line = Row(lambda: self.open_row(row))
        texts = [Words(strong or _("Sans titre"), Role.STRONG, private=True)]
        if second:
            texts.append(Words(second, Role.SECONDARY, private=True))
        line.say(*texts)
        if trailing:
            line.trail(Words(trailing, private=True, wrap=False))
        return line

    def open_row(self, row: RowView) -> None:
        """Open one row, with what stands in it."""
        open_row(self._workplace, self._case_id, replace(self._listed.asked, title="", known={}), row)

    def _add(self) -> None:
        RowSheet(self._workplace, self._workplace.shell.window(), self._case_id, self._listed.asked).open()


def open_row(workplace: Workplace, case_id: str, asked: Asked, row: RowView | None) -> RowSheet:
    """Open a row over the window, with lists of what stands in it; None adds one."""
    sheet = RowSheet(workplace, workplace.shell.window(), case_id, asked, row)
    if row is not None:
        for kind in INSIDE.get(asked.kind, ()):
            sheet.add(_Inside(workplace, case_id, Asked(kind, parent_id=row.id)))
    sheet.open()
    return sheet


class _Inside(QWidget):
    """The rows of one kind that stand in another, read again when one changes."""

    def __init__(self, workplace: Workplace, case_id: str, asked: Asked) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._workplace, self._case_id, self._asked = workplace, case_id, asked
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        workplace.hub.changed.connect(self._look_again)
        self._lay_out()

    def _lay_out(self) -> None:
        empty(self._layout)
        title = editable(self._asked.kind).label
        listed = Listed(self._asked, title, plainly, _("Ajouter"), _("Rien de noté."))
        self._layout.addWidget(RowList(self._workplace, self._case_id, listed))

    def _look_again(self, changes: Changes) -> None:
        if changes.touches(self._asked.kind) and self._case_id in changes.cases:
            self._lay_out()


def plainly(row: RowView) -> tuple[str, str, str]:
    """Return what a row says when nothing better is known: its first field, then the next ones."""
    said = [one for one in row.shown.values() if one]
    return (said[0] if said else ""), " · ".join(said[1:MOST_SAID]), ""
