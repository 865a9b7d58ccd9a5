"""A card that lists the rows of one kind: each opens its sheet, one button adds another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.words import _
from ui.forms.sheet import Asked, RowSheet
from ui.kit.buttons import Button
from ui.kit.cards import Row, Rows
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """

    asked: Asked
    title: str
    said: Callable[[RowView], tuple[str, str, str]]
    add: str = ""
    empty: str = ""
    earlier: bool = True


class RowList(Rows):
    """The rows of one kind in a case, read when it is made."""

    def __init__(self, workplace: Workplace, case_id: str, listed: Listed) -> None:
        """List the rows of a case, as ``listed`` says."""
        super().__init__(listed.title)
        self._workplace, self._case_id, self._listed = workplace, case_id, listed
        if listed.add:
            self.beside_title(Button(listed.add, self._add, kind="quiet", icon="plus"))
        rows = workplace.desk.editing.rows(case_id, listed.asked.kind, listed.asked.parent_id)
        shown = [row for row in rows if listed.earlier or not row.earlier]
        for row in shown:
            self.add(self._line(row, listed.said))
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
        """Open one row."""
        asked = replace(self._listed.asked, title="", known={})
        RowSheet(self._workplace, self._workplace.shell.window(), self._case_id, asked, row).open()

    def _add(self) -> None:
        RowSheet(self._workplace, self._workplace.shell.window(), self._case_id, self._listed.asked).open()
